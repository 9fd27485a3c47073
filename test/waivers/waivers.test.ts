import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { UserError } from '../../src/core/errors.ts';
import type { Finding } from '../../src/core/finding.ts';
import { problem, type Problem, type ProblemCode } from '../../src/core/problem.ts';
import { parseWaivers } from '../../src/waivers/waiver-file.ts';
import { createWaiverRun } from '../../src/waivers/waiver.ts';
import { findingOf, readLines, readShort } from './findings.ts';
import { words } from '../words.ts';

const FOLDER = 'test/fixtures/waivers';
const AS_OF = '2026-11-24';

/** What a waiver file makes of findings, or every problem about it. */
function outcome(name: string): string {
  const text = readFileSync(`${FOLDER}/${name}/waivers.yaml`, 'utf8');
  try {
    const run = createWaiverRun(parseWaivers({ path: 'waivers.yaml', text }, words.noValue), AS_OF);
    const findings = existsSync(`${FOLDER}/${name}/findings.ndjson`)
      ? readShort(`${FOLDER}/${name}/findings.ndjson`)
      : [];
    const problems = existsSync(`${FOLDER}/${name}/problems.ndjson`)
      ? readLines<ShortProblem>(`${FOLDER}/${name}/problems.ndjson`)
      : [];
    const lines = findings.map((short, index) => lineOf(run.apply(findingOf(short, index + 1))));
    const ofProblems = problems.map((short) => lineOfProblem(run.applyTo(problemOf(short))));
    const { unused, expired, expiring, dismissed } = run.report();
    const named = Object.entries({ unused, expired, expiring }).map(([key, ids]) => `${key}: ${ids.join(', ') || '-'}`);
    return [...lines, ...ofProblems, ...named, `dismissed: ${dismissed}`].join('\n');
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

interface ShortProblem {
  readonly code: ProblemCode;
  readonly source: string;
  readonly line: number | null;
  readonly rejected?: boolean;
}

const problemOf = ({ code, source, line, rejected = false }: ShortProblem): Problem =>
  problem(source, { code, severity: 'error', message: 'm' }, { line, rejected });

function lineOfProblem({ code, source, line, waiver }: Problem): string {
  const place = line === null ? source : `${source}:${line}`;
  return `${code} ${place} ${waiver === null ? 'stands' : `waived by ${waiver.id}`}`;
}

function lineOf({ status, designations }: Finding): string {
  const parts = designations.map(({ list, status: one, because, waiver }) => {
    const by = waiver === null ? '' : ` by ${waiver.id}`;
    return `${list} ${one}${by}${because === null ? '' : ` (${because})`}`;
  });
  return [status, ...parts].join(' | ');
}

describe('waivers of a file over the findings of a run', () => {
  const cases = readdirSync(FOLDER).filter((name) => existsSync(`${FOLDER}/${name}/expected.txt`));
  test.each(cases)('%s', (name) => {
    expect(outcome(name)).toBe(readFileSync(`${FOLDER}/${name}/expected.txt`, 'utf8').trimEnd());
  });

  test('the day decides, not the hour: last day, the day after, the thirtieth day before', () => {
    const text =
      'waivers:\n  - {id: w, match: {serial: S1}, because: accepted, reason: r, owner: o, approved: 2027-02-28, expires: 2028-02-29}\n';
    const file = parseWaivers({ path: 'w.yaml', text }, words.noValue);
    const on = (asOf: string) => {
      const run = createWaiverRun(file, asOf);
      const { status } = run.apply(findingOf({ vendor: 'zte', on: { l: 'banned' }, asset: { serial: 's1' } }));
      return [status, run.report().expiring.length];
    };
    expect(on('2028-02-29')).toEqual(['waived', 1]);
    expect(on('2028-03-01')).toEqual(['banned', 0]);
    expect(on('2028-01-30')).toEqual(['waived', 1]);
    expect(on('2028-01-29')).toEqual(['waived', 0]);
  });

  test('where no waiver holds any more a finding is what it was, whether all or some of its designations were waived', () => {
    const text =
      'waivers:\n  - {id: w, match: {list: l, serial: S1}, because: accepted, reason: r, owner: o, approved: 2026-01-01, expires: 2027-01-01}\n';
    const run = createWaiverRun(parseWaivers({ path: 'w.yaml', text }, words.noValue), AS_OF);
    const none = createWaiverRun(parseWaivers({ path: 'w.yaml', text: 'waivers: []' }, words.noValue), AS_OF);
    for (const on of [{ l: 'banned' }, { l: 'undetermined', other: 'upcoming' }, { other: 'banned' }] as const) {
      const finding = findingOf({ vendor: 'zte', on, asset: { serial: 'S1' } });
      const waived = run.apply(finding);
      expect(waived.designations.some(({ waiver }) => waiver !== null)).toBe('l' in on);
      expect(none.apply(waived)).toEqual(finding);
    }
  });

  test('hundreds of waivers find the same findings as one', () => {
    const one = (index: number) =>
      `  - {id: w${index}, match: {serial: S${index}}, because: accepted, reason: r, owner: o, approved: 2026-01-01, expires: 2027-01-01}\n`;
    const text = `waivers:\n${Array.from({ length: 300 }, (_, index) => one(index)).join('')}`;
    const run = createWaiverRun(parseWaivers({ path: 'w.yaml', text }, words.noValue), AS_OF);
    const statuses = [7, 299, 300].map(
      (index) => run.apply(findingOf({ vendor: 'zte', on: { l: 'banned' }, asset: { serial: `S${index}` } })).status,
    );
    expect(statuses).toEqual(['waived', 'waived', 'banned']);
    expect(run.report().unused).toHaveLength(298);
  });
});

describe('how long a waiver holds, and of what', () => {
  const problemsOf = (text: string): string => {
    try {
      parseWaivers({ path: 'w.yaml', text }, words.noValue);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  const DAYS = 'approved: 2026-01-01, expires: 2026-12-31';
  const waiver = (match: string, days: string, head = '') =>
    `${head}waivers:\n  - {id: w, match: {${match}}, because: accepted, reason: r, owner: o, ${days}}\n`;

  test.each(["hostname: 'cam-*'", 'site: "* Bonn"', "vendor: '*'", 'model: S57*'])('no wildcard: %s', (match) => {
    expect(problemsOf(waiver(match, DAYS))).toContain('* is not a wildcard');
  });

  test.each(['serial: "*SN0012*"', "model: 'C9200*48'"])('a * of the cell itself may be written: %s', (match) => {
    expect(problemsOf(waiver(match, DAYS))).toBe('');
  });

  test.each([
    ['400 days', waiver('serial: S1', 'approved: 2026-01-01, expires: 2027-02-05'), ''],
    [
      'a day more',
      waiver('serial: S1', 'approved: 2026-01-01, expires: 2027-02-06'),
      'holds 401 days, more than maxDays: 400',
    ],
    [
      'more where the file says so',
      waiver('serial: S1', 'approved: 2026-01-01, expires: 2028-01-01', 'maxDays: 800\n'),
      '',
    ],
    ['no day to count from', waiver('serial: S1', 'expires: 2027-02-06'), 'the key approved is missing'],
    [
      'a day that was left blank',
      waiver('serial: S1', 'approved: , expires: 2099-01-01'),
      'the key approved is missing',
    ],
    [
      'an end that was left blank',
      waiver('serial: S1', 'approved: 2026-01-01, expires: ~'),
      'the key expires is missing',
    ],
    ['keys of match that were left blank', waiver('serial: , vendor: null', DAYS), 'match is empty'],
    [
      'one key of match that was left blank',
      waiver('vendor: hikvision, serial: ', DAYS),
      'the key serial has no value',
    ],
    ['a problem that was left blank', waiver('problem: , source: a.csv', DAYS), 'source and line are about a problem'],
  ])('%s', (_, text, problem) => {
    const said = problemsOf(text);
    expect(said).toContain(problem);
    if (problem === '') expect(said).toBe('');
  });

  test('a key of match that is written wrong is one mistake', () => {
    const said = problemsOf(waiver('hostname: [cam-1, cam-2]', DAYS));
    expect(said).toContain('expected text, found a list');
    expect(said).not.toContain('match is empty');
    expect(problemsOf(waiver('problem: no-such, source: a.csv', DAYS))).not.toContain('match is empty');
  });

  test.each([
    'serial: "000000"',
    'assetTag: ---',
    'hostname: xxx',
    'serial: N/A',
    'model: unknown',
    'mac: "00:00:00:00:00:00"',
  ])('a placeholder is refused: %s', (match) => {
    expect(problemsOf(waiver(match, 'approved: 2026-01-01, expires: 2026-12-31'))).toContain('is a placeholder');
  });
});

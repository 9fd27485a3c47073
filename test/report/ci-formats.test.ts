import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse as parseJunit, type TestSuites } from 'junit2json';
import { SaxesParser } from 'saxes';
import { parse } from 'test-results-parser';

import { EMPTY_SUMMARY, FINDINGS, SUMMARY } from '../fixtures/report/outcomes.ts';
import { many, report } from './run.ts';

const EMPTY = { outcomes: [], summary: EMPTY_SUMMARY };

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly invocations: readonly { readonly toolExecutionNotifications: readonly unknown[] }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly level: string;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly suppressions?: readonly unknown[];
      readonly properties: { readonly status: string };
    }[];
  }[];
}

async function sarifOf(events = {}): Promise<Sarif> {
  return JSON.parse(await report('sarif', {}, events)) as Sarif;
}

const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false, allErrors: true });

describe('sarif', () => {
  // The schema as @microsoft/jest-sarif 1.0.0-beta.0 on npm holds it, of draft 4: its own id and $schema are left out.
  const { id, $schema, ...schema } = JSON.parse(
    readFileSync('test/fixtures/report/sarif-2.1.0-rtm.5.schema.json', 'utf8'),
  ) as Record<string, unknown>;
  const validate = ajv.compile(schema);

  test('the schema is the one of SARIF 2.1.0', () => {
    expect([id, $schema]).toEqual([expect.stringContaining('sarif-2.1.0'), expect.stringContaining('draft-04')]);
    expect(validate({ version: '2.1.0', runs: [{}] })).toBe(false);
  });

  test.each([
    ['everything', {}],
    ['nothing', EMPTY],
  ])('is valid with %s', async (_, events) => {
    validate(await sarifOf(events));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('every result has a rule, a file and line, and a fingerprint of its own', async () => {
    const [run] = (await sarifOf()).runs;
    const results = run?.results ?? [];
    expect(results).toHaveLength(FINDINGS.length);
    for (const result of results) {
      expect(run?.tool.driver.rules.map(({ id }) => id)).toContain(result.ruleId);
      const place = result.locations[0]?.physicalLocation;
      expect(place?.artifactLocation.uri).toBe('sites/branch.csv');
      expect(place?.region.startLine).toBeGreaterThan(1);
    }
    const prints = results.map(({ partialFingerprints }) => partialFingerprints['primaryLocationLineHash']);
    expect(new Set(prints).size).toBe(results.length);
  });

  test('what is waived, and nothing else, is suppressed', async () => {
    const results = (await sarifOf()).runs[0]?.results ?? [];
    const suppressed = results.filter(({ suppressions }) => suppressions !== undefined);
    expect(suppressed.map(({ properties }) => properties.status)).toEqual(['waived']);
  });

  test('an error is what makes the run fail', async () => {
    const results = (await sarifOf()).runs[0]?.results ?? [];
    const errors = results.filter(({ level }) => level === 'error').length;
    expect(SUMMARY.exit.because[0]).toContain(`${errors} findings`);
  });
});

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

function elements(xml: string): Element[] {
  const found: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => found.push({ name, attributes }));
  parser.write(xml).close();
  return found;
}

describe('junit', () => {
  /** As the schema of Jenkins' xUnit plug-in has it: what may stand where, and what must be said. */
  const REQUIRED = new Map([
    ['testsuites', []],
    ['testsuite', ['name', 'tests', 'failures', 'errors', 'skipped']],
    ['properties', []],
    ['property', ['name', 'value']],
    ['testcase', ['name', 'classname', 'time']],
    ['failure', ['type', 'message']],
    ['error', ['type', 'message']],
    ['skipped', ['message']],
    ['system-out', []],
  ]);

  test.each([
    ['everything', {}],
    ['nothing', EMPTY],
    ['300 findings', { outcomes: many(297, 3) }],
  ])('is well-formed with %s, and its counts are right', async (_, events) => {
    const all = elements(await report('junit', {}, events));
    const wrong = all.filter(({ name, attributes }) => REQUIRED.get(name)?.every((key) => key in attributes) !== true);
    expect(wrong).toEqual([]);
    const count = (name: string) => all.filter((element) => element.name === name).length;
    const sum = (key: string) =>
      all
        .filter(({ name }) => name === 'testsuite')
        .reduce((total, { attributes }) => total + Number(attributes[key]), 0);
    expect(count('testcase')).toBeGreaterThan(0);
    expect([sum('tests'), sum('failures'), sum('errors'), sum('skipped')]).toEqual(
      ['testcase', 'failure', 'error', 'skipped'].map(count),
    );
  });

  test('two parsers of others read what it says', async () => {
    const xml = await report('junit');
    const folder = mkdtempSync(join(tmpdir(), 'netvet-junit-'));
    writeFileSync(join(folder, 'junit.xml'), xml);
    const counts = parse({ type: 'junit', files: [join(folder, 'junit.xml')] });
    rmSync(folder, { recursive: true });
    const suites = ((await parseJunit(xml)) as TestSuites | undefined)?.testsuite ?? [];
    const cases = suites.flatMap(({ testcase }) => testcase ?? []);
    const [failed, errors, skipped] = (['failure', 'error', 'skipped'] as const).map(
      (outcome) => cases.filter((one) => one[outcome] !== undefined).length,
    );
    // This parser counts what is skipped apart.
    expect(counts).toMatchObject({ total: cases.length - (skipped ?? 0), failed, errors, skipped });
    const failures = cases.flatMap(({ name, failure }) => (failure === undefined ? [] : [name]));
    expect(failures).toEqual(
      FINDINGS.filter(({ fails }) => fails).map(() => expect.stringMatching(/^sites\/branch\.csv:\d+: /)),
    );
  });

  test('a run that is not an answer does not pass', async () => {
    const exit = { code: 3, because: ['no rows'] };
    const all = elements(await report('junit', {}, { outcomes: [], summary: { ...EMPTY_SUMMARY, exit } }));
    expect(all.some(({ name }) => name === 'error' || name === 'failure')).toBe(true);
  });
});

/** An issue of a code quality report, with nothing else in it. */
const ISSUE = closed({
  description: { type: 'string', minLength: 1 },
  check_name: { type: 'string', minLength: 1 },
  fingerprint: { type: 'string', minLength: 1 },
  severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
  location: closed({ path: { type: 'string', pattern: '^[^./]' }, lines: closed({ begin: { type: 'number' } }) }),
});

function closed(properties: Readonly<Record<string, object>>): object {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

describe('gitlab', () => {
  test.each([
    ['everything', {}],
    ['nothing', EMPTY],
    ['300 findings', { outcomes: many(297, 3) }],
  ])('holds what its widget asks for, with %s', async (_, events) => {
    const issues = JSON.parse(await report('gitlab', {}, events)) as Record<string, unknown>[];
    const form = ajv.compile(ISSUE);
    expect(issues.filter((issue) => !form(issue))).toEqual([]);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });
});

describe('github', () => {
  test('annotates the nine strongest, and its last command is the answer', async () => {
    const lines = (await report('github', {}, { outcomes: many(47, 3) })).trimEnd().split('\n');
    expect(lines).toHaveLength(10);
    expect(lines.slice(0, 4).map((line) => line.slice(0, 8))).toEqual(['::error ', '::error ', '::error ', '::notice']);
    expect(lines.at(-1)).toMatch(
      /^::error title=netvet::14 of 31 assets .* fail; .* \(exit 1\); 41 more findings or problems not annotated/,
    );
  });

  test('every line is one command, whatever a cell holds', async () => {
    const lines = (await report('github')).trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) [^:]*::/);
  });
});

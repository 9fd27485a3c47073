import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { events, netvet } from '../cli/run.ts';

const FOLDER = join('test', 'cases');
/** What report may be given instead of the run that it reports. */
const DECIDING = [
  '--fail-on',
  '--fail-on-status',
  '--deadline-within',
  '--require-identity',
  '--waivers',
  '--baseline',
];
/** Of reports, which say the same whatever their format. */
const REPORTING = ['-f', '--format', '-o', '--output', '--group-by', '--color'];

interface Case {
  readonly name: string;
  readonly stdin: string;
  /** Which inputs are read, and how they are judged. */
  readonly judging: readonly string[];
  readonly deciding: readonly string[];
}

/** The runs of test/cases that check something, without what they write. */
const CASES = readdirSync(FOLDER).flatMap((name): readonly Case[] => {
  const [verb, ...args] = readFileSync(join(FOLDER, name, 'args'), 'utf8')
    .split('\n')
    .filter(Boolean);
  if (verb !== 'check' || args.includes('--print-config')) return [];
  const [judging, deciding]: [string[], string[]] = [[], []];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const to = DECIDING.includes(arg) ? deciding : REPORTING.includes(arg) ? [] : judging;
    to.push(arg);
    if (to !== judging) to.push(args[(at += 1)] ?? '');
  }
  const stdin = join(FOLDER, name, 'stdin');
  return [{ name, stdin: existsSync(stdin) ? readFileSync(stdin, 'utf8') : '', judging, deciding }];
});

describe('check and report add up a run alike', () => {
  test.each(CASES)('$name', async ({ name, stdin, judging, deciding }) => {
    const cwd = join(FOLDER, name);
    const checked = await netvet(['check', ...judging, ...deciding, '-f', 'ndjson'], { cwd, stdin });
    const [run, ...expected] = events(checked.stdout);
    // It did not start.
    if (run === undefined) return;
    // That nothing fails is not taken over.
    const never = JSON.stringify(run['options']).includes('"fail-on":"never"') ? ['--fail-on', 'never'] : [];
    const same = await netvet(['report', '-', '-f', 'ndjson', ...never], { cwd, stdin: checked.stdout });
    expect({ code: same.code, events: events(same.stdout).slice(1) }).toEqual({ code: checked.code, events: expected });
    if (deciding.length === 0) return;
    const plain = await netvet(['check', ...judging, '-f', 'ndjson'], { cwd, stdin });
    for (const result of [plain, checked]) {
      const decided = await netvet(['report', '-', '-f', 'ndjson', ...deciding], { cwd, stdin: result.stdout });
      expect(decided.code).toBe(checked.code);
      expect(events(decided.stdout).slice(1)).toEqual(expected);
    }
  });
});

import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../src/core/events.ts';
import { FORMAT_NAMES } from '../../src/report/registry.ts';
import { EMPTY_SUMMARY, OUTCOMES } from '../fixtures/report/outcomes.ts';
import { report } from './run.ts';
import { unseenIn } from './unseen.ts';

/** The flagged copy is the user's own file: its cells stay what they are, hostile or secret. */
const FORMATS = FORMAT_NAMES.filter((name) => name !== 'flagged');
const SGR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
/** A draft of a form holds findings of one list only, so the hostile ones go to that list. */
const ONE_LIST = {
  outcomes: JSON.parse(JSON.stringify(OUTCOMES).replaceAll('"house"', '"example-ban"')) as Outcome[],
};
const EMPTY = { outcomes: [], summary: EMPTY_SUMMARY };

describe.each(FORMATS)('%s', (format) => {
  test('shows no control character, bidi override or zero-width character of a cell', async () => {
    const output = await report(format, {}, ONE_LIST);
    expect(output.length).toBeGreaterThan(100);
    expect(unseenIn(output.replace(/^\ufeff/, ''), '\n')).toEqual([]);
  });

  test('colours with nothing but colours', async () => {
    const output = await report(format, { color: true, verbose: true }, ONE_LIST);
    expect(unseenIn(output.replace(/^\ufeff/, '').replace(SGR, ''), '\n')).toEqual([]);
  });

  test('never shows a cell that no event holds', async () => {
    expect(await report(format, { verbose: true }, ONE_LIST)).not.toContain('hunter2');
  });

  test('says something when nothing is found, and ends its last line', async () => {
    const output = await report(format, {}, EMPTY);
    expect(output.trim()).not.toBe('');
    expect(output.endsWith('\n')).toBe(true);
  });

  test('is the same twice', async () => {
    expect(await report(format)).toBe(await report(format));
  });
});

test('a terminal that is not UTF-8 gets nothing but ASCII', async () => {
  const output = await report('text', { unicode: false, verbose: true });
  expect(output).toMatch(/^[\x20-\x7e\n]*$/);
});

test.each([40, 60, 140])(
  'a text report of %i columns holds no command to a CI job, wherever a cell is broken',
  async (width) => {
    const cell = 'a ::error::b ##[group]c ::stop-commands::d ##vso[task.setvariable]e';
    const outcomes = JSON.parse(JSON.stringify(OUTCOMES).replaceAll('"HIKVISION"', JSON.stringify(cell))) as Outcome[];
    const output = await report('text', { width, verbose: true }, { outcomes });
    expect(output).toContain('stop-commands');
    expect(output).not.toMatch(/^\s*::\S.*::|##\w*\[/m);
  },
);

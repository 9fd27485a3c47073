import { readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { compileIdentifier } from '../../src/identify/compile.ts';
import { shipped } from '../knowledge.ts';
import { brief, row } from './row.ts';

const identifier = compileIdentifier(shipped());

/** The lines of a table of cases: cells apart by tabs, the expected result last. */
function casesOf(name: string): readonly (readonly string[])[] {
  const text = readFileSync(new URL(`../fixtures/identify/${name}.tsv`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
}

/** Of each case what came out instead of what is expected; empty when all are right. */
function wrongOf(cases: readonly (readonly string[])[], found: (cells: readonly string[]) => string): string[] {
  return cases.flatMap((cells) => {
    const came = found(cells);
    return came === cells.at(-1) ? [] : [`${cells.join(' | ')}: ${came}`];
  });
}

const orNone = (found: readonly string[]): string => (found.length === 0 ? '-' : found.join(', '));

test('what a sentence says of a covered name', () => {
  const wrong = wrongOf(casesOf('sentences'), ([, vendor = '-', text = '']) => {
    const cells = vendor === '-' ? { '?': text } : { vendor, '?': text };
    const found = identifier.identify(row(cells));
    return orNone(
      found.flatMap(({ vendor: of, confidence }) => (of === null || confidence === 'possible' ? [] : of.id)),
    );
  });
  expect(wrong).toEqual([]);
});

test('what a vendor cell says by itself', () => {
  const wrong = wrongOf(casesOf('vendor-cells'), ([vendor = '']) =>
    orNone(brief(identifier.identify(row({ vendor })))),
  );
  expect(wrong).toEqual([]);
});

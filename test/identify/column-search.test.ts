import { expect, test } from '@jest/globals';
import { RowText } from '../../src/core/row-text.ts';
import { ColumnSearch } from '../../src/identify/column-search.ts';
import { searchSetupOf } from '../../src/identify/search-setup.ts';
import { shipped } from '../knowledge.ts';

const setup = searchSetupOf(shipped(), {});
const column = { name: 'Serial', fields: ['serial'], why: 'test', traits: [] } as const;

/** Whether a column is still cached after so many cells, of which those that `repeats` are all alike. */
function isCached(cells: number, repeats: (at: number) => boolean): boolean {
  const searched = new ColumnSearch({ index: 0, column, role: 'none' }, setup, () => true);
  for (let at = 1; at <= cells; at += 1) searched.hits(repeats(at) ? 'alike' : `S${String(at)}`);
  return !searched.judgesUncached(new RowText().hold(['x']), 0);
}

test.each<[cells: number, what: string, repeats: (at: number) => boolean, cached: boolean]>([
  [255, 'none repeats, of too few to tell', () => false, true],
  [300, 'none repeats', () => false, false],
  [300, 'some of the first, and the 256th', (at) => at < 4 || at === 256, false],
  [300, 'one in twenty', (at) => at % 20 === 0, true],
  [2_100, 'one in twenty', (at) => at % 20 === 0, false],
  [2_100, 'one in sixteen, so the 2,048th', (at) => at % 16 === 0, false],
  [9_000, 'one in three', (at) => at % 3 === 0, true],
  [9_000, 'all but every fifth', (at) => at % 5 !== 0, true],
])('a column is cached while its cells repeat: of %d cells, %s', (cells, _, repeats, cached) => {
  expect(isCached(cells, repeats)).toBe(cached);
});

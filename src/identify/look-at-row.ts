import type { InventoryRecord } from '../core/record.ts';
import { fold, hasLetter } from '../core/text.ts';
import type { NoValue } from '../core/no-value.ts';
import type { MakerCell, RowHit } from './row-hit.ts';
import { LookedAt } from './column-memo.ts';
import type { RowSearch } from './row-search.ts';
import { saysDevice } from './role.ts';

/** What the cells of a row say; null: nothing. */
export function lookAtRow(
  search: RowSearch,
  { cells, layout, looks }: InventoryRecord,
  noValue: NoValue,
): readonly RowHit[] | null {
  const { columns, ofOthers, ofDevice, extra } = search;
  const { length } = layout.columns;
  let found: readonly RowHit[] | null = null;
  for (const column of columns) {
    const text = cells[column.index];
    if (text === undefined || text === '') continue;
    const look = looks?.[column.index];
    let hits = (look instanceof LookedAt ? look.hits : null) ?? column.hits(text);
    const instead = hits.length === 0 ? undefined : ofOthers.get(column.index);
    if (instead !== undefined && !saysDevice(ofDevice, cells, noValue)) hits = instead.hits(text);
    if (hits.length > 0) found = found === null ? hits : found.concat(hits);
  }
  if (cells.length <= length) return found;
  // Joined once: copied for each, 40,000 cells beyond the header took 6 s.
  const filled = cells.slice(length).filter((text) => text !== '');
  const beyond = filled.flatMap((text) => extra.flatMap((column) => column.hits(text)));
  return beyond.length === 0 ? found : (found ?? []).concat(beyond);
}

/** Without the hits whose word does not stand in the row's sysDescr. */
export function conditioned(found: readonly RowHit[], record: InventoryRecord): readonly RowHit[] {
  if (!found.some(({ hit }) => hit.when !== null)) return found;
  const text = fold(
    record.layout.wholeLines
      ? record.cells.join('\n')
      : record.layout
          .feeding('sysDescr')
          .map((index) => record.cells[index] ?? '')
          .join('\n'),
  );
  return found.filter(({ hit }) => hit.when === null || text.includes(hit.when));
}

/** The cells that say who made it. */
export function makerCellsOf(search: RowSearch, record: InventoryRecord, noValue: NoValue): readonly MakerCell[] {
  return search.makerColumns.flatMap(({ index, name }) => {
    const text = record.cells[index]?.trim() ?? '';
    return saysMaker(text, noValue) ? [{ index, column: name, text }] : [];
  });
}

function saysMaker(text: string, noValue: NoValue): boolean {
  return !noValue.isEmpty(text) && hasLetter(text);
}

/** True when a vendor cell says something in which nothing matched: its text then matters, and no hit has it. */
export function hasUnknownMaker(
  found: readonly RowHit[],
  search: RowSearch,
  { cells }: InventoryRecord,
  noValue: NoValue,
): boolean {
  for (const { index } of search.makerColumns) {
    const text = cells[index] ?? '';
    if (text !== '' && !isMetIn(found, index) && saysMaker(text, noValue)) return true;
  }
  return false;
}

function isMetIn(found: readonly RowHit[], index: number): boolean {
  for (const one of found) if (one.index === index) return true;
  return false;
}

import { resolve } from 'node:path';
import { statSync } from 'node:fs';
import type { Complaint, Place } from '../core/errors.ts';
import { UserError, fileError } from '../core/errors.ts';
import type { Layout } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { Words } from '../words/words.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { openInventory } from '../inventory/open.ts';
import { MOST_ENTRIES } from '../knowledge/list-shape.ts';
import type { Host } from './host.ts';
import { openSource } from './source.ts';

/** A row of a table that is no inventory: of a list, or of an official publication. */
export interface TableRow {
  readonly layout: Layout;
  /** By column; fewer than the columns in a short row. */
  readonly cells: readonly string[];
  /** Where a cell stands: line and column, or the cell of a workbook. */
  place(column: number): Place;
}

/**
 * The rows of a CSV file, a workbook or JSON, read as inventories are; `format`: null, by its content. Throws UserError
 * with all that could not be read: of a list nothing may be missing.
 */
export async function* tableRows(
  path: string,
  format: string | null,
  words: Words,
  host: Pick<Host, 'cwd'>,
): AsyncGenerator<TableRow> {
  const at = resolve(host.cwd, path);
  const source = openSource({ name: path, path: at, size: sizeOf(path, at) }, host as Host);
  const wrong: Complaint[] = [];
  try {
    const inventory = await openInventory(
      { ...source, bytes: withoutEndMark(source.bytes) },
      {
        ...{ columns: [], delimiter: null, encoding: null, skipLines: 0, noHeader: false, sheet: null, words },
        inputFormat: format,
        isMakerName: () => false,
        namesDesignated: () => [],
      },
    );
    for await (const { records, problems } of inventory.batches()) {
      for (const { severity, rejected, line, cell, message, hint, code } of problems) {
        if ((severity !== 'error' && !rejected) || code === 'no-rows') continue;
        wrong.push({ place: placeAt(path, line, cell), message, hint });
      }
      for (const record of records) yield rowOf(path, record, inventory.info);
    }
  } finally {
    await source.close();
  }
  if (wrong.length > 0) throw new UserError(wrong);
}

/** Stops at the entry that is one too many for a list, before what follows it is read. Throws UserError. */
export function checkRoom(entries: number, place: Place, hint: string): void {
  if (entries <= MOST_ENTRIES) return;
  throw new UserError([{ place, message: `more than ${MOST_ENTRIES.toLocaleString('en-US')} entries`, hint }]);
}

/** The end of a file in DOS, which the Consolidated Screening List still has. */
const END_MARK = 0x1a;

async function* withoutEndMark(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) yield chunk.at(-1) === END_MARK ? chunk.subarray(0, -1) : chunk;
}

function sizeOf(path: string, at: string): number {
  try {
    const stat = statSync(at);
    if (stat.isFile()) return stat.size;
  } catch (error) {
    throw fileError(error, path, 'read');
  }
  throw new UserError([{ place: { file: path, line: null, column: null }, message: 'not a file', hint: null }]);
}

function placeAt(file: string, line: number | null, cell: string | null): Place {
  return cell === null ? { file, line, column: null } : { file, line: null, column: null, cell };
}

function rowOf(path: string, record: InventoryRecord, { delimiter }: Inventory['info']): TableRow {
  const { layout, cells, line, cell, cellAt, text } = record;
  return {
    layout,
    cells,
    place(column) {
      if (cellAt !== undefined) return placeAt(path, null, cellAt(column));
      if (cell !== null || text === undefined) return placeAt(path, line, cell);
      return { file: path, line, column: startOf(text, column, delimiter) };
    },
  };
}

/** Where the n-th cell of a line begins, 1-based. */
function startOf(text: string, column: number, delimiter: string | null): number {
  let quoted = false;
  let passed = 0;
  for (let at = 0; at < text.length && passed < column; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === delimiter && !quoted) passed += 1;
    if (passed === column) return at + 2;
  }
  return 1;
}

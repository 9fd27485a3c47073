import type { Attributes, XmlEvent } from '../xml/events.ts';
import { xmlEvents } from '../xml/events.ts';
import { display } from './number-format.ts';
import { parseReference, RichText, unescape } from './rich-text.ts';
import type { SheetPart, Workbook } from './workbook.ts';
import type { Archive } from './zip.ts';

/** A row of a sheet as it is seen. */
export interface SheetRow {
  /** 1-based. */
  readonly number: number;
  /** By column; missing ones are ''. */
  readonly cells: readonly string[];
  /** Columns with a formula that has no stored result. */
  readonly uncomputed: readonly number[];
}

/** The rows of a sheet that have a cell, hidden ones too, in order. Throws ZipError and XmlError. */
export async function* rowsOfSheet(archive: Archive, sheet: SheetPart, workbook: Workbook): AsyncGenerator<SheetRow> {
  const reader = new RowReader(workbook);
  for await (const events of xmlEvents(archive.text(sheet.part))) {
    for (const event of events) {
      const row = reader.take(event);
      if (row !== null) yield row;
    }
  }
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  readonly rich: RichText;
  value: string | null;
  formula: boolean;
}

class RowReader {
  readonly #workbook: Workbook;
  #number = 0;
  #column = 0;
  #cells: string[] = [];
  #uncomputed: number[] = [];
  #cell: OpenCell | null = null;
  #inValue = false;

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  /** Takes an event and returns the row that it ends. */
  take(event: XmlEvent): SheetRow | null {
    if (event.kind === 'close') return this.#close(event.name);
    if (event.kind === 'open') this.#open(event.name, event.attributes);
    else if (this.#inValue && this.#cell !== null) this.#cell.value = (this.#cell.value ?? '') + event.text;
    this.#cell?.rich.take(event);
    return null;
  }

  #open(name: string, attributes: Attributes): void {
    if (name === 'row') {
      const stated = Number(attributes.get('r'));
      this.#number = Number.isSafeInteger(stated) && stated > this.#number ? stated : this.#number + 1;
      this.#column = 0;
      this.#cells = [];
      this.#uncomputed = [];
    } else if (name === 'c') {
      const column = parseReference(attributes.get('r') ?? '')?.column ?? this.#column;
      this.#column = column + 1;
      const style = Number(attributes.get('s') ?? '0');
      this.#cell = {
        column,
        style,
        type: attributes.get('t') ?? 'n',
        rich: new RichText(),
        value: null,
        formula: false,
      };
    } else if (this.#cell !== null) {
      if (name === 'v') this.#inValue = true;
      if (name === 'f') this.#cell.formula = true;
    }
  }

  #close(name: string): SheetRow | null {
    this.#cell?.rich.take({ kind: 'close', name });
    if (name === 'v') this.#inValue = false;
    if (name === 'c' && this.#cell !== null) {
      const cell = this.#cell;
      this.#cell = null;
      if (cell.formula && cell.value === null) this.#uncomputed.push(cell.column);
      const text = this.#textOf(cell);
      if (text !== '' && cell.column < 16_384) this.#put(cell.column, text);
    }
    return name === 'row' ? { number: this.#number, cells: this.#cells, uncomputed: this.#uncomputed } : null;
  }

  #put(column: number, text: string): void {
    while (this.#cells.length < column) this.#cells.push('');
    this.#cells[column] = text;
  }

  #textOf({ type, style, value, rich }: OpenCell): string {
    if (type === 'inlineStr') return unescape(rich.text);
    if (value === null) return '';
    if (type === 's') return this.#workbook.strings[Number(value)] ?? '';
    if (type === 'b') return value.trim() === '1' ? 'TRUE' : 'FALSE';
    if (type === 'str') return unescape(value);
    if (type === 'e' || type === 'd') return value;
    return display(value.trim(), this.#workbook.formats[style] ?? 'General', this.#workbook.date1904);
  }
}

/** Merged areas that go over several rows: the column whose cells below the first are empty, and the rows. */
export interface Merge {
  readonly column: number;
  readonly first: number;
  readonly last: number;
}

const MERGE = /mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"/g;
const MAX_MERGES = 200_000;

/** The merged areas of a sheet by their first row. They stand behind the rows, so the part is looked through first. */
export async function mergesOfSheet(
  archive: Archive,
  sheet: SheetPart,
): Promise<ReadonlyMap<number, readonly Merge[]>> {
  const byRow = new Map<number, Merge[]>();
  let count = 0;
  let held = '';
  for await (const piece of archive.text(sheet.part)) {
    const text = held + piece;
    let end = 0;
    for (const found of text.matchAll(MERGE)) {
      end = found.index + found[0].length;
      const from = parseReference(found[1] ?? '');
      const to = parseReference(found[2] ?? '');
      if (from === null || to === null || to.row <= from.row || count >= MAX_MERGES) continue;
      count += 1;
      const merge = { column: from.column, first: from.row, last: to.row };
      const sameRow = byRow.get(from.row);
      if (sameRow === undefined) byRow.set(from.row, [merge]);
      else sameRow.push(merge);
    }
    held = text.slice(Math.max(end, text.length - 256));
  }
  return byRow;
}

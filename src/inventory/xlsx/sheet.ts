import { foundProblem, type FoundProblem } from '../rows.ts';
import { xmlEvents, type Attributes, type XmlEvent } from '../xml.ts';
import { MergedCells, mergesIn, parseReference, placeOf } from './merged.ts';
import { display } from './number-format.ts';
import type { Sheet, SheetRow } from './sheet-table.ts';
import { RichText, unescape, type Archive, type Workbook } from './workbook.ts';

/** A sheet none of whose cells were read. */
export function notRead(name: string, why: string): FoundProblem {
  return foundProblem('malformed', `the sheet ${name} was not read: ${why}`, { cell: name, hint: DAMAGED });
}

const DAMAGED = 'open the workbook in a spreadsheet program and save it again';

/** What may stand in the data of a sheet, in a row and in a cell; within these there is more. */
const WITHIN: readonly ReadonlySet<string>[] = [new Set(['row']), new Set(['c']), new Set(['v', 'f', 'is', 'extLst'])];
const LAST_COLUMN = 16_384;

/** Opens one sheet. Its merged areas stand behind the rows, so the part is looked through first. Throws ZipError. */
export async function openSheet(archive: Archive, name: string, part: string, workbook: Workbook): Promise<Sheet> {
  const merged = new MergedCells(await mergesIn(archive.text(part)));
  const reader = new SheetReader(name, workbook);
  return { name, merged, rows: reader.rows(archive.text(part)), problems: () => reader.problems() };
}

/** Reads the rows of one sheet, and says what of it was not read. */
class SheetReader {
  readonly #name: string;
  readonly #workbook: Workbook;
  /** Cells whose text is lost: how many, where the first is and why. */
  #lost: { count: number; readonly cell: string; readonly why: string } | null = null;
  #sawRows = false;
  /** Elements that are open within the data of the sheet. */
  #depth = -1;
  #number = 0;
  #column = 0;
  #cells: string[] = [];
  #uncomputed: number[] = [];
  #cell: ReturnType<typeof cellOf> | null = null;
  #inValue = false;

  constructor(name: string, workbook: Workbook) {
    this.#name = name;
    this.#workbook = workbook;
  }

  /** The rows that have a cell, hidden ones too, in order. Throws ZipError and XmlError. */
  async *rows(pieces: AsyncIterable<string>): AsyncGenerator<SheetRow> {
    for await (const events of xmlEvents(pieces)) {
      for (const event of events) {
        const row = this.#take(event);
        if (row !== null) yield row;
      }
    }
  }

  /** What was not read, once the rows were. */
  *problems(): Generator<FoundProblem> {
    if (!this.#sawRows) yield notRead(this.#name, 'its part is not a worksheet');
    if (this.#lost === null) return;
    const { count, cell, why } = this.#lost;
    const message = count === 1 ? `1 cell was not read: ${why}` : `${count} cells were not read: the first: ${why}`;
    yield foundProblem('malformed', message, { cell, hint: DAMAGED });
  }

  /** Takes an event and returns the row that it ends. */
  #take(event: XmlEvent): SheetRow | null {
    if (event.kind === 'close') return this.#close(event.name);
    if (event.kind === 'open') this.#open(event.name, event.attributes);
    else if (this.#inValue && this.#cell !== null) this.#cell.value = (this.#cell.value ?? '') + event.text;
    this.#cell?.rich.take(event);
    return null;
  }

  #open(name: string, attributes: Attributes): void {
    if (this.#depth < 0) {
      if (name === 'sheetData') this.#depth = 0;
      this.#sawRows ||= name === 'sheetData';
      return;
    }
    if (WITHIN[this.#depth]?.has(name) === false)
      this.#lose(this.#column, `<${name.slice(0, 40)}> does not belong in one`);
    this.#depth += 1;
    if (name === 'row') {
      const stated = Number(attributes.get('r'));
      this.#number = Number.isSafeInteger(stated) && stated > this.#number ? stated : this.#number + 1;
      this.#column = 0;
      this.#cells = [];
      this.#uncomputed = [];
    } else if (name === 'c') {
      this.#cell = cellOf(attributes, this.#column);
      this.#column = this.#cell.column + 1;
    } else if (name === 'v' && this.#cell !== null) {
      this.#inValue = true;
      this.#cell.value ??= '';
    } else if (name === 'f' && this.#cell !== null) this.#cell.formula = true;
  }

  #close(name: string): SheetRow | null {
    if (this.#depth < 0) return null;
    this.#depth -= 1;
    this.#cell?.rich.take({ kind: 'close', name });
    if (name === 'v') this.#inValue = false;
    if (name === 'c' && this.#cell !== null) {
      const cell = this.#cell;
      this.#cell = null;
      // The result of a formula may be an empty text.
      const isComputed = cell.value !== null && (cell.value !== '' || cell.type === 'str');
      if (cell.formula && !isComputed) this.#uncomputed.push(cell.column);
      const text = this.#textOf(cell);
      if (text !== '') this.#put(cell.column, text);
    }
    return name === 'row' ? { line: this.#number, cells: this.#cells, uncomputed: this.#uncomputed } : null;
  }

  #put(column: number, text: string): void {
    if (column >= LAST_COLUMN) this.#lose(LAST_COLUMN - 1, 'it is beyond the last column');
    else if ((this.#cells[column] ?? '') !== '') this.#lose(column, 'another one is at its place');
    else {
      while (this.#cells.length < column) this.#cells.push('');
      this.#cells[column] = text;
    }
  }

  #lose(column: number, why: string): void {
    this.#lost ??= { count: 0, cell: placeOf(this.#name, column, Math.max(1, this.#number)), why };
    this.#lost.count += 1;
  }

  #textOf({ type, style, value, rich, column }: ReturnType<typeof cellOf>): string {
    if (type === 'inlineStr') return unescape(rich.text === '' ? (value ?? '') : rich.text);
    if (value === null) return '';
    if (type === 's') {
      const text = /^\s*\d+\s*$/.test(value) ? this.#workbook.strings[Number(value)] : undefined;
      if (text === undefined) this.#lose(column, `the workbook has no text ${JSON.stringify(value.slice(0, 40))}`);
      return text ?? '';
    }
    if (type === 'b') return value.trim() === '1' ? 'TRUE' : 'FALSE';
    if (type === 'str') return unescape(value);
    if (type === 'e' || type === 'd') return value;
    if (type !== 'n') this.#lose(column, `it is of no known type: ${JSON.stringify(type.slice(0, 40))}`);
    return display(value.trim(), this.#workbook.formats[style] ?? 'General', this.#workbook.date1904);
  }
}

/** A cell that begins, where it stands at a column unless it says which. */
function cellOf(attributes: Attributes, next: number) {
  const column = parseReference(attributes.get('r') ?? '')?.column ?? next;
  const style = Number(attributes.get('s') ?? '0');
  const more = { value: null as string | null, formula: false };
  return { column, style, type: attributes.get('t') ?? 'n', rich: new RichText(), ...more };
}

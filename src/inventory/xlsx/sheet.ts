import { foundProblem, type FoundProblem } from '../rows.ts';
import { attributeOf, Broken, xmlEvents, type XmlEvent } from '../xml.ts';
import { fillingOf, placeOf, type Merge, type Sheet, type SheetRow } from './sheet-table.ts';
import { RichText, unescape, type Archive, type Workbook } from './workbook.ts';

/** A sheet none of whose cells were read. */
export function notRead(name: string, why: string): FoundProblem {
  return foundProblem('malformed', `the sheet ${name} was not read: ${why}`, { cell: name, hint: DAMAGED });
}

const DAMAGED = 'open the workbook in a spreadsheet program and save it again';

/** What may stand in the data of a sheet, in a row and in a cell; within these there is more. */
const WITHIN: readonly ReadonlySet<string>[] = [new Set(['row']), new Set(['c']), new Set(['v', 'f', 'is', 'extLst'])];
const LAST_COLUMN = 16_384;

/** Opens one sheet. Its merged areas stand behind the rows, so the part is looked through first. Throws Broken. */
export async function openSheet(archive: Archive, name: string, part: string, workbook: Workbook): Promise<Sheet> {
  const fill = fillingOf(await mergesIn(archive.text(part)));
  const reader = new SheetReader(name, workbook);
  return { name, fill, rows: reader.rows(archive.text(part)), problems: () => reader.problems() };
}

/** Column (0-based) and row (1-based) of `B12`, null for anything else. */
export function parseReference(reference: string): { readonly column: number; readonly row: number } | null {
  const found = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference);
  if (found === null) return null;
  let column = 0;
  for (const letter of found[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column > 16_384 ? null : { column: column - 1, row: Number(found[2]) };
}

const MERGE = /mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"/g;
const MAX_MERGES = 200_000;

/** The merged areas of a sheet's part. Throws Broken where they are more than are read. */
async function mergesIn(pieces: AsyncIterable<string>): Promise<readonly Merge[]> {
  const merges: Merge[] = [];
  let held = '';
  for await (const piece of pieces) {
    const text = held + piece;
    let end = 0;
    for (const found of text.matchAll(MERGE)) {
      end = found.index + found[0].length;
      const from = parseReference(found[1] ?? '');
      const to = parseReference(found[2] ?? '');
      if (from !== null && to !== null && to.row > from.row)
        merges.push({ column: from.column, first: from.row, last: to.row });
    }
    if (merges.length > MAX_MERGES) throw new Broken(`more than ${MAX_MERGES} merged areas in a sheet`, 'too-large');
    held = text.slice(Math.max(end, text.length - 256));
  }
  return merges;
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
  #uncomputed: SheetRow['uncomputed'][number][] = [];
  #cell: ReturnType<typeof cellOf> | null = null;
  #inFormula = false;

  constructor(name: string, workbook: Workbook) {
    this.#name = name;
    this.#workbook = workbook;
  }

  /** The rows that have a cell, hidden ones too, in order. Throws Broken. */
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
    if (event.kind === 'open') this.#open(event.name, event.attributes);
    this.#cell?.rich.take(event);
    this.#noteFormula(event);
    return event.kind === 'close' ? this.#close(event.name) : null;
  }

  #noteFormula(event: XmlEvent): void {
    if (event.kind !== 'text') this.#inFormula = event.kind === 'open' && event.name === 'f';
    else if (this.#inFormula && this.#cell !== null) this.#cell.formula = (this.#cell.formula ?? '') + event.text;
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#depth < 0) {
      if (name === 'sheetData') this.#depth = 0;
      this.#sawRows ||= name === 'sheetData';
      return;
    }
    if (WITHIN[this.#depth]?.has(name) === false)
      this.#lose(this.#column, `<${name.slice(0, 40)}> does not belong in one`);
    this.#depth += 1;
    if (name === 'row') {
      const stated = Number(attributeOf(attributes, 'r'));
      this.#number = Number.isSafeInteger(stated) && stated > this.#number ? stated : this.#number + 1;
      this.#column = 0;
      this.#cells = [];
      this.#uncomputed = [];
    } else if (name === 'c') {
      this.#cell = cellOf(attributes, this.#column);
      this.#column = this.#cell.column + 1;
    } else if (name === 'v' && this.#cell !== null) this.#cell.hasValue = true;
    else if (name === 'f' && this.#cell !== null) this.#cell.formula = '';
  }

  #close(name: string): SheetRow | null {
    if (this.#depth < 0) return null;
    this.#depth -= 1;
    const cell = name === 'c' ? this.#cell : null;
    if (cell !== null) {
      this.#cell = null;
      // The result of a formula may be an empty text.
      const isComputed = cell.hasValue && (cell.rich.text !== '' || cell.type === 'str');
      const { formula, column } = cell;
      if (formula !== null && !isComputed) this.#uncomputed.push({ column, isNumber: isNumeric(formula) });
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

  #textOf({ type, style, hasValue, rich, column }: ReturnType<typeof cellOf>): string {
    const value = rich.text;
    if (type === 'inlineStr') return unescape(value);
    if (!hasValue) return '';
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
function cellOf(attributes: Readonly<Record<string, string>>, next: number) {
  const column = parseReference(attributeOf(attributes, 'r') ?? '')?.column ?? next;
  const style = Number(attributeOf(attributes, 's') ?? '0');
  const type = attributeOf(attributes, 't') ?? 'n';
  return { column, style, type, rich: new RichText(), hasValue: false, formula: null as string | null };
}

/** Functions whose result is a number or a day, whatever they are given (ECMA-376, 18.17.7). */
const COUNTS =
  'SUM\\w*|COUNT\\w*|AVERAGE\\w*|ROUND\\w*|MIN|MAX|INT|ABS|MOD|PRODUCT|SUBTOTAL|DATE\\w*|DAYS?\\w*|MONTH|YEAR|NOW';
const COUNTING = new RegExp(`^(?:${COUNTS}|TODAY|EDATE|EOMONTH|ROWS?|LEN|RANK)@$`);

/** Whether the result of a formula is a number, a day or a truth value: it counts or calculates at its outermost. */
export function isNumeric(formula: string): boolean {
  let bare = formula.slice(0, 8_192).replace(/"[^"]*"|'[^']*'|\s/g, '');
  for (let before = ''; before !== bare;) [before, bare] = [bare, bare.replace(/\([^()]*\)|\[[^[\]]*\]/g, '@')];
  return !bare.includes('&') && (COUNTING.test(bare) || /[\w@%][-+*/^<>=]/.test(bare));
}

/**
 * A number as a person sees it under a format code; dates and times in ISO form, since the written form depends on the
 * reader's own settings, and no thousands parted, so that a number is read as one. `raw` is the stored text; what no
 * rule covers (shares, powers, fractions) is shown as the plain number.
 */
export function display(raw: string, code: string, date1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  const section = (code.split(';')[0] ?? '').trim();
  // Without quoted and escaped text, fillers, colours and conditions; `[h]` stays.
  const bare = section.replace(/"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '');
  const isPlain = section === '' || section === '@' || /general/i.test(bare);
  const isDay = !isPlain && /[ymdhs]/i.test(bare);
  const shown = isDay
    ? dateTime(value, bare, date1904)
    : isPlain || /[%/]|E[+-]/i.test(bare)
      ? null
      : fixed(value, section);
  if (shown !== null) return shown;
  // All digits of a whole number, however large: a serial number is not `1.23E+15`.
  if (/^-?\d+$/.test(raw)) return raw;
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
}

const MS_PER_DAY = 86_400_000;
/** Days from the epochs of the two date systems to 1970-01-01. */
const TO_1970 = { 1900: 25_569, 1904: 24_107 } as const;

function dateTime(value: number, bare: string, date1904: boolean): string | null {
  // 1900 was no leap year, but a spreadsheet counts its 29 February.
  const days = value - (date1904 ? TO_1970[1904] : TO_1970[1900]) + (!date1904 && value < 60 ? 1 : 0);
  const time = new Date(Math.round((days * MS_PER_DAY) / 1000) * 1000);
  if (value < 0 || Number.isNaN(time.getTime()) || time.getUTCFullYear() > 9999) return null;
  const [day = '', clock = ''] = time.toISOString().slice(0, 19).split('T');
  const hasDay = /[yd]/i.test(bare) || /m{3}/i.test(bare);
  const hasClock = /[hs]/i.test(bare);
  if (!hasDay) return clock;
  return hasClock && clock !== '00:00:00' ? `${day} ${clock}` : day;
}

/** Digits, points and literals of a code, as they stand. */
const PART = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[\s\S]/g;

/** `00000`, `0.00`, `"SN-"0000`, `000-00`; null for a code without a digit. */
function fixed(value: number, section: string): string | null {
  const parts: readonly string[] = section.match(PART) ?? [];
  const isDigit = (part: string): boolean => /^[0#?]$/.test(part);
  const point = parts.includes('.') ? parts.indexOf('.') : parts.length;
  const [whole, after] = [parts.slice(0, point), parts.slice(point)];
  const zeros = (some: readonly string[]): number => some.filter((part) => part === '0').length;
  const first = whole.findIndex(isDigit);
  const amount = Math.abs(value);
  if (first < 0 || amount >= 1e21) return null;
  const [digits = '0', decimals = ''] = amount.toFixed(Math.min(after.filter(isDigit).length, 20)).split('.');
  const fraction = decimals.replace(/0+$/, '').padEnd(zeros(after), '0');
  // Digits come into their places from the right; those left over stand before the first place.
  let left = (digits === '0' ? '' : digits).padStart(zeros(whole), '0');
  const behind = after.map((part) => (isDigit(part) ? '' : literalOf(part))).join('');
  let text = `${fraction === '' ? '' : '.'}${fraction}${behind}`;
  for (let at = whole.length - 1; at >= 0; at -= 1) {
    const part = whole[at] ?? '';
    const from = at === first ? 0 : Math.max(0, left.length - 1);
    text = (isDigit(part) ? left.slice(from) : literalOf(part)) + text;
    if (isDigit(part)) left = left.slice(0, from);
  }
  return `${value < 0 ? '-' : ''}${text}`;
}

/** What a part of a code that is no digit shows. */
function literalOf(part: string): string {
  if (part.startsWith('"')) return part.slice(1, -1);
  if (part.startsWith('\\')) return part.slice(1);
  if (part.startsWith('_')) return ' ';
  return /^[.,*[]/.test(part) ? '' : part;
}

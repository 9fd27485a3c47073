import { MS_PER_DAY } from '../../core/dates.ts';
import type { TableRow } from '../headers/table.ts';
import { remark, type Doubt, type Doubts } from '../doubts.ts';
import { Broken } from '../rows.ts';
import { attributeOf, elementsIn, textOf, xmlElements, type XmlElement } from '../xml.ts';
import { placeOf, type Merge } from './sheet-table.ts';
import { richText, unescape, type Workbook } from './workbook.ts';

const DAMAGED = 'open the workbook in a spreadsheet program and save it again';

const DATA = 'sheetData';
const LAST_COLUMN = 16_384;

/** Column (0-based) and row (1-based) of `B12`, null for anything else. */
export function parseReference(reference: string): { readonly column: number; readonly row: number } | null {
  const found = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference);
  if (found === null) return null;
  let column = 0;
  for (const letter of found[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column > LAST_COLUMN ? null : { column: column - 1, row: Number(found[2]) };
}

const MERGE = /mergeCell\s[^>]{0,200}?ref\s*=\s*["']([A-Z]{1,3}\d{1,7}):[A-Z]{1,3}(\d{1,7})["']/g;
const MAX_MERGES = 200_000;

/** The merged areas of a sheet's part. Throws Broken if there are more than MAX_MERGES. */
export async function mergesIn(pieces: AsyncIterable<string>): Promise<readonly Merge[]> {
  const merges: Merge[] = [];
  let held = '';
  for await (const piece of pieces) {
    const text = held + piece;
    let end = 0;
    for (const found of text.matchAll(MERGE)) {
      end = found.index + found[0].length;
      const from = parseReference(found[1] ?? '');
      const last = Number(found[2]);
      if (from !== null && last > from.row) merges.push({ column: from.column, first: from.row, last });
    }
    if (merges.length > MAX_MERGES) throw new Broken(`more than ${MAX_MERGES} merged areas in a sheet`, 'too-large');
    held = text.slice(Math.max(end, text.length - 256));
  }
  return merges;
}

/** The rows of one sheet that have a cell, hidden ones included, in order; what is not read is noted. Throws Broken. */
export async function* rowsIn(sheet: Workbook['sheets'][number], workbook: Workbook, doubts: Doubts) {
  const lost: Doubt = {
    ...{ against: null, code: 'malformed', severity: ['error', 'error'], hint: DAMAGED },
    says: (places) => `${places.subject('are')} not read: ${places.value}`,
  };
  let [isSheet, line] = [false, 0];
  const lose = (column: number, why: string): void => {
    doubts.note(lost, { line: null, cell: placeOf(sheet.name, column, Math.max(1, line)), value: why });
  };
  const rowOf = (row: XmlElement): TableRow => {
    const rowNumber = Number(attributeOf(row.attributes, 'r'));
    line = Number.isSafeInteger(rowNumber) && rowNumber > line ? rowNumber : line + 1;
    const cells: string[] = [];
    let next = 0;
    for (const element of elementsIn(row)) {
      const at = parseReference(attributeOf(element.attributes, 'r') ?? '')?.column ?? next;
      if (element.name !== 'c') {
        lose(next, strayMessage(element));
        continue;
      }
      next = at + 1;
      const { text, why } = readCell(element, workbook);
      if (why !== null) lose(at, why);
      if (text === '') continue;
      if (at >= LAST_COLUMN) lose(LAST_COLUMN - 1, 'it is beyond the last column');
      else if ((cells[at] ?? '') !== '') lose(at, 'another one is at its place');
      else {
        while (cells.length < at) cells.push('');
        cells[at] = text;
      }
    }
    return { line, cells };
  };
  const isWanted = (name: string, around: string): boolean => {
    isSheet ||= name === DATA;
    return around === DATA;
  };
  for await (const elements of sheet.part === '' ? [] : xmlElements(workbook.archive.text(sheet.part), isWanted)) {
    for (const element of elements) {
      if (element.name !== 'row') lose(0, strayMessage(element));
      else if (element.isWhole) yield rowOf(element);
    }
  }
  if (isSheet) return;
  const message = `the sheet ${sheet.name} was not read: its part is missing, not listed, or no worksheet`;
  doubts.note(remark('malformed', 'error', message, DAMAGED), { line: null, cell: sheet.name });
}

const strayMessage = ({ name }: XmlElement): string => `<${name.slice(0, 40)}> does not belong in one`;

/** `text`: a cell as a person sees it, or its formula if no result is stored; `why`: why a part of it was not read. */
function readCell(cell: XmlElement, { strings, formats, date1904 }: Workbook) {
  const type = attributeOf(cell.attributes, 't') ?? 'n';
  const value = richText(cell);
  let [hasValue, formula] = [false, null as string | null];
  let stray: string | null = null;
  for (const inner of elementsIn(cell)) {
    if (inner.name === 'v') hasValue = true;
    else if (inner.name === 'f') formula = textOf(inner);
    else if (inner.name !== 'is' && inner.name !== 'extLst') stray ??= strayMessage(inner);
  }
  const cellOf = (text: string, why = stray) => ({ text, why });
  // The result of a formula may be an empty text.
  if (formula !== null && value === '' && !(hasValue && type === 'str')) return cellOf(`=${formula}`);
  if (type === 'inlineStr' || (type === 'str' && hasValue)) return cellOf(unescape(value));
  if (!hasValue) return cellOf('');
  if (type === 's') {
    const text = /^\s*\d+\s*$/.test(value) ? strings[Number(value)] : undefined;
    if (text !== undefined) return cellOf(text);
    return cellOf('', `the workbook has no text ${JSON.stringify(value.slice(0, 40))}`);
  }
  if (type === 'b') return cellOf(value.trim() === '1' ? 'TRUE' : 'FALSE');
  if (type === 'e' || type === 'd') return cellOf(value);
  const format = formats[Number(attributeOf(cell.attributes, 's') ?? '0')] ?? 'General';
  const why = type === 'n' ? stray : `it is of no known type: ${JSON.stringify(type.slice(0, 40))}`;
  return cellOf(display(value.trim(), format, date1904), why);
}

/**
 * A number (`raw`: the stored text) as a person sees it under a format code, but dates in ISO form, thousands not
 * separated, and the plain number under codes that no rule covers (percent, exponents, fractions).
 */
export function display(raw: string, code: string, date1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  const section = (/^(?:"[^"]*"|\\.|[^;])*/.exec(code)?.[0] ?? '').trim();
  // Without quoted and escaped text, fillers, colours and conditions; `[h]` stays.
  const bare = section.replace(/"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '');
  const isOther = /[%/]|E[+-]/i.test(bare);
  const shown = /[ymdhs]/i.test(bare) ? dateText(value, bare, date1904) : isOther ? null : numberText(value, section);
  // All digits of a whole number, however large: a serial number is not `1.23E+15`.
  return shown ?? (/^-?\d+$/.test(raw) ? raw : String(value));
}

/** Days from the epochs of the two date systems to 1970-01-01. */
const TO_1970 = { 1900: 25_569, 1904: 24_107 } as const;

function dateText(value: number, bare: string, date1904: boolean): string | null {
  // 1900 was no leap year, but a spreadsheet counts its 29 February.
  const days = value - (date1904 ? TO_1970[1904] : TO_1970[1900]) + (!date1904 && value < 60 ? 1 : 0);
  const time = new Date(Math.round((days * MS_PER_DAY) / 1000) * 1000);
  if (value < 0 || Number.isNaN(time.getTime()) || time.getUTCFullYear() > 9999) return null;
  const [day = '', clock = ''] = time.toISOString().slice(0, 19).split('T');
  const hasDay = /[yd]/i.test(bare) || /m{3}/i.test(bare);
  const hasClock = /[hs]/i.test(bare);
  // `[h]:mm` is how long something took, and no time of a day.
  if (!hasDay) return bare.includes('[') ? null : clock;
  return hasClock && clock !== '00:00:00' ? `${day} ${clock}` : day;
}

/** A part of a format code: a digit, a point or a literal, as it stands. */
const PART = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[\s\S]/g;

/** A number under `00000`, `0.00`, `"SN-"0000`, `000\-00`; null for a code without a digit, or from 1e21 on. */
function numberText(value: number, section: string): string | null {
  const parts: readonly string[] = section.match(PART) ?? [];
  const isDigit = (part: string): boolean => /^[0#?]$/.test(part);
  const point = parts.includes('.') ? parts.indexOf('.') : parts.length;
  const [integer, after] = [parts.slice(0, point), parts.slice(point)];
  const zeros = (some: readonly string[]): number => some.filter((part) => part === '0').length;
  const first = integer.findIndex(isDigit);
  const amount = Math.abs(value);
  if (first < 0 || amount >= 1e21) return null;
  const [digits = '0', decimals = ''] = amount.toFixed(Math.min(after.filter(isDigit).length, 20)).split('.');
  const fraction = decimals.replace(/0+$/, '').padEnd(zeros(after), '0');
  // Digits fill the places from the right; those left over stand before the first place.
  const left = Array.from((digits === '0' ? '' : digits).padStart(zeros(integer), '0'));
  const shown = after.map(literalOf);
  shown.unshift(fraction === '' ? '' : `.${fraction}`);
  for (const [at, part] of Array.from(integer.entries()).reverse())
    shown.unshift(isDigit(part) ? left.splice(at === first ? 0 : -1).join('') : literalOf(part));
  return `${value < 0 ? '-' : ''}${shown.join('')}`;
}

/** The text that a part of a code shows where it is no digit. */
const literalOf = (part: string): string => part.replace(/^(?:"(.*)"|\\(.)|[.,*_[0#?].*)$/s, '$1$2');

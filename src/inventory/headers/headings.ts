import { isIdentity } from '../../core/fields.ts';
import { heldUnder } from '../../core/groups.ts';
import { Layout, NO_TRAITS, oncePerLayout, type Column } from '../../core/layout.ts';
import type { InventoryRecord } from '../../core/record.ts';
import { hasLetter, lazily } from '../../core/text.ts';
import { tokensOf } from '../../words/headers.ts';
import { hasText, onlyFilledIndex } from '../rows.ts';
import { share, type Rows } from './cells.ts';
import { LONGEST_LABEL, type LoneCells } from './misplaced.ts';

/**
 * What a line alone in a table says of the rows below it. `field` null: which kind of device they are; `text`: a
 * maker's name that may mean something else (a sheet HW); `withheld`: nothing, it names who signed the table.
 */
export interface Heading {
  readonly field: 'site' | 'vendor' | 'text' | 'withheld' | null;
  readonly text: string;
}

/** The cells of a row, and the layout by which they are read. */
export type ReadRow = Pick<InventoryRecord, 'layout' | 'cells'>;

/** Fewest columns of a table in which a line with one cell may be a heading. */
const LEAST_COLUMNS = 3;
/** Fewest cells that show that a column holds numbers, or words with numbers in them. */
const LEAST_CELLS = 3;
/** `Site: Berlin`, `地点：北京` */
const LABELLED = /^([^:=：]{2,30})[:=：]\s*(\S.*)$/;

/**
 * The title that names the vendor of all rows below: `Manufacturer: Hikvision`, in one cell or two; else the last one
 * that is a known maker (`makerTitle`), unless another maker or a heading (`## Berlin`) ends what it is about.
 */
export function vendorAbove(titles: Rows, loneCells: LoneCells): Heading | null {
  if (titles.length === 0) return null;
  const texts = titles.map((cells) => cells.flatMap((cell) => cell.trim() || []).join(':'));
  const labelled = texts.flatMap((text) => labelledHeading(text.replace('::', ':'), loneCells) ?? []);
  const isVendor = ({ field, text }: Heading): boolean => field === 'vendor' && loneCells.isAnyMaker(text);
  const ofAny = { ...loneCells, isMaker: loneCells.isAnyMaker };
  const [title = '', ...others] = texts.slice(texts.findLastIndex((text) => makerTitle(text, ofAny) !== null));
  const levels = others.flatMap((text) => /^##+/.exec(text) ?? []);
  const isEnded = levels.some((level) => title.startsWith(level));
  return labelled.find(isVendor) ?? (isEnded ? null : makerTitle(title, loneCells));
}

/** A title that is nothing but a known maker, beside a kind of device or alone: `Huawei`, `## ZTE routers`. */
export function makerTitle(title: string, { isMaker, words }: LoneCells): Heading | null {
  const parts = title.trim().slice(0, LONGEST_LABEL).split(/[\s#]+/).filter(Boolean); // prettier-ignore
  const texts = parts.flatMap((_, at) => {
    const [first, last] = [parts.slice(0, at).join(' '), parts.slice(at).join(' ')];
    if (isMaker(last) && (at === 0 || words.noName.isKindOfDevice(first))) return [last];
    return isMaker(first) && words.noName.isKindOfDevice(last) ? [first] : [];
  });
  return texts[0] === undefined ? null : { field: 'text', text: texts[0] };
}

function labelledHeading(text: string, { words }: LoneCells): Heading | null {
  const [, label = '', value = ''] = LABELLED.exec(text) ?? [];
  const field = words.headers.read(label)?.fields[0];
  // `Excluded vendors: Huawei` is about others.
  const isHeading = field === 'site' || (field === 'vendor' && words.headers.isKnown(label));
  return isHeading ? { field, text: value } : null;
}

/**
 * Makes a function that returns the heading that a row is, null for any other row. `rows`: the first rows of the table.
 * A heading is a row of one cell that names a site (by its label or column, a word for a place, or because nearly all
 * other cells of its column have a digit), a kind of device or a vendor. A row of a maker alone may be all that is
 * known of a device: it is a heading only if no column names vendors and the table begins with one or has two.
 */
export function headingsOf(columns: readonly Column[], rows: Rows, loneCells: LoneCells) {
  const signs = lazily(() => signsOf(columns, rows, loneCells));
  const { headers, lines, noName, noValue } = loneCells.words;
  /** `Prepared by: Li Huawei`, `Date: 1/2/24`; a value with letters and digits or a kind of device may be a device. */
  const isSigned = (cell: string, isFirst: boolean): boolean => {
    const [, label = '', value = ''] = LABELLED.exec(cell.trim()) ?? [];
    if (value === '') return false;
    if (!isFirst && !hasLetter(value)) return true;
    const isDevice = /\d/.test(value) || tokensOf(value).some((word) => noName.isKindOfDevice(word));
    return !isDevice && headers.people.isHead(tokensOf(label));
  };
  return (cells: readonly string[]): Heading | null => {
    let filled = 0;
    if (cells.every((cell) => cell.trim() === '' || isSigned(cell, filled++ === 0)) && filled > 0)
      return { field: 'withheld', text: '' };
    const index = columns.length < LEAST_COLUMNS ? -1 : onlyFilledIndex(cells);
    const column = columns[index];
    if (column === undefined) return null;
    const text = (cells[index] ?? '').trim();
    if (text.length > LONGEST_LABEL || !hasLetter(text)) return null;
    const labelled = labelledHeading(text, loneCells);
    if (labelled !== null) return labelled;
    if (signs().kinds.includes(text)) return { field: null, text };
    if (column.fields.some((field) => isIdentity(field) || field === 'withheld') || LABELLED.test(text)) return null;
    if (loneCells.isAnyMaker(text)) return signs().areMakersHeadings ? { field: 'vendor', text } : null;
    if (lines.isSum(text) || noValue.isEmpty(text)) return null;
    const isOfSites = column.fields.includes('site') && index === 0;
    if (isOfSites || lines.isPlace(text)) return { field: 'site', text };
    if (!signs().numbered.includes(index) || /\d/.test(text)) return null;
    return { field: noName.kindOf(text) === '' ? 'site' : null, text };
  };
}

/**
 * What the first rows of a table show of its headings: columns in which nearly all cells have a digit (`numbered`),
 * whether makers are headings, and kinds of devices that are headings even in an identity column (`kinds`).
 */
function signsOf(columns: readonly Column[], given: Rows, loneCells: LoneCells) {
  const { noName, noValue } = loneCells.words;
  const rows = given.filter(hasText);
  const alone = rows.map((cells) => (cells[onlyFilledIndex(cells)] ?? '').trim());
  const others = rows.filter((cells) => onlyFilledIndex(cells) < 0);
  const numbered = columns.flatMap((_, index) => {
    const cells = others.map((row) => row[index] ?? '').filter((cell) => !noValue.isEmpty(cell));
    return cells.length >= LEAST_CELLS && share(cells, (cell) => !/\d/.test(cell)) <= 0.1 ? [index] : [];
  });
  const makers = rows.map((cells, at) => {
    const column = columns[onlyFilledIndex(cells)];
    const text = alone[at] ?? '';
    return column?.fields.some(isIdentity) === false && loneCells.isAnyMaker(text) ? text : '';
  });
  const names = new Set(makers.filter((text) => text !== ''));
  const isFilled = (index: number): boolean => others.some((row) => !noValue.isEmpty(row[index]));
  const namesVendors = columns.some(({ fields }, index) => fields.includes('vendor') && isFilled(index));
  const areMakersHeadings = !namesVendors && (names.size > 1 || (makers[0] ?? '') !== '');
  // Kinds are headings if they divide the table: it begins with one, each stands once, and rows follow. Else a row with
  // a kind may be all that is known of a device.
  const isKind = alone.map((text) => text !== '' && noName.isKindOfDevice(text));
  const kinds = alone.filter((_, at) => isKind[at] === true);
  const divide = isKind.every((here, at) => !here || isKind[at + 1] === false) && new Set(kinds).size === kinds.length;
  return { numbered, areMakersHeadings, kinds: isKind[0] === true && divide ? kinds : [] };
}

/** Whether a column is filled from the lines above its rows. */
export const isHeading = (column: string): boolean => /^(?:title$|heading: )/.test(column);

/** Of each layout, the layouts with columns for headings behind its own, by the names of the added columns. */
const widened = oncePerLayout(() => new Map<string, Layout>());

/** Adds headings to a row: none for a field that it fills; no title or unknown vendor if it names a maker itself. */
export function addHeadings({ layout, cells }: ReadRow, headings: Iterable<Heading>, loneCells: LoneCells): ReadRow {
  const namesMaker = (cell: string): boolean =>
    loneCells.namesMaker(cell) || loneCells.isAnyMaker(cell.split(' ', 1)[0] ?? '');
  const added = Array.from(headings).flatMap(({ field, text }) => {
    const places = field === null ? [] : layout.feeding(field === 'text' ? 'vendor' : field);
    if (field === null || places.some((index) => !loneCells.words.noValue.isEmpty(cells[index]))) return [];
    const isUnsure = field === 'text' || (field === 'vendor' && !loneCells.isMaker(text));
    if (isUnsure && cells.some(namesMaker)) return [];
    const name = field === 'text' ? 'title' : `heading: ${field}`;
    return [{ name, fields: [field], why: 'a line above the rows', traits: NO_TRAITS, text }];
  });
  if (added.length === 0) return { layout, cells };
  const { columns, inInput, wholeLines } = layout;
  const key = added.map(({ name }) => name).join('\n');
  const wide = heldUnder(widened(layout), key, () => new Layout([...columns, ...added], wholeLines, inInput));
  const padded = columns.map((_, index) => cells[index] ?? '');
  return { layout: wide, cells: [...padded, ...added.map(({ text }) => text), ...cells.slice(columns.length)] };
}

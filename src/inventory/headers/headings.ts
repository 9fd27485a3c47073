import { isIdentity } from '../../core/fields.ts';
import { heldUnder } from '../../core/groups.ts';
import { Layout, NO_TRAITS, oncePerLayout, type Column } from '../../core/layout.ts';
import { hasLetter, lazily } from '../../core/text.ts';
import { tokensOf } from '../../words/headers.ts';
import { hasText } from '../rows.ts';
import { share, type Rows } from './cells.ts';
import type { LoneCells } from './misplaced.ts';

/**
 * What a line alone in a table says of the rows below it; a `field` of null: which kind of thing they are, of `text`: a
 * maker's name that may be a word for something else (a sheet HW), of `withheld`: nothing, it names who signed it.
 */
export interface Heading {
  readonly field: 'site' | 'vendor' | 'text' | 'withheld' | null;
  readonly text: string;
}

/** The cells of a row, and the layout by which they are read. */
export interface ReadRow {
  readonly layout: Layout;
  readonly cells: readonly string[];
}

/** Columns of a table in which a line stands alone when it has one cell. */
const LEAST_COLUMNS = 3;
const LONGEST = 60;
/** Cells by which it is told that a column holds numbers, or words with numbers in them. */
const LEAST_CELLS = 3;
/** `Site: Berlin`, `地点：北京` */
const LABELLED = /^([^:=：]{2,30})[:=：]\s*(\S.*)$/;

/** The vendor of all rows below some titles: `Manufacturer: Hikvision`, a known one, in one cell or two. */
export function vendorAbove(titles: Rows, loneCells: LoneCells): Heading | null {
  const textOf = (cells: readonly string[]): string => cells.flatMap((cell) => cell.trim() || []).join(':');
  const labelled = titles.flatMap((cells) => labelledHeading(textOf(cells).replace('::', ':'), loneCells) ?? []);
  return labelled.find(({ field, text }) => field === 'vendor' && loneCells.isAnyMaker(text)) ?? null;
}

function labelledHeading(text: string, { words }: LoneCells): Heading | null {
  const [, label = '', value = ''] = LABELLED.exec(text) ?? [];
  const field = words.headers.read(label)?.fields[0];
  // `Excluded vendors: Huawei` is about others.
  const isMeant = field === 'site' || (field === 'vendor' && words.headers.isKnown(label));
  return isMeant ? { field, text: value } : null;
}

/**
 * Tells headings within a table from its rows (null), by its first rows: a row of one cell that says itself that it
 * names a site (by its label, a word for a place, or because all other cells of its column have a digit), or a vendor.
 * A row of a maker alone may be all that is known of a device: it is a heading where no column names vendors, and the
 * table begins with one or has two.
 */
export function headingsOf(columns: readonly Column[], rows: Rows, loneCells: LoneCells) {
  const signs = lazily(() => signsOf(columns, rows, loneCells));
  const { headers, lines, noName, noValue } = loneCells.words;
  /** `Prepared by: Li Huawei`, `Date: 1/2/24`; what has letters and figures, or its kind, may be a device. */
  const isSigned = (cell: string, at: number): boolean => {
    const [, label = '', value = ''] = LABELLED.exec(loneCells.plain(cell).trim()) ?? [];
    if (at > 0 && value !== '' && !hasLetter(value)) return true;
    const isDevice = /\d/.test(value) || tokensOf(value).some((word) => noName.isKindOfDevice(word));
    return value !== '' && !isDevice && headers.people.isHead(tokensOf(label));
  };
  return (cells: readonly string[]): Heading | null => {
    const filled = columns.length > 1 ? cells.filter((cell) => cell.trim() !== '') : [];
    if (filled.length > 0 && filled.every(isSigned)) return { field: 'withheld', text: '' };
    const index = columns.length < LEAST_COLUMNS ? -1 : aloneIn(cells);
    const column = columns[index];
    if (column === undefined) return null;
    const text = loneCells.plain(cells[index] ?? '').trim();
    if (text.length > LONGEST || !hasLetter(text)) return null;
    const labelled = labelledHeading(text, loneCells);
    if (labelled !== null) return labelled;
    if (column.fields.some((field) => isIdentity(field) || field === 'withheld') || LABELLED.test(text)) return null;
    if (loneCells.isAnyMaker(text)) return signs().ofMakers ? { field: 'vendor', text } : null;
    if (lines.isSum(text) || noValue.isEmpty(text)) return null;
    const isOfSites = column.fields.includes('site') && index === 0;
    if (isOfSites || lines.isPlace(text)) return { field: 'site', text };
    if (!signs().numbered.includes(index) || /\d/.test(text)) return null;
    return { field: noName.kindOf(text) === '' ? 'site' : null, text };
  };
}

/** What the first rows say of headings: columns nearly all of whose cells have a digit, and whether makers are some. */
function signsOf(columns: readonly Column[], given: Rows, loneCells: LoneCells) {
  const { noValue } = loneCells.words;
  const rows = given.filter(hasText);
  const others = rows.filter((cells) => aloneIn(cells) < 0);
  const numbered = columns.flatMap((_, index) => {
    const cells = others.map((row) => row[index] ?? '').filter((cell) => !noValue.isEmpty(cell));
    return cells.length >= LEAST_CELLS && share(cells, (cell) => !/\d/.test(cell)) <= 0.1 ? [index] : [];
  });
  const makers = rows.map((cells) => {
    const text = (cells[aloneIn(cells)] ?? '').trim();
    const isOther = columns[aloneIn(cells)]?.fields.some(isIdentity) === false;
    return isOther && loneCells.isAnyMaker(text) ? text : '';
  });
  const namesVendors = columns.some(
    ({ fields }, index) => fields.includes('vendor') && others.some((row) => !noValue.isEmpty(row[index])),
  );
  const names = new Set(makers.filter((text) => text !== ''));
  return { numbered, ofMakers: !namesVendors && (names.size > 1 || (makers[0] ?? '') !== '') };
}

/** The place of the only cell of a row that is not blank; -1 where there is another number of them. */
export function aloneIn(cells: readonly string[]): number {
  const found = cells.findIndex((cell) => cell.trim() !== '');
  return cells.findLastIndex((cell) => cell.trim() !== '') === found ? found : -1;
}

/** Layouts with columns for headings behind their own, by the names of these. */
const wider = oncePerLayout(() => new Map<string, Layout>());

/** A row with what the headings above it say, where it does not say so itself, or names a vendor where they do not. */
export function headed({ layout, cells }: ReadRow, headings: Iterable<Heading>, loneCells: LoneCells): ReadRow {
  const more = Array.from(headings).flatMap(({ field, text }) => {
    const places = field === null ? [] : layout.feeding(field === 'text' ? 'vendor' : field);
    if (field === null || places.some((index) => !loneCells.words.noValue.isEmpty(cells[index]))) return [];
    if (field === 'vendor' && !loneCells.isMaker(text) && cells.some((cell) => loneCells.namesMaker(cell))) return [];
    const name = field === 'text' ? 'title' : `heading: ${field}`;
    return [{ name, fields: [field], why: 'a line above the rows', traits: NO_TRAITS, text }];
  });
  if (more.length === 0) return { layout, cells };
  const { columns, inInput, wholeLines } = layout;
  const key = more.map(({ name }) => name).join('\n');
  const wide = heldUnder(wider(layout), key, () => new Layout([...columns, ...more], wholeLines, inInput));
  const padded = columns.map((_, index) => cells[index] ?? '');
  return { layout: wide, cells: [...padded, ...more.map(({ text }) => text), ...cells.slice(columns.length)] };
}

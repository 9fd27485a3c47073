import { isIdentity } from '../../core/fields.ts';
import { NO_TRAITS, widened, type Column } from '../../core/layout.ts';
import { hasLetter, lazily } from '../../core/text.ts';
import type { ReadOptions } from '../inventory.ts';
import { says } from '../rows.ts';
import type { LoneCells } from './misplaced.ts';

/** What a line alone in a table says of the rows below it; a `field` of null: which kind of thing they are. */
export interface Heading {
  readonly field: 'site' | 'vendor' | null;
  readonly text: string;
}

/** Columns of a table in which a line stands alone when it has one cell. */
const LEAST_COLUMNS = 3;
/** Longest heading. */
const LONGEST = 60;
/** Cells by which it is told that a column holds numbers, or words with numbers in them. */
const LEAST_CELLS = 3;
/** `Site: Berlin` */
const LABELLED = /^([^:=]{2,30})[:=]\s*(\S.*)$/;

/**
 * Tells headings within a table from its rows: a row of one cell that says itself that it names a site (by its label, a
 * word for a place, or because all other cells of its column have a digit), or a vendor. A row of a maker alone may be
 * all that is known of a device: it is a heading where no column names vendors, and the table begins with one or has
 * two.
 */
export class Headings {
  readonly #columns: readonly Column[];
  readonly #rows: readonly (readonly string[])[];
  readonly #loneCells: LoneCells;
  readonly #words: ReadOptions['words'];
  /** What the first rows say of headings, once a row is met that may be one. */
  readonly #signs = lazily(() => this.#readSigns());

  /** `rows`: the first of the table. */
  constructor(
    columns: readonly Column[],
    rows: readonly (readonly string[])[],
    loneCells: LoneCells,
    { words }: Pick<ReadOptions, 'words'>,
  ) {
    this.#columns = columns;
    this.#rows = rows;
    this.#loneCells = loneCells;
    this.#words = words;
  }

  #readSigns() {
    const rows = this.#rows;
    const { noValue } = this.#words;
    const known = rows.filter((cells) => aloneIn(cells) < 0);
    const numbered = this.#columns.flatMap((_, index) => {
      const cells = known.map((row) => row[index] ?? '').filter((cell) => says(cell, noValue));
      const plain = cells.filter((cell) => !/\d/.test(cell)).length;
      return cells.length >= LEAST_CELLS && plain * 10 <= cells.length ? [index] : [];
    });
    const makers = new Set(rows.flatMap((cells) => (this.#isMaker(cells) ? [cells[aloneIn(cells)]] : [])));
    const namesVendors = this.#columns.some(
      ({ fields }, index) => fields.includes('vendor') && known.some((row) => says(row[index], noValue)),
    );
    return {
      /** Columns nearly all of whose cells have a digit. */
      numbered: new Set(numbered),
      ofMakers: !namesVendors && (makers.size > 1 || (makers.size > 0 && this.#isMaker(rows[0] ?? []))),
      /** Kinds of devices that are headings even under an identity. */
      kinds: new Set(this.#kindsAbove(rows)),
    };
  }

  /** The heading that a row is; null for any other row. */
  of(cells: readonly string[]): Heading | null {
    if (this.#columns.length < LEAST_COLUMNS) return null;
    const index = aloneIn(cells);
    if (index < 0) return null;
    const column = this.#columns[index];
    const text = this.#loneCells.plain(cells[index] ?? '').trim();
    if (column === undefined || text.length > LONGEST || !hasLetter(text)) return null;
    const [, label = '', value = ''] = LABELLED.exec(text) ?? [];
    const said = this.#words.headers.read(label)?.fields[0];
    if (said === 'site' || said === 'vendor') return { field: said, text: value };
    if (this.#signs().kinds.has(text)) return { field: null, text };
    if (column.fields.some((field) => isIdentity(field) || field === 'withheld') || label !== '') return null;
    if (this.#loneCells.isAnyMaker(text)) return this.#signs().ofMakers ? { field: 'vendor', text } : null;
    const { lines, noName, noValue } = this.#words;
    if (lines.isSum(text) || noValue.isEmpty(text)) return null;
    const isOfSites = column.fields.includes('site') && index === 0;
    if (isOfSites || lines.isPlace(text)) return { field: 'site', text };
    if (!this.#signs().numbered.has(index) || /\d/.test(text)) return null;
    return { field: noName.kindOf(text) === '' ? 'site' : null, text };
  }

  /**
   * Kinds of devices alone in rows, where they divide the table: it begins with one, each stands once, and rows follow.
   * Else such a row may be all that is known of a device.
   */
  #kindsAbove(rows: readonly (readonly string[])[]): readonly string[] {
    const filled = rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
    const alone = filled.map((cells) => {
      const text = (cells[aloneIn(cells)] ?? '').trim();
      return text !== '' && this.#words.noName.isKindOfDevice(text) ? text : '';
    });
    const kinds = alone.filter((text) => text !== '');
    const divide = alone.every((text, at) => text === '' || (at + 1 < alone.length && alone[at + 1] === ''));
    return alone[0] !== '' && divide && new Set(kinds).size === kinds.length ? kinds : [];
  }

  #isMaker(cells: readonly string[]): boolean {
    const column = this.#columns[aloneIn(cells)];
    const cell = cells[aloneIn(cells)] ?? '';
    return column !== undefined && !column.fields.some(isIdentity) && this.#loneCells.isAnyMaker(cell.trim());
  }
}

/** The place of the only cell of a row that is not blank; -1 where there is another number of them. */
function aloneIn(cells: readonly string[]): number {
  let found = -1;
  for (let index = 0; index < cells.length; index += 1) {
    if (cells[index]?.trim() === '') continue;
    if (found >= 0) return -1;
    found = index;
  }
  return found;
}

/** A row with what the headings above it say, where it does not say so itself. */
export function headed(
  row: Parameters<typeof widened>[0],
  headings: Iterable<Heading>,
  { noValue }: ReadOptions['words'],
): Parameters<typeof widened>[0] {
  const { layout, cells } = row;
  const more = Array.from(headings).flatMap(({ field, text }) => {
    if (field === null || layout.feeding(field).some((index) => says(cells[index], noValue))) return [];
    return [{ name: `heading: ${field}`, fields: [field], why: 'a line above the rows', traits: NO_TRAITS, text }];
  });
  return widened(row, more);
}

import { isIdentity } from '../../core/fields.ts';
import { NO_TRAITS, widened, type Column } from '../../core/layout.ts';
import { hasLetter, lazily } from '../../core/text.ts';
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
  /** What the first rows say of headings, once a row is met that may be one. */
  readonly #signs = lazily(() => this.#readSigns());

  /** `rows`: the first of the table. */
  constructor(columns: readonly Column[], rows: readonly (readonly string[])[], loneCells: LoneCells) {
    this.#columns = columns;
    this.#rows = rows;
    this.#loneCells = loneCells;
  }

  #readSigns() {
    const { noValue } = this.#loneCells.words;
    const rows = this.#rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
    const alone = rows.map((cells) => ({ column: this.#columns[aloneIn(cells)], text: textAlone(cells) }));
    const others = rows.filter((cells) => aloneIn(cells) < 0);
    const numbered = this.#columns.flatMap((_, index) => {
      const cells = others.map((row) => row[index] ?? '').filter((cell) => says(cell, noValue));
      const plain = cells.filter((cell) => !/\d/.test(cell)).length;
      return cells.length >= LEAST_CELLS && plain * 10 <= cells.length ? [index] : [];
    });
    const makers = alone.map(({ column, text }) =>
      column?.fields.some(isIdentity) === false && this.#loneCells.isAnyMaker(text) ? text : '',
    );
    const names = new Set(makers.filter((text) => text !== ''));
    const namesVendors = this.#columns.some(
      ({ fields }, index) => fields.includes('vendor') && others.some((row) => says(row[index], noValue)),
    );
    return {
      /** Columns nearly all of whose cells have a digit. */
      numbered: new Set(numbered),
      ofMakers: !namesVendors && (names.size > 1 || (makers[0] ?? '') !== ''),
      /** Kinds of devices that are headings even under an identity. */
      kinds: new Set(this.#kindsAbove(alone.map(({ text }) => text))),
    };
  }

  /** The heading that a row is; null for any other row. */
  of(cells: readonly string[]): Heading | null {
    if (this.#columns.length < LEAST_COLUMNS) return null;
    const index = aloneIn(cells);
    const column = this.#columns[index];
    if (column === undefined) return null;
    const text = this.#loneCells.plain(cells[index] ?? '').trim();
    if (text.length > LONGEST || !hasLetter(text)) return null;
    const { headers, lines, noName, noValue } = this.#loneCells.words;
    const [, label = '', value = ''] = LABELLED.exec(text) ?? [];
    const said = headers.read(label)?.fields[0];
    if (said === 'site' || said === 'vendor') return { field: said, text: value };
    if (this.#signs().kinds.has(text)) return { field: null, text };
    if (column.fields.some((field) => isIdentity(field) || field === 'withheld') || label !== '') return null;
    if (this.#loneCells.isAnyMaker(text)) return this.#signs().ofMakers ? { field: 'vendor', text } : null;
    if (lines.isSum(text) || noValue.isEmpty(text)) return null;
    const isOfSites = column.fields.includes('site') && index === 0;
    if (isOfSites || lines.isPlace(text)) return { field: 'site', text };
    if (!this.#signs().numbered.has(index) || /\d/.test(text)) return null;
    return { field: noName.kindOf(text) === '' ? 'site' : null, text };
  }

  /**
   * Kinds of devices alone in rows, where they divide the table: it begins with one, each stands once, and rows follow.
   * Else such a row may be all that is known of a device. `alone`: by row, the text that stands alone.
   */
  #kindsAbove(alone: readonly string[]): readonly string[] {
    const isKind = alone.map((text) => text !== '' && this.#loneCells.words.noName.isKindOfDevice(text));
    const kinds = alone.filter((_, at) => isKind[at] === true);
    const divide = isKind.every((is, at) => !is || isKind[at + 1] === false);
    return isKind[0] === true && divide && new Set(kinds).size === kinds.length ? kinds : [];
  }
}

/** The place of the only cell of a row that is not blank; -1 where there is another number of them. */
function aloneIn(cells: readonly string[]): number {
  const found = cells.findIndex((cell) => cell.trim() !== '');
  return cells.findLastIndex((cell) => cell.trim() !== '') === found ? found : -1;
}

function textAlone(cells: readonly string[]): string {
  return (cells[aloneIn(cells)] ?? '').trim();
}

/** A row with what the headings above it say, where it does not say so itself. */
export function headed(
  row: Parameters<typeof widened>[0],
  headings: Iterable<Heading>,
  { words: { noValue } }: LoneCells,
): Parameters<typeof widened>[0] {
  const { layout, cells } = row;
  const more = Array.from(headings).flatMap(({ field, text }) => {
    if (field === null || layout.feeding(field).some((index) => says(cells[index], noValue))) return [];
    return [{ name: `heading: ${field}`, fields: [field], why: 'a line above the rows', traits: NO_TRAITS, text }];
  });
  return widened(row, more);
}

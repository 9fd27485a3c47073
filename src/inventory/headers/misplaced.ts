import type { Field } from '../../core/fields.ts';
import { oncePer } from '../../core/cache.ts';
import { oncePerLayout, type Column, type Layout } from '../../core/layout.ts';
import type { RowText } from '../../core/row-text.ts';
import { lazily } from '../../core/text.ts';
import { COUNTED, formOf, type Rows } from './cells.ts';
import type { Hints } from '../inventory.ts';
import { ANY_DELIMITER } from '../csv/split.ts';

/** Longest cell that is nothing but a maker's name or a header. */
export const LONGEST_LABEL = 60;
/** First values of a column, which show whether it holds something else than its header says. */
const FIRST_VALUES = 5;

/** What a cell is by itself, whatever its column. */
export type LoneCells = ReturnType<typeof loneCellsOf>;

/** Functions that look at a cell by itself. */
export const loneCellsOf = oncePer(({ isMakerName, words }: Hints) => {
  const mayBeLabel = (cell: string): boolean => cell.length <= LONGEST_LABEL && !TWO_DIGITS.test(cell);
  /** Whether a cell is nothing but a maker's name. A cell with two digits is not: 3Com and H3C have one. */
  const isMaker = (cell: string): boolean => cell.length >= 2 && mayBeLabel(cell) && isMakerName(cell);
  return {
    isMakerName,
    words,
    isMaker,
    /** The same, also for makers that no vendor file describes: some have ordinary words for names. */
    isAnyMaker: (cell: string): boolean => isMaker(cell) || (cell.length <= LONGEST_LABEL && words.isOtherMaker(cell)),
    isHeader: (cell: string): boolean => mayBeLabel(cell) && words.headers.isKnown(cell),
    /** Whether a maker's name stands in a cell, alone or among other words. */
    namesMaker: (cell: string): boolean => {
      const parts = cell.split(/[^\p{L}\p{N}-]+/u, 40);
      return parts.some((_, at) => [1, 2, 3].some((many) => isMaker(parts.slice(at, at + many).join(' '))));
    },
  };
});

/** Two digits or more, which no name has and, as a rule, no header. */
export const TWO_DIGITS = /\d.*\d/s;
/** Cells with two digits that make a line a row: `802.1X` and `Count 2024` are headers, behind one without a number. */
export const NUMBERS_OF_A_ROW = 2;

/** Fields in which a maker's name is never what the header says. */
const NEVER_NAMES: readonly Field[] = [
  ...(['serial', 'ip', 'mac', 'sysObjectId', 'fccId', 'cpe', 'gponSerial', 'acquired', 'quantity'] as const),
];
/** These, and those of devices, in which it may be; not in row after row without a maker. */
export const HARDLY_NAMES: readonly Field[] = [...NEVER_NAMES, 'hostname', 'assetTag'];

/** What the cells of a column hold, by which some cells cannot belong to it; null: any may. */
function holdsOf({ fields, why }: Column): 'count' | 'no-name' | 'other-name' | 'maker' | null {
  if (why === 'override') return null;
  if (why === COUNTED.why) return 'count';
  if (fields.every((field) => NEVER_NAMES.includes(field))) return 'no-name';
  if (fields.every((field) => HARDLY_NAMES.includes(field) || field === 'withheld')) return 'other-name';
  return fields.length === 1 && fields[0] === 'vendor' ? 'maker' : null;
}

/** The columns to check in a row that may be shifted: there no column holds such cells rightly; those of makers. */
const checksOf = oncePerLayout(({ columns }) => {
  const checkable = columns.flatMap((column, index) => {
    const holds = holdsOf(column);
    return holds === null ? [] : [{ index, holds }];
  });
  const isOfMakers = ({ fields }: Column): boolean => fields.includes('vendor') || fields.includes('model');
  return { checkable, makers: columns.flatMap((column, index) => (isOfMakers(column) ? [index] : [])) };
});
type Checks = ReturnType<typeof checksOf>;

/**
 * Finds cells that cannot belong to their column: a maker's name among cells that count, or under a header of serial
 * numbers, addresses, days or counts; under one of hosts, people or secrets if the row names no maker elsewhere; a
 * number under a header of makers. A column that begins with such cells holds them rightly, but for NEVER_NAMES.
 */
export class Misplaced {
  readonly #loneCells: LoneCells;
  readonly #checks: Checks;
  readonly #checked: Checks['checkable'];

  /** `rows`: the first rows of the table. */
  constructor(layout: Layout, rows: Rows, loneCells: LoneCells) {
    this.#loneCells = loneCells;
    this.#checks = checksOf(layout);
    this.#checked = this.#checks.checkable.filter(({ index, holds }) => {
      const values = holds === 'no-name' ? [] : rows.map((row) => row[index] ?? '').filter((cell) => cell !== '');
      return !values.slice(0, FIRST_VALUES).some((cell) => this.#clashes(cell, holds));
    });
  }

  #clashes(text: string, holds: NonNullable<ReturnType<typeof holdsOf>>): boolean {
    if (holds === 'count') return this.#loneCells.namesMaker(text);
    if (holds !== 'maker') return this.#loneCells.isMaker(text);
    return /^\d/.test(text) && formOf(text) !== 'none' && !this.#loneCells.isAnyMaker(text);
  }

  /** Whether a single misplaced cell in a column is enough to be sure that it is not what the header says. */
  isCertain(index: number): boolean {
    return this.#checked.some((one) => one.index === index && (one.holds === 'no-name' || one.holds === 'count'));
  }

  /** The columns of the misplaced cells of a row. */
  columnsIn(cells: readonly string[]): readonly number[] {
    const namesMaker = lazily(() => this.#namesMaker(cells));
    return this.#checked.flatMap(({ index, holds }) => {
      const cell = cells[index] ?? '';
      const isOdd = cell !== '' && this.#clashes(cell, holds) && !(holds === 'other-name' && namesMaker());
      return isOdd ? [index] : [];
    });
  }

  /** Whether a row that may be shifted has a misplaced cell. */
  isInShifted(cells: readonly string[]): boolean {
    return this.#checks.checkable.some(({ index, holds }) => this.#clashes(cells[index] ?? '', holds));
  }

  /** Whether a row that ends early may be shifted: it names a maker, and not in a column of makers or models. */
  mayBeShifted(cells: readonly string[]): boolean {
    return this.unpack(cells) !== null || (this.isInShifted(cells) && !this.#namesMaker(cells));
  }

  /** Splits a row that stands in one cell as a whole and names a maker; null for any other row. */
  unpack(cells: readonly string[]): readonly string[] | null {
    const [only, ...others] = cells.filter((cell) => cell.trim() !== '');
    if (only === undefined || others.length > 0) return null;
    const parts = only.split(ANY_DELIMITER).map((part) => part.trim());
    return parts.length > 1 && parts.some((part) => this.#loneCells.isMaker(part)) ? parts : null;
  }

  mayBeIn(row: RowText): boolean {
    for (const { index, holds } of this.#checked) {
      if (row.isEmpty(index)) continue;
      const code = row.codes[row.from[index] as number] as number;
      const mayBe = holds === 'maker' ? code >= 48 && code <= 57 : holds === 'count' || !row.hasTwoDigits(index);
      if (mayBe && this.#clashes(row.cell(index), holds)) return true;
    }
    return false;
  }

  #namesMaker(cells: readonly string[]): boolean {
    return this.#checks.makers.some((index) => {
      const cell = cells[index] ?? '';
      return this.#loneCells.isAnyMaker(cell) || this.#loneCells.namesMaker(cell);
    });
  }
}

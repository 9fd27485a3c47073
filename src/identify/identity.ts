import { IDENTITY_FIELDS, type Field } from '../core/fields.ts';
import { oncePerLayout, type Layout } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { Words } from '../words/words.ts';
import { gponVendorIds } from './kinds/gpon.ts';
import { macsIn } from './kinds/mac.ts';

const IDENTITY: ReadonlySet<Field> = new Set(IDENTITY_FIELDS);

/** Whether a cell makes its row one to judge. */
type Usable = (cell: string) => boolean;

/** The reader of a text has told the lines in which a device stands: each can be judged. */
const isDeviceLine: Usable = () => true;
const hasMac: Usable = (cell) => macsIn(cell).length > 0;
const hasGponId: Usable = (cell) => gponVendorIds(cell).length > 0;

const LETTER = /\p{L}/u;

/** Tells rows that have something to judge: an identity field with a usable value. */
export class Identity {
  readonly #words: Words;
  readonly #isValue: Usable;
  /** The columns of a layout whose cells can make a row one to judge, and when they do. */
  readonly #columns = oncePerLayout(({ columns, wholeLines }) =>
    columns.flatMap(({ fields }, index) => {
      const usable = this.#usableBy(fields, wholeLines);
      return usable === null ? [] : [{ index, usable, isLate: usable === hasMac || usable === hasGponId }];
    }),
  );
  readonly #late = oncePerLayout((layout) => this.#columns(layout).filter(({ isLate }) => isLate));

  constructor(words: Words) {
    this.#words = words;
    this.#isValue = (cell) => !words.noValue.isEmpty(cell);
  }

  /** An empty-value word, a random MAC or an unread cell is no value; a serial number with a GPON prefix is one. */
  has({ layout, cells, aside }: InventoryRecord): boolean {
    return aside !== true && this.#anyOf(this.#columns(layout), cells);
  }

  /** Whether cells of a column do so; null where that costs as much as to look at the cell. */
  atOnce(layout: Layout, index: number): Usable | null {
    return this.#columns(layout).find((one) => one.index === index && !one.isLate)?.usable ?? null;
  }

  /** The same of a row, by the other columns. */
  isLate(layout: Layout, cells: readonly string[]): boolean {
    return this.#anyOf(this.#late(layout), cells);
  }

  #anyOf(columns: readonly { readonly index: number; readonly usable: Usable }[], cells: readonly string[]): boolean {
    for (const { index, usable } of columns) {
      const cell = cells[index];
      if (cell !== undefined && cell !== '' && usable(cell)) return true;
    }
    return false;
  }

  /** Whether a row tells of no device: it says of an address that none has it, or sums up others, and nothing else. */
  isNoDevice(record: InventoryRecord): boolean {
    return this.#isVacant(record) || this.#isSum(record);
  }

  #isSum({ layout, cells }: InventoryRecord): boolean {
    const { lines, noValue } = this.#words;
    if ([...layout.feeding('serial'), ...layout.feeding('ip')].some((at) => !noValue.isEmpty(cells[at] ?? '')))
      return false;
    const [first, ...others] = cells.filter((cell) => !noValue.isEmpty(cell));
    return first !== undefined && lines.isSum(first) && others.length > 0 && !others.some((cell) => LETTER.test(cell));
  }

  #isVacant({ layout, cells }: InventoryRecord): boolean {
    const addresses = layout.feeding('ip');
    if (addresses.length === 0) return false;
    const { lines, noValue } = this.#words;
    const others = cells.filter((_, index) => !addresses.includes(index));
    const isVacant = others.map((cell) => lines.isVacant(cell));
    return isVacant.includes(true) && others.every((cell, at) => isVacant[at] === true || noValue.isEmpty(cell));
  }

  #usableBy(fields: readonly Field[], wholeLine: boolean): Usable | null {
    if (fields.includes('withheld')) return null;
    if (wholeLine) return isDeviceLine;
    if (fields.some((field) => field !== 'mac' && IDENTITY.has(field))) return this.#isValue;
    if (fields.includes('mac')) return hasMac;
    return fields.includes('serial') ? hasGponId : null;
  }
}

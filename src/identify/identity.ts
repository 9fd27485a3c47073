import { hasLetter } from '../core/text.ts';
import { IDENTITY_FIELDS, type Field } from '../core/fields.ts';
import { oncePerLayout, type Layout } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { Words } from '../words/words.ts';
import type { RowScreen, Usable } from '../core/scan/row-screen.ts';
import { gponVendorIds } from './kinds/gpon.ts';
import { macsIn } from './kinds/mac.ts';

const IDENTITY: ReadonlySet<Field> = new Set(IDENTITY_FIELDS);

/** The reader of a text has told the lines in which a device stands: each can be judged. */
const isDeviceLine: Usable = () => true;

/** Tells rows that have something to judge: an identity field with a usable value. */
export class Identity {
  readonly #words: Words;
  readonly #isValue: Usable;
  /** The columns of a layout whose cells can make a row one to judge, and when they do. */
  readonly columns: (layout: Layout) => RowScreen['identity'];

  constructor(words: Words) {
    const { noValue } = words;
    this.#words = words;
    this.#isValue = (text, from, to) => noValue.isSurelyValue(text, from, to) || !noValue.isEmpty(text.slice(from, to));
    this.columns = oncePerLayout(({ columns, wholeLines }) =>
      columns.flatMap(({ fields }, index) => {
        const usable = this.#usableBy(fields, wholeLines);
        return usable === null ? [] : [[index, usable] as const];
      }),
    );
  }

  /** An empty-value word, a random MAC or an unread cell is no value; a serial number with a GPON prefix is one. */
  has({ layout, cells, aside }: InventoryRecord): boolean {
    if (aside === true) return false;
    for (const [index, usable] of this.columns(layout)) {
      const text = cells[index];
      if (text !== undefined && text !== '' && usable(text, 0, text.length)) return true;
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
    return first !== undefined && lines.isSum(first) && others.length > 0 && !others.some((cell) => hasLetter(cell));
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
    if (fields.includes('mac')) return (text, from, to) => macsIn(text.slice(from, to)).length > 0;
    return fields.includes('serial') ? (text, from, to) => gponVendorIds(text.slice(from, to)).length > 0 : null;
  }
}

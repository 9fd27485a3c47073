import { fromLatin1, isUtf8, latin1 } from '#runtime';
import { remembering } from '../../core/cache.ts';
import type { Doubt, Doubts } from '../doubts.ts';
import type { ReadOptions } from '../inventory.ts';
import { CANDIDATES, chooseEncoding, decodeAs, isPlausible } from './candidates.ts';

/** Cells of a text of any format. What ends them is part of no longer character, whatever the encoding. */
export const cellsOf = /[^\t\n\r",:;<=>]+/g;
const BEYOND_ASCII = /[\x80-\xff]/;
const isOther = (cell: string): boolean => !isUtf8(fromLatin1(cell));

/** The same text, of one character a byte, with cells that hold more than ASCII replaced. */
export function replaceBeyondAscii(bytes: string, read: (cell: string) => string): string {
  return bytes.replace(cellsOf, (cell) => (BEYOND_ASCII.test(cell) ? read(cell) : cell));
}

/** Where the first cell begins that is no UTF-8. */
export function firstOther(bytes: Uint8Array): number {
  for (const { 0: cell, index } of latin1(bytes).matchAll(cellsOf))
    if (BEYOND_ASCII.test(cell) && isOther(cell)) return index;
  return bytes.length;
}

/** What another encoding makes of a cell: text that names designated vendors, as the one chosen does not. */
interface OtherReading {
  readonly label: string;
  readonly text: string;
  readonly vendors: readonly string[];
}

/** Cells that are remembered with what they say. */
const REMEMBERED = 4096;
const HINT = 'name the encoding of the file with --encoding';

/**
 * The encoding of an input that nobody named: chosen at the first bytes that are no UTF-8, and held to every cell
 * after. Bytes are given as a text of one character a byte.
 */
export class GuessedEncoding {
  /** Null as long as all was UTF-8. */
  label: string | null = null;
  /** True when every cell beyond ASCII is in it, false when only cells that are not UTF-8 are. */
  coversAll = false;
  readonly #options: Pick<ReadOptions, 'namesDesignated' | 'lostName' | 'words'>;
  readonly #doubts: Doubts;
  readonly #alive = new Set<string>(CANDIDATES);
  readonly #reading = remembering(REMEMBERED, (bytes) => this.#readAnew(bytes));
  /** By encoding, what speaks for it as long as every cell can be in it. */
  readonly #others = remembering(CANDIDATES.length, (label) => this.#otherBy(label));
  readonly #odd: Doubt = {
    ...{ against: 'encoding', code: 'encoding', severity: ['warning', 'warning'], hint: HINT },
    says: (places) => `${places.subject('are')} not UTF-8: read as ${this.#named}`,
  };
  readonly #strange = this.#unsure(
    (places) => `${places.subject('make')} no words when read as ${this.#named}`,
    'warning',
  );
  readonly #strangeName = this.#unsure(
    (places) => `${places.subject('make')} no words when read as ${this.#named}, and may name a listed vendor`,
    'error',
  );

  constructor(options: Pick<ReadOptions, 'namesDesignated' | 'lostName' | 'words'>, doubts: Doubts) {
    this.#options = options;
    this.#doubts = doubts;
    doubts.assume('encoding', 'utf-8');
  }

  /** Chooses by bytes that begin with a cell that is no UTF-8. `metUtf8`: there were characters of UTF-8 before. */
  async decide(bytes: Uint8Array, metUtf8: boolean): Promise<void> {
    const { words, namesDesignated } = this.#options;
    const cells = (latin1(bytes).match(cellsOf) ?? []).filter((cell) => BEYOND_ASCII.test(cell));
    const odd = cells.filter(isOther);
    this.coversAll = !metUtf8 && odd.length * 2 >= cells.length;
    this.label = await chooseEncoding(
      this.coversAll ? cells : odd,
      (cell) => words.headers.isKnown(cell) || namesDesignated(cell).length > 0,
    );
    this.#alive.delete(this.label);
    if (this.coversAll) this.#doubts.assume('encoding', this.label);
  }

  /** The text of a cell of an input that is in this encoding as a whole; null where there is something to say of it. */
  sure(bytes: string): string | null {
    const { text, plausible, others } = this.#reading(bytes);
    return plausible && !others.some(({ label }) => this.#alive.has(label)) ? text : null;
  }

  /** Reads a cell of which there is something to say. `canName`: whether a vendor may be named there. */
  read(
    bytes: string,
    place: { readonly line: number | null; readonly column: string | null },
    canName: boolean,
  ): { readonly text: string; readonly others: readonly OtherReading[] } {
    const { text, plausible, mayBeName, others } = this.#reading(bytes);
    const alive = others.filter(({ label }) => this.#alive.has(label));
    for (const { label, vendors } of alive) {
      const other = this.#others(label);
      this.#doubts.note(other.doubt, place);
      for (const vendor of vendors) other.vendors.add(vendor);
    }
    if (!plausible) this.#doubts.note(canName && mayBeName ? this.#strangeName : this.#strange, place);
    else if (alive.length === 0) this.#doubts.note(this.#odd, place);
    return { text, others: alive };
  }

  get #named(): string {
    return this.label ?? 'utf-8';
  }

  /** What a cell beyond ASCII says; `mayBeName`: what is left of it, if no words, may be a name of a listed vendor. */
  #readAnew(cell: string) {
    const { namesDesignated, lostName } = this.#options;
    const bytes = fromLatin1(cell);
    const label = this.#named;
    const decoded = decodeAs(label, bytes);
    // What has no character in it, or makes no words where only single cells are in it, is read as Latin-1.
    const isPlain = isPlausible(decoded, label);
    const text = isPlain || (this.coversAll && !decoded.includes('\ufffd')) ? decoded : decodeAs('windows-1252', bytes);
    const plausible = isPlain || (!this.coversAll && text !== decoded && isPlausible(text, 'windows-1252'));
    const named = new Set(namesDesignated(text));
    const others: OtherReading[] = [];
    for (const other of this.#alive) {
      const read = decodeAs(other, bytes);
      if (read.includes('\ufffd')) this.#alive.delete(other);
      else if (read !== text) {
        const vendors = namesDesignated(read).filter((vendor) => !named.has(vendor));
        if (vendors.length > 0) others.push({ label: other, text: read, vendors });
      }
    }
    const mayBeName = !plausible && lostName(cell.replace(/[^\0-\x7f]/g, '\ufffd')) !== null;
    return { text, plausible, mayBeName, others };
  }

  #otherBy(label: string) {
    const vendors = new Set<string>();
    const isAlive = (): boolean => this.#alive.has(label);
    const says: Doubt['says'] = (places) =>
      `read as ${this.#named}; read as ${label} ${places.subject('name')} ${[...vendors].sort().join(', ')}`;
    const doubt: Doubt = {
      ...this.#unsure(says, 'error'),
      get severity() {
        return isAlive() ? (['error', 'error'] as const) : ([null, null] as const);
      },
    };
    return { doubt, vendors };
  }

  #unsure(says: Doubt['says'], few: 'error' | 'warning'): Doubt {
    return {
      ...{ against: 'encoding', code: 'encoding-unsure', severity: [few, 'error'], hint: HINT },
      says: (places) => `the encoding is not sure: ${says(places)}`,
    };
  }
}

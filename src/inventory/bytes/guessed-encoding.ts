import { Cache } from '../../core/cache.ts';
import type { Guess } from '../../core/events.ts';
import type { HeaderWords } from '../../words/header-words.ts';
import { unshared } from '../../core/text.ts';
import { isKnownHeader } from '../headers/read-header.ts';
import type { ReadOptions } from '../inventory.ts';
import { trouble } from '../rows.ts';
import type { Trouble } from '../rows.ts';
import { CANDIDATES, decodeAs } from './candidates.ts';
import { isPlausible } from './plausible.ts';
import { CellTally } from './cell-tally.ts';

/** What another encoding makes of a cell: text that names designated vendors, as the one chosen does not. */
interface OtherReading {
  readonly label: string;
  readonly text: string;
  readonly vendors: readonly string[];
}

/** What a cell beyond ASCII says. */
export interface Reading {
  readonly text: string;
  readonly plausible: boolean;
  readonly others: readonly OtherReading[];
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
  whole = false;
  readonly #namesDesignated: ReadOptions['namesDesignated'];
  readonly #words: HeaderWords;
  readonly #alive = new Set<string>(CANDIDATES);
  readonly #readings = new Cache<string, Reading>(REMEMBERED);
  readonly #others = new Map<string, { readonly places: CellTally; readonly vendors: Set<string> }>();
  readonly #odd = new CellTally();
  readonly #strange = new CellTally();
  readonly #strangeByVendor = new CellTally();

  constructor({ namesDesignated, words }: Pick<ReadOptions, 'namesDesignated' | 'words'>) {
    this.#words = words.headers;
    this.#namesDesignated = namesDesignated;
  }

  /** Chooses by the first bytes that are no UTF-8. `whole`: there were no characters of UTF-8 before. */
  async decide(bytes: string, whole: boolean): Promise<void> {
    const { chooseEncoding } = await import('./choose-encoding.ts');
    this.label = await chooseEncoding(
      bytes,
      (cell) => isKnownHeader(cell, this.#words) || this.#namesDesignated(cell).length > 0,
    );
    this.whole = whole;
    this.#alive.delete(this.label);
  }

  /** Reads a cell. `column`: its name, null where there is none; `canName`: whether a vendor may be named there. */
  read(bytes: string, line: number | null, column: string | null, canName: boolean): Reading {
    const reading = this.#readings.get(bytes) ?? this.#readAnew(unshared(bytes));
    if (!this.whole) this.#odd.add(line, column);
    if (!reading.plausible) (canName ? this.#strangeByVendor : this.#strange).add(line, column);
    if (reading.others.length === 0) return reading;
    const others = reading.others.filter(({ label }) => this.#alive.has(label));
    for (const { label, vendors } of others) {
      let found = this.#others.get(label);
      if (found === undefined) this.#others.set(label, (found = { places: new CellTally(), vendors: new Set() }));
      found.places.add(line, column);
      for (const vendor of vendors) found.vendors.add(vendor);
    }
    return { ...reading, others };
  }

  #readAnew(cell: string): Reading {
    const bytes = Buffer.from(cell, 'latin1');
    const label = this.label ?? 'utf-8';
    const text = decodeAs(label, bytes);
    const named = new Set(this.#namesDesignated(text));
    const others: OtherReading[] = [];
    for (const other of this.#alive) {
      const read = decodeAs(other, bytes);
      if (read.includes('\ufffd')) this.#alive.delete(other);
      else if (read !== text) {
        const vendors = this.#namesDesignated(read).filter((vendor) => !named.has(vendor));
        if (vendors.length > 0) others.push({ label: other, text: read, vendors });
      }
    }
    const reading = { text, plausible: isPlausible(text, label), others };
    this.#readings.set(cell, reading);
    return reading;
  }

  /** What is to be said once the input was read to its end. */
  problems(): readonly Trouble[] {
    const label = this.label ?? 'utf-8';
    const found: Trouble[] = [];
    for (const [other, { places, vendors }] of this.#others) {
      if (!this.#alive.has(other)) continue;
      const names = [...vendors].sort().join(', ');
      found.push(this.#unsure(`read as ${label}; read as ${other} ${places.subject('name')} ${names}`, places));
    }
    for (const [places, severity] of [
      [this.#strangeByVendor, 'error'],
      [this.#strange, 'warning'],
    ] as const) {
      if (places.count === 0) continue;
      found.push(this.#unsure(`${places.subject('make')} no words when read as ${label}`, places, severity));
    }
    if (found.length === 0 && this.#odd.count > 0) {
      const message = `${this.#odd.subject('are')} not UTF-8: read as ${label}`;
      found.push(trouble('encoding', message, { severity: 'warning', hint: HINT, line: this.#odd.first }));
    }
    return found;
  }

  #unsure(message: string, { first }: CellTally, severity: Trouble['severity'] = 'error'): Trouble {
    return trouble('encoding-unsure', `the encoding is not sure: ${message}`, { severity, hint: HINT, line: first });
  }

  /** What was assumed of the encoding, and whether it held. */
  guesses(): readonly Guess[] {
    const problems = this.problems();
    const lines = problems.flatMap(({ line }) => line ?? []);
    const assumed = this.whole ? (this.label ?? 'utf-8') : 'utf-8';
    return [{ what: 'encoding', assumed, held: problems.length === 0, lines }];
  }
}

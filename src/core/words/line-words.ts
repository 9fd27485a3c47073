import { fold, foldCell, words } from '../text.ts';
import type { LineTable } from './tables.ts';

/** What an error in a text says: a command has nothing to show, or nobody answered. */
export type LineError = 'refused' | 'unreached';

const LONGEST_NAME = 3;

/** Looks up what lines of plain text hold, and lines of scans. */
export class LineWords {
  readonly #table: LineTable;
  readonly #systems: ReadonlySet<string>;
  readonly #isRegistered: (joined: string) => boolean;
  readonly #prose: ReadonlySet<string>;
  readonly #vacant: ReadonlySet<string>;
  readonly #sums: ReadonlySet<string>;
  #refused: RegExp | null = null;
  #unreached: RegExp | null = null;

  constructor(table: LineTable, isRegistered: (joined: string) => boolean) {
    this.#table = table;
    this.#systems = new Set(table.systems);
    this.#isRegistered = isRegistered;
    this.#prose = new Set(table.prose);
    this.#vacant = new Set(table.vacant);
    this.#sums = new Set(table.sums);
  }

  /** What a line says when it is an error message; null for any other. */
  errorOf(line: string): LineError | null {
    const text = line.trim().toLowerCase();
    if ((this.#unreached ??= new RegExp(this.#table.unreached)).test(text)) return 'unreached';
    return (this.#refused ??= new RegExp(this.#table.refused)).test(text) ? 'refused' : null;
  }

  /** Whether a line that is no sentence names a maker of devices, also one that the run knows, or a network system. */
  namesMaker(line: string, isMakerName: (name: string) => boolean): boolean {
    const folded = words(fold(line));
    if (this.isProse(folded)) return false;
    return folded.some((_, from) => {
      let name = '';
      for (const word of folded.slice(from, from + LONGEST_NAME)) {
        name += word;
        if (this.#systems.has(name) || this.#isRegistered(name) || isMakerName(name)) return true;
      }
      return false;
    });
  }

  /** Whether a cell beside an address says that no device has it. */
  isVacant(cell: string): boolean {
    return this.#vacant.has(foldCell(cell));
  }

  /** Whether a cell begins a row that sums up others: `Subtotal Berlin`, not the code `SUM-BERLIN` or `Total 1`. */
  isSum(cell: string): boolean {
    if (/\d/.test(cell)) return false;
    const parts = fold(cell)
      .trim()
      .split(/[\s:]+/);
    return [1, 2, 3].some((many) => this.#sums.has(words(parts.slice(0, many).join(' ')).join(' ')));
  }

  /** Whether a word that looks like a model is something else: `HTTP/1.1`, `UTF-8`. */
  isNoModel(word: string): boolean {
    const upper = word.toUpperCase();
    return this.#table.notModels.some(
      (beginning) => upper.startsWith(beginning) && !/^\p{L}/u.test(upper.slice(beginning.length)),
    );
  }

  /** Whether a folded word is such as sentences need. */
  isOfSentences(word: string): boolean {
    return this.#prose.has(word);
  }

  /** Sentences: one word in four or more, figures aside, and two at least, are such as sentences need. */
  isProse(folded: readonly string[]): boolean {
    const plain = folded.filter((word) => !/\d/.test(word));
    if (folded.length < 5) return false;
    const ofSentences = plain.filter((word) => this.#prose.has(word));
    return ofSentences.length * 4 >= plain.length && new Set(ofSentences).size >= 2;
  }
}

import type { Field } from '../core/fields.ts';
import { fold, foldCell, words } from '../core/text.ts';
import { NameSet } from './header-words.ts';
import type { LineTable, PrintedTable } from './tables.ts';

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

/** A value that a sentence names. */
export interface Said {
  readonly field: Field;
  readonly value: string;
}

/** Looks up what commands print: labels, sentences, totals, commands. */
export class PrintedWords {
  readonly #table: PrintedTable;
  readonly #labels: NameSet;
  readonly #totals: ReadonlySet<string>;
  readonly #commands: ReadonlySet<string>;
  readonly #about: ReadonlySet<string>;
  readonly #pairs: ReadonlySet<string>;
  readonly #noNames: ReadonlySet<string>;
  #sentences: readonly RegExp[] | null = null;

  constructor(table: PrintedTable) {
    this.#table = table;
    this.#labels = new NameSet(table.labels);
    this.#totals = new Set(table.totals);
    this.#commands = new Set(table.commands);
    this.#about = new Set(table.about);
    this.#pairs = new Set(table.pairs);
    this.#noNames = new Set(table.noNames);
  }

  /** The field that a label feeds, by its folded words: its numbers do not count. Null for one that is not known. */
  fieldOf(tokens: readonly string[]): Field | null {
    const bare = tokens.map((word) => word.replace(/\d+$/, '')).filter((word) => word !== '');
    for (const key of [tokens.join(''), bare.join('')]) {
      const number = this.#labels.numberOf(key);
      if (number !== undefined) return this.#table.fields[number] ?? null;
    }
    return null;
  }

  /** What a line says in a known sentence; null for any other line. */
  saidIn(line: string): readonly Said[] | null {
    this.#sentences ??= this.#table.sentences.map((source) => new RegExp(source, 'i'));
    for (const sentence of this.#sentences) {
      const groups = sentence.exec(line)?.groups;
      if (groups === undefined) continue;
      const said = Object.entries(groups).flatMap(([field, value = '']): Said[] =>
        this.#noNames.has(value.toLowerCase()) ? [] : [{ field: field as Field, value }],
      );
      if (said.length > 0) return said;
    }
    return null;
  }

  /** Whether a line counts or explains what stands above it. */
  isTotal(line: string): boolean {
    return this.#totals.has(words(fold(line.slice(0, 40)))[0] ?? '');
  }

  /** The words of a line that stand where a system says what its version is. */
  aboutIn(line: string): readonly string[] {
    return words(fold(line.slice(0, 200))).filter((word) => this.#about.has(word));
  }

  isCommand(line: string): boolean {
    return /^[a-z][\w-]*(?:\s|$)/.test(line) && this.#commands.has(/^[\w-]*/.exec(line)?.[0] ?? '');
  }

  /** Whether a header is that of a place for a part. */
  isPlace(header: string): boolean {
    return this.#table.places.includes(words(fold(header))[0] ?? '');
  }

  /** Whether two headers are those of labels and values. */
  arePairs(headers: readonly string[]): boolean {
    return headers.length === 2 && headers.every((header) => this.#pairs.has(fold(header).trim()));
  }
}

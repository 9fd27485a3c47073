import type { Field } from '../fields.ts';
import { fold, words } from '../text.ts';
import { NameSet } from './names.ts';
import type { PrintedTable } from './tables.ts';

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

import { fold, words } from '../../core/text.ts';
import type { WordTables } from '../../words/tables.ts';

/** Words of one kind of things that are no equipment. */
class Kind {
  readonly #words: ReadonlySet<string>;
  readonly #ends: ReadonlySet<string>;
  readonly #tails: readonly string[];
  readonly #joins: ReadonlySet<string>;

  constructor({ words, ends, tails }: WordTables['services']['service'], joins: ReadonlySet<string>) {
    this.#joins = joins;
    this.#words = new Set(words);
    this.#ends = new Set(ends);
    this.#tails = tails;
  }

  has(parts: readonly string[]): boolean {
    if (this.#words.has(parts.join(' '))) return true;
    if (parts.some((part) => this.#joins.has(part))) return false;
    const last = parts.at(-1) ?? '';
    return this.#ends.has(last) || this.#tails.some((tail) => last.endsWith(tail));
  }
}

/** Tells category cells of software and services (data/words/services.yaml). */
export class KindWords {
  readonly #software: Kind;
  readonly #service: Kind;

  constructor({ software, service, joins }: WordTables['services']) {
    this.#software = new Kind(software, new Set(joins));
    this.#service = new Kind(service, new Set());
  }

  /**
   * What a category cell says and nothing else; null for equipment. "Service router" and "Software, switch" are such.
   */
  of(cell: string): 'software' | 'service' | null {
    const parts = fold(cell.slice(0, 200))
      .split(/[/,;|&+>]/)
      .map((part) => words(part))
      .filter((part) => part.length > 0);
    if (parts.length === 0) return null;
    if (parts.every((part) => this.#service.has(part))) return 'service';
    return parts.every((part) => this.#software.has(part)) ? 'software' : null;
  }
}

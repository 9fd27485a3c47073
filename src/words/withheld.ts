import { setOf } from './look-up.ts';
import type { WordTables } from './tables.ts';

const NUMBER = /^\d+$/;
/** Han, kana and hangul write no spaces. */
const UNSPACED = /[\u3040-\ud7a3]$/;
/** Words that one word of a table may stand as in a header: mot de passe. */
const LONGEST = 3;

type Around = Pick<WordTables['headers'], 'before' | 'after' | 'links'>;

/** Headers of secrets or of people, recognised by their head: `SNMP community` is one, `community device` is not. */
export class Withheld {
  readonly #is: WordTables['people'] & Around & { readonly beside: readonly string[] };

  /** `beside`: words that make a header one beside a word such as `key`; `around`: words that say nothing. */
  constructor(table: WordTables['people'], beside: readonly string[], { before, after, links }: Around) {
    this.#is = { ...table, beside, before, after, links };
  }

  /** Whether the words of a header, folded, make it one. */
  isSaidBy(tokens: readonly string[]): boolean {
    if (tokens.length === 0) return false;
    const { before, after, links } = this.#is;
    const headers = setOf(this.#is.headers);
    const from = tokens.findIndex((word) => !setOf(before).has(word));
    const to = tokens.findLastIndex((word) => !setOf(after).has(word)) + 1;
    const bare = tokens.slice(Math.max(from, 0), to).join('');
    if (headers.has(tokens.join('')) || headers.has(bare)) return true;
    const linked = tokens.findIndex((word, at) => at > 0 && setOf(links).has(word));
    if (this.isHead(tokens, linked < 0 ? tokens.length : linked)) return true;
    const numberless = withoutNumbers(tokens);
    return numberless.join() !== tokens.join() && this.isSaidBy(numberless);
  }

  /** Whether the head of a header is one, which no word stands behind that links (`nombre del usuario`). */
  isHead(header: readonly string[], linked = header.length): boolean {
    const { words, carriers, tails, after: behindHead } = this.#is;
    const first = setOf(words.first);
    if (prefixes(header).some((word) => first.has(word))) return true;
    if (setOf(carriers.first).has(header[0] ?? '') && this.#isBeside(header.slice(1))) return true;
    const [all, behind, after] = [setOf(words.all), setOf(tails), setOf(behindHead)];
    for (let end = linked; end > 0; end -= 1) {
      const core = header.slice(0, end);
      if (suffixes(core).some((word) => all.has(word))) return true;
      if (this.#isCarried(core, header.slice(end)) || this.#isJoined(core.at(-1) ?? '')) return true;
      const last = core.at(-1) ?? '';
      const before = core.at(-2) ?? '';
      if (!NUMBER.test(last) && !after.has(last) && !behind.has(last) && !behind.has(before + last)) return false;
    }
    return false;
  }

  /** A word such as `key` with one beside it that makes it a secret: before it, or behind what follows the head. */
  #isCarried(core: readonly string[], behind: readonly string[]): boolean {
    if (!setOf(this.#is.carriers.all).has(core.at(-1) ?? '')) return false;
    return this.#areBeside(suffixes(core.slice(0, -1))) || this.#isBeside(behind);
  }

  #isBeside(words: readonly string[]): boolean {
    return this.#areBeside(words.flatMap((word, at) => [word, word + (words[at + 1] ?? '')]));
  }

  #areBeside(words: readonly string[]): boolean {
    return words.some((word) => setOf(this.#is.beside).has(word));
  }

  #isJoined(word: string): boolean {
    return this.#is.parts.some((part) => (UNSPACED.test(part) ? word.endsWith(part) : word.includes(part)));
  }
}

/** Words without the number at their end: `Manufacturer0`, `Model2`. */
export function withoutNumbers(tokens: readonly string[]): string[] {
  return tokens.map((word) => word.replace(/(?<=[a-z]{3})\d{1,2}$/, ''));
}

/** The last one, two and three words as one. */
function suffixes(words: readonly string[]): string[] {
  return words.slice(-LONGEST).map((_, at, last) => last.slice(at).join(''));
}

/** The first one, two and three words as one. */
function prefixes(words: readonly string[]): string[] {
  return words.slice(0, LONGEST).map((_, at, first) => first.slice(0, at + 1).join(''));
}

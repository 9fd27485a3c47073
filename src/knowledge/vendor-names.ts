import { canBeWithin, distance, lettersOf } from '../core/distance.ts';
import { fold, slug, words as wordsIn } from '../core/text.ts';
import type { Words } from '../words/words.ts';
import type { Name } from './vendor.ts';

/** What can be named: a vendor of a file, or one that a list describes. */
export interface Nameable {
  readonly name: string;
  readonly names: readonly Pick<Name, 'name' | 'distinctive'>[];
  readonly brands: readonly Pick<Name, 'name'>[];
}

/** A text whose words make its id: no reference to an affiliate, no script without blanks. */
const PLAIN = /^[\x20-\x2e\x30-\x7e]*$/;

/** Shorter names are near too many others. */
const NEAR_LENGTH = 5;

interface Distinctive {
  readonly ref: string;
  readonly words: readonly string[];
  readonly joined: string;
  readonly letters: number;
}

/** How a company's own list names vendors: by id or by any name, in any case, with or without a legal form. */
export class VendorNames {
  readonly #words: Words;
  readonly #refs = new Set<string>();
  readonly #byName = new Map<string, string>();
  /** Refs of vendors that only a list describes. */
  readonly #described = new Set<string>();
  readonly #distinctive: Distinctive[] = [];
  readonly #byFirst = new Map<string, Distinctive[]>();
  readonly #strangers = new Set<string>();

  constructor(words: Words) {
    this.#words = words;
  }

  /** `ref`: its id, or `vendor/affiliate`. */
  add(ref: string, { name, names, brands }: Nameable): void {
    this.#refs.add(ref);
    for (const one of [...names, ...brands, { name }]) {
      const joined = this.#wordsOf(one.name).join('');
      if (!this.#byName.has(joined)) this.#byName.set(joined, ref);
    }
    for (const one of names) {
      if (!one.distinctive) continue;
      const words = this.#wordsOf(one.name);
      const joined = words.join('');
      const distinctive = { ref, words, joined, letters: lettersOf(joined) };
      this.#distinctive.push(distinctive);
      const [first = ''] = words;
      const same = this.#byFirst.get(first);
      if (same === undefined) this.#byFirst.set(first, [distinctive]);
      else same.push(distinctive);
    }
  }

  /** A name under which a shipped list has a vendor: that vendor's, unless another has it. */
  addPrinted(ref: string, name: string): void {
    const joined = this.#wordsOf(name).join('');
    if (joined !== '' && !this.#byName.has(joined)) this.#byName.set(joined, ref);
  }

  /** A vendor that a list describes: to be referred to, never what a misspelling means. */
  addDescribed(id: string, name: string): void {
    if (!this.#refs.has(id)) this.#described.add(id);
    this.add(id, { name, names: [], brands: [] });
  }

  /** A stranger whose name holds that of a vendor. */
  addStranger(name: string): void {
    this.#strangers.add(this.#wordsOf(name).join(''));
  }

  /** The vendor of which a text is the id or a name; null when it is of none. */
  find(text: string): string | null {
    const all = wordsIn(fold(text));
    const ref = PLAIN.test(text) ? all.join('-') : text.split('/').map(slug).join('/');
    if (this.#refs.has(ref)) return ref;
    return this.#byName.get(this.#words.legalForms.strip(all).join('')) ?? null;
  }

  /** The shipped vendor of which a text is a name; null when it is of none, or of one that a list describes. */
  findShipped(text: string): string | null {
    const ref = this.#byName.get(this.#wordsOf(text).join(''));
    return ref === undefined || this.#described.has(ref) ? null : ref;
  }

  /**
   * The vendor that a text which is no name of it most likely means: one letter away from a distinctive name of five
   * letters or more, or with such a name among its words (Huawei Enterprise). Null for another maker's name.
   */
  near(text: string): string | null {
    const near = this.#nearest(text);
    return near === null || this.#words.isOtherMaker(text) ? null : near;
  }

  #nearest(text: string): string | null {
    const words = this.#wordsOf(text);
    const joined = words.join('');
    const letters = lettersOf(joined);
    const isOneOff = (name: Distinctive): boolean =>
      name.joined.length >= NEAR_LENGTH &&
      canBeWithin(letters, name.letters, 1) &&
      distance(joined, name.joined, 1) === 1;
    const off = this.#distinctive.find(isOneOff);
    if (off !== undefined) return off.ref;
    if (words.length < 2 || this.#strangers.has(joined)) return null;
    const stands = (name: Distinctive, at: number): boolean =>
      name.words.every((word, offset) => words[at + offset] === word);
    const held = words.flatMap((first, at) => this.#byFirst.get(first)?.filter((name) => stands(name, at)) ?? []);
    return held.length === 0 ? null : (this.#distinctive.find((name) => held.includes(name))?.ref ?? null);
  }

  #wordsOf(name: string): readonly string[] {
    return this.#words.legalForms.strip(wordsIn(fold(name)));
  }
}

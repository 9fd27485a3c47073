import { canBeWithin, distance, lettersOf, nearest } from '../core/distance.ts';
import { fold, slug, words as wordsIn } from '../core/text.ts';
import type { Words } from '../words/words.ts';
import type { BanList } from './ban-list.ts';
import type { RawVendor } from './vendor.ts';

/** What can be named: a vendor of a file, or what a list says of one. */
type Nameable = Pick<RawVendor, 'id' | 'name'> &
  Partial<Pick<RawVendor, 'names' | 'brands' | 'affiliates' | 'lookAlikes'>>;

/** Shorter names are near too many others. */
const NEAR_LENGTH = 5;

interface Distinctive {
  readonly ref: string;
  readonly words: readonly string[];
  readonly joined: string;
  readonly letters: number;
}

/** Which vendors there are, by id, `vendor/affiliate` or any name, in any case, with or without a legal form. */
export class VendorNames {
  readonly #words: Words;
  readonly #refs = new Map<string, string>();
  readonly #byName = new Map<string, string>();
  /** Those that only a list describes: to be referred to, never what a misspelling means. */
  readonly #described = new Set<string>();
  readonly #distinctive: Distinctive[] = [];
  readonly #byFirst = new Map<string, Distinctive[]>();
  /** Strangers whose name holds that of a vendor. */
  readonly #strangers = new Set<string>();

  /** `lists`: shipped ones, whose printed names are names of their vendors too, unless another has them. */
  constructor(words: Words, vendors: Iterable<Nameable>, lists: readonly BanList[] = []) {
    this.#words = words;
    for (const { affiliates = [], lookAlikes = [], ...vendor } of vendors) {
      this.#add(vendor.id, vendor);
      for (const affiliate of affiliates) this.#add(`${vendor.id}/${affiliate.id}`, affiliate);
      for (const { name } of lookAlikes) this.#strangers.add(this.#keyOf(name));
    }
    for (const { vendor, as, also } of lists.flatMap(({ entries }) => entries))
      if (vendor !== null) for (const printed of [as, ...also]) this.#call(printed, vendor);
  }

  /** A vendor that a list describes, or a name that it gives a shipped one. */
  addDescribed({ id, name, affiliates = [] }: Nameable): void {
    this.#call(name, id);
    if (this.isShipped(id)) return;
    this.#described.add(id);
    this.#refs.set(id, name);
    for (const affiliate of affiliates) this.#refs.set(`${id}/${affiliate.id}`, affiliate.name);
  }

  #add(ref: string, { name, names = [], brands = [] }: Nameable): void {
    this.#refs.set(ref, name);
    // A short form that may be another's (HW, HIK) is in a list whatever its author calls so.
    const sure = names.filter(({ certainty }) => certainty !== 'low');
    for (const one of [...sure, ...brands, { name }]) this.#call(one.name, ref);
    for (const { name: distinctName } of names.filter(({ distinctive }) => distinctive)) {
      const words = this.#wordsOf(distinctName);
      const [first = ''] = words;
      const joined = words.join('');
      const one = { ref, words, joined, letters: lettersOf(joined) };
      this.#distinctive.push(one);
      this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), one]);
    }
  }

  #call(name: string, ref: string): void {
    const joined = this.#keyOf(name);
    if (joined !== '' && !this.#byName.has(joined)) this.#byName.set(joined, ref);
  }

  /** Whether a file describes it, not a list alone. */
  isShipped(ref: string): boolean {
    return this.#refs.has(ref) && !this.#described.has(ref);
  }

  nameOf(ref: string): string | null {
    return this.#refs.get(ref) ?? null;
  }

  /** The nearest reference; for the id of an affiliate alone, its whole reference. Null when none is near. */
  nearRef(ref: string): string | null {
    const refs = Array.from(this.#refs.keys());
    return refs.find((known) => known.endsWith(`/${ref}`)) ?? nearest(ref, refs);
  }

  /** The vendor of which a text is the id or a name; null when it is of none. */
  find(text: string): string | null {
    const ref = text.split('/').map(slug).join('/');
    return this.#refs.has(ref) ? ref : (this.#byName.get(this.#keyOf(text)) ?? null);
  }

  /** The shipped vendor of which a text is a name; null when it is of none, or of one that a list describes. */
  findShipped(text: string): string | null {
    const ref = this.#byName.get(this.#keyOf(text));
    return ref === undefined || this.#described.has(ref) ? null : ref;
  }

  /** The vendor whose name a text is or holds, where it is or holds none of that of `vendorId`: another company's. */
  otherThan(vendorId: string, text: string): string | null {
    const exact = this.#byName.get(this.#keyOf(text));
    const named = [...(exact === undefined ? [] : [exact]), ...this.#heldBy(this.#wordsOf(text)).map(({ ref }) => ref)];
    const isOwn = (ref: string): boolean => ref.split('/')[0] === vendorId.split('/')[0];
    return named.some(isOwn) ? null : (named[0] ?? null);
  }

  /**
   * The vendor that a text which is no name of it most likely means: one letter away from a distinctive name of five
   * letters or more, or with such a name among its words (Huawei Enterprise). Null for another maker's name.
   */
  near(text: string): string | null {
    const words = this.#wordsOf(text);
    const joined = words.join('');
    const letters = lettersOf(joined);
    const isOneOff = (name: Distinctive): boolean =>
      name.joined.length >= NEAR_LENGTH &&
      canBeWithin(letters, name.letters, 1) &&
      distance(joined, name.joined, 1) === 1;
    const held = words.length < 2 || this.#strangers.has(joined) ? [] : this.#heldBy(words);
    const near = this.#distinctive.find(isOneOff) ?? held[0];
    return near === undefined || this.#words.isOtherMaker(text) ? null : near.ref;
  }

  #heldBy(words: readonly string[]): readonly Distinctive[] {
    const stands = (name: Distinctive, at: number): boolean =>
      name.words.every((word, offset) => words[at + offset] === word);
    return words.flatMap((first, at) => this.#byFirst.get(first)?.filter((name) => stands(name, at)) ?? []);
  }

  #keyOf(name: string): string {
    return this.#words.legalForms.keyOf(name);
  }

  #wordsOf(name: string): readonly string[] {
    return this.#words.legalForms.strip(wordsIn(fold(name)));
  }
}

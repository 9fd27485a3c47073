import { apart, nearest, spellingOf, type Spelling } from '../core/distance.ts';
import { slug } from '../core/text.ts';
import type { Words } from '../words/words.ts';
import type { BanList } from './ban-list.ts';
import { vendorIdOf, vendorOf, type Maker, type RawInPlace, type RawVendor } from './vendor.ts';

/** Shorter names are near too many others. */
const NEAR_LENGTH = 5;

/** All vendors, by id, `vendor/affiliate` or any name, in any case, with or without a legal form. */
export class VendorNames {
  readonly #words: Words;
  readonly #refs = new Map<string, string>();
  readonly #byName = new Map<string, string>();
  /** Vendors that only a list describes: a reference may mean them, a misspelling never does. */
  readonly #described = new Set<string>();
  /** Vendors by the words of their distinctive names in vendor files, with a blank between two words. */
  readonly #byWords = new Map<string, string>();
  /** Words of the longest of these names. */
  #mostWords = 0;
  readonly #spellings: (Spelling & { readonly ref: string })[] = [];
  /** Names of look-alikes, as `legalForms.keyOf` has them. */
  readonly #lookAlikes = new Set<string>();

  /** `lists`: shipped lists, whose printed names are names of their vendors too, unless another vendor has them. */
  constructor(words: Words, vendors: readonly RawVendor[], lists: readonly BanList[]) {
    this.#words = words;
    for (const vendor of vendors) {
      this.#addMaker(vendor.id, vendor);
      for (const affiliate of vendor.affiliates) this.#addMaker(`${vendor.id}/${affiliate.id}`, affiliate);
      for (const { name } of vendor.lookAlikes) this.#lookAlikes.add(this.#words.legalForms.keyOf(name));
    }
    for (const { vendor, as, also } of lists.flatMap(({ entries }) => entries))
      if (vendor !== null) for (const printed of [as, ...also]) this.#addName(printed, vendor);
  }

  /** Adds vendors that lists describe, and names that lists give to shipped vendors. */
  addDescribed(described: readonly RawInPlace[]): void {
    for (const raw of described) {
      const id = vendorIdOf(raw);
      if (raw.name !== null) this.#addName(raw.name, id);
      if (raw.name === null || this.isShipped(id)) continue;
      this.#described.add(id);
      this.#refs.set(id, raw.name);
      for (const affiliate of raw.affiliates) this.#refs.set(`${id}/${affiliate.id}`, affiliate.name);
    }
  }

  #addMaker(ref: string, { name, names, brands }: Maker): void {
    this.#refs.set(ref, name);
    // In a list, a short form that may be another's (HW, HIK) is whatever its author calls so.
    const sure = names.filter(({ certainty }) => certainty !== 'low');
    for (const one of [...sure, ...brands, { name }]) this.#addName(one.name, ref);
    for (const { name: distinctName } of names.filter(({ distinctive }) => distinctive)) {
      const words = this.#words.legalForms.wordsOf(distinctName);
      const spelling = spellingOf(words.join(''));
      if (spelling.joined.length >= NEAR_LENGTH) this.#spellings.push({ ref, ...spelling });
      const key = words.join(' ');
      this.#byWords.set(key, this.#byWords.get(key) ?? ref);
      this.#mostWords = Math.max(this.#mostWords, words.length);
    }
  }

  #addName(name: string, ref: string): void {
    const joined = this.#words.legalForms.keyOf(name);
    if (joined !== '' && !this.#byName.has(joined)) this.#byName.set(joined, ref);
  }

  /** Whether a vendor file describes the vendor, not a list alone. */
  isShipped(ref: string): boolean {
    return this.#refs.has(ref) && !this.#described.has(ref);
  }

  nameOf(ref: string): string | null {
    return this.#refs.get(ref) ?? null;
  }

  /** A hint where a reference is to no vendor; for the id of an affiliate alone it names `vendor/affiliate`. */
  hintAt(ref: string): string {
    const refs = Array.from(this.#refs.keys());
    const near = refs.find((known) => known.endsWith(`/${ref}`)) ?? nearest(ref, refs);
    return near === null ? 'netvet vendors lists those it knows; a new one needs a name' : `did you mean ${near}?`;
  }

  /** The vendor with this name or id; null without one: `Huawei / HiSilicon` is two names, and no id. */
  find(text: string): string | null {
    const ref = text.includes('/') ? text : slug(text);
    return this.#byName.get(this.#words.legalForms.keyOf(text)) ?? (this.#refs.has(ref) ? ref : null);
  }

  /** The vendor whose name a text is or holds; null where it holds none, or one of `vendorId`. */
  otherThan(vendorId: string, text: string): string | null {
    const exact = this.#byName.get(this.#words.legalForms.keyOf(text));
    const named = [exact ?? [], this.#heldBy(this.#words.legalForms.wordsOf(text))].flat();
    return named.some((ref) => vendorOf(ref) === vendorOf(vendorId)) ? null : (named[0] ?? null);
  }

  /**
   * The vendor that an unknown name most likely means: it is one letter away from a distinctive name of five letters or
   * more, or has a distinctive name among its words (Huawei Enterprise). Null for another maker's name.
   */
  near(text: string): string | null {
    const words = this.#words.legalForms.wordsOf(text);
    const spelling = spellingOf(words.join(''));
    const held = words.length < 2 || this.#lookAlikes.has(spelling.joined) ? [] : this.#heldBy(words);
    const near = this.#spellings.find((name) => apart(spelling, name, 1) === 1)?.ref ?? held[0];
    return near === undefined || this.#words.isOtherMaker(text) ? null : near;
  }

  /** The vendors whose distinctive names stand among some words. */
  #heldBy(words: readonly string[]): readonly string[] {
    return words.flatMap((_, from) => {
      const rest = words.slice(from, from + this.#mostWords);
      return rest.flatMap((_word, at) => this.#byWords.get(rest.slice(0, at + 1).join(' ')) ?? []);
    });
  }
}

import { apart, nearest, spellingOf, type Spelling } from '../core/distance.ts';
import { fold, slug, words as wordsIn } from '../core/text.ts';
import type { Words } from '../words/words.ts';
import type { BanList } from './ban-list.ts';
import { vendorIdOf, vendorOf } from './to-list.ts';
import type { Maker, RawInPlace, RawVendor } from './vendor.ts';

/** Shorter names are near too many others. */
const NEAR_LENGTH = 5;

/** Which vendors there are, by id, `vendor/affiliate` or any name, in any case, with or without a legal form. */
export class VendorNames {
  readonly #words: Words;
  /** By reference. `isShipped`: a file describes it, not a list alone: to be referred to, never what a slip means. */
  readonly #known = new Map<string, { readonly name: string; readonly isShipped: boolean }>();
  readonly #byName = new Map<string, string>();
  /** Distinctive names of files: as words, with a blank on each side, and how they are spelt. */
  readonly #distinctive: (Spelling & { readonly ref: string; readonly words: string })[] = [];
  /** Strangers whose name holds that of a vendor. */
  readonly #strangers = new Set<string>();

  /** `lists`: shipped ones, whose printed names are names of their vendors too, unless another has them. */
  constructor(words: Words, vendors: readonly RawVendor[], lists: readonly BanList[]) {
    this.#words = words;
    for (const vendor of vendors) {
      this.#add(vendor.id, vendor);
      for (const affiliate of vendor.affiliates) this.#add(`${vendor.id}/${affiliate.id}`, affiliate);
      for (const { name } of vendor.lookAlikes) this.#strangers.add(this.#keyOf(name));
    }
    for (const { vendor, as, also } of lists.flatMap(({ entries }) => entries))
      if (vendor !== null) for (const printed of [as, ...also]) this.#call(printed, vendor);
  }

  /** Vendors that lists describe, and names that they give shipped ones. */
  addDescribed(described: readonly RawInPlace[]): void {
    for (const raw of described) {
      const [id, { name }] = [vendorIdOf(raw), raw];
      if (name === null) continue;
      this.#call(name, id);
      if (this.isShipped(id)) continue;
      this.#known.set(id, { name, isShipped: false });
      for (const affiliate of raw.affiliates)
        this.#known.set(`${id}/${affiliate.id}`, { name: affiliate.name, isShipped: true });
    }
  }

  #add(ref: string, { name, names, brands }: Maker): void {
    this.#known.set(ref, { name, isShipped: true });
    // A short form that may be another's (HW, HIK) is in a list whatever its author calls so.
    const sure = names.filter(({ certainty }) => certainty !== 'low');
    for (const one of [...sure, ...brands, { name }]) this.#call(one.name, ref);
    for (const one of names.filter(({ distinctive }) => distinctive)) {
      const words = this.#wordsOf(one.name);
      this.#distinctive.push({ ref, words: ` ${words.join(' ')} `, ...spellingOf(words.join('')) });
    }
  }

  #call(name: string, ref: string): void {
    const joined = this.#keyOf(name);
    if (joined !== '' && !this.#byName.has(joined)) this.#byName.set(joined, ref);
  }

  isShipped(ref: string): boolean {
    return this.#known.get(ref)?.isShipped === true;
  }

  nameOf(ref: string): string | null {
    return this.#known.get(ref)?.name ?? null;
  }

  /** The nearest reference; for the id of an affiliate alone, its whole reference. Null when none is near. */
  nearRef(ref: string): string | null {
    const refs = Array.from(this.#known.keys());
    return refs.find((known) => known.endsWith(`/${ref}`)) ?? nearest(ref, refs);
  }

  /** The vendor of which a text is the id or a name; null when it is of none. */
  find(text: string): string | null {
    const ref = text.split('/').map(slug).join('/');
    return this.#known.has(ref) ? ref : (this.#byName.get(this.#keyOf(text)) ?? null);
  }

  /** The shipped vendor of which a text is a name; null when it is of none, or of one that a list describes. */
  findShipped(text: string): string | null {
    const ref = this.#byName.get(this.#keyOf(text)) ?? '';
    return this.isShipped(ref) ? ref : null;
  }

  /** The vendor whose name a text is or holds, where it is or holds none of that of `vendorId`: another company's. */
  otherThan(vendorId: string, text: string): string | null {
    const named = [this.#byName.get(this.#keyOf(text)) ?? [], ...this.#heldBy(this.#wordsOf(text))].flat();
    return named.some((ref) => vendorOf(ref) === vendorOf(vendorId)) ? null : (named[0] ?? null);
  }

  /**
   * The vendor that a text which is no name of it most likely means: one letter away from a distinctive name of five
   * letters or more, or with such a name among its words (Huawei Enterprise). Null for another maker's name.
   */
  near(text: string): string | null {
    const words = this.#wordsOf(text);
    const spelling = spellingOf(words.join(''));
    const held = words.length < 2 || this.#strangers.has(spelling.joined) ? [] : this.#heldBy(words);
    const spelt = this.#distinctive.find((name) => name.joined.length >= NEAR_LENGTH && apart(spelling, name, 1) === 1);
    const near = spelt?.ref ?? held[0];
    return near === undefined || this.#words.isOtherMaker(text) ? null : near;
  }

  /** The vendors whose distinctive names stand among some words, the first of them first. */
  #heldBy(words: readonly string[]): readonly string[] {
    const text = ` ${words.join(' ')} `;
    const held = this.#distinctive.filter((name) => text.includes(name.words));
    return held.sort((a, b) => text.indexOf(a.words) - text.indexOf(b.words)).map(({ ref }) => ref);
  }

  #keyOf(name: string): string {
    return this.#words.legalForms.keyOf(name);
  }

  #wordsOf(name: string): readonly string[] {
    return this.#words.legalForms.strip(wordsIn(fold(name)));
  }
}

import type { RunEvent } from '../core/events.ts';
import type { Words } from '../words/words.ts';
import type { BanList } from './ban-list.ts';
import type { Profile } from './list-shape.ts';
import type { Vendor } from './vendor.ts';

/** Every registered prefix of the registrants that vendor files name. */
export interface MacPrefixes {
  /** The day of the IEEE registry snapshot. */
  readonly date: string;
  /** By registrant, as the registry spells it, its prefixes (6, 7 or 9 lower-case hex digits) with blanks between. */
  readonly byRegistrant: Readonly<Record<string, string>>;
}

/** All that netvet knows, as shipped: compiled from data/ into one file by the build. */
export interface Knowledge {
  readonly vendors: readonly Vendor[];
  readonly lists: readonly BanList[];
  readonly profiles: readonly Profile[];
  readonly macPrefixes: MacPrefixes;
  /** Words of headers and cells, in all languages. */
  readonly words: Words;
  /** sha256 over compiled vendors, prefixes and words. */
  readonly sha256: string;
  /** Where it comes from, and the hash of all of it. */
  readonly data: RunEvent['data'];
}

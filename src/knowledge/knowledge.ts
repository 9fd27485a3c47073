import { sha256 } from '#runtime';
import { UserError } from '../core/errors.ts';
import type { RunEvent } from '../core/events.ts';
import type { WordTables } from '../words/tables.ts';
import { wordsFrom, type Words } from '../words/words.ts';
import type { TextFile } from '../yaml/parse.ts';
import { withAdopted, type BanList } from './ban-list.ts';
import type { Profile } from './list-shape.ts';
import type { Vendor } from './vendor.ts';

/** Every registered prefix of the registrants that vendor files name. */
export interface MacPrefixes {
  readonly date: string;
  /** By registrant, as the registry spells it, its prefixes (6, 7 or 9 lower-case hex digits) with blanks between. */
  readonly byRegistrant: Readonly<Record<string, string>>;
}

/** The prefixes of a registrant. */
export function prefixesOf({ byRegistrant }: MacPrefixes, registrant: string): readonly string[] {
  return Object.hasOwn(byRegistrant, registrant) ? (byRegistrant[registrant] ?? '').split(' ') : [];
}

/** All that netvet knows, as shipped: compiled from data/ into one file by the build. */
export interface Knowledge {
  readonly vendors: readonly Vendor[];
  readonly lists: readonly BanList[];
  readonly profiles: readonly Profile[];
  readonly macPrefixes: MacPrefixes;
  readonly words: Words;
  /** sha256 over compiled vendors, prefixes and words. */
  readonly sha256: string;
  /** Where it comes from, and the hash of all of it. */
  readonly data: RunEvent['data'];
}

/** The form of the compiled file. A test says when it is to be raised: another netvet would not understand it. */
export const FORMAT = 1;

/**
 * The text of dist/knowledge.json, under the hash of all that follows the hash: knowledge as it is used, so that it is
 * loaded by one JSON.parse. It is ASCII, which is read without being decoded and parsed twice as fast.
 */
export function serialiseKnowledge(knowledge: Knowledge): string {
  // What a list adopts stands in the file once, with the list that it comes from.
  const lists = knowledge.lists.map((list) => ({
    ...list,
    entries: list.entries.filter(({ adoptedFrom }) => adoptedFrom === null),
    approvals: list.approvals.filter(({ of }) => of === list.id),
  }));
  const json = JSON.stringify({ ...knowledge, lists, words: knowledge.words.tables }).replace(
    /[^\x00-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const rest = `,"format":${FORMAT},"day":"${knowledge.data.day}","knowledge":${json}}\n`;
  return hashed(rest) + rest;
}

/** `{"fileSha256":"..."`: with the rest of the file, JSON. */
const hashed = (rest: string): string => `{"fileSha256":"${sha256(rest)}"`;

const HASH_LENGTH = hashed('').length;
const HEAD = /^[^,]*,"format":(\d+),"day":"([\d-]+)"/;

/** How to get what is shipped again. */
export const SHIPPED = 'in a checkout: npm run build; else install netvet again';

/** What a compiled file says of itself, read without checking or parsing it; null for what is none. */
export function headOf(text: string): { readonly format: number; readonly day: string } | null {
  const [, format, day] = HEAD.exec(text.slice(0, 300)) ?? [];
  return day === undefined ? null : { format: Number(format), day };
}

/**
 * What the compiled file says. Trusts all that it says, since it was checked before it was written, when not a byte has
 * changed since: most damages leave valid JSON, and a vendor that cannot be found any more would be clean. Throws
 * UserError. `again`: how to get it again.
 */
export function restoreKnowledge({ path, text }: TextFile, again = SHIPPED): Knowledge {
  const rest = text.slice(HASH_LENGTH);
  if (hashed(rest) !== text.slice(0, HASH_LENGTH)) throw new UserError(`${path} is damaged`, again);
  const { knowledge } = JSON.parse(text) as {
    readonly knowledge: Omit<Knowledge, 'words'> & { readonly words: WordTables };
  };
  const lists = knowledge.lists.map((list) => ({ ...withAdopted(list, knowledge.lists), sha256: list.sha256 }));
  return { ...knowledge, lists, words: wordsFrom(knowledge.words) };
}

import { sha256 } from '#runtime';
import { UserError } from '../core/errors.ts';
import type { RunEvent } from '../core/events.ts';
import type { WordTables } from '../words/tables.ts';
import { wordsFrom, type Words } from '../words/words.ts';
import type { TextFile } from '../yaml/parse.ts';
import { withAdopted, type BanList } from './ban-list.ts';
import type { Profile } from './list-shape.ts';
import type { Vendor } from './vendor.ts';

/**
 * Every registered prefix (6, 7 or 9 lower-case hex digits, with blanks between) of the registrants that vendor files
 * name, by registrant as the registry spells it.
 */
export type MacPrefixes = Readonly<Record<string, string>>;

/** The prefixes of a registrant. */
export function prefixesOf(prefixes: MacPrefixes, registrant: string): readonly string[] {
  return Object.hasOwn(prefixes, registrant) ? (prefixes[registrant] ?? '').split(' ') : [];
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
  /** Where the knowledge comes from, its day, and the hash of all of it. */
  readonly data: RunEvent['data'];
}

/** The version of the compiled file. A test says when to raise it: when another netvet would not understand it. */
export const FORMAT = 1;

/**
 * The text of dist/knowledge.json: the hash of all that follows it, then knowledge as it is used, so that it is loaded
 * by one JSON.parse. It is ASCII, which is read without decoding and parsed twice as fast.
 */
export function serialiseKnowledge(knowledge: Knowledge): string {
  // What a list adopts is in the file once, with the list that it comes from.
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
  return hashPrefix(rest) + rest;
}

/** `{"fileSha256":"..."`, which `rest` completes to JSON. */
const hashPrefix = (rest: string): string => `{"fileSha256":"${sha256(rest)}"`;

const HASH_LENGTH = hashPrefix('').length;
const HEAD = /^[^,]*,"format":(\d+),"day":"([\d-]+)"/;

/** A hint how to get the shipped file again. */
export const SHIPPED = 'in a checkout: npm run build; else install netvet again';

/** The format and the day of a compiled file, read without checking or parsing it; null for any other text. */
export function headOf(text: string): { readonly format: number; readonly day: string } | null {
  const [, format, day] = HEAD.exec(text.slice(0, 300)) ?? [];
  return day === undefined ? null : { format: Number(format), day };
}

/**
 * Knowledge from the compiled file. The content is trusted, since it was checked before it was written, if not a byte
 * has changed since: most damage leaves valid JSON, and a vendor that is no longer found would be clean. Throws
 * UserError. `again`: a hint how to get the file again.
 */
export function restoreKnowledge({ path, text }: TextFile, again = SHIPPED): Knowledge {
  const rest = text.slice(HASH_LENGTH);
  if (hashPrefix(rest) !== text.slice(0, HASH_LENGTH)) throw new UserError(`${path} is damaged`, again);
  const { knowledge } = JSON.parse(text) as {
    readonly knowledge: Omit<Knowledge, 'words'> & { readonly words: WordTables };
  };
  const lists = knowledge.lists.map((list) => ({ ...withAdopted(list, knowledge.lists), sha256: list.sha256 }));
  return { ...knowledge, lists, words: wordsFrom(knowledge.words) };
}

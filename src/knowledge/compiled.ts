import { UserError } from '../core/errors.ts';
import { sha256 } from '#runtime';
import type { WordTables } from '../words/tables.ts';
import { Words } from '../words/words.ts';
import { adoptedEntries, approvalsOf, type BanList, type ListEntry } from './ban-list.ts';
import type { Knowledge } from './knowledge.ts';
import type { TextFile } from '../yaml/parse.ts';
import type { Vendor } from './vendor.ts';

/**
 * dist/knowledge.json: knowledge as it is used, so that loading it is one JSON.parse. What most runs never ask for, the
 * entries of lists that were not chosen, the examples of vendors, most word tables, is JSON in a string and parsed when
 * it is asked for: half of the file. The text is ASCII, which is read without being decoded and parsed twice as fast.
 */
interface Compiled extends Omit<Knowledge, 'vendors' | 'lists' | 'words'> {
  readonly vendors: readonly Deferred<Vendor, 'examples'>[];
  readonly lists: readonly Deferred<BanList, 'entries' | 'approvals'>[];
  readonly words: Readonly<Record<keyof WordTables, string>>;
}

/** With one property as JSON. */
type Deferred<T, K extends keyof T> = Omit<T, K> & Readonly<Record<K, string>>;

/** The form of the compiled file. A test says when it is to be raised: another netvet would not understand it. */
export const FORMAT = 1;

/**
 * The text of the compiled file: ASCII, and under the hash of all that follows the hash. `sources`: the hash of the
 * files of data/ that it was made from, by which a checkout knows whether it is current.
 */
export function serialiseKnowledge(knowledge: Knowledge, sources = ''): string {
  const compiled: Compiled = {
    ...knowledge,
    vendors: knowledge.vendors.map((vendor) => ({ ...vendor, examples: JSON.stringify(vendor.examples) })),
    lists: knowledge.lists.map((list) => ({
      ...list,
      entries: JSON.stringify(ownEntries(list)),
      approvals: JSON.stringify(list.approvals.filter(({ of }) => of === list.id)),
    })),
    words: deferredTables(knowledge.words.tables),
  };
  const json = JSON.stringify(compiled).replace(
    /[^\x00-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const rest = `,"format":${FORMAT},"day":"${knowledge.data.day}","sources":"${sources}","knowledge":${json}}\n`;
  return hashed(rest) + rest;
}

/** `{"fileSha256":"..."`: with the rest of the file, JSON. */
function hashed(rest: string): string {
  return `{"fileSha256":"${sha256(rest)}"`;
}

const HASH_LENGTH = hashed('').length;
const HEAD = /^[^,]*,"format":(\d+),"day":"([\d-]+)","sources":"(\w*)"/;

/** How to get what is shipped again. */
export const SHIPPED = 'in a checkout: npm run build; else install netvet again';

/** What a compiled file says of itself, read without checking or parsing it; `format` 0 for what is none. */
export function headOf(text: string): { readonly format: number; readonly day: string; readonly sources: string } {
  const [, format = '0', day = '', sources = ''] = HEAD.exec(text.slice(0, 300)) ?? [];
  return { format: Number(format), day, sources };
}

/**
 * What the compiled file says. Trusts all that it says, since it was checked before it was written, when not a byte has
 * changed since: most damages leave valid JSON, and a vendor that cannot be found any more would be clean. Throws
 * UserError. `again`: how to get it again.
 */
export function restoreKnowledge({ path, text }: TextFile, again = SHIPPED): Knowledge {
  const rest = text.slice(HASH_LENGTH);
  if (hashed(rest) !== text.slice(0, HASH_LENGTH)) throw new UserError(`${path} is damaged`, again);
  const { knowledge: compiled } = JSON.parse(text) as { readonly knowledge: Compiled };
  const lists: readonly BanList[] = compiled.lists.map((list) => {
    const ready = undeferred<BanList, 'approvals'>(list as never, 'approvals', (own) => [
      ...own,
      ...approvalsOf(list, lists),
    ]);
    return undeferred<BanList, 'entries'>(ready as never, 'entries', (own) => [...own, ...adoptedEntries(list, lists)]);
  });
  return {
    ...compiled,
    vendors: compiled.vendors.map((vendor) => undeferred<Vendor, 'examples'>(vendor, 'examples')),
    lists,
    words: new Words(parsedTables(compiled.words)),
  };
}

/** What a list adopts stands in the file once, with the list that it comes from. */
function ownEntries({ entries }: BanList): readonly ListEntry[] {
  return entries.filter(({ adoptedFrom }) => adoptedFrom === null);
}

function deferredTables(tables: WordTables): Compiled['words'] {
  const texts = Object.entries(tables).map(([name, table]) => [name, JSON.stringify(table)]);
  return Object.fromEntries(texts) as Compiled['words'];
}

/** Each table parsed when it is first read. */
function parsedTables(texts: Compiled['words']): WordTables {
  const names = Object.keys(texts) as (keyof WordTables)[];
  for (const name of names) undeferred(texts as unknown as Deferred<WordTables, typeof name>, name);
  return texts as unknown as WordTables;
}

/** The object itself, its property parsed when it is first read. `finish`: adds what the file does not hold. */
function undeferred<T, K extends keyof T & string>(
  object: Deferred<T, K>,
  key: K,
  finish: (parsed: T[K]) => T[K] = (parsed) => parsed,
): T {
  const text = object[key];
  const define = (property: PropertyDescriptor): void => {
    Object.defineProperty(object, key, { ...property, enumerable: true, configurable: true });
  };
  define({
    get() {
      const value = finish(JSON.parse(text) as T[K]);
      define({ value, writable: true });
      return value;
    },
  });
  return object as unknown as T;
}

import { formatPlace, type Place } from '../core/errors.ts';
import type { Reading } from '../yaml/read.ts';
import { listOf, named, object, optional, optionalList } from '../yaml/shape.ts';
import { required, shorthand, sparse, text, withDefault, type Key } from '../yaml/shape.ts';
import { LANGUAGES, type ByLanguage, type Form } from './forms.ts';

/**
 * A table of data/words, or a part of one: from this follow what its file may hold, its JSON Schema, its compiled form
 * and the types of both.
 */
export interface Part<Raw = unknown, Made = unknown> {
  readonly key: Key<Raw>;
  compile(raw: Raw): Made;
  /** Adds a problem for words that stand twice. */
  check(raw: Raw, reading: Reading): void;
}

export type RawOf<P> = P extends Part<infer Raw> ? Raw : never;
export type MadeOf<P> = P extends Part<unknown, infer Made> ? Made : never;

const NONE: ByLanguage = Object.freeze({});
const wordOf = (item: string | { readonly name: string }): string => (typeof item === 'string' ? item : item.name);

/** Lists of words of a form, without repetition in any of them. */
function listsOf<Raw, Made>(
  key: Key<Raw>,
  form: Form<Made>,
  lists: (raw: Raw) => Parameters<typeof checkOnce>[0][number][1][],
  by: (raw: Raw) => ByLanguage = () => NONE,
): Part<Raw, Made> {
  return {
    key,
    compile: (raw) => form.compile(lists(raw).flat().map(wordOf), by(raw)),
    check: (raw, reading) => {
      for (const list of lists(raw)) checkOnce([[null, list]], form, reading);
    },
  };
}

/** Words by language. */
export function words<T>(form: Form<T>, about = ''): Part<ByLanguage, T> {
  const byLanguage = LANGUAGES.map((language) => [language, optional(listOf(form.item))] as const);
  const shape = named(`${form.item.name ?? ''}s`, sparse(Object.fromEntries(byLanguage)));
  return listsOf(withDefault(shape, NONE, about), form, wordsOf, (by) => by);
}

/** Words that are the same in all languages. */
export function list<T>(form: Form<T>, about = ''): Part<readonly string[], T> {
  return listsOf(optionalList(form.item, about), form, (all) => [all]);
}

/** Names, each with the source that it is from, which is not compiled. */
export function sourced<T>(form: Form<T>, about: string) {
  const keys = { name: required(form.item), source: optional(text(), 'where it is from') };
  return listsOf(optionalList(named('sourced', shorthand('name', object(keys))), about), form, (all) => [all]);
}

/** What is compiled as it was read. */
export function value<T>(key: Key<T>): Part<T, T> {
  return { key, compile: (raw) => raw, check: () => undefined };
}

/** What is for those who read or check the file, and is not compiled. */
export function forReaders<T>(key: Key<T>): Part<T, undefined> {
  return { ...value(key), compile: () => undefined };
}

/** A text that must be there, for readers alone. */
export function note(about: string): Part<string, undefined> {
  return forReaders(required(text(), about));
}

/** Parts under these keys. */
export function table<const P extends Readonly<Record<string, Part>>>(
  parts: P,
  about = '',
): Part<{ readonly [K in keyof P]: RawOf<P[K]> }, { readonly [K in keyof P]: MadeOf<P[K]> }> {
  const entries = Object.entries<Part>(parts);
  const all = (of: (part: Part, name: string) => unknown) =>
    Object.fromEntries(entries.map(([name, part]) => [name, of(part, name)])) as never;
  const shape = object(all((part) => part.key));
  const fallback = all((part) => part.key.fallback);
  return {
    key: withDefault(shape, fallback, about),
    compile: (raw) => all((part, name) => part.compile(raw[name])),
    check: (raw, reading) => {
      for (const [name, part] of entries) part.check(raw[name], reading);
    },
  };
}

/** One part under each of several keys. */
export function every<const K extends string, P extends Part>(keys: readonly K[], part: P): Readonly<Record<K, P>> {
  return Object.fromEntries(keys.map((key) => [key, part])) as Record<K, P>;
}

/** A list of mappings. */
export function rows<const P extends Readonly<Record<string, Part>>>(parts: P) {
  const row = table(parts);
  return {
    key: optionalList(row.key.shape),
    compile: (all: readonly RawOf<typeof row>[]) => all.map((one) => row.compile(one)),
    check: (all: readonly RawOf<typeof row>[], reading: Reading) => {
      for (const one of all) row.check(one, reading);
    },
  };
}

/** The lists of all languages. */
export function wordsOf(by: ByLanguage): (readonly string[])[] {
  return LANGUAGES.flatMap((language) => (by[language] === undefined ? [] : [by[language]]));
}

/**
 * Adds a problem for words that compare as the same one, in lists of different meanings, or twice in a list that is
 * held to no meaning (null). The same word may stand under several languages.
 */
export function checkOnce(
  lists: readonly (readonly [means: string | null, list: readonly (string | { readonly name: string })[]])[],
  { key }: Form,
  reading: Reading,
): void {
  const before = new Map<string, { means: string | null; word: string; place: Place | null }>();
  for (const [means, list] of lists)
    for (const [index, item] of list.entries()) {
      const word = wordOf(item);
      const place = typeof item === 'string' ? reading.at(list, index) : reading.at(item);
      const first = before.get(key(word));
      if (first === undefined) before.set(key(word), { means, word, place });
      else if (first.means !== means || means === null) {
        const where = first.place === null ? '' : ` at ${formatPlace(first.place)}`;
        const twice = `"${word}" is there twice: it compares the same as "${first.word}"${where}`;
        const message = means === null ? twice : `"${word}" means ${means} here and ${first.means ?? ''}${where}`;
        reading.addProblem(place, message, means === null ? null : 'take one of the two out');
      }
    }
}

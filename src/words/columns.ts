import { listOf, object, optional, optionalList } from '../yaml/shape.ts';
import { required, shorthand, sparse, text, withDefault, type Key } from '../yaml/shape.ts';
import { LANGUAGES, type ByLanguage, type Form } from './forms.ts';

/**
 * A table of data/words, or a part of one. It defines what the file may hold, its JSON Schema, its compiled form and
 * the types of both.
 */
export interface Part<Raw = unknown, Made = unknown> {
  readonly key: Key<Raw>;
  compile(raw: Raw): Made;
}

export type RawOf<P> = P extends Part<infer Raw> ? Raw : never;
export type MadeOf<P> = P extends Part<unknown, infer Made> ? Made : never;

const NO_WORDS: ByLanguage = Object.freeze({});
const nameOf = ({ name }: { readonly name: string }): string => name;

/** Words by language. */
export function words<T>(form: Form<T>, about = ''): Part<ByLanguage, T> {
  const byLanguage = LANGUAGES.map((language) => [language, optional(listOf(form.item))] as const);
  const shape = sparse(Object.fromEntries(byLanguage));
  return { key: withDefault(shape, NO_WORDS, about), compile: (by) => form.compile(wordsOf(by).flat(), by) };
}

/** Words that are the same in all languages. */
export function list<T>(form: Form<T>, about = ''): Part<readonly string[], T> {
  return { key: optionalList(form.item, about), compile: (all) => form.compile(all, NO_WORDS) };
}

/** Names, each with the source that it is from, which is not compiled. */
export function sourced<T>(form: Form<T>, about: string) {
  const keys = { name: required(form.item), source: optional(text(), 'where it is from') };
  const key = optionalList(shorthand('name', object(keys)), about);
  return { key, compile: (all: NonNullable<typeof key.fallback>) => form.compile(Array.from(all, nameOf), NO_WORDS) };
}

/** A part that is compiled as it was read. */
export function value<T>(key: Key<T>): Part<T, T> {
  return { key, compile: (raw) => raw };
}

/** A part for those who read or check the file; it is not compiled. */
export function forReaders<T>(key: Key<T>): Part<T, undefined> {
  return { key, compile: () => undefined };
}

/** A required text for readers alone. */
export function note(about: string): Part<string, undefined> {
  return forReaders(required(text(), about));
}

/** A mapping with a part under each key. */
export function table<const P extends Readonly<Record<string, Part>>>(
  parts: P,
  about = '',
): Part<{ readonly [K in keyof P]: RawOf<P[K]> }, { readonly [K in keyof P]: MadeOf<P[K]> }> {
  const entries = Object.entries<Part>(parts);
  const mapParts = (toValue: (part: Part, name: string) => unknown) =>
    Object.fromEntries(entries.map(([name, part]) => [name, toValue(part, name)])) as never;
  const shape = object(mapParts((part) => part.key));
  const fallback = mapParts((part) => part.key.fallback);
  return {
    key: withDefault(shape, fallback, about),
    compile: (raw) => mapParts((part, name) => part.compile(raw[name])),
  };
}

/** The same part under each of several keys. */
export function every<const K extends string, P extends Part>(keys: readonly K[], part: P): Readonly<Record<K, P>> {
  return Object.fromEntries(keys.map((key) => [key, part])) as Record<K, P>;
}

/** A list of mappings. */
export function rows<const P extends Readonly<Record<string, Part>>>(parts: P) {
  const row = table(parts);
  return {
    key: optionalList(row.key.shape),
    compile: (all: readonly RawOf<typeof row>[]) => all.map((one) => row.compile(one)),
  };
}

/** The lists of words, one for each language that has one. */
export function wordsOf(by: ByLanguage): (readonly string[])[] {
  return LANGUAGES.flatMap((language) => (by[language] === undefined ? [] : [by[language]]));
}

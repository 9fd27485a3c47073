import { defaultsOf, listOf, object, optional, optionalList } from '../yaml/shape.ts';
import { required, shorthand, sparse, text, withDefault, type Key } from '../yaml/shape.ts';
import { LANGUAGES, type ByLanguage, type Form } from './forms.ts';

/**
 * A table of data/words, or a part of one. It defines what the file may hold, its JSON Schema, its compiled form and
 * the types of both. A key alone is compiled as it was read.
 */
export interface Part<Raw = unknown, Made = unknown> extends Key<Raw> {
  compile(raw: Raw): Made;
}

type Parts = Readonly<Record<string, Part | Key<unknown>>>;
export type RawOf<P> = P extends Key<infer Raw> ? Raw : never;
export type MadeOf<P> = P extends Part<unknown, infer Made> ? Made : RawOf<P>;

const NO_WORDS: ByLanguage = Object.freeze({});
const nameOf = ({ name }: { readonly name: string }): string => name;

/** Words by language. */
export function words<T>(form: Form<T>, about = ''): Part<ByLanguage, T> {
  const byLanguage = LANGUAGES.map((language) => [language, optional(listOf(form.item))] as const);
  const shape = sparse(Object.fromEntries(byLanguage));
  return { ...withDefault(shape, NO_WORDS, about), compile: (by) => form.compile(wordsOf(by).flat(), by) };
}

/** Words that are the same in all languages. */
export function list<T>(form: Form<T>, about = ''): Part<readonly string[], T> {
  return { ...optionalList(form.item, about), compile: (all) => form.compile(all, NO_WORDS) };
}

/** Names, each with the source that it is from, which is not compiled. */
export function sourced<T>(form: Form<T>, about: string) {
  const keys = { name: required(form.item), source: optional(text(), 'where it is from') };
  const key = optionalList(shorthand('name', object(keys)), about);
  return { ...key, compile: (all: typeof key.fallback) => form.compile(Array.from(all, nameOf), NO_WORDS) };
}

/** A part for those who read or check the file; it is not compiled. */
export function forReaders<T>(key: Key<T>): Part<T, undefined> {
  return { ...key, compile: () => undefined };
}

/** A required text for readers alone. */
export function note(about: string): Part<string, undefined> {
  return forReaders(required(text(), about));
}

/** A mapping with a part under each key. */
export function table<const P extends Parts>(
  parts: P,
  about = '',
): Part<{ readonly [K in keyof P]: RawOf<P[K]> }, { readonly [K in keyof P]: MadeOf<P[K]> }> {
  const shape = object(parts as never);
  const compile = (raw: Readonly<Record<string, unknown>>) =>
    Object.entries(parts).map(([name, part]) => [name, 'compile' in part ? part.compile(raw[name]) : raw[name]]);
  return {
    ...withDefault(shape, defaultsOf(shape), about),
    compile: (raw) => Object.fromEntries(compile(raw)) as never,
  };
}

/** The same part under each of several keys. */
export function every<const K extends string, P extends Parts[string]>(keys: readonly K[], part: P) {
  return Object.fromEntries(keys.map((key) => [key, part])) as Readonly<Record<K, P>>;
}

/** A list of mappings. */
export function rows<const P extends Parts>(parts: P) {
  const row = table(parts);
  const compile = (all: readonly RawOf<typeof row>[]) => all.map((one) => row.compile(one));
  return { ...optionalList(row.shape), compile };
}

/** The lists of words, one for each language that has one. */
export function wordsOf(by: ByLanguage): (readonly string[])[] {
  return LANGUAGES.flatMap((language) => (by[language] === undefined ? [] : [by[language]]));
}

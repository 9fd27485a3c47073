import { isDay } from '../core/dates.ts';
import { suggest } from '../core/distance.ts';
import { slug } from '../core/text.ts';

/**
 * A data file is described once, by its shape: what may stand in it, what a key that is not given means, one line about
 * each key. From the shape follow its TypeScript type (`type Vendor = TypeOf<typeof vendorShape>`), its reading with
 * every mistake at its place, the small form that is hashed (both read.ts) and its JSON Schema (schema.ts). Rules
 * between keys, values and files are no shape: they are checked on what was read.
 */
export type Shape<T> = (ScalarShape | ListShape | MapShape | ObjectShape | ShorthandShape) & Typed<T> & MaybeNamed;

/** What a shape reads into. */
export type TypeOf<S> = S extends Typed<infer T> ? T : never;

declare const typed: unique symbol;
export interface Typed<out T> {
  readonly [typed]?: T;
}

interface MaybeNamed {
  /** Under which a JSON Schema holds it once, however often it is used. */
  readonly name?: string;
}

export type JsonSchema = Readonly<Record<string, unknown>>;
export type Parsed<T> = { readonly value: T } | { readonly wrong: string; readonly hint: string | null };
export type Scalar<T> = ScalarShape & Typed<T> & MaybeNamed;

export interface ScalarShape {
  readonly kind: 'scalar';
  /** With its article: `a day`. */
  readonly what: string;
  readonly parse: (text: string) => Parsed<unknown>;
  readonly schema: JsonSchema;
}

export interface ListShape {
  readonly kind: 'list';
  readonly of: Shape<unknown>;
  readonly min: number;
  readonly max: number;
}

/** A mapping whose keys are names of something, each with a value or with nothing after it (null). */
export interface MapShape {
  readonly kind: 'map';
  readonly key: ScalarShape;
  readonly of: Shape<unknown>;
}

export interface ObjectShape<K extends Keys = Keys> {
  readonly kind: 'object';
  /** In canonical order. */
  readonly keys: K;
  /** Every key at its default; nothing where keys that are not given are not in the value. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** A mapping of which the plain form `x` is short for `{key: x}`. */
interface ShorthandShape {
  readonly kind: 'shorthand';
  readonly key: string;
  readonly object: ObjectShape;
}

export interface Key<T> {
  readonly shape: Shape<T>;
  readonly required: boolean;
  /** What a key that is not given means. */
  readonly fallback: T;
  /** One line for the JSON Schema. */
  readonly about: string;
}

type Keys = Readonly<Record<string, Key<unknown>>>;
type Values<K extends Keys> = { readonly [P in keyof K]: ValueOf<K[P]> };
type ValueOf<K> = K extends Key<infer T> ? T : never;

/** A list that may hold at most `max` items: a bound on hostile input, far above any real one. */
export function listOf<T>(of: Shape<T>, { min = 0, max = 20_000 } = {}): ListShape & Typed<readonly T[]> {
  return { kind: 'list', of, min, max };
}

/** A mapping from names to values; nothing after a name is null. */
export function mapOf<T>(key: ScalarShape, of: Shape<T>): MapShape & Typed<Readonly<Record<string, T | null>>> {
  return { kind: 'map', key, of };
}

/** A mapping with these keys and no others. */
export function object<K extends Keys>(keys: K): ObjectShape<K> & Typed<Values<K>> {
  return { kind: 'object', keys, defaults: fallbacksOf(keys) };
}

/** A mapping of which the value holds only the keys that are given. */
export function sparse<K extends Keys>(
  keys: K,
): ObjectShape<K> & Typed<{ readonly [P in keyof K]?: NonNullable<ValueOf<K[P]>> }> {
  return { kind: 'object', keys, defaults: {} };
}

/** What a mapping says in which nothing is given. */
export function defaultsOf<T>({ keys }: ObjectShape & Typed<T>): T {
  return fallbacksOf(keys) as T;
}

function fallbacksOf(keys: Keys): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(keys).map(([name, { fallback }]) => [name, fallback]));
}

/** A mapping for which the plain value of `key` may stand. */
export function shorthand<T>(key: keyof T & string, of: ObjectShape & Typed<T>): ShorthandShape & Typed<T> {
  return { kind: 'shorthand', key, object: of };
}

/** Gives a shape the name under which a JSON Schema holds it. */
export function named<S extends Shape<unknown>>(name: string, shape: S): S {
  return { ...shape, name };
}

/**
 * A key that must be given. With a stand-in, an object that lacks it is still made, so that the rest of a file can
 * be checked; the problem keeps it from being used.
 */
export function required<T>(shape: Shape<T>, about = '', standIn?: T): Key<T> {
  return { shape, required: true, fallback: standIn as T, about };
}

/** A key that may be missing, empty or null, and is null then. */
export function optional<T>(shape: Shape<T>, about = ''): Key<T | null> {
  return { shape, required: false, fallback: null, about };
}

/** A key that may be missing, empty or null, and has a value of its own then. */
export function withDefault<T>(shape: Shape<T>, fallback: T, about = ''): Key<T> {
  return { shape, required: false, fallback, about };
}

const NONE: readonly never[] = Object.freeze([]);

/** A list that may be missing, and is empty then. */
export function optionalList<T>(of: Shape<T>, about = ''): Key<readonly T[]> {
  return withDefault(listOf(of), NONE, about);
}

/** No sentence of a law or of a person in these files comes near it. */
const MAX_TEXT = 4000;

/** Editors read YAML with the core schema, where `2011` is a number: text may look like one. */
const TEXT: JsonSchema = { type: ['string', 'number', 'boolean'] };

interface TextOptions {
  /** With its article, when it is more than text: `an id`. */
  readonly what?: string;
  /** A regular expression for the JSON Schema; what is refused here is what `parse` says. */
  readonly pattern?: string;
  readonly max?: number;
  /** What is wrong with a text; null: nothing. And what to write instead. */
  readonly wrong?: (text: string) => string | null;
  readonly hint?: string;
  /** Checks and normalises. */
  readonly parse?: (text: string) => Parsed<string>;
}

/** Text that is not empty, without line breaks or spaces at its ends. */
export function text({ what = 'text', pattern, max = MAX_TEXT, ...own }: TextOptions = {}): Scalar<string> {
  const { wrong = () => null, hint = null, parse = (value: string) => ({ value }) } = own;
  return {
    kind: 'scalar',
    what,
    ...(pattern === undefined ? { name: 'text', schema: TEXT } : { schema: { ...TEXT, pattern } }),
    parse: (raw) => {
      const trimmed = raw.trim();
      if (trimmed === '') return { wrong: `expected ${what}, found nothing`, hint: null };
      if (trimmed.length > max) return { wrong: `longer than ${max} characters`, hint: null };
      const message = wrong(trimmed);
      return message === null ? parse(trimmed) : { wrong: message, hint };
    },
  };
}

/** Text of one form, which the JSON Schema states too. */
export function formed(what: string, pattern: RegExp, hint: string, normalise = (raw: string) => raw) {
  return text({
    what,
    pattern: pattern.source,
    max: 200,
    wrong: (raw) => (pattern.test(raw) ? null : `"${raw}" is not ${what}`),
    hint,
    parse: (raw) => ({ value: normalise(raw) }),
  });
}

/** A scalar that is more than text. `what`: with its article. */
export function scalar<T>(what: string, schema: JsonSchema, parse: (text: string) => Parsed<T>): Scalar<T> {
  return { kind: 'scalar', what, schema, parse };
}

/** A calendar day. */
export const day = named(
  'day',
  scalar('a day', { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }, (raw) =>
    isDay(raw) ? { value: raw } : { wrong: `"${String(raw)}" is not a day that exists`, hint: 'expected YYYY-MM-DD' },
  ),
);

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
]);

export const yesNo = named(
  'yesNo',
  scalar<boolean>('true or false', { enum: [true, false, 'yes', 'no'] }, (raw) => {
    const value = WORDS.get(raw.toLowerCase());
    return value === undefined ? { wrong: `"${raw}" is not true or false`, hint: null } : { value };
  }),
);

/** A whole number from `min` to `max`. */
export function integer(min: number, max: number): Scalar<number> {
  const what = `a whole number from ${min} to ${max}`;
  return scalar(what, { type: 'integer', minimum: min, maximum: max }, (raw) => {
    const value = /^-?\d{1,9}$/.test(raw) ? Number(raw) : NaN;
    return value >= min && value <= max ? { value } : { wrong: `"${raw}" is not ${what}`, hint: null };
  });
}

/** One of a few words; `what` says of which kind. */
export function oneOf<const T extends string>(values: readonly T[], what = 'one of a few words'): Scalar<T> {
  return scalar(what, { enum: values }, (raw) => {
    const value = values.find((candidate) => candidate === raw);
    return value === undefined ? { wrong: `"${raw}" is not ${what}`, hint: suggest(raw, values) } : { value };
  });
}

/** Lower-case words joined by `-`: what `slug` makes of a name. */
export const id = text({ what: 'an id', max: 80, parse: (raw) => asId(raw, [raw]) });

/** An id of these parts, or why one of them cannot be in it. */
export function asId(raw: string, parts: readonly string[]): Parsed<string> {
  if (parts.every((part) => part !== '' && slug(part) === part)) return { value: raw };
  const near = parts.map(slug).join('/');
  const hint = near === '' ? 'expected lower-case words joined by -' : `did you mean ${near}?`;
  return { wrong: `"${raw}" is not an id`, hint };
}

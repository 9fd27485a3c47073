/**
 * What a YAML file may hold, as data. One definition is read in four ways: read.ts checks and converts a document,
 * compact.ts makes the small JSON form that is hashed, schema.ts a JSON Schema, format.ts the canonical layout.
 */
export type Shape<T> = (ScalarShape | ListShape | MapShape | ObjectShape | ShorthandShape) & Typed<T> & MaybeNamed;

interface MaybeNamed {
  /** Under which a JSON Schema holds it once, however often it is used. */
  readonly name?: string;
}

declare const typed: unique symbol;
export interface Typed<out T> {
  readonly [typed]?: T;
}

export type JsonSchema = Readonly<Record<string, unknown>>;
export type Parsed<T> = { readonly value: T } | { readonly wrong: string; readonly hint: string | null };

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

export interface ObjectShape {
  readonly kind: 'object';
  /** In canonical order. */
  readonly keys: Readonly<Record<string, Key<unknown>>>;
  /** Keys that are not given are not in the value, instead of at their default. */
  readonly sparse: boolean;
  /** Laid out in one line, however wide: the rows of a table. */
  readonly oneLine?: boolean;
}

/** A mapping of which the plain form `x` is short for `{key: x}`. */
export interface ShorthandShape {
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
type Values<K extends Keys> = { readonly [P in keyof K]: K[P] extends Key<infer T> ? T : never };
type Given<K extends Keys> = { readonly [P in keyof K]?: K[P] extends Key<infer T> ? NonNullable<T> : never };
export type TypeOf<S> = S extends Typed<infer T> ? T : never;

/** A list that may hold at most `max` items: a bound on hostile input, far above any real one. */
export function listOf<T>(of: Shape<T>, { min = 0, max = 20_000 } = {}): ListShape & Typed<readonly T[]> {
  return { kind: 'list', of, min, max };
}

/** A mapping from names to values; nothing after a name is null. */
export function mapOf<T>(
  key: ScalarShape,
  of: Shape<T>,
): MapShape & Typed<Readonly<Record<string, T | null>>> {
  return { kind: 'map', key, of };
}

/** A mapping with these keys and no others. */
export function object<K extends Keys>(keys: K): ObjectShape & Typed<Values<K>> {
  return { kind: 'object', keys, sparse: false };
}

/** A mapping that stays in one line, however wide: a row of a table. */
export function rowOf<K extends Keys>(keys: K): ObjectShape & Typed<Values<K>> {
  return { ...object(keys), oneLine: true };
}

/** A mapping of which the value holds only the keys that are given. */
export function sparse<K extends Keys>(keys: K): ObjectShape & Typed<Given<K>> {
  return { kind: 'object', keys, sparse: true };
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
 * be checked; the complaint keeps it from being used.
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
  return { shape: listOf(of), required: false, fallback: NONE, about };
}

/* eslint-disable @typescript-eslint/no-confusing-void-expression -- of what is refused nothing is made: undefined */
import { isDay } from '../core/dates.ts';
import { suggest } from '../core/distance.ts';
import { slug } from '../core/text.ts';
import { describe, isNothing, mapOf as mappingOf, type Node } from './node.ts';
import type { Reading } from './read.ts';

/**
 * A data file is described once, by its shape: what it may hold, what a missing key means, one line about each key. The
 * shape gives its TypeScript type (`type Vendor = TypeOf<typeof vendorShape>`), reads it with every mistake at its
 * place, and gives its JSON Schema. Rules between keys, values and files are no part of a shape: they are checked on
 * what was read. Values have their keys in the order of the shape, so that equal files give equal JSON.
 */
export interface Shape<T> {
  /** The value of a node; undefined where nothing can be made of it. Mistakes become problems of the reading. */
  readonly read: (node: Node, reading: Reading) => T | undefined;
  /** For its JSON Schema (bin/tools/json-schema.ts), the shapes that it is made of, or the schema of a scalar. */
  readonly form:
    | { readonly items: Shape<unknown>; readonly min: number }
    | { readonly names: Scalar<string>; readonly values: Shape<unknown> }
    | { readonly keys: Keys; readonly short?: string }
    | { readonly scalar: JsonSchema };
}

/** The type of the values that a shape reads. */
export type TypeOf<S> = S extends Shape<infer T> ? T : never;
export type JsonSchema = Readonly<Record<string, unknown>>;
export type Parsed<T> = { readonly value: T } | { readonly wrong: string; readonly hint: string | null };

export interface Scalar<T> extends Shape<T> {
  readonly parse: (text: string) => Parsed<T>;
}

interface ObjectShape<T> extends Shape<T> {
  readonly form: { readonly keys: Keys };
}

export interface Key<T> {
  readonly shape: Shape<T>;
  readonly required: boolean;
  /** Whether it may have nothing after it, which is as if it were not given. */
  readonly mayBeBlank: boolean;
  /** The value of a key that is not given. */
  readonly fallback: T;
  /** One line for the JSON Schema. */
  readonly about: string;
}

type Keys = Readonly<Record<string, Key<unknown>>>;
type ValueOf<K> = K extends Key<infer T> ? T : never;

function refuse(node: Node, reading: Reading, message: string, hint: string | null = null): undefined {
  reading.addProblem(node.place, message, hint);
  return undefined;
}

/** A bound on hostile input, far above any real list. Tables of entries are held to it as they are read. */
export const MOST_ITEMS = 20_000;

/** A list of at least `min` items. */
export function listOf<T>(itemShape: Shape<T>, { min = 0 } = {}): Shape<readonly T[]> {
  return {
    read: (node, reading) => {
      const hint = 'write [item, item] or one "- item" a line';
      if (node.kind !== 'list') return refuse(node, reading, `expected a list, found ${describe(node)}`, hint);
      const count = node.items.length;
      const wanted = count < min ? `at least ${min}` : `at most ${MOST_ITEMS}`;
      if (count < min || count > MOST_ITEMS) return refuse(node, reading, `a list of ${count}; expected ${wanted}`);
      const items: T[] = [];
      for (const item of node.items) {
        const isEmpty = isNothing(item);
        if (isEmpty) refuse(item, reading, 'an item with nothing in it', 'quote a name that is "null" or "~"');
        const value = isEmpty ? undefined : itemShape.read(item, reading);
        if (value !== undefined) items.push(value);
      }
      return reading.remember(items, node);
    },
    form: { items: itemShape, min },
  };
}

/** A mapping from names to values; the value of a name with nothing after it is null. */
export function mapOf<T>(nameShape: Scalar<string>, valueShape: Shape<T>): Shape<Readonly<Record<string, T | null>>> {
  return {
    read: (node, reading) => {
      if (node.kind !== 'map') return refuse(node, reading, `expected a mapping, found ${describe(node)}`);
      const made: [string, T | null][] = [];
      node.entries.forEach(({ keyPlace, value }, name) => {
        const parsed = nameShape.parse(name);
        if (!('value' in parsed)) reading.addProblem(keyPlace, parsed.wrong, parsed.hint);
        else made.push([name, isNothing(value) ? null : (valueShape.read(value, reading) ?? null)]);
      });
      return reading.remember(Object.fromEntries(made), node);
    },
    form: { names: nameShape, values: valueShape },
  };
}

/** A mapping with these keys and no others. */
export function object<K extends Keys>(keys: K): ObjectShape<{ readonly [P in keyof K]: ValueOf<K[P]> }> {
  return objectOf(keys, fallbacksOf(keys));
}

/** A mapping whose value has only the keys that are given. */
export function sparse<K extends Keys>(keys: K): ObjectShape<{ readonly [P in keyof K]?: NonNullable<ValueOf<K[P]>> }> {
  return objectOf(keys, {});
}

/** The value of a mapping without keys. */
export function defaultsOf<T>({ form }: ObjectShape<T>): T {
  return fallbacksOf(form.keys) as T;
}

function fallbacksOf(keys: Keys): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(keys).map(([name, { fallback }]) => [name, fallback]));
}

function objectOf<T>(keys: Keys, defaults: Readonly<Record<string, unknown>>): ObjectShape<T> {
  const names = Object.keys(keys);
  const read = (node: Node, reading: Reading): T | undefined => {
    if (node.kind !== 'map') {
      const shown = `${names.slice(0, 4).join(', ')}${names.length > 4 ? ' …' : ''}`;
      return refuse(node, reading, `expected a mapping with ${shown}, found ${describe(node)}`);
    }
    node.entries.forEach(({ keyPlace }, name) => {
      if (!names.includes(name)) reading.addProblem(keyPlace, `unknown key ${name}`, suggest(name, names));
    });
    const made: Record<string, unknown> = { ...defaults };
    let isComplete = true;
    for (const [name, { shape, required, mayBeBlank, fallback }] of Object.entries(keys)) {
      const given = node.entries.get(name);
      const isBlank = given !== undefined && isNothing(given.value);
      if (isBlank && !mayBeBlank) reading.addProblem(given.keyPlace, `the key ${name} has no value`);
      if (required && given === undefined) reading.addProblem(node.place, `the key ${name} is missing`);
      const value = given === undefined || isBlank ? undefined : shape.read(given.value, reading);
      if (value !== undefined) made[name] = value;
      else if (required) isComplete &&= fallback !== undefined;
    }
    return isComplete ? (reading.remember(made, node) as T) : undefined;
  };
  return { form: { keys }, read };
}

/** What `make` returns for a mapping, for which a plain value may stand: `x` is short for `{key: x}`. */
export function shorthand<T extends object, U extends object = T>(
  key: keyof T & string,
  mapping: ObjectShape<T>,
  make = (value: T) => value as object as U,
): Shape<U> {
  return {
    read: (node, reading) => {
      const value = mapping.read(node.kind === 'text' ? mappingOf(node.place, { [key]: node }) : node, reading);
      return value && reading.remember(make(value), node);
    },
    form: { ...mapping.form, short: key },
  };
}

/**
 * A key that must be given. With a stand-in, an object without the key is still made, so that the rest of a file can be
 * checked; the problem keeps the object from being used.
 */
export function required<T>(shape: Shape<T>, about = '', standIn?: T): Key<T> {
  return { shape, required: true, mayBeBlank: false, fallback: standIn as T, about };
}

/** A key that may be missing, empty or null, and is null then. */
export function optional<T>(shape: Shape<T>, about = '', mayBeBlank = true): Key<T | null> {
  return { shape, required: false, mayBeBlank, fallback: null, about };
}

/** A key that may be missing, empty or null, and has the value `fallback` then. */
export function withDefault<T>(shape: Shape<T>, fallback: T, about = ''): Key<T> {
  return { shape, required: false, mayBeBlank: true, fallback, about };
}

/** A list that may be missing, and is empty then. */
export function optionalList<T>(itemShape: Shape<T>, about = ''): Key<readonly T[]> {
  return withDefault(listOf(itemShape), [], about);
}

/** No text of a law or of a person in these files is nearly as long. */
const MAX_TEXT = 4000;

/** Editors read YAML with the core schema, where `2011` is a number: text may look like one. */
const TEXT: JsonSchema = { type: ['string', 'number', 'boolean'] };

/** Text that is not empty, trimmed. `what`: the kind of text, with its article; `parse` checks and normalises. */
export function text({
  what = 'text',
  max = MAX_TEXT,
  parse = (value: string): Parsed<string> => ({ value }),
} = {}): Scalar<string> {
  return scalar(what, TEXT, (raw) => {
    const trimmed = raw.trim();
    if (trimmed === '') return { wrong: `expected ${what}, found nothing`, hint: null };
    return trimmed.length > max ? { wrong: `longer than ${max} characters`, hint: null } : parse(trimmed);
  });
}

/** For `text`: refuses what is not valid, with what is said of it and what to write instead. */
export function onlyIf(isValid: (raw: string) => boolean, complaint: string, hint: string | null = null) {
  return (raw: string): Parsed<string> => (isValid(raw) ? { value: raw } : { wrong: `"${raw}" ${complaint}`, hint });
}

/** Text of one form, which the JSON Schema states too. */
export function formed<T = string>(what: string, pattern: RegExp, hint: string, make = (raw: string) => raw as T) {
  const base = text({ what, max: 200, parse: onlyIf((raw) => pattern.test(raw), `is not ${what}`, hint) });
  return scalar<T>(what, { ...TEXT, pattern: pattern.source }, (raw) => {
    const parsed = base.parse(raw);
    return 'value' in parsed ? { value: make(parsed.value) } : parsed;
  });
}

/** A scalar that is more than text. `what`: its name in messages, with an article. */
export function scalar<T>(what: string, schema: JsonSchema, parse: (text: string) => Parsed<T>): Scalar<T> {
  return {
    parse,
    read: (node, reading) => {
      if (node.kind !== 'text' || isNothing(node))
        return refuse(node, reading, `expected ${what}, found ${describe(node)}`);
      const parsed = parse(node.text);
      return 'value' in parsed ? parsed.value : refuse(node, reading, parsed.wrong, parsed.hint);
    },
    form: { scalar: schema },
  };
}

const DAY = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
/** A calendar day. */
export const day = scalar('a day', DAY, onlyIf(isDay, 'is not a valid date', 'expected YYYY-MM-DD'));

export const yesNo = scalar<boolean>('true or false', { enum: [true, false, 'yes', 'no'] }, (raw) => {
  const word = raw.toLowerCase();
  if (['true', 'yes'].includes(word)) return { value: true };
  return ['false', 'no'].includes(word) ? { value: false } : { wrong: `"${raw}" is not true or false`, hint: null };
});

/** A whole number from `min` to `max`. */
export function integer(min: number, max: number): Scalar<number> {
  const what = `a whole number from ${min} to ${max}`;
  return scalar(what, { type: 'integer', minimum: min, maximum: max }, (raw) => {
    const value = /^-?\d{1,9}$/.test(raw) ? Number(raw) : NaN;
    return value >= min && value <= max ? { value } : { wrong: `"${raw}" is not ${what}`, hint: null };
  });
}

/** One of a few words; `what` is their kind. */
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

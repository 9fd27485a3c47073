import { isDay } from '../core/dates.ts';
import { suggest } from '../core/distance.ts';
import { slug } from '../core/text.ts';
import type { JsonSchema, Parsed, ScalarShape, Typed } from './shape.ts';

export type Scalar<T> = ScalarShape & Typed<T> & { readonly name?: string };

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
  /** Checks and normalises. */
  readonly parse?: (text: string) => Parsed<string>;
}

/** Text that is not empty, without line breaks or spaces at its ends. */
export function text({ what = 'text', pattern, max = MAX_TEXT, parse }: TextOptions = {}): Scalar<string> {
  return {
    kind: 'scalar',
    what,
    ...(pattern === undefined ? { name: 'text', schema: TEXT } : { schema: { ...TEXT, pattern } }),
    parse: (raw) => {
      const trimmed = raw.trim();
      if (trimmed === '') return { wrong: `expected ${what}, found nothing`, hint: null };
      if (trimmed.length > max) return { wrong: `longer than ${max} characters`, hint: null };
      return parse === undefined ? { value: trimmed } : parse(trimmed);
    },
  };
}

/** A calendar day. */
export const day: Scalar<string> = {
  kind: 'scalar',
  name: 'day',
  what: 'a day',
  schema: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
  parse: (raw) =>
    isDay(raw) ? { value: raw } : { wrong: `"${String(raw)}" is not a day that exists`, hint: 'expected YYYY-MM-DD' },
};

const WORDS = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
]);

export const yesNo: Scalar<boolean> = {
  kind: 'scalar',
  name: 'yesNo',
  what: 'true or false',
  schema: { enum: [true, false, 'yes', 'no'] },
  parse: (raw) => {
    const value = WORDS.get(raw.toLowerCase());
    return value === undefined ? { wrong: `"${raw}" is not true or false`, hint: null } : { value };
  },
};

/** A whole number from `min` to `max`. */
export function integer(min: number, max: number): Scalar<number> {
  return {
    kind: 'scalar',
    what: `a whole number from ${min} to ${max}`,
    schema: { type: 'integer', minimum: min, maximum: max },
    parse: (raw) => {
      const value = /^-?\d{1,9}$/.test(raw) ? Number(raw) : NaN;
      if (value >= min && value <= max) return { value };
      return { wrong: `"${raw}" is not a whole number from ${min} to ${max}`, hint: null };
    },
  };
}

/** One of a few words; `what` says of which kind. */
export function oneOf<const T extends string>(values: readonly T[], what = 'one of a few words'): Scalar<T> {
  return {
    kind: 'scalar',
    what,
    schema: { enum: values },
    parse: (raw) => {
      const value = values.find((candidate) => candidate === raw);
      return value === undefined ? { wrong: `"${raw}" is not ${what}`, hint: suggest(raw, values) } : { value };
    },
  };
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

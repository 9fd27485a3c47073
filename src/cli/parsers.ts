import { InvalidArgumentError } from 'commander';
import { isDay } from '../core/dates.ts';
import { suggest } from '../core/distance.ts';
import { FIELDS } from '../core/fields.ts';
import { FORMAT_NAMES, formatEntry, isFormatName } from '../report/registry.ts';
import type { FormatName } from '../report/registry.ts';

/** Parsers check an option and return it as it was given: that is what a result records. */
type Parse<T> = (text: string, previous: T | undefined) => T;

/** The words that each parser takes which takes only these: completion offers them. */
const CHOICES = new WeakMap<object, readonly string[]>();

/** The words that a parser takes; none where it takes other texts too. */
export function choicesOf(parse: object | undefined): readonly string[] {
  return parse === undefined ? [] : (CHOICES.get(parse) ?? []);
}

/** One of a few words. */
export function oneOf<const T extends string>(words: readonly T[]): Parse<T> {
  const parse: Parse<T> = (text) => {
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) throw new InvalidArgumentError(suggest(text, words));
    return word;
  };
  CHOICES.set(parse, words);
  return parse;
}

/** Words separated by commas; the option may be repeated. */
export function someOf<const T extends string>(words: readonly T[]): Parse<readonly T[]> {
  const parse = oneOf(words);
  const parseAll: Parse<readonly T[]> = (text, previous = []) => [
    ...previous,
    ...text.split(',').map((word) => parse(word.trim(), undefined)),
  ];
  CHOICES.set(parseAll, words);
  return parseAll;
}

/** A repeatable option whose values are checked one by one. */
export function each(check: (text: string) => void = () => undefined): Parse<readonly string[]> {
  return (text, previous = []) => {
    check(text);
    return [...previous, text];
  };
}

/** A day of the calendar, `YYYY-MM-DD`. */
export function day(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError('expected a day that exists, such as 2026-11-24');
}

/** A number in figures from `min` to `max`. */
export function wholeNumber(min: number, max: number): Parse<number> {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`expected a whole number from ${min} to ${max}`);
  };
}

/** A percentage, with its sign or without. */
export function percent(text: string): number {
  return wholeNumber(0, 100)(text.replace(/\s*%$/, ''), undefined);
}

/** Delimiters that are awkward to type. */
export const NAMED_DELIMITERS = new Map([
  ['tab', '\t'],
  ['\\t', '\t'],
  ['comma', ','],
  ['semicolon', ';'],
  ['pipe', '|'],
  ['space', ' '],
]);

/** The character that an option names. */
export function delimiterOf(text: string): string {
  return NAMED_DELIMITERS.get(text.toLowerCase()) ?? text;
}

/** How `--delimiter` would name a character. */
export function delimiterName(character: string): string {
  return [...NAMED_DELIMITERS].find(([, named]) => named === character)?.[0] ?? character;
}

/** A character that can stand between cells, or the name of one. */
export function delimiter(text: string): string {
  const character = delimiterOf(text);
  if (character.length === 1 && !/["\r\n\p{L}\p{N}]/u.test(character)) return text;
  throw new InvalidArgumentError("expected one character other than a letter, digit or quote, or 'tab'");
}

/** `FIELD=HEADER`. */
export function columnOverride(text: string): void {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1)
    throw new InvalidArgumentError('expected FIELD=HEADER, such as vendor=Hersteller');
  const field = text.slice(0, at);
  if (!FIELDS.some((known) => known === field))
    throw new InvalidArgumentError(`unknown field ${field}: ${suggest(field, FIELDS)}`);
}

/** A format that standard output can get. */
export function format(text: string): FormatName {
  if (!isFormatName(text)) throw new InvalidArgumentError(suggest(text, FORMAT_NAMES));
  if (formatEntry(text).fileOnly === true) throw new InvalidArgumentError(`write it to a file: -o ${text}=PATH`);
  return text;
}
CHOICES.set(
  format,
  FORMAT_NAMES.filter((name) => formatEntry(name).fileOnly !== true),
);

/** `FORMAT=PATH`. */
export function output(text: string): void {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1)
    throw new InvalidArgumentError('expected FORMAT=PATH, such as json=result.json');
  const name = text.slice(0, at);
  if (!isFormatName(name)) throw new InvalidArgumentError(`${name} is not a format: ${suggest(name, FORMAT_NAMES)}`);
  if (text.slice(at + 1) === '-') format(name);
}

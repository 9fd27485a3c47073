import { InvalidArgumentError } from 'commander';
import { NAMED_DELIMITERS, oneOf as readOneOf, type ReadValue } from '../app/option-values.ts';
import { suggest } from '../core/distance.ts';
import { UserError } from '../core/errors.ts';
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

/** One value, read as every run reads it. */
export function value<T>(read: ReadValue<T>): Parse<T> {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      throw error instanceof UserError ? new InvalidArgumentError(error.message) : error;
    }
  };
}

/** One of a few words. */
export function oneOf<const T extends string>(words: readonly T[]): Parse<T> {
  const parse = value(readOneOf(words));
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
export function each(read: ReadValue<unknown> = () => undefined): Parse<readonly string[]> {
  return (text, previous = []) => {
    value(read)(text, undefined);
    return [...previous, text];
  };
}

/** A text that is kept as it is, once it was checked. */
export function checked(read: ReadValue<unknown>): Parse<string> {
  return (text) => {
    value(read)(text, undefined);
    return text;
  };
}

/** How `--delimiter` would name a character. */
export function delimiterName(character: string): string {
  return [...NAMED_DELIMITERS].find(([, named]) => named === character)?.[0] ?? character;
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

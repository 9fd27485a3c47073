import { isDay, type Day } from '../core/dates.ts';
import { suggest } from '../core/distance.ts';
import { UserError, type Complaint } from '../core/errors.ts';
import type { RunEvent } from '../core/events.ts';
import { FIELDS, type Field } from '../core/fields.ts';
import { CONFIDENCES, STATUSES } from '../core/finding.ts';
import type { ColumnOverride } from '../inventory/inventory.ts';
import { DEFAULT_FAILING, type CheckOptions } from './options.ts';

/** Reads a value of an option as it is typed. Throws UserError with what was expected. */
export type ReadValue<T> = (text: string) => T;

/** One of a few words. */
export function oneOf<const T extends string>(words: readonly T[]): ReadValue<T> {
  return (text) => {
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) throw new UserError(suggest(text, words));
    return word;
  };
}

/** A day of the calendar, `YYYY-MM-DD`. */
export function day(text: string): Day {
  if (isDay(text)) return text;
  throw new UserError('expected a day that exists, such as 2026-11-24');
}

/** A number in figures from `min` to `max`. */
export function wholeNumber(min: number, max: number): ReadValue<number> {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new UserError(`expected a whole number from ${min} to ${max}`);
  };
}

/** A percentage, with its sign or without. */
export function percent(text: string): number {
  return wholeNumber(0, 100)(text.replace(/\s*%$/, ''));
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

/** A character that can stand between cells, or the name of one. */
export function delimiter(text: string): string {
  const character = NAMED_DELIMITERS.get(text.toLowerCase()) ?? text;
  if (character.length === 1 && !/["\r\n\p{L}\p{N}]/u.test(character)) return character;
  throw new UserError("expected one character other than a letter, digit or quote, or 'tab'");
}

/** `FIELD=HEADER`. */
export function columnOverride(text: string): ColumnOverride {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new UserError('expected FIELD=HEADER, such as vendor=Hersteller');
  const field = text.slice(0, at);
  if (!FIELDS.some((known) => known === field))
    throw new UserError(`unknown field ${field}: ${suggest(field, FIELDS)}`);
  return { field: field as Field, header: text.slice(at + 1) };
}

const asItIs = (text: string): string => text;
const isSet = (text: string): boolean => text === 'true';
const DAYS = wholeNumber(0, 36_500);

/** How the values of each option that decides something are read, by its long name. */
export const VALUES = {
  columns: columnOverride,
  delimiter,
  encoding: asItIs,
  'skip-lines': wholeNumber(0, 1_000_000),
  'no-header': isSet,
  'input-format': asItIs,
  sheet: asItIs,
  list: asItIs,
  'list-source': asItIs,
  profile: asItIs,
  data: asItIs,
  'fail-on': oneOf([...CONFIDENCES, 'never']),
  'fail-on-status': oneOf(STATUSES),
  'require-identity': percent,
  'deadline-within': DAYS,
  'max-list-age': DAYS,
  'strict-waivers': isSet,
  waivers: asItIs,
  baseline: asItIs,
  'input-name': asItIs,
  mixed: isSet,
} satisfies Readonly<Record<string, ReadValue<unknown>>>;

type Name = keyof typeof VALUES;

/** What a run needs of its options. */
type Decided = Pick<CheckOptions, 'reading' | 'judging' | 'failing' | 'waivers' | 'baseline'>;

/**
 * Options by their long names, as a run records them, and all others at their defaults. `wrong`: says that a value
 * cannot be. Throws UserError with every option that does not exist or has such a value.
 */
export function optionsOf(
  given: RunEvent['options'],
  asOf: Day,
  wrong: (name: string, value: unknown) => string = (name, value) => `${name}: '${String(value)}' is not valid`,
): Decided {
  const complaints: Complaint[] = [];
  const all = <K extends Name>(name: K): ReturnType<(typeof VALUES)[K]>[] =>
    [given[name] ?? []].flat().flatMap((value: unknown) => {
      try {
        return [VALUES[name](String(value)) as ReturnType<(typeof VALUES)[K]>];
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        complaints.push({ place: null, message: wrong(name, value), hint: error.message });
        return [];
      }
    });
  const one = <K extends Name>(name: K): ReturnType<(typeof VALUES)[K]> | null => all(name)[0] ?? null;
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(VALUES, name));
  for (const name of unknown)
    complaints.push({ place: null, message: `unknown option ${name}`, hint: suggest(name, Object.keys(VALUES)) });
  const statuses = all('fail-on-status');
  const { fail, requireIdentity } = DEFAULT_FAILING;
  const decided: Decided = {
    reading: {
      columns: all('columns'),
      delimiter: one('delimiter'),
      encoding: one('encoding'),
      skipLines: one('skip-lines') ?? 0,
      noHeader: one('no-header') === true,
      inputFormat: one('input-format'),
      sheet: one('sheet'),
    },
    judging: { lists: all('list'), profiles: all('profile'), listSources: all('list-source'), asOf },
    failing: {
      fail: {
        confidence: one('fail-on') ?? fail.confidence,
        statuses: statuses.length === 0 ? fail.statuses : statuses,
        deadlineWithin: one('deadline-within'),
      },
      requireIdentity: one('require-identity') ?? requireIdentity,
      maxListAge: one('max-list-age'),
      strictWaivers: one('strict-waivers') === true,
    },
    waivers: one('waivers'),
    baseline: one('baseline'),
  };
  if (complaints.length > 0) throw new UserError(complaints);
  return decided;
}

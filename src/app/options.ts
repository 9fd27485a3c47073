import { isDay, type Day } from '../core/dates.ts';
import { suggest } from '../core/distance.ts';
import { UserError, type UserProblem } from '../core/errors.ts';
import type { Attention, FileRef, RunEvent } from '../core/events.ts';
import { FIELDS, IDENTITY_FIELDS, isIdentity, type Field } from '../core/fields.ts';
import { CONFIDENCES, STATUSES } from '../core/finding.ts';
import { INPUT_FORMATS } from '../inventory/formats.ts';
import type { ColumnOverride } from '../inventory/inventory.ts';
import type { Headers } from '../words/headers.ts';

/** Reads the typed value of an option. Throws UserError with what was expected. */
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
  throw new UserError('expected a valid date, such as 2026-11-24');
}

function wholeNumber(max: number): ReadValue<number> {
  return (text) => {
    if (/^\d{1,9}$/.test(text) && Number(text) <= max) return Number(text);
    throw new UserError(`expected a whole number from 0 to ${max}`);
  };
}

/** Names for delimiters that are awkward to type. */
export const NAMED_DELIMITERS = new Map(
  Object.entries({ tab: '\t', '\\t': '\t', comma: ',', semicolon: ';', pipe: '|', space: ' ' }),
);

function delimiter(text: string): string {
  const character = NAMED_DELIMITERS.get(text.toLowerCase()) ?? text;
  if (character.length === 1 && !/["\r\n\p{L}\p{N}]/u.test(character)) return character;
  throw new UserError("expected one character other than a letter, digit or quote, or 'tab'");
}

function columnOverride(text: string): ColumnOverride {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new UserError('expected FIELD=HEADER, such as vendor=Hersteller');
  const name = text.slice(0, at);
  const field = FIELDS.find((known) => known === name);
  if (field === undefined) throw new UserError(`unknown field ${name}: ${suggest(name, FIELDS)}`);
  return { field, header: text.slice(at + 1) };
}

const FORMATS = INPUT_FORMATS.map(({ name }) => name);
const asItIs: ReadValue<string> = (text) => text;
const isSet: ReadValue<boolean> = (text) => oneOf(['true', 'false'])(text) === 'true';
const days = wholeNumber(36_500);
const GRADES = [...CONFIDENCES, 'never'] as const;

/** All that is known of an option. Help, settings, completion, the library and results are made from it. */
export interface OptionSpec {
  readonly group: 'reading' | 'judging' | 'failing' | 'other';
  /** As help shows it, such as `-l, --list <ID|FILE>`. An option without a value is a flag. */
  readonly flags: string;
  readonly about: string;
  readonly read: ReadValue<unknown>;
  /** `repeated`: given several times; `listed`: also several words with commas between them. */
  readonly many?: 'repeated' | 'listed';
  readonly words?: readonly string[];
  /** The value of an option that is not given; no result records it. */
  readonly usual?: string | number;
  /** What a value lets pass that the default would not; null: nothing. */
  readonly lets?: (value: unknown, facts: GateFacts) => string | null;
  /** What to do about it. */
  readonly instead?: string;
}

/** `leftOut`: default lists of which settings leave out all or some rules. */
export interface GateFacts {
  readonly origins: ReadonlyMap<string, readonly string[]>;
  readonly words: Headers;
  readonly leftOut: readonly string[];
}

function notJudgedBy(_: unknown, { leftOut }: GateFacts): string | null {
  return leftOut.length === 0 ? null : `not judged by ${leftOut.join(' and ')}, which a run without settings is`;
}

const NAMING: readonly Field[] = ['vendor', 'model'];

function mappedAway(value: unknown, { words }: GateFacts): string | null {
  const [, field = '', header = ''] = /^([^=]*)=(.*)$/s.exec(String(value)) ?? [];
  const isOther = IDENTITY_FIELDS.every((one) => one !== field);
  // A vendor or model that is read as another identity, such as a MAC, is lost too.
  const isTaken = (one: Field): boolean => one !== field && (isOther ? isIdentity(one) : NAMING.includes(one));
  const fields = words.read(header.trim())?.fields.filter(isTaken) ?? [];
  if (fields.length > 0) return `the column is not read as ${fields.join(' or ')}`;
  if (!isOther) return null;
  return /^\s*#\d+\s*$/.test(header) ? 'no vendor or model is read in the column, whatever it holds' : null;
}

const REQUIRED_PERCENT = 80;

/**
 * The options that decide something, by their long names: a new one is an entry here. Those that decide what fails come
 * first, as a format may cut what is looser than the default.
 */
export const OPTIONS = {
  'fail-on': {
    ...{ group: 'failing', flags: '--fail-on <CONFIDENCE>', read: oneOf(GRADES), words: GRADES },
    usual: 'probable',
    about: 'fail at confirmed, probable, possible or never',
    lets: (value) => (value === 'never' ? 'nothing fails' : value === 'confirmed' ? 'probable findings pass' : null),
    instead: 'leave fail-on out, or set it to probable',
  },
  'fail-on-status': {
    ...{ group: 'failing', flags: '--fail-on-status <STATUS,...>', read: oneOf(STATUSES), words: STATUSES },
    many: 'listed',
    usual: 'banned',
    about: `the statuses that fail: ${STATUSES.join(', ')}`,
    lets: (value) => ([value].flat().includes('banned') ? null : 'banned equipment passes'),
    instead: 'add banned to fail-on-status',
  },
  'require-identity': {
    ...{ group: 'failing', flags: '--require-identity <PERCENT>', read: wholeNumber(100) },
    usual: REQUIRED_PERCENT,
    about: 'exit 3 if fewer rows name a vendor, model or MAC',
    lets: (value) =>
      Number(value) < REQUIRED_PERCENT ? `${100 - Number(value)} % of the rows may name no vendor, model or MAC` : null,
    instead: `leave require-identity out, or set it to ${REQUIRED_PERCENT}`,
  },
  'deadline-within': {
    ...{ group: 'failing', flags: '--deadline-within <DAYS>', read: days },
    about: 'also fail if a deadline or an upcoming rule is within DAYS',
  },
  'max-list-age': {
    ...{ group: 'failing', flags: '--max-list-age <DAYS>', read: days },
    about: 'exit 3 if a list was last checked more than DAYS ago',
  },
  waivers: {
    ...{ group: 'failing', flags: '--waivers <FILE>', read: asItIs },
    about: 'reasoned, dated decisions not to fail (YAML)',
    ...{ lets: () => 'what this file waives passes', instead: 'review the waivers' },
  },
  'strict-waivers': {
    ...{ group: 'failing', flags: '--strict-waivers', read: isSet },
    about: 'waivers that are unused or expired are an error',
  },
  baseline: {
    ...{ group: 'failing', flags: '--baseline <RESULT>', read: asItIs },
    about: 'fail only on what is not in this earlier result (json or ndjson)',
    ...{ lets: () => 'what this result holds passes', instead: 'review what the baseline accepts' },
  },
  list: {
    ...{ group: 'judging', flags: '-l, --list <ID|FILE>', many: 'repeated', read: asItIs },
    about: 'a list, your own list file, default or all (repeatable)',
    ...{ lets: notJudgedBy, instead: 'add default to list' },
  },
  'list-source': {
    ...{ group: 'judging', flags: '--list-source <NAME>', many: 'repeated', read: asItIs },
    about: 'of official files, only what this source lists (repeatable)',
  },
  profile: {
    ...{ group: 'judging', flags: '--profile <NAME>', many: 'repeated', read: asItIs },
    about: 'lists that bind an organisation, such as uk-telecom (repeatable)',
    ...{ lets: notJudgedBy, instead: 'add list: default to the settings' },
  },
  'as-of': {
    ...{ group: 'judging', flags: '--as-of <DAY>', read: day },
    about: 'judge as of this day (default: today in UTC)',
    lets: (_, { origins }) => (origins.has('as-of') ? 'judged as of that day, whenever the run is' : null),
    instead: 'take as-of out of the settings: it is for single runs',
  },
  data: {
    ...{ group: 'judging', flags: '--data <DIR|FILE.tgz>', read: asItIs },
    about: 'vendors, lists and words of this data package, not the shipped ones',
    ...{ lets: () => 'judged by this data, not by what is shipped', instead: 'make sure where the data is from' },
  },
  columns: {
    ...{ group: 'reading', flags: '--columns <FIELD=HEADER>', many: 'repeated', read: columnOverride },
    about: 'what a column holds: vendor=Hersteller, or vendor=#3 (repeatable)',
    ...{ lets: mappedAway, instead: 'leave the mapping out' },
  },
  delimiter: {
    ...{ group: 'reading', flags: '-d, --delimiter <CHARACTER>', read: delimiter },
    about: 'between cells: a character, or tab, comma, semicolon, pipe, space',
    words: [...NAMED_DELIMITERS.keys()].filter((name) => name !== '\\t'),
  },
  encoding: {
    ...{ group: 'reading', flags: '-e, --encoding <NAME>', read: asItIs },
    about: 'how the file is encoded, such as windows-1252',
  },
  'skip-lines': {
    ...{ group: 'reading', flags: '--skip-lines <COUNT>', read: wholeNumber(1_000_000), usual: 0 },
    about: 'lines above the header',
    lets: (value) => `${value === 1 ? 'the first line is' : `the first ${Number(value)} lines are`} not checked`,
    instead: 'leave skip-lines out: netvet finds the header below title lines',
  },
  'no-header': { group: 'reading', flags: '--no-header', read: isSet, about: 'the first line is data' },
  'input-format': {
    ...{ group: 'reading', flags: '--input-format <NAME>', read: oneOf(FORMATS), words: FORMATS },
    about: `force the input format: ${FORMATS.join(', ')}`,
  },
  sheet: {
    ...{ group: 'reading', flags: '--sheet <NAME>', read: asItIs, about: 'the sheet of a workbook' },
    ...{ lets: () => 'other sheets are not read', instead: 'leave sheet out to read all' },
  },
  'input-name': {
    ...{ group: 'other', flags: '--input-name <NAME>', read: asItIs },
    about: 'what standard input is called in results',
  },
  mixed: {
    ...{ group: 'other', flags: '--mixed', read: isSet },
    about: 'also results that were judged by different lists, knowledge, options or days',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type OptionName = keyof typeof OPTIONS;
export const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[];

/** Whether a name is that of one of `OPTIONS`, not of an option for how a run is shown. */
export const isOption = (name: string): name is OptionName => Object.hasOwn(OPTIONS, name);

/** The default of an option; undefined for one that has none. */
export function usualOf(name: string): string | number | undefined {
  return isOption(name) ? (OPTIONS[name] as OptionSpec).usual : undefined;
}

/** The options that a run records, by their long names in alphabetical order: those that are not at their default. */
export function recorded(options: RunEvent['options']): RunEvent['options'] {
  const isUsual = ([name, value]: readonly [string, unknown]): boolean => {
    const values = [value ?? []].flat();
    return value === false || values.length === 0 || (values.length === 1 && values[0] === usualOf(name));
  };
  const others = Object.entries(options).filter((option) => !isUsual(option));
  return Object.fromEntries(others.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `skipLines` of `skip-lines`: how programs name an option. */
export const keyOf = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

type Key<S extends string> = S extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Key<Rest>>}` : S;
type Read<K extends OptionName> = ReturnType<(typeof OPTIONS)[K]['read']>;
type Value<K extends OptionName, Spec = (typeof OPTIONS)[K]> = Spec extends { readonly many: string }
  ? readonly Read<K>[]
  : Read<K> | (Spec extends { readonly usual: unknown } ? never : Read<K> extends boolean ? boolean : null);

/** The values of all options: those that were not given are at their default, or null. */
export type Options = { readonly [K in OptionName as Key<K>]: Value<K> } & { readonly asOf: Day };

/**
 * The options of a run, and where they were set. `effective`: those in the `run` event, which are not at their default;
 * `origins`: the places of options that a settings file sets (`.netvet.yaml:3:10`, one for each value of a repeatable
 * option); both by long name. `given`: where the others were given, for people; `gate`: as it was recorded, for a run
 * that is made again, since where its options were set is no longer known.
 */
export interface CheckOptions extends Options {
  readonly config: FileRef | null;
  readonly effective: RunEvent['options'];
  readonly origins: ReadonlyMap<string, readonly string[]>;
  readonly given: string;
  readonly gate?: readonly Attention[];
  readonly everyRow: boolean;
}

/**
 * Reads options by their long names, as a run records them; all others are at their defaults. `wrong`: the message for
 * an invalid value. Throws UserError with every option that does not exist or has such a value.
 */
export function optionsOf(
  given: RunEvent['options'],
  asOf: Day,
  wrong: (name: OptionName, value: unknown) => string = (name, value) => `${name}: '${String(value)}' is not valid`,
): Options {
  const problems: UserProblem[] = Object.keys(given)
    .filter((name) => !isOption(name))
    .map((name) => ({ place: null, message: `unknown option ${name}`, hint: suggest(name, OPTION_NAMES) }));
  const decided = OPTION_NAMES.map((name) => {
    const { read, many, usual }: OptionSpec = OPTIONS[name];
    const values = [given[name] ?? usual ?? []].flat().flatMap((value: unknown) => {
      try {
        return [read(String(value))];
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        problems.push({ place: null, message: wrong(name, value), hint: error.message });
        return [];
      }
    });
    return [keyOf(name), many === undefined ? (values[0] ?? (read === isSet ? false : null)) : values] as const;
  });
  if (problems.length > 0) throw new UserError(problems);
  return { ...(Object.fromEntries(decided) as unknown as Options), asOf };
}

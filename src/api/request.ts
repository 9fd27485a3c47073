import type { Files } from '../app/host.ts';
import type { InputRef } from '../app/inputs.ts';
import { keyOf, OPTION_NAMES, OPTIONS, optionsOf, usualOf, type OptionName } from '../app/options.ts';
import { isDay, dayOf as utcDayOf, type Day } from '../core/dates.ts';
import { suggest } from '../core/distance.ts';
import { UserError, wrongFile } from '../core/errors.ts';
import type { ResultEvent } from '../core/events.ts';
import type { CheckRequest, Input, Located, OnDay, Stream, Written } from './types.ts';

const NOT_HERE: readonly OptionName[] = ['as-of', 'data', 'list-source'];
/** By the keys of a request, the long names of options. */
const NAMES: Readonly<Record<string, OptionName>> = Object.fromEntries(
  OPTION_NAMES.flatMap((name) => {
    const { group } = OPTIONS[name];
    if (group === 'other' || NOT_HERE.includes(name)) return [];
    return [[name === 'list' ? 'lists' : name === 'no-header' ? 'header' : keyOf(name), name]];
  }),
);
const OTHERS = ['asOf', 'now', 'inputs', 'text', 'input', 'at', 'id'];

/**
 * What a program passes, under the names that messages have for it. No file is read but those that it names, whose
 * `paths` are those besides inputs. `add` takes a list, waivers or a result, and returns the name that stands for it.
 */
export function passedOver(disk: Files) {
  const paths: string[] = [];
  const texts = new Map<string, string>();
  const streams = new Map<string, Stream>();
  const files: Files = {
    ...disk,
    sizeOf: (path) => {
      if (streams.has(path)) return null;
      // What is not named may still be a file: an id of a list.
      return texts.get(path)?.length ?? (paths.includes(path) ? disk.sizeOf(path) : undefined);
    },
    text: (path) => {
      const text = texts.get(path);
      if (text !== undefined) return { path, text };
      if (paths.includes(path)) return disk.text(path);
      throw wrongFile(path, 'was not passed', 'pass lists and waivers as objects, or as files: { path }');
    },
    bytes: (path) => {
      const passed = streams.get(path) ?? texts.get(path);
      return passed === undefined ? disk.bytes(path) : bytesOf(typeof passed === 'string' ? [passed] : passed);
    },
  };
  function add(name: string, content: Written | Located | AsyncIterable<ResultEvent> | Iterable<ResultEvent>): string {
    if (Symbol.asyncIterator in content || Symbol.iterator in content) streams.set(name, linesOf(content));
    else if (typeof content['path'] === 'string' && Object.keys(content).length === 1) {
      paths.push(content['path']);
      return content['path'];
    } else texts.set(name, JSON.stringify(content, null, 2));
    return name;
  }
  return { files, paths, add };
}

/** The disk of a library that has none. */
export const NO_DISK: Files = {
  sizeOf: () => undefined,
  text: noDisk,
  bytes: noDisk,
  head: () => '',
  entries: () => null,
  meant: noDisk,
  absolute: (path) => path,
  real: (path) => path,
  identity: (path) => path,
};

function noDisk(path: string): never {
  throw new UserError(`${path}: no files can be read here`, 'pass its content: { name: "site.csv", text }');
}

async function* linesOf(events: AsyncIterable<ResultEvent> | Iterable<ResultEvent>): AsyncGenerator<string> {
  for await (const event of events) yield `${JSON.stringify(event)}\n`;
}

export async function* bytesOf(stream: Stream): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const chunk of stream) yield typeof chunk === 'string' ? encoder.encode(chunk) : chunk;
}

/** The day of a request. Throws UserError. */
export function dayOf({ asOf, now }: OnDay): Day {
  if (asOf === undefined && now === undefined)
    throw new UserError('asOf is missing', 'the library asks no clock: asOf: "2026-11-28", or now: new Date()');
  const isInstant = now !== undefined && !Number.isNaN(now.getTime());
  const day = asOf ?? (isInstant ? utcDayOf(now) : String(now));
  if (!isDay(day))
    throw new UserError(`asOf: '${String(asOf ?? now)}' is not valid`, 'expected a day, such as 2026-11-28');
  return day;
}

/**
 * The options of a request as the command line would record them, and all that is decided by them. Lists, waivers and a
 * baseline are added to what was `passed`. Throws UserError with everything that is wrong.
 */
export function decided(request: Omit<CheckRequest, 'inputs'>, passed: ReturnType<typeof passedOver>) {
  const wrong = Object.keys(request).filter((key) => NAMES[key] === undefined && !OTHERS.includes(key));
  const known = [...Object.keys(NAMES), ...OTHERS];
  if (wrong.length > 0)
    throw new UserError(
      wrong.map((key) => ({ place: null, message: `unknown option ${key}`, hint: suggest(key, known) })),
    );
  const { lists = [], profile = [], columns = {}, header, waivers, baseline } = request;
  const given: Readonly<Record<string, unknown>> = {
    ...request,
    lists: lists.map((list, at) => (typeof list === 'string' ? list : passed.add(`lists[${at}]`, list))),
    profile: [profile].flat(),
    columns: Object.entries(columns).flatMap(([field, headers]) => [headers].flat().map((name) => `${field}=${name}`)),
    header: header === false,
    waivers: waivers === undefined ? undefined : passed.add('waivers', waivers),
    baseline: baseline === undefined ? undefined : passed.add('baseline', baseline),
  };
  const options = Object.entries(NAMES).flatMap(([key, name]) => {
    const value = given[key];
    const isUsual = value === undefined || value === false || value === usualOf(name);
    return isUsual || (Array.isArray(value) && value.length === 0) ? [] : [[name, value] as const];
  });
  const effective = Object.fromEntries(options.sort(([a], [b]) => (a < b ? -1 : 1)));
  const keyIn = (name: string): string => Object.keys(NAMES).find((key) => NAMES[key] === name) ?? name;
  const says = (name: string, value: unknown): string => `${keyIn(name)}: '${String(value)}' is not valid`;
  return { ...optionsOf(effective, dayOf(request), says), effective };
}

/** Opens what was passed. Throws UserError for an input without a name or content, and for two of one name. */
export function inputOf(input: Exclude<Input, Located>): InputRef {
  const { name } = input;
  if (typeof name !== 'string' || name === '') throw new UserError('an input has no name', 'name: "site.csv"');
  const stream = 'bytes' in input ? [input.bytes] : 'text' in input ? [input.text] : input.stream;
  return { name, path: null, size: null, from: 'user', open: () => bytesOf(stream) };
}

import { check as checkInputs, eventsOf } from '../app/check.ts';
import { explainRow, explainText } from '../app/explain.ts';
import type { Files, Host } from '../app/host.ts';
import { findInputs, passedRef, type InputRef } from '../app/inputs.ts';
import { listLists, showList, listVendors, showVendor } from '../app/lists.ts';
import { stepsOfResult } from '../app/rows.ts';
import { suggest } from '../core/distance.ts';
import { trying, UserError, wrongFile } from '../core/errors.ts';
import type { ResultEvent, Step } from '../core/events.ts';
import { restoreKnowledge, type Knowledge } from '../knowledge/knowledge.ts';
import { FORMAT_NAMES, isFormatName, newReport } from '../report/registry.ts';
import { GROUPS, type ReportOptions } from '../report/reporter.ts';
import type { CheckRequest, CheckResult, CheckRun, FileByPath, Input, Library, OnDay } from './types.ts';
import type { Events, JudgingOptions, ParsedFile, ReadingOptions, ReportRequest, Stream } from './types.ts';
import { keyOf, OPTION_NAMES, OPTIONS, optionsOf, recorded, type OptionName } from '../app/options.ts';
import { isDay, dayOf as utcDayOf, type Day } from '../core/dates.ts';

/** What the package ships, read when it is first needed. No other file is read, but those that a program names. */
export interface Shipped {
  readonly version: string;
  readonly knowledge: () => { readonly path: string; readonly text: string };
  readonly readData: (name: string) => string;
  readonly disk: Files;
}

/** Makes the library of what is shipped. */
export function createLibrary({ version, knowledge: read, readData, disk }: Shipped): Library {
  let restored: Promise<Knowledge> | null = null;
  const knowledge = (): Promise<Knowledge> => (restored ??= Promise.resolve().then(() => restoreKnowledge(read())));
  const hostOf = (today: string, { files } = passedFiles(disk)): Host => ({
    ...{ today, version, files, knowledge },
    stdin: bytesOf([]),
  });

  async function* stepsOf(request: CheckRequest): AsyncGenerator<Step> {
    const { inputs, ...others } = requestOf(request, [...SETTINGS, 'inputs']);
    const passed = passedFiles(disk);
    const options = settingsOf(others, passed);
    const host = hostOf(options.asOf, passed);
    const settings = { config: null, origins: new Map<string, string[]>(), given: 'check()', everyRow: false };
    yield* checkInputs(await openInputs(inputs, disk, passed.paths), { ...options, ...settings }, host);
  }

  return {
    check: (request) => runOf(stepsOf(request)),

    report: (events, format, options = {}) => reportOf(events, format, options, readData),

    async explain(request) {
      type Asked = JudgingOptions & ReadingOptions & { text?: string; input?: Input; at?: string | number };
      const { text, input, at, ...others } = requestOf(request as Asked, [...SETTINGS, 'text', 'input', 'at']);
      const passed = passedFiles(disk);
      const options = settingsOf(others, passed);
      const host = hostOf(options.asOf, passed);
      if (input !== undefined)
        return [await explainRow(await openInputs([input], disk, []), String(at), options, host)];
      if (typeof text !== 'string') throw new UserError('text or input is missing', 'text: "Huawei", or input and at');
      return explainText(text, options, host);
    },

    lists: (async (request: OnDay & { readonly id?: string | number }) => {
      const { id, ...onDay } = requestOf(request, [...DAY, 'id']);
      const day = dayOf(onDay);
      return id === undefined ? listLists(hostOf(day)) : showList(String(id), day, [], hostOf(day));
    }) as Library['lists'],

    vendors: (async (request: { readonly id?: string | number } = {}) => {
      const { id } = requestOf(request, ['id']);
      return id === undefined ? listVendors(hostOf('')) : showVendor(String(id), hostOf(''));
    }) as Library['vendors'],
  };
}

function runOf(steps: AsyncIterable<Step>): CheckRun {
  let result: CheckResult | null = null;
  async function* runEvents(): AsyncGenerator<ResultEvent, undefined> {
    const warnings: string[] = [];
    for await (const step of steps) {
      if (step.kind === 'message') warnings.push(step.text);
      yield* eventsOf(step);
      if (step.kind !== 'summary') continue;
      const { event: summary, attention } = step;
      result = { summary, attention, exitCode: summary.exit.code, warnings };
    }
  }
  const events = runEvents();
  let ended: Promise<CheckResult> | null = null;
  async function runToEnd(): Promise<CheckResult> {
    while ((await events.next()).done !== true);
    if (result === null) throw new UserError('the check was ended before its summary');
    return result;
  }
  return {
    [Symbol.asyncIterator]: () => events,
    get result() {
      return (ended ??= runToEnd());
    },
  };
}

async function reportOf(events: Events, format: unknown, request: ReportRequest, readData: Shipped['readData']) {
  const { verbose = false, groupBy = 'vendor' } = requestOf(request, ['verbose', 'groupBy'], '{ groupBy: "site" }');
  const [name, group] = [String(format), String(request.groupBy)];
  if (!isFormatName(name)) throw new UserError(`unknown format '${name}'`, suggest(name, FORMAT_NAMES));
  if (!GROUPS.includes(groupBy)) throw new UserError(`unknown groupBy '${group}'`, suggest(group, GROUPS));
  if (!isStream(events)) throw new UserError('events is missing', 'the events of check(), or those of a result');
  const options: ReportOptions = {
    ...{ color: false, width: null, unicode: true, verbose, groupBy },
    pathOf: (source) => source.replace(/^\.\//, ''),
  };
  const report = await newReport(name, readData, options);
  const texts: string[] = [];
  let isWhole = false;
  for await (const step of stepsOfResult(events)) {
    isWhole ||= step.kind === 'summary';
    for (const piece of report(step)) {
      if (typeof piece !== 'string') return piece;
      texts.push(piece);
    }
  }
  if (!isWhole) throw new UserError('the events end before their summary', 'give all events of a check');
  return texts.join('');
}

/** Paths mean what they mean on the command line: a folder is all of its files. Throws UserError for wrong inputs. */
async function openInputs(inputs: CheckRequest['inputs'] | undefined, files: Files, used: readonly string[]) {
  if (!Array.isArray(inputs) || inputs.length === 0)
    throw new UserError('inputs is missing', 'inputs: [{ name: "site.csv", text }]');
  const given = (inputs as readonly Input[]).map((input) => (isByPath(input) ? input.path : inputOf(input)));
  const found = await findInputs(given, { files, stdin: bytesOf([]) }, null, used);
  const names = found.refs.map(({ name }) => name);
  const repeated = names.find((name, at) => names.indexOf(name) !== at);
  if (repeated !== undefined) throw new UserError(`two inputs are called ${repeated}`);
  return found;
}

const NOT_IN_REQUESTS: readonly OptionName[] = ['as-of', 'data', 'list-source'];
/** The keys of a request, by option. */
const KEYS = new Map(
  OPTION_NAMES.filter((name) => OPTIONS[name].group !== 'other' && !NOT_IN_REQUESTS.includes(name)).map((name) => {
    return [name, name === 'list' ? 'lists' : name === 'no-header' ? 'header' : keyOf(name)] as const;
  }),
);
const DAY = ['asOf', 'now'];
const SETTINGS = [...KEYS.values(), ...DAY];

/** Files that a program passes, under the names that messages use; of the disk, only `paths` are read. */
function passedFiles(disk: Files) {
  const paths: string[] = [];
  const passed = new Map<string, string | Stream>();
  /** What was passed under a path; null: a file of the disk. Throws UserError for any other path. */
  function contentOf(path: string): string | Stream | null {
    const content = passed.get(path);
    if (content === undefined && !paths.includes(path))
      throw wrongFile(path, 'was not passed', 'pass lists and waivers as objects, or as files: { path }');
    return content ?? null;
  }
  const files: Files = {
    ...disk,
    sizeOf: (path) => {
      const content = passed.get(path);
      if (content !== undefined) return typeof content === 'string' ? content.length : null;
      // An id of a list may also be the name of a file that nobody passed.
      return paths.includes(path) ? disk.sizeOf(path) : undefined;
    },
    text: (path) => {
      const text = contentOf(path);
      return typeof text === 'string' ? { path, text } : disk.text(path);
    },
    bytes: (path) => {
      const content = contentOf(path);
      return content === null ? disk.bytes(path) : bytesOf(typeof content === 'string' ? [content] : content);
    },
  };
  function add(name: string, content: ParsedFile | FileByPath | Events): string {
    if (isByPath(content)) {
      paths.push(content.path);
      return content.path;
    }
    if (typeof content !== 'object')
      throw new UserError(`${name}: '${String(content)}' is not valid`, 'pass an object, or a file: { path }');
    passed.set(name, isStream(content) ? linesOf(content) : JSON.stringify(content, null, 2));
    return name;
  }
  return { files, paths, add };
}

async function* linesOf(events: Events): AsyncGenerator<string> {
  for await (const event of events) yield `${JSON.stringify(event)}\n`;
}

/** A stream of texts or bytes as bytes (UTF-8). Throws UserError for a chunk of anything else. */
async function* bytesOf(stream: Stream): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  /** The first half of a character whose other half begins the next text. */
  let half = '';
  for await (const chunk of stream) {
    if (ArrayBuffer.isView(chunk)) yield new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    else if (typeof chunk !== 'string') throw new UserError('a chunk of an input is neither bytes nor text');
    else {
      const text = half + chunk;
      half = /[\ud800-\udbff]/.test(text.slice(-1)) ? text.slice(-1) : '';
      yield encoder.encode(text.slice(0, text.length - half.length));
    }
  }
  if (half !== '') yield encoder.encode(half);
}

/** The day of a request. Throws UserError. */
function dayOf({ asOf, now }: OnDay): Day {
  const day = asOf ?? trying(() => utcDayOf(now as Date), '');
  if (isDay(day)) return day;
  const what = asOf === undefined && now === undefined ? ' is missing' : `: '${String(asOf ?? now)}' is not valid`;
  throw new UserError(
    `asOf${what}`,
    'expected a day, since the library reads no clock: asOf: "2026-11-28", or now: new Date()',
  );
}

/** The settings that a request means; `effective`: those that a result records. Throws UserError with all problems. */
function settingsOf(request: Omit<CheckRequest, 'inputs'>, passed: ReturnType<typeof passedFiles>) {
  const { lists = [], profile = [], columns = {}, header, waivers, baseline } = request;
  const given: Readonly<Record<string, unknown>> = {
    ...request,
    lists: [lists].flat().map((list, at) => (typeof list === 'string' ? list : passed.add(`lists[${at}]`, list))),
    profile: [profile].flat(),
    columns: Object.entries(objectOf(columns, '{ vendor: "Hersteller" }', 'columns')).flatMap(([field, headers]) =>
      [headers].flat().map((name) => `${field}=${name}`),
    ),
    header: typeof header === 'boolean' ? !header : header,
    waivers: waivers === undefined ? undefined : passed.add('waivers', waivers),
    baseline: baseline === undefined ? undefined : passed.add('baseline', baseline),
  };
  const effective = recorded(Object.fromEntries([...KEYS].map(([name, key]) => [name, given[key]])));
  const messageFor = (name: OptionName, value: unknown): string =>
    `${KEYS.get(name) ?? name}: '${String(value)}' is not valid`;
  return { ...optionsOf(effective, dayOf(request), messageFor), effective };
}

/** A request as an object. Throws UserError for none, and for every key that is not one of `known`. */
function requestOf<T extends object>(value: T, known: readonly string[], example = '{ asOf: "2026-11-28" }'): T {
  const request = objectOf(value, example);
  const wrong = Object.keys(request).filter((key) => !known.includes(key));
  const problems = wrong.map((key) => ({ place: null, message: `unknown option ${key}`, hint: suggest(key, known) }));
  if (problems.length > 0) throw new UserError(problems);
  return request;
}

/** An object without keys that are null, which count as left out. Throws UserError for anything else. */
function objectOf<T>(value: T, example: string, what = 'the request'): T {
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null)) as T;
  throw new UserError(`${what} is not an object`, `such as ${example}`);
}

const isByPath = (content: unknown): content is FileByPath =>
  typeof (content as Partial<FileByPath> | null)?.path === 'string' && Object.keys(content as object).length === 1;

const isStream = (content: unknown): content is AsyncIterable<never> | Iterable<never> =>
  typeof content === 'object' && content !== null && (Symbol.asyncIterator in content || Symbol.iterator in content);

/** Throws UserError for an input without a name or content. */
function inputOf(input: Exclude<Input, FileByPath>): InputRef {
  const { name, bytes, text, stream } = { bytes: null, text: null, stream: null, ...input };
  if (typeof name !== 'string' || name === '') throw new UserError('an input has no name', 'name: "site.csv"');
  const content = typeof text === 'string' ? [text] : ArrayBuffer.isView(bytes) ? [bytes] : stream;
  if (!isStream(content)) throw new UserError(`${name}: the input has no content`, 'give its bytes, text or stream');
  return passedRef(name, () => bytesOf(content));
}

import { ATTENTION_KINDS, MOST_ATTENTION } from '../core/attention.ts';
import { SCHEMA_VERSION, type Counts, type ResultEvent, type RunEvent, type SummaryEvent } from '../core/events.ts';
import { UserError, fileError } from '../core/errors.ts';
import { CONFIDENCES, STATUSES } from '../core/finding.ts';
import { SEVERITIES } from '../core/problem.ts';
import type { Host } from './host.ts';
import { optionText } from '../report/phrases.ts';
import { missingIn } from './result-shapes.ts';

const EXPECTED = 'expected what netvet check --format ndjson (or json) wrote';
const CHECK_AGAIN = 'check the inventory again with this netvet, or use the one that wrote the result';

/**
 * Reads an earlier result, json or ndjson, as the events of ndjson in their order; of several ndjson results one after
 * the other, those of each. `onChunk` sees every byte. Throws UserError when it is not a result, when one was cut off
 * before its summary, and when it is damaged: events are missing, or are not as many as its summary counts.
 */
export async function* readResult(
  path: string,
  host: Host,
  onChunk?: (chunk: Uint8Array) => void,
): AsyncGenerator<ResultEvent> {
  for await (const events of readEvents(path, host, onChunk)) yield* events;
}

/** The same events, as many at once as a piece of the file holds. */
async function* readEvents(
  path: string,
  host: Host,
  onChunk?: (chunk: Uint8Array) => void,
): AsyncGenerator<readonly ResultEvent[]> {
  let last: ResultEvent | null = null;
  let wrongWith = countEvents();
  try {
    const stream = path === '-' ? host.stdin : host.files.bytes(path);
    for await (const events of eventsOf(linesOf(stream, onChunk), path)) {
      for (const event of events) {
        const missing = missingIn(event);
        if (missing !== null) throw bad(path, null, `is a result that lacks ${missing}`, CHECK_AGAIN);
        if (event.type === 'run') wrongWith = countEvents();
        const wrong = wrongWith(event);
        if (wrong !== null) throw bad(path, null, `is a damaged result: ${wrong}`);
        last = event;
      }
      yield events;
    }
  } catch (error) {
    throw fileError(error, path, 'read');
  }
  if (last?.type !== 'summary') throw bad(path, null, 'ends before its summary: the run that wrote it was cut off');
}

/** A result of which the first events were read. */
export type OpenedResult = Awaited<ReturnType<typeof openResult>>;

/**
 * Its run, and all of its events, which are read once. Throws UserError when it cannot be read, or is no result. A pipe
 * stays open, since it gives what it gives once.
 */
export async function openResult(path: string, host: Host) {
  const batches = readEvents(path, host);
  const first = await batches.next();
  const [run] = first.done === true ? [] : first.value;
  if (first.done === true || run?.type !== 'run') throw bad(path, null, 'is empty');
  if (path === '-' || typeof host.files.sizeOf(path) !== 'number') {
    return { path, run, events: () => after(first.value, batches) };
  }
  await batches.return(undefined);
  return { path, run, events: () => readEvents(path, host) };
}

async function* after<T>(first: T, others: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* others;
}

async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  onChunk?: (chunk: Uint8Array) => void,
): AsyncGenerator<readonly string[]> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let rest = '';
  for await (const chunk of chunks) {
    onChunk?.(chunk);
    decoder ??= new TextDecoder(isUtf16(chunk) ? 'utf-16le' : 'utf-8');
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield parts;
  }
  rest += decoder?.decode() ?? '';
  if (rest !== '') yield [rest];
}

/** What Windows PowerShell makes of `netvet ... > result.ndjson`. */
function isUtf16([first, second]: Uint8Array): boolean {
  return first === 0xff && second === 0xfe;
}

async function* eventsOf(
  pieces: AsyncGenerator<readonly string[]>,
  path: string,
): AsyncGenerator<readonly ResultEvent[]> {
  let number = 0;
  let isNdjson = false;
  let isWhole = true;
  const document: string[] = [];
  function eventOf(line: string): ResultEvent {
    const event = parse(line) as ResultEvent | null;
    if (event === null || !('type' in event)) throw bad(path, number, 'is not a line of a result');
    if (event.type === 'run' && !isWhole) {
      throw bad(path, number, 'the result before this line ends before its summary: the run that wrote it was cut off');
    }
    isWhole = event.type === 'summary';
    return number === 1 || event.type === 'run' ? checked(event, path) : event;
  }
  for await (const lines of pieces) {
    const events: ResultEvent[] = [];
    for (const line of lines) {
      number += 1;
      if (number === 1) {
        const first = parse(line);
        isNdjson = first !== null && 'type' in first && first.type === 'run';
      }
      if (!isNdjson) document.push(line);
      else if (line.trim() !== '') events.push(eventOf(line));
    }
    if (events.length > 0) yield events;
  }
  if (!isNdjson) yield [...eventsOfDocument(document.join('\n'), path)];
}

function* eventsOfDocument(text: string, path: string): Generator<ResultEvent> {
  const document = parse(text) as Readonly<Record<string, unknown>> | null;
  if (document === null || typeof document['run'] !== 'object' || document['run'] === null)
    throw bad(path, null, 'is not a result of netvet');
  yield checked(document['run'] as RunEvent, path);
  for (const key of ['inputs', 'designations', 'findings', 'problems', 'attention']) {
    const events = document[key];
    if (!Array.isArray(events)) throw bad(path, null, `is a result without ${key}`);
    yield* events as ResultEvent[];
  }
  if (document['summary'] === undefined) throw bad(path, null, 'is a result without summary');
  yield document['summary'] as ResultEvent;
}

function checked(event: ResultEvent, path: string): ResultEvent {
  if (event.type !== 'run') throw bad(path, null, 'does not begin with the event run');
  if (event.schemaVersion === SCHEMA_VERSION) return event;
  const message = `has schemaVersion ${event.schemaVersion}; this netvet reads ${SCHEMA_VERSION}`;
  throw bad(path, null, message, CHECK_AGAIN);
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function bad(path: string, line: number | null, message: string, hint = EXPECTED): UserError {
  return new UserError([{ place: { file: path, line, column: null }, message, hint }]);
}

/**
 * Counts the events of one result and holds them to its summary: a line that is gone, doubled or changed must not make
 * a clean result of one that is not. Returns what is wrong as soon as an event shows it; null while it is whole.
 */
function countEvents(): (event: ResultEvent) => string | null {
  const counts = new Map<string, number>();
  const designations = new Set<string>();
  const sources = new Set<string>();
  /** A problem stands for those that a json document does not hold. */
  let isShortened = false;
  let isOver = false;
  return (event) => {
    if (isOver) return 'it goes on after its summary';
    if (event.type === 'input') sources.add(event.source);
    if (event.type === 'designation') designations.add(`${event.list}\n${event.entry}`);
    if (event.type === 'problem' && event.code === 'held-back') isShortened = true;
    else for (const what of countedAs(event)) counts.set(what, (counts.get(what) ?? 0) + 1);
    if (event.type === 'finding') {
      if (event.designations.length === 0) return 'a finding has no designation';
      const missing = event.designations.find(({ list, entry }) => !designations.has(`${list}\n${entry}`));
      if (missing !== undefined) return `the designation ${missing.list} ${missing.entry} is missing`;
      return sources.has(event.source) ? null : `the input ${event.source} is missing`;
    }
    if (event.type !== 'summary') return null;
    isOver = true;
    return differing(event, counts, isShortened);
  };
}

function differing(
  { inputs, findings, problems, attention }: SummaryEvent,
  counted: ReadonlyMap<string, number>,
  isShortened: boolean,
): string | null {
  const items = ATTENTION_KINDS.reduce((sum, kind) => sum + (counted.get(`items of ${kind}`) ?? 0), 0);
  const each = (counts: Counts, words: readonly string[], nameOf: (word: string) => string, mayBeFewer = false) =>
    words.map((word) => ({ what: nameOf(word), expected: counts[word] ?? 0, mayBeFewer }));
  const all = [
    { what: 'inputs', expected: inputs.length, mayBeFewer: false },
    ...each(findings.status, STATUSES, (status) => `${status} findings`),
    ...each(findings.confidence, CONFIDENCES, (grade) => `${grade} findings`),
    ...each(problems, SEVERITIES, (severity) => `problems of severity ${severity}`, isShortened),
    ...each(attention, ATTENTION_KINDS, (kind) => `items of ${kind}`, items >= MOST_ATTENTION),
  ];
  for (const { what, expected, mayBeFewer } of all) {
    const count = counted.get(what) ?? 0;
    if (expected !== count && !(mayBeFewer && count < expected))
      return `its summary counts ${expected} ${what}, and it holds ${count}`;
  }
  return null;
}

function countedAs(event: ResultEvent): readonly string[] {
  if (event.type === 'input') return ['inputs'];
  if (event.type === 'finding') return [`${event.status} findings`, `${event.confidence} findings`];
  if (event.type === 'problem') return [`problems of severity ${event.severity}`];
  return event.type === 'attention' ? [`items of ${event.kind}`] : [];
}

/** Who wrote a result, as of when, by what. */
export interface NamedRun {
  readonly path: string;
  readonly run: RunEvent;
}

/** What keeps two results from being one, a sentence each. */
export function differences(other: NamedRun, first: NamedRun): readonly string[] {
  const [a, b] = [other.run, first.run];
  return [
    ...(a.netvet === b.netvet ? [] : [`${other.path} was written by netvet ${a.netvet}, ${first.path} by ${b.netvet}`]),
    ...(a.asOf === b.asOf ? [] : [`${other.path} was judged as of ${a.asOf}, ${first.path} as of ${b.asOf}`]),
    ...(a.knowledge === b.knowledge
      ? []
      : [`${other.path} was judged with other knowledge of vendors than ${first.path}`]),
    ...(optionsOf(a) === optionsOf(b)
      ? []
      : [`${other.path} was judged with ${optionsOf(a)}, ${first.path} with ${optionsOf(b)}`]),
    ...differentLists(other, first),
  ];
}

/** The same of one run made again: also of its data and the files it was given. */
export function differencesOfRerun(then: NamedRun, now: NamedRun): readonly string[] {
  const [a, b] = [then.run, now.run];
  const nameOf = ({ path, day }: RunEvent['data']): string => `${path ?? 'as shipped'}, of ${day}`;
  const data = `${then.path} was judged by the data ${nameOf(a.data)}, ${now.path} by ${nameOf(b.data)}`;
  const files = (['waivers', 'baseline', 'config'] as const).filter((key) => a[key]?.sha256 !== b[key]?.sha256);
  return [
    ...differences(then, now),
    ...(a.data.sha256 === b.data.sha256 ? [] : [data]),
    ...files.map(
      (key) => `${then.path} was made with another ${key} file ${a[key]?.path ?? b[key]?.path ?? ''} than ${now.path}`,
    ),
  ];
}

function optionsOf({ options }: RunEvent): string {
  const texts = Object.entries(options).map(([name, value]) => optionText(name, value));
  return texts.length === 0 ? 'the usual options' : texts.join(' ');
}

function differentLists(other: NamedRun, first: NamedRun): readonly string[] {
  const [theirs, usual] = [other, first].map(({ run }) => new Map(run.lists.map(({ id, sha256 }) => [id, sha256])));
  const missing = first.run.lists.filter(({ id }) => theirs?.has(id) !== true);
  const added = other.run.lists.filter(({ id }) => usual?.has(id) !== true);
  const changed = other.run.lists.filter(({ id, sha256 }) => (usual?.get(id) ?? sha256) !== sha256);
  return [
    ...missing.map(({ id }) => `${other.path} was not judged by the list ${id}, as ${first.path} was`),
    ...added.map(({ id }) => `${other.path} was judged by the list ${id}, as ${first.path} was not`),
    ...changed.map(({ id }) => `${other.path} was judged by another version of the list ${id} than ${first.path}`),
  ];
}

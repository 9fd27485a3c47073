import { ATTENTION_KINDS, MOST_ATTENTION } from '../core/attention.ts';
import { SCHEMA_VERSION } from '../core/events.ts';
import type { ResultEvent, RunEvent, SummaryEvent } from '../core/events.ts';
import { UserError, fileError } from '../core/errors.ts';
import { CONFIDENCES, STATUSES } from '../core/finding.ts';
import type { Finding } from '../core/finding.ts';
import type { Host } from './host.ts';

const EXPECTED = 'expected what netvet check --format ndjson (or json) wrote';

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
  let counts = new EventCounts();
  try {
    const stream = path === '-' ? host.stdin : host.files.bytes(path);
    for await (const events of eventsOf(linesOf(stream, onChunk), path)) {
      for (const event of events) {
        const missing = missingIn(event);
        if (missing !== null) throw bad(path, null, `is a result that lacks ${missing}`);
        if (event.type === 'run') counts = new EventCounts();
        const wrong = counts.add(event);
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
export interface OpenedResult {
  readonly path: string;
  readonly run: RunEvent;
  /** All events, which are read once. */
  events(): AsyncIterable<readonly ResultEvent[]>;
}

/** Throws UserError when it cannot be read, or is no result. A pipe stays open, since it gives what it gives once. */
export async function openResult(path: string, host: Host): Promise<OpenedResult> {
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
  throw bad(path, null, `has schemaVersion ${event.schemaVersion}; this netvet reads ${SCHEMA_VERSION}`);
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function bad(path: string, line: number | null, message: string): UserError {
  return new UserError([{ place: { file: path, line, column: null }, message, hint: EXPECTED }]);
}

type Kind = 'list' | 'object' | 'text' | 'number' | 'flag' | readonly string[];

/** What nothing could be made of an event without: keys, and what they hold. */
const SHAPES: Readonly<Record<ResultEvent['type'], Readonly<Record<string, Kind>>>> = {
  run: { asOf: 'text', options: 'object', lists: 'list', results: 'list' },
  input: { source: 'text', columns: 'list' },
  designation: { list: 'text', entry: 'text', rules: 'list', counts: 'flag' },
  finding: {
    id: 'text',
    assetId: 'text',
    source: 'text',
    row: 'number',
    confidence: CONFIDENCES,
    status: STATUSES,
    fails: 'flag',
    designations: 'list',
    evidence: 'list',
    asset: 'object',
    quantity: 'number',
  },
  problem: { id: 'text', source: 'text', code: 'text', severity: ['error', 'warning'], message: 'text' },
  attention: { kind: ATTENTION_KINDS, why: 'text' },
  summary: {
    inputs: 'list',
    findings: 'object',
    sites: 'object',
    attention: 'object',
    setAside: 'object',
    problems: 'object',
    assets: 'object',
    waivers: 'object',
    newByList: 'object',
    elsewhere: 'list',
    resolved: 'list',
    notRead: 'list',
    exit: 'object',
  },
};

/** What an event of a result lacks; null when it is whole. */
function missingIn(event: unknown): string | null {
  if (typeof event !== 'object' || event === null) return 'an event';
  const held = new Map<string, unknown>(Object.entries(event));
  const type = String(held.get('type'));
  if (!Object.hasOwn(SHAPES, type)) return 'an event that netvet knows';
  const shape = Object.entries(SHAPES[type as ResultEvent['type']]);
  return shape.find(([key, kind]) => !isOf(kind, held.get(key)))?.[0] ?? null;
}

function isOf(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'list':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    default:
      return typeof value === 'string' && kind.includes(value);
  }
}

/**
 * Counts the events of one result and holds them to its summary: a line that is gone, doubled or changed must not make
 * a clean result of one that is not.
 */
class EventCounts {
  readonly #counts = new Map<string, number>();
  readonly #designations = new Set<string>();
  readonly #sources = new Set<string>();
  #isShortened = false;
  #isOver = false;

  /** Returns what is wrong with the result as soon as an event shows it; null while it is whole. */
  add(event: ResultEvent): string | null {
    if (this.#isOver) return 'it goes on after its summary';
    switch (event.type) {
      case 'run':
        return null;
      case 'input':
        this.#sources.add(event.source);
        this.#count('input');
        return null;
      case 'designation':
        this.#designations.add(`${event.list}\n${event.entry}`);
        return null;
      case 'finding':
        return this.#finding(event);
      case 'problem':
        // It stands for problems that a json document does not hold.
        if (event.code === 'held-back') this.#isShortened = true;
        else this.#count(`problem ${event.severity}`);
        return null;
      case 'attention':
        this.#count(`attention ${event.kind}`);
        return null;
      case 'summary':
        return this.#summary(event);
    }
  }

  #finding({ status, confidence, designations, source }: Finding): string | null {
    this.#count(`status ${status}`);
    this.#count(`confidence ${confidence}`);
    if (designations.length === 0) return 'a finding has no designation';
    const missing = designations.find(({ list, entry }) => !this.#designations.has(`${list}\n${entry}`));
    if (missing !== undefined) return `the designation ${missing.list} ${missing.entry} is missing`;
    return this.#sources.has(source) ? null : `the input ${source} is missing`;
  }

  #summary({ inputs, findings, problems, assets, attention, exit }: SummaryEvent): string | null {
    this.#isOver = true;
    if (typeof exit.code !== 'number' || !Array.isArray(exit.because)) return 'its summary has no exit code';
    if (!inputs.every((input) => holdsCounts(input, ROWS))) return 'its summary has an input without its rows';
    if (!holdsCounts(assets, ASSETS)) return 'its summary does not count assets';
    const differing = [
      this.#differs('inputs', inputs.length, 'input'),
      ...STATUSES.map((status) => this.#differs(`${status} findings`, findings.status[status], `status ${status}`)),
      ...CONFIDENCES.map((grade) =>
        this.#differs(`${grade} findings`, findings.confidence[grade], `confidence ${grade}`),
      ),
      ...(['error', 'warning'] as const).map((severity) =>
        this.#differs(`problems of severity ${severity}`, problems[severity], `problem ${severity}`, this.#isShortened),
      ),
    ];
    const held = ATTENTION_KINDS.map((kind) => this.#counts.get(`attention ${kind}`) ?? 0);
    const isFull = held.reduce((sum, count) => sum + count, 0) >= MOST_ATTENTION;
    differing.push(
      ...ATTENTION_KINDS.map((kind) => this.#differs(`items of ${kind}`, attention[kind], `attention ${kind}`, isFull)),
    );
    return differing.find((text) => text !== null) ?? null;
  }

  #differs(what: string, told: number | undefined, key: string, mayBeFewer = false): string | null {
    const count = this.#counts.get(key) ?? 0;
    const expected = told ?? 0;
    if (expected === count || (mayBeFewer && count < expected)) return null;
    return `its summary counts ${expected} ${what}, and it holds ${count}`;
  }

  #count(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }
}

const ROWS = ['rows', 'judged', 'notJudged', 'rejected'];
const ASSETS = ['judged', 'found', 'failing'];

function holdsCounts(counts: object | null, keys: readonly string[]): boolean {
  const held = new Map<string, unknown>(Object.entries(counts ?? {}));
  return keys.every((key) => Number.isSafeInteger(held.get(key)));
}

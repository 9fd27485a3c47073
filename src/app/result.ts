import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { SCHEMA_VERSION } from '../core/events.ts';
import type { ResultEvent, RunEvent } from '../core/events.ts';
import { UserError, fileError } from '../core/errors.ts';
import type { Host } from './host.ts';
import type { FindingLines } from './finding-line.ts';
import type { FindingLine } from './whole-result.ts';
import { EventCounts, missingIn } from './whole-result.ts';

const EXPECTED = 'expected what netvet check --format ndjson (or json) wrote';

/** An event of an earlier result; a finding that need not be parsed is its line. */
export type ReadEvent = ResultEvent | FindingLine;

interface Reading {
  /** Sees every byte. */
  readonly onChunk?: (chunk: Uint8Array) => void;
  /** Reads the lines of findings; without it, they are parsed. */
  readonly lines?: FindingLines;
}

/**
 * Reads an earlier result, json or ndjson, as the events of ndjson in their order; of several ndjson results one after
 * the other, those of each. `onChunk` sees every byte. Throws UserError when it is not a result, when one was cut off
 * before its summary, and when it is damaged: events are missing, or are not as many as its summary counts.
 */
export async function* readResult(
  path: string,
  host: Host,
  onChunk: (chunk: Uint8Array) => void = () => undefined,
): AsyncGenerator<ResultEvent> {
  for await (const events of readEvents(path, host, { onChunk })) yield* events as readonly ResultEvent[];
}

/** The same events, as many at once as a piece of the file holds. */
export async function* readEvents(path: string, host: Host, reading: Reading): AsyncGenerator<readonly ReadEvent[]> {
  let last: ReadEvent | null = null;
  let counts = new EventCounts();
  try {
    const stream =
      path === '-'
        ? host.stdin
        : (createReadStream(resolve(host.cwd, path), { highWaterMark: CHUNK }) as AsyncIterable<Uint8Array>);
    for await (const events of eventsOf(linesOf(stream, reading.onChunk), path, reading.lines)) {
      for (const event of events) {
        const missing = isLine(event) ? null : missingIn(event);
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

/** What a document holds is not looked at before. */
function isLine(event: ReadEvent | null): boolean {
  return event?.type === 'line';
}

/** A result of which the first events were read. */
export interface OpenedResult {
  readonly path: string;
  readonly run: RunEvent;
  /** The input that it begins with; null where that could not be read. */
  readonly source: string | null;
  /** All events, which are read once. */
  events(lines?: FindingLines): AsyncIterable<readonly ReadEvent[]>;
}

/** Throws UserError when it cannot be read, or is no result. A pipe stays open, since it gives what it gives once. */
export async function openResult(path: string, host: Host): Promise<OpenedResult> {
  const batches = readEvents(path, host, {});
  const first = await batches.next();
  const [run, input] = first.done === true ? [] : first.value;
  if (first.done === true || run?.type !== 'run') throw bad(path, null, 'is empty');
  const source = input?.type === 'input' ? input.source : null;
  if (path === '-' || statSync(resolve(host.cwd, path), { throwIfNoEntry: false })?.isFile() !== true) {
    return { path, run, source, events: () => after(first.value, batches) };
  }
  await batches.return(undefined);
  return { path, run, source, events: (lines) => readEvents(path, host, lines === undefined ? {} : { lines }) };
}

async function* after<T>(first: T, others: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* others;
}

/** Bytes of a read, whose lines are told as one. */
const CHUNK = 256 * 1024;

async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  onChunk: (chunk: Uint8Array) => void = () => undefined,
): AsyncGenerator<readonly string[]> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let rest = '';
  for await (const chunk of chunks) {
    onChunk(chunk);
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
  findings: FindingLines | undefined,
): AsyncGenerator<readonly ReadEvent[]> {
  let number = 0;
  let isNdjson = false;
  let isWhole = true;
  const document: string[] = [];
  function eventOf(line: string): ReadEvent {
    const found = findings?.read(line) ?? null;
    if (found !== null) return found;
    const event = parse(line) as ResultEvent | null;
    if (event === null || !('type' in event)) throw bad(path, number, 'is not a line of a result');
    if (event.type === 'run' && !isWhole) {
      throw bad(path, number, 'the result before this line ends before its summary: the run that wrote it was cut off');
    }
    isWhole = event.type === 'summary';
    return number === 1 || event.type === 'run' ? checked(event, path) : event;
  }
  for await (const lines of pieces) {
    const events: ReadEvent[] = [];
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
  for (const key of ['inputs', 'designations', 'findings', 'problems']) {
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

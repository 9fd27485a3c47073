import SCHEMA from '../../data/schema/result.schema.json' with { type: 'json' };
import { SCHEMA_VERSION, type Counts, type ResultEvent, type RunEvent, type SummaryEvent } from '../core/events.ts';
import { MOST_ATTENTION } from './attention.ts';
import { oncePer } from '../core/cache.ts';
import { UserError, fileError, trying } from '../core/errors.ts';
import { linesOf } from '../inventory/bytes/lines.ts';
import { Law } from '../waivers/baseline.ts';
import type { Host } from './host.ts';

const EXPECTED = 'expected what netvet check --format ndjson (or json) wrote';
const SHORTENED = 'leaves out problems, which were too many for json';
const AS_NDJSON = 'write the result as ndjson, which holds them all';
const CUT_OFF = 'ends before its summary: the run that wrote it was cut off';
const DEFINITION = '#/$defs/';
const SEVERAL = 'netvet report takes several files, and joins them';
const CHECK_AGAIN = 'check the inventory again with this netvet, or use the one that wrote the result';

/**
 * Reads an earlier result, json or ndjson, as events in the order of ndjson. `onChunk` sees every byte. Throws
 * UserError when it is not one result, was cut off before its summary, or is damaged: events are missing, or are not as
 * many as its summary counts.
 */
export async function* readResult(path: string, host: Host, onChunk?: (chunk: Uint8Array) => void) {
  let last = null as ResultEvent | null;
  const countFault = countEvents();
  function checked(given: Partial<ResultEvent> | null, line: number | null): ResultEvent {
    if (line !== null && given?.type === undefined) throw resultError(path, line, 'is not a line of a result');
    const fault = eventFault(given);
    if (fault !== null) throw resultError(path, null, fault, CHECK_AGAIN);
    const event = given as ResultEvent;
    if (event.type === 'run' && last !== null) throw resultError(path, line, 'another result begins here', SEVERAL);
    if (event.type === 'problem' && event.code === 'held-back') throw resultError(path, null, SHORTENED, AS_NDJSON);
    const wrong = last?.type === 'summary' ? 'it goes on after its summary' : countFault(event);
    if (wrong !== null) throw resultError(path, null, `is a damaged result: ${wrong}`);
    return (last = event);
  }
  let isNdjson: boolean | null = null;
  const document: string[] = [];
  try {
    const stream = path === '-' ? host.stdin : host.files.bytes(path);
    for await (const { text, number } of linesOf(textOf(stream, onChunk), Infinity)) {
      if (text.trim() === '') continue;
      isNdjson ??= parse(text)?.type === 'run';
      if (isNdjson) yield checked(parse(text), number);
      else document.push(text);
    }
    if (isNdjson !== true) for (const event of eventsOfDocument(document.join('\n'), path)) yield checked(event, null);
  } catch (error) {
    throw fileError(error, path, 'read');
  }
  if (last?.type !== 'summary') throw resultError(path, null, CUT_OFF);
}

/** Opens an earlier result: its run, and its events to be read once; of a pipe, those after it. Throws UserError. */
export async function openResult(path: string, host: Host) {
  const events = readResult(path, host);
  // The first event is a run: anything else was refused.
  const run = (await events.next()).value as RunEvent;
  // Standard input or another pipe can be read once; any other file is closed until it is read.
  const isOnce = path === '-' || typeof host.files.sizeOf(path) !== 'number';
  if (!isOnce) await events.return(undefined);
  return { path, run, events: () => (isOnce ? events : readResult(path, host)) };
}

async function* textOf(chunks: AsyncIterable<Uint8Array>, onChunk?: (chunk: Uint8Array) => void) {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  for await (const chunk of chunks) {
    onChunk?.(chunk);
    // Windows PowerShell makes UTF-16 of `netvet ... > result.ndjson`. No UTF-8 begins with the byte of its mark.
    decoder ??= new TextDecoder(chunk[0] === 0xff ? 'utf-16le' : 'utf-8');
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder?.decode() ?? '';
}

function eventsOfDocument(text: string, path: string): readonly Partial<ResultEvent>[] {
  const document = parse(text) as Readonly<Record<string, unknown>> | null;
  if (typeof document?.['run'] !== 'object' || document['run'] === null)
    throw resultError(path, null, 'is not a result of netvet');
  const keys = ['run', 'inputs', 'designations', 'findings', 'problems', 'attention', 'summary'];
  // If a key is missing, the counts of the summary show it.
  return keys.flatMap((key) => (document[key] ?? []) as Partial<ResultEvent>[]);
}

function parse(text: string): Partial<ResultEvent> | null {
  const value = trying(() => JSON.parse(text) as unknown, null);
  return typeof value === 'object' && !Array.isArray(value) ? value : null;
}

function resultError(path: string, line: number | null, message: string, hint = EXPECTED): UserError {
  return new UserError([{ place: { file: path, line, column: null }, message, hint }]);
}

/** Checks the events of a result by its summary: a missing, doubled or changed line must not make it look clean. */
function countEvents(): (event: ResultEvent) => string | null {
  const counts = new Map<string, number>();
  const law = new Law();
  return (event) => {
    law.add(event);
    for (const what of countedAs(event)) counts.set(what, (counts.get(what) ?? 0) + 1);
    if (event.type === 'summary') return miscount(event, counts);
    if (event.type !== 'finding') return null;
    if (event.designations.length === 0) return 'a finding has no designation';
    const missing = event.designations.find((one) => law.of(one) === undefined);
    return missing === undefined ? null : `the designation ${missing.list} ${missing.entry} is missing`;
  };
}

function miscount({ inputs, findings, problems, attention }: SummaryEvent, counted: ReadonlyMap<string, number>) {
  const expectedCounts = (counts: Counts, textOf: (word: string) => string) =>
    Object.entries(counts).map(([word, count]) => [textOf(word), count] as const);
  const expected = new Map([
    ['inputs', inputs.length],
    ...expectedCounts({ ...findings.status, ...findings.confidence }, (word) => `${word} findings`),
    ...expectedCounts(problems, (severity) => `problems of severity ${severity}`),
    ...expectedCounts(attention, (kind) => `items of ${kind}`),
  ]);
  // Beyond a bound, items are counted but not held.
  const areAllHeld = Object.values(attention).reduce((sum, count) => sum + count, 0) <= MOST_ATTENTION;
  for (const what of new Set([...expected.keys(), ...counted.keys()])) {
    const [most, count] = [expected.get(what) ?? 0, counted.get(what) ?? 0];
    const isAsExpected = what.startsWith('items') && !areAllHeld ? count <= most : count === most;
    if (!isAsExpected) return `its summary counts ${most} ${what}, and it holds ${count}`;
  }
  return null;
}

function countedAs(event: ResultEvent): readonly string[] {
  if (event.type === 'input') return ['inputs'];
  if (event.type === 'finding') return [`${event.status} findings`, `${event.confidence} findings`];
  if (event.type === 'problem') return [`problems of severity ${event.severity}`];
  return event.type === 'attention' ? [`items of ${event.kind}`] : [];
}

/** The keys that are read of the JSON Schema of results, which is made from the types of the events. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}
const DEFINITIONS: Readonly<Record<string, Schema>> = SCHEMA.$defs as Readonly<Record<string, object>>;
const EVENTS = new Map<string, Schema>(SCHEMA.$defs.event.oneOf.map((one) => [one.$ref.replace(DEFINITION, ''), one]));

/** What is wrong with an event, if no result of this version has such; null when it is whole. */
function eventFault(event: Partial<ResultEvent> | null): string | null {
  if (event?.type === 'run' && event.schemaVersion !== SCHEMA_VERSION)
    return `has schemaVersion ${String(event.schemaVersion)}; this netvet reads ${SCHEMA_VERSION}`;
  const schema = EVENTS.get(String(event?.type));
  if (schema === undefined) return 'is a result with an event that netvet does not know';
  const wrong = pathToFault(event, schema);
  return wrong === null ? null : `is a result that lacks ${wrong.join('.')}`;
}

/** The kinds of values that a schema takes, and the schemas of their items and keys. References are followed. */
const readSchema = oncePer((given: Schema) => {
  // Of two alternatives, the second is always null.
  const [first, ...others] = given.anyOf ?? [given];
  const schema = (first?.$ref === undefined ? first : DEFINITIONS[first.$ref.replace(DEFINITION, '')]) ?? {};
  const { type = kindOf(schema.const ?? ''), enum: words = [], items, properties = {}, required = [] } = schema;
  const kinds = [type, others.length > 0 || words.includes(null) ? 'null' : []].flat();
  const keys = Object.entries(properties).map(([key, inner]) => ({ key, inner, isRequired: required.includes(key) }));
  return { kinds, items, keys };
});

/** The keys that lead to what a value lacks. Sets a key that is newer than the result: to null, or an empty list. */
function pathToFault(value: unknown, schema: Schema): readonly string[] | null {
  const { kinds, items, keys } = readSchema(schema);
  if (!kinds.includes(kindOf(value))) return [];
  if (value === null) return null;
  if (items !== undefined)
    for (const one of value as unknown[]) {
      const wrong = pathToFault(one, items);
      if (wrong !== null) return wrong;
    }
  const fields = value as Record<string, unknown>;
  for (const { key, inner, isRequired } of keys) {
    if (fields[key] === undefined && !isRequired) continue;
    if (fields[key] === undefined) fields[key] = readSchema(inner).kinds.includes('array') ? [] : null;
    const wrong = pathToFault(fields[key], inner);
    if (wrong !== null) return [key, ...wrong];
  }
  return null;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isSafeInteger(value) ? 'integer' : typeof value;
}

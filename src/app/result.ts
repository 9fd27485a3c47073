import { ATTENTION_KINDS, MOST_ATTENTION } from '../core/attention.ts';
import { SCHEMA_VERSION, type Counts, type ResultEvent, type SummaryEvent } from '../core/events.ts';
import { UserError, fileError } from '../core/errors.ts';
import { CONFIDENCES, STATUSES, type SetAsideReason } from '../core/finding.ts';
import { SEVERITIES } from '../core/problem.ts';
import type { Host } from './host.ts';

const EXPECTED = 'expected what netvet check --format ndjson (or json) wrote';
const CUT_OFF = 'ends before its summary: the run that wrote it was cut off';
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
  if (last?.type !== 'summary') throw bad(path, null, CUT_OFF);
}

/**
 * Its run, and all of its events, which are read once. Throws UserError when it cannot be read, or is no result. A pipe
 * stays open, since it gives what it gives once.
 */
export async function openResult(path: string, host: Host) {
  const batches = readEvents(path, host);
  const first = await batches.next();
  const [run] = first.done === true ? [] : first.value;
  if (first.done === true || run?.type !== 'run') throw bad(path, null, 'is empty');
  const isPipe = path === '-' || typeof host.files.sizeOf(path) !== 'number';
  if (!isPipe) await batches.return(undefined);
  async function* events(): AsyncGenerator<readonly ResultEvent[]> {
    if (isPipe) yield first.value as readonly ResultEvent[];
    yield* isPipe ? batches : readEvents(path, host);
  }
  return { path, run, events };
}

async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  onChunk?: (chunk: Uint8Array) => void,
): AsyncGenerator<readonly string[]> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let rest = '';
  for await (const chunk of chunks) {
    onChunk?.(chunk);
    // Windows PowerShell makes UTF-16 of `netvet ... > result.ndjson`.
    decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8');
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield parts;
  }
  rest += decoder?.decode() ?? '';
  if (rest !== '') yield [rest];
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
    if (event.type === 'run' && !isWhole) throw bad(path, number, `the result before this line ${CUT_OFF}`);
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
  yield checked(document['run'] as ResultEvent, path);
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

/** What a value of an event is, `?`: or null. A key that comes or goes in core/events.ts does not compile here. */
type Shape<T> = null extends T
  ? `${[NonNullable<T>] extends [never] ? 'object' : Kind<NonNullable<T>>}?`
  : T extends readonly (infer Item)[]
    ? Item extends object
      ? readonly [Shape<Item>]
      : 'array'
    : T extends object
      ? string extends keyof T
        ? 'object'
        : Partial<T> extends T
          ? 'object'
          : T extends Readonly<Record<SetAsideReason, number>>
            ? 'object'
            : { readonly [Key in Exclude<keyof T, 'type'>]-?: Shape<T[Key]> }
      : Kind<T>;
type Kind<T> = T extends string ? 'string' : T extends number ? 'number' : T extends boolean ? 'boolean' : 'object';

const PLACE = { row: 'number', line: 'number?', cell: 'string?' } as const;
const SHAPES: { readonly [Event in ResultEvent as Event['type']]: Shape<Event> } = {
  run: {
    ...{ schemaVersion: 'number', netvet: 'string', asOf: 'string', options: 'object', knowledge: 'string' },
    data: { path: 'string?', day: 'string', sha256: 'string' },
    lists: [
      {
        ...{ id: 'string', title: 'string', short: 'string?', binds: 'string?', url: 'string?', checked: 'string?' },
        ...{ pace: 'number?', since: 'string?', note: 'string?', sha256: 'string' },
        approvals: [{ id: 'string', checked: 'string', pace: 'number', things: 'array' }],
      },
    ],
    ...{ config: 'object?', waivers: 'object?', baseline: 'object?', results: 'array' },
    gate: [{ kind: 'string', asset: 'object?', place: 'string', why: 'string', do: 'string', finding: 'object?' }],
  },
  input: {
    ...{ source: 'string', format: 'string', encoding: 'string?', delimiter: 'string?', headerLine: 'number?' },
    columns: [{ column: 'string', field: 'string', why: 'string' }],
    unread: [{ column: 'string', why: 'string' }],
  },
  designation: {
    ...{ list: 'string', entry: 'string', as: 'string', since: 'string?', until: 'string?', citation: 'string?' },
    ...{ note: 'string?', reason: 'string?', verified: 'boolean', knownOn: 'string?', counts: 'boolean' },
    rules: [
      {
        ...{ id: 'string', effect: 'string', mayNot: 'string', binds: 'string?', from: 'string?', assumes: 'string?' },
        ...{ cannotTell: 'string?', citation: 'string?', verified: 'boolean' },
      },
    ],
  },
  finding: {
    ...{ id: 'string', assetId: 'string', source: 'string', ...PLACE, vendor: 'object?', category: 'object?' },
    ...{ confidence: 'string', status: 'string', new: 'boolean?', newBecause: 'string?', fails: 'boolean' },
    designations: [
      {
        ...{ list: 'string', entry: 'string', status: 'string', rules: 'array', because: 'string?', needs: 'array' },
        ...{ daysLeft: 'number?', exemption: 'object?', waiver: 'object?' },
      },
    ],
    evidence: [
      {
        ...{ kind: 'string', field: 'string', column: 'string', seen: 'string', matched: 'string', part: 'string' },
        confidence: 'string',
      },
    ],
    ...{ conflict: 'object?', asset: 'object', quantity: 'number' },
  },
  problem: {
    ...{ id: 'string', source: 'string', ...PLACE, row: 'number?', code: 'string', severity: 'string' },
    ...{ message: 'string', hint: 'string?', rejected: 'boolean', waiver: 'object?' },
  },
  attention: { kind: 'string', asset: 'string?', place: 'string?', why: 'string', do: 'string?', finding: 'string?' },
  summary: {
    inputs: [
      {
        ...{ source: 'string', sha256: 'string?', rows: 'number', judged: 'number', notJudged: 'number' },
        ...{ rejected: 'number', found: 'number', failing: 'number' },
        guessed: [{ what: 'string', assumed: 'string', held: 'boolean', lines: 'array' }],
      },
    ],
    findings: { status: 'object', confidence: 'object', vendor: 'object', list: 'object' },
    ...{ sites: 'object', attention: 'object', setAside: 'object' },
    problems: { error: 'number', warning: 'number' },
    assets: { judged: 'number', found: 'number', failing: 'number' },
    units: { found: 'number', failing: 'number' },
    ...{ undated: 'number', newByList: 'object', resolved: 'array' },
    waivers: { unused: 'array', expired: 'array', expiring: 'array', notYet: 'array', dismissed: 'number' },
    elsewhere: [{ list: 'string', vendor: 'string', rows: 'number' }],
    notRead: [{ id: 'string', sources: 'array' }],
    exit: { code: 'number', because: 'array' },
  },
};
const SHAPE_OF: ReadonlyMap<string, object> = new Map(Object.entries(SHAPES));
/** Keys that hold one of a few words. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  confidence: CONFIDENCES,
  status: STATUSES,
  severity: SEVERITIES,
  kind: ATTENTION_KINDS,
};

/**
 * What an event of a result lacks; null when it is whole. A key that came later than the result is what is not known:
 * null, or a list of nothing.
 */
function missingIn(event: unknown): string | null {
  if (typeof event !== 'object' || event === null) return 'an event';
  const type = 'type' in event ? String(event.type) : '';
  const shape = SHAPE_OF.get(type);
  if (shape === undefined) return 'an event that netvet knows';
  const held = event as Record<string, unknown>;
  const unknown = Object.keys(WORDS).find((key) => key in shape && WORDS[key]?.includes(String(held[key])) === false);
  return missingOf(held, shape) ?? unknown ?? null;
}

function missingOf(held: Record<string, unknown>, shape: object): string | null {
  for (const [key, expected] of Object.entries(shape) as [string, string | object][]) {
    const isList = expected === 'array' || Array.isArray(expected);
    const mayBeNull = typeof expected === 'string' && expected.endsWith('?');
    if (held[key] === undefined && (isList || mayBeNull)) held[key] = isList ? [] : null;
    const value = held[key];
    if (value === null && mayBeNull) continue;
    const kind = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
    if (kind === 'number' && !Number.isSafeInteger(value)) return key;
    const due = isList ? 'array' : typeof expected === 'string' ? expected.replace('?', '') : 'object';
    if (kind !== due) return key;
    if (typeof expected === 'string') continue;
    const [inside, each] = Array.isArray(expected) ? [value as unknown[], expected[0] as object] : [[value], expected];
    for (const one of inside) {
      if (typeof one !== 'object' || one === null) return key;
      const missing = missingOf(one as Record<string, unknown>, each);
      if (missing !== null) return `${key}.${missing}`;
    }
  }
  return null;
}

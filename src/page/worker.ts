import { createLibrary } from '../api/library.ts';
import type { CheckRequest, Library, ListLine, Located } from '../api/types.ts';
import type { Entry, Files } from '../app/host.ts';
import { netvetFileOf } from '../app/netvet-file.ts';
import { formatProblem, trying, UserError, wrongFile } from '../core/errors.ts';
import type { ResultEvent } from '../core/events.ts';
import type { Profile } from '../knowledge/list-shape.ts';
import { decodeText, MAX_BYTES } from '../yaml/file.ts';

/* The worker of the page: netvet's library over what was dropped. */

/** Time between two answers of progress, in milliseconds. */
const EVERY = 100;
/** Characters of a result that are kept as one text: all of a large one would be longer than a text can be. */
const PIECE = 1024 * 1024;
/** As many bytes at once as on Node: what is guessed of a file is guessed from the same beginning. */
const CHUNK = 256 * 1024;

/** What a worker has, and the types of a page have not. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const reader = new FileReaderSync();
/** What was dropped, by its path, and what folders of it hold, by its name. */
const dropped = new Map<string, File>();
const folders = new Map<string, Map<string, Entry>>();
const progress = { read: 0, of: 0, findings: 0, next: 0 };
let library: Library | null = null;
let result: readonly string[] = [];

const answer = (message: Answer): void => {
  postMessage(message);
};

function sayProgress(): void {
  const { read, of, findings, next } = progress;
  if (of === 0 || performance.now() < next) return;
  progress.next = performance.now() + EVERY;
  answer({ kind: 'progress', read: Math.min(read, of), of, findings });
}

const files: Files = {
  sizeOf: (path) => dropped.get(path)?.size ?? (folders.has(path) ? null : undefined),
  text(path) {
    const file = fileAt(path);
    if (file.size > MAX_BYTES) throw wrongFile(path, `larger than ${MAX_BYTES / 1024 / 1024} MiB`);
    return { path, text: decodeText(path, bytesNow(path, file)) };
  },
  async *bytes(path) {
    const file = fileAt(path);
    for (let at = 0; at < file.size; at += CHUNK) {
      const part = file.slice(at, at + CHUNK).arrayBuffer();
      const bytes = await part.catch((error: unknown) => unreadable(path, error));
      progress.read += bytes.byteLength;
      sayProgress();
      yield new Uint8Array(bytes);
    }
  },
  head: (path, size) => trying(() => utf8.decode(bytesNow(path, fileAt(path).slice(0, size))), ''),
  entries(path) {
    const entries = folders.get(path);
    return entries === undefined ? null : [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  },
  meant: (argument) => [argument],
  absolute: (path) => path,
  real: (path) => path,
  identity: (path) => path,
};

function fileAt(path: string): File {
  const file = dropped.get(path);
  if (file === undefined) throw wrongFile(path, 'cannot read: no such file or folder');
  return file;
}

function bytesNow(path: string, blob: Blob): Uint8Array {
  try {
    return new Uint8Array(reader.readAsArrayBuffer(blob));
  } catch (error) {
    return unreadable(path, error);
  }
}

/** What a browser says of a file that went away, or is another since it was chosen. */
function unreadable(path: string, error: unknown): never {
  const name = error instanceof DOMException ? error.name : String(error);
  throw wrongFile(path, `cannot read (${name})`, 'it was changed or removed since: choose it again');
}

function add(path: string, file: File): void {
  dropped.set(path, file);
  const names = path.split('/');
  for (let depth = 1; depth < names.length; depth += 1) {
    const folder = names.slice(0, depth).join('/');
    const entries = folders.get(folder) ?? new Map<string, Entry>();
    const name = names[depth] ?? '';
    entries.set(name, { name, kind: depth === names.length - 1 ? 'file' : 'folder' });
    folders.set(folder, entries);
  }
}

const isOf = (path: string, name: string): boolean => path === name || path.startsWith(`${name}/`);

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  carryOut(data).catch((error: unknown) => {
    const isBug = !(error instanceof UserError);
    const messages = isBug ? [textOf(error)] : error.problems.map(formatProblem);
    answer({ kind: 'wrong', messages, isBug });
  });
});

async function carryOut(order: Order): Promise<void> {
  switch (order.kind) {
    case 'begin':
      return begin(order);
    case 'add':
      for (const [path, file] of order.dropped.files) add(path, file);
      answer({ kind: 'added', name: order.dropped.name, role: roleOf(order.dropped) });
      return;
    case 'remove':
      for (const held of [dropped, folders])
        for (const path of held.keys()) if (isOf(path, order.name)) held.delete(path);
      return;
    case 'check':
      return check(order);
    case 'save':
      answer({ kind: 'saved', format: order.format, content: await saved(order.format) });
  }
}

async function begin({ version, knowledge, asOf }: Extract<Order, { kind: 'begin' }>): Promise<void> {
  library = createLibrary({
    ...{ version, disk: files },
    knowledge: () => ({ path: 'the data of this page', text: knowledge }),
    readData: (name) => {
      throw new Error(`the page has no ${name}`);
    },
  });
  const { lists, profiles } = await library.lists({ asOf });
  answer({ kind: 'ready', profiles: profiles as readonly Profile[], lists });
}

/** What a file looks like; whoever dropped it may say otherwise. */
function roleOf({ name, files: [first, ...others] }: Dropped): Role {
  const path = first?.[0] ?? '';
  if (others.length > 0 || path !== name) return 'inventory';
  const what = netvetFileOf(path, files)?.what ?? '';
  const head = /\.ya?ml$/i.test(path) ? files.head(path, 64 * 1024) : '';
  if (what.includes('result')) return 'baseline';
  if (what.includes('waiver') || /^waivers:/m.test(head)) return 'waivers';
  return what.includes('list') || /^(?:entries|vendors):/m.test(head) ? 'list' : 'inventory';
}

async function check({ request }: Extract<Order, { kind: 'check' }>): Promise<void> {
  if (library === null) throw new Error('the page has not begun');
  const isInput = (path: string): boolean => request.inputs.some((input) => isOf(path, input.path));
  const of = Array.from(dropped, ([path, { size }]) => (isInput(path) ? size : 0)).reduce((sum, size) => sum + size, 0);
  Object.assign(progress, { read: 0, of, findings: 0, next: 0 });
  const run = library.check(request);
  result = await textOfEvents(run);
  const { exitCode, warnings } = await run.result;
  const report = await library.report(eventsIn(result), 'html');
  answer({ kind: 'done', report: String(report), code: exitCode, warnings });
}

async function textOfEvents(events: AsyncIterable<ResultEvent>): Promise<readonly string[]> {
  const pieces: string[] = [];
  let piece = '';
  for await (const event of events) {
    if (event.type === 'finding') progress.findings += 1;
    piece += `${JSON.stringify(event)}\n`;
    if (piece.length > PIECE) {
      pieces.push(piece);
      piece = '';
    }
    sayProgress();
  }
  return [...pieces, piece];
}

function* eventsIn(pieces: readonly string[]): Generator<ResultEvent> {
  for (const piece of pieces)
    for (const line of piece.split('\n')) if (line !== '') yield JSON.parse(line) as ResultEvent;
}

async function saved(format: 'xlsx' | 'ndjson'): Promise<Blob> {
  if (format === 'ndjson') return new Blob([...result], { type: 'application/x-ndjson' });
  const book = await library?.report(eventsIn(result), format);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return new Blob([new Uint8Array(book as Uint8Array)], { type });
}

const textOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** What a file is for a run. */
export type Role = 'inventory' | 'list' | 'waivers' | 'baseline';

/** A file or folder as it was dropped: the files in it by their paths, the first part of which is its own name. */
export interface Dropped {
  readonly name: string;
  readonly files: readonly (readonly [path: string, file: File])[];
}

/** What the page asks of its worker. */
export type Order =
  | { readonly kind: 'begin'; readonly version: string; readonly knowledge: string; readonly asOf: string }
  | { readonly kind: 'add'; readonly dropped: Dropped }
  | { readonly kind: 'remove'; readonly name: string }
  | { readonly kind: 'check'; readonly request: Omit<CheckRequest, 'inputs'> & { inputs: readonly Located[] } }
  | { readonly kind: 'save'; readonly format: 'xlsx' | 'ndjson' };

/** What the worker answers. */
export type Answer =
  | { readonly kind: 'ready'; readonly profiles: readonly Profile[]; readonly lists: readonly ListLine[] }
  | { readonly kind: 'added'; readonly name: string; readonly role: Role }
  | { readonly kind: 'progress'; readonly read: number; readonly of: number; readonly findings: number }
  | { readonly kind: 'done'; readonly report: string; readonly code: number; readonly warnings: readonly string[] }
  | { readonly kind: 'saved'; readonly format: 'xlsx' | 'ndjson'; readonly content: Blob }
  | { readonly kind: 'wrong'; readonly messages: readonly string[]; readonly isBug: boolean };

import { createLibrary } from '../api/library.ts';
import type { CheckRequest, Library, FileByPath } from '../api/types.ts';
import type { Files } from '../app/host.ts';
import { netvetFileOf } from '../app/netvet-file.ts';
import { formatProblem, trying, UserError, wrongFile } from '../core/errors.ts';
import type { ResultEvent } from '../core/events.ts';
import { groupsOf } from '../core/groups.ts';
import type { Profile } from '../knowledge/list-shape.ts';
import { jsonText } from '../report/escape.ts';
import { decodeText, MAX_BYTES } from '../yaml/file.ts';

/* The worker of the page: netvet's library over what was dropped. */

/** Time between two reports of progress, in milliseconds. */
const PROGRESS_INTERVAL = 100;
/** Bytes that are read at once, as many as on Node: guesses about a file then come from the same beginning. */
const CHUNK = 256 * 1024;

/** Part of every worker, but missing in the types of the DOM. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const reader = new FileReaderSync();
/** The files that the last task was given, by their paths. */
let taskFiles: ReadonlyMap<string, File> = new Map();
const progress = { read: 0, of: 0, findings: 0, next: 0 };
let library: Library;
/** The events of the last check as they came: equal parts are shared objects. */
let result: ResultEvent[] = [];

function reportProgress(): void {
  const { read, of, findings, next } = progress;
  if (of === 0 || performance.now() < next) return;
  progress.next = performance.now() + PROGRESS_INTERVAL;
  postMessage({ read: Math.min(read, of), of, findings } satisfies WorkerMessage);
}

const files: Files = {
  sizeOf: (path) => taskFiles.get(path)?.size ?? (namesIn(path).length > 0 ? null : undefined),
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
      reportProgress();
      yield new Uint8Array(bytes);
    }
  },
  head: (path, size) => trying(() => utf8.decode(bytesNow(path, fileAt(path).slice(0, size))), ''),
  entries(path) {
    const byName = groupsOf(namesIn(path), (name) => name.split('/', 1)[0] ?? '');
    const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1));
    const entries = sorted.map(([name, [first]]) => ({ name, kind: first === name ? 'file' : 'folder' }) as const);
    return entries.length === 0 ? null : entries;
  },
  meant: (argument) => [argument],
  absolute: (path) => path,
  real: (path) => path,
  identity: (path) => path,
};

/** The paths of all files in a folder, relative to the folder. */
const namesIn = (path: string): string[] =>
  [...taskFiles.keys()].flatMap((name) => (isIn(path, name) ? name.slice(path.length + 1) : []));

const isIn = (folder: string, path: string): boolean => path.startsWith(`${folder}/`);

function fileAt(path: string): File {
  const file = taskFiles.get(path);
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

/** Throws UserError for a file that was removed or changed since it was chosen, as the browser reports it. */
function unreadable(path: string, error: unknown): never {
  const name = error instanceof DOMException ? error.name : String(error);
  throw wrongFile(path, `cannot read (${name})`, 'it was changed or removed since: choose it again');
}

/** A request of the page. `about`: the argument of the task; the answer has the same id. */
type Request = Readonly<{ id: number; task: keyof Tasks; about: unknown }>;

addEventListener('message', ({ data: { id, task, about } }: MessageEvent<Request>) => {
  const outcome = (tasks[task] as (about: unknown) => Promise<unknown>)(about);
  outcome
    .then((value) => {
      postMessage({ id, value } satisfies WorkerMessage);
    })
    .catch((error: unknown) => {
      const isBug = !(error instanceof UserError);
      const bug = error instanceof Error ? (error.stack ?? error.message) : String(error);
      postMessage({ messages: isBug ? [bug] : error.problems.map(formatProblem), isBug } satisfies WorkerMessage);
    });
});

/** The tasks that the page may request, one after the other. */
const tasks = {
  async begin({ version, knowledge, asOf }: { version: string; knowledge: string; asOf: string }) {
    library = createLibrary({
      ...{ version, disk: files },
      knowledge: () => ({ path: 'the data of this page', text: knowledge }),
      readData: (name) => {
        throw new Error(`the page has no ${name}`);
      },
    });
    const { lists, profiles } = await library.lists({ asOf });
    return { lists, profiles: profiles as readonly Profile[] };
  },
  recognise(dropped: Dropped): Promise<Role> {
    taskFiles = new Map(dropped.files);
    return Promise.resolve(roleOf(dropped));
  },
  async check({ request, files: dropped }: { files: Dropped['files']; request: FileRequest }) {
    taskFiles = new Map(dropped);
    const isInput = (name: string): boolean => request.inputs.some(({ path }) => name === path || isIn(path, name));
    const sizes = Array.from(taskFiles, ([name, { size }]) => (isInput(name) ? size : 0));
    Object.assign(progress, { read: 0, of: sizes.reduce((sum, size) => sum + size, 0), findings: 0, next: 0 });
    const run = library.check(request);
    result = [];
    for await (const event of run) {
      if (event.type === 'finding') progress.findings += 1;
      result.push(event);
      reportProgress();
    }
    const { warnings } = await run.result;
    return { report: String(await library.report(result, 'html')), warnings };
  },
  async save(format: 'html' | 'xlsx' | 'ndjson'): Promise<Blob> {
    if (format !== 'ndjson') return new Blob([(await library.report(result, format)) as BlobPart]);
    // All lines in one text could exceed the longest text that JavaScript allows.
    return new Blob(result.map((event) => `${jsonText(event)}\n`));
  },
};

/** The role that a file seems to have; whoever dropped it may choose another. */
function roleOf({ name, files: [first, ...others] }: Dropped): Role {
  const path = first?.[0] ?? '';
  if (others.length > 0 || path !== name) return 'inventory';
  const what = netvetFileOf(path, files)?.what ?? '';
  const head = /\.ya?ml$/i.test(path) ? files.head(path, 64 * 1024) : '';
  if (what.includes('result')) return 'baseline';
  if (what.includes('waiver') || /^waivers:/m.test(head)) return 'waivers';
  return what.includes('list') || /^(?:entries|vendors):/m.test(head) ? 'list' : 'inventory';
}

/** What a file is for a run. */
export type Role = 'inventory' | 'list' | 'waivers' | 'baseline';

/** A file or folder as it was dropped: its files by their paths, which begin with its name. */
export interface Dropped {
  readonly name: string;
  readonly files: readonly (readonly [path: string, file: File])[];
}

type FileRequest = Omit<CheckRequest, 'inputs'> & { readonly inputs: readonly FileByPath[] };

export type Tasks = typeof tasks;

/** The result of a task, the progress of a check, or what is wrong. */
export type WorkerMessage =
  | { readonly id: number; readonly value: unknown }
  | { readonly read: number; readonly of: number; readonly findings: number }
  | { readonly messages: readonly string[]; readonly isBug: boolean };

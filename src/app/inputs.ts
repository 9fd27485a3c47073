import { newSha256 } from '#runtime';
import { collecting, fileError, wrongFile, type UserProblem } from '../core/errors.ts';
import type { InputEvent } from '../core/events.ts';
import { shareOfProse, type Words } from '../words/words.ts';
import type { Files, Host } from './host.ts';

/** An input as the user named it, or as it was found in a folder the user named. */
export interface InputRef {
  /** The path as given with `/`, or `-`. */
  readonly name: string;
  /** Absolute path, null for what is no file of the disk. */
  readonly path: string | null;
  /** Bytes, null where nobody knows (stdin, a pipe). */
  readonly size: number | null;
  readonly from: NonNullable<InputEvent['from']>;
  /** Its bytes, once; opens it when the first are read. Throws errors of the system. */
  readonly open: () => AsyncIterable<Uint8Array>;
}

export type Inputs = Awaited<ReturnType<typeof findInputs>>;

/** A folder that holds more is a mistake (a home folder, a disk). */
const MOST_FILES = 100_000;
/** What version control, package managers, Office and systems leave in a folder, and drafts of our own. */
export const IGNORED_FILES = /^(?:\.git|\.svn|\.hg|node_modules|\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*|\._.*)$/i;
const DRAFT = /^\.netvet-.*\.draft$/;

/**
 * The inputs that arguments stand for: a file is one, a folder all files in it (all levels, sorted, hidden ones too),
 * `-` is stdin, called `inputName`; an InputRef is taken as it is. `used`: files that the run reads or writes for
 * something else, which are no inputs of a folder. `problems`: what cannot be an input; the others are still read.
 * `notes`: what was skipped in folders, for people.
 */
export async function findInputs(
  args: readonly (string | InputRef)[],
  host: Pick<Host, 'files' | 'stdin'>,
  inputName: string | null = null,
  used: readonly string[] = [],
): Promise<{ refs: readonly InputRef[]; problems: readonly UserProblem[]; notes: readonly string[] }> {
  const { files } = host;
  const refs: InputRef[] = [];
  const problems: UserProblem[] = [];
  const notes: string[] = [];
  const context = { files, problems, notes, used: new Set(used.map((path) => files.identity(path))) };
  const pathsOf = (arg: string | InputRef): readonly (string | InputRef)[] =>
    typeof arg !== 'string' || arg === '-' ? [arg] : files.meant(arg);
  for (const arg of new Set(args.flatMap(pathsOf))) {
    await collecting(problems, async () => {
      // The getter is called here alone: it opens standard input, and refuses a terminal.
      const stdin = arg === '-' ? host.stdin : null;
      if (stdin !== null) refs.push(passedRef(inputName ?? '-', () => stdin));
      else refs.push(...(typeof arg === 'string' ? await expand(arg, context) : [arg]));
    });
  }
  return { refs: withoutRepeats(refs, files, notes), problems, notes };
}

/** An input that is no file of the disk. */
export function passedRef(name: string, open: InputRef['open']): InputRef {
  return { name, path: null, size: null, from: 'user', open };
}

function refTo(name: string, size: number | null, from: InputRef['from'], files: Files): InputRef {
  const path = files.absolute(name);
  return { name, path, size, from, open: () => files.bytes(path, size) };
}

type Context = Readonly<{ problems: UserProblem[]; notes: string[]; files: Files; used: ReadonlySet<string> }>;

async function expand(name: string, context: Context): Promise<readonly InputRef[]> {
  const { files } = context;
  const size = files.sizeOf(name);
  if (size === undefined) throw wrongFile(name, 'cannot read: no such file or folder', hintOf(name));
  if (size !== null || files.entries(name) === null) {
    const ours = await netvetFile(name, size, files);
    if (ours !== null) throw wrongFile(name, `${ours.what}, not an inventory`, ours.instead);
    return [refTo(name, size, 'user', files)];
  }
  const notesBefore = context.notes.length;
  const found = await filesOf(name.replace(/(?<=[^/])\/+$/, ''), context);
  if (found.length > 0) return found;
  const [why] = context.notes.slice(notesBefore);
  throw wrongFile(name, `the folder holds no files${why === undefined ? '' : ' to check'}`, why ?? null);
}

const BEGINNING = 4_096;

async function netvetFile(path: string, size: number | null, files: Files) {
  const head = size === null ? '' : files.head(path, BEGINNING);
  if (!head.includes('"run"') && !head.includes('$schema')) return null;
  return (await import('./netvet-file.ts')).netvetFileOf(path, files);
}

const README =
  /^(?:readme|licen[cs]e|changelog|notice|contributing|authors)(?:\.(?!(?:csv|tsv|xls[xm]?|gz|zip)$)\w+)?$/i;
const TEXT = /^[^.]+$|\.(?:txt|text|md|markdown|rst|adoc)$/i;
const MOST_PROSE = 256 * 1024;

/** Whether a file is prose for people, as found beside inventories: a README, or mostly sentences. */
export function isProseFile(path: string, { lines }: Words, files: Files): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return README.test(name) || (TEXT.test(name) && shareOfProse(files.head(path, MOST_PROSE), lines) >= 0.5);
}

function hintOf(arg: string): string | null {
  if (/^https?:\/\//i.test(arg)) return 'netvet does not download: curl -sSf ADDRESS | netvet check -';
  return /[*?[\]{}]/.test(arg) ? 'no file matches this pattern' : null;
}

async function filesOf(folder: string, context: Context): Promise<readonly InputRef[]> {
  const { files, problems, notes, used } = context;
  const root = files.real(folder);
  const found: InputRef[] = [];
  const skipped = new Set<string>();
  const walk = async (within: string, from: InputRef['from']): Promise<void> => {
    for (const { name, kind } of files.entries(within) ?? []) {
      if (DRAFT.test(name)) continue;
      if (IGNORED_FILES.test(name)) {
        skipped.add(name.startsWith('~$') || name.startsWith('._') ? `${name.slice(0, 2)}*` : name);
        continue;
      }
      const path = `${within}/${name}`;
      const origin = name.startsWith('.') ? 'hidden' : from;
      if (kind === 'folder') await collecting(problems, () => walk(path, origin));
      else if (used.size > 0 && used.has(files.identity(path))) notes.push(`${path}: no input: this run uses it`);
      else if (kind !== 'other') found.push(...(await fileAt(path, origin, root, context)));
      if (found.length > MOST_FILES) return;
    }
  };
  await walk(folder, 'folder');
  if (found.length > MOST_FILES)
    throw wrongFile(folder, `holds more than ${MOST_FILES} files`, 'name a smaller folder');
  if (skipped.size > 0) notes.push(`${folder}: not read: ${[...skipped].join(', ')}`);
  return found;
}

/** A file, or a link to one; a link that leads nowhere is kept, so that opening it says so. */
async function fileAt(name: string, from: InputRef['from'], root: string, { files, notes }: Context) {
  const skip = (why: string): readonly InputRef[] => {
    notes.push(`${name}: ${why}`);
    return [];
  };
  if (name.endsWith('/.netvet.yaml')) return skip('no input: settings of netvet');
  try {
    const size = files.sizeOf(name) ?? null;
    const ours = await netvetFile(name, size, files);
    if (ours !== null) return skip(`no input: ${ours.what}`);
    if (size !== null || files.entries(name) === null) return [refTo(name, size, from, files)];
    const target = files.real(name);
    if (target === root || root.startsWith(`${target}/`))
      return skip('not followed: the link leads back to a folder that holds it');
    // A folder inside the same tree is read in its own place.
    const isOfTree = target.startsWith(`${root}/`);
    return isOfTree ? [] : skip('not read: the link leads out of the folder; name it to check it too');
  } catch {
    return [refTo(name, null, from, files)];
  }
}

/** One file under two names is one input, whichever path or link leads to it: the user's if one of them is. */
function withoutRepeats(refs: readonly InputRef[], files: Files, notes: string[]): readonly InputRef[] {
  const seen = new Map<string | InputRef, InputRef>();
  for (const ref of refs) {
    const key = ref.path === null ? ref : files.identity(ref.path);
    const first = seen.get(key);
    if (first === undefined || (first.from !== 'user' && ref.from === 'user'))
      seen.set(key, first === undefined ? ref : { ...ref, name: first.name });
    if (first !== undefined && first.name !== ref.name)
      notes.push(`${ref.name}: not read again: the same file as ${first.name}`);
  }
  return [...seen.values()];
}

/** Opens an input when it is first read; counts and hashes its bytes, which `onChunk` sees. Errors name the input. */
export function openSource({ name, open }: Pick<InputRef, 'name' | 'open'>, onChunk?: (chunk: Uint8Array) => void) {
  const hash = newSha256();
  let read = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of open()) {
        hash.update(chunk);
        read += chunk.length;
        onChunk?.(chunk);
        yield chunk;
      }
    } catch (error) {
      throw fileError(error, name, 'read');
    }
  }
  const chunks = counted();
  return {
    name,
    // A reader that stops early must not end the stream: the rest is still hashed.
    bytes: { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) },
    bytesRead: () => read,
    /** Reads what the reader left unread and returns the hex sha256 of all bytes. */
    async finish(): Promise<string> {
      while ((await chunks.next()).done !== true);
      return hash.digest('hex');
    },
    /** Closes the file; nothing can be read after that. */
    close: () => chunks.return(undefined),
  };
}

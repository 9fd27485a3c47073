import { UserError, wrongFile, type UserProblem } from '../core/errors.ts';
import { fold, words as wordsIn } from '../core/text.ts';
import type { Words } from '../words/words.ts';
import type { NetvetFile } from './netvet-file.ts';
import type { Files } from './host.ts';
import type { InputRef } from './source.ts';

export interface Inputs {
  readonly refs: readonly InputRef[];
  /** What of the arguments cannot be an input; the others are still read. */
  readonly problems: readonly UserProblem[];
  /** What was passed over in folders, for people. */
  readonly notes: readonly string[];
}

/** A folder that holds more is a mistake (a home folder, a disk). */
const MOST_FILES = 100_000;
/** What version control, package managers, Office and systems leave in a folder, and drafts of our own. */
const SKIPPED = /^(?:\.git|\.svn|\.hg|node_modules|\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*|\._.*)$/i;
const DRAFT = /^\.netvet-.*\.draft$/;
/** The settings of a folder. */
const SETTINGS = '.netvet.yaml';
const GLOB = /[*?[\]{}]/;

/**
 * The files that arguments mean: files as they are, folders by their files (all levels, sorted, hidden ones too), `-`
 * stdin, which is called `inputName`. `used`: files that the run reads or writes besides: no input in a folder.
 */
export async function findInputs(
  args: readonly string[],
  { files, stdin }: { readonly files: Files; readonly stdin: AsyncIterable<Uint8Array> },
  inputName: string | null = null,
  used: readonly string[] = [],
): Promise<Inputs> {
  const refs: Found[] = [];
  const problems: UserProblem[] = [];
  const notes: string[] = [];
  const usedPaths = new Set(used.map((path) => files.absolute(path)));
  for (const arg of args.flatMap((one) => (one === '-' ? one : files.meant(one)))) {
    await attempt(problems, async () => {
      const found = await expand(arg, files, new Walk(files, problems, notes, usedPaths));
      refs.push(...found.map((ref) => (ref.path === null ? { ...ref, name: inputName ?? ref.name } : ref)));
    });
  }
  const opened = withoutRepeats(refs, files, notes).map((ref) => {
    const { path } = ref;
    return { ...ref, open: () => (path === null ? stdin : files.bytes(path)) };
  });
  return { refs: opened, problems, notes };
}

/** An input that is not opened yet. */
type Found = Omit<InputRef, 'open'>;

async function attempt(problems: UserProblem[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    problems.push(...error.problems);
  }
}

async function expand(name: string, files: Files, walk: Walk): Promise<readonly Found[]> {
  if (name === '-') return [{ name, path: null, size: null, from: 'user' }];
  const size = files.sizeOf(name);
  if (size === undefined) throw wrongFile(name, 'cannot read: no such file or folder', hintOf(name));
  if (size !== null || files.entries(name) === null) {
    const own = size === null ? null : await netvetFile(name, files);
    if (own !== null) throw new UserError(`${name} is ${own.what}, not an inventory`, own.instead);
    return [{ name, path: files.absolute(name), size, from: 'user' }];
  }
  const found = await walk.filesOf(name.replace(/\/+$/, ''));
  if (found.length > 0) return found;
  throw wrongFile(name, 'the folder holds no files');
}

const BEGINNING = 4_096;

/** What a file of netvet's own is, as far as its beginning may be that of one. */
async function netvetFile(path: string, files: Files): Promise<NetvetFile | null> {
  const head = files.head(path, BEGINNING);
  if (!head.includes('"run"') && !head.includes('$schema')) return null;
  return (await import('./netvet-file.ts')).netvetFileOf(path, files);
}

const README = /^(?:readme|licen[cs]e|changelog|notice|contributing|authors)(?:\.\w+)?$/i;
/** How a file is called that may be prose. */
const TEXT = /^[^.]+$|\.(?:txt|text|md|markdown|rst|adoc)$/i;
/** Of prose no more is looked at. */
const MOST_PROSE = 256 * 1024;
const SENTENCE = 5;

/** Whether a file is prose for people, as stands beside inventories: a README, or sentences in most of its lines. */
export function isProseFile(path: string, { lines }: Words, files: Files): boolean {
  const name = path.split(/[/\\]/).at(-1) ?? '';
  if (README.test(name)) return true;
  if (!TEXT.test(name)) return false;
  const texts = files
    .head(path, MOST_PROSE)
    .split(/\r?\n/)
    // The rows of a table are no sentences.
    .filter((line) => !/^\s*\|/.test(line))
    .map((line) => wordsIn(fold(line)))
    .filter((line) => line.length >= SENTENCE);
  return texts.length > 0 && texts.filter((line) => lines.isProse(line)).length * 2 >= texts.length;
}

/** What somebody may have meant by an argument that is no file. */
function hintOf(arg: string): string | null {
  if (/^https?:\/\//i.test(arg)) return 'netvet reads no addresses: curl -sSf ADDRESS | netvet check -';
  return GLOB.test(arg) ? 'no file matches this pattern' : null;
}

/** Finds the files of a folder, and says what of it is passed over. */
class Walk {
  readonly #files: Files;
  readonly #problems: UserProblem[];
  readonly #notes: string[];
  readonly #used: ReadonlySet<string>;
  readonly #skipped = new Set<string>();
  #root = '';

  constructor(files: Files, problems: UserProblem[], notes: string[], used: ReadonlySet<string>) {
    this.#files = files;
    this.#problems = problems;
    this.#notes = notes;
    this.#used = used;
  }

  async filesOf(folder: string): Promise<readonly Found[]> {
    this.#root = this.#files.real(folder);
    const found: Found[] = [];
    await this.#walk(folder, 'folder', found);
    if (this.#skipped.size > 0) this.#notes.push(`${folder}: not read: ${[...this.#skipped].join(', ')}`);
    return found;
  }

  async #walk(folder: string, from: InputRef['from'], found: Found[]): Promise<void> {
    for (const { name, kind } of this.#files.entries(folder) ?? []) {
      if (DRAFT.test(name)) continue;
      if (SKIPPED.test(name)) {
        this.#skipped.add(name.startsWith('~$') || name.startsWith('._') ? `${name.slice(0, 2)}*` : name);
        continue;
      }
      const path = `${folder}/${name}`;
      const own = name.startsWith('.') ? 'hidden' : from;
      if (kind === 'folder') await attempt(this.#problems, () => this.#walk(path, own, found));
      else if (kind !== 'other') found.push(...(await this.#fileAt(path, own)));
      if (found.length > MOST_FILES)
        throw new UserError(`${folder} holds more than ${MOST_FILES} files`, 'name a smaller folder');
    }
  }

  /** A file, or a link to one; a link that leads nowhere is kept, so that opening it says so. */
  async #fileAt(name: string, from: InputRef['from']): Promise<readonly Found[]> {
    const path = this.#files.absolute(name);
    if (this.#used.has(path) || name.endsWith(`/${SETTINGS}`)) {
      this.#notes.push(`${name}: no input: ${this.#used.has(path) ? 'this run uses it' : 'settings of netvet'}`);
      return [];
    }
    try {
      const size = this.#files.sizeOf(name) ?? null;
      const own = size === null ? null : await netvetFile(name, this.#files);
      if (own !== null) {
        this.#notes.push(`${name}: no input: ${own.what}`);
        return [];
      }
      if (this.#files.entries(name) === null) return [{ name, path, size, from }];
      this.#noteLink(this.#files.real(name), name);
      return [];
    } catch {
      return [{ name, path, size: null, from }];
    }
  }

  /** A folder of the same tree is read where it stands. */
  #noteLink(target: string, name: string): void {
    if (target === this.#root || this.#root.startsWith(`${target}/`))
      this.#notes.push(`${name}: not followed: the link leads back to a folder that holds it`);
    else if (!target.startsWith(`${this.#root}/`))
      this.#notes.push(`${name}: not read: the link leads out of the folder; name it to check it too`);
  }
}

/** One file under two names is one input, whichever path or link leads to it. */
function withoutRepeats(refs: readonly Found[], files: Files, notes: string[]): readonly Found[] {
  const seen = new Map<string, string>();
  return refs.filter(({ name, path }) => {
    const key = path === null || refs.length === 1 ? (path ?? '-') : files.identity(path);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, name);
    else if (first !== name) notes.push(`${name}: not read again: the same file as ${first}`);
    return first === undefined;
  });
}

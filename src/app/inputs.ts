import { promises, realpathSync, statSync } from 'node:fs';
import { basename, resolve, sep } from 'node:path';
import type { Complaint } from '../core/errors.ts';
import { UserError, fileError, wrongFile } from '../core/errors.ts';
import { fold, words as wordsIn } from '../core/text.ts';
import type { Words } from '../words/words.ts';
import type { OwnFile } from './own-file.ts';
import { bytesOf, headOf } from './disk.ts';
import type { Host } from './host.ts';
import { isPattern, namesMatching } from './pattern.ts';
import type { InputRef } from './source.ts';

export interface Inputs {
  readonly refs: readonly InputRef[];
  /** What of the arguments cannot be an input; the others are still read. */
  readonly complaints: readonly Complaint[];
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
  host: Pick<Host, 'cwd' | 'stdin'>,
  inputName: string | null = null,
  used: readonly string[] = [],
): Promise<Inputs> {
  const { cwd } = host;
  const refs: Found[] = [];
  const complaints: Complaint[] = [];
  const notes: string[] = [];
  for (const arg of args.flatMap((one) => expanded(one, cwd))) {
    await attempt(complaints, async () => {
      const found = await expand(
        arg,
        cwd,
        new Walk(complaints, notes, new Set(used.map((path) => resolve(cwd, path)))),
      );
      refs.push(...found.map((ref) => (ref.path === null ? { ...ref, name: inputName ?? ref.name } : ref)));
    });
  }
  const opened = withoutRepeats(refs, notes).map((ref) => {
    const { path } = ref;
    return { ...ref, open: () => (path === null ? host.stdin : bytesOf(path)) };
  });
  return { refs: opened, complaints, notes };
}

/** The names that a pattern means, where it is the name of no file itself; any other argument as it is. */
function expanded(arg: string, cwd: string): readonly string[] {
  if (!isPattern(arg) || statSync(resolve(cwd, arg), { throwIfNoEntry: false }) !== undefined) return [arg];
  const names = namesMatching(arg, cwd);
  return names.length === 0 ? [arg] : names;
}

/** An input that is not opened yet. */
type Found = Omit<InputRef, 'open'>;

async function attempt(complaints: Complaint[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    complaints.push(...error.complaints);
  }
}

async function expand(arg: string, cwd: string, walk: Walk): Promise<readonly Found[]> {
  if (arg === '-') return [{ name: '-', path: null, size: null, from: 'user' }];
  const name = process.platform === 'win32' ? arg.replaceAll('\\', '/') : arg;
  const path = resolve(cwd, arg);
  try {
    const found = statSync(path);
    if (!found.isDirectory()) {
      const own = found.isFile() ? await ownFile(path) : null;
      if (own !== null) throw new UserError(`${name} is ${own.what}, not an inventory`, own.instead);
      return [{ name, path, size: found.isFile() ? found.size : null, from: 'user' }];
    }
  } catch (error) {
    throw fileError(error, name, 'read', hintOf(arg));
  }
  const files = await walk.filesOf(path, name.replace(/\/+$/, ''));
  if (files.length > 0) return files;
  throw wrongFile(name, 'the folder holds no files');
}

const BEGINNING = 4_096;

/** What a file of netvet's own is, as far as its beginning may be that of one. */
async function ownFile(path: string): Promise<OwnFile | null> {
  const head = headOf(path, BEGINNING);
  return head.includes('"run"') || head.includes('$schema') ? (await import('./own-file.ts')).ownFileOf(path) : null;
}

const README = /^(?:readme|licen[cs]e|changelog|notice|contributing|authors)(?:\.\w+)?$/i;
/** How a file is called that may be prose. */
const TEXT = /^[^.]+$|\.(?:txt|text|md|markdown|rst|adoc)$/i;
/** Of prose no more is looked at. */
const MOST_PROSE = 256 * 1024;
const SENTENCE = 5;

/** Whether a file is prose for people, as stands beside inventories: a README, or sentences in most of its lines. */
export function isProseFile(path: string, { lines }: Words): boolean {
  if (README.test(basename(path))) return true;
  if (!TEXT.test(basename(path))) return false;
  const said = headOf(path, MOST_PROSE)
    .split(/\r?\n/)
    // The rows of a table are no sentences.
    .filter((line) => !/^\s*\|/.test(line))
    .map((line) => wordsIn(fold(line)))
    .filter((line) => line.length >= SENTENCE);
  return said.length > 0 && said.filter((line) => lines.isProse(line)).length * 2 >= said.length;
}

/** What somebody may have meant by an argument that is no file. */
function hintOf(arg: string): string | null {
  if (/^https?:\/\//i.test(arg)) return 'netvet reads no addresses: curl -sSf ADDRESS | netvet check -';
  return GLOB.test(arg) ? 'no file matches this pattern' : null;
}

/** Finds the files of a folder, and says what of it is passed over. */
class Walk {
  readonly #complaints: Complaint[];
  readonly #notes: string[];
  readonly #used: ReadonlySet<string>;
  readonly #skipped = new Set<string>();
  #root = '';

  constructor(complaints: Complaint[], notes: string[], used: ReadonlySet<string>) {
    this.#complaints = complaints;
    this.#notes = notes;
    this.#used = used;
  }

  async filesOf(path: string, name: string): Promise<readonly Found[]> {
    this.#root = realpathSync(path);
    const found: Found[] = [];
    await this.#walk(path, name, 'folder', found);
    if (this.#skipped.size > 0) this.#notes.push(`${name}: not read: ${[...this.#skipped].join(', ')}`);
    return found;
  }

  async #walk(folder: string, shown: string, from: InputRef['from'], found: Found[]): Promise<void> {
    for (const entry of await entriesOf(folder, shown)) {
      if (DRAFT.test(entry.name)) continue;
      if (SKIPPED.test(entry.name)) {
        this.#skipped.add(
          entry.name.startsWith('~$') || entry.name.startsWith('._') ? `${entry.name.slice(0, 2)}*` : entry.name,
        );
        continue;
      }
      const [at, seen] = [resolve(folder, entry.name), `${shown}/${entry.name}`];
      const own = entry.name.startsWith('.') ? 'hidden' : from;
      if (entry.isDirectory()) await attempt(this.#complaints, () => this.#walk(at, seen, own, found));
      else if (entry.isFile() || entry.isSymbolicLink()) found.push(...(await this.#fileAt(at, seen, own)));
      if (found.length > MOST_FILES)
        throw new UserError(`${shown} holds more than ${MOST_FILES} files`, 'name a smaller folder');
    }
  }

  /** A file, or a link to one; a link that leads nowhere is kept, so that opening it says so. */
  async #fileAt(path: string, name: string, from: InputRef['from']): Promise<readonly Found[]> {
    if (this.#used.has(path) || name.endsWith(`/${SETTINGS}`)) {
      this.#notes.push(`${name}: no input: ${this.#used.has(path) ? 'this run uses it' : 'settings of netvet'}`);
      return [];
    }
    try {
      // By this thread itself: a trip through the thread pool takes longer.
      const found = statSync(path);
      const own = found.isFile() ? await ownFile(path) : null;
      if (own !== null) {
        this.#notes.push(`${name}: no input: ${own.what}`);
        return [];
      }
      if (!found.isDirectory()) return [{ name, path, size: found.isFile() ? found.size : null, from }];
      this.#noteLink(await promises.realpath(path), name);
      return [];
    } catch {
      return [{ name, path, size: null, from }];
    }
  }

  /** A folder of the same tree is read where it stands. */
  #noteLink(target: string, name: string): void {
    if (target === this.#root || this.#root.startsWith(target + sep))
      this.#notes.push(`${name}: not followed: the link leads back to a folder that holds it`);
    else if (!target.startsWith(this.#root + sep))
      this.#notes.push(`${name}: not read: the link leads out of the folder; name it to check it too`);
  }
}

async function entriesOf(folder: string, shown: string) {
  try {
    const entries = await promises.readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw fileError(error, shown, 'read');
  }
}

/** One file under two names is one input, whichever path or link leads to it. */
function withoutRepeats(refs: readonly Found[], notes: string[]): readonly Found[] {
  const seen = new Map<string, string>();
  return refs.filter(({ name, path }) => {
    const key = path === null || refs.length === 1 ? (path ?? '-') : identityOf(path);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, name);
    else if (first !== name) notes.push(`${name}: not read again: the same file as ${first}`);
    return first === undefined;
  });
}

/** One text for one file: its device and inode, or where those are not known, or it is no file, its real path. */
function identityOf(path: string): string {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return ino === 0n ? realpathSync.native(path) : `${dev}:${ino}`;
  } catch {
    return path;
  }
}

import { promises, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Complaint } from '../core/errors.ts';
import { UserError, fileError } from '../core/errors.ts';

/** An input as the user named it, or as it was found in a folder the user named. */
export interface InputRef {
  /** The path as given with `/`, or `-`. */
  readonly name: string;
  /** Absolute path, null for stdin. */
  readonly path: string | null;
  /** Bytes, null where nobody knows (stdin, a pipe). */
  readonly size: number | null;
}

export interface Inputs {
  readonly refs: readonly InputRef[];
  /** What of the arguments cannot be an input; the others are still read. */
  readonly complaints: readonly Complaint[];
}

/** A folder that holds more is a mistake (a home folder, a disk). */
const MOST_FILES = 100_000;
/** Dot files, and what Office and Windows leave beside the files of a folder: locks of open documents, previews. */
const LEFT_LYING = /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$)/i;
const GLOB = /[*?[\]{}]/;

/**
 * The files that arguments mean: files as they are, folders by their files (all levels, sorted, no dot files), `-`
 * stdin, which is called `inputName`.
 */
export async function findInputs(
  args: readonly string[],
  cwd: string,
  inputName: string | null = null,
): Promise<Inputs> {
  const refs: InputRef[] = [];
  const complaints: Complaint[] = [];
  for (const arg of args) {
    await attempt(complaints, async () => {
      const found = await expand(arg, cwd, complaints);
      refs.push(...found.map((ref) => (ref.path === null ? { ...ref, name: inputName ?? ref.name } : ref)));
    });
  }
  return { refs: withoutRepeats(refs), complaints };
}

async function attempt(complaints: Complaint[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    complaints.push(...error.complaints);
  }
}

async function expand(arg: string, cwd: string, complaints: Complaint[]): Promise<readonly InputRef[]> {
  if (arg === '-') return [{ name: '-', path: null, size: null }];
  const name = process.platform === 'win32' ? arg.replaceAll('\\', '/') : arg;
  const path = resolve(cwd, arg);
  try {
    const found = statSync(path);
    if (!found.isDirectory()) return [{ name, path, size: found.isFile() ? found.size : null }];
  } catch (error) {
    throw fileError(error, name, 'read', hintOf(arg));
  }
  const files = await filesOf(path, name.replace(/\/+$/, ''), complaints);
  if (files.length > 0) return files;
  throw new UserError([
    { place: { file: name, line: null, column: null }, message: 'the folder holds no files', hint: null },
  ]);
}

/** What somebody may have meant by an argument that is no file. */
function hintOf(arg: string): string | null {
  if (/^https?:\/\//i.test(arg)) return 'netvet reads no addresses: curl -sSf ADDRESS | netvet check -';
  return GLOB.test(arg) ? 'the shell found no file for this pattern' : null;
}

async function filesOf(path: string, name: string, complaints: Complaint[]): Promise<readonly InputRef[]> {
  const found: InputRef[] = [];
  async function walk(folder: string, shown: string): Promise<void> {
    const entries = await entriesOf(folder, shown);
    for (const entry of entries) {
      const [at, seen] = [resolve(folder, entry.name), `${shown}/${entry.name}`];
      // A link to a folder may lead anywhere, also in a circle: it is read only when it is named itself.
      if (entry.isDirectory()) await attempt(complaints, () => walk(at, seen));
      else if (entry.isFile() || entry.isSymbolicLink()) found.push(...(await fileAt(at, seen)));
      if (found.length > MOST_FILES)
        throw new UserError(`${name} holds more than ${MOST_FILES} files`, 'name a smaller folder');
    }
  }
  await walk(path, name);
  return found;
}

async function entriesOf(folder: string, shown: string) {
  try {
    const entries = await promises.readdir(folder, { withFileTypes: true });
    return entries.filter(({ name }) => !LEFT_LYING.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw fileError(error, shown, 'read');
  }
}

/** A file, or a link to one; a link that leads nowhere is kept, so that opening it says so. */
async function fileAt(path: string, name: string): Promise<readonly InputRef[]> {
  try {
    const found = await promises.stat(path);
    return found.isDirectory() ? [] : [{ name, path, size: found.isFile() ? found.size : null }];
  } catch {
    return [{ name, path, size: null }];
  }
}

/** One file named twice is one input. */
function withoutRepeats(refs: readonly InputRef[]): readonly InputRef[] {
  const seen = new Set<string>();
  return refs.filter(({ path }) => {
    const key = path ?? '-';
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A place in a text file, 1-based, or a cell of a workbook. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  /** `Sheet1!B12`; lines and columns are null then. */
  readonly cell?: string;
}

/** `file:line:column` or `file:cell`, as far as it is known. */
export function formatPlace({ file, line, column, cell }: Place): string {
  return [file, line, column, cell ?? null].filter((part) => part !== null).join(':');
}

/** The place of a problem that is about a file as a whole. */
export function wholeFile(file: string): Place {
  return { file, line: null, column: null };
}

/** One thing that is wrong with the user's input: what, where, what was expected. */
export interface UserProblem {
  readonly place: Place | null;
  readonly message: string;
  /** What to do about it: the nearest valid name, the expected form. */
  readonly hint: string | null;
}

/** The user's input cannot be used: exit 2, no stack trace. Carries every problem at once. */
export class UserError extends Error {
  readonly problems: readonly UserProblem[];

  constructor(problems: readonly UserProblem[] | string, hint: string | null = null) {
    const list = typeof problems === 'string' ? [{ place: null, message: problems, hint }] : problems;
    super(list.map(formatProblem).join('\n'));
    this.name = 'UserError';
    this.problems = list;
  }
}

/** What `work` returns; null if it throws a UserError, whose problems are added to `problems`. */
export async function collecting<T>(problems: UserProblem[], work: () => Promise<T> | T): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}

/** What `work` returns; `otherwise` if it throws anything. */
export function trying<T, U>(work: () => T, otherwise: U): T | U {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

/** A UserError about a file as a whole. */
export function wrongFile(file: string, message: string, hint: string | null = null): UserError {
  return new UserError([{ place: wholeFile(file), message, hint }]);
}

/** The message of an error. `instanceof` is not used: errors of Node and of another realm are errors too. */
export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}

/** `file:3:5: message (hint)` */
export function formatProblem({ place, message, hint }: UserProblem): string {
  return `${place === null ? '' : `${formatPlace(place)}: `}${message}${hint === null ? '' : ` (${hint})`}`;
}

/** Texts for system errors that have none of their own, or one that speaks of a directory. */
const SYSTEM_TEXTS = new Map([
  ['ENOENT', 'no such file or folder'],
  ['EISDIR', 'is a folder'],
  ['ENOTDIR', 'a part of the path is not a folder'],
  ['ENOSPC', 'no space left on the device'],
  ['EDQUOT', 'the disk quota is used up'],
  ['ENXIO', 'no such device, or nobody reads the pipe'],
  ['EPIPE', 'nobody reads the pipe any more'],
]);

/** The system's error code (`ENOENT`), null when it is not a system error. */
export function systemCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('syscall' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** What `work` returns; undefined where nothing is there: it throws a system error with one of these codes. */
export function ifThere<T>(work: () => T, codes: readonly string[] = ['ENOENT']): T | undefined {
  try {
    return work();
  } catch (error) {
    if (codes.includes(systemCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** A system error about a path as a UserError; anything else is returned unchanged. `doing`: `read`, `write`. */
export function fileError(error: unknown, path: string, doing: string, hint: string | null = null): unknown {
  const code = systemCode(error);
  if (code === null) return error;
  const [, systemText = code] = /^E\w+: (.+?),/.exec(messageOf(error)) ?? [];
  return wrongFile(path, `cannot ${doing}: ${SYSTEM_TEXTS.get(code) ?? systemText}`, hint);
}

/** What `work` returns; a system error that it throws becomes a UserError about `path`. */
export function onPath<T>(path: string, doing: 'read' | 'write', work: () => T, hint: string | null = null): T {
  try {
    return work();
  } catch (error) {
    throw fileError(error, path, doing, hint);
  }
}

/** The exit codes. `bin/netvet.js` repeats BUG and the codes of signals; a test compares them with these. */
export const EXIT = {
  CLEAN: 0,
  FAILS: 1,
  UNTRUSTED: 2,
  INCOMPLETE: 3,
  BUG: 70,
  INTERRUPTED: 130,
  BROKEN_PIPE: 141,
  TERMINATED: 143,
} as const;

/** What the help says about each exit code. */
export const MEANINGS: ReadonlyMap<number, string> = new Map<number, string>([
  [EXIT.CLEAN, 'every input was read, enough rows had something to judge, nothing fails'],
  [EXIT.FAILS, 'at least one finding fails'],
  [EXIT.UNTRUSTED, 'could not run, or cannot be trusted'],
  [EXIT.INCOMPLETE, 'nothing fails, but the check is incomplete'],
  [EXIT.BUG, 'a bug in netvet'],
]);

import { createHash } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  openSync,
  promises,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileError, systemCode } from '../core/errors.ts';
import type { Host } from './host.ts';

const DRAFT = /^\.netvet-([0-9a-f]{8})-(\d+)-[0-9a-z]+\.draft$/;

/**
 * A file that nobody sees half written: it is written beside its place and renamed, with the permissions of the file
 * that it replaces. Its name holds the process that writes it, and drafts of processes that are gone, which were
 * killed, are removed there. Throws errors of the system.
 */
export class Draft {
  /** The open file. */
  readonly file: number;
  readonly #path: string;
  readonly #place: string;

  /** `place`: a path whose links were followed. */
  constructor(place: string) {
    const found = statSync(place, { throwIfNoEntry: false });
    if (found !== undefined) accessSync(place, constants.W_OK);
    this.#place = place;
    this.#path = draftBeside(place);
    this.file = openSync(this.#path, 'wx');
    if (found !== undefined) fchmodSync(this.file, found.mode & 0o7777);
  }

  /** Closes it and puts it in its place. */
  finish(): void {
    try {
      closeSync(this.file);
      renameSync(this.#path, this.#place);
    } catch (error) {
      rmSync(this.#path, { force: true });
      throw error;
    }
  }

  /** Closes and removes it. */
  discard(): void {
    closeSync(this.file);
    rmSync(this.#path, { force: true });
  }
}

function draftBeside(path: string): string {
  const folder = dirname(path);
  const here = machine();
  for (const name of namesIn(folder)) {
    const [, where, writer] = DRAFT.exec(name) ?? [];
    if (where === here && isGone(Number(writer))) removeFile(join(folder, name));
  }
  const random = Math.random().toString(36).slice(2, 12);
  return join(folder, `.netvet-${here}-${process.pid}-${random}.draft`);
}

/** Where numbers of processes mean the same processes: a folder may be shared by computers and containers. */
function machine(): string {
  return createHash('sha256').update(`${hostname()} ${processNamespace()}`).digest('hex').slice(0, 8);
}

/** Linux numbers the processes of each container anew. */
function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isGone(writer: number): boolean {
  try {
    process.kill(writer, 0);
    return false;
  } catch (error) {
    return systemCode(error) === 'ESRCH';
  }
}

function removeFile(path: string): void {
  try {
    rmSync(path);
  } catch {
    // Another run was quicker, or may do what this one may not.
  }
}

/** Writes a file that is never half written: a concurrent reader sees the old or the new one. */
export async function replaceFile(path: string, text: string, host: Pick<Host, 'cwd'>): Promise<void> {
  try {
    const location = resolve(host.cwd, path);
    const draft = new Draft(await promises.realpath(location).catch(() => location));
    try {
      writeFileSync(draft.file, text);
    } catch (error) {
      draft.discard();
      throw error;
    }
    draft.finish();
  } catch (error) {
    throw fileError(error, path, 'write');
  }
}

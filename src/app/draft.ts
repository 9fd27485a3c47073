import { randomUUID } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  openSync,
  promises,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';
import { fileError, systemCode, wrongFile } from '../core/errors.ts';
import type { Host } from './host.ts';

/** What Windows says of a file that another program has open. */
const HELD = ['EBUSY', 'EPERM', 'EACCES'];
const TRIES = 20;
const PAUSE_MS = 50;

/**
 * A file that nobody sees half written: it is written beside its place and renamed, with the permissions of the file
 * that it replaces. A killed run leaves it there, and no run takes it for an input. Throws errors of the system.
 */
export class Draft {
  readonly file: number;
  readonly #path: string;
  readonly #place: string;

  /** `place`: a path whose links were followed. */
  constructor(place: string) {
    const found = statSync(place, { throwIfNoEntry: false });
    if (found !== undefined) accessSync(place, constants.W_OK);
    this.#place = place;
    this.#path = join(dirname(place), `.netvet-${randomUUID()}.draft`);
    this.file = openSync(this.#path, 'wx');
    if (found !== undefined) fchmodSync(this.file, found.mode & 0o7777);
  }

  /**
   * Closes it and puts it in its place. Where a program holds that open, as Excel does on Windows, it waits for a
   * second; then the file is kept beside its place, and a UserError says where.
   */
  finish(rename: typeof renameSync = renameSync): void {
    closeSync(this.file);
    for (let tries = 1; ; tries += 1) {
      try {
        rename(this.#path, this.#place);
        return;
      } catch (error) {
        const isHeld = HELD.includes(systemCode(error) ?? '');
        if (isHeld && tries < TRIES) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
        else throw isHeld ? this.#kept(error) : this.#removed(error);
      }
    }
  }

  /** The finished file beside its place, under a name that says so. */
  #kept(error: unknown): unknown {
    const { dir, name, ext } = parse(this.#place);
    const beside = join(dir, `${name}.new${ext}`);
    try {
      renameSync(this.#path, beside);
    } catch {
      return this.#removed(error);
    }
    return wrongFile(this.#place, 'another program has it open', `close it; the report is in ${beside}`);
  }

  #removed(error: unknown): unknown {
    rmSync(this.#path, { force: true });
    return error;
  }

  discard(): void {
    closeSync(this.file);
    rmSync(this.#path, { force: true });
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

import { createHash } from 'node:crypto';
import { promises, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileError, systemCode } from '../core/errors.ts';
import type { Host } from './host.ts';

const DRAFT = /^\.netvet-([0-9a-f]{8})-(\d+)-[0-9a-z]+\.draft$/;

/**
 * Where a file is written before it is renamed to its place beside it. The name holds the process that writes it, and
 * drafts of processes that are gone, which were killed, are removed there. Throws nothing.
 */
export function draftBeside(path: string): string {
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
    const target = await promises.realpath(location).catch(() => location);
    const draft = draftBeside(target);
    await promises.writeFile(draft, text, { flag: 'wx' });
    await promises.rename(draft, target);
  } catch (error) {
    throw fileError(error, path, 'write');
  }
}

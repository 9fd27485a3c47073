import { createHash } from 'node:crypto';
import { readdirSync, readlinkSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { systemCode } from '../core/file-error.ts';

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

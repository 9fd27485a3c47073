import { readFileSync, statSync } from 'node:fs';

import { UserError } from '../core/errors.ts';
import type { TextFile } from './parse.ts';
import { MAX_BYTES } from './parse.ts';

const REASONS = new Map([
  ['ENOENT', 'no such file'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EISDIR', 'is a folder'],
  ['ENOTDIR', 'no such file'],
]);

/** Reads a YAML file of the user's. Throws UserError when it is missing, not a file, too large or not UTF-8. */
export function readTextFile(path: string): TextFile {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) throw new UserError(`${path}: is a folder`, 'name a file');
    if (stat.size > MAX_BYTES) throw new UserError(`${path}: larger than ${MAX_BYTES / 1024 / 1024} MiB`);
    return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof TypeError) throw new UserError(`${path}: not UTF-8 text`, 'save it as UTF-8');
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UserError(`${path}: ${REASONS.get(code) ?? 'cannot be read'}${REASONS.has(code) ? '' : ` (${code})`}`);
  }
}

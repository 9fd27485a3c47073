import { readFileSync, statSync } from 'node:fs';

import { UserError } from '../core/errors.ts';
import type { TextFile } from './parse.ts';
import { MAX_BYTES } from './parse.ts';

const REASONS = new Map([
  ['ENOENT', 'no such file'],
  ['ENOTDIR', 'no such file'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ERR_ENCODING_INVALID_ENCODED_DATA', 'not UTF-8 text'],
]);

/** Reads a YAML file of the user's. Throws UserError when it is missing, not a file, too large or not UTF-8. */
export function readTextFile(path: string): TextFile {
  try {
    const stat = statSync(path);
    if (!stat.isFile() && !stat.isFIFO()) throw new UserError(`${path}: not a file`);
    if (stat.size > MAX_BYTES) throw new UserError(`${path}: larger than ${MAX_BYTES / 1024 / 1024} MiB`);
    return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    throw new UserError(`${path}: ${REASONS.get(code) ?? `cannot be read (${code})`}`);
  }
}

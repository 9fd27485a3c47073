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

/**
 * Reads a YAML file of the user's: `path` as people are told, `at` where it is. Throws UserError when it is missing,
 * not a file, too large or not UTF-8.
 */
export function readTextFile(path: string, at = path): TextFile {
  const refuse = (message: string): UserError => {
    return new UserError([{ place: { file: path, line: null, column: null }, message, hint: null }]);
  };
  try {
    const stat = statSync(at);
    if (!stat.isFile() && !stat.isFIFO()) throw refuse('not a file');
    if (stat.size > MAX_BYTES) throw refuse(`larger than ${MAX_BYTES / 1024 / 1024} MiB`);
    return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(at)) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    throw refuse(REASONS.get(code) ?? `cannot be read (${code})`);
  }
}

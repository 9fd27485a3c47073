import { readFileSync, statSync } from 'node:fs';

import { UserError, fileError, systemCode } from '../core/errors.ts';
import type { TextFile } from './parse.ts';
import { MAX_BYTES } from './parse.ts';

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
    // Of what is called here only the decoder throws what is no system error.
    throw systemCode(error) === null ? refuse('not UTF-8 text') : fileError(error, path, 'read');
  }
}

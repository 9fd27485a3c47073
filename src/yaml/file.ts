import { readFileSync, statSync } from 'node:fs';

import { UserError, fileError, systemCode, wrongFile } from '../core/errors.ts';
import type { TextFile } from './parse.ts';
import { MAX_BYTES } from './parse.ts';

/**
 * Reads a YAML file of the user's: `path` as people are told, `at` where it is. Throws UserError when it is missing,
 * not a file, too large, or neither UTF-8 nor UTF-16 with its byte order mark, as PowerShell redirects to a file.
 */
export function readTextFile(path: string, at = path): TextFile {
  try {
    const stat = statSync(at);
    if (!stat.isFile() && !stat.isFIFO()) throw wrongFile(path, 'not a file');
    if (stat.size > MAX_BYTES) throw wrongFile(path, `larger than ${MAX_BYTES / 1024 / 1024} MiB`);
    const bytes = readFileSync(at);
    const mark = bytes.length > 1 ? bytes.readUInt16BE(0) : 0;
    const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
    return { path, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    // Of what is called here only the decoder throws what is no system error.
    throw systemCode(error) === null
      ? wrongFile(path, 'not UTF-8 text', 'save it as UTF-8')
      : fileError(error, path, 'read');
  }
}

import { readFileSync, statSync } from 'node:fs';

import { UserError, fileError, wrongFile } from '../core/errors.ts';

/** A list of ten thousand vendors is 1 MB; beyond these a file is a mistake or an attack (aliases that multiply). */
export const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Reads a YAML file of the user's: `path` as people are told, `at` where it is. Throws UserError when it is missing,
 * not a file, too large, or no text.
 */
export function readTextFile(path: string, at = path): { readonly path: string; readonly text: string } {
  try {
    const stat = statSync(at);
    if (!stat.isFile() && !stat.isFIFO()) throw wrongFile(path, 'not a file');
    if (stat.size > MAX_BYTES) throw wrongFile(path, `larger than ${MAX_BYTES / 1024 / 1024} MiB`);
    return { path, text: decodeText(path, readFileSync(at)) };
  } catch (error) {
    throw error instanceof UserError ? error : fileError(error, path, 'read');
  }
}

/** Text in UTF-8, or in UTF-16 with its byte order mark, as PowerShell redirects to a file. Throws UserError. */
export function decodeText(path: string, bytes: Uint8Array): string {
  const [first = 0, second = 0] = bytes;
  const mark = (first << 8) | second;
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw wrongFile(path, 'not UTF-8 text', 'save it as UTF-8');
  }
}

import { wrongFile } from '../core/errors.ts';

/** A list of ten thousand vendors is 1 MB; a file above this is a mistake or an attack (aliases that multiply). */
export const MAX_BYTES = 4 * 1024 * 1024;

/** Decodes UTF-8, or UTF-16 with a byte order mark, as PowerShell writes it. Throws UserError for any other bytes. */
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

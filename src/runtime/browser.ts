/* What netvet needs of the machine, in a browser: `#runtime` in package.json. node.ts says what each export does. */
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { Z_BUF_ERROR, Z_NO_FLUSH, Z_OK, Z_STREAM_END, ZStream, zlibInflate, zlibInflateInit2 } from 'pako';
import { hex, type Sha256, type Unpacker } from './bytes.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const CHUNK = 8_192;

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const bytesOf = (data: string | Uint8Array): Uint8Array => (typeof data === 'string' ? encoder.encode(data) : data);

export const sha256 = (data: string | Uint8Array): string => hex(nobleSha256(bytesOf(data)));

export function newSha256(): Sha256 {
  const hash = nobleSha256.create();
  return {
    update: (data) => hash.update(bytesOf(data)),
    digest: () => hex(hash.digest()),
  };
}

export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return text;
}

export const fromLatin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

export function writeCodes(text: string, codes: Uint16Array): void {
  for (let at = 0; at < text.length; at += 1) codes[at] = text.charCodeAt(at);
}

/** The window bits of zlib: 15, plus 16 for a gzip header, negative for no header. */
const FORMS = { gzip: 31, raw: -15 } as const;
const PIECE = 64 * 1024;

function inflating(form: keyof typeof FORMS): Unpacker {
  const stream = new ZStream();
  zlibInflateInit2(stream, FORMS[form]);
  return {
    rest: null,
    *push(chunk) {
      if (chunk === null) throw new Error('unexpected end of file');
      Object.assign(stream, { input: chunk, next_in: 0, avail_in: chunk.length });
      do {
        Object.assign(stream, { output: new Uint8Array(PIECE), next_out: 0, avail_out: PIECE });
        const status = zlibInflate(stream, Z_NO_FLUSH);
        if (stream.next_out > 0) yield stream.output.subarray(0, stream.next_out);
        if (status === Z_STREAM_END) {
          this.rest = chunk.subarray(stream.next_in);
          return;
        }
        if (status !== Z_OK && status !== Z_BUF_ERROR) throw new Error(stream.msg);
      } while (stream.avail_out === 0 || stream.avail_in > 0);
    },
  };
}

export function unpackersOf(form: 'gzip' | 'raw' | 'zstd'): Promise<(() => Unpacker) | null> {
  return Promise.resolve(form === 'zstd' ? null : () => inflating(form));
}

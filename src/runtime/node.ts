/* What netvet needs of the machine, on Node: `#runtime` in package.json. browser.ts is the same for browsers. */
import * as buffer from 'node:buffer';
import * as crypto from 'node:crypto';
import type { Gunzip } from 'node:zlib';
import type { Sha256, Unpacker } from './bytes.ts';

const { createHash } = crypto;
/** One call instead of an object per hash: three times as fast; from Node 20.12 on. */
const oneShot: typeof crypto.hash | undefined = crypto.hash;

/** Whether bytes are valid UTF-8. */
export const isUtf8: (bytes: Uint8Array) => boolean = buffer.isUtf8;

/** Hex sha256 of a text (UTF-8) or bytes. */
export function sha256(data: string | Uint8Array): string {
  return oneShot === undefined ? createHash('sha256').update(data).digest('hex') : oneShot('sha256', data, 'hex');
}

/** Begins the sha256 of data in pieces. */
export const newSha256 = (): Sha256 => createHash('sha256');

/** Bytes as a text with one character for each. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** The bytes of a text with one character for each. */
export const fromLatin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** Writes the UTF-16 codes of a text into `codes`, from its beginning on. */
export function writeCodes(text: string, codes: Uint16Array): void {
  Buffer.from(codes.buffer, codes.byteOffset, codes.byteLength).write(text, 'utf16le');
}

const STREAMS = { gzip: 'createGunzip', raw: 'createInflateRaw', zstd: 'createZstdDecompress' } as const;
const OPTIONS = { chunkSize: 64 * 1024 };

/** What makes unpackers of gzip, raw deflate (ZIP archives) or Zstandard (Node from 22.15 on); null: not supported. */
export async function unpackersOf(form: keyof typeof STREAMS): Promise<(() => Unpacker) | null> {
  const zlib = (await import('node:zlib')) as Partial<Record<string, unknown>>;
  const create = zlib[STREAMS[form]] as ((options: typeof OPTIONS) => Gunzip) | undefined;
  return create === undefined ? null : () => unpackerOf(create(OPTIONS));
}

function unpackerOf(stream: Gunzip): Unpacker {
  let failure: Error | null = null;
  let resume: () => void = () => undefined;
  const wake = (): void => {
    resume();
  };
  stream.on('readable', wake).on('end', wake);
  stream.on('error', (error) => {
    failure = error;
    wake();
  });
  return {
    rest: null,
    async *push(chunk) {
      const before = stream.bytesWritten;
      const given = { isTaken: false };
      if (chunk === null) stream.end();
      else
        stream.write(chunk, () => {
          given.isTaken = true;
          wake();
        });
      for (;;) {
        const bytes = stream.read() as Uint8Array | null;
        if (bytes !== null) yield bytes;
        else if (failure !== null) throw failure;
        else if (given.isTaken || stream.readableEnded) break;
        else await new Promise<void>((resolve) => (resume = resolve));
      }
      const taken = stream.bytesWritten - before;
      if (chunk !== null && taken < chunk.length) this.rest = chunk.subarray(taken);
    },
  };
}

import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { messageOf } from '../../core/errors.ts';

/**
 * Most that all parts of an archive may unpack to, in all passes over them. A million rows of 20 cells stay below 1
 * GiB.
 */
export const MAX_UNPACKED = 2 * 1024 * 1024 * 1024;
/** Most entries of an archive; a workbook has a few and one a sheet. */
const MAX_ENTRIES = 10_000;

/** An archive that cannot be read, or not as far as requested. */
export class ZipError extends Error {
  readonly reason: 'too-large' | 'malformed';

  constructor(message: string, reason: ZipError['reason']) {
    super(message);
    this.reason = reason;
  }
}

/** The entries of a ZIP archive, unpacked as they are read and never beyond a total. */
export class Archive {
  readonly #zip: ZipFile;
  /** By their names in lower case: a name in other letters is the same part (ECMA-376 part 2). */
  readonly #entries: ReadonlyMap<string, Entry>;
  #left: number;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, budget: number) {
    this.#zip = zip;
    this.#entries = entries;
    this.#left = budget;
  }

  /** Throws ZipError. */
  static async open(bytes: Buffer, budget = MAX_UNPACKED): Promise<Archive> {
    const entries = new Map<string, Entry>();
    try {
      const zip = await fromBufferPromise(bytes, { lazyEntries: true });
      for await (const entry of zip.eachEntry()) {
        const name = entry.fileName.replace(/^\//, '').toLowerCase();
        if (entries.has(name)) throw new ZipError(`two files of the name ${name} in the archive`, 'malformed');
        entries.set(name, entry);
        if (entries.size > MAX_ENTRIES)
          throw new ZipError(`more than ${MAX_ENTRIES} files in the archive`, 'too-large');
      }
      return new Archive(zip, entries, budget);
    } catch (error) {
      throw asZipError(error);
    }
  }

  get names(): readonly string[] {
    return Array.from(this.#entries.values(), ({ fileName }) => fileName);
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** The text of an entry (UTF-8), in pieces; nothing for one that is not there. Throws ZipError. */
  async *text(name: string): AsyncGenerator<string> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) return;
    if (entry.isEncrypted()) throw new ZipError('the archive is encrypted', 'malformed');
    const decoder = new TextDecoder();
    let checksum = 0;
    try {
      for await (const chunk of (await this.#zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        this.#left -= chunk.length;
        checksum = crc32(chunk, checksum);
        if (this.#left < 0) throw new ZipError('the archive unpacks to more than is read', 'too-large');
        yield decoder.decode(chunk, { stream: true });
      }
    } catch (error) {
      throw asZipError(error);
    }
    if (checksum !== entry.crc32) throw new ZipError(`the checksum of ${name} is wrong`, 'malformed');
    yield decoder.decode();
  }
}

function asZipError(error: unknown): ZipError {
  return error instanceof ZipError ? error : new ZipError(messageOf(error), 'malformed');
}

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = (rest & 1) === 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/**
 * The checksum of ZIP archives (CRC-32), of bytes that come in pieces: `before` is that of the bytes before. zlib has
 * it only from Node 20.15 on.
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let rest = ~before;
  for (const byte of bytes) rest = (rest >>> 8) ^ (TABLE[(rest ^ byte) & 0xff] as number);
  return ~rest >>> 0;
}

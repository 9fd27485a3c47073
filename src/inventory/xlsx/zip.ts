import { fromBuffer } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { messageOf } from '../../core/errors.ts';
import { crc32 } from './crc32.ts';

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
    const zip = await openZip(bytes);
    return new Archive(zip, await entriesOf(zip), budget);
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
      for await (const chunk of await this.#stream(entry)) {
        this.#left -= (chunk as Buffer).length;
        checksum = crc32(chunk as Buffer, checksum);
        if (this.#left < 0) throw new ZipError('the archive unpacks to more than is read', 'too-large');
        yield decoder.decode(chunk as Buffer, { stream: true });
      }
    } catch (error) {
      throw error instanceof ZipError ? error : new ZipError(messageOf(error), 'malformed');
    }
    if (checksum !== entry.crc32) throw new ZipError(`the checksum of ${name} is wrong`, 'malformed');
    yield decoder.decode();
  }

  #stream(entry: Entry): Promise<AsyncIterable<unknown>> {
    return new Promise((resolve, reject) => {
      this.#zip.openReadStream(entry, (error, stream) => {
        if (error === null) resolve(stream);
        else reject(error);
      });
    });
  }
}

function openZip(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(new ZipError(messageOf(error), 'malformed'));
    });
  });
}

function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      const name = entry.fileName.replace(/^\//, '').toLowerCase();
      if (entries.has(name)) reject(new ZipError(`two files of the name ${name} in the archive`, 'malformed'));
      entries.set(name, entry);
      if (entries.size > MAX_ENTRIES)
        reject(new ZipError(`more than ${MAX_ENTRIES} files in the archive`, 'too-large'));
      else zip.readEntry();
    });
    zip.on('end', () => {
      resolve(entries);
    });
    zip.on('error', (error: unknown) => {
      reject(new ZipError(messageOf(error), 'malformed'));
    });
    zip.readEntry();
  });
}

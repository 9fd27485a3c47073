import { messageOf } from '../../core/errors.ts';
import { unzipped, zipEntries, type ZipEntry } from '../../runtime/zip.ts';

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
  readonly #bytes: Uint8Array;
  /** By their names in lower case: a name in other letters is the same part (ECMA-376 part 2). */
  readonly #entries = new Map<string, ZipEntry>();
  #left: number;

  /** Throws ZipError. */
  constructor(bytes: Uint8Array, budget = MAX_UNPACKED) {
    this.#bytes = bytes;
    this.#left = budget;
    try {
      for (const entry of zipEntries(bytes)) {
        const name = entry.name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase();
        if (this.#entries.has(name)) throw new Error(`two files of the name ${name} in the archive`);
        this.#entries.set(name, entry);
        if (this.#entries.size > MAX_ENTRIES)
          throw new ZipError(`more than ${MAX_ENTRIES} files in the archive`, 'too-large');
      }
    } catch (error) {
      throw asZipError(error);
    }
  }

  get names(): readonly string[] {
    return Array.from(this.#entries.values(), ({ name }) => name);
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** The text of an entry (UTF-8), in pieces; nothing for one that is not there. Throws ZipError. */
  async *text(name: string): AsyncGenerator<string> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) return;
    if (entry.isEncrypted) throw new ZipError('the archive is encrypted', 'malformed');
    const decoder = new TextDecoder();
    try {
      for await (const chunk of unzipped(this.#bytes, entry)) {
        this.#left -= chunk.length;
        if (this.#left < 0) throw new ZipError('the archive unpacks to more than is read', 'too-large');
        yield decoder.decode(chunk, { stream: true });
      }
    } catch (error) {
      throw asZipError(error);
    }
    yield decoder.decode();
  }
}

function asZipError(error: unknown): ZipError {
  return error instanceof ZipError ? error : new ZipError(messageOf(error), 'malformed');
}

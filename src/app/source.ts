import { newSha256 } from '#runtime';
import { fileError } from '../core/errors.ts';

/** An input as the user named it, or as it was found in a folder the user named. */
export interface InputRef {
  /** The path as given with `/`, or `-`. */
  readonly name: string;
  /** Absolute path, null for what is no file of the disk. */
  readonly path: string | null;
  /** Bytes, null where nobody knows (stdin, a pipe). */
  readonly size: number | null;
  /** Whether the user named it, or it was found in a folder, there perhaps as a hidden file. */
  readonly from: 'user' | 'folder' | 'hidden';
  /** Its bytes, once; opened when the first are asked for. Throws errors of the system. */
  readonly open: () => AsyncIterable<Uint8Array>;
}

/**
 * Opens an input when its bytes are first asked for, which are counted and hashed as they pass by; `onChunk` sees them
 * too. System errors become UserErrors that name the input.
 */
export function openSource({ name, open }: Pick<InputRef, 'name' | 'open'>, onChunk?: (chunk: Uint8Array) => void) {
  const hash = newSha256();
  let read = 0;
  const chunks = withPlainErrors(open, name);
  async function next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const result = await chunks.next();
    if (result.done === true) return { done: true, value: undefined };
    hash.update(result.value);
    read += result.value.length;
    onChunk?.(result.value);
    return result;
  }
  return {
    name,
    // A reader that stops early must not end the stream: the rest is still hashed.
    bytes: { [Symbol.asyncIterator]: () => ({ next }) },
    bytesRead: () => read,
    /** Reads what the reader left unread and returns the hex sha256 of all bytes. */
    async finish(): Promise<string> {
      while ((await next()).done !== true);
      return hash.digest('hex');
    },
    /** Lets go of the file; nothing can be read after it. */
    async close(): Promise<void> {
      await chunks.return(undefined);
    },
  };
}

async function* withPlainErrors(
  open: () => AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array, undefined> {
  try {
    yield* open();
  } catch (error) {
    throw fileError(error, name, 'read');
  }
}

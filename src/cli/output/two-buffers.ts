import { write, writeSync } from 'node:fs';
import { promisify } from 'node:util';

/** Text that is made into bytes in one go (UTF-16 units): small enough to be still in the processor's cache. */
const PIECE = 32 * 1024;
/** Bytes that are written in one go. */
const BUFFER = 256 * 1024;

const encoder = new TextEncoder();

/**
 * Makes bytes of text. One buffer is filled while the other is written, so that making and writing take two processors.
 */
export class TwoBuffers {
  readonly #write: (bytes: Uint8Array) => Promise<void>;
  #text = '';
  #filling = new Uint8Array(BUFFER);
  #filled = 0;
  #other = new Uint8Array(BUFFER);
  /** How the write that is under way ends. */
  #writing: Promise<{ readonly error: unknown } | null> = Promise.resolve(null);

  constructor(write: (bytes: Uint8Array) => Promise<void>) {
    this.#write = write;
  }

  /** A failed write is reported by the next call, at the latest by `rest`. */
  async add(text: string): Promise<void> {
    this.#text += text;
    if (this.#text.length >= PIECE) await this.#encode();
  }

  /** Bytes as they are, after the text before them. */
  async addBytes(bytes: Uint8Array): Promise<void> {
    await this.#encode();
    for (let at = 0; at < bytes.length;) {
      if (this.#filled === BUFFER) await this.#flush();
      const part = bytes.subarray(at, at + BUFFER - this.#filled);
      this.#filling.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
    }
  }

  /** What is not written yet, once all before it is; it is then no longer held here. */
  async rest(): Promise<Uint8Array> {
    await this.#encode();
    await this.#written();
    const rest = this.#filling.subarray(0, this.#filled);
    this.#filled = 0;
    return rest;
  }

  /** Settles when nothing is being written any more, whatever became of it. */
  async idle(): Promise<void> {
    await this.#writing;
  }

  async #encode(): Promise<void> {
    let text = this.#text;
    this.#text = '';
    for (;;) {
      const { read, written } = encoder.encodeInto(text, this.#filling.subarray(this.#filled));
      this.#filled += written;
      if (read === text.length) return;
      text = text.slice(read);
      await this.#flush();
    }
  }

  /** Hands over what is filled, once the buffer before it is written. */
  async #flush(): Promise<void> {
    await this.#written();
    const due = this.#filling.subarray(0, this.#filled);
    [this.#filling, this.#other, this.#filled] = [this.#other, this.#filling, 0];
    this.#writing = this.#write(due).then(
      () => null,
      (error: unknown) => ({ error }),
    );
  }

  async #written(): Promise<void> {
    const failed = await this.#writing;
    if (failed !== null) throw failed.error;
  }
}

const writeTo = promisify(write);

/** Writes all of it to an open file, by another thread. */
export async function writeAll(file: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await writeTo(file, bytes, at)).bytesWritten;
}

/** Writes all of it before it returns: of little, that is sooner than another thread could. */
export function writeAllNow(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

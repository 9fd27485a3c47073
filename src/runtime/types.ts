/** A sha256 of what comes in pieces; text counts as UTF-8. */
export interface Sha256 {
  update(data: string | Uint8Array): unknown;
  digest(form: 'hex'): string;
}

/** Unpacks data that ends somewhere in what it is given. */
export interface Unpacker {
  /**
   * What the next bytes unpack to; null: none follow. Throws Error for what is damaged, and for data that does not end.
   */
  push(chunk: Uint8Array | null): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** What follows the end of the data in the bytes that were given last; null before that end. */
  readonly rest: Uint8Array | null;
}

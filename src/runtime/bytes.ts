/** Bytes one after the other; no copy of those of a single part. */
export function joined(given: readonly Uint8Array[]): Uint8Array {
  const parts = given.filter(({ length }) => length > 0);
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Bytes as lower-case hex digits. */
export function hex(bytes: Uint8Array): string {
  let digits = '';
  for (const byte of bytes) digits += byte.toString(16).padStart(2, '0');
  return digits;
}

/** The bytes that hex digits stand for; of an odd number of digits the last says nothing. */
export function ofHex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** A sha256 of what comes in pieces; text counts as UTF-8. */
export interface Sha256 {
  update(data: string | Uint8Array): unknown;
  digest(form: 'hex'): string;
}

/** Unpacks data that ends somewhere in what it is given. */
export interface Unpacker {
  /** What the next bytes unpack to; null: none follow. Throws Error for what is damaged or does not end. */
  push(chunk: Uint8Array | null): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** What follows the end of the data in the bytes that were given last; null before that end. */
  rest: Uint8Array | null;
}

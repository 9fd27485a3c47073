/** All parts as one array: the only one that is not empty itself. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only, another] = parts.filter(({ length }) => length > 0);
  if (only !== undefined && another === undefined) return only;
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
  return bytes.reduce((digits, byte) => digits + (byte + 0x100).toString(16).slice(1), '');
}

/** The bytes that hex digits stand for; the last of an odd number of digits is ignored. */
export function ofHex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** The sha256 of data in pieces; text is hashed as UTF-8. */
export interface Sha256 {
  update(data: string | Uint8Array): unknown;
  digest(form: 'hex'): string;
}

/** Unpacks data, and finds where in the given bytes it ends. */
export interface Unpacker {
  /** What the next bytes unpack to; null: none follow. Throws Error for what is damaged or does not end. */
  push(chunk: Uint8Array | null): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** The bytes after the end of the data in the last chunk; null before that end. */
  rest: Uint8Array | null;
}

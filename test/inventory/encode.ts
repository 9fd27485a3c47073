import { decoderOf } from '../../src/inventory/bytes/encoding.ts';

const TABLES = new Map<string, Map<string, readonly number[]>>();

/** Bytes of each character of an encoding of one or two bytes, found by trying all of them. */
function tableOf(label: string): Map<string, readonly number[]> {
  const known = TABLES.get(label);
  if (known !== undefined) return known;
  const table = new Map<string, readonly number[]>();
  const oneByte = /^(?:windows|iso|koi8|mac|ibm)/.test(label);
  const decoder = decoderOf(label);
  const add = (...bytes: number[]): void => {
    // Node 20 reads windows-1252 rightly only as a stream.
    const text = decoder.decode(Uint8Array.from(bytes), { stream: oneByte });
    if (Array.from(text).length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes);
  };
  for (let a = 0; a < 256; a += 1) {
    add(a);
    for (let b = 0x30; !oneByte && a >= 0x80 && b < 256; b += 1) add(a, b);
  }
  TABLES.set(label, table);
  return table;
}

/** A text in an encoding of one or two bytes; null when it has no such characters. */
export function encode(text: string, label: string): Buffer | null {
  const table = tableOf(label);
  const bytes = Array.from(text, (letter) => table.get(letter));
  return bytes.includes(undefined) ? null : Buffer.from(bytes.flatMap((each) => each ?? []));
}

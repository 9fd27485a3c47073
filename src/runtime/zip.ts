import { unpackersOf } from '#runtime';
import type { Unpacker } from './bytes.ts';

/*
 * ZIP archives (PKWARE APPNOTE 6.3). Workbooks of two gigabytes need parts as streams, and hostile archives need places
 * from the directory alone. Of the libraries that also run in browsers, only one does both, and it has 8 MB.
 */

/** Signatures of the header of a file, of an entry of the directory, and of the end of the archive. */
const [LOCAL, ENTRY, END] = [0x04034b50, 0x02014b50, 0x06054b50];
/** Stands for a size or offset that is in the ZIP64 extra field, since it may need 64 bits. */
const IN_ZIP64 = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
const UTF8 = 0x800;
/** Packed bytes that are passed to the unpacker at once. */
const PIECE = 64 * 1024;

/** The files of an archive, in the order of its directory. Throws Error for a damaged or incomplete archive. */
export function* zipEntries(bytes: Uint8Array) {
  const view = viewOf(bytes);
  const end = endOf(view);
  let { at } = end;
  for (let left = end.entries; left > 0; left -= 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) throw new Error('its directory is damaged');
    const uint16 = (offset: number) => view.getUint16(at + offset, true);
    const uint32 = (offset: number) => view.getUint32(at + offset, true);
    const flags = uint16(8);
    const name = at + 46;
    const extra = name + uint16(28);
    const next = extra + uint16(30) + uint16(32);
    if (next > bytes.length) throw new Error('its directory is damaged');
    const [size, packed, offset] = withZip64(view, extra, uint16(30), [uint32(24), uint32(20), uint32(42)]);
    yield {
      name: new TextDecoder((flags & UTF8) === 0 ? 'latin1' : 'utf-8').decode(bytes.subarray(name, extra)),
      isEncrypted: (flags & ENCRYPTED) !== 0,
      ...{ crc: uint32(16), size, method: uint16(10), packed, offset },
    };
    at = next;
  }
}

/** A file of an archive, as the directory at its end has it. */
export type ZipEntry = ReturnType<typeof zipEntries> extends Generator<infer Entry> ? Entry : never;

/** Unpacks a file of an archive. Throws Error if it cannot, or if size or checksum are not those in the directory. */
export async function* unzipped(bytes: Uint8Array, { name, crc, size, method, packed, offset }: ZipEntry) {
  const view = viewOf(bytes);
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) throw new Error(`${name} is not there`);
  const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (from + packed > bytes.length) throw new Error(`${name} is cut off`);
  if (method !== STORED && method !== DEFLATED) throw new Error(`${name} is packed in a way that is not read`);
  const content = bytes.subarray(from, from + packed);
  let checksum = 0;
  let left = size;
  for await (const chunk of method === STORED ? [content] : inflated(content)) {
    left -= chunk.length;
    if (left < 0) break;
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (left !== 0) throw new Error(`the size of ${name} is wrong`);
  if (checksum !== crc) throw new Error(`the checksum of ${name} is wrong`);
}

async function* inflated(content: Uint8Array): AsyncGenerator<Uint8Array> {
  const unpacker = ((await unpackersOf('raw')) as () => Unpacker)();
  for (let at = 0; at < content.length && unpacker.rest === null; at += PIECE)
    yield* unpacker.push(content.subarray(at, at + PIECE));
  if (unpacker.rest === null) yield* unpacker.push(null);
}

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = (rest & 1) === 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** The CRC-32 of bytes; `before`: the CRC-32 of the bytes before them. node:zlib has it only from Node 20.15 on. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let rest = ~before;
  for (const byte of bytes) rest = (rest >>> 8) ^ (TABLE[(rest ^ byte) & 0xff] as number);
  return ~rest >>> 0;
}

/** Where the directory begins, and how many files it lists. ZIP64's own end matters only beyond what is held (4 GB). */
function endOf(view: DataView): { readonly entries: number; at: number } {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at -= 1) {
    if (view.getUint32(at, true) === END && at + 22 + view.getUint16(at + 20, true) === view.byteLength)
      return { entries: view.getUint16(at + 10, true), at: view.getUint32(at + 16, true) };
  }
  throw new Error('its end is missing');
}

/** The numbers of an entry; those that are `IN_ZIP64` come from its ZIP64 extra field (id 1), in order. */
function withZip64(view: DataView, from: number, length: number, numbers: readonly [number, number, number]) {
  for (let at = from; at + 4 <= from + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    return numbers.map((number) => {
      if (number !== IN_ZIP64) return number;
      next += 8;
      if (next > from + length) throw new Error('its directory is damaged');
      return Number(view.getBigUint64(next - 8, true));
    }) as [number, number, number];
  }
  return numbers;
}

const viewOf = ({ buffer, byteOffset, length }: Uint8Array): DataView => new DataView(buffer, byteOffset, length);

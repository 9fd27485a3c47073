import { detectEncoding, isMostlyUtf8 } from './encoding.ts';

/** Bytes that are looked at to tell a format. */
const SNIFF_BYTES = 8192;

/** The first lines of an input as text, the last of them perhaps not whole. */
export function headLines(head: Uint8Array): readonly string[] {
  return headText(head).split(/\r\n|\n|\r/);
}

/** The first characters of an input, without byte order mark. Asked by many formats in a row, so the last is kept. */
export function headText(head: Uint8Array): string {
  if (last?.head !== head) last = { head, text: decodeHead(head) };
  return last.text;
}

let last: { readonly head: Uint8Array; readonly text: string } | null = null;

function decodeHead(head: Uint8Array): string {
  const start = head.subarray(0, SNIFF_BYTES);
  const { label, skip } = detectEncoding(start, null);
  const known = label !== 'utf-8' || isMostlyUtf8(start);
  return new TextDecoder(known ? label : 'windows-1252').decode(start.subarray(skip));
}

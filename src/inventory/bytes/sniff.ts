import { withoutControls } from './controls.ts';
import { detectEncoding, isMostlyUtf8 } from './encoding.ts';

/** Bytes that are looked at to tell a format. */
const SNIFF_BYTES = 8192;

/** The first characters of an input, without byte order mark. */
export function headText(head: Uint8Array): string {
  const start = head.subarray(0, SNIFF_BYTES);
  const { label, skip } = detectEncoding(start, null);
  const known = label !== 'utf-8' || isMostlyUtf8(start);
  return withoutControls(new TextDecoder(known ? label : 'windows-1252').decode(start.subarray(skip)));
}

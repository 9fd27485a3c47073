/**
 * What the bytes of an inventory may be in when they are not UTF-8, those first that are met most: of two that fit as
 * well, the first is taken.
 */
export const CANDIDATES = [
  'windows-1252',
  'gb18030',
  'windows-1251',
  'shift_jis',
  'euc-kr',
  'big5',
  'euc-jp',
  'koi8-r',
  'windows-1250',
  'windows-1254',
  'iso-8859-15',
  'macintosh',
  'ibm866',
] as const;

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

/**
 * Text of bytes that end with a character; what an encoding has no character for becomes U+FFFD. `label` as WHATWG has
 * it.
 */
export function decodeAs(label: string, bytes: Uint8Array): string {
  let decoder = decoders.get(label);
  if (decoder === undefined) decoders.set(label, (decoder = new TextDecoder(label, { ignoreBOM: true })));
  // Node 20 reads windows-1252 at once as Latin-1, and as a stream as it should; an encoding of one byte keeps no
  // state.
  return label === 'windows-1252' ? decoder.decode(bytes, { stream: true }) : decoder.decode(bytes);
}

/** Cells of a text of any format. What ends them is part of no longer character, whatever the encoding. */
export const cellsOf = /[^\t\n\r",:;<=>]+/g;
const BEYOND_ASCII = /[\x80-\xff]/;

/** Those of a text of one character a byte that hold more than ASCII. */
export function cellsBeyondAscii(bytes: string): readonly string[] {
  return (bytes.match(cellsOf) ?? []).filter((cell) => BEYOND_ASCII.test(cell));
}

/** The same text with these cells replaced. */
export function replaceBeyondAscii(bytes: string, read: (cell: string) => string): string {
  return bytes.replace(cellsOf, (cell) => (BEYOND_ASCII.test(cell) ? read(cell) : cell));
}

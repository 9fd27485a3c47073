import { TextDecoder } from 'node:util';
import type { HeaderWords } from '../../core/words/words.ts';
import { isKnownHeader } from '../headers/read-header.ts';

/** Encodings that spreadsheets of a region save as CSV; nothing in the bytes names them. */
const REGIONAL = [
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1251',
  'koi8-r',
  'ibm866',
  'windows-1250',
  'windows-1254',
];
/** Titles and header stand in the first bytes; what is cut off at their end is one cell. */
const LOOKED_AT = 4096;

/** The encoding under which most cells beyond ASCII are known headers; `label` unless another has more. */
export function regionalEncoding(head: Uint8Array, label: string, words: HeaderWords): string {
  let best = label;
  let most = foreignHeaders(head, label, words);
  for (const candidate of REGIONAL) {
    const known = foreignHeaders(head, candidate, words);
    if (known > most) {
      best = candidate;
      most = known;
    }
  }
  return best;
}

function foreignHeaders(head: Uint8Array, label: string, words: HeaderWords): number {
  const cells = new TextDecoder(label).decode(head.subarray(0, LOOKED_AT)).split(/[,;\t|"\r\n]+/, 100);
  return cells.filter((cell) => /[^\0-\x7f]/.test(cell) && isKnownHeader(cell, words)).length;
}

import { trying } from '../core/errors.ts';
import { ENCODING_SIGNS } from '../core/first-letters.ts';
import type { WordTables } from './tables.ts';

/** Every encoded form holds one of these signs, and most texts hold none. */
const SIGNS = new RegExp(`[${Array.from(ENCODING_SIGNS, (sign) => `\\${sign}`).join('')}]`);
/** What is decoded may be encoded again: `&amp;#21326;`. */
const MOST_ROUNDS = 3;
const CONTROL =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const HEX_PAIR = /(?<=x|%)[0-9a-f]{2}/gi;

/** From a match of a pattern and its groups, as `replace` passes them; null where it is no text. */
type Decode = (all: string, ...groups: string[]) => string | null;
type Kind = WordTables['decodings']['forms'][number]['is'];

/**
 * Decodes letters that programs write by their codes (data/words/decodings.yaml). A text in which nothing is encoded is
 * the same string.
 */
export function decoderOf({ forms, entities }: WordTables['decodings']) {
  const anyForm = new RegExp(forms.map(({ pattern }) => pattern).join('|') || '(?!)', 'i');
  const decoders: Readonly<Record<Kind, Decode>> = {
    decimal: (_, digits) => character(Number(digits)),
    hexadecimal: (_, digits = '') => character(parseInt(digits, 16)),
    utf16: (all) => String.fromCharCode(...numbersIn(all, /[0-9a-f]{4}/gi)),
    bytes: (all) => fromBytes(numbersIn(all, HEX_PAIR), 'utf-8'),
    entity: (_, name = '') => entities[name.toLowerCase()] ?? null,
    mime: (_, charset = '', how = '', word = '') => encodedWord(charset, how.toLowerCase(), word),
    text: (_, inner = '') => inner,
  };
  const patterns = forms.map(({ pattern, is }) => [new RegExp(pattern, 'gi'), decoders[is]] as const);
  return (text: string): string => {
    if (!SIGNS.test(text)) return text;
    let [plain, before] = [text, ''];
    for (let round = 0; round < MOST_ROUNDS && plain !== before && anyForm.test(plain); round += 1) {
      before = plain;
      for (const [pattern, decode] of patterns)
        plain = plain.replace(pattern, (all: string, ...groups: string[]) => {
          const letters = decode(all, ...groups);
          return letters === null || CONTROL.test(letters) ? all : letters;
        });
    }
    return plain;
  };
}

function character(code: number): string | null {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

function numbersIn(text: string, digits: RegExp): readonly number[] {
  return Array.from(text.match(digits) ?? [], (one) => parseInt(one, 16));
}

function fromBytes(bytes: readonly number[], charset: string): string | null {
  // Null: no such charset, or bytes that are not in it.
  return trying(() => new TextDecoder(charset, { fatal: true }).decode(Uint8Array.from(bytes)), null);
}

/** An encoded word of a mail, base64 or with `=XX` for other than plain letters (RFC 2047). */
function encodedWord(charset: string, how: string, word: string): string | null {
  const plain = (text: string): string =>
    text.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  // Null: no base64, or of a wrong length.
  const signs = how === 'b' ? trying(() => atob(word), null) : plain(word);
  const codes = Array.from(signs ?? '', (sign) => sign.charCodeAt(0));
  return signs === null ? null : fromBytes(codes, charset);
}

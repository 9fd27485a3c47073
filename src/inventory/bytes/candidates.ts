import { fromLatin1 } from '#runtime';
import { remembering } from '../../core/cache.ts';
import { lazily } from '../../core/text.ts';

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

const decoderOf = remembering(100, (label) => new TextDecoder(label, { ignoreBOM: true }));

/**
 * Text of bytes that end with a character; what an encoding has no character for becomes U+FFFD. `label` as WHATWG has
 * it.
 */
export function decodeAs(label: string, bytes: Uint8Array): string {
  const decoder = decoderOf(label);
  // Node 20 reads windows-1252 at once as Latin-1, and as a stream as it should; an encoding of one byte keeps no
  // state.
  return label === 'windows-1252' ? decoder.decode(bytes, { stream: true }) : decoder.decode(bytes);
}

const WESTERN = new Set(['windows-1252', 'iso-8859-15', 'macintosh']);
const WIDE_ENCODINGS = new Set(['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr']);
const CYRILLIC = new Set(['windows-1251', 'koi8-r', 'ibm866']);

/** No character, a control character, or one of private use. */
const NO_TEXT = /[\ufffd\u0080-\u009f\ue000-\uf8ff]/u;
/** Lines drawn with characters, and dots. */
const REPEATED = /(.)\1{2,}/gu;
const TWO_SCRIPTS = lazily(
  () => /\p{sc=Latin}[\p{sc=Cyrillic}\p{sc=Greek}]|[\p{sc=Cyrillic}\p{sc=Greek}]\p{sc=Latin}/u,
);

const SYMBOL_IN_A_WORD = lazily(() => /\p{L}(?:(?![\0-\x7f®©™°´])[\p{S}§¶¿¡†‡‰‹›«»„‚])+\p{L}/u);
const SYMBOL_AT_A_LETTER = lazily(
  () => /[¤¦§¨¬±¶¸¢£¥†‡‰×÷ˆ˜ªº²³¹¼½¾](?=[^\0-\x7f])\p{L}|(?=[^\0-\x7f])\p{L}[¤¦§¨¬±¶¸¢£¥†‡‰×÷ˆ˜¼½¾]/u,
);
/** The sign of the florin is a letter to Unicode, and in no word. */
const FLORIN_IN_A_WORD = lazily(() => /\p{L}ƒ|ƒ\p{L}/u);
/** As in MuÒoz and KÖln; hÉireann and L'École are words. */
const CAPITAL_IN_A_WORD = lazily(() => /\p{L}\p{Ll}(?=[^\0-\x7f])\p{Lu}|\p{Lu}(?=[^\0-\x7f])\p{Lu}\p{Ll}/u);
/** Quotation marks, dashes and blanks stand beside letters in any number. */
const THREE_IN_A_ROW = /[^\0-\x7f“”‘’–—…«»¡¿·•\u00a0]{3}/u;

/** Box drawing of KOI8-R, and the symbols of windows-1251. */
const SYMBOL_BY_CYRILLIC = lazily(
  () =>
    /[\u2320-\u25ff]\p{L}|\p{L}[\u2320-\u25ff]|[¤¦§¨¬±µ¶†‡‰‹›]\p{sc=Cyrillic}|\p{sc=Cyrillic}[¤¦¬±µ¶†‡‰‹›«]|»\p{L}/u,
);
/** What windows-1251 makes of KOI8-R, and the other way round: a word that begins small and goes on in capitals. */
const INVERTED = lazily(() => /(?<!\p{L})[а-яё][А-ЯЁ]{2}/u);

const WIDE = '\\u2e80-\\u9fff\\uac00-\\ud7ff\\uf900-\\ufaff\\uff61-\\uff9f';
/**
 * One wide letter, or two, within a Latin word, or one alone at its end or beginning: an accented letter, read wrongly.
 */
const WIDE_IN_A_WORD = new RegExp(
  `[A-Za-z][${WIDE}]{1,2}[a-z]|[a-z]{2}[${WIDE}](?![${WIDE}])|(?<![${WIDE}])[${WIDE}][a-z]{2}`,
);
/** Korean is no longer written with Chinese characters in its words. */
const HANGUL_AND_HAN = /[\uac00-\ud7a3][\u4e00-\u9fff]|[\u4e00-\u9fff][\uac00-\ud7a3]/u;

/** Whether a text that was decoded by a guess reads like words of a language that is written so. */
export function isPlausible(text: string, label: string): boolean {
  if (NO_TEXT.test(text)) return false;
  const words = text.replace(REPEATED, ' ');
  if (TWO_SCRIPTS().test(words)) return false;
  if (WIDE_ENCODINGS.has(label)) {
    return !WIDE_IN_A_WORD.test(words) && !(label === 'euc-kr' && HANGUL_AND_HAN.test(words));
  }
  if (CYRILLIC.has(label)) return !SYMBOL_BY_CYRILLIC().test(words) && !INVERTED().test(words);
  if (WESTERN.has(label) && THREE_IN_A_ROW.test(words)) return false;
  return ![SYMBOL_IN_A_WORD, SYMBOL_AT_A_LETTER, FLORIN_IN_A_WORD, CAPITAL_IN_A_WORD].some((odd) => odd().test(words));
}

/** Cells by which an encoding is chosen, at most. */
const SAMPLE_CELLS = 2000;
/** Encodings that the detector knows and that no cell beyond ASCII is in. */
const NOT_OF_ONE_CELL = /^(?:utf-|iso-2022-)/i;

/**
 * The encoding in which cells beyond ASCII (one character a byte) read best: by words that are known (headers, vendors;
 * Nîmes, read wrongly, is NÓmes, a word for names without its accent), by how plausible the others are, by the
 * statistics of chardet, by how common it is. Without chardet no ten cells of words that are not known were told to be
 * Japanese, Korean or in KOI8-R; with it all were.
 */
export async function chooseEncoding(given: readonly string[], isKnown: (cell: string) => boolean): Promise<string> {
  const cells = [...new Set(given)].slice(0, SAMPLE_CELLS);
  const { analyse } = (await import('chardet')).default;
  /** By encoding, how likely the detector finds it, out of 100. */
  const likely = new Map<string, number>(CANDIDATES.map((label) => [label, 0]));
  for (const { name, confidence } of analyse(fromLatin1(cells.join('\n')))) {
    // The detector's ISO-8859-2 is windows-1250 here.
    const label = /^iso-8859-2$/i.test(name) ? 'windows-1250' : NOT_OF_ONE_CELL.test(name) ? null : labelOf(name);
    if (label !== null) likely.set(label, Math.max(confidence, likely.get(label) ?? 0));
  }
  const sample = cells.map((cell) => fromLatin1(cell));
  const fits = Array.from(likely, ([label, chance]) => {
    const texts = sample.map((cell) => decodeAs(label, cell));
    const plausible = texts.filter((text) => isPlausible(text, label));
    const known = plausible.filter((text) => isKnown(text.trim())).length;
    const strange = Math.ceil((10 * (texts.length - plausible.length)) / Math.max(texts.length, 1));
    return { label, known, strange, chance };
  });
  fits.sort((one, other) => other.known - one.known || one.strange - other.strange || other.chance - one.chance);
  return fits[0]?.label ?? CANDIDATES[0];
}

/** An encoding as WHATWG has it, null for one that does not exist. */
export function labelOf(name: string): string | null {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

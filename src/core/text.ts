/** Characters of a cell that are read: as many as a cell of a workbook can hold. A format reports what it cut. */
export const CELL_LIMIT = 32_767;
/** Characters of a line of plain text that are read. */
export const LINE_LIMIT = 64 * 1024;

/** `make`, run at the first call: a regular expression with `\p` takes 0.3 ms, and small runs need few of them. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** A letter of a script that writes no spaces between words: Thai, Chinese, Japanese, Korean. */
const UNSPACED = '[\\u0e01-\\u0e4e\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]';
const HAS_UNSPACED = new RegExp(UNSPACED);

/** Whether a text holds a letter of a script that writes no spaces between words. */
export const isUnspaced = (text: string): boolean => HAS_UNSPACED.test(text);

/** Whether a text holds a letter, of any script. */
export function hasLetter(text: string): boolean {
  return /[A-Za-z]/.test(text) || (!ANY_ASCII.test(text) && LETTER().test(text));
}

/** Whether a text holds a letter or digit, of any script. */
export function hasLetterOrDigit(text: string): boolean {
  return /[A-Za-z0-9]/.test(text) || (!ANY_ASCII.test(text) && LETTER_OR_DIGIT().test(text));
}

const LETTER = lazily(() => /\p{L}/u);
const LETTER_OR_DIGIT = lazily(() => /[\p{L}\p{N}]/u);

/** Control sequences of terminals (ECMA-48): a string of JSON or a cell of a workbook may hold them. */
const TERMINAL = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)|[ -/]*[0-~])/g;
/** Characters that show nothing, by Unicode's own properties, and control characters that separate nothing. */
export const INVISIBLE = lazily(() => /[\p{Default_Ignorable_Code_Point}\p{Cf}\x00-\x08\x0e-\x1b\x7f]/gu);
/** Trade mark signs, which NFKC would turn into letters of the word before them. */
const TRADE_MARKS = /[\u2122\u2120\u00ae\u00a9]/g;
const GREEK = /^[\u0370-\u03ff]+$/;
const COMBINING = lazily(() => /\p{M}+/gu);
/** Printable ASCII. */
export const ASCII = /^[\x20-\x7e]*$/;
/** Letters that folding leaves as they are, but for case: printable ASCII, unified ideographs and Hangul syllables. */
const PLAIN = /^[\x20-\x7e\u4e00-\u9fff\uac00-\ud7a3]*$/;
/** Words of ASCII text: an expression with \p{L} takes 0.3 ms to compile, and most runs need none. */
const ASCII_WORD = /[A-Za-z0-9]+/g;
export const ANY_ASCII = /^[\x00-\x7f]*$/;
const LATIN = /[a-z]/i;
/** Where it finds nothing, no word is disguised: a Latin letter, a short Greek word. */
const MAY_BE_DISGUISED = /[A-Za-z]|(?<![\u0370-\u03ff])[\u0370-\u03ff]{1,4}(?![\u0370-\u03ff])/;
const LOOKS_LATIN = /[\u0370-\u03ff\u0400-\u04ff\u0500-\u052f]/;

/**
 * Cyrillic and Greek letters that look like Latin ones (Unicode confusables.txt 16.0.0, the letters that occur in
 * names), and Greek capitals that do not look like their small letters.
 */
const LOOK_ALIKES = 'авсԁеёғԍһніїјкӏмпорԛгѕтуѵԝхүαβεηικνορτυχζωγ';
const LATIN_FORMS = 'abcdeefghhiijklmnopqrstyvwxyabenikvoptuxzwy'.repeat(2) + 'hmny';
const HOMOGLYPHS = new Map(
  Array.from(`${LOOK_ALIKES}${LOOK_ALIKES.toUpperCase()}ΗΜΝΥ`, (letter, at) => [letter, LATIN_FORMS[at] ?? letter]),
);

/**
 * The form in which names are compared: double decoding undone, NFKC (full-width to plain), invisible characters and
 * accents dropped, lower case. A word that mixes Latin with look-alike letters of another script is folded to Latin; so
 * is a short word of look-alikes alone if it is joined to a Latin word (ТР-Link; not IP-камера), or is Greek. Any other
 * word stays in its script.
 */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const plain = decodedOnce(text)
    .replace(TERMINAL, '')
    .replace(TRADE_MARKS, ' ')
    .normalize('NFKC')
    .replace(INVISIBLE(), '')
    .normalize('NFD')
    .replace(COMBINING(), '')
    .normalize('NFC')
    .replaceAll('ı', 'i');
  if (!LOOKS_LATIN.test(plain) || !MAY_BE_DISGUISED.test(plain)) return plain.toLowerCase();
  const undisguised = plain.replace(JOINED_WORDS(), (joined) => {
    const isLatin = LATIN.test(joined);
    // Short, and beside a Latin word or Greek (ΖΤΕ), with letters that all look Latin.
    const isDisguise = (word: string): boolean =>
      (isLatin || GREEK.test(word)) && word.length <= 4 && Array.from(word).every((one) => HOMOGLYPHS.has(one));
    return joined.replace(LETTERS_AND_DIGITS(), (word) =>
      (LATIN.test(word) && LOOKS_LATIN.test(word)) || isDisguise(word)
        ? Array.from(word, (letter) => HOMOGLYPHS.get(letter) ?? letter).join('')
        : word,
    );
  });
  return undisguised.toLowerCase();
}

const LETTERS_AND_DIGITS = lazily(() => /[\p{L}\p{N}]+/gu);
const JOINED_WORDS = lazily(() => /[\p{L}\p{N}]+(?:[-_./][\p{L}\p{N}]+)*/gu);

const BETWEEN_WORDS = lazily(() => /[^\p{L}\p{N}]+/gu);
const OUTER_DASHES = /^-|-$/g;

/** A word of any script. Han, kana and hangul write no spaces: another word ends where one of theirs begins (ZTE中兴). */
const ANY_WORD = lazily(() => new RegExp(`${UNSPACED}+|(?:(?!${UNSPACED})[\\p{L}\\p{N}])+`, 'gu'));

/** The words of a folded text: runs of letters and digits; `_` and everything else separates. */
export function words(folded: string): string[] {
  return folded.match(ANY_ASCII.test(folded) ? ASCII_WORD : ANY_WORD()) ?? [];
}

/** The folded words of a text with blanks between them: how phrases are compared. */
export function spaced(text: string): string {
  return words(fold(text)).join(' ');
}

/** The folded words of a text with nothing between them: how names are compared (Hik-Vision, Z.T.E.). */
export function joined(text: string): string {
  return words(fold(text)).join('');
}

/** The folded words of a text with a blank on each side, so that `includes` compares whole words only. */
export function padded(text: string): string {
  return ` ${spaced(text)} `;
}

/** A cell in the form in which whole cells are compared: folded, with single spaces. */
export function foldCell(cell: string): string {
  return fold(cell).trim().replace(/\s+/g, ' ');
}

/** A name as an id: `Acme Ltd.` -> `acme-ltd`. */
export function slug(name: string): string {
  return fold(name).replace(BETWEEN_WORDS(), '-').replace(OUTER_DASHES, '');
}

/** Makes ids unique in the order given: what comes again gets a number that makes it a new one (`huawei-2`). */
export function numbering(between: string): (id: string) => string {
  /** The last number that was given to each. */
  const taken = new Map<string, number>();
  return (id) => {
    let count = taken.get(id) ?? 0;
    let free: string;
    do free = (count += 1) === 1 ? id : `${id}${between}${count}`;
    while (free !== id && taken.has(free));
    taken.set(free, 1).set(id, count);
    return free;
  };
}

/** A text as a part of a regular expression. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** A copy of a text. A slice would keep the whole stretch of input that it was cut from in memory. */
export function unshared(text: string): string {
  return ` ${text}`.slice(1);
}

/** What cutting left of a character of two UTF-16 units. */
const HALF_CHARACTERS = /^[\udc00-\udfff]|[\ud800-\udbff]$/g;

/** At most `size` characters of a trimmed text around `[start, end)` of `text`, with an ellipsis where it was cut. */
export function excerpt(text: string, start = 0, end = start, size = 200): string {
  const trimmed = text.trim();
  if (trimmed.length <= size) return trimmed;
  const room = Math.max(0, size - (end - start));
  const wanted = start - text.indexOf(trimmed) - Math.floor(room / 2);
  const from = Math.max(0, Math.min(wanted, trimmed.length - size));
  const before = from > 0 ? '…' : '';
  const after = from + size < trimmed.length ? '…' : '';
  const cut = trimmed.slice(from + before.length, from + size - after.length);
  return before + cut.replace(HALF_CHARACTERS, '') + after;
}

/*
 * Text that was decoded twice: UTF-8 that was taken for windows-1252 and saved as UTF-8 again (`KÃ¶ln`, `åŽä¸º`). Each
 * byte of the first UTF-8 is now a character.
 */

/** The characters of windows-1252 for the bytes 0x80 to 0x9f (WHATWG); its others have the numbers of Unicode. */
const HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const BYTES = new Map(Array.from(HIGH, (sign, at) => [sign, 0x80 + at]));
const NEXT = `[\\x80-\\xbf${HIGH}]`;
/** UTF-8 sequences; of two bytes only those of Latin, Greek and Cyrillic letters, since ß“ and É» end words. */
const SEQUENCE = new RegExp(`[\\xc2-\\xc5\\xce-\\xd1]${NEXT}|[\\xe0-\\xef]${NEXT}{2}|[\\xf0-\\xf4]${NEXT}{3}`, 'g');
const MAY_BE_TWICE = new RegExp(`[\\xc2-\\xf4]${NEXT}`);
/** A first byte beside a restored character (`\0`): the rest of its sequence is lost. */
const LOST_REST = new RegExp(`\0[\\xc2-\\xf4]|[\\xc2-\\xf4]${NEXT}?\0`);

/** The text with double decoding undone; the same text where nothing in it was decoded twice. */
export function decodedOnce(text: string): string {
  return MAY_BE_TWICE.test(text) ? text.replace(SEQUENCE, characterOf) : text;
}

/** Whether a text was decoded twice and lost some of its bytes, so that nobody can tell what it was. */
export function isDamaged(text: string): boolean {
  return MAY_BE_TWICE.test(text) && LOST_REST.test(text.replace(SEQUENCE, '\0'));
}

function characterOf(sequence: string): string {
  const bytes = Array.from(sequence, (sign) => BYTES.get(sign) ?? sign.charCodeAt(0));
  const character = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
  return character.includes('\ufffd') ? sequence : character;
}

/** `A`, `Z`, `AA`: the name of a column of a sheet, counted from 0. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest < 0 ? '' : columnName(rest)) + String.fromCharCode(65 + (index % 26));
}

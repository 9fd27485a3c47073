/**
 * Text that was decoded twice: UTF-8 that was taken for windows-1252 and saved as UTF-8 again (`KÃ¶ln`, `åŽä¸º`). Each
 * of its bytes is a character then.
 */

/** Characters that windows-1252 has for the bytes 0x80 to 0x9f (WHATWG); the others stand where Unicode has them. */
const HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const BYTES = new Map(Array.from(HIGH, (sign, at) => [sign, 0x80 + at]));
/** What may follow a first byte. */
const NEXT = `[\\x80-\\xbf${HIGH}]`;
/** Of sequences of two bytes those of Latin, Greek and Cyrillic letters: ß“ and É» end words. */
const SEQUENCE = new RegExp(`[\\xc2-\\xc5\\xce-\\xd1]${NEXT}|[\\xe0-\\xef]${NEXT}{2}|[\\xf0-\\xf4]${NEXT}{3}`, 'g');
const MAY_HOLD = new RegExp(`[\\xc2-\\xf4]${NEXT}`);
/** A first byte beside a character that was restored: the rest of its own is lost. */
const LOST = new RegExp(`\0[\\xc2-\\xf4]|[\\xc2-\\xf4]${NEXT}?\0`);

/** A text as it was before; it itself where nothing in it was decoded twice. */
export function decodedOnce(text: string): string {
  return MAY_HOLD.test(text) ? text.replace(SEQUENCE, characterOf) : text;
}

/** Whether a text was decoded twice and lost some of its bytes, so that nobody can tell what it was. */
export function isDamaged(text: string): boolean {
  return MAY_HOLD.test(text) && LOST.test(text.replace(SEQUENCE, '\0'));
}

function characterOf(sequence: string): string {
  const bytes = Array.from(sequence, (sign) => BYTES.get(sign) ?? sign.charCodeAt(0));
  const character = Buffer.from(bytes).toString('utf8');
  return character.includes('\ufffd') ? sequence : character;
}

import { fold, words } from '../../core/text.ts';

const ASCII = /^[\x00-\x7f]*$/;
/** Longest header and most words that are looked at: what is longer is text. */
export const MAX_LENGTH = 120;
const MAX_WORDS = 8;

/** A header without what stands in brackets. */
export function withoutAsides(name: string): string {
  return name.replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ');
}

/** The words of a header: `deviceType`, `Device_Type` and `DEVICE TYPE` are the same two. */
export function tokensOf(name: string): string[] {
  if (name.length > MAX_LENGTH) return [];
  return words(fold(ASCII.test(name) ? splitAscii(name) : splitAny(name))).slice(0, MAX_WORDS);
}

function splitAny(name: string): string {
  return name
    .replace(/(\p{Ll}|\d)(?=\p{Lu}\p{L})/gu, '$1 ')
    .replace(/(\p{Lu})(?=\p{Lu}\p{Ll}{2})/gu, '$1 ')
    .replace(/([\u3040-\ud7a3])(?=[A-Za-z])/gu, '$1 ');
}

/** The same in expressions that compile in no time. */
function splitAscii(name: string): string {
  return name.replace(/([a-z]|\d)(?=[A-Z][A-Za-z])/g, '$1 ').replace(/([A-Z])(?=[A-Z][a-z]{2})/g, '$1 ');
}

/** Words without the number at their end: `Manufacturer0`, `Model2`. */
export function withoutNumbers(tokens: readonly string[]): string[] {
  return tokens.map((word) => word.replace(/(?<=[a-z]{3})\d{1,2}$/, ''));
}

import { fold, words } from '../core/text.ts';
import { text } from '../yaml/shape.ts';
import type { PhraseTable } from './tables.ts';

/** How headers are compared: folded, without separators. */
export function headerKey(name: string): string {
  return fold(name).replace(/[\s'./-]+/g, '');
}

/** How words and phrases of cells are compared: folded, one blank between two. */
export function phraseKey(phrase: string): string {
  return words(fold(phrase)).join(' ');
}

/** How names are compared where separators do not count. */
export function joinedKey(name: string): string {
  return words(fold(name)).join('');
}

/** A letter or digit of any script, without `\p{L}`, which takes a millisecond to compile: all but signs and spaces. */
const SIGNS =
  '\\0-/:-@\\[-`{-\\u00a9\\u00ab-\\u00b1\\u00b4\\u00b6-\\u00b8\\u00bb\\u00bf\\u00d7\\u00f7\\u2000-\\u206f' +
  '\\u20a0-\\u20cf\\u2190-\\u2bff\\u2e00-\\u2e7f\\u3000-\\u3004\\u3008-\\u3020\\u3030\\ufe10-\\ufe1f\\ufe30-\\ufe6f' +
  '\\uff00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65\\ufffc\\ufffd';
const LETTER = `[^${SIGNS}]`;
/** Of no words. */
const NEVER = '(?!)';
const UNSPACED = /^[\u3040-\ud7af]+$/;

/** What a phrase is made of: a group, a class, letters that go on, a blank, a dash, any other sign. */
const PARTS = /\(([^()]*)\)|\[([\p{L}\p{N}-]+)\]|[*]|[ ]|-|[\p{L}\p{N}_./'&+]/gu;

/** A phrase of a category column; the notation stands in data/words/categories.yaml. */
export const phrase = text({
  what: 'a phrase',
  max: 600,
  parse: (raw) =>
    fold(raw).replace(PARTS, '') === ''
      ? { value: raw }
      : { wrong: `"${raw}" is not a phrase`, hint: 'letters, digits, blanks, dashes, (a|b|), [0-9] and * are' },
});

/** Words of a line of text; the notation stands in data/words/secrets.yaml. */
export const commandWord = text({
  what: 'a word',
  max: 100,
  parse: (raw) =>
    /^[\p{L}\p{M}\p{N} #-]+$/u.test(raw)
      ? { value: raw }
      : { wrong: `"${raw}" is not a word`, hint: 'letters, digits, blanks, dashes and # are' },
});

/** Whole words in any of the phrases, on folded text. Of two the longer counts. */
export function anywhere(phrases: readonly string[]): PhraseTable {
  const folded = byLength(phrases.map(fold));
  const spaced = folded.filter((one) => !UNSPACED.test(one)).map(sourceOf);
  const within = folded.filter((one) => UNSPACED.test(one));
  const whole = spaced.length === 0 ? [] : [`(?<!${LETTER})(?:${spaced.join('|')})(?!${LETTER})`];
  return { begins: beginningsOf(folded), source: [...whole, ...within].join('|') };
}

/** A folded cell that is one of the phrases. */
export function wholeCell(phrases: readonly string[]): PhraseTable {
  const folded = byLength(phrases.map(fold));
  return { begins: beginningsOf(folded), source: `^(?:${folded.map(sourceOf).join('|')})$` };
}

/** So many letters tell most phrases from words that mean something else. */
const BEGINNING = 4;

/** What texts have in them that one of the phrases matches: how it begins, as far as that is plain letters. */
function beginningsOf(phrases: readonly string[]): readonly string[] {
  const all = [...new Set(phrases.flatMap((one) => beginnings(one, '')))];
  return all.filter((one) => !all.some((other) => other !== one && one.startsWith(other))).sort();
}

function beginnings(phrase: string, before: string): readonly string[] {
  const letters = /^[^ *()[|-]*/.exec(phrase)?.[0] ?? '';
  const begun = before + letters;
  const group = /^\(([^()]*)\)/.exec(phrase.slice(letters.length));
  if (begun.length >= BEGINNING || group === null) return [begun.slice(0, BEGINNING)];
  const rest = phrase.slice(letters.length + group[0].length);
  return (group[1] ?? '').split('|').flatMap((option) => beginnings(option + rest, begun));
}

function sourceOf(phrase: string): string {
  return phrase.replace(PARTS, (part, group?: string) => {
    if (group !== undefined) return `(?:${group.split('|').map(sourceOf).join('|')})`;
    if (part.startsWith('[')) return part;
    if (part === '*') return '[a-z\\u00aa-\\uffff]*';
    if (part === ' ') return '[ /(-]+';
    return part === '-' ? '[ /(-]?' : escaped(part);
  });
}

/** Any of the words of a text; a regular expression's source. */
export function anyWordOf(words: readonly string[]): string {
  return byLength(words).map(commandSource).join('|') || NEVER;
}

function commandSource(words: string): string {
  return words.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, (sign) => {
    if (sign === '-') return '[ _-]?';
    return sign === '#' ? '\\d' : sign;
  });
}

/** Any of the texts in a line in lower case; one that begins with `^` only at its beginning. */
export function beginningOrAnywhere(texts: readonly string[]): string {
  const sources = texts.map((text) => {
    const begins = text.startsWith('^');
    return (begins ? '^' : '') + escaped(text.slice(begins ? 1 : 0).toLowerCase());
  });
  return [...new Set(sources)].join('|') || NEVER;
}

/** Any of the words, the longest first; a regular expression's source. */
export function anyOf(words: readonly string[]): string {
  return byLength(words).map(escaped).join('|') || NEVER;
}

function byLength(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

import { trying } from '../core/errors.ts';
import { beginningsOf } from '../core/mask/mask-set.ts';
import { escaped, fold, foldCell, joined as joinedWords, spaced } from '../core/text.ts';
import { formed, onlyIf, text, type Scalar } from '../yaml/shape.ts';

/** ISO 639-1 codes of the languages that words may have, and `any` for what is written in all of them. */
// prettier-ignore
export const LANGUAGES = [
  'any', 'en', 'es', 'pt', 'fr', 'de', 'it', 'nl', 'sv', 'da', 'no', 'is', 'fi', 'pl', 'cs', 'sk', 'hr', 'sl', 'hu',
  'ro', 'bg', 'ru', 'uk', 'tr', 'el', 'et', 'lv', 'lt', 'vi', 'id', 'ms', 'th', 'ar', 'he', 'fa', 'zh', 'ja', 'ko',
  'hi', 'sr', 'ca',
] as const;

/** Languages in which the head of a phrase comes first: mot de passe, hasło administratora. */
// prettier-ignore
const HEAD_FIRST = [
  'es', 'pt', 'fr', 'it', 'ro', 'pl', 'cs', 'sk', 'hr', 'sl', 'bg', 'ru', 'uk', 'el', 'vi', 'id', 'ms', 'th', 'ar',
  'he', 'fa',
] as const;

export type ByLanguage = Readonly<Partial<Record<(typeof LANGUAGES)[number], readonly string[]>>>;

/** How the words of one column are written, and how they are compiled, so that looking them up needs no work. */
export interface Form<T = unknown> {
  readonly item: Scalar<string>;
  readonly compile: (words: readonly string[], by: ByLanguage) => T;
}

/** Text as it is written, blanks and all. */
const writtenWord = text({ what: 'a word', max: 100 });
/** A word that still holds a letter or digit when it is compared. */
const parseWord = onlyIf((raw) => /[\p{L}\p{N}]/u.test(fold(raw)), 'holds no letter or digit');
const word = text({ what: 'a word', max: 100, parse: parseWord });

/** Signs and spaces: all other characters are letters or digits. `\p{L}` takes a millisecond to compile. */
const SIGNS =
  '\\0-/:-@\\[-`{-\\u00a9\\u00ab-\\u00b1\\u00b4\\u00b6-\\u00b8\\u00bb\\u00bf\\u00d7\\u00f7\\u2000-\\u206f' +
  '\\u20a0-\\u20cf\\u2190-\\u2bff\\u2e00-\\u2e7f\\u3000-\\u3004\\u3008-\\u3020\\u3030\\ufe10-\\ufe1f\\ufe30-\\ufe6f' +
  '\\uff00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65\\ufffc\\ufffd';
const LETTER = `[^${SIGNS}]`;
const UNSPACED = /^[\u3040-\ud7af]+$/;

/** The parts of a phrase: a group, a class, `*` (letters that go on), a blank, a dash, any other sign. */
const PARTS = /\(([^()]*)\)|\[([\p{L}\p{N}-]+)\]|[*]|[ ]|-|[\p{L}\p{N}_./'&+]/gu;

/** A phrase of a category column; the notation stands in data/words/categories.yaml. */
const phraseHint = 'letters, digits, blanks, dashes, (a|b|), [0-9] and * are';
const parsePhrase = onlyIf((raw) => fold(raw).replace(PARTS, '') === '', 'is not a phrase', phraseHint);
const phrase = text({ what: 'a phrase', max: 600, parse: parsePhrase });
const commandWord = formed('a word', /^[\p{L}\p{M}\p{N} #-]+$/u, 'letters, digits, blanks, dashes and # are');
const compiles = (raw: string): boolean =>
  trying(() => new RegExp(raw.replaceAll(/\{[a-z]+\}/g, 'x'), 'u'), null) !== null;
const parseExpression = onlyIf(compiles, 'is not a regular expression');
export const expression = text({ what: 'a regular expression', max: 1_000, parse: parseExpression });

/** Words with the same key are the same word. */
const keyed = (key: (word: string) => string, item = word) => ({
  item,
  key,
  compile: (all: readonly string[]) => unique(all.map(key)),
});
const asWritten = (one: string): string => one;
const inLowerCase = (one: string): string => one.toLowerCase();

/** Folded, without separators: headers and labels. */
export const headers = keyed((name) => fold(name).replace(/[\s'’./-]+/g, ''));
/** Folded, one blank between two words: words and phrases of cells. */
export const phrases = keyed(spaced);
/** Folded, without anything between words: names of makers, of countries. */
export const joined = keyed(joinedWords);
/** Folded, signs and all: `ex-`, `re*`. */
export const folded: Form<readonly string[]> = { ...phrases, compile: (all) => unique(all.map(fold)) };
/** Whole cells, folded. */
export const cells = keyed(foldCell, writtenWord);
export const lowerCase = keyed(inLowerCase);
/** The same for texts that need no letter: `-`, `?`. */
export const lowerCaseTexts = keyed(inLowerCase, writtenWord);
export const written = keyed(asWritten);
export const texts = keyed(asWritten, writtenWord);
/** Regular expressions. */
export const expressions = keyed(asWritten, expression);

/** Words that, as the head of a header, make it one of a secret or a person. `first`: words of HEAD_FIRST languages. */
export const heads: Form<{ readonly all: readonly string[]; readonly first: readonly string[] }> = {
  ...headers,
  compile: (all, by) => ({
    all: unique(all.map(headers.key)),
    first: unique(HEAD_FIRST.flatMap((language) => by[language] ?? []).map(headers.key)),
  }),
};

/** Compiles words to the source of a regular expression for any of them, the longest first; of none, for nothing. */
const anyOf = (
  item: Scalar<string>,
  key: (word: string) => string,
  sourceOf: (key: string) => string,
): Form<string> => ({
  item,
  compile: (all) => byLength(all.map(key)).map(sourceOf).join('|') || '(?!)',
});
/** For phrases of a cell. */
export const alternatives = anyOf(word, spaced, escaped);
/** For words of a line of text; the notation stands in data/words/secrets.yaml. */
export const commands = anyOf(commandWord, inLowerCase, (one) => one.replaceAll('-', '[ _-]?').replaceAll('#', '\\d'));
/** For texts in a line in lower case; the line must begin with a text that follows `^`. */
export const lineTexts = anyOf(writtenWord, inLowerCase, (one) => escaped(one).replace(/^\\\^/, '^'));
/** Phrases of a cell, anywhere in it and as the whole of it. */
export const anywhere = { item: phrase, compile: anywhereIn };
export const wholeCell = { ...anywhere, compile: asWholeCell };
export const anywhereOrWhole = {
  ...anywhere,
  compile: (all: readonly string[]) => ({ anywhere: anywhereIn(all), whole: asWholeCell(all) }),
};

/**
 * A regular expression on folded text that finds any of the phrases as whole words, the longer of two, and the letters
 * that each of them begins with.
 */
function anywhereIn(phrases: readonly string[]) {
  const folded = byLength(phrases.map(fold));
  const bounded = folded.filter((one) => !UNSPACED.test(one)).map(sourceOf);
  const unbounded = folded.filter((one) => UNSPACED.test(one));
  const words = bounded.length === 0 ? [] : [`(?<!${LETTER})(?:${bounded.join('|')})(?!${LETTER})`];
  return { begins: beginningsIn(folded), source: [...words, ...unbounded].join('|') };
}

function asWholeCell(phrases: readonly string[]) {
  const folded = byLength(phrases.map(fold));
  return { begins: beginningsIn(folded), source: `^(?:${folded.map(sourceOf).join('|')})$` };
}

/** This many letters tell most phrases from words that mean something else. */
const BEGINNING = 6;

/** The plain letters with which phrases begin: a text that holds none of them holds no phrase. */
function beginningsIn(phrases: readonly string[]): readonly string[] {
  const all = [...new Set(phrases.flatMap((one) => beginningsOf(one, BEGINNING, /^[^ *()[|-]*/)))];
  return all.filter((one) => !all.some((other) => other !== one && one.startsWith(other))).sort();
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

function byLength(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

function unique(all: readonly string[]): readonly string[] {
  return [...new Set(all)];
}

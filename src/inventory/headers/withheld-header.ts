import type { Field } from '../../core/fields.ts';
import type { ReadWithheld } from '../../core/layout.ts';
import type { Withheld, HeaderWords } from '../../words/header-words.ts';
import { tokensOf, withoutAsides, withoutNumbers } from './header-tokens.ts';

/** What a header says its column is about. */
export interface HeaderReading {
  readonly fields: readonly Field[];
  readonly why: string;
  readonly notMaker: boolean;
  /** See Column. */
  readonly otherDay?: boolean;
  readonly component?: boolean;
  readonly portId?: boolean;
  readonly withheld?: ReadWithheld | undefined;
  /** A secret only where no cell holds a blank. */
  readonly oneWord?: true;
}

export const SECRET: HeaderReading = { fields: ['withheld'], why: 'a secret: not read', notMaker: true };
export const PERSON: HeaderReading = {
  fields: ['withheld'],
  why: 'a person: read for identifiers and models only, not shown',
  notMaker: true,
  withheld: 'person',
};
const LICENCE: HeaderReading = {
  fields: ['withheld'],
  why: 'a licence key: read, not shown',
  notMaker: true,
  withheld: 'licence',
};
const ONE_WORD: HeaderReading = { ...SECRET, oneWord: true };

/**
 * What a header withholds: a secret, also one of several things that a column holds (`user/password`); a person, unless
 * another part tells what the thing is (`owner/model`).
 */
export function readWithheld(
  name: string,
  words: HeaderWords,
  tells: (part: readonly string[]) => boolean,
): HeaderReading | null {
  const { secrets, people, between } = words;
  const tokens = tokensOf(name);
  const key = tokens.join('');
  if (words.isLicence(key)) return LICENCE;
  const parts = between.test(name) ? name.split(between).map((part) => tokensOf(part)) : [];
  const plain = name.includes('(') ? [tokensOf(withoutAsides(name))] : [];
  const all = [tokens, ...plain, ...parts];
  if (all.some((one) => isHeadOf(secrets, one, words))) return SECRET;
  if (words.isOneWordSecret(key)) return ONE_WORD;
  const persons = parts.filter((one) => isHeadOf(people, one, words)).length;
  if (persons === 0) return [plain[0] ?? tokens].some((one) => isHeadOf(people, one, words)) ? PERSON : null;
  return parts.some(tells) ? null : PERSON;
}

function isHeadOf(kind: Withheld, tokens: readonly string[], words: HeaderWords): boolean {
  const { before, after, links } = words;
  if (tokens.length === 0) return false;
  const from = tokens.findIndex((word) => !before.has(word));
  const bare = tokens.slice(Math.max(from, 0), tokens.findLastIndex((word) => !after.has(word)) + 1).join('');
  if (kind.isHeader(tokens.join('')) || kind.isHeader(bare)) return true;
  const linked = tokens.findIndex((word, at) => at > 0 && links.has(word));
  if (kind.isHead(tokens, linked < 0 ? tokens.length : linked, (word) => after.has(word))) return true;
  const numberless = withoutNumbers(tokens);
  return numberless.join() !== tokens.join() && isHeadOf(kind, numberless, words);
}

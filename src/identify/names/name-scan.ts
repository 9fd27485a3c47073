import { ASCII, isUnspaced, lazily, words } from '../../core/text.ts';
import type { KnownName, NameIndex } from './name-index.ts';

/** A word of a folded text with its place. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The text of a token; empty where there is none. */
export function textOf(tokens: readonly Token[], at: number): string {
  return tokens[at]?.text ?? '';
}

const MODEL = /^(?=.*\d)(?:(?=.*[a-z]).{3,}|\d{3,})$/;

/** Whether a word looks like a model or the number of one: s5720, 9300; not 2 or ip. */
export const looksLikeModel = (word: string): boolean => MODEL.test(word);

/** The words of a folded text: runs of letters and digits; `_` and everything else separates. */
export function tokenise(folded: string): Token[] {
  // Nothing between two words is of a word, so the first place is the right one: half the time of `matchAll`.
  let end = 0;
  return words(folded).map((text) => {
    const start = folded.indexOf(text, end);
    end = start + text.length;
    return { text, start, end };
  });
}

/** The key of words in `byJoined`: without the legal forms around them. */
export function joinedName({ words }: NameIndex, tokens: readonly Token[]): string {
  return words.legalForms.strip(tokens.map(({ text }) => text)).join('');
}

/** A text to search for names. */
export interface FoldedText {
  readonly folded: string;
  readonly tokens: readonly Token[];
}

/** A known name found in a cell, at words [first, last]; legal forms before it are part of it. */
export interface NameMatch {
  readonly name: KnownName;
  readonly first: number;
  readonly last: number;
  /** The name is the whole cell. */
  readonly isWholeCell: boolean;
}

/** Whether a name of a script without blanks stands within a word, so that the words beside it are not known. */
export function isWithinWord({ tokens }: FoldedText, { name: { unspaced, words }, first }: NameMatch): boolean {
  return unspaced && textOf(tokens, first) !== words[0];
}

const DIGIT = /^\d/;
/** A model behind a shared name: 中兴F660, 浪潮 NF5280M5, and not 小米5kg or 大华B2. */
const MODEL_BEHIND = /^[-_ ]?[a-z]+\d[a-z\d]+(?![a-z\d])/;

/** Whether a text begins with a product, or with a model that ends there: 中兴F660光猫, and not 大华B12栋. */
function beginsThing(text: string, products: readonly string[]): boolean {
  const after = text.replace(MODEL_BEHIND, '');
  const isModel = after !== text && !/^\p{L}/u.test(after);
  return isModel || products.some((one) => after.replace(/^[^\p{L}\p{N}]+/u, '').startsWith(one));
}

/**
 * The longest known name that starts at a word: as whole words, or joined by punctuation (Hik-Vision). `begin`: the
 * first word of the cell after legal forms. A shared name (not distinctive) in another script than Latin counts beside
 * a kind of device, or before a model or what begins the title of one: роутер ЗТЕ, 大华 硬盘录像机.
 */
function nameAtWord(index: NameIndex, { folded, tokens }: FoldedText, at: number, begin: number): NameMatch | null {
  const word = textOf(tokens, at);
  for (const name of index.byFirstWord.get(word) ?? []) {
    const { kind, leads, distinctive, words } = name;
    const last = at + words.length - 1;
    const onlyLeads = kind === 'look-alike' || leads;
    if ((onlyLeads && at > begin) || !words.every((part, offset) => textOf(tokens, at + offset) === part)) continue;
    if (onlyLeads || distinctive) return { name, first: at, last, isWholeCell: false };
    if (kind !== 'name' || ASCII.test(name.joined)) continue;
    const [before, after] = [textOf(tokens, at - 1), textOf(tokens, last + 1)];
    const isBesideKind = [before, after].some((word) => index.words.noName.isKindOfDevice(word));
    if (!isBesideKind && !beginsThing(folded.slice(tokens[last]?.end), index.words.tables.negation.product)) continue;
    return { name: { ...name, distinctive: true }, first: at, last, isWholeCell: false };
  }
  return spelledApart(index, { folded, tokens }, at) ?? glued(index, word, at);
}

/** Fewer letters in two words mean too much else: Da Hua, Hua Wei. */
const LEAST_APART = 8;
/** More single letters are no name: to join those of a cell of nothing else would cost the square of its length. */
const MOST_SPELT = 32;
/** A name of two words written as one: FiberHome, SenseTime. Apart they may mean anything. */
const TWO_WORDS = lazily(() => /\p{Ll}\p{Lu}/u);

/**
 * A name with its letters apart (Z.T.E. modem, H U A W E I switch), or in two parts: joined by punctuation
 * (Hik-Vision), or, if it is long and not two words, by a blank (Hik Vision).
 */
function spelledApart({ byJoined }: NameIndex, { folded, tokens }: FoldedText, at: number): NameMatch | null {
  const isNext = (next: number): boolean => (tokens[next]?.start ?? 0) - (tokens[next - 1]?.end ?? 0) === 1;
  let letters = textOf(tokens, at);
  let last = at;
  if (letters.length === 1) {
    while (letters.length <= MOST_SPELT && textOf(tokens, last + 1).length === 1 && isNext(last + 1))
      letters += textOf(tokens, (last += 1));
    if (letters.length < 3) return null;
  } else {
    if (!isNext(at + 1)) return null;
    letters += textOf(tokens, (last += 1));
  }
  const isBlank = last === at + 1 && folded[tokens[at]?.end ?? 0] === ' ';
  const name = byJoined.get(letters)?.find(({ kind, distinctive, brand, display, words }) => {
    if (kind !== 'name' || !distinctive) return false;
    if (!isBlank) return letters.length >= 5 || last > at + 1;
    return letters.length >= LEAST_APART && words.length === 1 && !brand && !TWO_WORDS().test(display);
  });
  return name === undefined ? null : { name, first: at, last, isWholeCell: false };
}

/**
 * A distinctive name glued to what follows: after six letters or more anything may follow (`HuaweiS5720`), after five
 * only a digit or `tech` (`DahuaTech`, not `Dahuang`).
 */
function glued({ byFive }: NameIndex, word: string, at: number): NameMatch | null {
  const name = byFive.get(word.slice(0, 5))?.find(({ joined }) => {
    const rest = word.slice(joined.length);
    const mayFollow = rest === '' || joined.length >= 6 || DIGIT.test(rest) || rest.startsWith('tech');
    return word.startsWith(joined) && mayFollow;
  });
  return name === undefined ? null : { name, first: at, last: at, isWholeCell: false };
}

/** The names of a whole cell, with its legal forms first: the last letters of D.J.I. and H U A W E I are some. */
function namesOfWholeCell(index: NameIndex, tokens: readonly Token[]): readonly NameMatch[] {
  const asWritten = index.byJoined.get(tokens.map(({ text }) => text).join(''));
  const strangers = asWritten?.filter((name) => name.kind === 'look-alike') ?? [];
  const names = strangers.length > 0 ? strangers : (asWritten ?? index.byJoined.get(joinedName(index, tokens)) ?? []);
  return names.map((name) => ({ name, first: 0, last: tokens.length - 1, isWholeCell: true }));
}

/** Signs that separate no words in a script without blanks: 大华-智能, ダーファ・テクノロジー. */
const BETWEEN_CHARACTERS = /(?<=[\u3040-\u30ff\u3400-\u9fff])[-_.·・]+(?=[\u3040-\u30ff\u3400-\u9fff])/g;

/**
 * Distinctive names anywhere in a text without blanks, the longest first, none inside another. A name that only leads
 * must begin the cell and have three characters: fewer are no word where no blanks separate words. A shared name counts
 * right before a product or a model: 大华交换机, and not 大华银行.
 */
function unspacedIn(index: NameIndex, cell: FoldedText): NameMatch[] {
  if (!isUnspaced(cell.folded)) return [];
  let rest = cell.folded.replaceAll(BETWEEN_CHARACTERS, '');
  const matches: NameMatch[] = [];
  for (const candidate of index.unspaced) {
    const { leads, distinctive } = candidate;
    if (candidate.joined.length < 2 || !rest.includes(candidate.joined)) continue;
    const name = leads || distinctive ? candidate : withProduct(index, candidate, rest);
    if (name === null || (leads && (name.joined.length < 3 || !rest.startsWith(name.joined)))) continue;
    rest = rest.replaceAll(name.joined, ' ');
    matches.push({ name, first: 0, last: 0, isWholeCell: false });
  }
  return matches;
}

/** A shared name with the product right behind it, or before a model; null where neither is. */
function withProduct({ words }: NameIndex, name: KnownName, text: string): KnownName | null {
  const products = words.tables.negation.product;
  const [before = '', behind = ''] = text.split(name.joined, 2);
  const isBesideProduct = products.some((one) => text.includes(name.joined + one));
  const isBesideModel = beginsThing(behind, products) && !/\p{L}$/u.test(before);
  return isBesideProduct || isBesideModel ? { ...name, distinctive: true } : null;
}

/** Signs between several makers in one cell, and around a remark on one: 海康/大华, 大华（监控）. */
const BETWEEN_MAKERS = /[/|,;+&:、()[\]【】]/;
/** A name of fewer Latin letters is rather a word: HW/SW. */
const LEAST_SHARED = 3;

/** Shared names in a vendor cell, each alone between such signs. */
function sharedIn(index: NameIndex, { folded, tokens }: FoldedText, matches: readonly NameMatch[]): NameMatch[] {
  const found: NameMatch[] = [];
  let first = 0;
  for (let last = 0; last < tokens.length; last += 1) {
    const next = tokens[last + 1]?.start ?? folded.length;
    if (last + 1 < tokens.length && !BETWEEN_MAKERS.test(folded.slice(tokens[last]?.end, next))) continue;
    const sameKey = index.byJoined.get(joinedName(index, tokens.slice(first, last + 1)));
    const name = sameKey?.find(({ kind, distinctive }) => kind === 'name' && !distinctive);
    const isWord = name !== undefined && (name.joined.length >= LEAST_SHARED || !ASCII.test(name.joined));
    if (isWord && !matches.some((one) => one.first <= last && first <= one.last))
      found.push({ name, first, last, isWholeCell: false });
    first = last + 1;
  }
  return found;
}

/**
 * The known names in a cell, in order. The longest wins: words covered by one name are evidence for no other. A cell
 * that is nothing but one name (legal forms dropped, separators ignored) yields that name alone, shared or not.
 */
export function scanNames(index: NameIndex, cell: FoldedText, isMakerCell = false): readonly NameMatch[] {
  const { tokens } = cell;
  if (tokens.length === 0) return [];
  const ofCell = namesOfWholeCell(index, tokens);
  if (ofCell.length > 0) return ofCell;
  const matches: NameMatch[] = [];
  const begin = index.words.legalForms.beginOfName(tokens.map(({ text }) => text));
  for (let at = 0; at < tokens.length; at += 1) {
    const found = nameAtWord(index, cell, at, begin);
    if (found === null) continue;
    matches.push(found.first <= begin ? { ...found, first: 0 } : found);
    at = found.last;
  }
  if (isMakerCell) matches.push(...sharedIn(index, cell, matches));
  return matches.length > 0 ? matches : unspacedIn(index, cell);
}

/** The distinctive names within a longer known name: `Huawei` in `Huawei-3Com`, and in `Huawei Honor`. */
export function namesWithin(index: NameIndex, { tokens }: FoldedText, match: NameMatch): readonly KnownName[] {
  if (match.isWholeCell ? tokens.length < 2 : match.first === match.last) return [];
  const inside = tokens.slice(match.first, match.last + 1);
  return inside.flatMap(({ text }, at) =>
    (index.byFirstWord.get(text) ?? []).filter(({ kind, distinctive, maker, words }) => {
      const isThere = words.every((word, offset) => textOf(inside, at + offset) === word);
      return isThere && kind === 'name' && distinctive && maker !== null;
    }),
  );
}

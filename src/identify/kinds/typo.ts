import { apart, distance, spellingOf } from '../../core/distance.ts';
import type { Patterns } from '../../core/first-letters.ts';
import { excerpt, lazily } from '../../core/text.ts';
import type { Cell } from '../cell.ts';
import type { KnownName } from '../names/name-index.ts';
import type { Role } from '../role.ts';
import type { Sign } from '../strengths.ts';
import { hit, type Finder, type FinderInput } from './finder.ts';

/** A name with more strangers than this at distance 1 takes no misspellings (autel: Aztel, Nautel, Axtel, ...). */
const MOST_STRANGERS = 3;
const NEAR_LENGTH = 5;
const FAR_LENGTH = 8;

/** Columns whose cells may say what a thing is. */
const DESCRIBING: readonly Role[] = ['free-text', 'naming', 'device', 'product'];

type Target = ReturnType<typeof targetOf>;
type Targets = ReturnType<typeof targetsIn>;

function targetsIn({ names, index, context }: FinderInput) {
  const targets = names
    .filter((name) => name.kind === 'name' && name.distinctive && !name.brand && !name.unspaced)
    .map(targetOf);
  const inOneWord = targets.filter(({ name, joined }) => name.words.length === 1 && joined.length >= NEAR_LENGTH);
  /** For describing cells, listed vendors alone: most texts begin some word like some name. */
  const listed = inOneWord.filter((one) => one.name.maker?.isListed === true);
  const strangers = new Set(names.filter(({ kind }) => kind === 'look-alike').map((name) => name.words[0] ?? ''));
  const isCrowded = ({ joined }: Target): boolean =>
    [...strangers].filter((word) => distance(word, joined, 1) === 1).length > MOST_STRANGERS;
  return { ...index, context, targets, inOneWord, listed, isCrowded };
}

/** A misspelt name, its sign, and its place in the folded text. */
type Misspelling = readonly [KnownName, Sign, at: number] | null;

function misspeltMaker(cell: Cell, { byFirstWord, words, targets, inOneWord, isCrowded }: Targets): Misspelling {
  const nameWords = words.legalForms.strip(cell.tokens.map((token) => token.text));
  const [first = ''] = nameWords;
  if (first.length >= NEAR_LENGTH - 1 && !byFirstWord.has(first)) {
    const misread = misreadIn(first, inOneWord);
    if (misread !== null) return [misread, 'misread', 0];
    const near = nearTo(first, inOneWord, 1, (one) => !isCrowded(one));
    if (near !== null) return [near, 'nearTypo', 0];
    const isAsLong = ({ joined }: Target): boolean => Math.abs(joined.length - first.length) <= 1;
    const far = nearTo(first, inOneWord, 2, (one) => one.joined.length >= FAR_LENGTH && isAsLong(one));
    if (far !== null) return [far, 'farTypo', 0];
  }
  const joined = nameWords.join('');
  if (nameWords.length < 2 || byFirstWord.has(joined)) return null;
  const isInWords = ({ name: { words } }: Target): boolean =>
    words.length === nameWords.length || (words.length === 1 && nameWords.length === 2);
  const whole = nearTo(joined, targets, 1, (one) => one.joined.length >= FAR_LENGTH && isInWords(one));
  return whole === null ? null : [whole, 'farTypo', 0];
}

/** The first name in a describing cell that is misread or misspelt. */
function misspeltInText(cell: Cell, { byFirstWord, context, listed, isCrowded }: Targets): Misspelling {
  const isOneWord = cell.tokens.length === 1;
  if (!isOneWord && cell.role !== 'product' && !context.describes(cell)) return null;
  for (const { text, start } of cell.tokens) {
    if (text.length < NEAR_LENGTH || byFirstWord.has(text)) continue;
    const beginsLike = ({ begins }: Target): boolean => begins().has(text.slice(0, BEGINNING));
    const misread = misreadIn(text, listed, beginsLike);
    if (misread !== null) return [misread, 'misread', start];
    const isNear = (one: Target): boolean => one.joined.length > NEAR_LENGTH && beginsLike(one) && !isCrowded(one);
    const near = isOneWord ? null : nearTo(text, listed, 1, isNear);
    if (near !== null) return [near, 'typoInDescription', start];
  }
  return null;
}

/**
 * Misspellings of distinctive names, in vendor cells, and one grade weaker in describing cells. Near: distance 1 of a
 * name of five letters or more as first word. Far (possible), of eight letters or more: distance 2 as first word, or
 * distance 1 of a whole cell in as many words (China Telcom), or in two (Hik Vison); two letters left out are more
 * often another word (Silicon, HiSilicon). The first word of any known name or look-alike is never a misspelling.
 * Measured on 115,000 IEEE and IANA names: huawei, hytera, kaspersky, quectel, inspur, dahua, uniview have no stranger
 * at distance 1. Letters that text recognition confuses are no misspellings, but spellings (HlKVISION, H1kvision).
 */
export function compileTypo(input: FinderInput): Finder {
  const targets = targetsIn(input);
  const beginnings: Patterns = () => targets.listed.flatMap(({ begins }) => [...begins()]);
  return {
    kinds: ['typo'],
    // One letter may be wrong anywhere in a vendor cell, two in a long name, so no set of beginnings will do.
    seeks: (role) => (role === 'maker' ? 'all' : DESCRIBING.includes(role) ? [beginnings] : null),
    find(cell, hits): void {
      if (cell.names(input.index).length > 0) return;
      const found = cell.role === 'maker' ? misspeltMaker(cell, targets) : misspeltInText(cell, targets);
      if (found === null) return;
      const [{ maker, display: matched, certainty }, sign, at] = found;
      const seen = excerpt(cell.text, cell.placeInText(at));
      hits.push(hit(certainty, { kind: 'typo', maker, field: cell.field, seen, matched, sign }));
    },
    nearMisses(cell) {
      const first = cell.tokens[0]?.text;
      const isNamed = cell.names(input.index).some(({ name }) => name.kind === 'name');
      if (cell.role !== 'maker' || first === undefined || isNamed) return [];
      const near = nearTo(first, targets.targets, 1, ({ name }) => name.words.length === 1);
      if (near === null || misspeltMaker(cell, targets) !== null) return [];
      const isShort = near.joined.length < NEAR_LENGTH;
      const why = isShort ? `names under ${NEAR_LENGTH} letters take no typos` : 'strangers have names as near to it';
      return [`"${first}" is one letter away from ${near.display}, but ${why}`];
    },
  };
}

/** A word with one letter for all that text recognition confuses. */
function ocrKeyOf(word: string): string {
  return word.replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('0', 'o').replace(/[1i]/g, 'l');
}

/** The name that a word is with letters that text recognition confuses; null for none. */
function misreadIn(word: string, targets: readonly Target[], passes: (one: Target) => boolean = () => true) {
  const ocrKey = ocrKeyOf(word);
  return targets.find((target) => target.ocrKey === ocrKey && passes(target))?.name ?? null;
}

/** Letters of a beginning: a table of first letters decides by four, by five only where a pattern says the fifth. */
const BEGINNING = 4;
const VOWELS = 'aeiouy';
/** Letters that text recognition takes for another. */
const MISREAD: Readonly<Record<string, string>> = { o: '0', i: '1l', l: '1i', w: 'v' };

/**
 * How a misspelt name begins. Any letter after the first four may be wrong; of those four, one is left out, doubled or
 * swapped with the next, or it is a vowel for a vowel, or what text recognition confuses. Any letter in any of the four
 * places would let one word in five of all texts pass.
 */
function* misspelledBeginnings(name: string): Iterable<string> {
  yield name.slice(0, BEGINNING);
  for (const at of Array(BEGINNING).keys()) {
    const [before, letter, after] = [name.slice(0, at), name.charAt(at), name.slice(at + 1)];
    yield before + after;
    yield before + letter + letter + after;
    yield before + after.charAt(0) + letter + after.slice(1);
    const others = VOWELS.includes(letter) ? VOWELS : '';
    for (const other of others + (MISREAD[letter] ?? '')) yield before + other + after;
  }
}

/** A name to compare words with; `begins`: how its misspellings begin. */
function targetOf(name: KnownName) {
  const { joined } = name;
  const begins = lazily(() => new Set(Array.from(misspelledBeginnings(joined), (word) => word.slice(0, BEGINNING))));
  return { name, ...spellingOf(joined), ocrKey: ocrKeyOf(joined), begins };
}

function nearTo(word: string, targets: readonly Target[], exactly: number, passes: (target: Target) => boolean) {
  const spelling = spellingOf(word);
  const isNear = (target: Target): boolean => apart(spelling, target, exactly) === exactly && passes(target);
  // Lengths are compared first: for the vendors of 26 rows `apart` takes 3 ms.
  return targets.find((one) => Math.abs(one.joined.length - word.length) <= exactly && isNear(one))?.name ?? null;
}

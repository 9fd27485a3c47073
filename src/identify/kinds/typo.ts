import { canBeWithin, distance, lettersOf } from '../../core/distance.ts';
import type { Patterns } from '../../core/first-letters.ts';
import { excerpt } from '../../core/text.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type FinderInput, type Hit, type NearMiss } from './finder.ts';
import type { KnownName } from '../names/name-index.ts';
import type { Role } from '../role.ts';
import type { Sign } from '../strengths.ts';

/** A name with more strangers than this at distance 1 takes no misspellings (autel: Aztel, Nautel, Axtel, ...). */
const MOST_STRANGERS = 3;
const NEAR_LENGTH = 5;
const FAR_LENGTH = 8;

interface Slip {
  readonly name: KnownName;
  readonly sign: Sign;
}

/**
 * Typing slips of distinctive names, in maker cells, and one grade weaker in cells that say what the thing is. Near:
 * distance 1 of a name of five letters or more as first word. Far (possible): distance 2 of eight letters or more as
 * first word, or distance 1 of a whole name of several words or of a long name written in two (Hik Vison); two letters
 * left out are another word more often than a slip (Silicon, HiSilicon). The first word of any known name or stranger
 * is never a typo. Measured on 115,000 IEEE and IANA names: huawei, hytera, kaspersky, quectel, inspur,
 * dahua, uniview have no stranger at distance 1. Letters that text recognition confuses are no slips, but spellings
 * (HlKVISION, H1kvision).
 */
export function compileTypo({ names, index, beside }: FinderInput): Finder {
  const own = names.filter((name) => name.kind === 'name' && name.distinctive && !name.brand && !name.unspaced);
  const everyWord = targetsOf(own.filter((name) => name.words.length === 1));
  const single = everyWord.filter(({ name }) => name.joined.length >= NEAR_LENGTH);
  const long = single.filter(({ name }) => name.joined.length >= FAR_LENGTH);
  const phrases = targetsOf(own.filter((name) => name.words.length > 1 && name.joined.length >= FAR_LENGTH));
  const strangers = new Set(names.filter(({ kind }) => kind === 'look-alike').map(({ words }) => words[0] ?? ''));
  const crowds = new Map<Target, boolean>();

  const beginnings: Patterns = function* () {
    for (const { name } of wanted) for (const text of slipsOf(name.joined)) yield { text, wanted: true };
  };

  function isCrowded(target: Target): boolean {
    const known = crowds.get(target);
    if (known !== undefined) return known;
    const near = [...strangers].filter((word) => distance(word, target.name.joined, 1) === 1);
    crowds.set(target, near.length > MOST_STRANGERS);
    return near.length > MOST_STRANGERS;
  }

  function slipOf(cell: Cell): Slip | null {
    const core = index.legalForms.strip(cell.tokens.map((token) => token.text));
    const [first] = core;
    if (first === undefined) return null;
    if (first.length >= NEAR_LENGTH - 1 && !index.firstWords.has(first)) {
      const near = nearTo(first, single, 1, (target) => !isCrowded(target));
      if (near !== null) return { name: near, sign: 'nearTypo' };
      const far = nearTo(first, long, 2, ({ name }) => Math.abs(name.joined.length - first.length) <= 1);
      if (far !== null) return { name: far, sign: 'farTypo' };
    }
    const joined = core.join('');
    if (core.length === 2 && !index.firstWords.has(joined)) {
      const parted = nearTo(joined, long, 1, () => true);
      if (parted !== null) return { name: parted, sign: 'farTypo' };
    }
    if (first.length < NEAR_LENGTH - 1) return null;
    const phrase = nearTo(joined, phrases, 1, ({ name }) => name.words.length === core.length);
    return phrase === null ? null : { name: phrase, sign: 'farTypo' };
  }

  /** Of all that describe, only names that the run looks for: most texts begin some word like some name. */
  const wanted = single.filter(({ name }) => name.maker?.wanted === true);
  const byPrint = new Map(wanted.map(({ name }) => [printOf(name.joined), name]));
  const described = wanted.filter(({ name }) => name.joined.length > NEAR_LENGTH);
  const begins = new Map(wanted.map((target) => [target, new Set(Array.from(slipsOf(target.name.joined), beginOf))]));
  const beginsLike = (word: string, target: Target): boolean => begins.get(target)?.has(beginOf(word)) === true;

  /** The first word of a cell that says what the thing is, where it is a name misread or misspelt. */
  function slipIn(cell: Cell): Slip | null {
    const isWord = cell.tokens.length === 1;
    if (!isWord && cell.role !== 'product' && !beside.describes(cell)) return null;
    for (const { text } of cell.tokens) {
      if (text.length < NEAR_LENGTH || index.firstWords.has(text)) continue;
      const name = byPrint.get(printOf(text));
      if (name !== undefined && wanted.some((target) => target.name === name && beginsLike(text, target)))
        return { name, sign: 'misread' };
      const isNear = (target: Target): boolean => beginsLike(text, target) && !isCrowded(target);
      const near = isWord ? null : nearTo(text, described, 1, isNear);
      if (near !== null) return { name: near, sign: 'typoInDescription' };
    }
    return null;
  }

  return {
    kinds: ['typo'],
    looksAt: (role) => role === 'maker' || DESCRIBING.includes(role),
    // One letter may be wrong anywhere in a maker cell, two in a long name: no beginning tells that.
    patterns: (role) => (role === 'maker' ? null : [beginnings]),
    find(cell: Cell, hits: Hit[]): void {
      if (cell.names(index).length > 0) return;
      const slip = cell.role === 'maker' ? slipOf(cell) : slipIn(cell);
      if (slip?.name.maker == null) return;
      hits.push(
        hit({
          kind: 'typo',
          maker: slip.name.maker,
          field: cell.field,
          seen: excerpt(cell.text.trim()),
          matched: slip.name.display,
          sign: slip.sign,
          certainty: slip.name.certainty,
        }),
      );
    },
    nearMisses(cell): readonly NearMiss[] {
      const first = cell.tokens[0]?.text;
      if (cell.role !== 'maker' || first === undefined || cell.names(index).some(({ name }) => name.kind === 'name'))
        return [];
      const near = nearTo(first, everyWord, 1, () => true);
      if (near === null || slipOf(cell) !== null) return [];
      const why = index.firstWords.has(first)
        ? `"${first}" is the name of a known stranger`
        : near.joined.length < NEAR_LENGTH
          ? `names under ${NEAR_LENGTH} letters take no typos`
          : `too many strangers are as near to it`;
      return [{ kind: 'typo', text: `"${first}" is one letter away from ${near.display}, but ${why}` }];
    },
  };
}

/** Columns whose cells may say what a thing is. */
const DESCRIBING: readonly Role[] = ['open', 'naming', 'device', 'product'];

/** A word as text recognition may have read it: one letter for those that it confuses. */
function printOf(word: string): string {
  return word.replaceAll('rn', 'm').replaceAll('0', 'o').replace(/[1i]/g, 'l');
}

/** Letters that a table of first letters always decides by. */
const LETTERS = 4;
const VOWELS = 'aeiouy';
/** Letters that text recognition takes for another. */
const MISREAD: Readonly<Record<string, string>> = { o: '0', i: '1l', l: '1i' };

const beginOf = (word: string): string => word.slice(0, LETTERS);

/**
 * How a word begins that is a name with one letter wrong: any behind the first four; among them one left out, doubled
 * or swapped with the next, a vowel for a vowel, what text recognition confuses. Any letter in any of the first four
 * places would let one word in five of all texts pass.
 */
function* slipsOf(name: string): Iterable<string> {
  yield name.slice(0, LETTERS);
  for (let at = 0; at < LETTERS; at += 1) {
    const [before, letter, after] = [name.slice(0, at), name.charAt(at), name.slice(at + 1)];
    yield before + after;
    yield before + letter + letter + after;
    yield before + after.charAt(0) + letter + after.slice(1);
    const others = VOWELS.includes(letter) ? VOWELS : '';
    for (const other of others + (MISREAD[letter] ?? '')) yield before + other + after;
  }
}

interface Target {
  readonly name: KnownName;
  readonly letters: number;
}

/** One target per spelling: the first of its kind wins. */
function targetsOf(names: readonly KnownName[]): Target[] {
  const bySpelling = new Map<string, Target>();
  for (const name of names) {
    if (!bySpelling.has(name.joined)) bySpelling.set(name.joined, { name, letters: lettersOf(name.joined) });
  }
  return [...bySpelling.values()];
}

/** The first target at exactly the distance that passes. */
function nearTo(
  word: string,
  targets: readonly Target[],
  exactly: number,
  passes: (target: Target) => boolean,
): KnownName | null {
  const letters = lettersOf(word);
  for (const target of targets) {
    if (!canBeWithin(letters, target.letters, exactly)) continue;
    if (distance(word, target.name.joined, exactly) === exactly && passes(target)) return target.name;
  }
  return null;
}

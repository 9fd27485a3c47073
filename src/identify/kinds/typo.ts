import { remembering } from '../../core/cache.ts';
import { canBeWithin, distance, lettersOf } from '../../core/distance.ts';
import type { Patterns } from '../../core/first-letters.ts';
import { excerpt } from '../../core/text.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type FinderInput, type Hit, type NearMiss } from './finder.ts';
import type { Beside } from '../names/beside.ts';
import type { KnownName, NameIndex } from '../names/name-index.ts';
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
class TypoFinder implements Finder {
  readonly kinds = ['typo'] as const;
  readonly #index: NameIndex;
  readonly #beside: Beside;
  /** Names of one word; of these those that are long enough for one wrong letter, and for two; names of several. */
  readonly #everyWord: readonly Target[];
  readonly #single: readonly Target[];
  readonly #long: readonly Target[];
  readonly #phrases: readonly Target[];
  /** Of all that describe, only names that the run looks for: most texts begin some word like some name. */
  readonly #wanted: readonly Target[];
  readonly #described: readonly Target[];
  readonly #byPrint: ReadonlyMap<string, KnownName>;
  /** How words begin that a name was written as. */
  readonly #begins: ReadonlyMap<Target, ReadonlySet<string>>;
  readonly #isCrowded: (joined: string) => boolean;

  constructor({ names, index, beside }: FinderInput) {
    this.#index = index;
    this.#beside = beside;
    const all = names.filter((name) => name.kind === 'name' && name.distinctive && !name.brand && !name.unspaced);
    this.#everyWord = targetsOf(all.filter((name) => name.words.length === 1));
    this.#single = this.#everyWord.filter(({ name }) => name.joined.length >= NEAR_LENGTH);
    this.#long = this.#single.filter(({ name }) => name.joined.length >= FAR_LENGTH);
    this.#phrases = targetsOf(all.filter((name) => name.words.length > 1 && name.joined.length >= FAR_LENGTH));
    this.#wanted = this.#single.filter(({ name }) => name.maker?.wanted === true);
    this.#described = this.#wanted.filter(({ name }) => name.joined.length > NEAR_LENGTH);
    this.#byPrint = new Map(this.#wanted.map(({ name }) => [printOf(name.joined), name]));
    this.#begins = new Map(
      this.#wanted.map((target) => [target, new Set(Array.from(slipsOf(target.name.joined), beginOf))]),
    );
    const strangers = new Set(names.filter(({ kind }) => kind === 'look-alike').map(({ words }) => words[0] ?? ''));
    this.#isCrowded = remembering(
      this.#single.length,
      (joined) => [...strangers].filter((word) => distance(word, joined, 1) === 1).length > MOST_STRANGERS,
    );
  }

  looksAt(role: Role): boolean {
    return role === 'maker' || DESCRIBING.includes(role);
  }

  /** One letter may be wrong anywhere in a maker cell, two in a long name: no beginning tells that. */
  patterns(role: Role): readonly Patterns[] | null {
    return role === 'maker' ? null : [this.#beginnings];
  }

  readonly #beginnings: Patterns = () =>
    this.#wanted.flatMap(({ name }) => Array.from(slipsOf(name.joined), (text) => ({ text, wanted: true })));

  find(cell: Cell, hits: Hit[]): void {
    if (cell.names(this.#index).length > 0) return;
    const slip = cell.role === 'maker' ? this.#slipOf(cell) : this.#slipIn(cell);
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
  }

  nearMisses(cell: Cell): readonly NearMiss[] {
    const first = cell.tokens[0]?.text;
    const isNamed = cell.names(this.#index).some(({ name }) => name.kind === 'name');
    if (cell.role !== 'maker' || first === undefined || isNamed) return [];
    const near = nearTo(first, this.#everyWord, 1);
    if (near === null || this.#slipOf(cell) !== null) return [];
    const why = this.#index.firstWords.has(first)
      ? `"${first}" is the name of a known stranger`
      : near.joined.length < NEAR_LENGTH
        ? `names under ${NEAR_LENGTH} letters take no typos`
        : `too many strangers are as near to it`;
    return [{ kind: 'typo', text: `"${first}" is one letter away from ${near.display}, but ${why}` }];
  }

  #slipOf(cell: Cell): Slip | null {
    const { legalForms, firstWords } = this.#index;
    const core = legalForms.strip(cell.tokens.map((token) => token.text));
    const [first] = core;
    if (first === undefined) return null;
    const isLongEnough = first.length >= NEAR_LENGTH - 1;
    if (isLongEnough && !firstWords.has(first)) {
      const near = nearTo(first, this.#single, 1, ({ name }) => !this.#isCrowded(name.joined));
      if (near !== null) return { name: near, sign: 'nearTypo' };
      const far = nearTo(first, this.#long, 2, ({ name }) => Math.abs(name.joined.length - first.length) <= 1);
      if (far !== null) return { name: far, sign: 'farTypo' };
    }
    const joined = core.join('');
    const parted = core.length === 2 && !firstWords.has(joined) ? nearTo(joined, this.#long, 1) : null;
    if (parted !== null) return { name: parted, sign: 'farTypo' };
    if (!isLongEnough) return null;
    const phrase = nearTo(joined, this.#phrases, 1, ({ name }) => name.words.length === core.length);
    return phrase === null ? null : { name: phrase, sign: 'farTypo' };
  }

  /** The first word of a cell that says what the thing is, where it is a name misread or misspelt. */
  #slipIn(cell: Cell): Slip | null {
    const isWord = cell.tokens.length === 1;
    if (!isWord && cell.role !== 'product' && !this.#beside.describes(cell)) return null;
    for (const { text } of cell.tokens) {
      if (text.length < NEAR_LENGTH || this.#index.firstWords.has(text)) continue;
      const beginsLike = (target: Target): boolean => this.#begins.get(target)?.has(beginOf(text)) === true;
      const name = this.#byPrint.get(printOf(text));
      if (name !== undefined && this.#wanted.some((target) => target.name === name && beginsLike(target)))
        return { name, sign: 'misread' };
      const isNear = (target: Target): boolean => beginsLike(target) && !this.#isCrowded(target.name.joined);
      const near = isWord ? null : nearTo(text, this.#described, 1, isNear);
      if (near !== null) return { name: near, sign: 'typoInDescription' };
    }
    return null;
  }
}

export const compileTypo = (input: FinderInput): Finder => new TypoFinder(input);

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
  passes: (target: Target) => boolean = () => true,
): KnownName | null {
  const letters = lettersOf(word);
  for (const target of targets) {
    if (!canBeWithin(letters, target.letters, exactly)) continue;
    if (distance(word, target.name.joined, exactly) === exactly && passes(target)) return target.name;
  }
  return null;
}

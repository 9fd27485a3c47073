import { Phrases } from '../../words/look-up.ts';
import type { Words } from '../../words/words.ts';
import type { Cell } from '../cell.ts';
import type { NameMet } from './name-scan.ts';
import { isUnspaced } from './name-index.ts';
import { textOf, type Token } from './token.ts';

/** What stands beside a name and says that the name is not who made the thing. */
export interface Beside {
  readonly word: string;
  /** What the thing is to what is named: a part of it that they made, something that goes with theirs, or neither. */
  readonly is: 'part' | 'accessory' | 'other';
}

/** Words between the accessory that begins a phrase and the name: cable de consola Huawei. */
const LONGEST_PHRASE = 4;
/** Words between "with" and the name of a part's maker: with an integrated HiSilicon SoC. */
const BEFORE_PART = 3;
const LONGEST_MAKER = 3;
/** Words between the name of a maker and its model: Cisco Catalyst 9300. */
const BEFORE_MODEL = 2;
/** Words with blanks or signs between them that no name of a host has, and no address of a page either. */
const SEVERAL_WORDS = /\S\s+\S|^[^\s/,;|+&:@]+(?:[/,;|+&][^\s/,;|+&:@]+)+$/;
/** What goes on with a phrase. */
const JOINED = /^(?:\s+|[-_/])?$/;
/** A figure with its unit: 20mm, 4mp. */
const MEASURE = /^\d{1,3}[a-z]{1,2}$/;
const LIKE_A_MODEL = /^(?=.*\d)(?:(?=.*[a-z]).{3,}|\d{3,})$/;

/** Tells cells that say what a thing is from names of hosts, sentences, and things that go with a device. */
export class Describing {
  readonly #words: Words;
  readonly #places: ReadonlySet<string>;
  readonly #accessories: ReadonlySet<string>;
  readonly #compounds: ReadonlySet<string>;
  readonly #ages: ReadonlySet<string>;
  readonly #with: ReadonlySet<string>;
  readonly #components: ReadonlySet<string>;
  readonly #surnames: ReadonlySet<string>;
  /** Words with which another thing begins: Huawei uplink from the core switch. */
  readonly #joins: ReadonlySet<string>;
  #kinds: readonly Phrases[] | null = null;

  constructor(words: Words) {
    const { place, accessory, age, compound, with: holding, component, surname } = words.tables.negation;
    const { joins, by, before, related, without, for: fitting } = words.tables.negation;
    this.#words = words;
    this.#places = new Set(place);
    this.#accessories = new Set(accessory);
    this.#compounds = new Set(compound);
    this.#ages = new Set(age);
    this.#with = new Set(holding);
    this.#components = new Set(component);
    this.#surnames = new Set(surname);
    this.#joins = new Set([joins, by, before, related, without, fitting, holding].flat());
  }

  /**
   * Whether a cell says what its thing is: it has several words, or a script that writes no blanks, which names of
   * hosts have not. A sentence does when it names a kind of device.
   */
  describes({ role, text, folded, tokens }: Cell): boolean {
    if (role !== 'open' && role !== 'naming' && role !== 'device') return false;
    if (!SEVERAL_WORDS.test(text) && !isUnspaced(folded)) return false;
    return (
      !this.#words.lines.isProse(tokens.map((token) => token.text)) || tokens.some(({ text }) => this.isKind(text))
    );
  }

  /** Whether a word of a cell looks like a model. */
  holdsModel({ tokens }: Cell): boolean {
    return tokens.some(({ text }) => LIKE_A_MODEL.test(text) && !MEASURE.test(text));
  }

  /** Whether a cell says which kind of thing it is about. */
  saysKindOf({ tokens }: Cell): boolean {
    return this.#saysKind(tokens, 0, tokens.length);
  }

  /** How many makers a cell names; `met`: the names in it that the run knows. */
  makersIn({ tokens, folded }: Cell, met: readonly NameMet[]): number {
    const named = new Set<number | string>(met.flatMap(({ name }) => name.maker?.vendor ?? []));
    for (let at = 0; at < tokens.length; at += 1) {
      const end = met.some(({ first, last }) => first <= at && at <= last && !isUnspaced(folded))
        ? -1
        : this.#endOfMaker(tokens, at, tokens.length);
      if (end !== -1) named.add(textOf(tokens, at));
    }
    if (isUnspaced(folded))
      for (const maker of this.#words.tables.makers.registered)
        if (isUnspaced(maker) && folded.includes(maker)) named.add(maker);
    return named.size;
  }

  /** Whether a name is all of a cell but a surname before it: Li Huawei. */
  isPerson({ tokens }: Cell, { first, last }: NameMet): boolean {
    return first === 1 && last === tokens.length - 1 && this.#surnames.has(textOf(tokens, 0));
  }

  /**
   * The place, accessory, licence or part that a name in a cell says something of, or the maker before it that alone
   * has a model; null when the name is the maker's of what the cell describes.
   */
  beside(cell: Cell, met: NameMet): Beside | null {
    const part = this.#part(cell, met);
    if (part !== null) return { word: part, is: 'part' };
    const word = (met.name.unspaced ? this.#unspaced(cell, met) : this.#thing(cell, met)) ?? this.#maker(cell, met);
    return word === null ? null : { word, is: this.#accessories.has(word) ? 'accessory' : 'other' };
  }

  /** Rack Huawei, wall mount Dahua, cable de consola Huawei; Huawei rack, Huawei console cable. */
  #thing({ tokens, folded }: Cell, { first, last }: NameMet): string | null {
    const begin = beginOfPhrase(folded, tokens, first);
    const end = endOfPhrase(folded, tokens, last);
    const before = first > begin ? textOf(tokens, first - 1) : '';
    const after = end > last ? textOf(tokens, last + 1) : '';
    const isTwice = first - 1 > begin && this.#places.has(textOf(tokens, first - 2));
    const leads = first - 1 === begin || isTwice || this.#namesMaker(tokens, begin, first);
    if (this.#places.has(before) && leads && !this.#isBeforeKind(tokens, last, end)) return before;
    if (this.#accessories.has(before) && !this.#with.has(textOf(tokens, first - 2)))
      return this.#places.has(before) && this.#saysKind(tokens, begin, first - 1) ? null : before;
    const leading = textOf(tokens, begin);
    if (first > begin && first - begin <= LONGEST_PHRASE && this.#accessories.has(leading))
      return this.#compounds.has(`${leading} ${textOf(tokens, begin + 1)}`) ? null : leading;
    if (first === begin) return this.#thingBehind(tokens, last, end);
    return end === last + 1 && this.#isThingOf(tokens, begin, first, after) ? after : null;
  }

  /** As the last word: spare Huawei bracket, old Huawei rack; in core Huawei lab it is where the core stands. */
  #isThingOf(tokens: readonly Token[], begin: number, first: number, last: string): boolean {
    if (this.#places.has(last) && first - 1 === begin && this.#ages.has(textOf(tokens, begin))) return true;
    const before = tokens.slice(begin, first);
    return this.#accessories.has(last) && !before.some(({ text }) => this.isKind(text) || LIKE_A_MODEL.test(text));
  }

  /** Behind a name that begins a phrase: in switch Huawei sala 3 it is where the switch stands. */
  #thingBehind(tokens: readonly Token[], last: number, end: number): string | null {
    const after = textOf(tokens, last + 1);
    if (end === last || this.isKind(after)) return null;
    if (this.#places.has(after)) return this.#isBeforeKind(tokens, last + 1, end) ? null : after;
    const at = this.#accessories.has(after) ? last + 1 : last + 2;
    if (at > end || !this.#accessories.has(textOf(tokens, at)) || /\d/.test(after)) return null;
    return at < end && this.isKind(textOf(tokens, at + 1)) ? null : textOf(tokens, at);
  }

  /**
   * Whether what is behind a token is a kind of device, or words that say which one, and it at the end: Huawei lab
   * access switch, office Huawei WiFi router 2; not Huawei rack next to a switch.
   */
  #isBeforeKind(tokens: readonly Token[], at: number, end: number): boolean {
    if (at < end && this.isKind(textOf(tokens, at + 1))) return true;
    const behind = tokens.slice(at + 1, end + 1);
    const last = behind.findLastIndex(({ text }) => !/^\d+$/.test(text));
    return (
      this.isKind(behind[last]?.text ?? '') && !behind.some(({ text }) => this.#joins.has(text) && !/\d/.test(text))
    );
  }

  #saysKind(tokens: readonly Token[], from: number, to: number): boolean {
    return tokens.slice(from, to).some(({ text }) => this.isKind(text));
  }

  #namesMaker(tokens: readonly Token[], from: number, to: number): boolean {
    return tokens.slice(from, to).some((_, at) => this.#endOfMaker(tokens, from + at, to) !== -1);
  }

  #unspaced({ folded }: Cell, { name }: NameMet): string | null {
    const [before = '', after = ''] = folded.split(name.joined, 2);
    for (const word of [...this.#places, ...this.#accessories]) {
      const isThing = this.#accessories.has(word) && after.endsWith(word);
      if (isUnspaced(word) && (isThing || after.startsWith(word) || before.endsWith(word))) return word;
    }
    return null;
  }

  /** Catalyst 9300 with Huawei SFP, Latitude with HiSilicon SoC. */
  #part({ tokens }: Cell, { first, last }: NameMet): string | null {
    if (![last + 1, last + 2].some((at) => this.#components.has(textOf(tokens, at)))) return null;
    for (let at = first - 1; at > 0 && at >= first - BEFORE_PART; at -= 1)
      if (this.#with.has(textOf(tokens, at))) return textOf(tokens, at);
    return null;
  }

  /** Cisco C9300 with Huawei optics: another maker with a model before a name that has none, nor a kind of device. */
  #maker({ tokens, folded }: Cell, { first, last }: NameMet): string | null {
    const end = endOfPhrase(folded, tokens, last);
    if (tokens.slice(last + 1, end + 1).some(({ text }) => LIKE_A_MODEL.test(text))) return null;
    const isDevice = this.isKind(textOf(tokens, last + 1));
    for (let at = 0; at < first; at += 1) {
      const next = this.#endOfMaker(tokens, at, first);
      if (next === -1) continue;
      const models = tokens.slice(next, Math.min(first, next + BEFORE_MODEL));
      const found = models.findIndex(({ text }) => LIKE_A_MODEL.test(text));
      const rest = tokens.slice(found === -1 ? next : next + found + 1, first);
      if (found === -1 || rest.some(({ text }) => LIKE_A_MODEL.test(text))) continue;
      if (!isDevice || rest.some(({ text }) => this.#places.has(text))) return textOf(tokens, at);
    }
    return null;
  }

  /** The token after the name of a maker of devices that begins at a token; -1: none does. */
  #endOfMaker(tokens: readonly Token[], at: number, before: number): number {
    let name = '';
    for (let next = at; next < Math.min(before, at + LONGEST_MAKER); next += 1) {
      name += textOf(tokens, next);
      if (this.#words.isRegisteredMaker(name)) return next + 1;
    }
    return -1;
  }

  /** Whether a folded word is a place, or an accessory or licence. */
  isAside(word: string): boolean {
    return this.#places.has(word) || this.isAccessory(word);
  }

  /** Whether a folded word is an accessory or a licence. */
  isAccessory(word: string): boolean {
    return this.#accessories.has(word);
  }

  /** Whether a folded word is a kind of equipment: switch, camera, printer. */
  isKind(word: string): boolean {
    this.#kinds ??= this.#words.tables.categories.flatMap(({ makes, words }) =>
      makes === 'equipment' ? [new Phrases(words.whole)] : [],
    );
    return this.#kinds.some((kind) => kind.areIn(word));
  }
}

/** The first token of the words that go on to a token without punctuation. */
function beginOfPhrase(folded: string, tokens: readonly Token[], to: number): number {
  let at = to;
  while (at > 0 && JOINED.test(folded.slice(tokens[at - 1]?.end, tokens[at]?.start))) at -= 1;
  return at;
}

function endOfPhrase(folded: string, tokens: readonly Token[], from: number): number {
  let at = from;
  while (at + 1 < tokens.length && JOINED.test(folded.slice(tokens[at]?.end, tokens[at + 1]?.start))) at += 1;
  return at;
}

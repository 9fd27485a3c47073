import { setOf } from '../../words/look-up.ts';
import type { WordTables } from '../../words/tables.ts';
import type { Words } from '../../words/words.ts';
import type { NameIndex } from './name-index.ts';
import type { FoldedText, NameMet } from './name-scan.ts';
import { endOfModel, endOfPhrase, isLikeModel, MOST_BESIDE, textOf, type Token } from './token.ts';

export type Key = keyof WordTables['negation'];

/** Words between "with" and the name of a part's maker: with an integrated HiSilicon SoC. */
const BEFORE_PART = 3;
const LONGEST_MAKER = 3;
/** Words between what says a relation and the name: connected to the Huawei. */
const RELATION = 4;
/** Words between the accessory that begins a phrase and the name: cable de consola Huawei. */
const LONGEST_PHRASE = 4;
/** Ends what the words before it say: replacement for Cisco: Huawei. A comma does not: SFP for Cisco, Huawei. */
const ENDS_PHRASE = /[:;|)\]]|\s[-\u2013\u2014]\s/;
const APART = /[,;|)\]]|\s\s/;
/** Joins a word to the next alone: in ex-demo Huawei it is the demo that is over. */
const HYPHEN = /^[-\u2010\u2011]$/;
const BLANK = /^[\s'’]$/;
/** Before another name of those that are listed: of Huawei, ZTE or Dahua. */
const LISTED = /^\s?[,/]?\s?$/;
const NUMBER = /^\d/;

/** Whether the word at a token counts: no 12 Hikvision, 2 no. Hikvision; not 2 (no Hikvision). */
function isCount(tokens: readonly Token[], folded: string, at: number): boolean {
  const isNumber = (one: number): boolean => /^\d/.test(textOf(tokens, one));
  const before = folded.slice(tokens[at - 1]?.end, tokens[at]?.start);
  return textOf(tokens, at) === 'no' && (isNumber(at + 1) || (isNumber(at - 1) && before.trim() === ''));
}

/** The words of data/words/negation.yaml, and what they say of the name or the model that they stand beside. */
export class GoverningWords {
  protected readonly words: Words;
  protected readonly table: WordTables['negation'];
  protected readonly index: NameIndex;
  readonly #beginnings: ReadonlyMap<string, readonly string[]>;

  constructor(words: Words, index: NameIndex) {
    this.words = words;
    this.index = index;
    this.table = words.tables.negation;
    const begins = (all: readonly string[]) => all.flatMap((word) => (word.endsWith('*') ? [word.slice(0, -1)] : []));
    this.#beginnings = new Map(Object.entries(this.table).map(([key, all]) => [key, begins(all)]));
  }

  /** Whether a folded word is in one of these lists. */
  is(word: string, ...keys: readonly Key[]): boolean {
    return keys.some(
      (key) =>
        setOf(this.table[key]).has(word) ||
        this.#beginnings.get(key)?.some((beginning) => word.startsWith(beginning)) === true,
    );
  }

  /** Whether a folded word is a kind of equipment: switch, camera, printer. */
  readonly isKind = (word: string): boolean => this.words.noName.isKindOfDevice(word);

  /** Whether a folded text is a word for software and nothing else: antivirus. */
  readonly isProgram = (text: string): boolean => setOf(this.words.tables.services.software.words).has(text);

  /** Connected to Huawei, records 12 Hikvision: numbers, words that join and kinds of devices stand between. */
  relation({ tokens, folded }: FoldedText, first: number): string | null {
    let [isJoined, isBeside] = [false, true];
    for (let at = first - 1; at >= 0 && at >= first - RELATION; at -= 1) {
      const [word, next] = [textOf(tokens, at), textOf(tokens, at + 1)];
      const isAlike = isBeside && (this.is(word, 'alike') || this.is(`${word} ${next}`, 'alike'));
      if (ENDS_PHRASE.test(folded.slice(tokens[at]?.end, tokens[at + 1]?.start))) return null;
      if (this.#isToCome(tokens, at)) return null;
      if (isAlike || this.is(word, 'related')) {
        const isReplaced = this.is(word, 'replaced') && this.is(next, 'by');
        return !isReplaced && (at === first - 1 || isJoined) ? word : null;
      }
      const joins = this.is(word, 'joins', 'with');
      isBeside &&= joins;
      if (joins || this.is(word, 'by') || NUMBER.test(word)) isJoined = true;
      else if (!this.isKind(word)) return null;
    }
    return null;
  }

  /**
   * The word that says of the name at tokens [first, last] that it is not whose the thing is: within two words before
   * (what denies stands right before), or the next word after.
   */
  governor({ tokens, folded }: FoldedText, first: number, last: number): string | null {
    const gap = (at: number): string => folded.slice(tokens[at - 1]?.end, tokens[at]?.start);
    // `vendor: Huawei driver: hns3`: a label.
    const isLabelled = gap(first).endsWith(': ') && gap(last + 2).startsWith(': ');
    const after = isLabelled ? '' : textOf(tokens, last + 1);
    const governs = (at: number): boolean =>
      this.is(textOf(tokens, at), 'before', 'former', 'for') && !this.#isToCome(tokens, at);
    if (this.is(after, 'after') && !(this.is(after, 'replaces') && last + 2 < tokens.length)) return after;
    // Huawei OMXD30000 compatible SFP+.
    const end = endOfModel(folded, tokens, last);
    const fitted = isLabelled ? null : this.fittedTo(tokens, end);
    if (fitted !== null && (end === last || !this.is(fitted, 'accessory'))) return fitted;
    const [near, far] = [textOf(tokens, first - 1), textOf(tokens, first - 2)];
    // Not the no of the cell before: PoE: no | Huawei.
    const denies = this.is(near, 'without') && !isCount(tokens, folded, first - 1) && !APART.test(gap(first));
    if (denies || governs(first - 1)) return near;
    if (this.is(near, 'compatible') && this.#isForName(tokens, first, last)) return near;
    if (this.is(far, 'compatible') && this.is(near, 'with')) return `${far} with`;
    if (ENDS_PHRASE.test(gap(first)) || HYPHEN.test(gap(first - 1))) return null;
    // For reception Hikvision camera: where nothing stands before it, nothing is for the maker's.
    if (this.is(far, 'for') && (first === 2 || this.#isOfDevice(tokens, first - 2))) return null;
    if (this.is(near, 'by') && this.is(far, 'replaced')) return null;
    // Statt Cisco Huawei switch, ex Vodafone Huawei router: it is Cisco that is gone.
    const isOfOther = this.is(far, 'former')
      ? !this.is(near, 'joins')
      : !this.is(far, 'for') && this.words.isOtherMaker(near);
    return governs(first - 2) && !isOfOther ? far : null;
  }

  /** SFP compatible Huawei, SFP compatible Huawei 10G, compatible Huawei; not PoE compatible Huawei switch. */
  #isForName(tokens: readonly Token[], first: number, last: number): boolean {
    if (first === 1) return true;
    const next = tokens[last + 1]?.text;
    if (next !== undefined && !/\d/.test(next)) return false;
    return tokens.slice(0, first - 1).some(({ text }) => this.is(text, 'component', 'accessory'));
  }

  /** S5720 compatible; not S5720 compatible with IPv6. */
  fittedTo(tokens: readonly Token[], last: number): string | null {
    const next = textOf(tokens, last + 1);
    return this.is(next, 'fitted') && !this.is(textOf(tokens, last + 2), 'with') ? next : null;
  }

  /**
   * Whether the word at a token and the next say something of a kind of device before them: camera for parking
   * Hikvision, caméra IP sans fil Hikvision; not mount for camera Hikvision, camera mount for pole Hikvision.
   */
  #isOfDevice(tokens: readonly Token[], at: number): boolean {
    const next = textOf(tokens, at + 1);
    if (this.isKind(next) || this.words.lines.isOfSentences(next)) return false;
    const isThing = ({ text }: Token): boolean => this.isKind(text) || this.is(text, 'accessory', 'component');
    const thing = tokens.slice(0, at).findLast(isThing);
    return thing !== undefined && this.isKind(thing.text);
  }

  /** Catalyst 9300 with Huawei SFP, Latitude with HiSilicon SoC. */
  part({ tokens, folded }: FoldedText, { first, last }: NameMet): string | null {
    const end = endOfModel(folded, tokens, last);
    if (![end + 1, end + 2].some((at) => this.is(textOf(tokens, at), 'component'))) return null;
    const before = tokens.slice(Math.max(1, first - BEFORE_PART), first);
    return before.findLast(({ text }) => this.is(text, 'with'))?.text ?? null;
  }

  /** The token after the name of a maker of devices that begins at a token; null: none does. */
  endOfMaker(tokens: readonly Token[], at: number, before: number): number | null {
    let name = '';
    for (let next = at; next < Math.min(before, at + LONGEST_MAKER); next += 1) {
      name += textOf(tokens, next);
      if (this.words.isRegisteredMaker(name)) return next + 1;
    }
    return null;
  }

  /**
   * The word that denies things of whose makers a name is one: no equipment of Huawei, ZTE or Dahua; null where other
   * words stand between, or a model behind the name, or what is lacking right before a kind of device: no services
   * Huawei router. `names`: those of the cell, in order.
   */
  denial({ tokens, folded }: FoldedText, met: NameMet, names: readonly NameMet[]): string | null {
    const next = textOf(tokens, met.last + 1);
    if (isLikeModel(next) || (this.isKind(next) && this.is(textOf(tokens, met.first - 1), 'things'))) return null;
    let others = names.indexOf(met);
    for (let at = met.first - 1; at >= 0 && at >= met.first - MOST_BESIDE; at -= 1) {
      const word = textOf(tokens, at);
      const gap = folded.slice(tokens[at]?.end, tokens[at + 1]?.start);
      const before = names[others - 1];
      const isListed = before?.last === at;
      if (!(isListed ? LISTED : BLANK).test(gap)) return null;
      if (this.is(word, 'without') && at < met.first - 1 && !isCount(tokens, folded, at)) return word;
      if (isListed) [at, others] = [before.first, others - 1];
      else if (!this.is(word, 'things', 'uses', 'joins', 'by', 'origin')) return null;
    }
    return null;
  }

  /** Whether what a word says of a device is still to come: to be replaced, not yet removed. */
  #isToCome(tokens: readonly Token[], at: number): boolean {
    return this.is(textOf(tokens, at), 'before', 'after') && this.is(textOf(tokens, at - 1), 'pending');
  }

  thing({ tokens, folded }: FoldedText, { first, last }: NameMet): string | null {
    const begin = endOfPhrase(folded, tokens, first, -1);
    const end = endOfPhrase(folded, tokens, last);
    if (first === begin) return this.#thingBehind(tokens, last, end);
    const before = this.#thingBefore(tokens, begin, first, this.#isBeforeKind(tokens, last, end));
    if (before !== undefined) return before;
    const after = textOf(tokens, last + 1);
    return end === last + 1 && this.#isThingOf(tokens, begin, first, after) ? after : null;
  }

  /** The thing before a name; null where a word says that there is none, undefined where no word does. */
  #thingBefore(tokens: readonly Token[], begin: number, first: number, ofKind: boolean): string | null | undefined {
    // Wall mount Dahua IPC camera; not Licence Hikvision NVR.
    const isSort = (word: string): boolean => ofKind && this.is(word, 'sort');
    const [before, leading] = [textOf(tokens, first - 1), textOf(tokens, begin)];
    const isPlace = this.is(before, 'place');
    const namesMaker = (): boolean =>
      tokens.slice(begin, first).some((_, at) => this.endOfMaker(tokens, begin + at, first) !== null);
    const isTwice = first - 1 > begin && this.is(textOf(tokens, first - 2), 'place');
    if (isPlace && !ofKind && (first - 1 === begin || isTwice || namesMaker())) return before;
    if (this.is(before, 'accessory') && !this.is(textOf(tokens, first - 2), 'with'))
      return isSort(before) || (isPlace && this.hasKind(tokens.slice(begin, first - 1))) ? null : before;
    if (first - begin > LONGEST_PHRASE || !this.is(leading, 'accessory')) return undefined;
    return isSort(leading) || this.is(`${leading} ${textOf(tokens, begin + 1)}`, 'compound') ? null : leading;
  }

  /** As the last word: spare Huawei bracket, old Huawei rack; in core Huawei lab it is where the core stands. */
  #isThingOf(tokens: readonly Token[], begin: number, first: number, last: string): boolean {
    if (this.is(last, 'place') && first - 1 === begin && this.is(textOf(tokens, begin), 'age')) return true;
    const before = tokens.slice(begin, first);
    return this.is(last, 'accessory') && !this.hasKind(before) && !before.some(({ text }) => isLikeModel(text));
  }

  /** Behind a name that begins a phrase: in switch Huawei sala 3 it is where the switch stands. */
  #thingBehind(tokens: readonly Token[], last: number, end: number): string | null {
    const after = textOf(tokens, last + 1);
    if (end === last || this.isKind(after)) return null;
    if (this.is(after, 'place')) return this.#isBeforeKind(tokens, last + 1, end) ? null : after;
    const at = this.is(after, 'accessory') ? last + 1 : last + 2;
    if (at > end || !this.is(textOf(tokens, at), 'accessory') || /\d/.test(after)) return null;
    return at < end && this.isKind(textOf(tokens, at + 1)) ? null : textOf(tokens, at);
  }

  /**
   * Whether what is behind a token is a kind of device, or words that say which one, and it at the end: Huawei lab
   * access switch, office Huawei WiFi router 2; not Huawei rack next to a switch.
   */
  #isBeforeKind(tokens: readonly Token[], at: number, end: number): boolean {
    const behind = tokens.slice(at + 1, end + 1);
    if (this.isKind(behind[0]?.text ?? '')) return true;
    const last = behind.findLast(({ text }) => !/^\d+$/.test(text));
    const joins = ({ text }: Token): boolean =>
      this.is(text, 'joins', 'by', 'before', 'related', 'without', 'for', 'with') && !/\d/.test(text);
    return this.isKind(last?.text ?? '') && !behind.some(joins);
  }

  hasKind(tokens: readonly Token[]): boolean {
    return tokens.some(({ text }) => this.isKind(text));
  }
}

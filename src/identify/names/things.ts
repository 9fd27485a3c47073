import type { WordsOfNames } from './denial.ts';
import type { FoldedText, NameMet } from './name-scan.ts';
import { endOfPhrase, isLikeModel, textOf, type Token } from './token.ts';

/** Words between the accessory that begins a phrase and the name: cable de consola Huawei. */
const LONGEST_PHRASE = 4;

/**
 * What is a place, an accessory or a licence, and named after a maker: rack Huawei, wall mount Dahua, cable de consola
 * Huawei; Huawei rack, Huawei console cable.
 */
export class Things {
  readonly #words: WordsOfNames;

  constructor(words: WordsOfNames) {
    this.#words = words;
  }

  /** The word beside a name that says what it is; null for none. */
  beside({ tokens, folded }: FoldedText, { first, last }: NameMet): string | null {
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
    const isSort = (word: string): boolean => ofKind && this.#words.is(word, 'sort');
    const [before, leading] = [textOf(tokens, first - 1), textOf(tokens, begin)];
    const isPlace = this.#words.is(before, 'place');
    const namesMaker = (): boolean =>
      tokens.slice(begin, first).some((_, at) => this.#words.endOfMaker(tokens, begin + at, first) !== null);
    const isTwice = first - 1 > begin && this.#words.is(textOf(tokens, first - 2), 'place');
    if (isPlace && !ofKind && (first - 1 === begin || isTwice || namesMaker())) return before;
    if (this.#words.is(before, 'accessory') && !this.#words.is(textOf(tokens, first - 2), 'with'))
      return isSort(before) || (isPlace && this.#hasKind(tokens.slice(begin, first - 1))) ? null : before;
    if (first - begin > LONGEST_PHRASE || !this.#words.is(leading, 'accessory')) return undefined;
    return isSort(leading) || this.#words.is(`${leading} ${textOf(tokens, begin + 1)}`, 'compound') ? null : leading;
  }

  /** As the last word: spare Huawei bracket, old Huawei rack; in core Huawei lab it is where the core stands. */
  #isThingOf(tokens: readonly Token[], begin: number, first: number, last: string): boolean {
    if (this.#words.is(last, 'place') && first - 1 === begin && this.#words.is(textOf(tokens, begin), 'age'))
      return true;
    const before = tokens.slice(begin, first);
    return this.#words.is(last, 'accessory') && !this.#hasKind(before) && !before.some(({ text }) => isLikeModel(text));
  }

  /** Behind a name that begins a phrase: in switch Huawei sala 3 it is where the switch stands. */
  #thingBehind(tokens: readonly Token[], last: number, end: number): string | null {
    const after = textOf(tokens, last + 1);
    if (end === last || this.#words.isKind(after)) return null;
    if (this.#words.is(after, 'place')) return this.#isBeforeKind(tokens, last + 1, end) ? null : after;
    const at = this.#words.is(after, 'accessory') ? last + 1 : last + 2;
    if (at > end || !this.#words.is(textOf(tokens, at), 'accessory') || /\d/.test(after)) return null;
    return at < end && this.#words.isKind(textOf(tokens, at + 1)) ? null : textOf(tokens, at);
  }

  /**
   * Whether what is behind a token is a kind of device, or words that say which one, and it at the end: Huawei lab
   * access switch, office Huawei WiFi router 2; not Huawei rack next to a switch.
   */
  #isBeforeKind(tokens: readonly Token[], at: number, end: number): boolean {
    const behind = tokens.slice(at + 1, end + 1);
    if (this.#words.isKind(behind[0]?.text ?? '')) return true;
    const last = behind.findLast(({ text }) => !/^\d+$/.test(text));
    const joins = ({ text }: Token): boolean =>
      this.#words.is(text, 'joins', 'by', 'before', 'related', 'without', 'for', 'with') && !/\d/.test(text);
    return this.#words.isKind(last?.text ?? '') && !behind.some(joins);
  }

  #hasKind(tokens: readonly Token[]): boolean {
    return tokens.some(({ text }) => this.#words.isKind(text));
  }
}

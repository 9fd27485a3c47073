import type { WordTables } from '../../words/tables.ts';
import type { FoldedText } from './name-scan.ts';
import { isUnspaced } from './name-index.ts';
import { textOf, type Token } from './token.ts';

type NegationKey = keyof WordTables['negation'];

const NUMBER = /^\d/;
/** Ends what the words before it say: replacement for Cisco: Huawei. A comma does not: SFP for Cisco, Huawei. */
const ENDS_PHRASE = /[:;|)\]]|\s[-\u2013\u2014]\s/;
/** Words between what says a relation and the name: connected to the Huawei. */
const RELATION = 3;
/** Joins a word to the next alone: in ex-demo Huawei it is the demo that is over. */
const HYPHEN = /^[-\u2010\u2011]$/;

/** What a folded word is in a phrase. */
interface WordsOfPhrases {
  /** A kind of equipment. */
  isDevice(word: string): boolean;
  /** A word such as sentences need: the, of. */
  isOfSentences(word: string): boolean;
}

/**
 * Tells the words that govern a name or a model, so that it is not what the row is about (data/words/negation.yaml).
 */
export class Guard {
  readonly #words: ReadonlyMap<NegationKey, ReadonlySet<string>>;
  /** Beginnings of words, by key. */
  readonly #beginnings: ReadonlyMap<NegationKey, readonly string[]>;

  readonly #tell: WordsOfPhrases;

  constructor(table: WordTables['negation'], tell: WordsOfPhrases) {
    this.#tell = tell;
    const entries = Object.entries(table) as [NegationKey, readonly string[]][];
    this.#words = new Map(entries.map(([key, words]) => [key, new Set(words)]));
    this.#beginnings = new Map(
      entries.map(([key, words]) => [key, words.flatMap((word) => (word.endsWith('*') ? [word.slice(0, -1)] : []))]),
    );
  }

  /**
   * The word that takes the name at tokens [first, last] down, or null. Only a word that governs it counts: within two
   * words before (not for a name that begins the cell), or the next word after.
   */
  negation({ tokens, folded }: FoldedText, first: number, last: number): string | null {
    const next = tokens[last + 1]?.text;
    if (next !== undefined && this.#is('after', next) && !(this.#is('replaces', next) && last + 2 < tokens.length))
      return next;
    return (
      this.#governor(tokens, folded, first) ?? (this.#isForName(tokens, first, last) ? textOf(tokens, first - 1) : null)
    );
  }

  /**
   * The word that says that the thing has to do with what is named (connected to Huawei, records 12 Hikvision cameras),
   * or null: what stands between is numbers, and words that join, behind which a kind of device may stand.
   */
  relation({ tokens, folded }: FoldedText, first: number): string | null {
    let isJoined = false;
    for (let at = first - 1; at >= 0 && at >= first - RELATION; at -= 1) {
      const word = textOf(tokens, at);
      if (ENDS_PHRASE.test(folded.slice(tokens[at]?.end, tokens[at + 1]?.start))) return null;
      if (this.#is('related', word)) {
        const isReplaced = this.#is('replaced', word) && this.#is('by', textOf(tokens, at + 1));
        return !isReplaced && (at === first - 1 || isJoined) ? word : null;
      }
      const joins = this.#is('joins', word) || this.#is('with', word) || this.#is('by', word) || NUMBER.test(word);
      if (joins) isJoined = true;
      else if (!this.#tell.isDevice(word)) return null;
    }
    return null;
  }

  /** The word that says that who is named made the thing: OEM of Dahua, made by Hikvision; or null. */
  origin({ tokens }: FoldedText, first: number): string | null {
    const near = textOf(tokens, first - 1);
    if (this.#is('origin', near)) return near;
    const far = textOf(tokens, first - 2);
    const joins = this.#is('joins', near) || this.#is('by', near) || this.#is('with', near);
    return joins && this.#is('origin', far) ? `${far} ${near}` : null;
  }

  /** The same words beside a name in a text without blanks: what takes it down, what it has to do with, who made it. */
  unspaced(folded: string, name: string, keys: readonly NegationKey[]): string | null {
    const [before = '', after = ''] = folded.split(name, 2);
    for (const key of keys)
      for (const word of this.#words.get(key) ?? [])
        if (isUnspaced(word) && (key === 'after' ? after.startsWith(word) : before.endsWith(word))) return word;
    return null;
  }

  /** Whether a word says what a thing has to do with what is named behind it. */
  isOfRelation(word: string): boolean {
    return this.#governs(word) || this.#is('related', word) || this.#is('origin', word) || this.#is('with', word);
  }

  /** SFP compatible Huawei, SFP compatible Huawei 10G; not PoE compatible Huawei switch. */
  #isForName(tokens: readonly Token[], first: number, last: number): boolean {
    if (!this.#is('compatible', textOf(tokens, first - 1))) return false;
    const next = tokens[last + 1]?.text;
    if (next !== undefined && !/\d/.test(next)) return false;
    return tokens.slice(0, first - 1).some(({ text }) => this.#is('component', text) || this.#is('accessory', text));
  }

  /**
   * The word that says that something else is for the model at tokens [first, last], or null: "mount for DS-2CD2042",
   * "mount for Hikvision DS-2CD2042", "S5720 compatible". `isMaker` tells the name of its maker.
   */
  fitted(tokens: readonly Token[], first: number, last: number, isMaker: (word: string) => boolean): string | null {
    const next = textOf(tokens, last + 1);
    if (this.#is('fitted', next)) return next;
    const at = isMaker(textOf(tokens, first - 1)) ? first - 1 : first;
    const near = textOf(tokens, at - 1);
    if (this.#is('for', near)) return near;
    const far = textOf(tokens, at - 2);
    return this.#is('with', near) && this.#is('compatible', far) ? `${far} with` : null;
  }

  /**
   * Whether a word that takes a name down says that something goes with it (for, compatible with), not that it is gone.
   */
  isFitting(taken: string): boolean {
    const word = taken.split(' ', 1)[0] ?? '';
    return this.#is('for', word) || this.#is('compatible', word) || this.#is('fitted', word);
  }

  /** The word before token `first` that governs it, at most two words away. */
  #governor(tokens: readonly Token[], folded: string, first: number): string | null {
    const near = textOf(tokens, first - 1);
    if (this.#governs(near)) return near;
    if (first === 1 && this.#is('compatible', near)) return near;
    const far = textOf(tokens, first - 2);
    if (this.#is('compatible', far) && this.#is('with', near)) return `${far} with`;
    const gap = (at: number): string => folded.slice(tokens[at - 1]?.end, tokens[at]?.start);
    if (ENDS_PHRASE.test(gap(first)) || HYPHEN.test(gap(first - 1))) return null;
    if ((this.#is('for', far) || this.#is('without', far)) && this.#isOfDevice(tokens, first - 2)) return null;
    if ((this.#is('by', near) && this.#is('replaced', far)) || (far === 'no' && NUMBER.test(near))) return null;
    return this.#governs(far) ? far : null;
  }

  /**
   * Whether the word at a token and the next say something of a kind of device before them: camera for parking
   * Hikvision, caméra IP sans fil Hikvision; not mount for camera Hikvision, camera mount for pole Hikvision.
   */
  #isOfDevice(tokens: readonly Token[], at: number): boolean {
    const next = textOf(tokens, at + 1);
    if (this.#tell.isDevice(next) || this.#tell.isOfSentences(next)) return false;
    const isDevice = ({ text }: Token): boolean => this.#tell.isDevice(text);
    const isPart = ({ text }: Token): boolean => this.#is('accessory', text) || this.#is('component', text);
    const thing = tokens.slice(0, at).findLast((token) => isDevice(token) || isPart(token));
    return thing !== undefined && isDevice(thing);
  }

  #governs(word: string): boolean {
    return this.#is('before', word) || this.#is('without', word) || this.#is('for', word);
  }

  #is(key: NegationKey, word: string): boolean {
    if (this.#words.get(key)?.has(word) === true) return true;
    return this.#beginnings.get(key)?.some((beginning) => word.startsWith(beginning)) === true;
  }
}

import { lastPer, oncePer, remembering } from '../../core/cache.ts';
import { lazily } from '../../core/text.ts';
import { setOf } from '../../words/look-up.ts';
import type { WordTables } from '../../words/tables.ts';
import { LONGEST_MAKER, type Words } from '../../words/words.ts';
import type { Cell } from '../cell.ts';
import type { NameIndex } from './name-index.ts';
import { looksLikeModel, textOf, type FoldedText, type NameMatch, type Token } from './name-scan.ts';

export type ListName = keyof WordTables['negation'];

/**
 * Phrases are regular expressions over the words of a cell; `@` is the name or model that they are about. `{for|by}` is
 * a word of one of these lists of negation.yaml, or of one of these classes: a `kind` of device, a `model`, a `number`
 * (begins with a digit), `digit` (holds one), `prose`, the first word of a `registered` maker, the others `ofMaker`, a
 * `stranger` (another maker in one word), the first word of a known `name`, the others it `goesOn` with. `{!for}` is
 * any other word, `{}` any word. Between two words a blank is anything; `_` a sign that joins words, or nothing; `~`
 * anything that does not end the phrase; `&` a sign in a list of names; `'` one blank.
 */
const PHRASE_SIGNS = /\{(!?)([\w|]*)\}|[ _~&'@]/g;
const BETWEEN: Readonly<Record<string, string>> = {
  ' ': '[^<\\0]*',
  _: '(?:\\s+|[-_/])?',
  // Replacement for Cisco: Huawei. A comma does not: SFP for Cisco, Huawei.
  '~': '(?:(?![:;|)\\]]|\\s[-\u2013\u2014]\\s)[^<\\0])*',
  '&': '\\s?[,/]?\\s?',
  "'": "[\\s'\u2019]",
  '@': '\\0',
};

/** The next word up to a blank, where it looks like a model. */
const MODEL = '(?:{}[-./\\x5f])*{model}(?:[-./\\x5f]{})*(?![-./\\x5f]<)';
/** What follows begins a phrase; what stands before ends it. */
const BEGINS = '(?<!>_)';
const ENDS = '(?!_<)';
const JOINS = 'joins|by|before|related|linked|without|for|with';
/** Words between a word of relation and the name, with or without kinds of devices: records 12 Hikvision cameras. */
const LINKS = '(?:(?:{kind}~)*{joins|with|by|number}~(?:{kind|joins|with|by|number}~)*)?';
/** Another name before: recording Hikvision and Dahua cameras. */
const ALSO = '(?:{name|registered}(?: {goesOn|ofMaker})* {and} )?';
/** A place or an accessory that tells devices apart: switch sala 3, módem de cable. */
const OF_KIND = '{place}(?<={kind}_(?:{}_)*{})|{accessory}(?<={kind}_{joins}_{})';
/** A word behind the name, some only with the ending of a case between. */
const BEHIND = '(?:{endings} )?({behind|bound})(?<={endings} {}|{behind})';
/** It says what sort of thing it is: 3 monitors Dahua; not NVR recording Hikvision cameras, Dell PC facing ZTE. */
const SORT = '(?<!{kind}~(?=.*@_{kind})|{stranger} {}.*|{kind} {stranger} ){linked}~@';
/**
 * A kind of device comes next, also after an accessory (Huawei rack mount switch 24p), or ends the phrase after words
 * that say which kind: Huawei lab access switch, office Huawei WiFi router 2; not Huawei rack next to a switch.
 */
const KIND_BEHIND = `_(?:(?:{accessory}_)?{kind}|(?:{!${JOINS}}_)*(?!{${JOINS}}){kind}(?:_{number})*${ENDS})`;
/** Not where what follows the name is a label: `vendor: Huawei driver: hns3`. */
const NO_LABEL = '(?=@)(?<!:\\s(?=@ {}:\\s))';

/**
 * The phrases of each meaning. The first that fits decides; the words in its brackets are the answer. One without
 * brackets answers null, and the phrases below it are not tried.
 */
const PHRASES = {
  /** The device is not theirs who are named, or no longer, or it goes with a product of theirs. */
  denied: [
    // No equipment of Huawei, ZTE or Dahua; not no services Huawei router.
    "({without})'(?:{things|uses|and|joins|by|origin}'|{name}(?: {goesOn})*&)+@(?! {model})(?<!{things} @(?= {kind}))",
    // Huawei swap, Huawei-free router; not Huawei replaces Cisco, Dahua road camera.
    `${NO_LABEL}@(?!\\s{sort}_{kind}) (?!{replaces} {})({after})`,
    // Huawei compatible, Huawei OMXD30000 compatible SFP+; not Huawei compatible with IPv6.
    `${NO_LABEL}@ (?:${MODEL} (?!{accessory}))?({fitted})(?! {with})`,
    // Huawei'ye bağlı Cisco switch, Hikvision कैमरा के लिए ब्रैकेट.
    `@ (?:(?:${MODEL}|{kind}) )?${BEHIND}`,
    // Non-Huawei; not the no of the cell before: PoE: no | Huawei.
    '({without})(?:(?![,;|)\\]]|\\s\\s)[^<\\0])*@',
    // Not Cisco replaced, Huawei installed.
    '({before})(?![,.]) @',
    '({former|for})(?!,) @',
    // Compatible Huawei, SFP compatible Huawei 10G; not PoE compatible Huawei switch.
    '^ ({compatible}) @',
    '{component|accessory}.* ({compatible}) @ (?:$|{digit})',
    '({compatible} {with}) @',
    // Words farther off do not govern a name after a colon, nor do hyphenated ones: in ex-demo Huawei the demo is over.
    '@(?<=(?:[:;|)\\]]|\\s[-\u2013\u2014]\\s)[^<\\0]*@)',
    '>[-\u2010\u2011]{} @',
    '{replaced} {by} @',
    // Statt Cisco Huawei switch, ex Vodafone Huawei router: it is Cisco that is gone.
    '({before|former|for})(?![,.]) {joins} @',
    '({before})(?![,.]) {!stranger|digit} @',
    // Mount for camera Hikvision, mount for pole Hikvision; not WiFi for guests Huawei, recorder for cameras, Dahua.
    '({for}) {kind}(?!,) @',
    '{accessory|component}(?: {!kind})* ({for}) {} @',
  ],
  /** They made it. */
  origin: [
    '@ ({origin})',
    // Vodafone R216-z (by ZTE); not (with Huawei SFP).
    '[([]\\s*(?!{with})({by}) @',
    '({origin}(?: {joins|by|with})?) @',
  ],
  /** It is connected to a product of theirs: connected to the Huawei, records 12 Hikvision, next to Huawei rack. */
  related: [
    '({alike})~(?:{joins|with}~){0,3}@',
    `(?!{replaced} {by})({related})(?![,.])~(?=(?:{}~){0,3}@)(?:{kind|joins|with|by|number}~)*${ALSO}@`,
    `(?!${SORT})({linked})(?![,.])~(?=(?:{}~){0,3}@)${LINKS}${ALSO}@`,
  ],
  /** They made a part of it: Catalyst 9300 with Huawei SFP, Latitude with an integrated HiSilicon SoC. */
  part: [`> ({with})(?: {!with}){0,2} @(?: ${MODEL})?(?: {})? {component}`],
  /** It is a place or an accessory. */
  thing: [
    // Huawei console cable, Huawei lab; in switch Huawei sala 3 it is where the switch stands.
    `${BEGINS}@_(?!{kind})({place})(?!${KIND_BEHIND})`,
    `${BEGINS}@_(?:{!kind|place|digit|accessory}_)?(?!{kind|place|digit})({accessory})(?!_{kind})`,
    `${BEGINS}@`,
    // Rack Huawei.
    `(?:${BEGINS}|{place}_|{registered}_(?:{}_)*)({place})_@(?!${KIND_BEHIND})`,
    // Wall mount Dahua; not wall mount Dahua IPC camera, licence Hikvision NVR, módem de cable Huawei.
    `(?=<)(?<!{with|without} )(?!{sort}_@${KIND_BEHIND})(?!${OF_KIND})({accessory})_@`,
    '{accessory}_(?<!{with} {}_)@',
    // Patch cable to Huawei switch.
    '(?=<)(?<!{with|without} )({accessory}) {joins} (?:{joins|kind} )*@',
    `${BEGINS}(?!{compound}|{accessory} {and} )(?!{sort}_(?:{}_){0,3}@${KIND_BEHIND})({accessory})_(?:{}_){0,3}@`,
    `${BEGINS}{accessory}_(?:{}_){0,3}@`,
    // Old Huawei rack, spare Huawei bracket; in core Huawei lab it is where the core stands.
    `${BEGINS}{age}_@_({place})${ENDS}`,
    `${BEGINS}(?:{!kind|model}_)+@_({accessory})${ENDS}`,
  ],
  /**
   * Another maker made it, whose model stands before a name without a model: Cisco C9300 with Huawei optics; not Dell
   * R740, switch Huawei; Router: Cisco 2901, Modem: Huawei.
   */
  maker: [
    '@(?:_{})*_{model}',
    `{registered}(?: {ofMaker})*(?: {})? {model}(?: {!model})*? (?:${BEGINS}{kind}_(?:{!model}_)*|{kind}:\\s[^<\\0]*)@`,
    '({registered})(?: {ofMaker})*(?: {!model})? {model}(?: {!model})* (?:{place}(?: {!model})* @|@(?! {kind}))',
  ],
  /** The label before the name: `actual maker:`, `old make:`. */
  label: [`${BEGINS}({}(?:_{})*\\s*[:=])\\s*@`],
  /** The name is all of one line of several, as in a list of values: each line counts as a cell of its own. */
  line: ['^@(\n)', '(\n)@(?:\n|$)'],
  /** Something fits a model, or was there before: mount for DS-2CD2042, S5720 compatible SFP, was a S5720. */
  fitted: [
    '@ ({fitted})(?! {with})',
    `@ ${BEHIND}`,
    '({for}) @',
    '({compatible} {with}) @',
    '({before|former})_(?:{joins}_)?@',
  ],
} as const;

/** Finds the first of some phrases in a text of marked words: its words as classes, and how many stand before them. */
const phraseFinderOf = oncePer((phrases: readonly string[]) => {
  const compiled = phrases.map((phrase) => {
    // Every text that fits has a word of the list in brackets, else of the first list. Few texts have one, and an
    // expression takes 0.3 ms to make.
    const [, keys] = /\(\{([\w|]+)\}/.exec(phrase) ?? /\{([\w|]+)\}/.exec(phrase) ?? [];
    const needs = keys?.split('|').map((key) => ` ${key} `) ?? ['\0'];
    return { needs, expression: lazily(() => expressionOf(phrase)) };
  });
  return (text: string) => {
    for (const { needs, expression } of compiled) {
      const found = needs.some((one) => text.includes(one)) ? expression().exec(text) : null;
      if (found === null) continue;
      const [, [from, to] = []] = found.indices ?? [];
      if (from === undefined) return null;
      // Between two words a report shows a single sign, and a blank for anything else.
      const words = text.slice(from, to).replaceAll(/>(?![-_/ ]?<)[^<]*</g, '> <');
      return { words, wordsBefore: text.slice(0, from).split('<').length - 1 };
    }
    return null;
  };
});

/** By text, then by meaning. Texts that differ in words without a class alone are one, which is looked up once. */
const phrasesOf = remembering(
  (text) => remembering((meaning) => phraseFinderOf(PHRASES[meaning as keyof typeof PHRASES])(text)),
  1_024,
);

function expressionOf(phrase: string): RegExp {
  const source = phrase.replace(PHRASE_SIGNS, (sign, not: string | undefined, keys: string) => {
    if (not === undefined) return BETWEEN[sign] ?? sign;
    // Without `<` too: a lookbehind reads a word from its end, and would run on over the words before it.
    return keys === '' ? '<[^<>]*>' : `<(?${not === '' ? '=' : '!'}[^<>]* (?:${keys}) )[^<>]*>`;
  });
  return new RegExp(source, 'ds');
}

type Place = Pick<NameMatch, 'first' | 'last'>;

/** Words looked at on each side of a name: a cell may hold thousands of names. */
const MOST_BESIDE = 64;

/** Finds the phrases around a name or a model in a cell, by the lists of data/words/negation.yaml. */
export class GoverningWords {
  protected readonly words: Words;
  protected readonly table: WordTables['negation'];
  protected readonly index: NameIndex;
  /** The classes of a folded word, with a blank on each side. */
  readonly #classesOf: (word: string) => string;

  constructor(index: NameIndex) {
    const { words } = index;
    this.words = words;
    this.index = index;
    this.table = words.tables.negation;
    const lists = Object.entries(this.table).map(([key, all]) => {
      const beginnings = all.flatMap((word) => (word.endsWith('*') ? [word.slice(0, -1)] : []));
      const has = (word: string): boolean => setOf(all).has(word) || beginnings.some((one) => word.startsWith(one));
      return { key, has };
    });
    const classes = [
      { key: 'kind', has: words.noName.isKindOfDevice },
      { key: 'model', has: looksLikeModel },
      { key: 'number', has: (word: string) => /^\d/.test(word) },
      { key: 'digit', has: (word: string) => /\d/.test(word) },
      { key: 'prose', has: words.lines.isOfSentences },
      { key: 'stranger', has: words.isOtherMaker },
      ...lists,
    ];
    this.#classesOf = remembering((word) => ` ${classes.map(({ key, has }) => (has(word) ? `${key} ` : '')).join('')}`);
  }

  /** Whether a folded word is in one of these lists, or has one of these classes. */
  hasClass(word: string, ...classes: readonly (ListName | 'kind' | 'prose')[]): boolean {
    const ofWord = this.#classesOf(word);
    return classes.some((name) => ofWord.includes(` ${name} `));
  }

  /** The index of the last token of a registered maker's name that begins at `at`; -1 for none. */
  endOfMaker(tokens: readonly Token[], at: number): number {
    let name = '';
    const isEnd = ({ text }: Token): boolean => this.words.isRegisteredMaker((name += text));
    const length = tokens.slice(at, at + LONGEST_MAKER).findIndex(isEnd);
    return length === -1 ? -1 : at + length;
  }

  /** The words of a phrase about the name or model at tokens [first, last] of a cell; null for none. */
  findPhrase(meaning: keyof typeof PHRASES, cell: Cell, { first, last }: Place): string | null {
    const match = this.#phrasesAt(cell, first, last)(meaning);
    if (match === null) return null;
    const others = cell.tokens.filter((_, at) => at < first || at > last).slice(Math.max(0, first - MOST_BESIDE));
    let at = match.wordsBefore;
    return match.words.replaceAll(/<[^>]*>/g, () => textOf(others, at++));
  }

  readonly #phrasesAt = lastPer((cell: Cell, first: number, last: number) => {
    const marked = this.#markedWords(cell);
    const before = marked.slice(Math.max(0, first - MOST_BESIDE), first).join('') + gapBefore(cell, first);
    return phrasesOf(`${before}\0${marked.slice(last + 1, last + 1 + MOST_BESIDE).join('')}`);
  });

  /** The words of a cell as classes, each after the gap before it, ` < before for >< by >`; then the last gap. */
  readonly #markedWords = oncePer((cell: Cell): readonly string[] => {
    const { tokens } = cell;
    const endsOfNames = new Map(cell.names(this.index).flatMap(({ first, last }) => [[first, last]]));
    let [end, endOfMaker] = [-1, -1];
    const marked = tokens.map((_, at) => {
      const ofName = at <= end ? ' goesOn' : endsOfNames.has(at) ? ' name' : '';
      end = Math.max(end, endsOfNames.get(at) ?? -1);
      const maker = this.endOfMaker(tokens, at);
      const ofMaker = (at <= endOfMaker ? ' ofMaker' : '') + (maker === -1 ? '' : ' registered');
      endOfMaker = Math.max(endOfMaker, maker);
      return `${gapBefore(cell, at)}<${ofName}${ofMaker}${this.#classesAt(cell, at)}>`;
    });
    return [...marked, gapBefore(cell, tokens.length)];
  });

  #classesAt(cell: Cell, at: number): string {
    const { tokens } = cell;
    const [before, word, next] = [textOf(tokens, at - 1), textOf(tokens, at), textOf(tokens, at + 1)];
    const classes = this.#classesOf(word);
    const isOf = (key: ListName): boolean => classes.includes(` ${key} `);
    // What is to be replaced, or not yet removed, is still there.
    if ((isOf('before') || isOf('after')) && this.hasClass(before, 'pending')) return ' ';
    // Podłączony do Huawei: do is to here, and for elsewhere.
    if (isOf('for') && isOf('joins') && this.hasClass(before, 'related', 'linked')) return ' joins ';
    // Fonte p/ câmera Hikvision; not bloco P.
    if (isOf('for') && word.length === 1 && !gapBefore(cell, at + 1).startsWith('/')) return ' ';
    // No 12 Hikvision, 2 no. Hikvision; not 2 (no Hikvision).
    const isBehindNumber = (): boolean => /^\d/.test(before) && gapBefore(cell, at).trim() === '';
    if (word === 'no' && (/^\d/.test(next) || isBehindNumber())) return ' ';
    // Lists that have phrases of two words.
    const two = (['alike', 'compound'] as const).filter((key) => setOf(this.table[key]).has(`${word} ${next}`));
    return classes + two.map((key) => `${key} `).join('');
  }
}

/** The gap before a token, without the signs that mark words. */
function gapBefore({ folded, tokens }: FoldedText, at: number): string {
  const gap = folded.slice(tokens[at - 1]?.end ?? 0, tokens[at]?.start);
  return gap === ' ' ? gap : gap.replaceAll(/[<>\0]/g, '\x01');
}

import { Decodings } from './decodings.ts';
import { NoName } from './no-name.ts';
import { NoValue } from '../core/no-value.ts';
import { digitsIn, fold, foldCell, lazily, words } from '../core/text.ts';
import { Headers } from './headers.ts';
import { setOf } from './look-up.ts';
import { SecretTexts } from './secret-texts.ts';
import type { WordTables } from './tables.ts';

/** The words that a run knows, as it looks them up. Each table is prepared when first asked for: most runs need few. */
export class Words {
  readonly tables: WordTables;
  #decodings: Decodings | null = null;
  #noName: NoName | null = null;
  #noValue: NoValue | null = null;
  #secrets: SecretTexts | null = null;
  #headers: Headers | null = null;
  #legalForms: LegalForms | null = null;
  #lines: LineWords | null = null;
  readonly #digitsOfMakers = lazily(() => {
    const { makers, registered } = this.tables.makers;
    return [...makers, ...registered].reduce((most, name) => Math.max(most, digitsIn(name)), 0);
  });

  constructor(tables: WordTables) {
    this.tables = tables;
  }

  get decodings(): Decodings {
    return (this.#decodings ??= new Decodings(this.tables.decodings));
  }

  get noName(): NoName {
    return (this.#noName ??= new NoName(this.tables['no-name'], this.tables.categories));
  }

  get noValue(): NoValue {
    return (this.#noValue ??= new NoValue(this.tables['no-value']));
  }

  get secrets(): SecretTexts {
    return (this.#secrets ??= new SecretTexts(this.tables.secrets));
  }

  get headers(): Headers {
    return (this.#headers ??= new Headers(this.tables));
  }

  get legalForms(): LegalForms {
    return (this.#legalForms ??= new LegalForms(this.tables['legal-forms']));
  }

  get lines(): LineWords {
    return (this.#lines ??= new LineWords(this));
  }

  /** Whether a cell is nothing but the name of a maker that no vendor file describes. */
  isOtherMaker(cell: string): boolean {
    // Most serial numbers and addresses have more digits than any name.
    if (digitsIn(cell) > this.#digitsOfMakers()) return false;
    const joined = this.legalForms.keyOf(cell);
    return setOf(this.tables.makers.makers).has(joined) || this.isRegisteredMaker(joined);
  }

  /** Whether joined words are the name of a company that sells or installs devices of others. */
  isReseller(joined: string): boolean {
    return setOf(this.tables.makers.resellers).has(joined);
  }

  /** Whether joined words are the name of a maker that means it in a text too. */
  isRegisteredMaker(joined: string): boolean {
    return setOf(this.tables.makers.registered).has(joined);
  }

  /** Whether a cell is a network system as automation tools name it. */
  isPlatform(cell: string): boolean {
    const known = setOf(this.tables.platforms);
    const text = cell.trim().toLowerCase();
    return known.has(text) || (text.includes('_') && known.has(text.replace(/_(?:telnet|ssh|serial)$/, '')));
  }
}

/** Drops the legal forms and fillers around a company name that do not tell it apart. */
export class LegalForms {
  readonly #words: ReadonlySet<string>;
  readonly #around: ReadonlySet<string>;
  /** Ends and beginnings of words in scripts that separate none, the longest first. */
  readonly #unspaced: readonly string[];

  constructor({ forms, around, letters, unspaced }: WordTables['legal-forms']) {
    this.#around = new Set([...around, ...unspaced]);
    this.#words = new Set([...forms, ...this.#around, ...letters]);
    this.#unspaced = unspaced.toSorted((a, b) => b.length - a.length);
  }

  has(word: string): boolean {
    return this.#words.has(word);
  }

  /** The folded words of a name without the legal forms around it, never fewer than one. */
  strip(words: readonly string[]): readonly string[] {
    let end = words.length;
    while (end > 1 && this.#words.has(words[end - 1] ?? '')) end -= 1;
    const begin = this.beginOfName(words, end);
    const own = begin === 0 && end === words.length ? words : words.slice(begin, end);
    const last = own.length - 1;
    if (this.#bare(own[0] ?? '') === own[0] && this.#bare(own[last] ?? '') === own[last]) return own;
    return own.map((word, at) => (at === 0 || at === last ? this.#bare(word) : word));
  }

  /** By which names are compared: without legal forms, case, signs and blanks. */
  keyOf(name: string): string {
    return this.strip(words(fold(name))).join('');
  }

  /** The first word of a name, behind the legal forms before it. */
  beginOfName(words: readonly string[], end = words.length): number {
    let begin = 0;
    for (let next = this.#behindForm(words, 0, end); next > begin; next = this.#behindForm(words, begin, end))
      begin = next;
    return begin;
  }

  /** The word behind a form that begins at a word, also one written with dots (S.A.); the same word where none does. */
  #behindForm(words: readonly string[], begin: number, end: number): number {
    let form = words[begin] ?? '';
    let next = begin + 1;
    if (form.length === 1) while (words[next]?.length === 1) form += words[next++] ?? '';
    return next < end && this.#around.has(form) ? next : begin;
  }

  /** A word without the forms that no blank separates from it. */
  #bare(word: string): string {
    // The forms begin and end beyond ASCII, and most names are none of these scripts: 929 names at every start.
    if (word.charCodeAt(0) < 0x80 && word.charCodeAt(word.length - 1) < 0x80) return word;
    for (const form of this.#unspaced) {
      if (word.length <= form.length) continue;
      if (word.endsWith(form)) return this.#bare(word.slice(0, -form.length));
      if (word.startsWith(form)) return this.#bare(word.slice(form.length));
    }
    return word;
  }
}

/** What an error in a text says: a command has nothing to show, or nobody answered. */
export type LineError = 'refused' | 'unreached';

const LONGEST_NAME = 3;

/** Looks up what lines of plain text hold, and lines of scans. */
class LineWords {
  readonly #words: Words;
  readonly #table: WordTables['lines'];
  readonly #refused = lazily(() => new RegExp(this.#table.refused));
  readonly #unreached = lazily(() => new RegExp(this.#table.unreached));

  constructor(words: Words) {
    this.#words = words;
    this.#table = words.tables.lines;
  }

  /** What a line says when it is an error message; null for any other. */
  errorOf(line: string): LineError | null {
    const text = line.trim().toLowerCase();
    if (this.#unreached().test(text)) return 'unreached';
    return this.#refused().test(text) ? 'refused' : null;
  }

  /** Whether a line that is no sentence names a maker of devices, also one that the run knows, or a network system. */
  namesMaker(line: string, isMakerName: (name: string) => boolean): boolean {
    const folded = words(fold(line));
    if (this.isProse(folded)) return false;
    return folded.some((_, from) => {
      let name = '';
      for (const word of folded.slice(from, from + LONGEST_NAME)) {
        name += word;
        if (setOf(this.#table.systems).has(name) || this.#words.isRegisteredMaker(name) || isMakerName(name))
          return true;
      }
      return false;
    });
  }

  /** Whether a cell beside an address says that no device has it. */
  isVacant(cell: string): boolean {
    return setOf(this.#table.vacant).has(foldCell(cell));
  }

  /**
   * Whether a cell begins a row that sums up others, or one of a tax or a charge: `Subtotal Berlin`, `VAT 19%`, not the
   * code `SUM-BERLIN` or `Total 1`.
   */
  isSum(cell: string): boolean {
    const plain = cell.replace(/\d+(?:[.,]\d+)?\s*%/, '');
    return !/\d/.test(plain) && begins(plain, this.#table.sums);
  }

  /** Whether a text begins a line of terms or remarks: `Payment terms: 30 days net`. */
  isOfTerms(text: string): boolean {
    return begins(text, this.#table.terms);
  }

  /** Whether a word of a text is one for a place: `Head office`, `Gebäude 3`, `北京机房`. */
  isPlace(text: string): boolean {
    const places = setOf(this.#table.places);
    const folded = words(fold(text));
    const isOne = (word: string, at: number): boolean =>
      places.has(word) || places.has(`${word} ${folded[at + 1] ?? ''}`) || endings(word).some((end) => places.has(end));
    return folded.some(isOne);
  }

  /** Whether a word that looks like a model is something else: `HTTP/1.1`, `UTF-8`. */
  isNoModel(word: string): boolean {
    const upper = word.toUpperCase();
    const goesOn = (beginning: string): boolean => /^\p{L}/u.test(upper.slice(beginning.length));
    return this.#table.notModels.some((beginning) => upper.startsWith(beginning) && !goesOn(beginning));
  }

  /** Whether a folded word is such as sentences need. */
  isOfSentences(word: string): boolean {
    return setOf(this.#table.prose).has(word);
  }

  /** Sentences: one word in four or more, figures aside, and two at least, are such as sentences need. */
  isProse(folded: readonly string[]): boolean {
    const plain = folded.filter((word) => !/\d/.test(word));
    if (folded.length < 5) return false;
    const ofSentences = plain.filter((word) => setOf(this.#table.prose).has(word));
    return ofSentences.length * 4 >= plain.length && new Set(ofSentences).size >= 2;
  }
}

/** Words of a phrase, at most. */
const MOST_WORDS = 4;

/** Whether a text begins with one of these phrases, as words of its own. */
function begins(text: string, phrases: readonly string[]): boolean {
  const known = setOf(phrases);
  let beginning = '';
  for (const part of foldCell(text).split(/[\s:]+/, MOST_WORDS)) {
    beginning = [beginning, ...words(part)].filter((word) => word !== '').join(' ');
    if (known.has(beginning)) return true;
  }
  return false;
}

/** How a word in a script without blanks may end. */
function endings(word: string): readonly string[] {
  return word.charCodeAt(0) < 0x3040 ? [] : [2, 3].map((size) => word.slice(-size));
}

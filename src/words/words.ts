import { decodingsOf } from './decodings.ts';
import { NoName } from './no-name.ts';
import { NoValue } from '../core/no-value.ts';
import { fold, foldCell, lazily, words } from '../core/text.ts';
import { Headers } from './headers.ts';
import { setOf } from './look-up.ts';
import { SecretTexts } from './secret-texts.ts';
import type { WordTables } from './tables.ts';

/** The words that a run knows, as it looks them up. */
export class Words {
  readonly tables: WordTables;
  readonly secrets: SecretTexts;
  readonly decodings: ReturnType<typeof decodingsOf>;
  readonly noName: NoName;
  readonly noValue: NoValue;
  readonly headers: Headers;
  readonly legalForms: LegalForms;
  /** What lines of plain text hold, and lines of scans. */
  readonly lines: ReturnType<typeof lineWords>;

  constructor(tables: WordTables) {
    this.tables = tables;
    this.secrets = new SecretTexts(tables.secrets);
    this.decodings = decodingsOf(tables.decodings);
    this.noName = new NoName(tables['no-name'], tables.categories);
    this.noValue = new NoValue(tables['no-value']);
    this.headers = new Headers(tables);
    this.legalForms = new LegalForms(tables['legal-forms']);
    this.lines = lineWords(this);
  }

  /** Whether a cell is nothing but the name of a maker that no vendor file describes. */
  isOtherMaker(cell: string): boolean {
    const joined = this.legalForms.keyOf(cell);
    return setOf(this.tables.makers.makers).has(joined) || this.isRegisteredMaker(joined);
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
    const core = begin === 0 && end === words.length ? words : words.slice(begin, end);
    const last = core.length - 1;
    if (this.#bare(core[0] ?? '') === core[0] && this.#bare(core[last] ?? '') === core[last]) return core;
    return core.map((word, at) => (at === 0 || at === last ? this.#bare(word) : word));
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

/** Words of a sentence at least, and of a maker's name in a line, and of a phrase, at most. */
const [SENTENCE, LONGEST_NAME, LONGEST_PHRASE] = [5, 3, 4];

/** Whether half of the lines of a text that may be sentences are; the rows of a table are none. */
export function areProse(text: string, { isProse }: Words['lines']): boolean {
  const lines = text.split('\n').filter((line) => !/^\s*\|/.test(line));
  const texts = lines.map((line) => words(fold(line))).filter(({ length }) => length >= SENTENCE);
  return texts.length > 0 && texts.filter(isProse).length * 2 >= texts.length;
}

function lineWords(all: Words) {
  const table = all.tables.lines;
  const refused = lazily(() => new RegExp(table.refused));
  const unreached = lazily(() => new RegExp(table.unreached));
  const noErrors = lazily(() => new RegExp(table.noErrors));
  const isOfSentences = (word: string): boolean => setOf(table.prose).has(word);
  /** Sentences: one word in four or more, figures aside, and two at least, are such as sentences need. */
  const isProse = (folded: readonly string[]): boolean => {
    if (folded.length < SENTENCE) return false;
    const ofSentences = folded.filter((word) => !/\d/.test(word) && isOfSentences(word));
    const plain = folded.filter((word) => !/\d/.test(word));
    return ofSentences.length * 4 >= plain.length && new Set(ofSentences).size >= 2;
  };
  return {
    isOfSentences,
    isProse,
    /** What a line says when it is an error message: a command has nothing to show, or nobody answered. */
    errorOf: (line: string): 'refused' | 'unreached' | null => {
      const text = line.trim().toLowerCase();
      if (unreached().test(text)) return 'unreached';
      return refused().test(text) && !noErrors().test(text) ? 'refused' : null;
    },
    /** Whether a line that is no sentence names a maker of devices, also one that the run knows, or a system. */
    namesMaker: (line: string, isMakerName: (name: string) => boolean): boolean => {
      const folded = words(fold(line));
      const isName = (name: string): boolean =>
        setOf(table.systems).has(name) || all.isRegisteredMaker(name) || isMakerName(name);
      const areName = (_: string, from: number): boolean =>
        folded.slice(from, from + LONGEST_NAME).some((_word, at) => isName(folded.slice(from, from + at + 1).join('')));
      return !isProse(folded) && folded.some(areName);
    },
    /** Whether a cell beside an address says that no device has it. */
    isVacant: (cell: string): boolean => setOf(table.vacant).has(foldCell(cell)),
    /** Whether a cell names a sum, tax or charge: `Subtotal Ulm`, `Ulm Total`, `VAT 19%`; not `SUM-ULM`, `Total 1`. */
    isSum: (cell: string): boolean => {
      const plain = cell.replace(/%\s?\d+|\d+(?:[.,]\d+)?\s*%/, '');
      const isEnd = (): boolean => setOf(table.sumEnds).has(words(fold(plain)).at(-1) ?? '');
      return !/\d/.test(plain) && (begins(plain, table.sums) || isEnd());
    },
    /** Whether a text begins a line of terms or remarks: `Payment terms: 30 days net`. */
    isOfTerms: (text: string): boolean => begins(text, table.terms),
    /** Whether a word of a text is one for a place: `Head office`, `Gebäude 3`, `北京机房`. */
    isPlace: (text: string): boolean => {
      const places = setOf(table.places);
      const folded = words(fold(text));
      // How a word in a script without blanks may end.
      const ends = (word: string): readonly string[] =>
        word.charCodeAt(0) < 0x3040 ? [] : [word.slice(-2), word.slice(-3)];
      return folded.some((word, at) =>
        [word, `${word} ${folded[at + 1] ?? ''}`, ...ends(word)].some((one) => places.has(one)),
      );
    },
    /** Whether a word that looks like a model is something else: `HTTP/1.1`, `UTF-8`. */
    isNoModel: (word: string): boolean => {
      const lower = word.toLowerCase();
      return table.notModels.some((begin) => lower.startsWith(begin) && !/^\p{L}/u.test(lower.slice(begin.length)));
    },
  };
}

/** Whether a text begins with one of these phrases, as words of its own. */
function begins(text: string, phrases: readonly string[]): boolean {
  let beginning = '';
  for (const part of foldCell(text).split(/[\s:]+/, LONGEST_PHRASE)) {
    beginning = [beginning, ...words(part)].filter((word) => word !== '').join(' ');
    if (setOf(phrases).has(beginning)) return true;
  }
  return false;
}

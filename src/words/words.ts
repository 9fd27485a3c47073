import { countryNamesOf } from './countries.ts';
import { decoderOf } from './decodings.ts';
import { noNameOf } from './no-name.ts';
import { remembering } from '../core/cache.ts';
import { noValueOf } from '../core/no-value.ts';
import { fold, foldCell, lazily, words } from '../core/text.ts';
import { Headers } from './headers.ts';
import { kindsOfThings, setOf } from './look-up.ts';
import { SecretTexts } from './secret-texts.ts';
import type { WordTables } from './tables.ts';

/** The words that a run knows, with their look-ups. */
export type Words = ReturnType<typeof wordsFrom>;

/** Makes the look-ups for the words of compiled tables. */
export function wordsFrom(tables: WordTables) {
  const { makers } = tables;
  const kinds = kindsOfThings(tables.categories);
  const legalForms = legalFormsOf(tables['legal-forms']);
  /** Whether joined words are the name of a registered maker, which names it within a text too. */
  const isRegisteredMaker = (joined: string): boolean => setOf(makers.registered).has(joined);
  return {
    tables,
    secrets: new SecretTexts(tables.secrets),
    decoded: decoderOf(tables.decodings),
    kinds,
    noName: noNameOf(tables['no-name'], kinds),
    noValue: noValueOf(tables['no-value']),
    headers: new Headers(tables),
    countries: lazily(() => countryNamesOf(tables.countries)),
    legalForms,
    /** For lines of plain text and of scans. */
    lines: lineWords(tables.lines, isRegisteredMaker),
    isRegisteredMaker,
    /** Whether a cell is nothing but the name of a maker that no vendor file describes. */
    isOtherMaker: (cell: string): boolean => {
      if (MANY_DIGITS.test(cell)) return false;
      const joined = legalForms.keyOf(cell);
      return setOf(makers.makers).has(joined) || isRegisteredMaker(joined);
    },
    /** Whether a cell is a network system as automation tools name it. */
    isPlatform: (cell: string): boolean => {
      const platforms = setOf(tables.platforms);
      const text = cell.trim().toLowerCase();
      return platforms.has(text) || (text.includes('_') && platforms.has(text.replace(/_(?:telnet|ssh|serial)$/, '')));
    },
  };
}

/** More digits than any maker's name has. Behind ESC they may be those of a control sequence, which folding drops. */
export const MANY_DIGITS = /^(?:[^\d\x1b]*\d){5}/;

/** Drops the legal forms and fillers around a company name that do not tell it apart. */
export function legalFormsOf({ forms, around, letters, unspaced }: WordTables['legal-forms']) {
  const beginnings = new Set([...around, ...unspaced]);
  const allForms = new Set([...forms, ...beginnings, ...letters]);
  /** Forms in scripts without blanks, which end or begin words, the longest first. */
  const unspacedForms = unspaced.toSorted((a, b) => b.length - a.length);
  /** A word without the forms of `unspaced` around it. */
  const withoutUnspaced = (word: string): string => {
    // These forms begin and end beyond ASCII, as few names do: 929 names are stripped at every start.
    if (word.charCodeAt(0) < 0x80 && word.charCodeAt(word.length - 1) < 0x80) return word;
    let core = word;
    const isAround = (form: string): boolean =>
      core.length > form.length && (core.endsWith(form) || core.startsWith(form));
    for (let form = unspacedForms.find(isAround); form !== undefined; form = unspacedForms.find(isAround))
      core = core.endsWith(form) ? core.slice(0, -form.length) : core.slice(form.length);
    return core;
  };
  /** The index behind a form that begins at `begin`, also one written with dots (S.A.); `begin` where none does. */
  const behindForm = (name: readonly string[], begin: number, end: number): number => {
    let form = name[begin] ?? '';
    let next = begin + 1;
    if (form.length === 1) while (name[next]?.length === 1) form += name[next++] ?? '';
    return next < end && beginnings.has(form) ? next : begin;
  };
  /** The index of the first word of a name, behind the legal forms before it. */
  const beginOfName = (name: readonly string[], end = name.length): number => {
    let begin = 0;
    for (let next = behindForm(name, 0, end); next > begin; next = behindForm(name, begin, end)) begin = next;
    return begin;
  };
  /** The folded words of a name without the legal forms around it, never fewer than one. */
  const strip = (name: readonly string[]): readonly string[] => {
    let end = name.length;
    while (end > 1 && allForms.has(name[end - 1] ?? '')) end -= 1;
    const begin = beginOfName(name, end);
    const core = begin === 0 && end === name.length ? name : name.slice(begin, end);
    const last = core.length - 1;
    if (withoutUnspaced(core[0] ?? '') === core[0] && withoutUnspaced(core[last] ?? '') === core[last]) return core;
    return core.map((word, at) => (at === 0 || at === last ? withoutUnspaced(word) : word));
  };
  const wordsOf = (name: string): readonly string[] => strip(words(fold(name)));
  /** The key by which names are compared: without legal forms, case, signs and blanks. */
  const keyOf = (name: string): string => wordsOf(name).join('');
  return { beginOfName, strip, wordsOf, keyOf };
}
export type LegalForms = ReturnType<typeof legalFormsOf>;

/** The most words of a maker's name in a text. */
export const LONGEST_MAKER = 3;
/** The fewest words of a sentence, the most of a phrase. */
const [SENTENCE, LONGEST_PHRASE] = [5, 4];

/**
 * The share of prose among the lines of a text that may be sentences, which rows of a table are not; 0 without any.
 * `isEnded`: whether a line ends as a sentence does.
 */
export function shareOfProse(text: string, { isProse }: Words['lines'], isEnded = (_line: string) => true): number {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*\|/.test(line));
  const read = lines.map((line) => ({ line, found: words(fold(line)) }));
  const texts = read.filter(({ found }) => found.length >= SENTENCE);
  return texts.filter(({ line, found }) => isProse(found) && isEnded(line)).length / Math.max(1, texts.length);
}

function lineWords(table: WordTables['lines'], isRegisteredMaker: (joined: string) => boolean) {
  const expressionOf = remembering((source) => new RegExp(source));
  const isOfSentences = (word: string): boolean => setOf(table.prose).has(word);
  /** Whether a line is prose: of its words without digits one in four, and two different ones, are of sentences. */
  const isProse = (folded: readonly string[]): boolean => {
    if (folded.length < SENTENCE) return false;
    const plain = folded.filter((word) => !/\d/.test(word));
    const ofSentences = plain.filter(isOfSentences);
    return ofSentences.length * 4 >= plain.length && new Set(ofSentences).size >= 2;
  };
  return {
    isOfSentences,
    isProse,
    /** What a line says when it is an error message. A pager that waits in the last line was left early. */
    errorOf: (line: string, isLast = false): 'leftOut' | 'unreached' | 'refused' | null => {
      const text = line.trim().toLowerCase();
      const isIn = (source: string): boolean => expressionOf(source).test(text);
      if (isIn(table.leftOut) || (isLast && isIn(table.pagers))) return 'leftOut';
      if (isIn(table.unreached)) return 'unreached';
      return isIn(table.refused) && !isIn(table.noErrors) ? 'refused' : null;
    },
    /** Whether a line that is no sentence names a maker of devices, also one that the run knows, or a system. */
    namesMaker: (line: string, isMakerName: (name: string) => boolean): boolean => {
      const folded = words(fold(line));
      const isName = (name: string): boolean =>
        setOf(table.systems).has(name) || isRegisteredMaker(name) || isMakerName(name);
      const areName = (_: string, from: number): boolean =>
        folded
          .slice(from, from + LONGEST_MAKER)
          .some((_word, at) => isName(folded.slice(from, from + at + 1).join('')));
      return !isProse(folded) && folded.some(areName);
    },
    /** Whether a cell beside an address says that no device has it. */
    isVacant: (cell: string): boolean => setOf(table.vacant).has(foldCell(cell)),
    /** Whether a cell names a sum or charge: `Subtotal Ulm`, `VAT 19%`, `(2 rows)`; not `SUM-ULM`, `Total 1`. */
    isSum: (cell: string): boolean => {
      const plain = cell.replace(/%\s?\d+|(?<!\d)\d+(?:[.,]\d+)?\s*%|(?:^|[:：(])\s*\d[\d.,]*/g, '');
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
      const endsOf = (word: string): readonly string[] =>
        word.charCodeAt(0) < 0x3040 ? [] : [word.slice(-2), word.slice(-3)];
      return folded.some((word, at) =>
        [word, `${word} ${folded[at + 1] ?? ''}`, ...endsOf(word)].some((one) => places.has(one)),
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

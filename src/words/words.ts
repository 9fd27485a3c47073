import { fold, words as wordsIn } from '../core/text.ts';
import { HeaderWords } from './header-words.ts';
import { NoValue } from '../core/no-value.ts';
import { SecretTexts } from './secret-texts.ts';
import type { LegalFormTable, PhraseTable, WordTables } from './tables.ts';
import { LineWords, PrintedWords } from './text-words.ts';

/**
 * The words that a run knows, as it looks them up. Each table is parsed and prepared when it is first asked for: most
 * runs need a few of them.
 */
export class Words {
  readonly tables: WordTables;
  #noValue: NoValue | null = null;
  #secrets: SecretTexts | null = null;
  #headers: HeaderWords | null = null;
  #legalForms: LegalForms | null = null;
  #platforms: ReadonlySet<string> | null = null;
  #lines: LineWords | null = null;
  #printed: PrintedWords | null = null;
  #labelled: ReadonlySet<string> | null = null;
  #registered: ReadonlySet<string> | null = null;

  constructor(tables: WordTables) {
    this.tables = tables;
  }

  get noValue(): NoValue {
    return (this.#noValue ??= new NoValue(this.tables.noValue));
  }

  get secrets(): SecretTexts {
    return (this.#secrets ??= new SecretTexts(this.tables.secrets));
  }

  get headers(): HeaderWords {
    return (this.#headers ??= new HeaderWords(this.tables));
  }

  get legalForms(): LegalForms {
    return (this.#legalForms ??= new LegalForms(this.tables.legalForms));
  }

  get lines(): LineWords {
    return (this.#lines ??= new LineWords(this.tables.lines, (joined) => this.isRegisteredMaker(joined)));
  }

  get printed(): PrintedWords {
    return (this.#printed ??= new PrintedWords(this.tables.printed));
  }

  /** Whether a cell is nothing but the name of a maker that no vendor file describes. */
  isOtherMaker(cell: string): boolean {
    this.#labelled ??= new Set(this.tables.makers.labelled);
    const joined = this.legalForms.strip(wordsIn(fold(cell))).join('');
    return this.#labelled.has(joined) || this.isRegisteredMaker(joined);
  }

  /** Whether joined words are the name of a maker that means it in a text too. */
  isRegisteredMaker(joined: string): boolean {
    this.#registered ??= new Set(this.tables.makers.registered);
    return this.#registered.has(joined);
  }

  /** Whether a cell is a network system as automation tools name it. */
  isPlatform(cell: string): boolean {
    const known = (this.#platforms ??= new Set(this.tables.platforms));
    const text = cell.trim().toLowerCase();
    return known.has(text) || (text.includes('_') && known.has(text.replace(/_(?:telnet|ssh|serial)$/, '')));
  }
}

/** Drops the legal forms and fillers around a company name that do not tell it apart. */
export class LegalForms {
  readonly #words: ReadonlySet<string>;
  readonly #around: ReadonlySet<string>;
  readonly #unspaced: readonly string[];

  constructor({ words, around, unspaced }: LegalFormTable) {
    this.#words = new Set(words);
    this.#around = new Set(around);
    this.#unspaced = unspaced;
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
    for (const form of this.#unspaced) {
      if (word.length <= form.length) continue;
      if (word.endsWith(form)) return this.#bare(word.slice(0, -form.length));
      if (word.startsWith(form)) return this.#bare(word.slice(form.length));
    }
    return word;
  }
}

/**
 * Phrases of data/words. Their expression is compiled when a text first holds how one of them begins: those of all
 * categories take 20 ms, and a small inventory meets few.
 */
export class Phrases {
  readonly #table: PhraseTable;
  #compiled: RegExp | null = null;

  constructor(table: PhraseTable) {
    this.#table = table;
  }

  /** What a folded text says of them; null for nothing. */
  in(folded: string): string | null {
    const { begins, source } = this.#table;
    if (this.#compiled === null) {
      if (!begins.some((letters) => folded.includes(letters))) return null;
      this.#compiled = new RegExp(source);
    }
    return this.#compiled.exec(folded)?.[0] ?? null;
  }

  /** Whether a folded text says one of them. */
  areIn(folded: string): boolean {
    return this.in(folded) !== null;
  }
}

import { remembering } from '../core/cache.ts';
import { trying } from '../core/errors.ts';
import { foldCell, hasLetter, isUnspaced } from '../core/text.ts';
import { Phrases } from './look-up.ts';
import type { WordTables } from './tables.ts';

/** Longer texts are none of the forms, but for JSON. */
const LONGEST = 2_000;
const MOST_KNOWN = 4_096;
const ELLIPSIS = /(?:…|\.{3})$/;
/** Deeper JSON is no cell of an inventory. */
const DEEPEST = 20;

/** Cells that hold text and name no vendor, model or platform (data/words/no-name.yaml). */
export class NoName {
  readonly #forms: readonly (WordTables['no-name']['forms'][number] & { readonly has: (text: string) => boolean })[];
  readonly #kinds: readonly Phrases[];
  readonly #ofName = remembering(MOST_KNOWN, (cell) => this.#kindOf(foldCell(cell), false, 0));
  readonly #ofPlatform = remembering(MOST_KNOWN, (cell) => this.#kindOf(foldCell(cell), true, 0));

  constructor(table: WordTables['no-name'], categories: WordTables['categories']) {
    const month = new RegExp(`(?:${table.months})[\\s.,/-]`, 'u');
    this.#forms = table.forms.map((form) => {
      const source = form.pattern.replaceAll('{month}', table.months).replaceAll('{see}', table.see);
      const regExp = new RegExp(`^(?:${source})$`, 'u');
      // The months of all languages take 5 ms to compile in the form of a day, which few inventories hold.
      const isOfDays = form.pattern.includes('{month}');
      return { ...form, has: (text: string) => (!isOfDays || month.test(text)) && regExp.test(text) };
    });
    this.#kinds = categories.flatMap(({ words, unclear }) => [new Phrases(words.whole), new Phrases(unclear)]);
  }

  /**
   * What a decoded cell is that names nothing, `a UUID`; '' for one that may name a vendor or model. Of a platform less
   * is refused: it may be the word of a kind of device. A known vendor or model counts whatever this says.
   */
  kindOf(cell: string, isPlatform = false): string {
    return isPlatform ? this.#ofPlatform(cell) : this.#ofName(cell);
  }

  /** Whether a text was cut in a name that `begins` knows: `Hangzhou Hikv…`. */
  isCutName(cell: string, begins: (text: string) => boolean): boolean {
    return ELLIPSIS.test(cell.trim()) && begins(cell.trim().replace(ELLIPSIS, ''));
  }

  /** Which of the forms of the table a folded cell has; '' for none. */
  formOf(folded: string, isPlatform = false): string {
    if (folded.length > LONGEST) return '';
    return this.#forms.find(({ has, notPlatform }) => has(folded) && !(isPlatform && notPlatform))?.is ?? '';
  }

  #kindOf(text: string, isPlatform: boolean, depth: number): string {
    if (!hasLetter(text)) return 'without a letter';
    if (text.length < 2 && !isUnspaced(text)) return 'a single letter';
    const form = this.formOf(text, isPlatform);
    if (form !== '') return form;
    if (/^[[{]/.test(text) && this.#isJsonOfNoNames(text, isPlatform, depth)) return 'JSON without a name';
    return !isPlatform && this.isKindOfDevice(text) ? 'a word for a kind of device' : '';
  }

  #isJsonOfNoNames(text: string, isPlatform: boolean, depth: number): boolean {
    const value = trying(() => JSON.parse(text) as unknown, undefined);
    const isNoName = (one: unknown, deep: number): boolean => {
      if (deep > DEEPEST) return true;
      if (typeof one === 'string') return this.#kindOf(one, isPlatform, deep) !== '';
      return typeof one !== 'object' || one === null || Object.values(one).every((inner) => isNoName(inner, deep + 1));
    };
    return value !== undefined && isNoName(value, depth + 1);
  }

  /** Whether a cell is nothing but a word for a kind of device. */
  isKindOfDevice(cell: string): boolean {
    const text = foldCell(cell);
    return this.#kinds.some((kind) => kind.areIn(text));
  }
}

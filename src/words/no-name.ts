import { remembering } from '../core/cache.ts';
import { trying } from '../core/errors.ts';
import { groupsOf } from '../core/groups.ts';
import { foldCell, hasLetter, isUnspaced, lazily } from '../core/text.ts';
import type { KindOfThing } from './look-up.ts';
import type { WordTables } from './tables.ts';

/** Longer texts have none of the forms; they may be JSON. */
const LONGEST = 2_000;
const ELLIPSIS = /(?:…|\.{3})$/;

/** Tells cells that hold text and name no vendor, model or platform (data/words/no-name.yaml). */
export function noNameOf(table: WordTables['no-name'], kinds: readonly KindOfThing[]) {
  const forms = table.forms.map((form) => {
    const source = form.pattern.replaceAll('{month}', table.months).replaceAll('{see}', table.see);
    const regExp = lazily(() => new RegExp(`^(?:${source})$`, 'u'));
    const sign = lazily(() => (form.mayBe === null ? null : new RegExp(form.mayBe)));
    return { ...form, matches: (text: string): boolean => sign()?.test(text) !== false && regExp().test(text) };
  });
  /** Phrases by their first letters: to try all of them takes a fifth of a run over cells that describe. */
  const byLetters = lazily(() => {
    const wholeCells = kinds.flatMap(({ whole, unclear }) => [whole, unclear]);
    const begun = wholeCells.flatMap((phrases) => phrases.begins.map((letters) => ({ letters, phrases })));
    return { lengths: new Set(begun.map(({ letters }) => letters.length)), of: groupsOf(begun, (one) => one.letters) };
  });
  /** Whether a cell is nothing but a word for a kind of device. */
  const isKindOfDevice = (cell: string): boolean => {
    const text = foldCell(cell);
    const { lengths, of } = byLetters();
    return [...lengths].some((length) => of.get(text.slice(0, length))?.some(({ phrases }) => phrases.areIn(text)));
  };
  /** The form of the table that a folded cell has; '' for none. */
  const formOf = (folded: string, isPlatform = false): string => {
    if (folded.length > LONGEST) return '';
    return forms.find(({ matches, notPlatform }) => matches(folded) && !(isPlatform && notPlatform))?.is ?? '';
  };
  const readFolded = (text: string, isPlatform: boolean): string => {
    if (!hasLetter(text)) return 'without a letter';
    if (text.length < 2 && !isUnspaced(text)) return 'a single letter';
    const form = formOf(text, isPlatform);
    if (form !== '') return form;
    if (/^[[{]/.test(text) && isJsonOfNoNames(text, isPlatform)) return 'JSON without a name';
    return !isPlatform && isKindOfDevice(text) ? 'a word for a kind of device' : '';
  };
  const isJsonOfNoNames = (text: string, isPlatform: boolean): boolean => {
    // Inner values come first: in their place stands whether they hold no name.
    const holdsNoName = (_key: string, value: unknown): boolean =>
      typeof value === 'string'
        ? readFolded(value, isPlatform) !== ''
        : Object.values(value ?? {}).every((inner) => inner === true);
    return trying(() => JSON.parse(text, holdsNoName) === true, false);
  };
  return {
    isKindOfDevice,
    formOf,
    /**
     * What a decoded cell is that names nothing, `a UUID`; '' for a cell that may name a vendor or model. A known one
     * counts whatever this says.
     */
    kindOf: remembering((cell) => readFolded(foldCell(cell), false)),
    /** The same of a platform, which is refused less: it may be the word for a kind of device. */
    kindOfPlatform: remembering((cell) => readFolded(foldCell(cell), true)),
    /** Whether a text was cut within a name, which `begins` looks up: `Hangzhou Hikv…`. */
    isCutName: (cell: string, begins: (text: string) => boolean): boolean =>
      ELLIPSIS.test(cell.trim()) && begins(cell.trim().replace(ELLIPSIS, '')),
  };
}

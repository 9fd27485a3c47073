import { oncePer } from '../core/cache.ts';
import { fold, words, spaced, joined } from '../core/text.ts';
import type { WordTables } from './tables.ts';

/** Characters of a text that are read; the rest may name another country. */
const MOST_TEXT = 200;

function patternsOf({ madeIn, titles, between }: WordTables['countries']) {
  const { verbs, stages, and, prepositions, articles, after } = madeIn;
  const verb = `(?:${verbs}|${stages})(?: (?:${and}) (?:${verbs}|${stages}))?`;
  return {
    madeIn: new RegExp(`^${verb}(?: (?:${prepositions}))?(?: (?:${articles}))? `),
    made: new RegExp(`\\b(?:${verbs})\\b`),
    stage: new RegExp(`\\b(?:${stages})\\b`),
    claim: new RegExp(`(?<![\\p{L}\\p{N}])${verb} (?:${prepositions}) [^,;()|\\n]*`, 'gu'),
    madeInAfter: new RegExp(`(?:${after})$`),
    titles: new RegExp(`^(?:${titles}) `),
    between: new RegExp(`[/;|&+\\n\\r]|,|\\b(?:${between})\\b`, 'u'),
  };
}

/** Reads country cells by the names of data/words/countries.yaml, then by those of the runtime, in 26 languages. */
export function countryNamesOf(table: WordTables['countries']) {
  const { madeIn, made, stage, claim, madeInAfter, titles, between } = patternsOf(table);
  const { countries } = table;
  /** Codes by what most cells say. Of equal texts a code counts before what people write, and that before a name. */
  const usualNames: ReadonlyMap<string, string> = new Map([
    ...countries.flatMap(({ code, names }) => names.map((name) => [name, code] as const)),
    ...countries.flatMap(({ code, also }) => also.map((name) => [name, code] as const)),
    ...table.codes.map((code) => [code.toLowerCase(), code] as const),
  ]);
  const countryOf = (folded: string): string | null => {
    const plain = words(folded).join(' ');
    const named = `${plain} `.replace(madeIn, '').trim().replace(titles, '').replace(madeInAfter, '');
    const [joined, bare] = [plain.replaceAll(' ', ''), named.replaceAll(' ', '')];
    const codeIn = (names: ReadonlyMap<string, string>): string | null => names.get(joined) ?? names.get(bare) ?? null;
    return codeIn(usualNames) ?? codeIn(runtimeNames(table));
  };
  const read = (text: string): { readonly countries: readonly string[]; readonly complete: boolean } => {
    const country = countryOf(text);
    if (country !== null) return { countries: [country], complete: true };
    const parts = text.split(between).filter((part) => words(part).length > 0);
    // "San Jose, CA, USA": in an address a code may be a state, and a city may have the name of a country.
    const isCode = (part: string): boolean => words(part).join('').length <= 2;
    const isAddress = text.includes(',') && !/[/;|&+\n]/.test(text) && !parts.every(isCode);
    const found = parts.map((part) => (isAddress && isCode(part) ? null : countryOf(part)));
    const complete = found.length > 0 && !found.includes(null);
    const counted = isAddress && !complete ? found.slice(-1) : found;
    return { countries: [...new Set(counted.filter((code) => code !== null))].toSorted(), complete };
  };
  /** Whether a header, or the words before a country, are about a stage of production and not about all of it. */
  const isStage = (text: string): boolean => stage.test(spaced(text)) && !made.test(spaced(text));
  return {
    isStage,
    /** The countries that a text says a thing was made in, whatever else it says. */
    madeIn: (text: string): readonly string[] =>
      (fold(text.slice(0, MOST_TEXT)).match(claim) ?? []).flatMap((found) => {
        const all = words(found);
        const codes = all.map((_, at) => countryOf(all.slice(0, all.length - at).join(' ')));
        return codes.find((code) => code !== null) ?? [];
      }),
    /**
     * The countries that a cell names by name, code or habit ("PRC", "Made in U.S.A."): ISO 3166 alpha-2 codes, sorted,
     * each once. `complete`: all of the cell is understood, and it is not about a stage of production alone.
     */
    parse(cell: string): ReturnType<typeof read> {
      const text = fold(cell.slice(0, MOST_TEXT));
      const parts = text.split(between).map((part) => madeIn.exec(`${words(part).join(' ')} `)?.[0] ?? '');
      // A part about a stage of production, where no part is about all of it.
      const isPartly = parts.some(isStage) && !parts.some((part) => made.test(part));
      const isOpen = isPartly || text.includes('?') || cell.length > MOST_TEXT;
      return isOpen ? { ...read(text), complete: false } : read(text);
    },
  };
}

/** Codes by all names that the runtime has: collecting them takes 80 ms. */
const runtimeNames = oncePer(({ codes, languages }: WordTables['countries']): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const language of languages.toReversed()) {
    for (const style of ['long', 'short'] as const) {
      const display = new Intl.DisplayNames([language], { type: 'region', style });
      for (const code of codes) names.set(joined(display.of(code) ?? code), code);
    }
  }
  return names;
});

import { oncePer } from '../core/cache.ts';
import { fold, words, spaced, joined } from '../core/text.ts';
import type { WordTables } from '../words/tables.ts';

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

/** Understands country cells by the names of data/words/countries.yaml, then by the runtime's own, in 26 languages. */
export class CountryNames {
  readonly #table: WordTables['countries'];
  readonly #is: ReturnType<typeof patternsOf>;
  /** Codes by what most cells say: a code before what people write, and that before a name. */
  readonly #usual: ReadonlyMap<string, string>;

  constructor(table: WordTables['countries']) {
    this.#table = table;
    this.#is = patternsOf(table);
    const { countries } = table;
    this.#usual = new Map([
      ...countries.flatMap(({ code, names }) => names.map((name) => [name, code] as const)),
      ...countries.flatMap(({ code, also }) => also.map((name) => [name, code] as const)),
      ...countries.map(({ code }) => [code.toLowerCase(), code] as const),
    ]);
  }

  /** Whether a header or the words before a country speak of a stage of production, and not of all of it. */
  isStage(text: string): boolean {
    const plain = spaced(text);
    return this.#is.stage.test(plain) && !this.#is.made.test(plain);
  }

  /** The countries that a text says a thing was made in, whatever else it says. */
  madeIn(text: string): readonly string[] {
    const claims = fold(text.slice(0, 200)).match(this.#is.claim) ?? [];
    return claims.flatMap((claim) => {
      const all = words(claim);
      const found = all.map((_, at) => this.#countryOf(all.slice(0, all.length - at).join(' ')));
      return found.find((code) => code !== null) ?? [];
    });
  }

  /**
   * Countries named in a cell by name, code or habit ("PRC", "Made in U.S.A."): ISO 3166 alpha-2 codes, sorted, each
   * once. `complete`: all of it is understood, and it does not speak of a stage of production alone (assembled in).
   */
  parse(cell: string): { readonly countries: readonly string[]; readonly complete: boolean } {
    const text = fold(cell.slice(0, 200));
    const named = this.#named(text);
    const parts = text
      .split(this.#is.between)
      .map((part) => this.#is.madeIn.exec(`${words(part).join(' ')} `)?.[0] ?? '');
    // A part that speaks of a stage of production, where none speaks of all of it.
    const isPartly = parts.some((part) => this.isStage(part)) && !parts.some((part) => this.#is.made.test(part));
    return isPartly ? { ...named, complete: false } : named;
  }

  #named(text: string): ReturnType<CountryNames['parse']> {
    const country = this.#countryOf(text);
    if (country !== null) return { countries: [country], complete: true };
    const parts = text.split(this.#is.between).filter((part) => words(part).length > 0);
    const found = parts.map((part) => this.#countryOf(part));
    const last = found.at(-1) ?? null;
    const complete = found.length > 0 && !found.includes(null);
    if (!complete && isAddress(text)) {
      // "San Jose, CA, USA": the last part is the country, unless two letters could be a state.
      const isState = words(parts.at(-1) ?? '').join('').length <= 2 && last !== 'US';
      return last === null || isState ? { countries: [], complete: false } : { countries: [last], complete: true };
    }
    // "CA, USA": a code beside a spelled-out name may be a state as well as a country.
    const codes = parts.filter((part) => words(part).join('').length <= 2);
    if (isAddress(text) && codes.length > 0 && codes.length < parts.length) return { countries: [], complete: false };
    return { countries: [...new Set(found.filter((code) => code !== null))].toSorted(), complete };
  }

  #countryOf(folded: string): string | null {
    const plain = words(folded).join(' ');
    const { madeIn, titles, madeInAfter } = this.#is;
    const named = `${plain} `.replace(madeIn, '').trim().replace(titles, '').replace(madeInAfter, '');
    const [joined, bare] = [plain.replaceAll(' ', ''), named.replaceAll(' ', '')];
    const found = (names: ReadonlyMap<string, string>): string | null => names.get(joined) ?? names.get(bare) ?? null;
    return found(this.#usual) ?? found(ofRuntime(this.#table));
  }
}

function isAddress(text: string): boolean {
  return text.includes(',') && !/[/;|&+\n]/.test(text);
}

/** Codes by all names of the runtime, which take 80 ms to tell. */
const ofRuntime = oncePer(({ codes, languages }: WordTables['countries']): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const language of languages.toReversed()) {
    for (const style of ['long', 'short'] as const) {
      const display = new Intl.DisplayNames([language], { type: 'region', style, fallback: 'none' });
      for (const code of codes) names.set(joined(display.of(code) ?? ''), code);
    }
  }
  for (const code of codes) names.set(code.toLowerCase(), code);
  // A code has no name in some languages.
  names.delete('');
  return names;
});

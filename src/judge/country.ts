import { fold, lazily, words } from '../core/text.ts';
import type { WordTables } from '../words/tables.ts';

/**
 * What one or more country cells say. `complete` is false when a part of it is not understood, or speaks of a stage of
 * production alone (assembled in, designed in).
 */
export interface Countries {
  /** ISO 3166 alpha-2 codes, sorted, each once. */
  readonly countries: readonly string[];
  readonly complete: boolean;
}

const LANGUAGES = 'en es pt fr de it nl pl cs sv da nb fi hu ro tr ru uk el ar vi id ja ko zh zh-Hant'.split(' ');

/** Regions of the runtime's table that are no country. */
const NOT_COUNTRIES = new Set(['ZZ', 'XA', 'XB', 'QO', 'UN', 'EZ']);
/** Folds to itself. */
const HAN = /^[\u4e00-\u9fff]+$/;

/** Understands country cells by the names of data/words/countries.yaml, then by the runtime's own, in 26 languages. */
export class CountryNames {
  readonly #table: WordTables['countries'];
  readonly #madeIn: RegExp;
  readonly #made: RegExp;
  readonly #stage: RegExp;
  readonly #claim: RegExp;
  readonly #madeInAfter: RegExp;
  readonly #titles: RegExp;
  readonly #between: RegExp;
  /** What most cells say. All languages take 80 ms, and are asked only for what these do not know. */
  readonly #usual: ReadonlyMap<string, string>;
  #all: ReadonlyMap<string, string> | null = null;

  constructor(table: WordTables['countries']) {
    this.#table = table;
    const { verbs, stages, and, prepositions, articles, after } = table.madeIn;
    const verb = `(?:${verbs}|${stages})(?: (?:${and}) (?:${verbs}|${stages}))?`;
    this.#madeIn = new RegExp(`^${verb}(?: (?:${prepositions}))?(?: (?:${articles}))? `);
    this.#made = new RegExp(`\\b(?:${verbs})\\b`);
    this.#stage = new RegExp(`\\b(?:${stages})\\b`);
    this.#claim = new RegExp(`(?<![\\p{L}\\p{N}])${verb} (?:${prepositions}) [^,;()|\\n]*`, 'gu');
    this.#madeInAfter = new RegExp(`(?:${after})$`);
    this.#titles = new RegExp(`^(?:${table.titles}) `);
    this.#between = new RegExp(`[/;|&+\\n\\r]|,|\\b(?:${table.between})\\b`, 'u');
    const names = table.countries.flatMap(({ code, names }) => names.map((name) => [name, code] as const));
    this.#usual = this.#withHabits(
      new Map(names),
      table.countries.map(({ code }) => code),
    );
  }

  /** Whether a header or the words before a country speak of a stage of production, and not of all of it. */
  isStage(text: string): boolean {
    const plain = words(fold(text)).join(' ');
    return this.#stage.test(plain) && !this.#made.test(plain);
  }

  /** The countries that a text says a thing was made in, whatever else it says. */
  madeIn(text: string): readonly string[] {
    const claims = fold(text.slice(0, 200)).match(this.#claim) ?? [];
    return claims.flatMap((claim) => {
      const all = words(claim);
      const found = all.map((_, at) => this.#countryOf(all.slice(0, all.length - at).join(' ')));
      return found.find((code) => code !== null) ?? [];
    });
  }

  /** Countries named in a cell by name, code or habit ("PRC", "Made in U.S.A."). */
  parse(cell: string): Countries {
    const text = fold(cell.slice(0, 200));
    const named = this.#named(text);
    return this.#isPartly(text) ? { ...named, complete: false } : named;
  }

  /** A part that speaks of a stage of production, where none speaks of all of it. */
  #isPartly(text: string): boolean {
    const parts = text.split(this.#between).map((part) => this.#madeIn.exec(`${words(part).join(' ')} `)?.[0] ?? '');
    return parts.some((part) => this.isStage(part)) && !parts.some((part) => this.#made.test(part));
  }

  #named(text: string): Countries {
    const whole = this.#countryOf(text);
    if (whole !== null) return { countries: [whole], complete: true };
    const parts = text.split(this.#between).filter((part) => words(part).length > 0);
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
    const named = `${plain} `
      .replace(this.#madeIn, '')
      .trim()
      .replace(this.#titles, '')
      .replace(this.#madeInAfter, '')
      .trim();
    const keys = [plain.replaceAll(' ', ''), named.replaceAll(' ', '')];
    const found = (table: ReadonlyMap<string, string>): string | null => {
      for (const key of keys) if (table.has(key)) return table.get(key) ?? null;
      return null;
    };
    return found(this.#usual) ?? found((this.#all ??= this.#allNames()));
  }

  /** What people write and codes come before the names of the runtime. */
  #allNames(): ReadonlyMap<string, string> {
    const { names, codes } = ofRuntime();
    return this.#withHabits(new Map(names), codes);
  }

  /** Adds what people write, and codes. */
  #withHabits(names: Map<string, string>, codes: readonly string[]): ReadonlyMap<string, string> {
    for (const { code, alpha3 } of this.#table.countries) names.set(keyOf(alpha3), code);
    for (const { code, also } of this.#table.countries) for (const name of also) names.set(name, code);
    for (const code of codes) names.set(keyOf(code), code);
    return names;
  }
}

const ofRuntime = lazily(namesOfRuntime);

/** Codes of countries, and which one a name means. Where languages differ, English says it. */
function namesOfRuntime() {
  const names = new Map<string, string>();
  const codes = countryCodes();
  for (const language of LANGUAGES.toReversed()) {
    for (const style of ['long', 'short'] as const) {
      const display = new Intl.DisplayNames([language], { type: 'region', style, fallback: 'none' });
      for (const code of codes) {
        const name = display.of(code);
        if (name !== undefined) names.set(keyOf(name), code);
      }
    }
  }
  return { names, codes };
}

function isAddress(text: string): boolean {
  return text.includes(',') && !/[/;|&+\n]/.test(text);
}

function keyOf(name: string): string {
  return HAN.test(name) ? name : words(fold(name)).join('');
}

/**
 * Two-letter codes the runtime has a name for; an old code (`DD`, `UK`) is the country it became, so not one itself.
 */
function countryCodes(): string[] {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const display = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !NOT_COUNTRIES.has(code) && display.of(code) !== undefined)
    .filter((code) => new Intl.Locale(`und-${code}`).region === code);
}

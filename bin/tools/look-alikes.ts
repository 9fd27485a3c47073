// Prints the strangers that no vendor file knows yet. Which of them are strangers, for `lookAlikes`, and which the
// vendor itself, a person decides. Usage: npm run update:look-alikes -- ENTERPRISE_NUMBERS.txt [vendor ...]
import { apart, spellingOf, type Spelling } from '../../src/core/distance.ts';
import { fold, words } from '../../src/core/text.ts';
import { readData, readDataFolder } from '../../src/knowledge/data.ts';
import type { RawVendor } from '../../src/knowledge/vendor.ts';
import { ianaNumbers, ieeePrefixes, registryKey, type Organisation } from './registries.ts';
import { legalFormsOf, type LegalForms } from '../../src/words/words.ts';
import { compileWords } from '../../src/words/tables.ts';

const NEAR_LENGTH = 5;
const FAR_LENGTH = 8;

interface Worded {
  readonly place: number;
  readonly organisation: Organisation;
  readonly text: readonly string[];
  readonly key: string;
  /** The words without legal forms. */
  readonly core: readonly string[];
  readonly first: Spelling;
  readonly whole: Spelling;
}

interface KnownVendor {
  readonly vendor: string;
  readonly names: readonly (readonly string[])[];
  readonly firstWords: ReadonlySet<string>;
  /** Names of one word: brands take no typos. */
  readonly single: readonly Spelling[];
  /** Names of several words, without legal forms. */
  readonly phrases: readonly (Spelling & { readonly words: readonly string[] })[];
  /** All names, without legal forms. */
  readonly cores: ReadonlySet<string>;
  /** What the file already says of a name: the registrants and numbers it owns, the look-alikes it names. */
  readonly own: ReadonlySet<string>;
  readonly numbers: readonly string[];
  readonly strangers: readonly (readonly string[])[];
}

function knownVendorOf(vendor: RawVendor, legalForms: LegalForms): KnownVendor {
  const makers = [vendor, ...vendor.affiliates];
  const distinctive = (names: RawVendor['names']) =>
    names.filter((name) => name.distinctive).map(({ name }) => wordsOf(name));
  const names = makers.flatMap((maker) => distinctive(maker.names));
  const all = [...names, ...makers.flatMap((maker) => distinctive(maker.brands))];
  return {
    vendor: vendor.id,
    names: all,
    firstWords: new Set(all.map(([word = '']) => word)),
    single: names.filter(({ length }) => length === 1).map(([word = '']) => spellingOf(word)),
    phrases: names
      .map((name) => legalForms.strip(name))
      .map((core) => ({ words: core, ...spellingOf(core.join('')) }))
      .filter((phrase) => phrase.words.length > 1 && phrase.joined.length >= FAR_LENGTH),
    cores: new Set(all.map((name) => legalForms.strip(name).join(' '))),
    own: new Set(
      makers.flatMap(({ identifiers }) => identifiers.macRegistrants.map(({ value }) => registryKey(value))),
    ),
    numbers: makers.flatMap(({ identifiers }) => identifiers.enterpriseNumbers.map(({ value }) => value)),
    strangers: vendor.lookAlikes.map(({ name }) => wordsOf(name)),
  };
}

function wordsOf(name: string): string[] {
  return words(fold(name));
}

function startsWith(text: readonly string[], start: readonly string[]): boolean {
  return start.length > 0 && start.every((word, index) => text[index] === word);
}

/** Why the organisation may be taken for the vendor; null when it cannot, or the file already knows it. */
function reason({ organisation, text, core, first, whole, key }: Worded, of: KnownVendor): string | null {
  if (of.own.has(key) || of.strangers.some((stranger) => startsWith(text, stranger))) return null;
  if (organisation.registry === 'IANA' && of.numbers.includes(organisation.number)) return null;
  const begins = of.firstWords.has(first.joined) ? of.names.find((name) => startsWith(text, name)) : undefined;
  if (begins !== undefined) return isWhole(core, of) ? null : `begins with ${begins.join(' ')}`;
  const near = slipOf(first, of) ?? nearPhrase(core, whole, of);
  return near === undefined ? null : `a misspelling of ${near}`;
}

function slipOf(first: Spelling, { single }: KnownVendor): string | undefined {
  return single.find((name) => isTypo(first, name))?.joined;
}

function nearPhrase({ length }: readonly string[], whole: Spelling, of: KnownVendor): string | undefined {
  const near = of.phrases.find((phrase) => phrase.words.length === length && apart(whole, phrase, 1) === 1);
  return near?.words.join(' ');
}

/** Organisations by their first words, which many share, and by the size of their names. */
class Registry {
  readonly #byFirst = new Map<string, Worded[]>();
  readonly #bySize = new Map<string, Worded[]>();

  constructor(all: readonly Worded[]) {
    for (const one of all) {
      addTo(this.#byFirst, one.first.joined, one);
      addTo(this.#bySize, sizeOf(one.core.length, one.whole.joined.length), one);
    }
  }

  /** Those that may be taken for a vendor, in the order of the registry. */
  near(of: KnownVendor): readonly Worded[] {
    const found = new Set<Worded>();
    for (const [word, all] of this.#byFirst) {
      const isNear = of.firstWords.has(word) || all.slice(0, 1).some(({ first }) => slipOf(first, of) !== undefined);
      if (isNear) for (const one of all) found.add(one);
    }
    for (const phrase of of.phrases) {
      // A letter beyond the first plane is two units.
      for (const by of [-2, -1, 0, 1, 2]) {
        const alike = this.#bySize.get(sizeOf(phrase.words.length, phrase.joined.length + by)) ?? [];
        for (const one of alike) if (apart(one.whole, phrase, 1) === 1) found.add(one);
      }
    }
    return [...found].sort((a, b) => a.place - b.place);
  }
}

const sizeOf = (ofWords: number, letters: number): string => `${ofWords} ${letters}`;

function addTo(map: Map<string, Worded[]>, key: string, one: Worded): void {
  const all = map.get(key);
  if (all === undefined) map.set(key, [one]);
  else all.push(one);
}

/** Whether nothing but legal forms stands beside a name of the vendor. */
function isWhole(core: readonly string[], of: KnownVendor): boolean {
  return of.cores.has(core.join(' '));
}

function isTypo(first: Spelling, name: Spelling): boolean {
  const { length } = name.joined;
  if (length < NEAR_LENGTH || Math.abs(first.joined.length - length) > 1) return false;
  const far = apart(first, name, 2);
  return far === 1 || (far === 2 && length >= FAR_LENGTH);
}

/**
 * The organisations that may be taken for a vendor and that its file does not know yet, a line each, by vendor: those
 * whose first word would be taken for a typing slip of a distinctive name (src/identify/kinds/typo.ts: one edit from
 * five letters or more, two from eight or more, one from a whole name of several words), and those whose name begins
 * with a distinctive name as whole words.
 */
export function unknownStrangers(
  vendors: readonly RawVendor[],
  organisations: readonly Organisation[],
  legalForms: LegalForms,
): string[] {
  const byName = new Map(organisations.map((organisation) => [organisation.name, organisation]));
  const worded = Array.from(byName.values(), (organisation, place): Worded => {
    const text = wordsOf(organisation.name);
    const core = legalForms.strip(text);
    const key = registryKey(organisation.name);
    return { place, organisation, text, key, core, first: spellingOf(text[0] ?? ''), whole: spellingOf(core.join('')) };
  });
  const registry = new Registry(worded);
  return vendors
    .map((vendor) => knownVendorOf(vendor, legalForms))
    .flatMap((of) =>
      registry.near(of).flatMap((one) => {
        const why = reason(one, of);
        const { name, registry: by, number } = one.organisation;
        return why === null ? [] : [`${of.vendor}: ${name} (${by} ${number}, ${why})`];
      }),
    );
}

export function main([numbers, ...only]: readonly string[]): string {
  if (numbers === undefined) {
    return 'expected the file of IANA enterprise numbers (nselib/data/enterprise_numbers.txt of nmap)';
  }
  const { raw } = readData(readDataFolder('data'));
  const vendors = raw.vendors.filter(({ id }) => only.length === 0 || only.includes(id));
  const legalForms = legalFormsOf(compileWords(raw.words)['legal-forms']);
  const lines = unknownStrangers(vendors, [...ieeePrefixes(), ...ianaNumbers(numbers)], legalForms);
  return lines.length === 0 ? 'no new look-alikes' : lines.join('\n');
}

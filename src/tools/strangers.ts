import { distance, lettersOf, canBeWithin } from '../core/distance.ts';
import { fold, words } from '../core/text.ts';
import type { LegalForms } from '../core/words/legal-forms.ts';
import type { RawVendor } from '../knowledge/vendor-shape.ts';
import type { Organisation } from './registries.ts';
import { registryKey } from './registries.ts';

const NEAR_LENGTH = 5;
const FAR_LENGTH = 8;

interface Worded {
  readonly organisation: Organisation;
  readonly text: readonly string[];
  readonly key: string;
  /** The words without legal forms. */
  readonly core: readonly string[];
  readonly joined: string;
}

interface KnownVendor {
  readonly vendor: string;
  readonly names: readonly (readonly string[])[];
  readonly firstWords: ReadonlySet<string>;
  /** Names of one word: brands take no typos. */
  readonly single: readonly string[];
  readonly slips: Map<string, string>;
  /** Names of several words, without legal forms. */
  readonly phrases: readonly { readonly words: readonly string[]; readonly joined: string }[];
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
    single: names.filter(({ length }) => length === 1).map(([word = '']) => word),
    slips: new Map(),
    phrases: names
      .map((name) => legalForms.strip(name))
      .map((core) => ({ words: core, joined: core.join('') }))
      .filter((phrase) => phrase.words.length > 1 && phrase.joined.length >= FAR_LENGTH),
    cores: new Set(all.map((name) => legalForms.strip(name).join(' '))),
    own: new Set(
      makers.flatMap(({ identifiers }) => identifiers.macRegistrants.map(({ value }) => registryKey(value))),
    ),
    numbers: makers.flatMap(({ identifiers }) => identifiers.enterpriseNumbers.map(({ number }) => number)),
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
function reason({ organisation, text, core, joined, key }: Worded, of: KnownVendor): string | null {
  const first = text[0] ?? '';
  if (of.own.has(key) || of.strangers.some((stranger) => startsWith(text, stranger))) return null;
  if (organisation.registry === 'IANA' && of.numbers.includes(organisation.number)) return null;
  const begins = of.firstWords.has(first) ? of.names.find((name) => startsWith(text, name)) : undefined;
  if (begins !== undefined) return isWhole(core, of) ? null : `begins with ${begins.join(' ')}`;
  const near = slipOf(first, of) ?? nearPhrase(core, joined, of);
  return near === undefined ? null : `a misspelling of ${near}`;
}

/** Remembered: two thirds of all first words come again. */
function slipOf(first: string, of: KnownVendor): string | undefined {
  const met = of.slips.get(first);
  if (met !== undefined) return met === '' ? undefined : met;
  const letters = lettersOf(first);
  const near = of.single.find((word) => canBeWithin(letters, lettersOf(word), 2) && isTypo(first, word));
  of.slips.set(first, near ?? '');
  return near;
}

function nearPhrase({ length }: readonly string[], joined: string, of: KnownVendor): string | undefined {
  const near = of.phrases.find((phrase) => phrase.words.length === length && distance(joined, phrase.joined, 1) === 1);
  return near?.words.join(' ');
}

/** Whether nothing but legal forms stands beside a name of the vendor. */
function isWhole(core: readonly string[], of: KnownVendor): boolean {
  return of.cores.has(core.join(' '));
}

function isTypo(first: string, name: string): boolean {
  if (name.length < NEAR_LENGTH || Math.abs(first.length - name.length) > 1) return false;
  const edits = distance(first, name, 2);
  return edits === 1 || (edits === 2 && name.length >= FAR_LENGTH);
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
  const worded = Array.from(byName.values(), (organisation): Worded => {
    const text = wordsOf(organisation.name);
    const core = legalForms.strip(text);
    return { organisation, text, key: registryKey(organisation.name), core, joined: core.join('') };
  });
  return vendors
    .map((vendor) => knownVendorOf(vendor, legalForms))
    .flatMap((of) =>
      worded.flatMap((one) => {
        const why = reason(one, of);
        const { name, registry, number } = one.organisation;
        return why === null ? [] : [`${of.vendor}: ${name} (${registry} ${number}, ${why})`];
      }),
    );
}

// Prints the strangers that no vendor file knows yet: organisations of the IEEE and IANA registries whose first word
// would be taken for a typing slip of a distinctive name (src/identify/typo.ts: one edit from five letters or more,
// two from eight or more, one from a whole name of several words), and those whose name begins with a distinctive
// name as whole words. Which of them are strangers, for `lookAlikes`, and which the vendor itself, a person decides.
// Usage: node dist/tools/update-look-alikes.js ENTERPRISE_NUMBERS.txt [vendor ...]
import { distance } from '../core/distance.ts';
import { fold, words } from '../core/text.ts';
import { stripLegal } from '../identify/legal.ts';
import { readData } from '../knowledge/data.ts';
import { readDataFolder } from '../knowledge/folder.ts';
import type { RawVendor } from '../knowledge/vendor-shape.ts';
import type { Organisation } from './registries.ts';
import { ianaNumbers, ieeePrefixes, registryKey } from './registries.ts';

const NEAR_LENGTH = 5;
const FAR_LENGTH = 8;

interface Known {
  readonly vendor: string;
  readonly names: readonly (readonly string[])[];
  /** Names of one word: brands take no typos. */
  readonly single: readonly string[];
  /** Names of several words, without legal forms. */
  readonly phrases: readonly (readonly string[])[];
  /** What the file already says of a name: the registrants and numbers it owns, the look-alikes it names. */
  readonly own: ReadonlySet<string>;
  readonly numbers: readonly string[];
  readonly strangers: readonly (readonly string[])[];
}

function known(vendor: RawVendor): Known {
  const makers = [vendor, ...vendor.affiliates];
  const distinctive = (names: RawVendor['names']) =>
    names.filter((name) => name.distinctive).map(({ name }) => wordsOf(name));
  const names = makers.flatMap((maker) => distinctive(maker.names));
  return {
    vendor: vendor.id,
    names: [...names, ...makers.flatMap((maker) => distinctive(maker.brands))],
    single: names.filter(({ length }) => length === 1).map(([word = '']) => word),
    phrases: names.map(stripLegal).filter((phrase) => phrase.length > 1 && phrase.join('').length >= FAR_LENGTH),
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
function reason(organisation: Organisation, of: Known): string | null {
  const text = wordsOf(organisation.name);
  const first = text[0] ?? '';
  if (of.own.has(registryKey(organisation.name)) || of.strangers.some((stranger) => startsWith(text, stranger)))
    return null;
  if (organisation.registry === 'IANA' && of.numbers.includes(organisation.number)) return null;
  const begins = of.names.find((name) => startsWith(text, name));
  if (begins !== undefined) return isWhole(text, of) ? null : `begins with ${begins.join(' ')}`;
  const near = of.single.find((word) => isTypo(first, word)) ?? nearPhrase(stripLegal(text), of);
  return near === undefined ? null : `a slip of ${near}`;
}

function nearPhrase(text: readonly string[], of: Known): string | undefined {
  const joined = text.join('');
  const near = of.phrases.find((phrase) => phrase.length === text.length && distance(joined, phrase.join(''), 1) === 1);
  return near?.join(' ');
}

/** Whether nothing but legal forms stands beside a name of the vendor. */
function isWhole(text: readonly string[], of: Known): boolean {
  const core = stripLegal(text).join(' ');
  return of.names.some((name) => stripLegal(name).join(' ') === core);
}

function isTypo(first: string, name: string): boolean {
  if (name.length < NEAR_LENGTH || Math.abs(first.length - name.length) > 1) return false;
  const edits = distance(first, name, 2);
  return edits === 1 || (edits === 2 && name.length >= FAR_LENGTH);
}

function main([numbers, ...only]: readonly string[]): string {
  if (numbers === undefined)
    return 'expected the file of IANA enterprise numbers (nselib/data/enterprise_numbers.txt of nmap)';
  const { raw } = readData(readDataFolder('data'));
  const organisations = [...ieeePrefixes(), ...ianaNumbers(numbers)];
  const vendors = raw.vendors.filter(({ id }) => only.length === 0 || only.includes(id)).map(known);
  const lines = vendors.flatMap((of) => {
    const found = new Map<string, string>();
    for (const organisation of organisations) {
      const why = found.has(organisation.name) ? null : reason(organisation, of);
      if (why !== null)
        found.set(
          organisation.name,
          `${of.vendor}: ${organisation.name} (${organisation.registry} ${organisation.number}, ${why})`,
        );
    }
    return [...found.values()].sort();
  });
  return lines.length === 0 ? 'no new look-alikes' : lines.join('\n');
}

process.stdout.write(`${main(process.argv.slice(2))}\n`);

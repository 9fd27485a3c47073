import { fold, words as wordsIn } from '../core/text.ts';
import type { LegalForms } from '../words/words.ts';
import type { Reading } from '../yaml/read.ts';
import type { MacPrefixes } from './knowledge.ts';
import type { RawVendor } from './vendor-shape.ts';
import type { Identifiers } from './vendor.ts';

/** The fields one of which an example must hold for a kind of identifier. */
const SHOWN_BY: readonly (readonly [kind: keyof Identifiers, fields: readonly string[]])[] = [
  ['macRegistrants', ['mac']],
  ['macPrefixes', ['mac']],
  ['enterpriseNumbers', ['sysObjectId']],
  ['fccGrantees', ['fccId']],
  ['cpeVendors', ['cpe']],
  ['gponVendorIds', ['gponSerial']],
  ['tokens', ['text', 'platform']],
  ['models', ['model', 'serial', 'platform']],
];

/** What every vendor file shows of itself: sources, examples, names that differ, identifiers that can be found. */
export function checkShown(
  vendors: readonly RawVendor[],
  legalForms: LegalForms,
  macPrefixes: MacPrefixes,
  reading: Reading,
): void {
  for (const vendor of vendors) {
    const makers = [vendor, ...vendor.affiliates];
    if (vendor.sources.length === 0)
      reading.complain(reading.at(vendor), 'a vendor states its sources', 'sources: [IEEE registry, their web site]');
    checkExamplesOf(vendor, makers, reading);
    for (const maker of makers) {
      checkNames(maker, legalForms, reading);
      for (const registrant of maker.identifiers.macRegistrants) {
        if (registrant.certainty === 'low' || Object.hasOwn(macPrefixes.byRegistrant, registrant.value)) continue;
        const message = `no prefix of ${registrant.value} is known, so it finds nothing`;
        reading.complain(reading.at(registrant), message, 'as the IEEE registry spells it; then npm run update:mac');
      }
    }
  }
}

type Maker = Pick<RawVendor, 'names' | 'brands' | 'identifiers'>;

/** A row for every kind of identifier that is sure, and one that the vendor's name is found in. */
function checkExamplesOf(vendor: RawVendor, makers: readonly Maker[], reading: Reading): void {
  const shown = new Set(vendor.examples.match.flatMap((example) => Object.keys(example)));
  const isSure = (item: { readonly certainty?: string }): boolean => item.certainty !== 'low';
  const missing = SHOWN_BY.filter(
    ([kind, fields]) =>
      makers.some(({ identifiers }) => identifiers[kind].some(isSure)) && !fields.some((field) => shown.has(field)),
  ).map(([kind, [field = '']]) => [kind as string, field] as const);
  if (!shown.has('vendor')) missing.unshift(['names', 'vendor']);
  for (const [kind, field] of missing) {
    const place = reading.at(vendor, reading.wrote(vendor, 'examples') ? 'examples' : 'id');
    reading.complain(place, `no example shows that ${kind} are found`, `examples: {match: [{${field}: …}]}`);
  }
}

/** Names that are compared as one: written twice, or but for a legal form. */
function checkNames({ names, brands }: Maker, legalForms: LegalForms, reading: Reading): void {
  const before = new Map<string, string>();
  for (const item of [...names, ...brands]) {
    const key = legalForms.strip(wordsIn(fold(item.name))).join('');
    const other = before.get(key);
    if (other === undefined) before.set(key, item.name);
    else reading.complain(reading.at(item), `${item.name} is found as ${other} is`, 'one of the two is enough');
  }
}

import { MaskSet } from '../core/mask/mask-set.ts';
import { joined } from '../core/text.ts';
import type { Reading } from '../yaml/read.ts';
import { checkDays } from './check-lists.ts';
import type { MacPrefixes } from './knowledge.ts';
import { familiesOf, identifiersOf, valueOf, type RawVendor } from './vendor.ts';
import { headers } from '../words/forms.ts';
import type { Words } from '../words/words.ts';

/** What is checked of a vendor, whether from a file, described in place, or known already. */
type CheckedVendor = Pick<RawVendor, 'id' | 'names' | 'brands' | 'identifiers' | 'makes' | 'affiliates'>;

/** Checks each vendor that `reading` read, and that no two of all have the same id. */
export function checkVendors(vendors: readonly CheckedVendor[], kinds: readonly string[], reading: Reading): void {
  reading.distinct(vendors, 'taken by another vendor');
  for (const vendor of vendors) if (reading.at(vendor) !== null) checkVendor(vendor, kinds, reading);
}

/** Checks one vendor on its own. `kinds`: the kinds of things that it may make. */
export function checkVendor(vendor: CheckedVendor, kinds: readonly string[], reading: Reading): void {
  reading.allKnown(vendor.makes, ['equipment', ...kinds], (kind) => `${kind} is not a kind of thing`);
  for (const model of familiesOf(vendor)) {
    const what = `${model.is ?? ''} is not a category of data/words/categories.yaml`;
    if (model.is !== null) reading.known(reading.at(model, 'is'), model.is, kinds, what);
    // An example may be missing only in a user's list.
    if (model.example !== null && !new MaskSet([model]).matches(model.example))
      reading.wrong(model, 'example', `the mask ${model.mask} does not match its own example "${model.example}"`);
  }
  for (const affiliate of vendor.affiliates) checkDays(affiliate, null, reading);
  reading.distinct([vendor, ...vendor.affiliates], 'there twice in this vendor');
}

const namesOf = ({ names, brands }: Pick<RawVendor, 'names' | 'brands'>): RawVendor['names'] => [...names, ...brands];

/** Reports names and identifiers of two vendors. An id may come several times: a vendor, and what lists add to it. */
export function checkClaims(vendors: readonly CheckedVendor[], reading: Reading): void {
  /** Vendor ids by joined name, or by kind of identifier, a space (which no joined name holds) and its value. */
  const owners = new Map<string, string>();
  for (const vendor of vendors) {
    const claim = (what: string, value: string, source: object): void => {
      const key = what === 'name' ? joined(value) : `${what} ${value.toLowerCase()}`;
      const owner = owners.get(key) ?? vendor.id;
      owners.set(key, owner);
      if (owner === vendor.id || reading.at(source) === null) return;
      const hint = `it can only point at one vendor; vendor: ${owner} means that one`;
      reading.wrong(source, null, `the ${what} ${value} is also one of ${owner}`, hint);
    };
    for (const maker of [vendor, ...vendor.affiliates]) {
      for (const item of namesOf(maker)) claim('name', item.name, item);
      for (const { kind, what, items } of identifiersOf(maker)) {
        // A mask may match models of several vendors.
        if (kind === 'models') continue;
        for (const item of items) claim(what, valueOf(item), item);
      }
    }
  }
}

/** Checks what every vendor file must show: sources, examples, names of a company, identifiers of its own. */
export function checkShown(vendors: readonly RawVendor[], words: Words, prefixes: MacPrefixes, reading: Reading): void {
  for (const vendor of vendors) {
    const makers = [vendor, ...vendor.affiliates];
    const nameKeys = makers.flatMap((maker) => [...namesOf(maker), maker].map(({ name }) => joined(name)));
    const hasVendorName = (text: string): boolean => nameKeys.some((name) => joined(text).includes(name));
    if (vendor.sources.length === 0)
      reading.wrong(vendor, null, 'a vendor states its sources', 'sources: [IEEE registry, their web site]');
    for (const model of familiesOf(vendor)) {
      const missing = (['family', 'example', 'source'] as const).filter((key) => model[key] === null);
      if (missing.length > 0) reading.wrong(model, null, `the mask ${model.mask} states no ${missing.join(', ')}`);
    }
    checkExamplesOf(vendor, makers, reading);
    for (const maker of makers) {
      const { macRegistrants, fccGrantees } = maker.identifiers;
      for (const item of namesOf(maker)) {
        const what = commonWord(item.name, words);
        if (what !== null) reading.wrong(item, null, `${item.name} is ${what}`, NOT_A_NAME);
      }
      for (const item of macRegistrants) {
        const { value, certainty, source } = item;
        if (source === null && !hasVendorName(value)) {
          const message = `the MAC registrant ${value} has no name of ${vendor.id}: another company's?`;
          reading.wrong(item, null, message, `else its source says why: {value: ${value}, source: …}`);
        } else if (certainty !== 'low' && !Object.hasOwn(prefixes, value)) {
          const message = `no prefix of ${value} is known, so it finds nothing`;
          reading.wrong(item, null, message, 'as the IEEE registry spells it; then npm run update:mac');
        }
      }
      for (const item of fccGrantees) {
        const { value, certainty, source } = item;
        const isShown = source !== null && (joined(source).includes(joined(value)) || hasVendorName(source));
        if (certainty === 'low' || isShown || (certainty === 'medium' && source !== null)) continue;
        const message = `the FCC grantee ${value} has no source that shows it to be of ${vendor.id}: another's?`;
        reading.wrong(item, null, message, `{value: ${value}, source: filing ${value}-…}`);
      }
    }
  }
}

const NOT_A_NAME = 'found in rows of whatever vendor: write what the company is called';

/** What a name is that is a word of inventories and not a company's; null for any other name. */
export function commonWord(name: string, words: Words): string | null {
  if (words.noValue.isEmpty(name)) return 'a word for no value';
  if (words.noName.isKindOfDevice(name)) return 'a kind of thing';
  return words.headers.meaningOf(headers.key(name)) === null ? null : 'a header of inventories';
}

/** Checks that examples show each kind of identifier above low certainty, and the vendor's name. */
function checkExamplesOf(vendor: RawVendor, makers: readonly Pick<RawVendor, 'identifiers'>[], reading: Reading): void {
  const shown = new Set(vendor.examples.match.flatMap((example) => Object.keys(example)));
  const sure = makers.flatMap(identifiersOf).filter(({ items }) => items.some(({ certainty }) => certainty !== 'low'));
  const unshown = sure.filter(({ shownBy }) => !shownBy.some((field) => shown.has(field)));
  const missing = [...new Map(unshown.map(({ kind, shownBy }) => [kind as string, shownBy[0] as string]))];
  if (!shown.has('vendor')) missing.unshift(['names', 'vendor']);
  for (const [kind, field] of missing) {
    const place = reading.at(vendor, reading.wrote(vendor, 'examples') ? 'examples' : 'id');
    reading.addProblem(place, `no example shows that ${kind} are found`, `examples: {match: [{${field}: …}]}`);
  }
}

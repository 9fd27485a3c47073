import { suggest } from '../core/distance.ts';
import { MaskSet } from '../core/mask/mask-set.ts';
import { fold, squeeze, words as wordsIn } from '../core/text.ts';
import type { Reading } from '../yaml/read.ts';
import { checkAllIn, checkDays } from './check-lists.ts';
import type { MacPrefixes } from './knowledge.ts';
import { IDENTIFIER_KINDS, type RawVendor } from './vendor.ts';
import { Phrases } from '../words/look-up.ts';
import type { LegalForms, Words } from '../words/words.ts';

/** What is checked of a vendor, and of a maker: of a file, in place, or known already. */
type CheckedVendor = CheckedMaker & Pick<RawVendor, 'makes' | 'lookAlikes' | 'affiliates'>;
type CheckedMaker = Pick<RawVendor, 'id' | 'names' | 'brands' | 'identifiers'>;

const KINDS = Object.keys(IDENTIFIER_KINDS) as (keyof typeof IDENTIFIER_KINDS)[];
/** Those with one value each, which can only point at one vendor. */
const VALUED = KINDS.filter((kind) => kind !== 'models');
type Identifier = RawVendor['identifiers'][(typeof VALUED)[number]][number];

/**
 * Vendors on their own and against each other: ids, names and identifiers that two of them claim, masks that do not
 * match their example. What is wrong with values that `reading` read is a problem; others are what is known already.
 */
export function checkVendors(vendors: readonly CheckedVendor[], kinds: readonly string[], reading: Reading): void {
  const ids = new Set<string>();
  for (const vendor of vendors) {
    if (ids.has(vendor.id)) {
      const hint = `in a list, vendor: ${vendor.id} means that one, {id: ${vendor.id}, names: […]} adds names to it`;
      reading.addProblem(reading.at(vendor, 'id'), `the id ${vendor.id} is taken by another vendor`, hint);
    }
    ids.add(vendor.id);
    if (reading.at(vendor) !== null) checkVendor(vendor, kinds, reading);
  }
  checkClaims(vendors, reading);
}

/** One vendor on its own; `kinds`: of things, as it may make them. */
export function checkVendor(vendor: CheckedVendor, kinds: readonly string[], reading: Reading): void {
  checkAllIn(vendor.makes, ['equipment', ...kinds], (kind) => `${kind} is not a kind of thing`, reading);
  for (const model of familiesOf(vendor)) {
    if (model.is === null || kinds.includes(model.is)) continue;
    const message = `${model.is} is not a category of data/words/categories.yaml`;
    reading.addProblem(reading.at(model, 'is'), message, suggest(model.is, kinds));
  }
  checkIdentifiers(vendor, reading);
  if (vendor.affiliates.length > 0) checkAffiliates(vendor, reading);
  if (vendor.lookAlikes.length > 0) checkLookAlikes(vendor, reading);
}

function checkAffiliates(vendor: CheckedVendor, reading: Reading): void {
  const ids = new Set([vendor.id]);
  for (const affiliate of vendor.affiliates) {
    if (ids.has(affiliate.id)) {
      reading.addProblem(reading.at(affiliate, 'id'), `the id ${affiliate.id} is there twice in this vendor`);
    }
    ids.add(affiliate.id);
    checkDays(affiliate, null, reading);
    checkIdentifiers(affiliate, reading);
  }
}

function familiesOf(vendor: CheckedVendor): RawVendor['identifiers']['models'] {
  return [vendor, ...vendor.affiliates].flatMap(({ identifiers }) => identifiers.models);
}

/** Names and identifiers that point at two vendors. One id may come several times: a vendor and what is added to it. */
export function checkClaims(vendors: readonly CheckedVendor[], reading: Reading): void {
  /** Names under themselves, other claims after what they are and a space, which no squeezed name holds. */
  const owners = new Map<string, string>();
  for (const vendor of vendors) {
    const claim = (what: string, value: string, source: object): void => {
      const key = what === 'name' ? squeeze(fold(value)) : `${what} ${value.toLowerCase()}`;
      const owner = owners.get(key) ?? vendor.id;
      owners.set(key, owner);
      if (owner === vendor.id || reading.at(source) === null) return;
      const hint = `it can only point at one vendor; vendor: ${owner} means that one`;
      reading.addProblem(reading.at(source), `the ${what} ${value} is also one of ${owner}`, hint);
    };
    claimAll(vendor, claim);
    for (const affiliate of vendor.affiliates) claimAll(affiliate, claim);
  }
}

function claimAll(
  { names, brands, identifiers }: CheckedMaker,
  claim: (what: string, value: string, source: object) => void,
): void {
  for (const item of [...names, ...brands]) claim('name', item.name, item);
  // With forEach, as a loop over each of these lists, mostly empty, makes an iterator.
  VALUED.forEach((kind) => {
    identifiers[kind].forEach((item: Identifier) => {
      const when = 'when' in item && item.when !== null ? ` with ${item.when}` : '';
      claim(IDENTIFIER_KINDS[kind].what, ('number' in item ? item.number : item.value) + when, item);
    });
  });
}

function checkIdentifiers({ identifiers }: CheckedMaker, reading: Reading): void {
  for (const number of identifiers.enterpriseNumbers) {
    for (const [index, longer] of number.except.entries()) {
      if (longer.startsWith(`${number.number}.`)) continue;
      const message = `${longer} is not below ${number.number}, so it excepts nothing`;
      reading.addProblem(reading.at(number.except, index), message);
    }
  }
  for (const model of identifiers.models) {
    // An example may be missing only in a user's list.
    if (model.example === null || new MaskSet([model]).matches(model.example)) continue;
    const message = `the mask ${model.mask} does not match its own example "${model.example}"`;
    reading.addProblem(reading.at(model, 'example'), message);
  }
}

function checkLookAlikes(vendor: CheckedVendor, reading: Reading): void {
  const own = [vendor, ...vendor.affiliates].flatMap(({ names, brands }) => [...names, ...brands]);
  const met = new Set(own.map(({ name }) => squeeze(fold(name))));
  for (const stranger of vendor.lookAlikes) {
    if (!met.has(squeeze(fold(stranger.name)))) continue;
    reading.addProblem(reading.at(stranger), `the look-alike ${stranger.name} is a name of ${vendor.id} itself`);
  }
}

/** What only shipped vendor files must have. */
export function checkShippedVendors(vendors: readonly CheckedVendor[], reading: Reading): void {
  for (const model of vendors.flatMap(familiesOf)) {
    const missing = (['is', 'family', 'example', 'source'] as const).filter((key) => model[key] === null);
    if (missing.length === 0) continue;
    const message = `the mask ${model.mask} of a shipped vendor states no ${missing.join(', ')}`;
    reading.addProblem(reading.at(model), message);
  }
}

/** What every vendor file shows of itself: sources, examples, names that are a company's, identifiers of its own. */
export function checkShown(
  vendors: readonly RawVendor[],
  words: Words,
  macPrefixes: MacPrefixes,
  reading: Reading,
): void {
  const commonWord = commonWords(words, vendors);
  for (const vendor of vendors) {
    const makers = [vendor, ...vendor.affiliates];
    const own = makers.flatMap(({ names, brands, name }) =>
      [...names, ...brands, { name }].map((one) => keyOf(one.name)),
    );
    const isOwn = (text: string): boolean => own.some((name) => keyOf(text).includes(name));
    if (vendor.sources.length === 0)
      reading.addProblem(reading.at(vendor), 'a vendor states its sources', 'sources: [IEEE registry, their web site]');
    checkExamplesOf(vendor, makers, reading);
    for (const { names, brands, identifiers } of makers) {
      checkNames([...names, ...brands], words.legalForms, reading);
      for (const item of [...names, ...brands]) {
        const what = commonWord(item.name, item.distinctive);
        if (what !== null) reading.addProblem(reading.at(item), `${item.name} is ${what}`, NOT_A_NAME);
      }
      for (const registrant of identifiers.macRegistrants) {
        const { value, certainty, source } = registrant;
        const place = reading.at(registrant);
        if (source === null && !isOwn(value)) {
          const hint = `else its source says why: {value: ${value}, source: …}`;
          reading.addProblem(
            place,
            `the MAC registrant ${value} has no name of ${vendor.id}: another company's?`,
            hint,
          );
        } else if (certainty !== 'low' && !Object.hasOwn(macPrefixes.byRegistrant, value)) {
          const message = `no prefix of ${value} is known, so it finds nothing`;
          reading.addProblem(place, message, 'as the IEEE registry spells it; then npm run update:mac');
        }
      }
      for (const grantee of identifiers.fccGrantees) {
        const { value, certainty, source } = grantee;
        if (certainty === 'low' || (source !== null && (keyOf(source).includes(keyOf(value)) || isOwn(source))))
          continue;
        if (certainty === 'medium' && source !== null) continue;
        const message = `the FCC grantee ${value} has no source that shows it to be of ${vendor.id}: another's?`;
        reading.addProblem(reading.at(grantee), message, `{value: ${value}, source: filing ${value}-…}`);
      }
    }
  }
}

const keyOf = (text: string): string => squeeze(fold(text));

const NOT_A_NAME = 'found in rows of whatever vendor: write what the company is called';

/**
 * Says of a name that is a word of inventories, and no company's, what it is; null for any other. A name that is not
 * distinctive, and so only found as a whole vendor cell, may be a word of models.
 */
export function commonWords(
  words: Words,
  vendors: readonly CheckedVendor[],
): (name: string, distinctive: boolean) => string | null {
  const kinds = words.tables.categories.map((category) => new Phrases(category.words.whole));
  const ofModels = new Map<string, Set<string>>();
  for (const vendor of vendors)
    for (const { family, example } of familiesOf(vendor))
      for (const word of wordsIn(fold(`${family ?? ''} ${example ?? ''}`)))
        ofModels.set(word, (ofModels.get(word) ?? new Set()).add(vendor.id));
  return (name, distinctive) => {
    const folded = fold(name).trim();
    if (words.noValue.isEmpty(name)) return 'a word for no value';
    if (kinds.some((kind) => kind.areIn(folded))) return 'a kind of thing';
    if (words.headers.meaningOf(folded.replace(/[\s'./-]+/g, '')) !== null) return 'a header of inventories';
    const isOfModels = distinctive && (ofModels.get(folded)?.size ?? 0) > 2;
    return isOfModels ? "a word of several vendors' models" : null;
  };
}

/** A row for every kind of identifier that is sure, and one that the vendor's name is found in. */
function checkExamplesOf(vendor: RawVendor, makers: readonly CheckedMaker[], reading: Reading): void {
  const shown = new Set(vendor.examples.match.flatMap((example) => Object.keys(example)));
  const isSure = (item: { readonly certainty?: string }): boolean => item.certainty !== 'low';
  const missing = KINDS.filter(
    (kind) =>
      makers.some(({ identifiers }) => identifiers[kind].some(isSure)) &&
      !IDENTIFIER_KINDS[kind].shownBy.some((field) => shown.has(field)),
  ).map((kind) => [kind as string, IDENTIFIER_KINDS[kind].shownBy[0] as string] as const);
  if (!shown.has('vendor')) missing.unshift(['names', 'vendor']);
  for (const [kind, field] of missing) {
    const place = reading.at(vendor, reading.wrote(vendor, 'examples') ? 'examples' : 'id');
    reading.addProblem(place, `no example shows that ${kind} are found`, `examples: {match: [{${field}: …}]}`);
  }
}

/** Names that are compared as one: written twice, or but for a legal form. */
function checkNames(names: RawVendor['names'], legalForms: LegalForms, reading: Reading): void {
  const before = new Map<string, string>();
  for (const item of names) {
    const key = legalForms.keyOf(item.name);
    const other = before.get(key);
    if (other === undefined) before.set(key, item.name);
    else reading.addProblem(reading.at(item), `${item.name} is found as ${other} is`, 'one of the two is enough');
  }
}

import { suggest } from '../core/distance.ts';
import { MaskSet } from '../core/mask/mask-set.ts';
import { fold, squeeze } from '../core/text.ts';
import type { Reading } from '../yaml/read.ts';
import { checkSpan } from './check-lists.ts';
import type { Affiliate, Identifiers, Maker, ModelFamily, Vendor } from './vendor.ts';

type Named = Pick<Maker['names'][number], 'name'>;
type CheckedModel = Omit<ModelFamily, 'strength'>;
export type CheckedMaker = Pick<Maker, 'id'> & {
  readonly identifiers: Omit<Identifiers, 'models'> & { readonly models: readonly CheckedModel[] };
  readonly names: readonly Named[];
  readonly brands: readonly Named[];
};
export type CheckedVendor = CheckedMaker &
  Pick<Vendor, 'lookAlikes'> & {
    readonly affiliates: readonly (CheckedMaker & Pick<Affiliate, 'from' | 'until'>)[];
  };

/**
 * Vendors on their own and against each other: ids, names and identifiers that two of them claim, masks that do
 * not match their example. Only values that `reading` read are complained of; others are what is known already.
 */
export function checkVendors(vendors: readonly CheckedVendor[], reading: Reading): void {
  const ids = new Set<string>();
  for (const vendor of vendors) {
    if (ids.has(vendor.id)) {
      const hint = `in a list, vendor: ${vendor.id} means that one, {id: ${vendor.id}, names: […]} adds names to it`;
      reading.complain(reading.at(vendor, 'id'), `the id ${vendor.id} is taken by another vendor`, hint);
    }
    ids.add(vendor.id);
    checkVendor(vendor, reading);
  }
  checkClaims(vendors, reading);
}

/** One vendor on its own. */
export function checkVendor(vendor: CheckedVendor, reading: Reading): void {
  checkIdentifiers(vendor, reading);
  if (vendor.affiliates.length > 0) checkAffiliates(vendor, reading);
  if (vendor.lookAlikes.length > 0) checkLookAlikes(vendor, reading);
}

function checkAffiliates(vendor: CheckedVendor, reading: Reading): void {
  const ids = new Set([vendor.id]);
  for (const affiliate of vendor.affiliates) {
    if (ids.has(affiliate.id)) {
      reading.complain(reading.at(affiliate, 'id'), `the id ${affiliate.id} is there twice in this vendor`);
    }
    ids.add(affiliate.id);
    checkSpan(affiliate, 'from', reading);
    checkIdentifiers(affiliate, reading);
  }
}

/** Families whose `is` is none of the categories of data/words/categories.yaml. */
export function checkFamilies(
  vendors: readonly CheckedVendor[],
  categories: () => readonly { readonly id: string }[],
  reading: Reading,
): void {
  const families = vendors.flatMap((vendor) =>
    [vendor, ...vendor.affiliates].flatMap(({ identifiers }) => identifiers.models),
  );
  for (const model of families) {
    if (model.is === null) continue;
    const ids = categories().map(({ id }) => id);
    if (ids.includes(model.is)) continue;
    const message = `${model.is} is not a category of data/words/categories.yaml`;
    reading.complain(reading.at(model, 'is'), message, suggest(model.is, ids));
  }
}

/** Vendors that make what is no kind of thing. */
export function checkMakes(
  vendors: readonly { readonly makes: readonly string[] }[],
  kinds: readonly string[],
  reading: Reading,
): void {
  for (const { makes } of vendors) {
    makes.forEach((kind, index) => {
      if (kind === 'equipment' || kinds.includes(kind)) return;
      reading.complain(reading.at(makes, index), `${kind} is not a kind of thing`, suggest(kind, ['equipment', ...kinds]));
    });
  }
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
      reading.complain(reading.at(source), `the ${what} ${value} is also one of ${owner}`, hint);
    };
    claimAll(vendor, claim);
    for (const affiliate of vendor.affiliates) claimAll(affiliate, claim);
  }
}

type Claim = (what: string, value: string, source: object) => void;

/** With forEach, as a loop over each of these lists, mostly empty, makes an iterator. */
function claimAll({ names, brands, identifiers }: CheckedMaker, claim: Claim): void {
  const claimValues = (what: string, items: readonly { readonly value: string }[]): void => {
    items.forEach((item) => {
      claim(what, item.value, item);
    });
  };
  names.forEach((item) => {
    claim('name', item.name, item);
  });
  brands.forEach((item) => {
    claim('name', item.name, item);
  });
  claimValues('MAC registrant', identifiers.macRegistrants);
  claimValues('MAC prefix', identifiers.macPrefixes);
  claimValues('FCC grantee', identifiers.fccGrantees);
  claimValues('CPE vendor', identifiers.cpeVendors);
  claimValues('GPON vendor id', identifiers.gponVendorIds);
  claimValues('token', identifiers.tokens);
  identifiers.enterpriseNumbers.forEach((item) => {
    claim('enterprise number', item.when === null ? item.number : `${item.number} with ${item.when}`, item);
  });
}

function checkIdentifiers({ identifiers }: CheckedMaker, reading: Reading): void {
  for (const number of identifiers.enterpriseNumbers) {
    for (const [index, longer] of number.except.entries()) {
      if (longer.startsWith(`${number.number}.`)) continue;
      reading.complain(
        reading.at(number.except, index),
        `${longer} is not below ${number.number}, so it excepts nothing`,
      );
    }
  }
  for (const model of identifiers.models) checkExample(model, reading);
}

/** An example may be missing only in a user's list. */
function checkExample(model: CheckedModel, reading: Reading): void {
  if (model.example === null || new MaskSet([model]).matches(model.example)) return;
  reading.complain(
    reading.at(model, 'example'),
    `the mask ${model.mask} does not match its own example "${model.example}"`,
  );
}

function checkLookAlikes(vendor: CheckedVendor, reading: Reading): void {
  const own = [vendor, ...vendor.affiliates].flatMap(({ names, brands }) => [...names, ...brands]);
  const met = new Set(own.map(({ name }) => squeeze(fold(name))));
  for (const stranger of vendor.lookAlikes) {
    if (!met.has(squeeze(fold(stranger.name)))) continue;
    reading.complain(reading.at(stranger), `the look-alike ${stranger.name} is a name of ${vendor.id} itself`);
  }
}

/** What only shipped vendor files must have. */
export function checkShippedVendors(vendors: readonly CheckedVendor[], reading: Reading): void {
  for (const vendor of vendors) {
    for (const maker of [vendor, ...vendor.affiliates]) {
      for (const model of maker.identifiers.models) {
        const missing = (['is', 'family', 'example', 'source'] as const).filter((key) => model[key] === null);
        if (missing.length > 0) {
          reading.complain(
            reading.at(model),
            `the mask ${model.mask} of a shipped vendor states no ${missing.join(', ')}`,
          );
        }
      }
    }
  }
}

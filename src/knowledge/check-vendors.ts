import { fold, squeeze } from '../core/text.ts';
import type { Reading } from '../yaml/read.ts';
import { checkSpan } from './check-dates.ts';
import { compilePattern } from './pattern.ts';
import type { Affiliate, Maker, ModelPattern, Vendor } from './vendor.ts';

type Named = Pick<Maker['names'][number], 'name'>;
export type CheckedMaker = Pick<Maker, 'id' | 'identifiers'> & {
  readonly names: readonly Named[];
  readonly brands: readonly Named[];
};
export type CheckedVendor = CheckedMaker &
  Pick<Vendor, 'lookAlikes'> & {
    readonly affiliates: readonly (CheckedMaker & Pick<Affiliate, 'from' | 'until'>)[];
  };

/**
 * Vendors on their own and against each other: ids, names and identifiers that two of them claim, patterns that do
 * not meet their example. Only values that `reading` read are complained of; others are what is known already.
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
  const ids = new Set([vendor.id]);
  for (const affiliate of vendor.affiliates) {
    if (ids.has(affiliate.id)) {
      reading.complain(reading.at(affiliate, 'id'), `the id ${affiliate.id} stands twice in this vendor`);
    }
    ids.add(affiliate.id);
    checkSpan(affiliate, reading);
  }
  for (const maker of [vendor, ...vendor.affiliates]) checkIdentifiers(maker, reading);
  checkLookAlikes(vendor, reading);
}

/** Names and identifiers that point at two vendors. One id may come several times: a vendor and what is added to it. */
export function checkClaims(vendors: readonly CheckedVendor[], reading: Reading): void {
  const owners = new Map<string, string>();
  for (const vendor of vendors) {
    for (const [what, value, source] of [vendor, ...vendor.affiliates].flatMap(claimsOf)) {
      const key = `${what} ${what === 'name' ? squeeze(fold(value)) : value.toLowerCase()}`;
      const owner = owners.get(key) ?? vendor.id;
      owners.set(key, owner);
      if (owner === vendor.id || reading.at(source) === null) continue;
      const hint = `it can only point at one vendor; vendor: ${owner} means that one`;
      reading.complain(reading.at(source), `the ${what} ${value} is also one of ${owner}`, hint);
    }
  }
}

type Claim = readonly [what: string, value: string, source: object];

function claimsOf({ names, brands, identifiers }: CheckedMaker): readonly Claim[] {
  const valued = (what: string, items: readonly { readonly value: string }[]): Claim[] =>
    items.map((item) => [what, item.value, item]);
  return [
    ...[...names, ...brands].map((item): Claim => ['name', item.name, item]),
    ...valued('MAC registrant', identifiers.macRegistrants),
    ...valued('MAC prefix', identifiers.macPrefixes),
    ...valued('FCC grantee', identifiers.fccGrantees),
    ...valued('CPE vendor', identifiers.cpeVendors),
    ...valued('GPON vendor id', identifiers.gponVendorIds),
    ...identifiers.enterpriseNumbers.map((item): Claim => {
      return ['enterprise number', item.when === null ? item.number : `${item.number} with ${item.when}`, item];
    }),
  ];
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

/** An example may be missing only where a pattern was written as plain text. */
function checkExample(model: ModelPattern, reading: Reading): void {
  if (model.example === null || compilePattern(model.pattern).test(model.example)) return;
  reading.complain(reading.at(model, 'example'), `the pattern does not meet its own example "${model.example}"`);
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
        if (model.example === null) reading.complain(reading.at(model), 'the model pattern has no example');
      }
    }
  }
}

import { fold, words } from '../core/text.ts';
import type { LegalForms } from '../words/words.ts';
import { compact } from '../yaml/read.ts';
import type { Reading } from '../yaml/read.ts';
import { checkRef } from './check-lists.ts';
import type { CheckedVendor } from './check-vendors.ts';
import { vendorOf } from './to-list.ts';
import { toAffiliate, toIdentifiers, toNames, toVendor } from './to-vendor.ts';
import type { VendorIndex } from './vendor-index.ts';
import type { RawInPlace } from './vendor.ts';
import { inPlaceShape } from './vendor.ts';
import type { Identifiers, Maker, Name, Vendor } from './vendor.ts';

/** `vendor:` of an entry and the id that it stands for. */
export interface InPlace {
  readonly raw: RawInPlace;
  readonly id: string;
}

/** True for a plain `vendor: huawei`, which says nothing about the vendor. */
export function isReference(raw: RawInPlace): boolean {
  return raw.name === null && typeof compact(raw, inPlaceShape) === 'string';
}

/**
 * What is wrong with one `vendor:` of a user's list: a reference that does not exist, a new vendor without a name or
 * with the id of a shipped one, a shipped one that is given what only its own file says.
 */
export function checkInPlace({ raw, id }: InPlace, shipped: VendorIndex, known: VendorIndex, reading: Reading): void {
  if (isReference(raw)) {
    checkRef(id, raw, 'id', known, reading);
  } else if (shipped.has(id)) {
    const refer =
      `vendor: ${id} means that one; {id: ${id}, names: […]} adds names to it; ` + 'else give this one another id';
    if (raw.name !== null && raw.name !== shipped.nameOf(id)) {
      const at = reading.at(raw, raw.id === null ? 'name' : 'id');
      reading.complain(at, `netvet ships a vendor with the id ${id} (${shipped.nameOf(id) ?? id})`, refer);
    }
    for (const key of id.includes('/') ? [...OWN, ...NOT_OF_AFFILIATE] : OWN) {
      if (reading.wrote(raw, key))
        reading.complain(reading.at(raw, key), `${key} of a shipped vendor cannot be changed`);
    }
  } else if (id === '' && reading.wrote(raw, 'id')) {
    return; // what was written is no id, and is complained of as such
  } else if (raw.name === null) {
    const near = known.near(id);
    const hint =
      near === null ? 'a new vendor needs a name: {name: …}' : `did you mean ${near}? A new vendor needs a name`;
    reading.complain(reading.at(raw, 'id'), id === '' ? 'a vendor without id and name' : `unknown vendor ${id}`, hint);
  } else if (id.includes('/')) {
    reading.complain(reading.at(raw, 'id'), `${id} is not the id of a vendor`, 'a new one is written without /');
  }
}

const OWN = ['makes', 'country', 'distinctive'];
const NOT_OF_AFFILIATE = ['affiliates', 'relabels', 'lookAlikes', 'examples', 'sources'];

/** What is said in place, as far as it can clash with other vendors. */
export function claimedInPlace({ raw, id }: InPlace): CheckedVendor {
  const { names, brands, identifiers, affiliates, lookAlikes } = raw;
  return { id: vendorOf(id), names, brands, identifiers, affiliates, lookAlikes };
}

/**
 * A vendor that a list describes. Its display name is also one of its names. Of a vendor described by that name alone,
 * a name of one word, which may be any word, is found as a whole vendor cell or as the first word of a cell that says
 * what a thing is, unless the list says that it is distinctive.
 */
export function newVendor({ raw, id }: InPlace, by: string, legalForms: LegalForms): Vendor {
  const name = raw.name ?? '';
  const vendor = toVendor({ ...raw, id, name }, null, by);
  if (raw.names.some((given) => given.name === name)) return vendor;
  const isAlone = ![raw.names, raw.brands, ...Object.values(raw.identifiers)].some((given) => given.length > 0);
  const distinctive = raw.distinctive ?? (!isAlone || isSeveralWords(legalForms.strip(words(fold(name)))));
  const own: Name = { name, distinctive, ...(distinctive ? {} : { leads: true }), certainty: 'high', by };
  return { ...vendor, names: [own, ...vendor.names] };
}

/** Chinese separates no words, and most of them have two characters: 神州数码. */
const SEVERAL_HAN = /^\p{Script=Han}{4,}$/u;

function isSeveralWords(own: readonly string[]): boolean {
  return own.length > 1 || SEVERAL_HAN.test(own[0] ?? '');
}

/** A vendor with what a list adds to it, or to one of its affiliates. */
export function taught(vendor: Vendor, { raw, id }: InPlace, by: string): Vendor {
  const [, affiliateId] = id.split('/');
  if (affiliateId !== undefined) {
    const affiliates = vendor.affiliates.map((one) =>
      one.id === affiliateId ? { ...one, ...added(one, raw, by) } : one,
    );
    return { ...vendor, affiliates };
  }
  return {
    ...vendor,
    ...added(vendor, raw, by),
    affiliates: [...vendor.affiliates, ...raw.affiliates.map((affiliate) => toAffiliate(affiliate, by))],
    relabels: [...vendor.relabels, ...raw.relabels],
    lookAlikes: [...vendor.lookAlikes, ...raw.lookAlikes],
  };
}

function added(maker: Maker, raw: RawInPlace, by: string): Pick<Maker, 'names' | 'brands' | 'identifiers'> {
  return {
    names: [...maker.names, ...toNames(raw.names, by)],
    brands: [...maker.brands, ...toNames(raw.brands, by)],
    identifiers: joined(maker.identifiers, toIdentifiers(raw.identifiers, by)),
  };
}

function joined(a: Identifiers, b: Identifiers): Identifiers {
  return {
    macRegistrants: [...a.macRegistrants, ...b.macRegistrants],
    macPrefixes: [...a.macPrefixes, ...b.macPrefixes],
    enterpriseNumbers: [...a.enterpriseNumbers, ...b.enterpriseNumbers],
    fccGrantees: [...a.fccGrantees, ...b.fccGrantees],
    cpeVendors: [...a.cpeVendors, ...b.cpeVendors],
    gponVendorIds: [...a.gponVendorIds, ...b.gponVendorIds],
    tokens: [...a.tokens, ...b.tokens],
    models: [...a.models, ...b.models],
  };
}

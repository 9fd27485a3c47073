import { expect, test } from '@jest/globals';

import { fold } from '../../src/core/text.ts';
import { tokenise } from '../../src/identify/names/token.ts';
import { compilePattern } from '../../src/knowledge/pattern.ts';
import { readData } from '../../src/knowledge/data.ts';
import { readDataFolder } from '../../src/knowledge/folder.ts';
import { toVendor } from '../../src/knowledge/to-vendor.ts';
import type { Identifiers, Maker, Vendor } from '../../src/knowledge/vendor.ts';
import { words } from '../words.ts';

const { raw } = readData(readDataFolder('data'));
const vendors = raw.vendors.map((vendor) => [vendor.id, toVendor(vendor, null)] as const);
const makersOf = (vendor: Vendor): readonly Maker[] => [vendor, ...vendor.affiliates];

test.each(vendors)('%s: each model pattern says its family and source and meets its example', (_id, vendor) => {
  for (const { pattern, example, family, source } of makersOf(vendor).flatMap(({ identifiers }) => identifiers.models)) {
    expect(compilePattern(pattern).exec(example ?? '')).not.toBeNull();
    expect([family, source]).not.toContain(null);
  }
  expect(vendor.sources).not.toEqual([]);
});

/** The fields one of which an example must hold for a kind of identifier. */
const SHOWN_BY: readonly (readonly [kind: keyof Identifiers, fields: readonly string[]])[] = [
  ['macRegistrants', ['mac']],
  ['enterpriseNumbers', ['sysObjectId']],
  ['fccGrantees', ['fccId']],
  ['cpeVendors', ['cpe']],
  ['gponVendorIds', ['gponSerial']],
  ['models', ['model', 'serial', 'platform']],
];

test.each(vendors)('%s: an example shows every kind of identifier that is sure', (_id, vendor) => {
  const shown = new Set(vendor.examples.match.flatMap(({ fields }) => Object.keys(fields)));
  const isSure = (item: { readonly certainty?: string }) => item.certainty !== 'low';
  const missing = SHOWN_BY.filter(
    ([kind, fields]) =>
      makersOf(vendor).some(({ identifiers }) => identifiers[kind].some(isSure)) && !fields.some((f) => shown.has(f)),
  );
  expect(missing).toEqual([]);
  expect(shown).toContain('vendor');
});

test.each(vendors)('%s: no two names of one maker are met the same way', (_id, vendor) => {
  for (const { names, brands } of makersOf(vendor)) {
    const met = [...names, ...brands].map(({ name }) => words.legalForms.strip(tokenise(fold(name)).map(({ text }) => text)).join(''));
    expect(met).toEqual([...new Set(met)]);
  }
});

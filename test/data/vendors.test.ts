import { describe, expect, test } from '@jest/globals';

import { fold } from '../../src/core/text.ts';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { stripLegal } from '../../src/identify/legal.ts';
import { tokenise } from '../../src/identify/token.ts';
import { compilePattern } from '../../src/knowledge/pattern.ts';
import { readData } from '../../src/knowledge/data.ts';
import { readDataFolder } from '../../src/knowledge/folder.ts';
import { toVendor } from '../../src/knowledge/to-vendor.ts';
import type { Maker, MatchExample, Vendor } from '../../src/knowledge/vendor.ts';
import { row } from '../identify/row.ts';

const { raw } = readData(readDataFolder('data'));
const vendors = raw.vendors.map((vendor) => toVendor(vendor, `data/vendors/${vendor.id}.yaml`));
const identifier = compileIdentifier(vendors, raw.macPrefixes);

function met(vendor: Vendor, { fields }: MatchExample) {
  return identifier.identify(row(fields)).find((found) => found.vendor?.id === vendor.id) ?? null;
}

const examples = (side: 'match' | 'noMatch') =>
  vendors.flatMap((vendor) =>
    vendor.examples[side].map((example) => [vendor.id, JSON.stringify(example.fields), vendor, example] as const),
  );

describe('examples of vendor files', () => {
  test.each(examples('match'))('%s is met by %s', (_id, _cells, vendor, example) => {
    const found = met(vendor, example);
    expect(found).not.toBeNull();
    if (example.confidence !== null) expect(found?.confidence).toBe(example.confidence);
    if (example.affiliate !== null) expect(found?.vendor?.affiliate?.id).toBe(example.affiliate);
  });

  test.each(examples('noMatch'))('%s is not met by %s', (_id, _cells, vendor, example) => {
    expect(met(vendor, example)).toBeNull();
  });
});

const makersOf = (vendor: Vendor): readonly Maker[] => [vendor, ...vendor.affiliates];

test.each(vendors.map((vendor) => [vendor.id, vendor] as const))(
  '%s: each pattern meets its example, each kind of identifier has one, no name stands twice',
  (_id, vendor) => {
    const models = makersOf(vendor).flatMap(({ identifiers }) => identifiers.models);
    for (const { pattern, example, family, source } of models) {
      expect(compilePattern(pattern).exec(example ?? '')).not.toBeNull();
      expect([family, source]).not.toContain(null);
    }
    const shown = new Set(vendor.examples.match.flatMap(({ fields }) => Object.keys(fields)));
    const has = (key: keyof Maker['identifiers']) =>
      makersOf(vendor).some(({ identifiers }) =>
        (identifiers[key] as readonly { certainty?: string }[]).some(({ certainty }) => certainty !== 'low'),
      );
    expect(shown).toContain('vendor');
    if (has('macRegistrants')) expect(shown).toContain('mac');
    if (has('enterpriseNumbers')) expect(shown).toContain('sysObjectId');
    if (has('fccGrantees')) expect(shown).toContain('fccId');
    if (has('cpeVendors')) expect(shown).toContain('cpe');
    if (has('gponVendorIds')) expect(shown).toContain('gponSerial');
    if (has('models')) expect([...shown].some((key) => ['model', 'serial'].includes(key))).toBe(true);
    for (const { names, brands } of makersOf(vendor)) {
      const keys = [...names, ...brands].map(({ name }) => stripLegal(tokenise(fold(name)).map(({ text }) => text)).join(''));
      expect(keys).toEqual([...new Set(keys)]);
    }
    expect(vendor.sources).not.toEqual([]);
  },
);

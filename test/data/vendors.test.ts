import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

import { fold } from '../../src/core/text.ts';
import { tokenise } from '../../src/identify/names/token.ts';
import { readData } from '../../src/knowledge/data.ts';
import { readDataFolder } from '../../src/knowledge/folder.ts';
import { toVendor } from '../../src/knowledge/to-vendor.ts';
import type { Identifiers, Maker, Vendor } from '../../src/knowledge/vendor.ts';
import { words } from '../words.ts';

const { raw } = readData(readDataFolder('data'));
const vendors = raw.vendors.map((vendor) => [vendor.id, toVendor(vendor, null)] as const);
const STRENGTHS = 'test/fixtures/knowledge/strengths.tsv';
const makersOf = (vendor: Vendor): readonly Maker[] => [vendor, ...vendor.affiliates];

test.each(vendors)('%s: has sources', (_id, vendor) => {
  expect(vendor.sources).not.toEqual([]);
});

test('families of models by strength: a change is seen (UPDATE=1 rewrites it)', () => {
  const lines = vendors.flatMap(([id, vendor]) =>
    makersOf(vendor).flatMap((maker) =>
      maker.identifiers.models.map(({ mask, strength, measured, is }) => {
        const { right, wrong } = measured ?? { right: 0, wrong: 0 };
        const whose = maker === vendor ? id : `${id}/${maker.id}`;
        return `${strength}\t${String(right)}\t${String(wrong)}\t${whose}\t${is ?? ''}\t${mask}`;
      }),
    ),
  );
  const table = `strength\tright\twrong\tmaker\tis\tmask\n${lines.join('\n')}\n`;
  if (process.env['UPDATE'] === '1') writeFileSync(STRENGTHS, table);
  expect(readFileSync(STRENGTHS, 'utf8')).toBe(table);
});

/** The fields one of which an example must hold for a kind of identifier. */
const SHOWN_BY: readonly (readonly [kind: keyof Identifiers, fields: readonly string[]])[] = [
  ['macRegistrants', ['mac']],
  ['enterpriseNumbers', ['sysObjectId']],
  ['fccGrantees', ['fccId']],
  ['cpeVendors', ['cpe']],
  ['gponVendorIds', ['gponSerial']],
  ['tokens', ['text', 'platform']],
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

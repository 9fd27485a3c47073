import { expect, test } from '@jest/globals';

import { labelledModels, measure } from '../../bin/tools/measure-models.ts';
import { shipped } from '../knowledge.ts';

const { vendors, words } = shipped();
const rows = labelledModels('test/fixtures/models');
const hosts = new Set(words.tables.hosts);

/** Parts of the labelled models that the families of a vendor find, and that strong ones do. */
test.each([
  ['hytera', 0.85, 0.65],
  ['autel', 0.85, 0.5],
  ['fiberhome', 0.95, 0.85],
  ['quectel', 0.92, 0.7],
])('%s: its families find the models that dealers and tools print', (id, found, strongly) => {
  const models = rows.filter(({ label }) => label === id);
  const share = (of: typeof vendors) => {
    const counts = measure(of, models, hosts);
    return new Set([...counts.values()].flatMap(({ right }) => [...right])).size / models.length;
  };
  const strong = vendors.map((vendor) => onlyStrong(vendor));
  expect(share(vendors)).toBeGreaterThan(found);
  expect(share(strong)).toBeGreaterThan(strongly);
});

function onlyStrong(vendor: (typeof vendors)[number]): (typeof vendors)[number] {
  const strip = <Of extends (typeof vendors)[number]['affiliates'][number] | (typeof vendors)[number]>(
    maker: Of,
  ): Of => ({
    ...maker,
    identifiers: {
      ...maker.identifiers,
      models: maker.identifiers.models.filter(({ strength }) => strength !== 'weak'),
    },
  });
  return { ...strip(vendor), affiliates: vendor.affiliates.map((affiliate) => strip(affiliate)) };
}

import { describe, expect, test } from '@jest/globals';
import { readAll } from './read.ts';

/** The cells of each record by column. */
async function partsOf(document: unknown): Promise<unknown[]> {
  const { inventory, records, problems } = await readAll(JSON.stringify(document, null, 1), {}, 'bom.json');
  expect(problems).toEqual([]);
  return [
    inventory.info.format,
    ...records.map(({ layout, cells }) =>
      Object.fromEntries(layout.columns.map(({ fields }, at) => [fields.join('+'), cells[at]])),
    ),
  ];
}

describe('bills of material', () => {
  test('CycloneDX: programs say that they are, also a product that is one', async () => {
    const bill = (type: string, inner: string): unknown => ({
      bomFormat: 'CycloneDX',
      metadata: { component: { type, name: 'x' } },
      components: [{ type: inner, name: 'y' }],
    });
    const [program, device] = [{ model: 'x', category: 'software' }, { model: 'y' }];
    expect(await partsOf(bill('application', 'device'))).toEqual(['cyclonedx', program, device]);
    expect(await partsOf(bill('firmware', 'firmware'))).toEqual([
      'cyclonedx',
      { model: 'x' },
      { model: 'y', category: 'software' },
    ]);
  });

  test('of a bill that is too large for one value the product and its parts are read all the same', async () => {
    const component = { type: 'device', name: 'camera', components: [{ type: 'hardware', name: 'chip' }] };
    const parts = Array.from({ length: 9_000 }, () => ({ type: 'device', name: 'y', description: 'z'.repeat(1_000) }));
    const metadata = { component, supplier: { name: 'Hikvision' } };
    const [, ...records] = await partsOf({ bomFormat: 'CycloneDX', metadata, components: parts });
    expect(records.slice(0, 2)).toEqual([{ model: 'camera', platform: 'Hikvision' }, { model: 'chip' }]);
    expect(records).toHaveLength(9_002);
  });

  test('a document whose first line goes on is no value a line', async () => {
    const { inventory, records } = await readAll(
      '{"devices":[{"vendor":"Huawei"},\n{"vendor":"ZTE","note":"}]"},\n{"vendor":"Cisco"}]}\n',
    );
    expect([inventory.info.format, records.length]).toEqual(['json', 3]);
    const lines = await readAll('{"vendor":"Huawei","note":"[{"}\n{"vendor":"ZTE"}\n');
    expect([lines.inventory.info.format, lines.records.length]).toEqual(['ndjson', 2]);
  });
});

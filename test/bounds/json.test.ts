import { expect, test } from '@jest/globals';
import { readAll } from '../inventory/read.ts';

test('long lists are read on and on', async () => {
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from('{"results": ['));
    const device = `{"name": "sw", "manufacturer": {"name": "Huawei"}, "pad": "${'x'.repeat(1000)}"}`;
    for (let i = 0; i < 20; i += 1) yield Buffer.from(`${i > 0 ? ',' : ''}${Array(1000).fill(device).join(',')}`);
    yield Buffer.from(']}');
  }
  const { records, problems } = await readAll(endless(), {}, 'devices.json');
  expect(records).toHaveLength(20_000);
  expect(records[19_999]?.cell).toBe('/results/19999');
  expect(problems).toEqual([]);
});

test('a document that is read in parts is a page as well', async () => {
  const pad = 'x'.repeat(1000);
  const large = { count: 20_000, next: 'https://netbox/api/dcim/devices/?limit=10000&offset=10000', previous: null };
  const results = Array.from({ length: 10_000 }, (_, at) => ({ vendor: 'Cisco', name: `sw${at}`, pad }));
  const { problems } = await readAll(JSON.stringify({ ...large, results }), {}, 'large.json');
  expect(problems).toMatchObject([{ code: 'truncated', message: expect.stringContaining('more records follow') }]);
  for (const [count, said] of [
    [10_000, []],
    [10_001, ['10000 of 10001 records: pages are missing']],
  ] as const) {
    const whole = await readAll(JSON.stringify({ status: 'ok', devices: results, count }), {}, 'large.json');
    expect(whole.problems.map(({ message }) => message)).toEqual(said);
  }
});

test('a record that is too large to be read as one is said to be', async () => {
  const log = Array.from({ length: 9 }, () => 'x'.repeat(1024 * 1024));
  const { problems } = await readAll(JSON.stringify([{ devices: [{ vendor: 'Cisco', log }] }]), {}, 'large.json');
  const message = expect.stringContaining('not read as one row');
  expect(problems).toMatchObject([{ code: 'too-large', cell: '/0/devices/0', message, rejected: true }]);
});

test('a line that is too long is a record that is lost; what follows is read', async () => {
  const long = JSON.stringify({ vendor: 'Cisco', log: 'x'.repeat(9 * 1024 * 1024) });
  const { problems, records } = await readAll(`${long}\n{"vendor":"Huawei"}\n`, {}, 'large.ndjson');
  expect(problems).toMatchObject([
    { code: 'too-large', line: 1, message: 'a line of more than 8 MiB: not read', rejected: true },
  ]);
  expect(records.map(({ row, line }) => [row, line])).toEqual([[2, 2]]);
});

import { describe, expect, test } from '@jest/globals';
import { splitJson } from '../../src/inventory/json/split-json.ts';
import { parseJson } from '../../src/inventory/json/parse-json.ts';
import { Broken } from '../../src/inventory/rows.ts';
import { readAll } from './read.ts';

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield await Promise.resolve(text.slice(at, at + size));
}

async function split(text: string, max: number, size = 3): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const parts of splitJson(pieces(text, size), max)) {
    for (const part of parts) {
      if (part.unread === 'rest') continue;
      if (part.unread !== null) found.push(`${part.unread} at /${part.path.join('/')}`);
      else found.push([`/${part.path.join('/')}`, part.text]);
    }
  }
  return found;
}

describe('splitting a document', () => {
  test('a top-level list element by element, anything else whole', async () => {
    expect(await split('[{"a": "x]\\"y"}, [1, 2] ,"s",3]', 100)).toEqual([
      ['/0', '{"a": "x]\\"y"}'],
      ['/1', '[1, 2]'],
      ['/2', '"s"'],
      ['/3', '3'],
    ]);
    // Numbers in a list within a value say nothing; what is no number is read.
    const list = '[{"a": 1, "c": [1, -2.5, null, "x", abc]}]';
    expect(await split(list, 5)).toEqual([
      ['/0/a', '1'],
      ['/0/c/3', '"x"'],
      ['/0/c/4', 'abc'],
    ]);
    expect(await split('{"results": [{"a": 1}]} {"b": 2}', 100)).toEqual([
      ['/', '{"results": [{"a": 1}]}'],
      'next at /',
      ['/', '{"b": 2}'],
    ]);
  });

  test('a value that is too large member by member', async () => {
    const text = '{"count": 2, "data": {"hosts": [{"name": "aaaaaaaa"}, {"name": "bbbbbbbb"}]}}';
    expect(await split(text, 24)).toEqual([
      ['/count', '2'],
      ['/data/hosts/0', '{"name": "aaaaaaaa"}'],
      ['/data/hosts/1', '{"name": "bbbbbbbb"}'],
    ]);
    expect(await split('["a", "bbbbbbbbbbbbbbbbbbbbbbbbb", "c"]', 10)).toEqual([['/0', '"a"'], 'too-large at /1']);
  });

  test.each([
    ['[{"a": 1}, {"b": ', [['/0', '{"a": 1}'], 'truncated at /1/b']],
    ['{"results": [{"a": 1}, {"b"', [['/results/0', '{"a": 1}'], 'truncated at /results/1']],
    ['{"results": [{"a": 1}', [['/results/0', '{"a": 1}'], 'truncated at /results']],
    ['[{"a": "x\ny"}]', [['/0', '{"a": "x\ny"}']]],
    ['[1 2]', [['/0', '1'], 'malformed at /']],
    ['', []],
  ])('%j is read as far as it goes', async (text, expected) => {
    expect(await split(text, 1000)).toEqual(expected);
  });

  test('what follows a break is handed on', async () => {
    const text = `[{"a": 1}, 1 2, "Huawei" , {"b": "Hik${'vision'.repeat(3)}"} ]`;
    const rests: string[] = [];
    for await (const parts of splitJson(pieces(text, 5)))
      for (const part of parts) if (part.unread === 'rest') rests.push(part.text);
    expect(rests.join('')).toBe(text.slice(text.indexOf('2')));
  });

  test('gives the same parts whatever the pieces', async () => {
    const text = JSON.stringify([{ a: 'q"\\[{', b: [1, { c: null }] }, ['\\', '"'], -1.5e3, true]);
    const whole = await split(text, 1000, text.length);
    for (let size = 1; size < 12; size += 1) expect(await split(text, 1000, size)).toEqual(whole);
  });
});

describe('parsing a value', () => {
  test('keeps digits, repeated keys and prototype keys', () => {
    expect(parseJson('{"n": 12345678901234567890, "x": null, "__proto__": true, "n": "é"}')).toMatchObject({
      keys: ['n', 'x', '__proto__', 'n'],
      values: ['12345678901234567890', '', 'true', 'é'],
    });
    expect(parseJson('{"__proto__": {"a": 2011.10}}')).toMatchObject({
      keys: ['__proto__'],
      values: [{ keys: ['a'], values: ['2011.10'] }],
    });
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  test('agrees with JSON.parse on what is JSON', () => {
    const texts = ['[]', '{}', '[1,]', '{"a":1,}', '{a:1}', "['a']", '01', '1.', '"\t"', '"\\x"', '"\\u12"', '[1 2]', 'nul', '-', '[[[]]]', '"\\ud83d\\ude00"', '{"a"}', '1 2', '"a', '\u00a01']; // prettier-ignore
    for (const text of texts) {
      let right = true;
      try {
        JSON.parse(text);
      } catch {
        right = false;
      }
      expect([text, isJson(text)]).toEqual([text, right]);
    }
  });

  test('stops at 64 levels', () => {
    expect(isJson('['.repeat(60) + ']'.repeat(60))).toBe(true);
    expect(() => parseJson('['.repeat(100_000))).toThrow('nested deeper than 64 levels');
  });
});

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return false;
  }
}

describe('records', () => {
  test('have a line, a pointer and a pointer for every cell', async () => {
    const text =
      '{"count": 1, "results": [\n{"name": "sw1",\n "device_type": {"manufacturer": {"name": "Huawei"}}, "a/b~c": 1}]}';
    const { records } = await readAll(text, {}, 'devices.json');
    expect(records[0]).toMatchObject({ row: 1, line: 2, cell: '/results/0', part: 'device' });
    const places = records[0]?.layout.columns.map(({ name }, i) => [name, records[0]?.cellAt?.(i)]);
    expect(places).toEqual([
      ['name', '/results/0/name'],
      ['device_type.manufacturer.name', '/results/0/device_type/manufacturer/name'],
      ['a/b~c', '/results/0/a~1b~0c'],
    ]);
  });

  test('with new keys later get new columns; those before keep theirs', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => (i < 399 ? { vendor: 'x' } : { vendor: 'y', model: 'S5720' }));
    const { inventory, records } = await readAll(JSON.stringify(rows), {}, 'devices.json');
    expect(inventory.columns.map(({ name }) => name)).toEqual(['vendor']);
    expect(records[399]?.layout.columns.map(({ fields }) => fields)).toEqual([['vendor'], ['model']]);
    expect(records[0]?.layout).toBe(records[300]?.layout);
  });

  test('a repeated key hides no value: all are looked at', async () => {
    const { records, problems } = await readAll('[{"vendor": "Huawei",\n"vendor": "Cisco"}]', {}, 'devices.json');
    expect(records[0]?.cells).toEqual(['Huawei', 'Cisco']);
    expect(records[0]?.layout.columns.map(({ fields }) => fields)).toEqual([['vendor'], ['vendor']]);
    expect(problems).toEqual([]);
  });

  test('a column is named by its dotted key', async () => {
    const text = '[{"thing": {"by": "Huawei"}}]';
    const { records } = await readAll(text, { columns: [{ field: 'vendor', header: 'thing.by' }] }, 'd.json');
    expect(records[0]?.layout.columns[0]).toMatchObject({ name: 'thing.by', fields: ['vendor'], why: 'override' });
    await expect(readAll(text, { columns: [{ field: 'vendor', header: 'thing.bi' }] }, 'd.json')).rejects.toThrow(
      "no column 'thing.bi' (did you mean thing.by?)",
    );
  });

  test('lines of a template are no JSON, though brackets stand around them', async () => {
    const template = '{% extends "base.html" %}\n{% block main %}\n<table><tr><td>Cisco C9300</td></tr></table>\n';
    expect((await readAll(template, {}, 'devices.html')).inventory.info.format).toBe('html');
  });

  test('one a line by its name: a first line too long to be looked at whole takes no other with it', async () => {
    const text = `{"vendor": "Cisco", "x": "${'x'.repeat(9_000_000)}"}\n{"vendor": "Huawei"}\n`;
    const { inventory, records, problems } = await readAll(text, {}, 'big.jsonl');
    expect(inventory.info.format).toBe('ndjson');
    expect(problems).toMatchObject([{ code: 'too-large', line: 1 }]);
    expect(records.map(({ cells }) => cells)).toEqual([['Huawei']]);
  });

  test('a record too large to be held is said, a list of records that is too large is read', async () => {
    const device = (name: string, many: string): string =>
      `{"name": "${name}", "mac": "28:57:be:01:02:03", "log": [${many}]}`;
    const log = Array.from({ length: 9 }, () => `"${'x'.repeat(1_000_000)}"`).join();
    const text = `{"next": null, "name": "s1", "product": "LibreNMS", "serial": "FG100E", "devices": [${device('a', '1')}, ${device('b', log)}, ${device('c', '2')}]}`;
    const { records, problems, rejected } = await readAll(text, {}, 'devices.json');
    expect(records.map(({ cells }) => cells[0])).toEqual(['a', 'c']);
    expect(problems).toMatchObject([{ code: 'too-large', severity: 'error', cell: '/devices/1' }]);
    expect(rejected).toBe(1);
  });

  test('a record that is cut off is none for its size', async () => {
    const text = '{"vendor": "Cisco", "model": "C9200"}\n{"vendor": "Huawei", "mod';
    const { problems } = await readAll(text, {}, 'devices.json');
    expect(problems.map(({ code, line }) => [code, line])).toEqual([['truncated', 2]]);
  });

  test('one a line: a broken line is one record lost', async () => {
    const text = '{"vendor": "Huawei"}\n{"vendor": "ZTE",\n\n{"vendor": "Dahua"},\n';
    const { inventory, records, problems, rejected } = await readAll(text, { inputFormat: 'ndjson' }, 'devices.txt');
    expect(inventory.info.format).toBe('ndjson');
    expect(records.map(({ row, line, cells }) => [row, line, ...cells])).toEqual([
      [1, 1, 'Huawei'],
      [3, 4, 'Dahua'],
    ]);
    expect(problems).toMatchObject([{ row: 2, line: 2, code: 'truncated', severity: 'error' }]);
    expect(rejected).toBe(1);
  });

  test('one a line: rows that are lists, the first of which is the header', async () => {
    const { records } = await readAll('["name", "vendor"]\n["sw2", "Huawei"]\n', {}, 'devices.jsonl');
    expect(records.map(({ line, layout, cells }) => [line, layout.columns[1]?.fields, ...cells])).toEqual([
      [2, ['vendor'], 'sw2', 'Huawei'],
    ]);
  });

  test.each<[string, unknown, boolean]>([
    ['an address of more', { next: 'https://netbox/?offset=50', results: [{ vendor: 'Cisco' }] }, true],
    ['the last alone', { next: null, previous: 'https://netbox/', results: [{ vendor: 'Cisco' }] }, true],
    ['no address', { count: 1, next: null, previous: null, results: [{ vendor: 'Cisco' }] }, false],
    ['an OData link', { value: [{ vendor: 'Cisco' }], '@odata.nextLink': 'https://graph/x' }, true],
    ['a link inside', { data: [{ vendor: 'Cisco' }], links: { next: { href: '/x' } } }, true],
    ['a yes', { data: [{ vendor: 'Cisco' }], meta: { has_more: true } }, true],
    ['a yes as a number', { data: [{ vendor: 'Cisco' }], hasMore: 1 }, true],
    ['a no', { data: [{ vendor: 'Cisco' }], meta: { has_more: false } }, false],
    ['a no as a number', { data: [{ vendor: 'Cisco' }], hasMore: 0 }, false],
    ['rows of a total', { total: 2, rows: [{ vendor: 'Cisco' }] }, true],
    ['all rows', { total: 1, rows: [{ vendor: 'Cisco' }] }, false],
    ['a count of a total', { count: 1, total: 300, aps: [{ vendor: 'Cisco' }] }, true],
    ['a total of something else', { total: 57, devices: [{ vendor: 'Cisco', qty: 57 }] }, false],
    ['a device whose key is next', { vendor: 'Cisco', next: 'sw2' }, false],
  ])('one page of several is not an inventory: %s', async (_, document, more) => {
    for (const text of [JSON.stringify(document), JSON.stringify(document, null, 1)]) {
      const { problems } = await readAll(text, {}, 'page.json');
      expect(problems.map(({ code }) => code)).toEqual(more ? ['truncated'] : []);
    }
  });
});

test('notes of addresses in a list are addresses', async () => {
  const device = { vendor: 'Cisco', model: 'C9300', clients: [{ '00:25:9e:99:40:9f': 'lobby' }] };
  const { records } = await readAll(JSON.stringify([device]), {}, 'a.json');
  expect(records.map(({ cells }) => cells)).toEqual([expect.arrayContaining(['00:25:9e:99:40:9f'])]);
});

test('parts of a neighbour with a vendor of its own are not neighbours', async () => {
  const neighbour = {
    name: 'x',
    vendor: 'Juniper',
    inventory: [{ serial: 'A1' }],
    ports: [{ mac: '64:d1:54:00:00:01' }],
  };
  const { records } = await readAll(
    JSON.stringify([{ vendor: 'Cisco', model: 'C1', neighbors: [neighbour] }]),
    {},
    'a.json',
  );
  expect(records.map(({ part }) => part)).toEqual(['device', 'neighbour']);
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { InventoryRecord } from '../../src/core/record.ts';
import { readAll } from './read.ts';

/** Part (or that it is no device), place and the cells that feed the named fields: what the rest of netvet sees of a record. */
function seen(record: InventoryRecord): unknown[] {
  const cells: Record<string, string> = {};
  for (const [index, { fields }] of record.layout.columns.entries()) {
    const cell = record.cells[index] ?? '';
    for (const field of fields) {
      if (cell === '' || field === 'text' || field === 'withheld') continue;
      cells[field] = field in cells ? `${cells[field] ?? ''} + ${cell}` : cell;
    }
  }
  return [record.noRow === true ? 'noRow' : record.part, record.cell, cells];
}

/** Documents as the tools print them, each with what is to be seen of its records. */
const SHAPES = new URL('../fixtures/inventory-formats/json/', import.meta.url);

interface Shape {
  readonly document: unknown;
  readonly expected: readonly unknown[];
}

describe('what is a record, and what its keys mean', () => {
  test('a device of which nothing but maps tell is one record, its site in it', async () => {
    const device = { device_type: { model: 'S5720', manufacturer: { name: 'Huawei' } }, site: { name: 'HQ' } };
    const { records } = await readAll(JSON.stringify(device), {}, 'device.json');
    expect(records.map(seen)).toEqual([['device', '', { model: 'S5720', vendor: 'Huawei', site: 'HQ' }]]);
  });

  test('what is named below a key is a column, which its cells may say more of', async () => {
    const types = ['Huawei', 'Huawei', 'CentOS'];
    const nested = types.map((name, at) => ({ host: `h${at}`, type: { name }, site: { name } }));
    const { records } = await readAll(JSON.stringify(nested), {}, 'export.json');
    expect(records[0]?.layout.columns.map(({ name, fields }) => [name, ...fields])).toEqual([
      ['host', 'hostname'],
      ['type.name', 'category', 'vendor'],
      ['site.name', 'site'],
    ]);
  });

  test('rows of a table: another document has headers of its own, row numbers are not headers', async () => {
    const rowsIn = async (text: string): Promise<unknown[]> => {
      const { records } = await readAll(text, { inputFormat: 'json' }, 'export.json');
      return records.map((record) => [record.cell, seen(record)[2]]);
    };
    const [cisco, huawei] = [{ vendor: 'Cisco', model: 'C9300' }, { vendor: 'Huawei', model: 'S5720' }]; // prettier-ignore
    expect(await rowsIn('[["vendor","model"],["Cisco","C9300"]]\n[["model","vendor"],["S5720","Huawei"]]')).toEqual([
      ['/1', cisco],
      ['/1', huawei],
    ]);
    const columns = ['vendor', 'model'];
    const data = [cisco, huawei].map((device) => Object.values(device));
    for (const split of [
      { index: [0, 1], columns, data },
      { columns, index: [0, 1], data },
    ])
      expect((await rowsIn(JSON.stringify(split))).slice(0, 2)).toEqual([
        ['/data/0', cisco],
        ['/data/1', huawei],
      ]);
    const picked = { vendor: { 3: 'Cisco', 7: 'Huawei' }, model: { 3: 'C9300', 7: 'S5720' } };
    expect(await rowsIn(JSON.stringify(picked))).toEqual([
      ['/vendor/3', cisco],
      ['/vendor/7', huawei],
    ]);
    const ports = { 3: 'up', 4: 'down' };
    expect(await rowsIn(JSON.stringify({ sw1: ports, sw2: ports }))).toEqual([
      ['/sw1', { hostname: 'sw1' }],
      ['/sw2', { hostname: 'sw2' }],
    ]);
  });

  test('a member of a YAML map counts before merged ones, and a map merged earlier before later ones', async () => {
    const given = '- &a {vendor: Huawei, serial: A1}\n- {<<: *a, serial: A2}\n- {<<: [{serial: A3}, *a]}\n';
    const { records } = await readAll(given, { inputFormat: 'yaml' }, 'export.yaml');
    const serials = records.map((record) => (seen(record)[2] as { serial: string }).serial);
    expect(serials).toEqual(['A1', 'A2', 'A3']);
    expect((await readAll('- {<<: none, vendor: Huawei}\n', {}, 'export.yaml')).records[0]?.cells).toEqual([
      'none',
      'Huawei',
    ]);
  });

  test('a record that is a text has a line, where the format has lines', async () => {
    const linesIn = async (text: string, name: string): Promise<unknown[]> =>
      (await readAll(text, {}, name)).records.map(({ line }) => line);
    expect(await linesIn('["Huawei S5720",\n"Cisco C9300"]', 'export.json')).toEqual([1, 2]);
    expect(await linesIn('- Huawei S5720\n- Cisco C9300\n', 'export.yaml')).toEqual([null, null]);
  });

  test.each(readdirSync(SHAPES).sort())('%s', async (file) => {
    const { document, expected } = JSON.parse(readFileSync(new URL(file, SHAPES), 'utf8')) as Shape;
    const { records, problems } = await readAll(JSON.stringify(document), {}, 'export.json');
    expect(records.map(seen)).toEqual(expected);
    expect(problems).toEqual([]);
  });

  test('secrets and people are withheld wherever they stand', async () => {
    const secret = 'S3CR3T';
    const document = [
      {
        hostname: 'sw1',
        vendor: 'Huawei',
        snmp: { community: secret, ro: secret, v3: { auth_passphrase: secret }, sysDescr: 'Huawei VRP' },
        authpass: secret,
        cryptopass: secret,
        macros: [{ macro: '{$SNMP}', value: secret }],
        assigned_to: { name: secret, dept: secret },
        ansible_env: { TOKEN: secret, ANYTHING: secret },
        contact: [{ name: secret }],
        interfaces: [{ details: { community: secret } }],
      },
    ];
    const { records } = await readAll(JSON.stringify(document), {}, 'export.json');
    expect(records).toHaveLength(1);
    const shown = records[0]?.layout.columns.filter(
      (column, i) => records[0]?.cells[i] === secret && !column.fields.includes('withheld'),
    );
    expect(shown).toEqual([]);
    expect(records[0]?.cells.filter((cell) => cell === secret)).toHaveLength(12);
    const column = records[0]?.layout.columns.find(({ name }) => name === 'snmp.sysDescr');
    expect(column?.fields).toEqual(['sysDescr']);
  });

  test('a key behind a thousand others means what it means before them', async () => {
    const keys = Array.from({ length: 1100 }, (_, at) => [`k${at}`, 'v'] as const);
    const device = { ...Object.fromEntries(keys), password: 'S3CR3T', snmp: { community: 'S3CR3T' }, vendor: 'Huawei' };
    const { records } = await readAll(JSON.stringify([device]), {}, 'export.json');
    const { layout, cells } = records[0] as (typeof records)[number];
    const fieldsOf = (value: string) =>
      layout.columns.filter((_, at) => cells[at] === value).map(({ fields }) => fields);
    expect(fieldsOf('Huawei')).toEqual([['vendor']]);
    expect(fieldsOf('S3CR3T')).toEqual([['withheld'], ['withheld']]);
  });

  test('YAML is read as the same JSON would be', async () => {
    const yaml =
      'zabbix_export:\n  version: "7.0"\n  hosts:\n    - host: r1\n      inventory: {vendor: Huawei, hardware: null}\n';
    const { inventory, records } = await readAll(yaml, {}, 'hosts.yaml');
    expect(inventory.info.format).toBe('yaml');
    expect(records.map(seen)).toEqual([['device', '/zabbix_export/hosts/0', { hostname: 'r1', vendor: 'Huawei' }]]);
    expect(records[0]?.line).toBe(4);
    const vault =
      'sw1:\n  vendor: Huawei\n  pw: !vault |\n    $ANSIBLE_VAULT;1.1;AES256\n  x: !secret zte\n  y: !include z.yaml\n';
    const foreign = await readAll(vault, {}, 'hosts.yml');
    expect(foreign.records.map(({ cells }) => cells)).toEqual([['Huawei', '', '', 'z.yaml', 'sw1']]);
    const documents = await readAll('---\nvendor: Huawei\n---\n# none\n---\nvendor: Cisco\n', {}, 'hosts.yml');
    expect(documents.records.map(seen)).toEqual([
      ['device', '/0', { vendor: 'Huawei' }],
      ['device', '/2', { vendor: 'Cisco' }],
    ]);
    await expect(readAll('hosts: [1, {', {}, 'hosts.yaml')).rejects.toThrow(/^hosts\.yaml:1:\d+: not valid YAML/);
  });

  test('CycloneDX: the product, its parts, and what suppliers are', async () => {
    const document = {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: {
        component: { type: 'device', name: 'board' },
        manufacture: { name: 'ACME' },
        supplier: { name: 'Arrow', contact: [{ name: 'Bob' }] },
      },
      components: [
        { type: 'library', name: 'zlib', publisher: 'Huawei' },
        { type: 'hardware', name: 'modem' },
        { type: 'firmware', name: 'fw2', manufacturer: { name: 'ZTE' } },
        {
          type: 'firmware',
          name: 'fw',
          manufacturer: { name: 'HiSilicon' },
          supplier: { name: 'Mouser' },
          cpe: 'cpe:2.3:h:huawei:x',
          components: [{ type: 'device', name: 'chip', properties: [{ name: 'cdx:device:quantity', value: '2' }] }],
        },
      ],
    };
    const { inventory, records } = await readAll(JSON.stringify(document), {}, 'bom.json');
    expect(inventory.info.format).toBe('cyclonedx');
    expect(records.map(seen)).toEqual([
      ['device', '/metadata/component', { model: 'board', vendor: 'ACME', platform: 'Arrow' }],
      ['noRow', '/components/0', {}],
      ['component', '/components/1', { model: 'modem' }],
      ['component', '/components/2', { model: 'fw2', vendor: 'ZTE', category: 'software' }],
      [
        'component',
        '/components/3',
        {
          ...{ model: 'fw', vendor: 'HiSilicon', platform: 'Mouser', cpe: 'cpe:2.3:h:huawei:x' },
          ...{ category: 'software' },
        },
      ],
      ['component', '/components/3/components/0', { model: 'chip', quantity: '2' }],
    ]);
  });
});

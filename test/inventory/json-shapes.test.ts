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

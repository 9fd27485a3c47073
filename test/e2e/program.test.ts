import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FORMATS } from '../../src/report/registry.ts';
import { netvet as fromSources } from '../cli/run.ts';
import { makeXlsx } from '../inventory/make-xlsx.ts';
import { netvet, newFolder } from './binary.ts';

const CSV = 'Manufacturer,Model,Notes\nHikvision,DS-2CD2143G2-I,"say ""x"""\nCisco,C9300,a "b" c\n,S5720,"open\n';
const NMAP =
  '<?xml version="1.0"?><nmaprun><host><status state="up"/><address addr="10.0.0.9" addrtype="ipv4"/>' +
  '<address addr="00:E0:FC:12:34:56" addrtype="mac" vendor="Huawei Technologies"/></host>' +
  '<runstats><finished exit="success"/></runstats></nmaprun>';
const WALK =
  '.1.3.6.1.2.1.1.1.0 = STRING: Huawei Versatile Routing Platform\n.1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.2011.2.23\n';
const INPUTS: Readonly<Record<string, string | Buffer>> = {
  'a.csv': CSV,
  'b.xlsx': makeXlsx([
    {
      name: 'Sheet1',
      rows: [
        ['Vendor', 'Model'],
        ['ZTE', 'ZXR10 5960'],
      ],
    },
  ]),
  'c.json': '{"results":[{"name":"cam","manufacturer":"Dahua","model":"IPC-HFW2431S"}]}',
  'd.ndjson': '{"vendor":"Hytera"}\n{"vendor":"Cisco"}\n',
  'e.csv.gz': gzipSync(CSV),
  'f.xml': NMAP,
  'g.snmpwalk': WALK,
  'h.txt': 'Gi0/1 00e0.fc12.3456 dynamic\n',
  'i.yaml': 'all:\n  hosts:\n    sw1:\n      vendor: Huawei\n',
  'j.csv.zst': Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0, 0]),
  'acme.yaml': 'format: 1\nlists: []\n',
};
let folder = '';

beforeAll(() => {
  folder = newFolder();
  for (const [name, content] of Object.entries(INPUTS)) writeFileSync(join(folder, name), content);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const CASES: readonly (readonly string[])[] = [
  ...Object.keys(INPUTS).map((name) => ['check', name, '--as-of', '2026-11-24']),
  ['check', 'a.csv', '--list', 'acme.yaml', '--as-of', '2026-11-24'],
  ['check', 'a.csv', '--waivers', 'acme.yaml', '--as-of', '2026-11-24'],
  ['columns', 'a.csv'],
  ['explain', 'a.csv:2', '--as-of', '2026-11-24'],
  ['lists', '--as-of', '2026-11-24'],
  ['vendors'],
  ['--help'],
  ['chekc'],
];

/** Without what differs by intent. */
const plain = (text: string): string =>
  text.replace(/\bnetvet(?: |":")?[01]\.[0-9.]+|"version": ?"[01]\.[0-9.]+"/g, '');

test.each(CASES.map((args) => [args.join(' '), args] as const))(
  'the built program does what its sources do: %s',
  async (_, args) => {
    const [built, sources] = await Promise.all([netvet(args, { cwd: folder }), fromSources(args, { cwd: folder })]);
    expect({ ...built, stdout: plain(built.stdout) }).toEqual({ ...sources, stdout: plain(sources.stdout) });
    expect(built.code).not.toBe(70);
  },
);

test('and writes every report that they write', async () => {
  // A workbook is packed, with the version in it.
  const formats = Object.keys(FORMATS).filter((format) => format !== 'xlsx');
  const args = (by: string): string[] => {
    const outputs = formats.flatMap((format) => ['-o', `${format}=${by}.${format}`]);
    return ['check', 'a.csv', '--as-of', '2026-11-24', '-q', ...outputs];
  };
  const built = await netvet(args('built'), { cwd: folder });
  expect(built).toEqual(await fromSources(args('sources'), { cwd: folder }));
  for (const format of formats) {
    const [one, other] = ['built', 'sources'].map((by) => plain(readFileSync(join(folder, `${by}.${format}`), 'utf8')));
    expect([format, one]).toEqual([format, other]);
  }
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { emptyFolder, netvet } from '../cli/run.ts';
import { makeXlsx } from '../inventory/make-xlsx.ts';

let cwd = '';

/** Its third row cannot be read. */
beforeAll(() => {
  cwd = emptyFolder();
  const lines = ['{"vendor":"Cisco"}', '{"vendor":"Dell"}', '{"vendor": oops}', '{"vendor":"Huawei"}', ''];
  writeFileSync(join(cwd, 'site.ndjson'), lines.join('\n'));
});

test.each([
  ['site.ndjson:1', 0, 'Cisco'],
  ['site.ndjson:3', 2, 'error: site.ndjson has no row at 3 that can be read (netvet check says'],
  ['site.ndjson:4', 0, 'Huawei (huawei)'],
  ['site.ndjson:5', 2, 'error: site.ndjson has no row at 5 that can be read (netvet check says'],
  ['absent.csv:2', 2, 'absent.csv: cannot read'],
  ['site.ndjson', 2, 'site.ndjson is a file (to explain a row: FILE:LINE, or FILE#/POINTER)'],
  ['site.json#0', 2, 'site.json is a file (to explain a row: '],
  ['site.json:Huawei', 2, 'site.json is a file'],
  ['site: Huawei', 0, 'Huawei (huawei)'],
  ['my site.csv:2', 0, 'Hikvision (hikvision)'],
  ['C:\\lab\\site.xlsx:Sheet1!2', 2, 'C:\\lab\\site.xlsx: cannot read'],
  ['site.json#/hosts/1', 0, 'Dahua (dahua)'],
  ['00:18:82:41:77:0c', 0, 'Huawei (huawei)'],
  ['Quectel', 0, 'Of the lists that were not chosen: '],
  ['Quectel', 0, 'upcoming by us-dod-1260h'],
])('%s', async (place, code, says) => {
  writeFileSync(join(cwd, 'my site.csv'), 'Vendor\nHikvision\n');
  writeFileSync(join(cwd, 'site'), 'Vendor\nCisco\n');
  writeFileSync(join(cwd, 'site.json'), JSON.stringify({ hosts: [{ vendor: 'Cisco' }, { vendor: 'Dahua' }] }));
  const ran = await netvet(['explain', place], { cwd });
  expect(ran.code).toBe(code);
  expect(ran.stdout + ran.stderr).toContain(says);
});

test.each([
  ['a document that is one record', 'device.json', '{\n "host": "sw1",\n "vendor": "Huawei"}'],
  ['a list of records', 'devices.json', '[{"vendor": "Cisco"}, {"vendor": "Huawei"}]'],
  ['a table', 'table.csv', 'Hostname,Vendor\nsw1,Huawei\n'],
  ['a text', 'text.txt', 'Huawei S5720-28P switch\n'],
])('what a report prints to type explains its row: %s', async (_, name, text) => {
  writeFileSync(join(cwd, name), text);
  const { stdout } = await netvet(['check', name], { cwd });
  const [, place = ''] = /^Details: netvet explain (.*)$/m.exec(stdout) ?? [];
  expect((await netvet(['explain', place], { cwd })).stdout).toContain('Huawei (huawei)');
});

test('of devices beside each other in a form, each has a place of its own', async () => {
  const rows = [
    ['Vendor', 'Cisco', 'Huawei'],
    ['Model', 'C9300-48P', 'S5720-28P-LI'],
  ];
  writeFileSync(join(cwd, 'form.xlsx'), makeXlsx([{ name: 'Sheet1', rows }]));
  expect((await netvet(['check', 'form.xlsx'], { cwd })).stdout).toContain('form.xlsx:Sheet1!C1');
  expect((await netvet(['explain', 'form.xlsx:Sheet1!C1'], { cwd })).stdout).toContain('Huawei (huawei)');
});

test('what a check finds by the country of production is explained', async () => {
  writeFileSync(join(cwd, 'made.csv'), 'Vendor,Model,Country of origin\nFoomaker,XZ-1,China\n');
  const { stdout } = await netvet(['explain', 'made.csv:2', '-l', 'tw-government'], { cwd });
  expect(stdout).toContain('Foomaker\n  probable, undetermined  by its country\n');
  writeFileSync(join(cwd, 'made-in.csv'), 'Country of origin\nChina\n');
  const alone = await netvet(['explain', 'made-in.csv:2', '-l', 'tw-government'], { cwd });
  expect(alone.stdout).toContain('unknown vendor\n  probable, undetermined  by its country\n');
  expect((await netvet(['explain', 'China', '-l', 'tw-government'], { cwd })).stdout).toContain('No vendor recognised');
});

test('a law is found by what its own entries cite, not by those that another list takes over', async () => {
  const { stdout } = await netvet(['lists', 'search', 'DA 21-309'], { cwd });
  expect(stdout).toContain('us-fcc-covered  Huawei Technologies Company (entry huawei)');
  expect(stdout).not.toContain('us-state-in');
});

test('a row is read with the vendors of the lists that are named, as check reads it', async () => {
  writeFileSync(join(cwd, 'own.yaml'), 'id: own\ntitle: Own\nentries: [{vendor: Foobarix}, {vendor: Zwirnova}]\n');
  const rows = ['Foobarix', 'Zwirnova', 'Foobarix', 'Zwirnova'].map((vendor, at) => `10.0.0.${at},${vendor},r${at}\n`);
  writeFileSync(join(cwd, 'no-header.csv'), rows.join(''));
  for (const command of [
    ['check', 'no-header.csv'],
    ['explain', 'no-header.csv:2'],
    ['columns', 'no-header.csv'],
  ]) {
    const known = ['--list', 'own.yaml', '--profile', 'taiwan-government'];
    const { stdout } = await netvet([...command, ...known, '--format', 'json'], { cwd });
    expect(stdout).toMatch(/"fields?":\[?"vendor"/);
  }
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import type { ListDiff } from '../../src/app/diff.ts';
import { emptyFolder, netvet } from '../cli/run.ts';

const cwd = emptyFolder();
const write = (name: string, text: string) => {
  writeFileSync(join(cwd, name), text);
};
const list = (id: string, entries: string) => `id: ${id}\ntitle: ${id}\nentries:\n${entries}`;

beforeAll(async () => {
  write('site.csv', 'Manufacturer,Model\nHikvision,DS-2CD2143G2-I\nZTE,ZXR10 5960\nHytera,PD785\nDahua,DHI-NVR4216\n');
  write('a.yaml', list('a', '  - vendor: zte\n  - vendor: hytera\n  - vendor: dahua\n'));
  write('b.yaml', list('b', '  - vendor: hikvision\n  - vendor: hytera\n  - {vendor: dahua, since: 2027-01-01}\n'));
  await netvet(['check', 'site.csv', '-q', '-l', 'all', '-o', 'ndjson=site.ndjson'], { cwd });
});

test('of an earlier result only the findings that change are told', async () => {
  const { stdout } = await netvet(['lists', 'diff', 'a.yaml', 'b.yaml', '--against', 'site.ndjson', '-f', 'json'], {
    cwd,
  });
  const { findings } = JSON.parse(stdout) as ListDiff;
  expect(findings?.map(({ name, change, from, to }) => [name, change, from, to])).toEqual([
    ['Hikvision', 'added', null, 'banned'],
    ['ZTE', 'dropped', 'banned', null],
    ['Dahua', 'altered', 'banned', 'upcoming'],
  ]);
});

test('a list against itself changes nothing', async () => {
  const { stdout } = await netvet(['lists', 'diff', 'a.yaml', 'a.yaml', '--against', 'site.ndjson', '-f', 'json'], {
    cwd,
  });
  expect(JSON.parse(stdout)).toMatchObject({ facts: [], entries: [], findings: [] });
});

test('entries added, ended, renamed; names added; acts and days moved', async () => {
  const before = [
    '  - {vendor: {name: Acme, names: [Akme]}, since: 2026-01-01}',
    '  - {vendor: {id: old-name, name: Old Name Works}, as: Old Name Works}',
    '  - {vendor: {name: Beta}}',
    '  - vendor: zte',
  ];
  const after = [
    '  - {vendor: {name: Acme, names: [Akme, Acme Wings]}, since: 2026-02-01}',
    '  - {vendor: {id: new-name, name: New Name Works, names: [Old Name Works]}, as: New Name Works}',
    '  - {vendor: {name: Beta}, until: 2026-05-01}',
    '  - vendor: huawei',
  ];
  write('before.yaml', list('edition', before.join('\n')));
  write('after.yaml', list('edition', after.join('\n')));
  const { stdout } = await netvet(['lists', 'diff', 'before.yaml', 'after.yaml', '--against', 'site.ndjson'], { cwd });
  expect(stdout.split('\n').map((line) => line.replace(/ {2,}/g, ' '))).toEqual([
    'before.yaml -> after.yaml',
    '~ acme: Acme',
    ' also + Acme Wings',
    ' since - 2026-01-01',
    ' + 2026-02-01',
    '- beta: Beta, ended',
    ' until + 2026-05-01',
    '+ huawei: Huawei',
    '~ new-name: New Name Works, renamed from old-name',
    ' as - Old Name Works',
    ' + New Name Works',
    ' also + Old Name Works',
    '- zte: ZTE',
    '',
    '1 finding of the result changes',
    '- site.csv:3 ZTE banned -> no finding',
    'An earlier result holds what its own lists looked for: check again for the entries added.',
    '',
  ]);
});

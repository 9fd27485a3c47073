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

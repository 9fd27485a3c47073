import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { netvet } from '../cli/run.ts';
import { folderOf } from './corpus.ts';

/** Rows enough that those below are told from others without becoming records. */
const CLEAN = Array.from({ length: 600 }, (_, row) => {
  const tail = [row >> 8, row & 255].map((octet) => octet.toString(16).padStart(2, '0')).join(':');
  return `sw-${row},Cisco,C9300-24T,00:1b:54:00:${tail},rack ${row}`;
});
const folder = folderOf([]);

test.each([
  ['a client id of DHCP', 'sw-x,,,01-28-57-be-01-02-03,', 1],
  ['an address as a number', 'sw-x,n/a,x,0x2857be010203,x', 1],
  ['full-width letters', 'sw-x,,ＤＳ-2CD2143G2-I,,', 1],
  ['a second model in a quoted cell', 'sw-x,Cisco,"C9300, DS-2CD2143G2-I",,note', 1],
  ['the octets of a vendor at the end of another address', 'sw-x,Cisco,C9300,00:1b:54:28:57:be,', 0],
  ['optics for a vendor', 'sw-x,Cisco,C9300,00:1b:54:00:00:01,compatible with Huawei optics', 0],
  ['a look-alike and a street', 'sw-x,Hivision,HV-100,00:1b:54:00:00:01,Dahuang Street 5', 0],
])('%s in a late row', async (name, row, expected) => {
  const file = `${name.replaceAll(' ', '-')}.csv`;
  const rows = [...CLEAN.slice(0, 560), row, ...CLEAN.slice(560)];
  writeFileSync(join(folder, file), `Hostname,Vendor,Model,MAC,Notes\n${rows.join('\n')}\n`);
  const { code } = await netvet(['check', file, '--as-of', '2026-11-24'], { cwd: folder });
  expect(code).toBe(expected);
});

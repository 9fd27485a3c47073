import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { emptyFolder, netvet } from './run.ts';

const OF_VENDOR = 'vendor: {name: Acme, identifiers: {models: [{pattern: "QX-[0-9]{3}", strength: strong}]}}';
const OF_ENTRY = 'vendor: huawei\n    models: ["QX-[0-9]{3}"]';

test.each([
  ['a vendor', OF_VENDOR, 'Cisco', 505, 1],
  ['a vendor', OF_VENDOR, 'Cisco', 506, 0],
  ['an entry', OF_ENTRY, 'Huawei', 505, 1],
  ['an entry', OF_ENTRY, 'Huawei', 506, 0],
])(
  'an own pattern of %s sees 512 characters of a cell: %s, %s, %i before it',
  async (_, entry, maker, before, code) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'own.yaml'), `id: own\ntitle: Own\nentries:\n  - ${entry}\n`);
    writeFileSync(join(folder, 'in.csv'), `Manufacturer,Model\n${maker},${'x'.repeat(before)} QX-123\n`);
    expect((await netvet(['check', 'in.csv', '-q', '-l', 'own.yaml'], { cwd: folder })).code).toBe(code);
  },
);

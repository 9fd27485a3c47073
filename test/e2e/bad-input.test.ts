import { mkdirSync, openSync, readFileSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect } from '@jest/globals';
import { bash, netvet, newFolder } from './binary.ts';
import { posixTest as test } from '../posix.ts';

let folder = '';

beforeAll(() => {
  folder = newFolder();
  mkdirSync(join(folder, 'hollow'));
  writeFileSync(join(folder, 'empty.csv'), '');
  writeFileSync(join(folder, 'header.csv'), 'Manufacturer,Model\n');
  writeFileSync(
    join(folder, 'program.csv'),
    Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01\0'), Buffer.alloc(4000, 1)]),
  );
  const line = openSync(join(folder, 'line.csv'), 'w');
  writeSync(line, 'Manufacturer,Model\nHikvision,DS-2CD2143G2-I\n');
  for (let count = 0; count < 50; count += 1) writeSync(line, 'x'.repeat(1024 * 1024));
  writeSync(line, '\nZTE,MF286D\n');
  closeSync(line);
});

describe('bad input gets one clear line and its exit code', () => {
  test.each([
    ['a file that is not there', 'absent.csv', 2, /^error: absent\.csv: cannot read: no such file or folder$/m],
    ['a folder without files', 'hollow', 2, /^error: hollow: the folder holds no files$/m],
    // Readable by nobody, root included.
    ['a file that cannot be read', '/proc/self/mem', 2, /^error: \/proc\/self\/mem: cannot read: i\/o error$/m],
    ['a program', 'program.csv', 2, /^error: program\.csv: not a text file/m],
    ['an empty file', 'empty.csv', 3, /no data rows/],
    ['a header alone', 'header.csv', 3, /no data rows/],
  ])('%s', async (_, name, code, says) => {
    const ran = await netvet(['check', name], { cwd: folder });
    expect(ran.stdout + ran.stderr).toMatch(says);
    expect(ran.stderr).not.toMatch(/\bat .*\.js:\d+/);
    expect(ran.code).toBe(code);
  });

  test('signs without end between the words of a cell are read once: else this took minutes', async () => {
    const signs = ':'.repeat(20_000);
    const rows = Array.from(
      { length: 300 },
      (_, at) => `Cisco,"huawei ${signs} x ${at}"\nCisco,"cable x huawei${signs}switch ${at}"\n`,
    );
    const { code } = await netvet(['check', '-', '-q'], { stdin: `Vendor,Notes\n${rows.join('')}` });
    expect(code).toBe(0);
  });

  test('waivers for many findings are written at once: one by one this took minutes', async () => {
    const rows = Array.from({ length: 1_500 }, (_, at) => `Huawei,S5720,SN${at + 10_000}\n`).join('');
    const add = 'netvet waivers add --from many.ndjson --file many.yaml --because not-this-vendor --reason r --owner o';
    const ids = `$(grep -o '"type":"finding","id":"[^"]*"' many.ndjson | cut -d '"' -f 8)`;
    writeFileSync(join(folder, 'many.csv'), `Vendor,Model,Serial\n${rows}`);
    await bash(`netvet check many.csv -q -o ndjson=many.ndjson; ${add} ${ids}`, folder);
    expect(readFileSync(join(folder, 'many.yaml'), 'utf8').match(/- id: /g)).toHaveLength(1_500);
  });

  test('a line of 50 MB does not hide the rows around it, nor take the memory of the machine', async () => {
    const { stdout, code, stderr } = await bash('ulimit -v 4000000; netvet check line.csv -f ndjson', folder);
    expect(stderr).not.toContain('heap');
    expect(stdout).toMatch(/"vendor":\{"id":"hikvision"/);
    expect(stdout).toMatch(/"vendor":\{"id":"zte"/);
    expect(stdout).toMatch(/"type":"problem".*"line":3/);
    expect(code).toBe(1);
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { emptyFolder, netvet } from '../cli/run.ts';

let cwd = '';

/** Its third row cannot be read. */
beforeAll(() => {
  cwd = emptyFolder();
  const lines = ['{"vendor":"Cisco"}', '{"vendor":"Dell"}', '{"vendor": oops}', '{"vendor":"Huawei"}', ''];
  writeFileSync(join(cwd, 'site.ndjson'), lines.join('\n'));
});

test.each([
  ['1', 0, 'Cisco'],
  ['3', 2, 'error: row 3 could not be read: '],
  ['4', 0, 'Huawei (huawei)'],
  ['5', 2, 'error: site.ndjson has no row 5 (it has 4)\n'],
])('row %s of a file with a row that cannot be read', async (row, code, says) => {
  const ran = await netvet(['explain', '--row', row, 'site.ndjson'], { cwd });
  expect(ran.code).toBe(code);
  expect(ran.stdout + ran.stderr).toContain(says);
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { emptyFolder, events, netvet } from './run.ts';

test('a row of 200,000 cells beyond its header takes a time that grows with them, not with their square', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'a.csv'), `Vendor,Model\nCisco,C1${',Huawei'.repeat(200_000)}\nZTE,ZX\n`);
  const { code, stdout } = await netvet(['check', 'a.csv', '-f', 'ndjson'], { cwd });
  expect(code).toBe(1);
  expect(events(stdout).filter(({ type }) => type === 'finding').map(({ line }) => line)).toContain(3); // prettier-ignore
}, 20_000);

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { bash, newFolder } from './binary.ts';
import { posixTest as test } from '../posix.ts';

// A pipe is opened for writing only once it is opened for reading: then netvet knows the size of both inputs.
test.each([
  ['grew', 'echo Cisco,C9500 >> site.csv', 'grew while it was read: 37 bytes instead of 25'],
  ['shrank', 'echo Vendor > site.csv', 'shrank while it was read: 7 bytes instead of 25'],
])('a file that %s while netvet runs makes the run incomplete', async (_, change, message) => {
  const folder = newFolder();
  writeFileSync(join(folder, 'site.csv'), 'Vendor,Model\nCisco,C9300\n');
  writeFileSync(join(folder, 'first.csv'), 'Vendor,Model\nCisco,C9300\n');
  const { code, stdout } = await bash(
    `mkfifo pipe; netvet check pipe site.csv -f ndjson & exec 3> pipe; ${change}; cat first.csv >&3; exec 3>&-; wait $!`,
    folder,
  );
  expect(stdout).toContain(message);
  expect(code).toBe(3);
});

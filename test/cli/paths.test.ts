import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect } from '@jest/globals';
import { emptyFolder, netvet } from './run.ts';
import { posixTest as test } from '../posix.ts';

const LONG = 'x'.repeat(300);
const TOO_LONG = 'name too long';
const LOOP = 'too many symbolic links encountered';
let folder = '';
let finding = '';

beforeAll(async () => {
  folder = emptyFolder();
  writeFileSync(join(folder, 'in.csv'), 'Manufacturer,Model,Serial\nHikvision,DS-2CD2143G2-I,S1\n');
  writeFileSync(join(folder, 'waivers.yaml'), 'waivers: []\n');
  symlinkSync('loop', join(folder, 'loop'));
  mkdirSync(join(folder, 'with-loop'));
  symlinkSync('loop', join(folder, 'with-loop/loop'));
  await netvet(['check', 'in.csv', '-q', '-o', 'ndjson=result.ndjson'], { cwd: folder });
  finding = /"id":"([0-9a-f]{16})"/.exec(readFileSync(join(folder, 'result.ndjson'), 'utf8'))?.[1] ?? '';
});

/** Every place of the command line where a path may stand; `@` is the path. */
const USES = [
  'check @',
  'check in.csv -l @',
  'check in.csv -l ./@',
  'check in.csv -q -o json=@',
  'check in.csv --waivers @',
  'check in.csv --baseline @',
  'check in.csv --config @',
  'columns @',
  'lists show ./@',
  'lists validate @',
  'lists diff ./@ us-fcc-covered',
  'lists diff us-fcc-covered us-ndaa-889 --against @',
  'waivers validate @',
  'waivers prune @',
  'waivers add x --because not-this-vendor --reason r --owner o --file w.yaml --from @',
  'waivers add ID --because not-this-vendor --reason r --owner o --from result.ndjson --file @',
  'report result.ndjson -q -o json=@',
  'report @',
  'verify @',
];

describe('what the file system says of a path that was given is exit 2, with the path', () => {
  test.each(
    USES.flatMap((line) => [
      [line, TOO_LONG, LONG],
      [line, LOOP, 'loop'],
      [line, 'a part of the path is not a folder', 'in.csv/x'],
    ]),
  )('%s: %s', async (line, says, path) => {
    const { code, stderr } = await netvet(line.replace('ID', finding).replace('@', path).split(' '), { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`^error: (?:\\./)?${path}: cannot (?:read|write): ${says}$`, 'm'));
  });
});

test('a link in a folder that leads in a circle is one input that cannot be read', async () => {
  const { code, stderr } = await netvet(['check', 'with-loop', 'in.csv', '-q'], { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toContain(`error: with-loop/loop: cannot read: ${LOOP}\n`);
});

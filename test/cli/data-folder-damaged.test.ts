import { mkdirSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { sha256 } from '../../src/core/fingerprint.ts';
import { check, copy, makeFolders, put, root, writeManifest } from './data-folder.ts';
import type { Manifest } from './data-folder.ts';

beforeAll(makeFolders);

const HUAWEI = 'vendors/huawei.yaml';
const drop = (path: string) => (dir: string) => {
  writeManifest(dir, ({ files, ...rest }) => ({ ...rest, files: files.filter((file) => file.path !== path) }));
  rmSync(join(dir, path));
};
const inManifest = (change: (manifest: Manifest) => unknown) => (dir: string) => {
  writeManifest(dir, change);
};
const path = (given: string) =>
  inManifest(({ files, ...rest }) => ({ ...rest, files: [{ path: given, sha256: 'a'.repeat(64) }, ...files] }));

describe('a damaged folder is refused, with what is wrong', () => {
  test.each<[string, (dir: string) => void, RegExp]>([
    [
      'no folder',
      (dir) => {
        rmSync(dir, { recursive: true });
      },
      /manifest\.json: cannot read: no such file/,
    ],
    [
      'a file',
      (dir) => {
        rmSync(dir, { recursive: true });
        writeFileSync(dir, '');
      },
      /cannot read: a part of the path/,
    ],
    [
      'no manifest',
      (dir) => {
        unlinkSync(join(dir, 'manifest.json'));
      },
      /manifest\.json: cannot read/,
    ],
    [
      'an empty manifest',
      (dir) => {
        writeFileSync(join(dir, 'manifest.json'), '');
      },
      /manifest\.json: is empty/,
    ],
    [
      'no JSON',
      (dir) => {
        writeFileSync(join(dir, 'manifest.json'), '{"day":');
      },
      /manifest\.json:1:\d+: not valid YAML/,
    ],
    [
      'another version',
      inManifest((manifest) => ({ ...manifest, schemaVersion: 2 })),
      /:1:\d+: data of schema version 2/,
    ],
    ['no version', inManifest(({ day, files }) => ({ day, files })), /the key schemaVersion is missing/],
    ['no day', inManifest(({ schemaVersion, files }) => ({ schemaVersion, files })), /the key day is missing/],
    [
      'no such day',
      inManifest((manifest) => ({ ...manifest, day: '2026-02-30' })),
      /"2026-02-30" is not a day|valid date/,
    ],
    ['no files', inManifest((manifest) => ({ ...manifest, files: [] })), /a list of 0; expected at least 1/],
    [
      'no hash',
      inManifest((manifest) => ({ ...manifest, files: [{ path: HUAWEI, sha256: 'x' }] })),
      /is not 64 hex digits/,
    ],
    ['a path above', path('../secret.yaml'), /"\.\.\/secret\.yaml" is not a file of a data folder/],
    ['an absolute path', path('/etc/passwd'), /"\/etc\/passwd" is not a file of a data folder/],
    ['a path through', path('vendors/../../x.yaml'), /is not a file of a data folder/],
    ['a path of a system', path('vendors\\\\..\\\\x.yaml'), /is not a file of a data folder/],
    [
      'a missing file',
      (dir) => {
        unlinkSync(join(dir, HUAWEI));
      },
      /vendors\/huawei\.yaml: cannot read: no such file/,
    ],
    [
      'a changed file',
      (dir) => {
        writeFileSync(join(dir, HUAWEI), 'id: huawei\n');
      },
      /huawei\.yaml: is not the file of manifest\.json: another sha256/,
    ],
    [
      'a cut file',
      (dir) => {
        writeFileSync(join(dir, HUAWEI), readFileSync(join(dir, HUAWEI)).subarray(0, -1));
      },
      /another sha256/,
    ],
    [
      'a file that is not in it',
      (dir) => {
        writeFileSync(join(dir, 'lists/more.yaml'), '');
      },
      /lists\/more\.yaml: is not in manifest\.json/,
    ],
    [
      'a file twice',
      inManifest((manifest) => ({ ...manifest, files: [...manifest.files, manifest.files[0]] })),
      /is there twice in manifest/,
    ],
    [
      'a link out of it',
      (dir) => {
        rmSync(join(dir, HUAWEI));
        symlinkSync('/etc/hostname', join(dir, HUAWEI));
      },
      /is not a file of the folder itself/,
    ],
    [
      'a folder that is a link',
      (dir) => {
        rmSync(join(dir, 'vendors'), { recursive: true });
        symlinkSync(join(root, 'plain/vendors'), join(dir, 'vendors'));
      },
      /is not a file of the folder itself/,
    ],
    [
      'a folder for a file',
      (dir) => {
        rmSync(join(dir, HUAWEI));
        mkdirSync(join(dir, HUAWEI));
      },
      /is not a file of the folder itself/,
    ],
    [
      'no UTF-8',
      (dir) => {
        const bytes = Buffer.from([0x69, 0xff]);
        writeFileSync(join(dir, HUAWEI), bytes);
        inManifest(({ files, ...rest }) => ({
          ...rest,
          files: files.map((file) => (file.path === HUAWEI ? { path: HUAWEI, sha256: sha256(bytes) } : file)),
        }))(dir);
      },
      /huawei\.yaml: not UTF-8 text/,
    ],
    ['no word table', drop('words/headers.yaml'), /words\/headers\.yaml: is missing from manifest\.json/],
    ['no prefixes', drop('mac-prefixes.txt'), /mac-prefixes\.txt: is missing from manifest\.json/],
    ['a vendor that a list names', drop('vendors/hytera.yaml'), /unknown vendor hytera/],
    [
      'a wrong vendor',
      (dir) => {
        put(dir, 'vendors/acme.yaml', 'id: acme\nname: Acme\nnmaes: [Acme]\n');
      },
      /vendors\/acme\.yaml:3:1: unknown key nmaes/,
    ],
    ['no default list', drop('lists/us-ndaa-889.yaml'), /us-ndaa-889/],
  ])('%s', async (name, damage, expected) => {
    const dir = copy(name);
    damage(dir);
    const { code, stdout, stderr } = await check(name);
    expect(stderr).toMatch(expected);
    expect([code, stdout]).toEqual([2, '']);
  });
});

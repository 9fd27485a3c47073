import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { sha256 } from '../../src/core/fingerprint.ts';
import { archiveOf, packData, writeFolder } from '../../src/tools/pack-data.ts';
import { emptyFolder, events, netvet } from './run.ts';

interface Manifest {
  schemaVersion: number;
  day: string;
  files: { path: string; sha256: string }[];
}

const root = emptyFolder();
const INVENTORY = 'Manufacturer,Model\nHuawei,S5720\nHytera,PD785\nRaisecom,ISCOM2600G\nCisco,C9300\nZTE,ZXR10 5960\n';

beforeAll(() => {
  writeFolder(join(root, 'plain'), packData('data').files);
  writeFileSync(join(root, 'site.csv'), INVENTORY);
});

/** A copy of the packed data. */
function copy(name: string): string {
  cpSync(join(root, 'plain'), join(root, name), { recursive: true });
  return join(root, name);
}

function manifestOf(dir: string): Manifest {
  return JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as Manifest;
}

function writeManifest(dir: string, change: (manifest: Manifest) => unknown): void {
  const manifest = manifestOf(dir);
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(change(manifest) ?? manifest));
}

/** Writes a file and its hash, as whoever makes the data does. */
function put(dir: string, path: string, text: string): void {
  writeFileSync(join(dir, path), text);
  writeManifest(dir, ({ files, ...rest }) => ({
    ...rest,
    files: [...files.filter((file) => file.path !== path), { path, sha256: sha256(text) }],
  }));
}

const check = (dir: string, ...more: string[]) =>
  netvet(['check', 'site.csv', '--data', dir, '-f', 'ndjson', ...more], { cwd: root });

/** `line vendor status` of each finding. */
const findingsOf = (stdout: string): readonly string[] =>
  events(stdout)
    .filter(({ type }) => type === 'finding')
    .map(({ line, vendor, status }) => `${String(line)} ${(vendor as { id: string }).id} ${String(status)}`);

test('packing makes the same bytes each time', () => {
  const [one, two] = [packData('data').files, packData('data').files];
  expect(sha256(archiveOf('netvet-data', one))).toBe(sha256(archiveOf('netvet-data', two)));
  expect(() => {
    writeFolder(root, one);
  }).toThrow('is there and is no data folder');
});

test('one more vendor and one ended entry change exactly their findings; a result says which data made it', async () => {
  const dir = copy('newer');
  const list = readFileSync(join(dir, 'lists/us-ndaa-889.yaml'), 'utf8');
  put(dir, 'vendors/raisecom.yaml', 'id: raisecom\nname: Raisecom\nnames: [Raisecom]\nsources: [x]\n');
  const ended = list.replace(/(- vendor: hytera\n(?: {4}.*\n)*? {4}since: .*\n)/, '$1    until: 2026-01-31\n');
  expect(ended).not.toBe(list);
  const own = list.slice(list.indexOf('  - vendor: huawei')).split('\n  - ')[0] ?? '';
  const added = own
    .replaceAll('huawei', 'raisecom')
    .replaceAll(/Huawei[^\n]*/g, 'Raisecom')
    .replace(/ {4}examples:[^]*/, '');
  put(
    dir,
    'lists/us-ndaa-889.yaml',
    ended.replace('entries:\n', `entries:\n${added.trimEnd()}\n`).replace(/expect: .*/, 'expect: {entries: [1, 9]}'),
  );
  const lists = ['-l', 'us-ndaa-889', '--as-of', '2026-11-24'];
  const [shipped, plain, newer] = [
    await netvet(['check', 'site.csv', '-f', 'ndjson', ...lists], { cwd: root }),
    await check('plain', ...lists),
    await check('newer', ...lists, '-o', 'ndjson=newer.ndjson'),
  ];
  expect(newer.stderr).toBe('');
  expect(findingsOf(plain.stdout)).toEqual(findingsOf(shipped.stdout));
  expect(findingsOf(shipped.stdout)).toEqual(['2 huawei banned', '3 hytera banned', '6 zte banned']);
  expect(findingsOf(newer.stdout)).toEqual(['2 huawei banned', '3 hytera listed', '4 raisecom banned', '6 zte banned']);
  const [dataShipped, dataPlain, dataNewer] = [shipped, plain, newer].map(
    ({ stdout }) => events(stdout)[0]?.['data'] as { path: string | null; day: string; sha256: string },
  );
  expect(dataShipped?.path).toBeNull();
  expect(dataPlain).toEqual({ ...dataShipped, path: 'plain' });
  expect(dataNewer?.sha256).not.toBe(dataPlain?.sha256);

  const verified = await netvet(['verify', 'newer.ndjson'], { cwd: root });
  expect(verified.stdout).toContain('reproduced, every finding and problem is the same');
  put(dir, 'vendors/raisecom.yaml', 'id: raisecom\nname: Raisecom\nnames: [Raisecom, ISCOM]\nsources: [x]\n');
  const changed = await netvet(['verify', 'newer.ndjson'], { cwd: root });
  expect(changed.code).toBe(2);
  expect(changed.stdout).toContain('changed: the data: newer, of ');
});

test('.netvet.yaml may name the folder, for every command', async () => {
  writeFileSync(join(root, '.netvet.yaml'), 'data: nowhere\n');
  const runs = [['check', 'site.csv'], ['explain', 'Huawei'], ['lists'], ['vendors', 'show', 'huawei']];
  for (const args of runs) {
    const { code, stderr } = await netvet(args, { cwd: root });
    expect([code, stderr]).toEqual([2, 'error: nowhere/manifest.json: cannot read: no such file or folder\n']);
  }
  const overruled = await netvet(['lists', '--data', 'plain'], { cwd: root });
  expect(overruled.code).toBe(0);
  unlinkSync(join(root, '.netvet.yaml'));
});

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
      /stands twice/,
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

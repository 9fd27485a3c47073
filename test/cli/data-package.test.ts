import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { archiveOf, packData } from '../../bin/tools/pack-data.ts';
import { sha256 } from '#runtime';
import { emptyFolder, events, netvet } from './run.ts';

const root = emptyFolder();
const at = (path: string) => join(root, path);
const INVENTORY = 'Manufacturer,Model\nHuawei,S5720\nHytera,PD785\nRaisecom,ISCOM2600G\nCisco,C9300\nZTE,ZXR10 5960\n';
const LISTS = ['-l', 'us-ndaa-889', '--as-of', '2026-11-24'];

type Packed = ReturnType<typeof packData>['files'];

/** Lays a package out as npm installs it. */
function install(folder: string, files: Packed): void {
  mkdirSync(at(folder), { recursive: true });
  for (const [path, text] of files) writeFileSync(join(at(folder), path), text);
}

let plain: Packed = [];
let day = '';

beforeAll(() => {
  ({ files: plain, day } = packData('data'));
  writeFileSync(at('site.csv'), INVENTORY);
  writeFileSync(at('plain.tgz'), archiveOf(plain));
  install('plain', plain);
  cpSync('data', at('data'), { recursive: true });
  const list = at('data/lists/us-ndaa-889.yaml');
  const text = readFileSync(list, 'utf8');
  const ended = text
    .replace(/- vendor: hytera\n/, '$&    until: 2026-01-31\n')
    .replace('entries:\n', 'entries:\n  - {vendor: raisecom, as: Raisecom, citation: x}\n');
  writeFileSync(list, ended);
  appendFileSync(at('data/vendors/raisecom.yaml'), 'id: raisecom\nname: Raisecom\nnames: [Raisecom]\nsources: [x]\n');
  const newer = packData(at('data'), '2027-03-01').files;
  writeFileSync(at('newer.tgz'), archiveOf(newer));
  install('node_modules/netvet-data', newer);
  install('older/netvet-data', packData(at('data')).files);
});

const check = (data: string, ...more: string[]) =>
  netvet(['check', 'site.csv', '--data', data, '-f', 'ndjson', ...more], { cwd: root });

/** `line vendor status` of each finding. */
const findingsOf = (stdout: string): readonly string[] =>
  events(stdout)
    .filter(({ type }) => type === 'finding')
    .map(({ line, vendor, status }) => `${String(line)} ${(vendor as { id: string }).id} ${String(status)}`);

const dataOf = (stdout: string) => events(stdout)[0]?.['data'] as { path: string | null; day: string; sha256: string };

const AS_SHIPPED = ['2 huawei banned', '3 hytera banned', '6 zte banned'];
const AS_NEWER = ['2 huawei banned', '3 hytera listed', '4 raisecom banned', '6 zte banned'];

test('packing makes the same bytes each time, and the data of a correction may have a later day', () => {
  expect(sha256(archiveOf(packData('data').files))).toBe(sha256(readFileSync(at('plain.tgz'))));
  expect(JSON.parse(plain[0]?.[1] ?? '')).toMatchObject({
    name: 'netvet-data',
    version: day.split('-').map(Number).join('.'),
    netvetData: { day },
  });
  expect(() => packData('data', '2020-01-01')).toThrow(`2020-01-01 is not a day from ${day} on`);
  expect(() => packData('data', 'today')).toThrow('today is not a day from');
});

test('a package, packed or laid out, is read as what is shipped is; other data changes exactly its findings', async () => {
  const shipped = await netvet(['check', 'site.csv', '-f', 'ndjson', ...LISTS], { cwd: root });
  const [packed, laidOut, newer] = [
    await check('plain.tgz', ...LISTS),
    await check('plain/', ...LISTS),
    await check('newer.tgz', ...LISTS, '-o', 'ndjson=newer.ndjson'),
  ];
  expect(findingsOf(shipped.stdout)).toEqual(AS_SHIPPED);
  for (const { stdout } of [packed, laidOut]) expect(findingsOf(stdout)).toEqual(AS_SHIPPED);
  expect(findingsOf(newer.stdout)).toEqual(AS_NEWER);
  expect(shipped.stderr).toBe('');
  expect(newer.stderr).toBe('note: data of 2027-03-01 from newer.tgz, not the data that is shipped with netvet\n');
  expect(dataOf(shipped.stdout).path).toBeNull();
  expect(dataOf(packed.stdout)).toEqual({ ...dataOf(shipped.stdout), path: 'plain.tgz' });
  expect(dataOf(laidOut.stdout)).toEqual({ ...dataOf(shipped.stdout), path: 'plain' });
  expect(dataOf(newer.stdout)).toMatchObject({ path: 'newer.tgz', day: '2027-03-01' });
  expect(dataOf(newer.stdout).sha256).not.toBe(dataOf(packed.stdout).sha256);

  const verified = await netvet(['verify', 'newer.ndjson'], { cwd: root });
  expect(verified.stdout).toContain('reproduced, every finding and problem is the same');
  writeFileSync(at('newer.tgz'), archiveOf(plain));
  const changed = await netvet(['verify', 'newer.ndjson'], { cwd: root });
  expect([changed.code, changed.stdout]).toEqual([
    2,
    expect.stringContaining('changed: newer.ndjson was judged by the data newer.tgz, of '),
  ]);
});

test('beside netvet the newest day wins; --data wins over it', async () => {
  const run = (folder: string, ...more: string[]) =>
    netvet(['check', 'site.csv', '-f', 'ndjson', ...LISTS, ...more], {
      cwd: root,
      dataPackage: at(`${folder}/netvet-data`),
    });
  const newer = await run('node_modules');
  expect(findingsOf(newer.stdout)).toEqual(AS_NEWER);
  expect(newer.stderr).toMatch(/^note: data of 2027-03-01 from netvet-data, not the data that is shipped/);
  expect(dataOf(newer.stdout).path).toBe('netvet-data');
  for (const folder of ['older', 'nowhere']) {
    const { stdout, stderr } = await run(folder);
    expect([findingsOf(stdout), stderr]).toEqual([AS_SHIPPED, '']);
  }
  // One that is there and cannot be read may be newer.
  mkdirSync(at('unread/netvet-data/knowledge.json'), { recursive: true });
  const { code, stderr } = await run('unread');
  expect([code, stderr]).toEqual([2, expect.stringContaining('netvet-data/knowledge.json: cannot read: is a folder')]);
  expect(findingsOf((await run('node_modules', '--data', 'plain')).stdout)).toEqual(AS_SHIPPED);
  // A package in the working folder is not netvet's own.
  const here = await netvet(['check', 'site.csv', '-f', 'ndjson', ...LISTS], { cwd: root });
  expect(findingsOf(here.stdout)).toEqual(AS_SHIPPED);
});

test('.netvet.yaml may name the package, for every command', async () => {
  writeFileSync(at('.netvet.yaml'), 'data: nowhere\n');
  for (const args of [['check', 'site.csv'], ['explain', 'Huawei'], ['lists'], ['vendors', 'show', 'huawei']]) {
    const { code, stderr } = await netvet(args, { cwd: root });
    expect([code, stderr]).toEqual([2, 'error: nowhere: cannot read: no such file or folder\n']);
  }
  expect((await netvet(['lists', '--data', 'plain'], { cwd: root })).code).toBe(0);
  rmSync(at('.netvet.yaml'));
});

describe('what is not as it was packed is refused', () => {
  const knowledge = (from: string | RegExp, to: string) => (files: Packed) =>
    files.map(([path, text]) => [path, path === 'knowledge.json' ? text.replace(from, to) : text] as const);

  test.each<[string, (files: Packed) => Packed, RegExp]>([
    ['a later format', knowledge('"format":1', '"format":9'), /data of format 9, .*update netvet/],
    ['an earlier format', knowledge('"format":1', '"format":0'), /format 0, .*get newer data/],
    ['another day', knowledge(/"day":"[\d-]+"/, '"day":"2030-01-01"'), /is damaged \(get it again/],
    ['another day of its data', knowledge(/"data":\{(.*?)"day":"[\d-]+"/, '"data":{$1"day":"2030-01-01"'), /is damaged \(get it again/],
    ['another vendor', knowledge('"id":"huawei"', '"id":"huawej"'), /is damaged \(get it again/],
    ['cut data', knowledge(/"words":.*/s, ''), /is damaged \(get it again/],
    ['other data', knowledge(/.*/s, '{}'), /is damaged/],
    ['no data', (files) => files.slice(0, 1), /knowledge\.json/],
    ['one more file', (files) => [...files, ['run.sh', 'x']], /is not an archive of a data package/],
  ])('%s', async (name, change, expected) => {
    const changed = change(plain);
    writeFileSync(at('changed.tgz'), archiveOf(changed));
    rmSync(at('changed'), { recursive: true, force: true });
    install('changed', changed);
    const runs = [await check('changed.tgz'), ...(name === 'one more file' ? [] : [await check('changed')])];
    for (const { code, stdout, stderr } of runs) {
      expect(stderr).toMatch(expected);
      expect([code, stdout]).toEqual([2, '']);
    }
  }); // prettier-ignore

  const packed = archiveOf(packData('data').files);
  // Behind the ten bytes of the header of gzip, in which times and systems may differ.
  const places = Array.from({ length: 24 }, (_, index) => 10 + Math.floor((index * (packed.length - 11)) / 23));
  test.each([0, 1, ...places, packed.length - 5])('a changed byte at %i', async (place) => {
    const bytes = Buffer.from(packed);
    bytes.writeUInt8(bytes.readUInt8(place) ^ 0x21, place);
    writeFileSync(at('byte.tgz'), bytes);
    const { code, stdout } = await check('byte.tgz');
    expect([code, stdout]).toEqual([2, '']);
  });

  test.each<[string, () => string | Buffer, RegExp]>([
    ['nothing', () => '', /is damaged, or not an archive/],
    ['text', () => 'id: huawei\n', /is damaged, or not an archive/],
    ['another archive', () => gzipSync('x'.repeat(2000)), /is not an archive of a data package/],
    ['a cut one', () => packed.subarray(0, 4000), /is damaged/],
    ['far too much', () => gzipSync(Buffer.alloc(70 << 20), { level: 9 }), /is damaged|not an archive/],
    ['a path out of it', () => gzipSync(Buffer.from(gunzipSync(packed).toString('latin1').replace('package/package', '../../x/package'), 'latin1')), /archive/],
  ])('%s', async (_, content, expected) => {
    writeFileSync(at('other.tgz'), content());
    const { code, stderr } = await check('other.tgz');
    expect([code, stderr]).toEqual([2, expect.stringMatching(expected)]);
  }); // prettier-ignore

  test('a folder that is none', async () => {
    expect((await check('.')).stderr).toMatch(/knowledge\.json: cannot read: no such file/);
  });
});

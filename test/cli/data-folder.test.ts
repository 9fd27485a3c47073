import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { sha256 } from '../../src/core/fingerprint.ts';
import { archiveOf, packData, writeFolder } from '../../bin/tools/pack-data.ts';
import { check, copy, makeFolders, put, root } from './data-folder.ts';
import { events, netvet } from './run.ts';

beforeAll(makeFolders);

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
  const ended = list.replace(/- vendor: hytera\n/, '$&    until: 2026-01-31\n');
  expect(ended).not.toBe(list);
  put(
    dir,
    'lists/us-ndaa-889.yaml',
    ended.replace('entries:\n', 'entries:\n  - {vendor: raisecom, as: Raisecom, citation: x}\n'),
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

import { cpSync, existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { knowledgeFile } from '../knowledge.ts';
import { emptyFolder, netvet } from './run.ts';

const root = emptyFolder();
const at = (path: string) => join(root, path);
const RAISECOM = 'vendors/raisecom.yaml';
const compiled = at('knowledge.json');
const explain = (name: string) =>
  netvet(['explain', name], { cwd: root, knowledgeFile: compiled, sources: at('data') });

beforeAll(() => {
  cpSync('data', at('data'), { recursive: true });
  cpSync(knowledgeFile(), compiled);
});

test('a checkout judges by its data/ as it is, without a build', async () => {
  expect((await explain('Nosuchmaker')).stdout).not.toContain('confirmed');
  writeFileSync(at(`data/${RAISECOM}`), 'id: raisecom\nname: Raisecom\nnames: [Nosuchmaker]\nsources: [x]\n');
  const found = await explain('Nosuchmaker');
  expect([found.code, found.stderr]).toEqual([0, '']);
  expect(found.stdout).toContain('confirmed');

  // An earlier time does not hide a change, and a file that goes is one.
  const old = new Date('2020-01-01T00:00:00Z');
  writeFileSync(at(`data/${RAISECOM}`), 'id: raisecom\nname: Raisecom\nnames: [Othermaker]\nsources: [x]\n');
  utimesSync(at(`data/${RAISECOM}`), old, old);
  expect((await explain('Othermaker')).stdout).toContain('confirmed');
  rmSync(at(`data/${RAISECOM}`));
  expect((await explain('Othermaker')).stdout).not.toContain('confirmed');
});

test('wrong data is said with its place, and the run ends with 2; what was mended is used at once', async () => {
  writeFileSync(at(`data/${RAISECOM}`), 'id: raisecom\nnmaes: [Nosuchmaker]\n');
  rmSync(compiled);
  const { code, stderr } = await explain('Huawei');
  expect([code, stderr]).toEqual([2, expect.stringContaining(`data/${RAISECOM}:2:1: unknown key nmaes (did you mean name`)]);
  expect(existsSync(compiled)).toBe(false);
  writeFileSync(at(`data/${RAISECOM}`), 'id: raisecom\nname: Raisecom\nnames: [Nosuchmaker]\n');
  expect((await explain('Nosuchmaker')).stdout).toContain('confirmed');
}); // prettier-ignore

test('data/ is valid as it is, whole and its lists alone: approvals of shipped lists are those of data/', async () => {
  for (const paths of [['data'], ['data/lists/us-fcc-covered.yaml']]) {
    const { code, stdout } = await netvet(['lists', 'validate', ...paths], { cwd: process.cwd() });
    expect([code, stdout]).toEqual([0, expect.stringContaining('data/lists/us-fcc-covered.yaml: a valid list\n')]);
  }
});

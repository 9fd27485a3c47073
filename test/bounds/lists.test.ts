import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { formatProblem } from '../../src/core/errors.ts';
import { readLists } from '../../src/knowledge/user-lists.ts';
import { emptyFolder, netvet } from '../cli/run.ts';
import { shipped } from '../knowledge.ts';

const cwd = emptyFolder();
writeFileSync(join(cwd, 'site.csv'), 'Manufacturer,Model\nAcme 19999,A1\n');

const names = (count: number): string => Array.from({ length: count }, (_, at) => `Acme ${at + 1}\n`).join('');

const SPLIT = 'make it two lists, or choose some of its sources: --list-source NAME';

describe('a list has at most 20,000 entries, however it is written', () => {
  test('one of as many is read at once, each entry with a name that netvet does not know', async () => {
    writeFileSync(join(cwd, 'full.csv'), `vendor\n${names(20_000)}`);
    const { code, stderr } = await netvet(['check', 'site.csv', '-l', 'full.csv'], { cwd });
    expect(stderr).toContain('full.csv: 20,000 vendors that netvet does not know');
    expect(code).toBe(1);
  });

  test('as many entries of one vendor are numbered at once', async () => {
    writeFileSync(join(cwd, 'one.csv'), `vendor,model\n${'Huawei,S5720\n'.repeat(15_000)}`);
    expect((await netvet(['lists', 'validate', 'one.csv'], { cwd })).stdout).toBe('one.csv: a valid list\n');
  });

  test('names of hundreds of words are looked through at once', async () => {
    const printed = Array.from({ length: 800 }, (_, at) => `w${at}`).join(' ');
    const entries = `  - vendor: huawei\n    as: ${printed}\n`.repeat(100);
    writeFileSync(join(cwd, 'long.yaml'), `id: long\ntitle: Long\nentries:\n${entries}`);
    expect((await netvet(['lists', 'validate', 'long.yaml'], { cwd })).stdout).toBe('long.yaml: a valid list\n');
  });

  test.each([
    ['more.csv', `vendor\n${names(30_000)}`, '20002:1'],
    ['more.txt', names(30_000), '20001:1'],
  ])('%s is refused at the first that is too many', async (file, text, line) => {
    writeFileSync(join(cwd, file), text);
    const { code, stderr } = await netvet(['check', 'site.csv', '-l', file], { cwd });
    const says = `error: ${file}:${line}: more than 20,000 entries (${SPLIT})\n`;
    expect({ code, stderr }).toEqual({ code: 2, stderr: says });
  });

  test.each(['name,aliases', 'Clean Name,Alias,Start date,End date'])(
    'an official file with %s too',
    async (header) => {
      const rest = ',x'.repeat(header.split(',').length - 1);
      writeFileSync(join(cwd, 'official.csv'), `${header}\n${names(30_000).replaceAll('\n', `${rest}\n`)}`);
      const { code, stderr } = await netvet(['check', 'site.csv', '-l', 'official.csv'], { cwd });
      const says = `error: official.csv:20002:1: more than 20,000 entries (${SPLIT})\n`;
      expect({ code, stderr }).toEqual({ code: 2, stderr: says });
    },
  );
});

test('masks of a list have a bound, with groups and counts written out', () => {
  const listOf = (count: number) => {
    const masks = Array.from({ length: count }, (_, at) => `'QX${String(at)}(A|B|?{10})-?{16}'`);
    const models = `models: [${masks.join(',')}]`;
    return `id: mine\ntitle: Mine\nentries:\n  - vendor: {name: Acme, identifiers: {${models}}}\n`;
  };
  const knowledge = shipped();
  const problemsOf = (text: string): string[] =>
    readLists([{ path: 'l0.yaml', text }], knowledge).problems.map(formatProblem);
  expect(problemsOf(listOf(2_800))).toEqual([]);
  expect(problemsOf(listOf(3_100))).toEqual([
    expect.stringMatching(/^l0\.yaml:4:\d+: the masks of the list have more than 100,000 characters once/),
  ]);
});

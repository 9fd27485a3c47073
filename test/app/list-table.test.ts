import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { emptyFolder, netvet } from '../cli/run.ts';

const cwd = emptyFolder();
writeFileSync(join(cwd, 'site.csv'), 'Manufacturer,Model\nAcme 19999,A1\n');

const names = (count: number): string => Array.from({ length: count }, (_, at) => `Acme ${at + 1}\n`).join('');

describe('a list has at most 20,000 entries, however it is written', () => {
  test('one of as many is read at once, each entry with a name that netvet does not know', async () => {
    writeFileSync(join(cwd, 'full.csv'), `vendor\n${names(20_000)}`);
    const { code, stderr } = await netvet(['check', 'site.csv', '-l', 'full.csv'], { cwd });
    expect(stderr).toContain('full.csv: 20000 vendors that netvet does not know');
    expect(code).toBe(1);
  });

  test('as many entries of one vendor are numbered at once', async () => {
    writeFileSync(join(cwd, 'one.csv'), `vendor,model\n${'Huawei,S5720\n'.repeat(15_000)}`);
    expect((await netvet(['lists', 'validate', 'one.csv'], { cwd })).stdout).toBe('one.csv: a valid list\n');
  });

  test.each([
    ['more.csv', `vendor\n${names(30_000)}`, 20_002],
    ['more.txt', names(30_000), 20_001],
  ])('%s is refused at the first that is too many', async (file, text, line) => {
    writeFileSync(join(cwd, file), text);
    const { code, stderr } = await netvet(['check', 'site.csv', '-l', file], { cwd });
    const says = `error: ${file}:${line}:1: more than 20,000 entries (make it two lists)\n`;
    expect({ code, stderr }).toEqual({ code: 2, stderr: says });
  });

  test.each(['name', 'Clean Name,Alias,Start date,End date'])('an import with the columns %s too', async (header) => {
    writeFileSync(
      join(cwd, 'more.csv'),
      `${header}\n${names(30_000).replaceAll('\n', `${',x'.repeat(header.split(',').length - 1)}\n`)}`,
    );
    const from = header === 'name' ? 'csv' : 'opensanctions';
    const { code, stderr } = await netvet(['lists', 'import', 'more.csv', '--from', from, '-o', 'out.yaml'], { cwd });
    const says = `error: more.csv:20002:1: more than 20,000 entries (choose some: --source TEXT)\n`;
    expect({ code, stderr }).toEqual({ code: 2, stderr: says });
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { unseenIn } from '../report/unseen.ts';
import { emptyFolder, netvet } from './run.ts';
import { createContext } from '../../src/cli/context.ts';
import type { Io } from '../../src/cli/io.ts';
import { progressOn } from '../../src/cli/output/reports.ts';

/** A terminal whose clock is turned by hand. */
function terminal(isTTY: boolean, columns = 60) {
  const stderr = Object.assign(new PassThrough(), { isTTY, columns });
  const clock = { now: 0 };
  const io = { stderr, stdout: new PassThrough(), now: () => new Date(clock.now) } as unknown as Io;
  return { io, clock, written: () => String(stderr.read() ?? '') };
}

describe('progress', () => {
  test('is shown on a terminal once the work is longer than a second, and taken away', () => {
    const { io, clock, written } = terminal(true);
    const progress = progressOn(io, true);
    clock.now = 900;
    progress.add(1000, 3);
    expect(written()).toBe('');
    clock.now = 2000;
    progress.add(1000, 4);
    expect(written()).toBe('\r2,000 rows, 7 findings\u001b[K');
    clock.now = 2100;
    progress.add(1000, 0);
    expect(written()).toBe('');
    progress.clear();
    expect(written()).toBe('\r\u001b[K');
    progress.clear();
    expect(written()).toBe('');
  });

  test('fits the terminal', () => {
    const { io, clock, written } = terminal(true);
    const progress = progressOn(io, true);
    clock.now = 1500;
    progress.add(1_000_000_000, 1_000_000_000);
    const line = written().replace('\r', '').replace('\u001b[K', '');
    expect(line.length).toBeLessThanOrEqual(59);
  });

  test.each([
    ['stderr is no terminal', false, true],
    ['the run is quiet', true, false],
  ])('is not shown when %s', (_, isTTY, on) => {
    const { io, clock, written } = terminal(isTTY);
    const progress = progressOn(io, on);
    clock.now = 5000;
    progress.add(1000, 0);
    progress.clear();
    expect(written()).toBe('');
  });
});

test('a terminal is never waited for', () => {
  const { io } = terminal(true);
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const context = createContext({ ...io, stdin });
  expect(() => context.host.stdin).toThrow('standard input is a terminal');
});

test.each([['check'], ['columns'], ['report']] as const)(
  'at a terminal %s reads the file that it is given',
  async (command) => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'site.csv'), 'Manufacturer,Model\nCisco,C9300\n');
    writeFileSync(join(cwd, 'old.ndjson'), (await netvet(['check', 'site.csv', '-f', 'ndjson'], { cwd })).stdout);
    const file = command === 'report' ? 'old.ndjson' : 'site.csv';
    expect(await netvet([command, file], { cwd, columns: 80 })).toMatchObject({ code: 0, stderr: '' });
  },
);

test.each(['check', 'columns', 'report'])('%s - says that standard input is a terminal', async (command) => {
  const { code, stderr } = await netvet([command, '-'], { columns: 80 });
  expect([code, stderr]).toEqual([2, expect.stringContaining('standard input is a terminal')]);
});

test('the name of a file in a folder steers no terminal and no CI job', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'good.csv'), 'Manufacturer,Model\nCisco,C9300\n');
  writeFileSync(join(cwd, 'a\u001b[2J\n::error::\u202eb.csv'), Buffer.from([0, 1, 2, 0]));
  const { stderr, stdout } = await netvet(['check', '.'], { cwd });
  expect(stderr).toMatch(/^error: \.\/a\\x1b\[2J\\n\\x3a:error::\\u202eb\.csv: not a text file/);
  expect(unseenIn(stderr + stdout, '\n')).toEqual([]);
  expect(stderr + stdout).not.toMatch(/^\s*::/m);
});

test.each([40, 60, 80])('what is known of a vendor fits a terminal of %s columns', async (columns) => {
  const { stdout } = await netvet(['vendors', 'show', 'tp-link'], { columns });
  const [, ...lines] = stdout.split('\n\n')[0]?.split('\n') ?? [];
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
});

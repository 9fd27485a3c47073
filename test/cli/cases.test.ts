import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { netvet } from './run.ts';

/**
 * Each folder of test/cases is a run: `args` (one argument a line), any files, and what came of it: `stdout.txt`,
 * `stderr.txt`, `exit`. UPDATE=1 rewrites these three; read the difference before you commit it.
 */
const folder = join('test', 'cases');
const update = process.env['UPDATE'] === '1';
const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** What changes with every change of the data, and says nothing to a reader. */
const scrub = (text: string): string => text.replaceAll(/\b[0-9a-f]{64}\b/g, 'SHA256');

describe('cases', () => {
  test('there are some', () => {
    expect(cases.length).toBeGreaterThan(15);
  });

  test.each(cases.map(({ name }) => name))('%s', async (name) => {
    const cwd = join(folder, name);
    const args = readFileSync(join(cwd, 'args'), 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    const stdin = existsSync(join(cwd, 'stdin')) ? readFileSync(join(cwd, 'stdin'), 'utf8') : '';
    const ran = await netvet(args, { cwd, stdin });
    const outcome = { 'stdout.txt': scrub(ran.stdout), 'stderr.txt': scrub(ran.stderr), exit: `${ran.code}\n` };
    for (const [file, text] of Object.entries(outcome)) {
      const path = join(cwd, file);
      if (update) writeFileSync(path, text);
      expect({ file, text }).toEqual({ file, text: readFileSync(path, 'utf8') });
    }
  });
});

import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { EXIT, MEANINGS } from '../../src/core/errors.ts';
import { netvet } from './run.ts';

test('the program that starts netvet, the help and the README say the same codes', async () => {
  const starter = readFileSync('bin/netvet.js', 'utf8');
  expect(starter).toContain(`const BUG = ${EXIT.BUG};`);
  expect(starter).toContain(`SIGINT: ${EXIT.INTERRUPTED}, SIGTERM: ${EXIT.TERMINATED}`);
  const { stdout } = await netvet(['--help']);
  for (const [code, meaning] of MEANINGS) expect(stdout).toContain(`  ${String(code).padEnd(4)}${meaning}\n`);
  const readme = readFileSync('README.md', 'utf8');
  for (const code of Object.values(EXIT))
    expect(readme).toMatch(new RegExp(`^\\| (?:\\d+, )*${code}(?:, \\d+)* \\|`, 'm'));
});

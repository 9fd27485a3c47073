import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** What `npm test` leaves out, as test/everyday.js names it. */
const LEFT_OUT = Array.from(
  readFileSync('test/everyday.js', 'utf8').matchAll(/^ {2}'(test\/[^']+)',$/gm),
  ([, path = '']) => path,
);

test('what npm test leaves out is there, and no more of it is', () => {
  expect(LEFT_OUT.filter((path) => !existsSync(path))).toEqual([]);
  expect(LEFT_OUT).toHaveLength(37);
});

test('npm run test:all leaves out none, and tries all seeds', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts['test:all']).toBe('npm run build && npm run jest --');
  expect(scripts['test']).toBe('npm run jest -- --config test/everyday.js');
  expect(readFileSync('jest.config.js', 'utf8')).toMatch(/testPathIgnorePatterns: \['\/node_modules\/'\]/);
});

/** Where a pattern of jest begins that takes a file, or all of a folder. */
const beginOf = (pattern: string): string => pattern.replace('<rootDir>/', '').replace('**/*.test.ts', '');

test('.ci/run runs what npm test leaves out, and what it runs: with all seeds, on the way of a newcomer', async () => {
  const path = './rest.js';
  const { default: rest } = (await import(path)) as { readonly default: { readonly testMatch: readonly string[] } };
  expect(rest.testMatch.map(beginOf)).toEqual(LEFT_OUT);
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts['test:rest']).toBe('npm run jest -- --config test/rest.js');
  const ci = readFileSync('.ci/run', 'utf8');
  expect(ci).toMatch(/^\{ npm ci && npm run lint && npm run types && npm run test:rest; \} \|\| code=\$\?$/m);
  expect(ci).toMatch(/^ {2}NETVET_PROPERTY_RUNS=all test\/e2e\/newcomer\.sh$/m);
  expect(readFileSync('README.md', 'utf8')).toMatch(/^```sh\nnpm ci && npm test\n```$/m);
});

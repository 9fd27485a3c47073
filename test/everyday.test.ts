import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** What `npm test` leaves out, as test/everyday.js names it. */
const LEFT_OUT = Array.from(
  readFileSync('test/everyday.js', 'utf8').matchAll(/^ {2}'(test\/[^']+)',$/gm),
  ([, path = '']) => path,
);

test('what npm test leaves out is there, and no more of it is', () => {
  expect(LEFT_OUT.filter((path) => !existsSync(path))).toEqual([]);
  expect(LEFT_OUT).toHaveLength(30);
});

test('npm run test:all leaves out none, and tries all seeds', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts['test:all']).toBe('npm run build && npm run jest --');
  expect(scripts['test']).toBe('npm run jest -- --config test/everyday.js');
  expect(readFileSync('jest.config.js', 'utf8')).toMatch(/testPathIgnorePatterns: \['\/node_modules\/'\]/);
  expect(readFileSync('.ci/run', 'utf8')).toMatch(/^npm run test:all\b/m);
});

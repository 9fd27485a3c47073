import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** The suites that `npm test` leaves out, as test/everyday.js names them. */
const LEFT_OUT = Array.from(
  readFileSync('test/everyday.js', 'utf8').matchAll(/^ {2}'(test\/[^']+)',$/gm),
  ([, path = '']) => path,
);
/** A run of the whole program, in this process or another one. */
const WHOLE_PROGRAM = /(?:cli\/run|\.\/run|\.\/corpus|\.\/data-folder|binary)\.ts'|from 'node:child_process'/;

test('npm test leaves out suites that run the whole program, and no others', () => {
  const suites = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .map((name) => `test/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts'));
  expect(LEFT_OUT.filter((path) => !suites.includes(path))).toEqual([]);
  expect(LEFT_OUT.filter((path) => !WHOLE_PROGRAM.test(readFileSync(path, 'utf8')))).toEqual([]);
  expect(LEFT_OUT).toHaveLength(31);
});

test('npm run test:all leaves out none, and tries all seeds', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts['test:all']).toBe('npm run build && npm run jest --');
  expect(scripts['test']).toBe('npm run jest -- --config test/everyday.js');
  expect(readFileSync('jest.config.js', 'utf8')).toMatch(/testPathIgnorePatterns: \['\/node_modules\/'\]/);
  expect(readFileSync('.ci/run', 'utf8')).toMatch(/^npm run test:all\b/m);
});

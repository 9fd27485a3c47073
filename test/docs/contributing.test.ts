import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { spansOf } from './pages.ts';

/** What a build writes. */
const BUILT = [
  'netvet.cjs',
  'program.cjs',
  'commands.cjs',
  'check.cjs',
  'formats.cjs',
  'rest.cjs',
  'knowledge.json',
].map((name) => `dist/${name}`);
const PATH = /^[\w.-]+(?:\/[\w.-]+)*\.(?:ts|js|mjs|yaml|json|md|csv|tsv|txt)$/;

const tree = ['.ci', 'bin', 'data', 'docs', 'src', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);
const known = [...readdirSync('.'), ...tree, ...BUILT].map((path) => `/${path}`);
/** The pages for those who change the code. */
const text = ['CONTRIBUTING.md', 'docs/inside.md', 'docs/decisions.md', 'docs/masks.md', 'docs/confidence.md']
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const spans = spansOf(text);

test('CONTRIBUTING is short', () => {
  expect(readFileSync('CONTRIBUTING.md', 'utf8').split('\n').length).toBeLessThanOrEqual(201);
});

test('every file that they name is there, by its path or the end of it', () => {
  const named = spans.map((span) => span.replace(/:[A-Z\d]+$/, '')).filter((span) => PATH.test(span));
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((path) => !known.some((one) => one.endsWith(`/${path}`)))).toEqual([]);
});

test('so is every folder', () => {
  const folders = spans.filter((span) => /^(?:\.ci|bin|data|dist|docs|src|test)(?:\/[\w.-]+)*\/?$/.test(span));
  expect(folders.filter((path) => path !== 'dist/' && !known.some((one) => `${one}/`.startsWith(`/${path}`)))).toEqual(
    [],
  );
});

test('a file that is named beside a function or type holds it', () => {
  const pairs = Array.from(text.matchAll(/`(?:\w+\.)?(\w+)`\s\(`([\w./-]+\.ts)`[,)]/g), ([, name = '', path = '']) => ({
    name,
    path,
  }));
  expect(pairs.length).toBeGreaterThan(20);
  const holds = ({ name, path }: (typeof pairs)[number]): boolean =>
    tree.some((one) => `/${one}`.endsWith(`/${path}`) && new RegExp(`\\b${name}\\b`).test(readFileSync(one, 'utf8')));
  expect(pairs.filter((pair) => !holds(pair))).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { generatedPages, LISTS } from '../../bin/tools/docs-pages.ts';
import { shipped } from '../knowledge.ts';

const pages = generatedPages(shipped());

test.each([...pages.keys()])('%s is what data/ says (else: npm run docs)', (path) => {
  if (readFileSync(path, 'utf8') !== pages.get(path)) throw new Error(`${path} is not current: run npm run docs`);
});

test('there is a page for each list and no other', () => {
  expect(readdirSync(LISTS).map((name) => `${LISTS}/${name}`).sort()).toEqual([...pages.keys()].filter((path) => path.startsWith(LISTS)).sort());
}); // prettier-ignore

import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { compileFolder } from '../../src/knowledge/data.ts';

test('the built page is that of its sources: npm run build', async () => {
  const build: string = '../../bin/page.mjs';
  const { pageAssets } = (await import(build)) as { pageAssets: () => string };
  expect(readFileSync('src/report/assets.ts', 'utf8')).toBe(pageAssets());
});

test('the compiled knowledge is that of data/: npm run build', () => {
  expect(readFileSync('dist/knowledge.json', 'utf8') === compileFolder('data')).toBe(true);
});

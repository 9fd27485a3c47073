import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

test('the picture of the terminal is what netvet prints: npm run pictures', () => {
  const picture = execFileSync(process.execPath, ['test/browser/terminal.js', '-'], { encoding: 'utf8' });
  expect(picture).toBe(readFileSync('docs/pictures/terminal.svg', 'utf8'));
});

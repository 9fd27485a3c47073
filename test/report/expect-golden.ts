import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';

/** `UPDATE=1 npm run jest -- test/report/golden` writes them again: read the difference before it is committed. */
const FOLDER = 'test/fixtures/report/golden';
const UPDATE = process.env['UPDATE'] === '1';

/** Compares with a file of the golden folder. */
export function expectGolden(file: string, output: string): void {
  const path = `${FOLDER}/${file}`;
  if (UPDATE || !existsSync(path)) {
    if (!UPDATE) throw new Error(`${path} is missing: run with UPDATE=1 and read it`);
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, output);
  }
  // A lone surrogate of a cell cannot be written as UTF-8: what a file holds is compared.
  expect(Buffer.from(output).toString()).toBe(readFileSync(path, 'utf8'));
}

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { fold } from '../../src/core/text.ts';
import { ASSET_WORDS } from '../../src/inventory/headers/asset-words.ts';
import { IDENTITY_WORDS } from '../../src/inventory/headers/identity-words.ts';
import * as other from '../../src/inventory/headers/other-words.ts';
import { readHeader } from '../../src/inventory/headers/read-header.ts';

const CASES = readFileSync(new URL('../fixtures/inventory/headers.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' = ') as [string, string]);

/** What a header says, as the fixture writes it. */
function said(header: string): string {
  const reading = readHeader(header);
  if (reading === null) return '?';
  const fields = reading.fields.join('+');
  return fields === 'text' && reading.notMaker ? 'text!' : fields;
}

describe('headers', () => {
  test.each(CASES)('%s is %s', (header, expected) => {
    expect(said(header)).toBe(expected);
  });

  test('case, separators and accents make no difference', () => {
    for (const form of [
      'Serial Number',
      'SERIAL_NUMBER',
      'serialNumber',
      'serial-number',
      'serial.number',
      ' Serial  number ',
      'Ｓｅｒｉａｌ Number',
      'SérialNumber',
    ]) {
      expect(said(form)).toBe('serial');
    }
  });

  test('a header too long to be one says nothing, and costs nothing', () => {
    expect(readHeader(`Vendor ${'x '.repeat(100_000)}`)).toBeNull();
    expect(readHeader('')).toBeNull();
    expect(readHeader('---')).toBeNull();
  });

  test('names in Latin letters stand in the lists as they fold, and no list holds a name twice', () => {
    const lists = [...Object.values(IDENTITY_WORDS), ...Object.values(ASSET_WORDS), ...Object.values(other)];
    for (const list of lists) {
      const names = list.split('|').map((name) => name.trim());
      const folded = names.map((name) => fold(name));
      expect(names.filter((name, i) => name !== folded[i] && /^[\0-\x7f]*$/.test(folded[i] ?? ''))).toEqual([]);
      const keys = folded.map((name) => name.replace(/[\s'./-]+/g, ''));
      expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    }
  });
});

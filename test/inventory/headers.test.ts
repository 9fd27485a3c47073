import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { words } from '../words.ts';

const CASES = readFileSync(new URL('../fixtures/inventory/headers.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' = ') as [string, string]);

/** What a header says, as the fixture writes it. */
function said(header: string): string {
  const reading = words.headers.read(header);
  if (reading === null) return '?';
  const fields = reading.fields.join('+');
  return fields === 'text' && reading.traits.includes('mention') ? 'text!' : fields;
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
    expect(words.headers.read(`Vendor ${'x '.repeat(100_000)}`)).toBeNull();
    expect(words.headers.read('')).toBeNull();
    expect(words.headers.read('---')).toBeNull();
  });
});

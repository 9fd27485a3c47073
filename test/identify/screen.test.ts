import { describe, expect, test } from '@jest/globals';
import { characterClasses } from '../../src/core/characters.ts';
import { CleanCells, MOST_CLEAN } from '../../src/identify/screen.ts';
import { seeded } from '../seeded.ts';
import { words } from '../words.ts';

const CLASSES = characterClasses(',\n');
const pass = (clean: CleanCells, cell: string): number => clean.pass(Buffer.from(`${cell},x\n`), 0, CLASSES);

describe('clean cells', () => {
  test('are told from others of the same hash', () => {
    const clean = new CleanCells();
    clean.add('C9300-Aa');
    expect(pass(clean, 'C9300-Aa')).toBe(8);
    expect(pass(clean, 'C9300-BB')).toBeLessThan(0);
    expect(pass(clean, 'C9300-A')).toBeLessThan(0);
  });

  test('beyond ASCII are none', () => {
    const clean = new CleanCells();
    clean.add('Müller');
    expect(pass(clean, 'Müller')).toBeLessThan(0);
  });

  test('are forgotten when there are too many', () => {
    const clean = new CleanCells();
    for (let n = 0; n < MOST_CLEAN; n += 1) clean.add(`a${n}`);
    expect(pass(clean, 'a0')).toBe(2);
    clean.add('b');
    expect(pass(clean, 'a0')).toBeLessThan(0);
    expect(pass(clean, 'b')).toBe(1);
  });
});

test('what is surely a value is no word for an empty one', () => {
  const { int, pick } = seeded(5);
  const parts = [
    'n',
    '/',
    'a',
    'N',
    'A',
    '-',
    '?',
    'null',
    'none',
    'unknown',
    '.',
    ' ',
    '\u00a0',
    'x',
    '无',
    'é',
    'Cisco',
  ];
  let sure = 0;
  for (let run = 0; run < 20_000; run += 1) {
    const text = Array.from({ length: int(4) }, () => pick(parts)).join('');
    if (!words.noValue.isSurelyValue(`,${text},`, 1, 1 + text.length)) continue;
    sure += 1;
    expect([text, words.noValue.isEmpty(text)]).toEqual([text, false]);
  }
  expect(sure).toBeGreaterThan(2_000);
});

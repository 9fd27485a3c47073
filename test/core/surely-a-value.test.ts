import { expect, test } from '@jest/globals';
import { runsOf, seeded } from '../seeded.ts';
import { words } from '../words.ts';

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
  const runs = runsOf(20_000);
  for (let run = 0; run < runs; run += 1) {
    const text = Array.from({ length: int(4) }, () => pick(parts)).join('');
    if (!words.noValue.isSurelyValue(`,${text},`, 1, 1 + text.length)) continue;
    sure += 1;
    expect([text, words.noValue.isEmpty(text)]).toEqual([text, false]);
  }
  expect(sure).toBeGreaterThan(runs / 10);
});

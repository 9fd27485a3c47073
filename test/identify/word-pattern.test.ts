import { expect, test } from '@jest/globals';
import { WordPattern } from '../../src/identify/names/word-pattern.ts';

const ALL = /(?<![\p{L}\p{N}])(?:air[ -]?con[\p{L}]*|solar[\p{L} ]{0,5}inverter|5g)(?![\p{L}\p{N}])/u;
const pattern = new WordPattern(ALL);

test.each([
  'aircon',
  'an air-conditioner, large',
  'solar pv inverter',
  'solar p2 inverter',
  '5g',
  '15g',
  '5g7',
  '5g_7',
  'x-5g.',
  'ж5g',
  'ж 5g',
  'air conж',
  'air con\tditioner',
  '',
])('%j is met as with all scripts', (text) => {
  expect(pattern.exec(text)).toEqual(ALL.exec(text));
});

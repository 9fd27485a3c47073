import { describe, expect, test } from '@jest/globals';

import { MaskSet } from '../../../src/core/mask/mask-set.ts';
import { Signs } from '../../../src/core/mask/signs.ts';
import { expectSame } from '../../same.ts';
import { runsOf, seeded } from '../../seeded.ts';
import { isWord, naiveEnd } from './naive.ts';
import { parseMask, Refusal, trustedMask } from '../../../src/core/mask/mask.ts';

const RUNS = runsOf(12_000);

describe('a mask matches', () => {
  test.each([
    [
      'DS-2CD####*',
      'DS2CD2032',
      'ds.2cd2012f.i',
      'DS\u20102CD2032',
      'ds_2cd2143g2-i20210611AAWRF51234567',
      'ＤＳ－２CD2032',
    ],
    ['S57##*', 'S5720', 'S5720-28X-SI_AC', 'S5720LI', '交换机S5720交换机', '(S5720)', 'S5720.'],
    ['S57*', 'S5720', 'S57-LI', 'S57001234'],
    ['Mavic Pro', 'mavicpro', 'Mavic  Pro', 'MAVIC-PRO', 'Mavic\tPro'],
    ['EVO~II', 'EVO II', 'evo-ii'],
    ['MF28[36](@|\\+|)', 'MF283', 'MF286D', 'MF283+'],
    ['HG8###@{0,2}#{0,2}*', 'HG8245H', 'HG8245', 'HG8145V5', 'HG8245H5-10'],
    ['F\\@ST ####', 'F@ST 5280', 'f@st5280'],
    ['@@@-L29', 'ELE-L29', 'eleL29'],
  ])('%s', (text, ...models) => {
    const any = new MaskSet([{ mask: text, except: [] }]);
    expect(models.filter((model) => !any.matches(model))).toEqual([]);
  });

  test.each([
    ['DS-2CD####*', 'DS 2CD2032', 'DS--2CD2032', 'DS-2CD203', 'XDS-2CD2032', 'йDS-2CD2032'],
    ['S57##*', 'S57001234', 'XS5720', '1S5720'],
    ['S57##', 'S5720-28X', 'S5720X', 'S57201', 'S5720é'],
    ['Mavic Pro', 'Mavic - Pro', 'Mavic  Prof'],
    ['EVO~II', 'EVOII'],
    ['MF28[36](@|\\+|)', 'MF285', 'MF283DX'],
  ])('%s not', (text, ...models) => {
    const any = new MaskSet([{ mask: text, except: [] }]);
    expect(models.filter((model) => any.matches(model))).toEqual([]);
  });
});

test.each([
  ['', 0, 'an empty mask'],
  ['-S57', 0, 'begins with'],
  ['S(57|)#', 0, 'one fixed character'],
  ['@@@@#', 0, 'no fixed characters'],
  ['S57()', 3, 'empty or not closed'],
  ['S57(a', 3, 'empty or not closed'],
  ['S57(a(b)c)', 5, 'a group in a group'],
  ['S5*7', 2, 'at the end'],
  ['S57(a*|b)', 5, 'at the end'],
  ['S57{2}', 3, 'not a count'],
  ['S57#{1,21}', 4, 'not a count'],
  ['S57#{3,2}', 4, 'not a count'],
  ['S57[]', 3, 'empty or not closed'],
  ['S57[Z-A]', 4, 'more than letters, digits and ranges'],
  ['S57[1', 3, 'empty or not closed'],
  ['S57é', 3, 'not a sign of a mask'],
  ['S57\\', 3, 'not a sign of a mask'],
  ['ABC?{20}?{20}?{20}?{20}', 0, 'reaches over 83 characters, and may over 64'],
])('%s is refused', (text, at, message) => {
  expect(parseMask(text)).toMatchObject({ at, message: expect.stringContaining(message) as unknown });
});

test.each([
  [String.raw`\bS57\d\d-.*`, 'S57##-*'],
  ['^ASA55.*', 'ASA55*'],
  [String.raw`DS-2CD\d{4}[A-Z0-9-]*`, 'DS-2CD#{4}*'],
  ['(?:RBK|RBR)[0-9]+', '(RBK|RBR)#{1,9}'],
  [String.raw`\bScout[ -]?137\b`, 'Scout 137'],
  [String.raw`(?<![A-Za-z0-9])AR ?\d{4}[A-Z]{0,4}(?![0-9])`, 'AR #{4}@{0,4}'],
])('of %s it is said what to write', (text, instead) => {
  expect(parseMask(text)).toMatchObject({
    message: expect.stringContaining('regular expression') as unknown,
    hint: `write ${instead}`,
  });
});

const PIECES = [
  'a',
  'b',
  'A1',
  '12',
  '-',
  ' ',
  '~',
  '#',
  '@',
  '?',
  '[ab1]',
  '#{1,3}',
  '@{0,2}',
  '(a|b1|)',
  '(-a|#)',
  '\\+',
];
const TEXTS = ['a', 'a)', 'B', 'ab', '1', '12', '2', '-', '_', '.', '/', ' ', '  ', '+', '中', 'й', '\u2010', ','];

test('all masks of a run find what each finds by trying all ways', () => {
  const { int, pick } = seeded(23);
  for (let run = 0; run < RUNS / 40; run += 1) {
    const written = Array.from({ length: 1 + int(6) }, () => {
      const text =
        pick(['a1', 'ab', 'ab12', '(a|b)', '(a1|ba|)', 'a(1|b)2', '(a\\)|b)', '#', '?']) +
        Array.from({ length: 1 + int(4) }, () => pick(PIECES)).join('');
      return text + pick(['', '*']);
    }).filter((text) => !(parseMask(text, true) instanceof Refusal));
    const masks = written.map((text) => trustedMask(text));
    const set = new MaskSet(written.map((mask) => ({ mask, except: [] })));
    for (let tried = 0; tried < 20; tried += 1) {
      const text = Array.from({ length: int(9) }, () => pick(TEXTS)).join('');
      const signs = new Signs(text);
      const naive = (from: number) =>
        masks.flatMap((one, id) => {
          const end = naiveEnd(one, text, from);
          return end === null ? [] : [[id, end]];
        });
      const froms = Array.from(text, (_, at) => at).filter((at) => isWord(text[at]) && !isWord(text[at - 1]));
      for (const from of froms) {
        const found = set.from(from, signs).map(({ mask: id, end }) => [id, end]);
        found.sort(([a = 0], [b = 0]) => a - b);
        const about = [written, text, from];
        expectSame([...about, found], [...about, naive(from)]);
      }
      expect(set.matches(text)).toBe(froms.some((from) => naive(from).length > 0));
    }
  }
});

test.each([
  ['DS-2CD2', true],
  ['DS-2C', false],
  ['DS-2CE2', false],
  ['SN1234', true],
  ['SN1234A', false],
  ['SN123456X', true],
])('how a model begins, whole: %s %s', (text, expected) => {
  const masks = ['DS-2CD####', 'SN12#{4}X'].map((mask) => ({ mask, except: [] }));
  expect(new MaskSet(masks).begins(text)).toBe(expected);
});

test.each([
  ['S5735', true],
  ['S5720', false],
  ['S5720-28X', false],
  ['S5731', true],
  ['S5731-H', false],
])('what an exception takes whatever follows begins no model, one that ends there may: %s %s', (text, expected) => {
  const masks = [{ mask: 'S57##*', except: ['S5720*', 'S5731', 'S5731-H@{0,3}*'] }];
  expect(new MaskSet(masks).begins(text)).toBe(expected);
});

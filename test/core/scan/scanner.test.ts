import { expect, test } from '@jest/globals';
import { MaskSet } from '../../../src/core/mask/mask-set.ts';
import { separatedMacs } from '../../../src/core/mac.ts';
import { loosePattern, textPattern, type Patterns } from '../../../src/core/scan/patterns.ts';
import { Scanner } from '../../../src/core/scan/scanner.ts';
import { runsOf, seeded } from '../../seeded.ts';

const RUNS = runsOf(6_000);
const NONE: ReadonlySet<number> = new Set();

const wordsAs =
  (words: readonly string[], whole: boolean): Patterns =>
  () =>
    words.flatMap((word) => loosePattern(word, whole) ?? []);

/** A word from the start of a word on, whatever separates its letters. */
const searched = (word: string, whole: boolean): RegExp =>
  new RegExp(`(?<![a-z0-9])${Array.from(word).join('[^a-z0-9]*')}${whole ? '(?![a-z0-9])' : ''}`, 'i');

test.each([true, false])('names are found where a search of each finds them (whole words: %s)', (whole) => {
  const { int, pick } = seeded(7);
  const parts = ['a', 'B', 'z', 'T', 'e', '-', ' ', '2', 'ds', 'hua', 'wei', '_', '"', '.'];
  for (let turn = 0; turn < RUNS / 100; turn += 1) {
    const words = ['zte', 'huawei', 'ds2', 'tplink', 'ab', 'aba', 'bab'].filter(() => int(3) > 0);
    const scanner = new Scanner();
    const kind = scanner.kindOf([wordsAs(words, whole)]);
    for (let run = 0; run < 100; run += 1) {
      const text = Array.from({ length: int(12) }, () => pick(parts)).join('');
      const expected = words.some((word) => searched(word, whole).test(text));
      expect([words, text, scanner.mayHold(kind, text, NONE)]).toEqual([words, text, expected]);
    }
  }
});

test('what a mask matches is found, in a kind of column that looks for it alone', () => {
  const { int, pick } = seeded(13);
  const masks = ['S57##*', 'DS-2CD####', '(IP|)C##@{0,2}', 'TL~WR8#', 'AX[37]#', 'MA5[68]'];
  const parts = ['S57', 'DS', '2CD', '-', ' ', '1', '22', 'IP', 'C', 'TL', 'WR8', 'AX3', 'MA5', '6', '/', ':', 'x'];
  const any = masks.map((mask) => [mask, new MaskSet([{ mask, except: [] }])] as const);
  const scanner = new Scanner();
  const kinds = new Map(masks.map((mask) => [mask, scanner.kindOf([() => [textPattern(mask)]])]));
  let [found, not] = [0, 0];
  for (let run = 0; run < RUNS; run += 1) {
    const text = Array.from({ length: 1 + int(6) }, () => pick(parts)).join('');
    for (const [mask, one] of any) {
      const isFound = scanner.mayHold(kinds.get(mask) ?? 0, text, NONE);
      if (one.matches(text)) expect([mask, text, isFound]).toEqual([mask, text, true]);
      if (isFound) found += 1;
      else not += 1;
    }
  }
  expect(found).toBeGreaterThan(RUNS / 120);
  expect(not).toBeGreaterThan(10 * found);
});

test('an address is found by its first three octets alone', () => {
  const beginning = () => [textPattern('[0-9A-F]{2}\\:[0-9A-F]{2}\\:[0-9A-F]{2}\\:*', true)];
  const scanner = new Scanner();
  const kind = scanner.kindOf([beginning]);
  const heads = new Set([0x00259e]);
  const { int } = seeded(3);
  for (let run = 0; run < RUNS; run += 1) {
    const octets = Array.from({ length: 6 }, () => int(256).toString(16).padStart(2, '0'));
    if (int(2) === 0) octets.splice(0, 3, '00', '25', '9E');
    const text = `${['', 'mac=', 'at '][int(3)] ?? ''}${octets.join(':')}`;
    const isKnown = separatedMacs(text).some((mac) => mac.startsWith('00259e'));
    expect([text, scanner.mayHold(kind, text, heads)]).toEqual([text, isKnown]);
  }
});

test('more states than are kept change nothing that is found', () => {
  const { int } = seeded(5);
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const word = (): string => Array.from({ length: 5 }, () => letters[int(letters.length)] ?? '').join('');
  const words = new Set(Array.from({ length: 4_000 }, word));
  const scanner = new Scanner();
  const kind = scanner.kindOf([wordsAs([...words], true)]);
  for (const known of words) expect([known, scanner.mayHold(kind, `x ${known}`, NONE)]).toEqual([known, true]);
  for (let run = 0; run < RUNS; run += 1) {
    const one = word();
    if (!words.has(one) && scanner.mayHold(kind, one, NONE)) expect(scanner.full).toBe(true);
  }
});

test('text beyond ASCII may hold anything', () => {
  const scanner = new Scanner();
  const kind = scanner.kindOf([wordsAs(['zte'], true)]);
  expect(['中兴', 'Müller', '\u001b[31m', 'Muller'].map((text) => scanner.mayHold(kind, text, NONE))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../src/core/problem.ts';
import { Strongest, withHeldBack } from '../../src/report/collected.ts';
import { PROBLEMS } from '../fixtures/report/outcomes.ts';

describe('Strongest', () => {
  test.each([
    [3, [5, 1, 4, 1, 0, 2], [0, 1, 1]],
    [10, [2, 0, 1], [0, 1, 2]],
    [1, [7, 7, 3], [3]],
    [2, [], []],
  ])('the %i best of %j', (most, ranks, kept) => {
    const strongest = new Strongest<number>(most);
    for (const rank of ranks) strongest.add(rank, rank);
    expect(strongest.items).toEqual(kept);
    expect([strongest.total, strongest.more]).toEqual([ranks.length, ranks.length - kept.length]);
  });

  test('holds what sorting everything would hold, in whatever order it comes', () => {
    let seed = 7;
    const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648);
    for (let round = 0; round < 200; round += 1) {
      const items = Array.from({ length: random() % 60 }, (_, at) => ({ rank: random() % 9, at }));
      const strongest = new Strongest<{ rank: number; at: number }>(10);
      for (const item of items) strongest.add(item, item.rank);
      expect(strongest.items).toEqual(items.toSorted((a, b) => a.rank - b.rank || a.at - b.at).slice(0, 10));
    }
  });
});

describe('problems that a document holds', () => {
  const [problem] = PROBLEMS as readonly [Problem];

  test('are all of few', () => {
    expect(withHeldBack([problem], { problems: { error: 1, warning: 0 } })).toEqual([problem]);
  });

  test('say how many more there are, and stay an error when one of them is', () => {
    const warning = { ...problem, severity: 'warning' } as const;
    const all = withHeldBack([warning, warning], { problems: { error: 1, warning: 4 } });
    expect(all).toHaveLength(3);
    expect(all[2]).toMatchObject({
      code: 'held-back',
      severity: 'error',
      row: null,
      message: '3 more problems are not listed here, 1 of them errors',
    });
  });
});

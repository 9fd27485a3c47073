import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../src/core/problem.ts';
import { AssetGroups, Strongest } from '../../src/report/collected.ts';
import { heldBack } from '../../src/report/registry.ts';
import type { Finding } from '../../src/core/finding.ts';
import { PROBLEMS } from '../fixtures/report/outcomes.ts';
import { rows } from './text-rows.ts';

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

describe('a later row of an asset', () => {
  /** A finding of a thing in the asset that has this number. */
  const found = (number: number, name: string, confidence: Finding['confidence'] = 'confirmed'): Finding => {
    const [outcome] = [...rows(number, () => ({ vendor: { id: name, name, affiliate: null }, confidence }))].slice(-1);
    return outcome?.findings[0] as Finding;
  };
  const said = (groups: AssetGroups) =>
    groups
      .groups('fails')
      .map(([title, { items, total }]) => [
        `${title} ${total}`,
        ...items.map((asset) => asset.map(({ vendor, confidence }) => `${vendor?.name} ${confidence}`).join()),
      ]);

  test('says more of its asset, the strongest first, where the first row put it', () => {
    const groups = new AssetGroups(2, ([{ vendor }]) => [vendor?.name ?? '']);
    groups.add([found(1, 'Huawei', 'probable')]);
    groups.add([found(2, 'Dahua', 'probable')]);
    groups.add([found(1, 'Dahua')]);
    groups.add([found(2, 'Dahua', 'probable')]);
    const huawei = ['Huawei 1', 'Dahua confirmed,Huawei probable'];
    expect(said(groups)).toEqual([['Dahua 1', 'Dahua probable'], huawei]);
    groups.add([found(2, 'Dahua')]);
    expect(said(groups)).toEqual([['Dahua 1', 'Dahua confirmed'], huawei]);
    expect(groups.repeats).toBe(3);
  });

  test('puts its asset into the groups that it adds, where it may stand in several', () => {
    const groups = new AssetGroups(2, (asset) => asset.map(({ vendor }) => `list of ${vendor?.name}`));
    groups.add([found(1, 'Huawei')]);
    groups.add([found(1, 'Dahua')]);
    groups.add([found(1, 'Dahua')]);
    const both = 'Huawei confirmed,Dahua confirmed';
    expect(said(groups)).toEqual([
      ['list of Dahua 1', both],
      ['list of Huawei 1', both],
    ]);
  });

  test('of an asset that no group holds any more is only counted', () => {
    const groups = new AssetGroups(1);
    groups.add([found(1, 'Huawei', 'probable')]);
    groups.add([found(2, 'Hikvision')]);
    groups.add([found(1, 'Dahua')]);
    expect(said(groups)).toEqual([[' 2', 'Hikvision confirmed']]);
    expect(groups.repeats).toBe(1);
  });
});

describe('problems that a report holds', () => {
  const [problem] = PROBLEMS as readonly [Problem];

  test('are all of few', () => {
    expect(heldBack([problem], { problems: { error: 1, warning: 0 } })).toEqual([]);
  });

  test('say how many more there are, and stay an error when one of them is', () => {
    const warning = { ...problem, severity: 'warning' } as const;
    const more = heldBack([warning, warning], { problems: { error: 1, warning: 4 } });
    const message = '3 more problems are not listed here, 1 of them errors';
    expect(more).toMatchObject([{ code: 'held-back', severity: 'error', row: null, message }]);
  });
});

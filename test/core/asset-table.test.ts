import { describe, expect, test } from '@jest/globals';
import { Account } from '../../src/app/account.ts';
import { quantityOf } from '../../src/app/asset.ts';
import { optionsOf } from '../../src/app/options.ts';
import { AssetTable } from '../../src/core/asset.ts';
import type { RunEvent, SummaryEvent } from '../../src/core/events.ts';
import type { Finding } from '../../src/core/finding.ts';
import { sha256 } from '#runtime';
import { seeded } from '../seeded.ts';
import { designation } from '../designation.ts';

describe('the table of assets', () => {
  test('counts distinct ids, those that fail, and the quantity with which they first do, as Maps do', () => {
    const { int } = seeded(7);
    const table = new AssetTable();
    const found = new Set<string>();
    const failing = new Map<string, number>();
    for (let count = 0; count < 20_000; count += 1) {
      const id = sha256(String(int(9000))).slice(0, 16);
      const [quantity, fails] = [int(50), int(4) === 0];
      table.add(id, quantity, fails);
      found.add(id);
      if (fails && !failing.has(id)) failing.set(id, quantity);
    }
    const pieces = [...failing.values()].reduce((all, quantity) => all + quantity, 0);
    expect([table.found, table.failing, table.pieces]).toEqual([found.size, failing.size, pieces]);
  });

  test.each([
    ['3', 3],
    ['0', 0],
    ['12.0', 12],
    ['1,200', 1200],
    ['2.000.000', 2_000_000],
    ['about 5', 1],
    ['1.5', 1],
    ['-4', 1],
    ['99999999999999', 1],
    [undefined, 1],
  ])('the quantity cell %j is %i', (quantity, expected) => {
    expect(quantityOf(quantity === undefined ? {} : { quantity })).toBe(expected);
  });
});

const FINDING: Finding = {
  type: 'finding',
  id: '0123456789abcdef',
  assetId: '0123456789abcdef',
  source: 'x.csv',
  row: 1,
  line: 2,
  cell: null,
  vendor: { id: 'zte', name: 'ZTE', affiliate: null },
  category: null,
  confidence: 'confirmed',
  status: 'banned',
  new: null,
  newBecause: null,
  fails: true,
  designations: [],
  evidence: [],
  conflict: null,
  asset: {},
  quantity: 1,
};

function summaryOf(changes: readonly Partial<Finding>[]): SummaryEvent {
  const account = new Account(
    { lists: [], waivers: null, baseline: null, gate: [] } as unknown as RunEvent,
    optionsOf({}, '2026-11-24'),
  );
  const findings = changes.map((change) => ({ ...FINDING, ...change }));
  const place = { source: 'x.csv', row: 1, line: 2, cell: null };
  account.take([{ ...place, record: null, judged: true, findings, problems: [], designations: [] }]);
  const [summary] = [...account.end({})].flatMap((step) => (step.kind === 'summary' ? step.event : []));
  return summary as SummaryEvent;
}

describe('counts of findings', () => {
  test('sites past the thousandth are counted together', () => {
    const { sites } = summaryOf(
      Array.from({ length: 1500 }, (_, number) => ({
        assetId: number.toString(16).padStart(16, '0'),
        asset: { site: `site ${number}` },
      })),
    );
    expect(Object.keys(sites)).toHaveLength(1001);
    expect(sites['other']).toEqual({ found: 500, failing: 500, notJudged: 0 });
  });

  test('a finding counts once under a list of which two entries say something', () => {
    const says = (list: string, entry: string) => designation({ list, entry });
    const { list } = summaryOf([
      { designations: [says('a', 'zte'), says('a', 'zte/nubia'), says('b', 'zte')] },
    ]).findings;
    expect(list).toEqual({ a: 1, b: 1 });
  });

  test('a site of any name is a site', () => {
    expect(JSON.stringify(summaryOf([{ asset: { site: '__proto__' } }]).sites)).toBe(
      '{"__proto__":{"found":1,"failing":1,"notJudged":0}}',
    );
  });
});

import { describe, expect, test } from '@jest/globals';

import { assetKey } from '../../src/core/asset.ts';
import { findingId } from '../../src/core/fingerprint.ts';
import type { Baseline } from '../../src/waivers/baseline.ts';
import { BaselineCounter, createBaselineRun } from '../../src/waivers/baseline.ts';
import type { Short } from './findings.ts';
import { findingOf } from './findings.ts';
import { words } from '../words.ts';

type Row = Readonly<Partial<Short['asset']>>;

/** The finding of a Hikvision row, with the id a run gives it. */
function found(asset: Row, source = 'site.csv') {
  const id = findingId('hikvision', assetKey(asset, words.noValue).key);
  return { ...findingOf({ id, vendor: 'hikvision', on: { l: 'banned' }, asset }), source };
}

function baselineOf(rows: readonly Row[]): Baseline {
  const counter = new BaselineCounter(() => true);
  for (const row of rows) counter.add(found(row));
  return counter.counts;
}

function compare(before: readonly Row[], now: readonly Row[]) {
  const run = createBaselineRun(baselineOf(before), words.noValue);
  const isNew = now.map((row) => run.isNew(found(row, 'renamed.csv')));
  return { fresh: isNew.filter(Boolean).length, isNew, resolved: run.resolved().length };
}

const PORTS = Array.from({ length: 48 }, (_, port) => ({
  hostname: 'sw-1',
  model: 'DS-3E',
  mac: `00:1A:2B:00:00:${port.toString(16).padStart(2, '0')}`,
}));
const SERIALS = ['S-1', 'S-2', 'S-3'].map((serial) => ({ serial, hostname: `host-${serial}` }));

describe('a run against an earlier result', () => {
  test.each<[string, readonly Row[], readonly Row[], number, number]>([
    ['the same rows in another order and file', SERIALS, SERIALS.toReversed(), 0, 0],
    ['one more asset', SERIALS, [...SERIALS, { serial: 'S-4' }], 1, 0],
    ['one asset gone', SERIALS, SERIALS.slice(1), 0, 1],
    ['one replaced by another', SERIALS, [...SERIALS.slice(1), { serial: 'S-9' }], 1, 1],
    ['a serial that now stands in 48 interface rows', SERIALS, PORTS.map((port) => ({ ...port, serial: 'S-1' })), 0, 2],
    ['48 interface rows of one switch', PORTS, PORTS.toReversed(), 0, 0],
    ['a 49th row of the same hostname', PORTS, [...PORTS, { hostname: 'SW-1' }], 1, 0],
    ['47 of 48 rows: not gone', PORTS, PORTS.slice(1), 0, 0],
    [
      'a second camera of a model, known by its cells only',
      [{ model: 'DS-2CD' }],
      [{ model: 'DS-2CD' }, { model: 'ds-2cd' }],
      1,
      0,
    ],
    ['an asset tag read twice', [{ assetTag: 'T-1' }], [{ assetTag: 'T-1' }, { assetTag: 't-1' }], 0, 0],
    ['an empty baseline', [], SERIALS, 3, 0],
    ['nothing left', SERIALS, [], 0, 3],
  ])('%s', (_, before, now, fresh, resolved) => {
    expect(compare(before, now)).toMatchObject({ fresh, resolved });
  });

  test('resolved ids are sorted and named once', () => {
    const run = createBaselineRun(baselineOf([...PORTS, ...SERIALS]), words.noValue);
    const resolved = run.resolved();
    expect(resolved).toHaveLength(4);
    expect(resolved).toEqual(resolved.toSorted());
  });
});

test('what did not fail in the baseline is known as such', () => {
  const counter = new BaselineCounter(({ status, confidence }) => status === 'banned' && confidence !== 'possible');
  const of = (id: string, status: string, confidence = 'confirmed') => ({ type: 'finding', id, status, confidence });
  for (const event of [
    of('exempt', 'exempt'),
    of('weak', 'banned', 'possible'),
    of('banned', 'banned'),
    of('both', 'banned'),
    of('both', 'waived'),
    of('both, the other way', 'upcoming'),
    of('both, the other way', 'banned'),
  ])
    counter.add(event);
  expect([...counter.harmless]).toEqual(['exempt', 'weak']);
  const run = createBaselineRun(counter.counts, words.noValue, counter.harmless);
  expect([run.wasHarmless('exempt'), run.wasHarmless('banned'), run.wasHarmless('new')]).toEqual([true, false, false]);
});

describe('reading a baseline', () => {
  const findings = SERIALS.map((row) => found(row));

  test('a stream of events is counted as it comes, hostile ones passed over', () => {
    const counter = new BaselineCounter(() => true);
    for (const event of [
      ...findings,
      null,
      7,
      'x',
      [],
      { type: 'finding' },
      { type: 'finding', id: 3 },
      { type: 'problem', id: 'x' },
    ])
      counter.add(event);
    expect(counter.counts).toEqual(baselineOf(SERIALS));
    counter.add({ type: 'finding', id: '__proto__' });
    expect(counter.counts.get('__proto__')).toBe(1);
  });
});

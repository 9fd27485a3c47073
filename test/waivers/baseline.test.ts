import { describe, expect, test } from '@jest/globals';

import { assetKey, idOf } from '../../src/core/asset.ts';
import type { DesignationEvent, ListRef, ResultEvent, RunEvent } from '../../src/core/events.ts';
import type { Finding } from '../../src/core/finding.ts';
import { Baseline } from '../../src/waivers/baseline.ts';
import type { Short } from './findings.ts';
import { findingOf } from './findings.ts';
import { words } from '../words.ts';

type Row = Readonly<Partial<Short['asset']>>;

/** The finding of a Hikvision row, with the id a run gives it. */
function found(asset: Row, source = 'site.csv') {
  const id = idOf(`hikvision\n${assetKey(asset, words.noValue).key}`);
  return { ...findingOf({ id, vendor: 'hikvision', on: { l: 'banned' }, asset }), source };
}

const LISTS = [{ id: 'l', short: 'NDAA 889', checked: '2026-10-10', sha256: 'one' }] as unknown as ListRef[];

function run(lists = LISTS): RunEvent {
  return { type: 'run', lists } as unknown as RunEvent;
}

/** The entry of a list with its rules, each `id effect`. */
function entry(rules: readonly string[], more: Partial<DesignationEvent> = {}): DesignationEvent {
  const made = rules.map((text) => {
    const [id, effect] = text.split(' ');
    return { id, effect, mayNot: `be part of ${id ?? ''}` };
  });
  return {
    type: 'designation',
    list: 'l',
    entry: 'e',
    as: 'Hangzhou Hikvision',
    rules: made,
    ...more,
  } as DesignationEvent;
}

const BUY = entry(['buy no-new']);

function baselineOf(events: readonly ResultEvent[], wouldFail: (finding: Finding) => boolean = () => true): Baseline {
  const baseline = new Baseline({ wouldFail, failOn: 'probable', noValue: () => words.noValue });
  for (const event of events) baseline.add(event);
  return baseline;
}

function compare(before: readonly Row[], now: readonly Row[]) {
  const compared = baselineOf(before.map((row) => found(row)));
  const isNew = now.map((row) => compared.compare(found(row, 'renamed.csv')).isNew);
  return { fresh: isNew.filter(Boolean).length, isNew, resolved: compared.unseen(new Set()).size };
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
    const baseline = baselineOf([...PORTS, ...SERIALS].map((row) => found(row)));
    const unseen = baseline.unseen(new Set());
    expect(unseen.size).toBe(4);
    expect([...unseen.keys()]).toEqual([...unseen.keys()].toSorted());
  });

  test('what is gone is told from what stood in an input that was not read', () => {
    const both = { serial: 'S-2' };
    const baseline = baselineOf([found({ serial: 'S-1' }, 'a.csv'), found(both, 'a.csv'), found(both, 'b.csv')]);
    const unseen = (...read: string[]) => [...baseline.unseen(new Set(read)).values()];
    expect(unseen('a.csv').toSorted()).toEqual([[], ['b.csv']]);
    expect(unseen('a.csv', 'b.csv')).toEqual([[], []]);
    expect(unseen('c.csv').toSorted()).toEqual([['a.csv'], ['a.csv', 'b.csv']]);
    baseline.compare(found({ serial: 'S-1' }, 'c.csv'));
    expect([...baseline.unseen(new Set(['c.csv'])).values()]).toEqual([['b.csv']]);
  });
});

/** A finding of one camera, `rules` reaching it. */
function camera(rules: readonly string[], more: Partial<Finding> = {}): Finding {
  const finding = found({ serial: 'S-1' });
  return { ...finding, designations: finding.designations.map((one) => ({ ...one, rules })), ...more };
}

/** What a run says of a finding, with the lists and the entries of then and now. */
function judged(
  then: readonly ResultEvent[],
  now: { readonly lists?: ListRef[]; readonly entries?: readonly DesignationEvent[]; readonly finding: Finding },
) {
  const compared = baselineOf(then);
  for (const event of [run(now.lists), ...(now.entries ?? [BUY])]) compared.now.add(event);
  return compared.compare(now.finding);
}

const CHANGED = LISTS.map((list) => ({ ...list, sha256: 'two' }));
const THEN = [run(), BUY, camera(['buy'])];

describe('what a baseline covers: asset, vendor, list and effect, up to its quantity and grade', () => {
  test('the same again is known, also when the text of its rule was corrected', () => {
    const corrected = entry(['buy no-new'], { as: 'Hangzhou Hikvision Digital Technology' });
    expect(judged(THEN, { lists: CHANGED, entries: [corrected], finding: camera(['buy']) }).isNew).toBe(false);
  });

  test('another rule of the same effect is known, one of another effect is new, with what it forbids', () => {
    const more = entry(['buy no-new', 'import no-new', 'use must-go']);
    const of = (rules: readonly string[]) => judged(THEN, { lists: CHANGED, entries: [more], finding: camera(rules) });
    expect(of(['buy', 'import']).isNew).toBe(false);
    expect(of(['buy', 'use'])).toEqual({
      isNew: true,
      because: 'NDAA 889 changed: it may not be part of use',
      lists: ['l'],
    });
  });

  test('a rule that reaches it for want of a fact that was there is new, and no change of a list', () => {
    const before = [run(), BUY, camera([])];
    const because = 'NDAA 889: it may not be part of buy, which did not reach it then';
    expect(judged(before, { finding: camera(['buy']) })).toEqual({ isNew: true, because, lists: [] });
    expect(judged(before, { lists: CHANGED, finding: camera(['buy']) })).toEqual({ isNew: true, because, lists: [] });
  });

  test('more pieces are new, fewer are not; rows that name one asset are not added up', () => {
    const then = [run(), BUY, camera(['buy'], { quantity: 3 })];
    const of = (quantity: number) => judged(then, { finding: camera(['buy'], { quantity }) });
    expect(of(3).isNew).toBe(false);
    expect(of(2).isNew).toBe(false);
    expect(of(5)).toEqual({ isNew: true, because: '5 pieces, 3 in the baseline', lists: [] });
  });

  test('a grade that begins to fail is new, one that failed is not', () => {
    const then = [run(), BUY, camera(['buy'], { confidence: 'possible' })];
    expect(judged(then, { finding: camera(['buy'], { confidence: 'possible' }) }).isNew).toBe(false);
    expect(judged(then, { finding: camera(['buy']) }).because).toBe('confirmed, possible in the baseline');
    expect(judged([run(), BUY, camera(['buy'], { confidence: 'probable' })], { finding: camera(['buy']) }).isNew).toBe(
      false,
    );
  });
});

describe('new because a list changed', () => {
  test('a list that was not checked then', () => {
    expect(judged([run([])], { finding: camera(['buy']) })).toEqual({
      isNew: true,
      because: 'NDAA 889 was not checked then',
      lists: ['l'],
    });
  });

  test('an entry that was listed after the day as of which the list was known', () => {
    const entries = [entry(['buy no-new'], { since: '2026-11-02' })];
    expect(judged([run()], { lists: CHANGED, entries, finding: camera(['buy']) }).because).toBe(
      'NDAA 889 changed: HIKVISION added, listed 2026-11-02',
    );
  });

  test.each(['2019-08-13', '2026-10-10'])('listed by then (%s), and nothing of it in the baseline', (since) => {
    const entries = [entry(['buy no-new'], { since })];
    expect(judged([run()], { lists: CHANGED, entries, finding: camera(['buy']) }).because).toBe(
      'NDAA 889 changed since, and the baseline has nothing of Hangzhou Hikvision',
    );
  });

  test.each([
    ['the list is as it was', [run()], LISTS],
    ['the entry was there for another asset', [run(), BUY], CHANGED],
  ])('nothing of it where %s: the asset is new', (_, then, lists) => {
    expect(judged(then, { lists, finding: camera(['buy']) })).toEqual({ isNew: true, because: null, lists: [] });
  });
});

test('what did not fail in the baseline is known as such', () => {
  const of = (id: string, status: Finding['status'], confidence: Finding['confidence'] = 'confirmed') =>
    camera([], { id, status, confidence });
  const baseline = baselineOf(
    [
      of('exempt', 'exempt'),
      of('weak', 'banned', 'possible'),
      of('banned', 'banned'),
      of('both', 'banned'),
      of('both', 'waived'),
      of('both, the other way', 'upcoming'),
      of('both, the other way', 'banned'),
    ],
    ({ status, confidence }) => status === 'banned' && confidence !== 'possible',
  );
  const harmless = ['exempt', 'weak', 'banned', 'both', 'both, the other way', 'new'].filter((id) =>
    baseline.wasHarmless(id),
  );
  expect(harmless).toEqual(['exempt', 'weak']);
});

import { expect, test } from '@jest/globals';
import { CATEGORIES, type Field } from '../../src/core/fields.ts';
import { CONFIDENCES, type Identification, type VendorRef } from '../../src/core/finding.ts';
import { Layout, type Column } from '../../src/core/layout.ts';
import type { InventoryRecord } from '../../src/core/record.ts';
import { Judge } from '../../src/judge/judge.ts';
import { shipped } from '../knowledge.ts';
import { runsOf, seeded, type Seeded } from '../seeded.ts';
import { AS_OF, kindMet } from './ask.ts';
import { identificationOf, recordOf } from './cases.ts';
import { listOf } from './lists.ts';
import { words } from '../words.ts';

const RUNS = runsOf(250);
const { lists, vendors } = shipped();
const OWN = listOf(
  [
    { vendor: 'dahua', affiliates: 'named', also: ['Lorex Technology'], which: { listed: ['Lorex'], notListed: ['Dahua'] } },
    { thing: 'camera', madeIn: ['CN'], models: [{ mask: 'DS-2CD####*', except: [] }] },
    { thing: 'drone', madeIn: ['CN', 'TW'] },
    { thing: 'robot', madeOutside: ['US'], until: '2026-11-01' },
    { makerFrom: ['CN', 'TW'], models: [{ mask: 'RAX##', except: ['RAX50'] }] },
    { makerFrom: ['US'], affiliates: 'excluded' },
  ],
  [{ day: 'authorised', effect: 'no-new', from: '2020-01-01' }, { id: 'go', things: ['camera'], except: ['software'] }],
); // prettier-ignore

const CELLS: Readonly<Partial<Record<Field, readonly string[]>>> = {
  vendor: ['', 'Huawei', 'Netgear', 'Teltonika', 'ZTE', 'Lorex', 'Dahua', 'some brand'],
  model: ['', 'RAX50', 'RAX51', 'DS-2CD2143G2-I', 'S5735-L24T4S-A1', 'RUTX11', 'Camera', 'drone, made in China'],
  partNumber: ['', 'RAX50-100EUS', '-'],
  category: ['', 'Switch', 'Software', 'Managed service', 'SIM card', 'Drone', 'IP camera'],
  country: ['', 'China', 'USA', 'Taiwan; China', 'Freedonia'],
  acquired: ['', '2018-01-01', '03/04/2020', '2026-12-01'],
  made: ['', '2017-01-01', '2021'],
  authorised: ['', '2019-05-01', '2024-05-01'],
  hostname: ['', 'sw-1', 'Hytera US'],
  text: ['', 'made in China', 'dome camera', 'Lorex'],
};
const TRAITS = ['other-day', 'other-origin', 'describes', 'mention', 'software'] as const;

const refs: readonly VendorRef[] = vendors.flatMap(({ id, name, affiliates }) => [
  { id, name, affiliate: null },
  ...affiliates.map((one) => ({ id, name, affiliate: { id: one.id, name: one.name, relation: one.relation } })),
]);
/** Vendors one of whose affiliates is from another country. */
const mixed = vendors.filter(({ country, affiliates }) => affiliates.some((one) => one.country !== null && one.country !== country)).map(({ id }) => refs.filter((one) => one.id === id)); // prettier-ignore
const unknownRefs = ['Some Brand', 'some brand', 'RAX50'].map((name): VendorRef => ({ id: '', name, affiliate: null }));

/** An identification of one of `kin`, or of any kind of thing, with all that one may have. */
function anyOf(kin: readonly VendorRef[], { int, pick }: Seeded): Identification {
  const ref = int(2) === 0 ? null : pick(kin);
  const kind = pick(CATEGORIES);
  const days = pick([undefined, [0], [0, 1], []]);
  const evidence = { field: 'model', column: 'Model', seen: 'x', matched: 'x', confidence: 'probable' } as const;
  return {
    vendor: ref,
    category: ref === null ? { id: kind, name: kind } : null,
    confidence: pick(CONFIDENCES),
    evidence: pick([[], [{ ...evidence, kind: pick(['mac', 'name']), part: pick(['device', 'component']) }]]),
    families: pick([[], [{ is: pick([null, 'camera', 'software', 'router']), sure: int(2) === 0 }]]),
    conflict: pick([null, { field: 'vendor', column: 'Vendor', seen: 'ZTE', vendor: 'zte' }]),
    ...(days && { days }),
  };
}

/** Columns of any fields, one of them twice. */
function anyColumns({ int, pick }: Seeded): readonly Column[] {
  const fields = (Object.keys(CELLS) as Field[]).filter(() => int(2) === 0);
  const all = fields.length === 0 ? fields : [...fields, pick(fields)];
  return all.map((field) => ({ name: field, fields: [field], why: 'test', traits: TRAITS.filter(() => int(6) === 0) }));
}

/** The same row under columns that nothing is remembered of. */
function unknown(record: InventoryRecord): InventoryRecord {
  return { ...record, layout: new Layout(record.layout.columns) };
}

test('a row is judged as if it were the first', () => {
  const random = seeded(23);
  const { int, pick } = random;
  for (let run = 0; run < RUNS; run += 1) {
    // A few things and few different cells, so that a row is often like one before it.
    const kin = pick([refs, unknownRefs, pick(mixed)]);
    const found = Array.from({ length: 4 }, () => anyOf(kin, random));
    const columns = anyColumns(random);
    const layout = new Layout(columns);
    const cells = columns.map(({ fields: [field] }) => [1, 2].map(() => pick(CELLS[field as Field] ?? [''])));
    const judge = new Judge([OWN, pick(lists), pick(lists), pick(lists)], vendors, words, { asOf: AS_OF });
    for (let row = 0; row < 12; row += 1) {
      const record = { ...recordOf(''), layout, cells: cells.map(pick) };
      const together = found.filter(() => int(2) === 0);
      for (const one of together) {
        const judged = judge.judge(one, record, together);
        expect([record.cells, one, judged]).toEqual([record.cells, one, judge.judge(one, unknown(record), together)]);
      }
    }
  }
});

test('cells that run into each other are not taken for one another', () => {
  const judge = new Judge(lists, vendors, words, { asOf: AS_OF });
  const router: readonly Identification[] = [kindMet('consumer-router')];
  const layout = recordOf({ model: '', country: '' });
  for (const cells of [['x\n1:China', ''], ['x', '\n1:China'], ['x1', 'China'], ['x', '1China']]) {
    const record = { ...layout, cells };
    for (const met of router) {
      expect([cells, judge.judge(met, record, router)]).toEqual([cells, judge.judge(met, unknown(record), router)]);
    }
  }
}); // prettier-ignore

test('what is the same in all cells and not beside them is judged as if it were the first', () => {
  const named = [{ thing: 'drone', madeIn: ['CN'] }, { vendor: 'dahua' }, { makerFrom: ['CN'] }] as const;
  const list = listOf(named, [{ effect: 'no-new', from: '2020-01-01' }]);
  const judge = new Judge([list], vendors, words, { asOf: AS_OF });
  const fields = { category: 'Drone', country: '', acquired: '2021-01-01' };
  const [drone, dahua] = [kindMet('drone'), identificationOf('dahua', vendors)];
  const [first, second, third] = unknownRefs.map((vendor) => ({ ...drone, vendor, category: null }));
  const alike: readonly (readonly Identification[])[] = [
    [drone, identificationOf('dahua/lorex', vendors)],
    [drone, dahua],
    [dahua],
    [{ ...dahua, days: [] }],
    ...[first, second, third].flatMap((one) => (one === undefined ? [] : [[one]])),
  ];
  const record = recordOf(fields);
  const [before, ...judged] = [0, 1, 2].map(() => alike.map((row) => judge.judge(row[0] ?? drone, record, row)));
  const alone = alike.map((row) => judge.judge(row[0] ?? drone, unknown(record), row));
  expect(judged).toEqual([alone, alone]);
  expect(before).toEqual(alone);
});

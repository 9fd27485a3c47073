import { expect, test } from '@jest/globals';
import type { Identification } from '../../src/core/finding.ts';
import { Layout } from '../../src/core/layout.ts';
import type { InventoryRecord } from '../../src/core/record.ts';
import { Judge } from '../../src/judge/judge.ts';
import { shipped } from '../knowledge.ts';
import { runsOf, seeded } from '../seeded.ts';
import { AS_OF } from './ask.ts';
import { recordOf } from './cases.ts';
import { words } from '../words.ts';

const RUNS = runsOf(2_000);
const { lists, vendors } = shipped();

const CELLS = {
  vendor: ['', 'Huawei', 'Netgear', 'Teltonika', 'ZTE'],
  model: ['', 'RAX50', 'DS-2CD2143G2-I', 'S5735-L24T4S-A1', 'RUTX11'],
  partNumber: ['', 'RAX50-100EUS', '-'],
  category: ['', 'Switch', 'Software', 'Managed service', 'SIM card'],
  country: ['', 'China', 'USA', 'Taiwan; China', 'Freedonia'],
  acquired: ['', '2018-01-01', '03/04/2020', '2026-12-01'],
  hostname: ['', 'sw-1', 'Hytera US'],
} as const;

const identifications: readonly Identification[] = [
  ...vendors.flatMap(({ id, name, affiliates }) => [
    { id, name, affiliate: null },
    ...affiliates.map((one) => ({ id, name, affiliate: { id: one.id, name: one.name, relation: one.relation } })),
  ]),
  null,
].map((vendor) => ({
  vendor,
  category: vendor === null ? { id: 'consumer-router', name: 'Consumer router' } : null,
  confidence: 'confirmed',
  evidence: [],
  families: [],
  conflict: null,
}));

/** The same row under columns that nothing is remembered of. */
function unknown(record: InventoryRecord): InventoryRecord {
  return { ...record, layout: new Layout(record.layout.columns) };
}

test('a row is judged as if it were the first', () => {
  const { int, pick } = seeded(23);
  const judge = new Judge(lists, vendors, words, { asOf: AS_OF });
  const all = recordOf(Object.fromEntries(Object.keys(CELLS).map((field) => [field, ''])));
  const rows = [all, ...[[0], [1, 3], [1, 2, 7], [4], [3, 5]].map((at) => ({ ...all, layout: new Layout(at.flatMap((index) => all.layout.columns[index] ?? [])) }))]; // prettier-ignore
  for (let run = 0; run < RUNS; run += 1) {
    const row = pick(rows);
    const cells = row.layout.columns.map(({ name }) => pick(CELLS[name as keyof typeof CELLS]));
    const met = pick(identifications);
    const together = int(3) === 0 ? [met, pick(identifications)] : [met];
    const record = { ...row, cells };
    const judged = judge.judge(met, record, together);
    expect([cells, met, judged]).toEqual([cells, met, judge.judge(met, unknown(record), together)]);
  }
});

test('cells that run into each other are not taken for one another', () => {
  const judge = new Judge(lists, vendors, words, { asOf: AS_OF });
  const router = identifications.filter(({ category }) => category !== null);
  const layout = recordOf({ model: '', country: '' });
  for (const cells of [['x\n1:China', ''], ['x', '\n1:China'], ['x1', 'China'], ['x', '1China']]) {
    const record = { ...layout, cells };
    for (const met of router) {
      expect([cells, judge.judge(met, record, router)]).toEqual([cells, judge.judge(met, unknown(record), router)]);
    }
  }
}); // prettier-ignore

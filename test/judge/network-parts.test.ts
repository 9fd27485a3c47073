import { describe, expect, test } from '@jest/globals';

import { compileIdentifier } from '../../src/identify/compile.ts';
import { compileJudge } from '../../src/judge/compile.ts';
import { shipped } from '../knowledge.ts';
import { row } from '../identify/row.ts';
import { words } from '../words.ts';

const knowledge = shipped();
const { vendors, lists } = knowledge;
const identifier = compileIdentifier(knowledge);

/** What a list says of the first designated vendor that is met in a row. */
function judged(list: string, asOf: string, fields: Readonly<Record<string, string>>) {
  const chosen = lists.filter(({ id }) => id === list);
  const judge = compileJudge(chosen, vendors, words, { asOf, judgeAt: 'as-of' });
  const record = row(fields);
  const all = identifier.identify(record);
  return all.map((met) => judge.judge(met, record, all)).find((found) => found !== null)?.designations[0];
}

/** All that a list says in words: what a reader can hold a status to. */
function saidBy(list: string): string {
  return lists
    .filter(({ id }) => id === list)
    .flatMap(({ note, binds, entries }) => [
      note,
      binds,
      ...entries.flatMap(({ condition, continuedUse, prohibits }) => [condition, continuedUse, ...prohibits.map((rule) => rule.note)]),
    ])
    .join(' ');
} // prettier-ignore

type Cell = readonly [kind: string, status: 'barred' | 'unclear' | 'other', sentence: string];

/*
 * Twelve kinds of products under every telecom list that bars, on a day when all of it is in force, and the sentence of
 * the facts (regulations-3, section 2) that the status rests on. barred: the law names the part; unclear: it leaves it
 * open, so banned with its condition; other: another part of the network.
 */
const TABLE: Readonly<Record<string, readonly [day: string, cells: readonly Cell[]]>> = {
  'de-5g': [
    '2030-01-01',
    [
      ['5G antenna', 'other', 'antennas and radio hardware stay'],
      ['Baseband unit', 'other', 'antennas and radio hardware stay'],
      ['Core router', 'barred', 'In the core all critical components go'],
      ['DWDM', 'unclear', 'in access and transport networks only the critical functions of the network management systems'],
      ['OLT', 'other', 'in access and transport networks only the critical functions of the network management systems'],
      ['ONT', 'other', 'the three operators of public 5G networks'],
      ['Campus switch', 'other', 'the three operators of public 5G networks'],
      ['Laptop', 'other', 'the three operators of public 5G networks'],
      ['Smartphone', 'other', 'the three operators of public 5G networks'],
      ['Solar inverter', 'other', 'the three operators of public 5G networks'],
      ['IP camera', 'other', 'the three operators of public 5G networks'],
      ['Drone', 'other', 'the three operators of public 5G networks'],
    ],
  ],
  'se-5g': [
    '2025-01-02',
    [
      ['5G antenna', 'unclear', 'that are needed to keep the network and its services working'],
      ['Baseband unit', 'barred', 'those in the radio access, transmission, core, and service and maintenance networks'],
      ['Core router', 'barred', 'those in the radio access, transmission, core, and service and maintenance networks'],
      ['DWDM', 'barred', 'those in the radio access, transmission, core, and service and maintenance networks'],
      ['OLT', 'other', 'radio use in the 2.3 and 3.5 GHz bands'],
      ['ONT', 'other', 'radio use in the 2.3 and 3.5 GHz bands'],
      ['Campus switch', 'other', 'holders of licences in the 2.3 and 3.5 GHz bands'],
      ['Laptop', 'other', 'holders of licences in the 2.3 and 3.5 GHz bands'],
      ['Smartphone', 'other', 'holders of licences in the 2.3 and 3.5 GHz bands'],
      ['Solar inverter', 'other', 'holders of licences in the 2.3 and 3.5 GHz bands'],
      ['IP camera', 'other', 'holders of licences in the 2.3 and 3.5 GHz bands'],
      ['Drone', 'other', 'holders of licences in the 2.3 and 3.5 GHz bands'],
    ],
  ],
  'ee-5g': [
    '2030-01-01',
    [
      ['5G antenna', 'barred', 'the hardware and software that Elisa named'],
      ['Baseband unit', 'barred', 'the hardware and software that Elisa named'],
      ['Core router', 'unclear', 'that list is not public'],
      ['DWDM', 'unclear', 'that list is not public'],
      ['OLT', 'other', 'network equipment that needs a permit'],
      ['ONT', 'other', 'network equipment that needs a permit'],
      ['Campus switch', 'other', 'network equipment that needs a permit'],
      ['Laptop', 'other', 'network equipment that needs a permit'],
      ['Smartphone', 'other', 'network equipment that needs a permit'],
      ['Solar inverter', 'other', 'network equipment that needs a permit'],
      ['IP camera', 'other', 'network equipment that needs a permit'],
      ['Drone', 'other', 'network equipment that needs a permit'],
    ],
  ],
  'uk-designated-vendors': [
    '2028-01-01',
    [
      ['5G antenna', 'barred', 'all 5G networks'],
      ['Baseband unit', 'barred', 'all 5G networks'],
      ['Core router', 'barred', 'core network functions'],
      ['DWDM', 'barred', 'high-rate intra-core and inter-operator transmission equipment'],
      ['OLT', 'barred', 'beyond 35 % of full-fibre access'],
      ['ONT', 'unclear', 'sites significant to national security'],
      ['Campus switch', 'unclear', 'sites significant to national security'],
      ['Laptop', 'other', '35 named providers of public electronic communications networks'],
      ['Smartphone', 'other', '35 named providers of public electronic communications networks'],
      ['Solar inverter', 'other', '35 named providers of public electronic communications networks'],
      ['IP camera', 'other', '35 named providers of public electronic communications networks'],
      ['Drone', 'other', '35 named providers of public electronic communications networks'],
    ],
  ],
}; // prettier-ignore

const CASES = Object.entries(TABLE).flatMap(([list, [day, cells]]) =>
  cells.map((cell) => [list, day, ...cell] as const),
);

test.each(CASES)('%s %s %s: %s, since "%s"', (list, day, category, status, sentence) => {
  const found = judged(list, day, { vendor: 'Huawei', category });
  expect(found?.status).toBe(status === 'other' ? 'listed' : 'banned');
  if (status === 'other') expect(found?.because).toMatch(/^another part of the network: it reaches .*, not /);
  expect(saidBy(list)).toContain(sentence);
});

/** Whatever the part. */
const FORBID_NOTHING = [
  ['ca-telecom', 'the list is a proposal: it forbids nothing', 'a statement of intent, not a bar'],
  ['eu-toolbox', 'the list is advisory: it forbids nothing', 'is not binding'],
] as const;

test.each(
  FORBID_NOTHING.flatMap((one) => (TABLE['de-5g']?.[1] ?? []).map(([kind]) => [...one, kind] as const)),
)('%s: %s, since it is "%s": %s', (list, because, sentence, category) => {
  expect(judged(list, '2028-01-01', { vendor: 'Huawei', category })).toMatchObject({ status: 'listed', because });
  expect(saidBy(list)).toContain(sentence);
}); // prettier-ignore

test.each(['Switch', 'Router', 'Laptop / Core router', 'Antenna mount', 'n/a', ''])('an unknown part is reached: %s', (category) => {
  expect(judged('de-5g', '2027-01-01', { vendor: 'Huawei', category })?.status).toBe('banned');
}); // prettier-ignore

describe('what a model says of the part', () => {
  const DISAGREE = 'says no part of a network';

  test.each([
    ['MediaPad T3 10', '', 'listed', 'not phones'],
    ['AAU5613', '', 'listed', 'not antennas and radio units'],
    ['BBU5900', '', 'listed', 'not radio baseband'],
    ['HG8245H', '', 'listed', 'not customer premises equipment'],
    ['S5720-28X', '', 'banned', ''],
    ['MediaPad T3 10', 'IT hardware', 'listed', 'not phones'],
    ['MateBook D15', 'Notebook', 'listed', 'not laptops and PCs'],
    ['S5720-28X', 'Campus switch', 'listed', 'not enterprise networks'],
    ['S5720-28X', 'Laptop', 'banned', `"Laptop" beside a model of switch ${DISAGREE}`],
    ['S12708', 'Smartphone', 'banned', `"Smartphone" beside a model of switch ${DISAGREE}`],
    ['OptiX OSN 9800', 'Inverter', 'banned', `"Inverter" beside a model of transmission ${DISAGREE}`],
    ['MediaPad T3 10', 'Core router', 'banned', `"Core router" beside a model of tablet ${DISAGREE}`],
    ['MediaPad T3 10, S5720-28X', '', 'banned', ''],
    ['S5720-28X V200R019C00SPC500', 'Campus switch', 'listed', 'not enterprise networks'],
    ['ME909s-120', 'Laptop', 'listed', 'not laptops and PCs'],
  ])('%s as "%s" is %s', (model, category, status, because) => {
    const found = judged('de-5g', '2027-01-01', { vendor: 'Huawei', model, category });
    expect([found?.status, found?.because ?? '']).toEqual([status, expect.stringContaining(because)]);
  });

  test('a model in a note tells no part, and still contradicts one', () => {
    const note = { vendor: 'Huawei', text: 'replaces S5720-28X' };
    expect(judged('de-5g', '2027-01-01', { ...note, category: 'Laptop' })?.status).toBe('banned');
    expect(judged('de-5g', '2027-01-01', { vendor: 'Huawei', text: 'like a MediaPad T3 10' })?.status).toBe('banned');
  });

  test('of two makers, and by a family that strangers have too, it is unknown', () => {
    expect(judged('de-5g', '2027-01-01', { vendor: 'Huawei', model: 'Blade V10' })?.status).toBe('banned');
    expect(judged('de-5g', '2027-01-01', { vendor: 'Huawei', model: 'CXP-L12' })?.status).toBe('banned');
  });

  test('where no part matters nothing is said of one', () => {
    const found = judged('us-fcc-covered', '2026-11-24', { vendor: 'Huawei', model: 'S5720-28X', category: 'Laptop' });
    expect(found).toMatchObject({ status: 'banned', because: null });
  });
});

test.each([
  ['Hikvision', 'DS-2CD2042WD-I', 'Software', 'banned', '"Software" beside its model clears nothing'],
  ['Hikvision', 'iVMS-4200', 'Software', 'listed', 'the row is software'],
  ['Hikvision', 'iVMS-4200', '', 'banned', null],
  ['Hikvision', 'iVMS-4200 for DS-2CD2042WD-I', 'Software', 'banned', '"Software" beside its model clears nothing'],
  ['Huawei', 'eSight', 'Software', 'listed', 'the row is software'],
])('what covers equipment and services: %s %s as "%s" is %s', (vendor, model, category, status, because) => {
  const found = judged('us-fcc-covered', '2026-11-24', { vendor, model, category });
  expect([found?.status, found?.because ?? null]).toEqual([
    status,
    because === null ? null : expect.stringContaining(because),
  ]);
});

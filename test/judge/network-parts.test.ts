import { describe, expect, test } from '@jest/globals';

import { compileIdentifier } from '../../src/identify/compile.ts';
import { Judge } from '../../src/judge/judge.ts';
import { shipped } from '../knowledge.ts';
import { row } from '../identify/row.ts';
import { words } from '../words.ts';

const knowledge = shipped();
const { vendors, lists } = knowledge;
const identifier = compileIdentifier(knowledge);

/** What a list says of the first designated vendor that is met in a row. */
function judged(list: string, asOf: string, fields: Readonly<Record<string, string>>) {
  const chosen = lists.filter(({ id }) => id === list);
  const judge = new Judge(chosen, vendors, words, { asOf });
  const record = row(fields);
  const all = identifier.identify(record);
  return all.map((met) => judge.judge(met, record, all)).find((found) => found !== null)?.designations[0];
}

type Cell = readonly [kind: string, status: 'barred' | 'unclear' | 'other', sentence: string];

/*
 * Twelve kinds of products under every telecom list that bars, on a day when all of it is in force, and the sentence of
 * the facts (regulations-3, section 2) that the status rests on. barred: the law names the part; unclear: it leaves it
 * open, or a row cannot tell; other: another part of the network.
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
      ['DWDM', 'unclear', 'high-rate intra-core and inter-operator transmission equipment'],
      ['OLT', 'unclear', 'beyond 35 % of full-fibre access'],
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

const STATUS = { barred: 'banned', unclear: 'undetermined', other: 'listed' } as const;

test.each(CASES)('%s %s %s: %s, since "%s"', (list, day, category, status) => {
  const found = judged(list, day, { vendor: 'Huawei', category });
  expect(found?.status).toBe(STATUS[status]);
  if (status === 'other') expect(found?.because).toMatch(/^not about such a thing: the row is /);
});

/** Whatever the part. */
test.each(
  ['ca-telecom', 'eu-toolbox'].flatMap((list) => (TABLE['de-5g']?.[1] ?? []).map(([kind]) => [list, kind] as const)),
)('%s binds nobody: %s', (list, category) => {
  expect(judged(list, '2028-01-01', { vendor: 'Huawei', category })?.status).toBe('listed');
});

test.each(['Switch', 'Router', 'Laptop / Core router', 'Antenna mount', 'n/a', ''])('an unknown part may be reached: %s', (category) => {
  expect(judged('de-5g', '2027-01-01', { vendor: 'Huawei', category })).toMatchObject({ status: 'undetermined', needs: ['kind of thing'] });
}); // prettier-ignore

describe('what a model says of the part', () => {
  test.each([
    ['MediaPad T3 10', '', 'listed', 'tablet'],
    ['AAU5613', '', 'listed', 'antenna'],
    ['BBU5900', '', 'listed', 'ran'],
    ['HG8245H', '', 'listed', 'onu'],
    ['S5720-28X', '', 'undetermined', 'switch'],
    ['MediaPad T3 10', 'IT hardware', 'listed', 'tablet'],
    ['MateBook D15', 'Notebook', 'listed', 'laptop'],
    ['S5720-28X', 'Campus switch', 'listed', 'campus-switch'],
    ['S5720-28X', 'Laptop', 'undetermined', '"Laptop" beside its model clears nothing'],
    ['S12708', 'Smartphone', 'undetermined', '"Smartphone" beside its model clears nothing'],
    ['OptiX OSN 9800', 'Inverter', 'upcoming', 'manage 5G access or transport networks'],
    ['MediaPad T3 10', 'Core router', 'banned', ''],
    ['MediaPad T3 10, S5720-28X', '', 'undetermined', ''],
    ['S5720-28X V200R019C00SPC500', 'Campus switch', 'listed', 'campus-switch'],
    ['ME909s-120', 'Laptop', 'listed', 'laptop'],
    ['iManager U2000', '', 'undetermined', 'the list leaves open whether software is meant'],
    ['iManager U2000', 'NMS', 'undetermined', 'the list leaves open whether nms is meant'],
  ])('%s as "%s" is %s', (model, category, status, because) => {
    const found = judged('de-5g', '2027-01-01', { vendor: 'Huawei', model, category });
    expect([found?.status, found?.because ?? '']).toEqual([status, expect.stringContaining(because)]);
  });

  test('a model in a note tells no part, and still contradicts one', () => {
    const note = { vendor: 'Huawei', text: 'replaces S5720-28X' };
    expect(judged('de-5g', '2027-01-01', { ...note, category: 'Laptop' })?.status).toBe('undetermined');
    const phone = { vendor: 'Huawei', text: 'like a MediaPad T3 10' };
    expect(judged('de-5g', '2027-01-01', phone)?.status).toBe('undetermined');
  });

  test('of two makers, and by a family that strangers have too, it is unknown', () => {
    expect(judged('de-5g', '2027-01-01', { vendor: 'Huawei', model: 'Blade V10' })?.status).toBe('undetermined');
    expect(judged('de-5g', '2027-01-01', { vendor: 'Huawei', model: 'CXP-L12' })?.status).toBe('undetermined');
  });

  test('where no kind matters nothing is said of one', () => {
    const found = judged('us-texas', '2026-11-24', { vendor: 'Huawei', model: 'S5720-28X', category: 'Laptop' });
    expect(found).toMatchObject({ status: 'banned', because: null });
  });
});

test.each([
  ['Hikvision', 'DS-2CD2042WD-I', 'Software', 'banned', '"Software" beside its model clears nothing'],
  ['Hikvision', 'iVMS-4200', 'Software', 'listed', 'the row is software'],
  ['Hikvision', 'iVMS-4200', '', 'listed', 'the row is software'],
  ['Hikvision', 'iVMS-4200 for DS-2CD2042WD-I', 'Software', 'banned', '"Software" beside its model clears nothing'],
  ['Huawei', 'eSight', 'Software', 'listed', 'the row is software'],
  ['Hikvision', '', 'Security software', 'listed', 'the row is software'],
  ['Hikvision', '', 'Hardware and software', 'banned', 'no day of purchase'],
  ['Hikvision', '', 'Kameras und Software', 'banned', 'no day of purchase'],
  ['Hikvision', '', 'Recorder incl. license', 'banned', 'no day of purchase'],
  ['Hikvision', '', 'Not software', 'banned', 'no day of purchase'],
  ['China Mobile', '', 'Voice and data services', 'banned', 'no day of purchase'],
])('what excepts software: %s %s as "%s" is %s', (vendor, model, category, status, because) => {
  const found = judged('us-fcc-covered', '2026-11-24', { vendor, model, category });
  expect([found?.status, found?.because ?? null]).toEqual([status, expect.stringContaining(because)]);
});

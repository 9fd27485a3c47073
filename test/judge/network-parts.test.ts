import { expect, test } from '@jest/globals';

import { compileJudge } from '../../src/judge/compile.ts';
import { loadKnowledge } from '../../src/knowledge/folder.ts';
import { identificationOf, recordOf } from './cases.ts';
import { words } from '../words.ts';

const { vendors, lists } = loadKnowledge('data');

/*
 * Twelve kinds of products under every telecom list on the day each is wholly in force, by regulations-3, section 2.
 * B: banned, and the sentence says so; U: banned, because the law leaves the part unclear; -: another part.
 *
 * de-5g (2030-01-01): critical components out of the core, critical management functions of access and transport
 *   networks replaced; officials said that antennas are not meant.
 * se-5g (2025-01-02): functions of the radio access, transmission, core and service-and-maintenance networks that are
 *   needed to keep the network working; fixed access is out.
 * ee-5g (2030-01-01): the hardware and software that Elisa named, 2G to 5G; the items are not public.
 * uk (2028-01-01): no 5G at all; core of all networks; sites significant to national security; a cap on full fibre.
 * ca-telecom: a statement of intent forbids nothing.
 */
const KINDS = ['5G antenna', 'Baseband unit', 'Core router', 'DWDM', 'OLT', 'ONT', 'Campus switch', 'Laptop', 'Smartphone', 'Solar inverter', 'IP camera', 'Drone']; // prettier-ignore
const TABLE: readonly (readonly [list: string, day: string, kinds: string])[] = [
  ['de-5g', '2030-01-01', '- - B U - - - - - - - -'],
  ['se-5g', '2025-01-02', 'U B B B - - - - - - - -'],
  ['ee-5g', '2030-01-01', 'B B U U - - - - - - - -'],
  ['uk-designated-vendors', '2028-01-01', 'B B B B B U U - - - - -'],
];

const CASES = TABLE.flatMap(([list, day, kinds]) =>
  kinds.split(' ').map((expected, index) => [list, day, KINDS[index] ?? '', expected] as const),
);

function judge(list: string, asOf: string, category: string) {
  const chosen = lists.filter(({ id }) => id === list);
  const met = identificationOf('huawei', vendors);
  const judged = compileJudge(chosen, vendors, words, { asOf, judgeAt: 'as-of' });
  return judged.judge(met, recordOf({ category }), [met])?.designations[0];
}

test.each(CASES)('%s %s %s: %s', (list, day, kind, expected) => {
  const found = judge(list, day, kind);
  expect(found?.status).toBe(expected === '-' ? 'listed' : 'banned');
  if (expected === '-') expect(found?.because).toMatch(/^another part of the network: it reaches .*, not /);
});

test.each(KINDS)('ca-telecom forbids nothing: %s', (kind) => {
  expect(judge('ca-telecom', '2028-01-01', kind)).toMatchObject({
    status: 'listed',
    because: 'the list is a proposal: it forbids nothing',
  });
});

test.each(['Switch', 'Router', 'Laptop / Core router', 'Antenna mount', 'n/a', ''])('an unknown part is reached: %s', (kind) => {
  expect(judge('de-5g', '2027-01-01', kind)?.status).toBe('banned');
}); // prettier-ignore

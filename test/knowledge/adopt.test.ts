import { describe, expect, test } from '@jest/globals';

import { within } from '../../src/core/dates.ts';
import { formatComplaint } from '../../src/core/errors.ts';
import { assembleKnowledge, readData } from '../../src/knowledge/data.ts';
import { readUserLists } from '../../src/knowledge/user-lists.ts';
import type { TextFile } from '../../src/yaml/parse.ts';
import { shipped } from '../knowledge.ts';
import { withAdopted } from '../../src/knowledge/adopt.ts';
import type { Adoption, BanList, ListEntry } from '../../src/knowledge/ban-list.ts';
import { listOf } from '../judge/lists.ts';
import { dataFiles } from './small.ts';

const { lists } = shipped();
const DAYS = ['2024-06-30', '2025-07-01', '2026-11-24'];

const isListed = ({ announced, periods }: ListEntry, day: string): boolean =>
  (announced === null || announced <= day) && periods.some(({ from, until }) => within(day, from, until));

const ADOPTION: Adoption = {
  list: 'acme-list',
  asOf: null,
  only: [],
  affiliates: null,
  announced: '2023-01-01',
  since: '2023-07-01',
  until: null,
  prohibits: [],
  deadlines: [],
  condition: null,
  continuedUse: null,
  citation: 'Act 1',
  note: null,
  verified: true,
};

/** What a list that adopts another holds of it. */
function adopted(entry: Partial<ListEntry>, adoption: Partial<Adoption> = {}): ListEntry | undefined {
  const list: BanList = { ...listOf([]), id: 'state', adopts: [{ ...ADOPTION, ...adoption }] };
  return withAdopted(list, [listOf([entry])]).entries[0];
}

const adopting = lists.filter(({ adopts }) => adopts.length > 0);
const pairs = adopting.flatMap((list) => list.adopts.map((adoption) => [list, adoption] as const));

describe('a list equals what it adopts', () => {
  test.each(pairs.map(([list, adoption]) => [`${list.id} adopts ${adoption.list}`, list, adoption] as const))(
    '%s',
    (_, list, { list: id, asOf, only, since, until }) => {
      const source = lists.find((other) => other.id === id)?.entries ?? [];
      const wanted = only.length === 0 ? source : source.filter((entry) => only.includes(entry.id));
      const own = list.entries.filter(({ adoptedFrom }) => adoptedFrom === id);
      for (const day of DAYS) {
        const inForce = within(day, since, until);
        const named = inForce ? wanted.filter((entry) => isListed(entry, asOf ?? day)) : [];
        expect(own.filter((entry) => isListed(entry, day)).map((entry) => entry.id)).toEqual(
          named.map((entry) => `${id}/${entry.id}`),
        );
      }
      expect(own.map(({ vendor, category, listedAs }) => [vendor, category, listedAs])).toEqual(
        wanted
          .filter((entry) => own.some((one) => one.id === `${id}/${entry.id}`))
          .map(({ vendor, category, listedAs }) => [vendor, category, listedAs]),
      );
    },
  );
});

describe('an adopted entry', () => {
  test('is listed once both laws say so', () => {
    expect(adopted({ periods: [{ from: '2021-01-01', until: null, citation: null }] })?.periods[0]?.from).toBe(
      '2023-07-01',
    );
    expect(adopted({ periods: [{ from: '2024-01-01', until: null, citation: null }] })?.periods[0]?.from).toBe(
      '2024-01-01',
    );
  });

  test('is not there when its listing ended before the adopting law', () => {
    expect(adopted({ periods: [{ from: '2021-01-01', until: '2022-01-01', citation: null }] })).toBeUndefined();
  });

  test('ends with its listing when living, and stays when frozen', () => {
    const periods = [{ from: '2021-01-01', until: '2025-01-06', citation: null }];
    expect(adopted({ periods })?.periods[0]?.until).toBe('2025-01-06');
    expect(adopted({ periods }, { asOf: '2024-01-31' })?.periods[0]?.until).toBeNull();
  });

  test('that came later is not there when frozen', () => {
    const periods = [{ from: '2025-01-07', until: null, citation: null }];
    expect(adopted({ announced: '2025-01-07', periods }, { asOf: '2024-01-31' })).toBeUndefined();
  });

  test('frozen knows no later revision or exemption', () => {
    const exemption = { vendor: null, holder: null, names: [], models: [], until: null, note: null, verified: true };
    const entry = adopted(
      {
        revisions: [
          { from: '2023-01-01', listedAs: null, condition: 'old', citation: 'A', note: null },
          { from: '2025-01-01', listedAs: null, condition: 'new', citation: 'B', note: null },
        ],
        exemptions: [
          { ...exemption, from: '2023-01-01', citation: 'A' },
          { ...exemption, from: '2025-01-01', citation: 'B' },
        ],
      },
      { asOf: '2024-01-31', condition: 'drones' },
    );
    expect(entry?.revisions).toEqual([
      { from: '2023-01-01', listedAs: null, condition: 'drones; old', citation: 'Act 1; acme-list: A', note: null },
    ]);
    expect(entry?.exemptions.map(({ citation }) => citation)).toEqual(['A']);
  });

  test('has the acts, the citation and the doubts of both', () => {
    const act = { act: 'procure', announced: null, from: '2023-07-01', until: null, parts: [], unclear: [], covers: [], citation: null, note: null, verified: true } as const; // prettier-ignore
    expect(adopted({ citation: 'DA 1', verified: false }, { prohibits: [act] })).toMatchObject({
      ...{ id: 'acme-list/acme', adoptedFrom: 'acme-list', prohibits: [act], citation: 'Act 1; acme-list: DA 1' },
      ...{ verified: false, announced: '2023-01-01' },
    });
  });

  test('is another one when the adopted list changes', () => {
    const list: BanList = { ...listOf([]), id: 'state', adopts: [ADOPTION] };
    const hash = (sha256: string) => withAdopted(list, [{ ...listOf([{}]), sha256 }]).sha256;
    expect(hash('1')).not.toBe(hash('2'));
  });
});

describe('what cannot be adopted', () => {
  const STATE = `
id: us-state
title: A state
short: State
publisher: Someone
jurisdiction: US-LA
kind: statute
binds: agencies
url: https://example.org/
checked: 2026-08-20
changesEvery: 365d
expect: {entries: [0, 0]}
adopts:
  - {list: eu-list, asOf: living, announced: 2023-01-01, since: 2023-07-01, prohibits: [{act: procure, announced: 2023-01-01}], citation: X, verified: true}
entries: []
`;
  const complaintsOf = (changed: Readonly<Record<string, string>>) =>
    readData(dataFiles(changed)).complaints.map(formatComplaint);

  test('is a list that named nobody on the day', () => {
    const frozen = STATE.replace('asOf: living', 'asOf: 2022-10-12');
    expect(complaintsOf({ 'lists/us-state.yaml': frozen })[0]).toContain('eu-list named nobody on 2022-10-12');
  });

  test('is nothing of a right one', () => {
    expect(complaintsOf({ 'lists/us-state.yaml': STATE })).toEqual([]);
  });

  test.each([
    ['a list that adopts', STATE.replace('us-state', 'us-other').replace('eu-list', 'us-state'), 'us-state adopts other lists itself'],
    ['an unknown list', STATE.replace('us-state', 'us-other').replace('eu-list', 'eu-lisst'), 'unknown list eu-lisst (did you mean eu-list?)'],
    ['itself', STATE.replace('us-state', 'us-other').replace('list: eu-list', 'list: us-other'), 'a list cannot adopt itself'],
    ['an entry that is not there', STATE.replace('us-state', 'us-other').replace('asOf: living', 'asOf: living, only: [huwaei]'), 'eu-list has no entry huwaei (did you mean huawei?)'],
    ['one day that is none', STATE.replace('us-state', 'us-other').replace('living', '2024-02-30'), '"2024-02-30" is not a day that exists (expected living'],
    ['a shipped one that does not say as of when', STATE.replace('us-state', 'us-other').replace(' asOf: living,', ''), 'a shipped list states its asOf'],
    ['without a day', STATE.replace('us-state', 'us-other').replace(' since: 2023-07-01,', ''), 'a shipped list states its since'],
    ['without acts', STATE.replace('us-state', 'us-other').replace(/prohibits: \[.*\], citation/, 'citation'), 'a shipped list states its prohibits'],
    ['by a mechanism', STATE.replace('us-state', 'us-other').replace('statute', 'mechanism'), 'a mechanism names nobody'],
  ])('%s', (_, other, message) => {
    const found = complaintsOf({ 'lists/us-state.yaml': STATE, 'lists/us-other.yaml': other });
    expect(found.join('\n')).toContain(message);
  });
}); // prettier-ignore

describe('a list of a user', () => {
  const knowledge = assembleKnowledge(readData(dataFiles()).raw);
  const adoptionOf = (list: string) => ({
    path: 'mine.yaml',
    text: `id: mine\ntitle: Mine\nadopts:\n  - {list: ${list}, asOf: living}\nentries: []\n`,
  });
  const house = { path: 'house.yaml', text: 'id: house\ntitle: House\nentries:\n  - vendor: hikvision\n' };
  const entriesOf = (files: readonly TextFile[]) =>
    readUserLists(files, knowledge).lists[0]?.list.entries.map(({ id, prohibits }) => [id, prohibits.length]);

  test('adopts a shipped list, and forbids whatever the law said of it', () => {
    expect(entriesOf([adoptionOf('eu-list')])).toEqual([['eu-list/huawei', 0]]);
  });

  test.each([
    'adopts: [{list: eu-list, asOf: null}]',
    'adopts: [{list: eu-list, asOf: }]',
    'adopts: [{list: eu-list}]',
    'adopts: [{list: eu-list, asOf: 2026-01-01}]',
    'adopts: [{list: eu-list}]\nentries:',
    'adopts: [{list: eu-list}]\nentries: []',
  ])('needs no entries and no day: %j', (adopts) => {
    const file = { path: 'mine.yaml', text: `id: mine\ntitle: Mine\n${adopts}\n` };
    expect(readUserLists([file], knowledge).complaints).toEqual([]);
    expect(entriesOf([file])).toEqual([['eu-list/huawei', 0]]);
  });

  test.each([
    ['', 'mine.yaml:1:1: the key entries is missing'],
    ['entries:', 'mine.yaml:3:9: the list designates nobody (it needs an entry, such as vendor: huawei)'],
    ['adopts: []', 'mine.yaml:1:1: the list designates nobody (it needs an entry, such as vendor: huawei)'],
    ['adopts:\nentries: []', 'mine.yaml:4:10: the list designates nobody (it needs an entry, such as vendor: huawei)'],
  ])('that names and adopts nobody is wrong: %j', (rest, complaint) => {
    const file = { path: 'mine.yaml', text: `id: mine\ntitle: Mine\n${rest}\n` };
    expect(readUserLists([file], knowledge).complaints.map(formatComplaint)).toEqual([complaint]);
  });

  test('adopts another one of the same run', () => {
    expect(entriesOf([adoptionOf('house'), house])).toEqual([['house/hikvision', 0]]);
    expect(readUserLists([adoptionOf('house')], knowledge).complaints[0]?.message).toBe('unknown list house');
  });
});

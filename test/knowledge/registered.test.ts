import { expect, test } from '@jest/globals';

import { fold, words as wordsOf } from '../../src/core/text.ts';
import { knownNames, makersOf } from '../../src/identify/names/name-index.ts';
import { withRegistered } from '../../src/knowledge/registered.ts';
import { shipped } from '../knowledge.ts';

const { lists, vendors, words } = shipped();
const { makers } = words.tables;
const keyOf = (name: string): string => wordsOf(fold(name)).join('');

test('each registered maker has a country once, or is among those whose country is not known', () => {
  const named = makers.seats.flatMap(({ of }) => of.map(keyOf));
  expect(named.toSorted()).toEqual([...new Set(makers.registered)].toSorted());
  const unknown = makers.seats.flatMap(({ country, of }) => (country === null ? of : []));
  expect(unknown).toEqual(['Alcatel', 'Alcatel-Lucent Enterprise', 'Leica', 'Motorola', 'OmniVision', 'Ubee']);
});

test('vendor files without a country: what no source says, and a law that goes by country leaves undetermined', () => {
  const unknown = vendors.flatMap(({ id, country }) => (country === null ? id : []));
  expect(unknown).toEqual(['digitalsystem', 'group-ib', 'security-gen']);
});

test('only lists that go by the country of the vendor add makers, those from there and of no known country', () => {
  const added = (id: string) =>
    withRegistered(
      vendors,
      lists.filter((list) => list.id === id),
      words.tables,
    ).slice(vendors.length);
  expect(added('us-ndaa-889')).toEqual([]);
  const names = added('tw-government').map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['Lenovo', 'Oppo', 'OnePlus', 'Realme', 'Tenda', 'Reolink', 'Ruijie', 'Motorola'])); // prettier-ignore
  expect(names).not.toContain('Cisco');
  expect(names).not.toContain('Eltex');
  expect(added('lt-state').map(({ name }) => name)).toContain('Eltex');
  // FiberHome and Lorex have files of their own.
  expect(names.filter((name) => ['FiberHome', 'Lorex'].includes(name))).toEqual([]);
});

test('a registered maker is found as one that is known by its name alone: no misspelling, no mention', () => {
  const [added] = withRegistered(vendors, lists, words.tables).slice(vendors.length);
  expect(added?.names).toMatchObject([{ distinctive: false, leads: true }]);
});

test.each([
  ['US', 'Cisco Systems', 'name'],
  ['US', 'Motorola Solutions', 'name'],
  ['CN', 'Motorola Solutions', 'look-alike'],
  ['CN', 'Alcatel-Lucent Enterprise', 'name'],
  ['CN', 'Alcatel-Lucent', 'look-alike'],
])('where vendors from %s are banned, %s is a %s', (country, name, kind) => {
  const list = { entries: [{ makerFrom: [country] }] } as unknown as (typeof lists)[number];
  const makers = makersOf(withRegistered(vendors, [list], words.tables), () => true);
  const named = knownNames(makers, words.legalForms).filter(({ display }) => display === name);
  expect([...new Set(named.map((one) => one.kind))]).toEqual([kind]);
});

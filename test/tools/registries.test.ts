import { expect, test } from '@jest/globals';

import { unknownStrangers } from '../../bin/tools/look-alikes.ts';
import { ieeePrefixes, registryKey } from '../../bin/tools/registries.ts';
import { distance } from '../../src/core/distance.ts';
import { readData } from '../../src/knowledge/data.ts';
import { readDataFolder } from '../../src/knowledge/folder.ts';
import { words } from '../words.ts';

const { raw } = readData(readDataFolder('data'));
const registry = ieeePrefixes();
const makers = raw.vendors.flatMap((vendor) => [vendor, ...vendor.affiliates]);

test('data/mac-prefixes.txt holds every prefix of every registrant that a vendor file names, and no other', () => {
  const named = new Set(makers.flatMap(({ identifiers }) => identifiers.macRegistrants.map(({ value }) => value)));
  const expected = registry
    .filter(({ name }) => named.has(name))
    .map(({ number, name }) => `${number} ${name}`)
    .sort();
  expect(raw.macPrefixes.prefixes.map((line) => line.join(' '))).toEqual(expected);
});

test('every named registrant is in the registry, spelled so, and no other spelling of one is left out', () => {
  const named = makers.flatMap(({ identifiers }) => identifiers.macRegistrants.map(({ value }) => value));
  const keys = new Set(named.map(registryKey));
  const spelled = new Set(registry.filter(({ name }) => keys.has(registryKey(name))).map(({ name }) => name));
  expect([...spelled].sort()).toEqual([...named].sort());
});

test('no organisation of the registry can be taken for a vendor without its file knowing', () => {
  expect(unknownStrangers(raw.vendors, registry, words.legalForms)).toEqual([]);
});

test('every registered maker is what an organisation of the registry is called, or has another source', () => {
  const organisations = new Map(registry.map(({ number, name }) => [number, name]));
  const joined = (text: string): string => registryKey(text).replace(/[^\p{L}\p{N}]/gu, '');
  const wrong = (raw.words.makers?.registered ?? []).filter(({ name, source }) => {
    const [, prefix] = /^IEEE ([0-9A-F]+)$/.exec(source ?? '') ?? [];
    if (prefix === undefined) return source === null;
    return !joined(organisations.get(prefix.toLowerCase()) ?? '').includes(joined(name));
  });
  expect(wrong).toEqual([]);
  const ids = new Set(raw.vendors.map(({ id }) => id));
  const { sold, registered } = words.tables.makers;
  expect(sold.filter(({ of, as }) => !ids.has(of) || !as.every((name) => registered.includes(name)))).toEqual([]);
});

test('no registered maker is one letter away from the name of a vendor', () => {
  const names = new Set(words.tables.makers.registered);
  const own = makers.flatMap(({ names, brands }) => [...names, ...brands].map(({ name }) => registryKey(name)));
  const near = own.filter((name) => name.length >= 5 && [...names].some((one) => distance(one, name, 1) === 1));
  expect(near).toEqual([]);
});

test('an organisation is a stranger by a misspelling of the first word, by a misspelling of a whole name, or by a longer name', () => {
  const vendor = raw.vendors.find(({ id }) => id === 'dahua');
  const china = raw.vendors.find(({ id }) => id === 'china-telecom');
  if (vendor === undefined || china === undefined) throw new Error('vendors are missing');
  const of = (name: string) => ({ name, registry: 'IEEE', number: '001122' }) as const;
  const names = [
    'Dahau Scales',
    'China Telcom Ltd',
    'Dahua Scales',
    'Dahua Ltd',
    'Dahuang',
    'Aahua',
    'Datahub',
    'Axis',
  ];
  expect(unknownStrangers([vendor, china], names.map(of), words.legalForms)).toEqual([
    'dahua: Dahau Scales (IEEE 001122, a misspelling of dahua)',
    'dahua: Dahua Scales (IEEE 001122, begins with dahua)',
    'dahua: Aahua (IEEE 001122, a misspelling of dahua)',
    'china-telecom: China Telcom Ltd (IEEE 001122, a misspelling of china telecom)',
  ]);
});

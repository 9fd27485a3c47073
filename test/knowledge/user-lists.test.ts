import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

import { formatProblem } from '../../src/core/errors.ts';
import { knownNames, makersOf } from '../../src/identify/names/name-index.ts';
import { readLists, resolveLists } from '../../src/knowledge/user-lists.ts';
import { smallKnowledge } from './small.ts';

const knowledge = smallKnowledge();
const FOLDER = 'test/fixtures/knowledge';

function fixture(name: string) {
  return { path: `${FOLDER}/${name}`, text: readFileSync(`${FOLDER}/${name}`, 'utf8') };
}

function problemsOf(...texts: string[]): string[] {
  const files = texts.map((text, index) => ({ path: `l${String(index)}.yaml`, text }));
  return readLists(files, knowledge).problems.map(formatProblem);
}

test.each([
  ['a name', '{id: hikvision, names: [Hawaii]}'],
  ['a brand', '{name: Foo, brands: [Hawaii]}'],
  ['a name of an affiliate', '{name: Foo, affiliates: [{id: bar, name: Bar, relation: brand, names: [Hawaii]}]}'],
])('what a list says is %s of its vendor is no look-alike of another', (_, vendor) => {
  const text = `id: a\ntitle: b\nentries: [{vendor: ${vendor}}]`;
  const lookAlikesOf = (lists: Parameters<typeof resolveLists>[1]) => {
    const makers = makersOf(resolveLists(knowledge, lists).vendors, () => true);
    const names = knownNames(makers, knowledge.words.legalForms);
    return names.flatMap(({ kind, display }) => (kind === 'look-alike' ? display : []));
  };
  expect(lookAlikesOf(readLists([{ path: 'l.yaml', text }], knowledge).lists)).toEqual([]);
  expect(lookAlikesOf([])).toEqual(['Hawaii']);
});

test('two names under one id are a mistake, unless they are the same but for case and signs', () => {
  const twice = (name: string) => `id: a\ntitle: b\nentries: [{vendor: {id: foo, name: Foo}}, {vendor: {id: foo, name: ${name}}}]`; // prettier-ignore
  expect(problemsOf(twice('Bar'))).toEqual([expect.stringContaining('the id foo is also that of Bar')]);
  expect(problemsOf(twice('F.O.O.'))).toEqual([]);
});

test('the display name of an affiliate that a list describes is one of its names, once', () => {
  const namesOf = (affiliate: string) => {
    const text = `id: a\ntitle: b\nentries: [{vendor: {id: hikvision, affiliates: [{relation: brand, ${affiliate}}]}}]`;
    const { vendors } = resolveLists(knowledge, readLists([{ path: 'l.yaml', text }], knowledge).lists);
    const [bar] = vendors.find(({ id }) => id === 'hikvision')?.affiliates ?? [];
    return bar?.names.map(({ name, distinctive }) => [name, distinctive]);
  };
  expect(namesOf('id: bar, name: Barnix')).toEqual([['Barnix', false]]);
  expect(namesOf('id: bar, name: Bar Nix')).toEqual([['Bar Nix', true]]);
  expect(namesOf('id: bar, name: Barnix, names: [Barnix]')).toEqual([['Barnix', true]]);
});

describe('a list of a user', () => {
  const lists = readLists([fixture('acme.yaml')], knowledge).lists;
  const { vendors, lists: all } = resolveLists(knowledge, lists);
  const vendor = (id: string) => vendors.find((one) => one.id === id);

  test('needs only id, title and entries; the rest has defaults', () => {
    const acme = all.at(-1);
    expect(all.map(({ id }) => id)).toEqual(['eu-list', 'acme']);
    expect(acme).toMatchObject({ checked: null, binds: null, file: `${FOLDER}/acme.yaml` });
    expect(acme?.entries.map(({ id, vendor: of, thing, as }) => [id, of, thing, as])).toEqual([
      ['huawei', 'huawei', null, 'Huawei'],
      ['mikrotik', 'mikrotik', null, 'MikroTik'],
      ['hikvision', 'hikvision', null, 'Hikvision'],
      ['huawei/hisilicon', 'huawei/hisilicon', null, 'HiSilicon'],
      ['cisco-asa', 'cisco-asa', null, 'Cisco ASA'],
      ['huawei-2', 'huawei', null, 'Huawei'],
      ['consumer-router', null, 'consumer-router', 'Consumer router'],
      ['mikrotik-2', 'mikrotik', null, 'MikroTik'],
    ]);
    expect(acme?.entries[0]).toMatchObject({
      affiliates: 'included',
      scopes: [],
      since: null,
      until: null,
      rules: null,
      verified: true,
    });
    expect(acme?.entries.at(-1)).toMatchObject({ since: '2026-01-01', scopes: [{ things: ['switch'], except: null }] });
    expect(acme?.rules).toMatchObject([{ id: 'use', effect: 'must-go', mayNot: 'be used here', from: null }]);
  });

  test.each([
    ['use', []],
    ['buy', ['l.yaml:3:36: no rule buy in this list (expected one of: use)']],
  ])('has one rule where it writes none, which an entry may name: %s', (rule, expected) => {
    const text = `id: a\ntitle: b\nentries: [{vendor: huawei, rules: [${rule}]}]`;
    expect(readLists([{ path: 'l.yaml', text }], knowledge).problems.map(formatProblem)).toEqual(expected);
  });

  test.each([
    'vendors: [Huawei, {vendor: Hikvision, reason: cheap}]',
    'id: a\ntitle: b\nentries: [Huawei, {vendor: Hikvision, reason: cheap}]',
  ])('has the reason of the list for entries that give none: %s', (entries) => {
    const [list] = readLists([{ path: 'l.yaml', text: `${entries}\nreason: board\n` }], knowledge).lists;
    expect(list?.list.entries.map(({ reason }) => reason)).toEqual(['board', 'cheap']);
  });

  test('describes vendors in place; their name is a name to be met', () => {
    expect(vendor('mikrotik')).toMatchObject({
      name: 'MikroTik',
      file: null,
      names: [
        { name: 'MikroTik', distinctive: true, by: 'acme.yaml' },
        { name: 'Mikrotikls', by: 'acme.yaml' },
        { name: 'RouterBOARD', by: 'acme.yaml' },
      ],
    });
    expect(vendor('cisco-asa')?.identifiers.models).toMatchObject([
      { mask: 'ASA55*', strength: 'unmistakable', example: null },
    ]);
  });

  test('teaches a shipped vendor or affiliate names that say who taught them, and changes no shipped one', () => {
    expect(vendor('hikvision')?.names).toEqual([
      { name: 'Hikvision', distinctive: true, certainty: 'high' },
      { name: 'SecuMax', distinctive: true, certainty: 'high', by: 'acme.yaml' },
    ]);
    expect(vendor('hikvision')?.identifiers.macPrefixes).toEqual([
      { value: '001a2b', certainty: 'high', source: null },
      { value: '001a2b3', certainty: 'low', source: null },
    ]);
    expect(vendor('huawei')?.affiliates[0]?.brands).toEqual([
      { name: 'HiThings', distinctive: true, certainty: 'high', by: 'acme.yaml' },
    ]);
    expect(knowledge.vendors.map(({ names }) => names.length)).toEqual([1, 2]);
    expect(resolveLists(knowledge, [])).toEqual({ vendors: knowledge.vendors, lists: knowledge.lists });
  });

  test('is hashed over what it says, not over its layout', () => {
    const [list] = lists;
    const hash = (text: string) => readLists([{ path: 'b.yaml', text }], knowledge).lists[0]?.list.sha256;
    const { text } = fixture('acme.yaml');
    expect(hash(`# comment\n${text.replaceAll(', ', ',   ')}`)).toBe(list?.list.sha256);
    expect(hash(text.replace('SecuMax', 'SecuMin'))).not.toBe(list?.list.sha256);
  });
});

test('every mistake of a list is told at once, with its place and what was meant', () => {
  expect(problemsOf(fixture('mistakes.yaml').text)).toMatchSnapshot();
});

describe('how to refer to a vendor that is shipped', () => {
  const entry = (vendor: string) => `id: l\ntitle: L\nentries:\n  - vendor: ${vendor}\n`;
  test.each([
    [
      '{name: HUAWEI!}',
      [
        /l0\.yaml:4:20: netvet ships a vendor with the id huawei \(Huawei\) \(vendor: huawei means that one; \{id: huawei, names/,
      ],
    ],
    ['{name: Huawei}', []],
    [
      '{name: My Hua-Wei, names: [Hua Wei]}',
      [/l0\.yaml:4:40: the name Hua Wei is also one of huawei \(.*vendor: huawei means/],
    ],
    [
      '{id: own, name: Own, identifiers: {enterpriseNumbers: [2011]}}',
      [/the enterprise number 2011 is also one of huawei/],
    ],
    [
      '{name: Hua-Wei, names: [Foo]}',
      [
        /l0\.yaml:4:20: Hua-Wei is a name of huawei \(vendor: huawei means that one, \{id: huawei, names: .*exact: true/,
      ],
    ],
    ['{name: HiSilicon, names: [Foo]}', [/HiSilicon is a name of huawei\/hisilicon/]],
    ['{name: Hua-Wei, names: [Foo]}\n    exact: true', []],
    ['{id: own, name: Hua-Wei}', []],
    ['{id: own}', [/unknown vendor own/]],
    ['{names: [Foo]}', [/a vendor without id and name/]],
    ['{id: a/b, name: Foo}', [/a\/b is not the id of a vendor/]],
    [
      '{id: huawei/hisilicon, affiliates: [{id: a, name: A, relation: x}]}',
      [/affiliates of a shipped vendor cannot be changed/],
    ],
    ['{id: huawei, country: US}', [/country of a shipped vendor cannot be changed/]],
    ['Huawei', []],
    ['Hauwei', [/Hauwei is not a vendor that netvet knows \(did you mean huawei\? If it is another/]],
    ['Huawei Cloud', [/Huawei Cloud is not a vendor that netvet knows \(did you mean huawei\?/]],
    ['Hawaii', []],
    ['Cisco', []],
  ])('vendor: %s', (vendor, expected) => {
    const found = problemsOf(entry(vendor));
    expect(found).toHaveLength(expected.length);
    expected.forEach((pattern, index) => {
      expect(found[index]).toMatch(pattern);
    });
  });
});

test('a list that designates nobody is an error', () => {
  expect(problemsOf('id: a\ntitle: L\nentries: []')).toEqual([
    'l0.yaml:3:10: the list designates nobody (it needs an entry, such as vendor: huawei)',
  ]);
  const blank = problemsOf('id: a\ntitle: L\nentries:\n  - vendor:');
  expect(blank).toEqual(['l0.yaml:4:5: no vendor is named (in YAML it may be a thing or makerFrom)']);
});

test('a year that is a slip and an unknown rule of an example are mistakes, also without the day of the list', () => {
  const text = `id: a
title: L
entries: [{vendor: huawei, since: 2205-01-01}]
rules: [{id: buy, effect: no-new, mayNot: be bought, from: 2052-01-01}]
examples: [{row: Huawei, on: 2026-01-01, rules: [bui], status: listed}]`;
  expect(problemsOf(text)).toEqual([
    'l0.yaml:3:35: since 2205-01-01 is more than 15 years after 2026-08-20 (is the year right?)',
    'l0.yaml:4:60: from 2052-01-01 is more than 15 years after 2026-08-20 (is the year right?)',
    'l0.yaml:5:50: no rule bui in this list (did you mean buy?)',
  ]);
});

test.each([
  [['id: eu-list\ntitle: L\nentries: [{vendor: huawei}]'], /the id eu-list is taken \(-l eu-list means another/],
  [['id: default\ntitle: L\nentries: [{vendor: huawei}]'], /the id default is taken/],
  [
    ['id: a\ntitle: L\nentries: [{vendor: huawei}]', 'id: a\ntitle: M\nentries: [{vendor: huawei}]'],
    /^l1\.yaml:1:5: the id a is taken/,
  ],
])('ids of lists are unique: %j', (texts, expected) => {
  const found = problemsOf(...texts);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(expected);
});

test('a list may name a vendor that another list of the run describes', () => {
  expect(
    problemsOf('id: a\ntitle: A\nentries: [{vendor: foo}]', 'id: b\ntitle: B\nentries: [{vendor: {name: Foo}}]'),
  ).toEqual([]);
});

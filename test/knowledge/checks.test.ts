import { describe, expect, test } from '@jest/globals';

import { formatComplaint } from '../../src/core/errors.ts';
import { assembleKnowledge, readData } from '../../src/knowledge/data.ts';
import { restoreKnowledge, serialiseKnowledge } from '../../src/knowledge/compiled.ts';
import { prefixesOf } from '../../src/knowledge/mac-prefixes.ts';
import { dataFiles, HUAWEI_TEXT, LIST_TEXT, smallKnowledge } from './small.ts';

function complaints(changed: Readonly<Record<string, string>>): string[] {
  return readData(dataFiles(changed)).complaints.map(formatComplaint);
}

const vendor = (text: string) => complaints({ 'vendors/zyx.yaml': `id: zyx\nname: Zyx\n${text}` });
const huawei = (from: string, to: string) => complaints({ 'vendors/huawei.yaml': HUAWEI_TEXT.replace(from, to) });
const list = (from: string, to: string) => complaints({ 'lists/eu-list.yaml': LIST_TEXT.replace(from, to) });

test('a data folder without mistakes has no complaint', () => {
  expect(complaints({})).toEqual([]);
});

describe('vendor files', () => {
  test.each([
    ['names: [huawei]', [/zyx\.yaml:3:9: the name huawei is also one of huawei/]],
    ['names: [Hua-Wei]', [/the name Hua-Wei is also one of huawei/]],
    ['identifiers: {enterpriseNumbers: [1.3.6.1.4.1.2011]}', [/the enterprise number 2011 is also one of huawei/]],
    ['identifiers: {enterpriseNumbers: [{number: 2011, when: acme}]}', []],
    ['identifiers: {macRegistrants: ["huawei technologies co.,ltd"]}', [/the MAC registrant .* is also one of huawei/]],
    [
      'identifiers: {enterpriseNumbers: [{number: 99, except: [990.1, 99.1]}]}',
      [/:3:57: 990\.1 is not below 99, so it excepts nothing/],
    ],
    [
      'identifiers: {models: [{mask: ABC, is: switch, family: F, source: X, example: ACB1}]}',
      [/:3:79: the mask ABC does not match its own example "ACB1"/],
    ],
    ['identifiers: {models: [ABC]}', [/:3:24: the mask ABC of a shipped vendor states no is, family, example, source/]],
    ['identifiers: {models: [AB]}', [/:3:24: the mask "AB": the mask can match with 2 fixed characters/]],
    [
      'identifiers: {macPrefixes: [00:11:22:33]}',
      [/"00:11:22:33" is not a MAC prefix \(expected 6, 7 or 9 hex digits/],
    ],
    ['identifiers: {fccGrantees: [qis]}', [/"qis" is not an FCC grantee code/]],
    ['identifiers: {gponVendorIds: [HWT]}', [/"HWT" is not a GPON vendor id/]],
    ['identifiers: {cpeVendors: ["cpe:2.3:a:x"]}', [/"cpe:2\.3:a:x" is not a CPE vendor/]],
    ['identifiers: {enterpriseNumbers: [1.3.x]}', [/"1\.3\.x" is not an enterprise number/]],
    ['names: [Foo]\nlookAlikes: [F-O-O]', [/:4:14: the look-alike F-O-O is a name of zyx itself/]],
    ['affiliates: [{id: zyx, name: A, relation: x}]', [/the id zyx is there twice in this vendor/]],
    [
      'affiliates: [{id: a, name: A, relation: sold, from: 2024-01-02, until: 2024-01-01}]',
      [/until 2024-01-01 is before from 2024-01-02/],
    ],
    ['affiliates: [{id: a, name: A, relation: sold, from: 2024-01-01, until: 2024-01-01}]', []],
  ])('%s', (text, expected) => {
    const found = vendor(text);
    expect(found).toHaveLength(expected.length);
    expected.forEach((pattern, index) => {
      expect(found[index]).toMatch(pattern);
    });
  });

  test('the id is the name of the file, and unique', () => {
    expect(huawei('id: huawei', 'id: hikvision')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /huawei\.yaml:2:5: the id hikvision is not the name of its file \(expected hikvision\.yaml\)/,
        ),
        expect.stringMatching(/the id hikvision is taken by another vendor/),
        expect.stringMatching(/eu-list\.yaml:14:14: unknown vendor huawei/),
      ]),
    );
  });
});

describe('shipped lists', () => {
  test.each([
    ['publisher: Someone\n', '', [/eu-list\.yaml:2:1: a shipped list states its publisher/]],
    ['url: https://example.org/\n', '', [/a shipped list states its url/]],
    ['url: https://example.org/\n', 'sources: [DA 1]\n', []],
    [', verified: true', '', [/a shipped list states its verified/]],
    [
      ', prohibits: [{act: install, announced: 2022-10-13, from: 2022-10-13}]',
      '',
      [/a shipped list states its prohibits/],
    ],
    ['since: 2022-10-13, ', '', [/a shipped list states its since/]],
    ['short: EU\n', '', [/a shipped list states its short/]],
    ['announced: 2022-10-13, since', 'since', [/a shipped list states its announced/]],
    ['announced: 2022-10-13, from', 'from', [/a shipped list states its announced/]],
    [
      'announced: 2022-10-13, from',
      'announced: 2022-10-14, from',
      [/announced 2022-10-14, after it begins on 2022-10-13/],
    ],
    ['from: 2022-10-13}', 'from: 2022-10-13, parts: [core], unclear: [core]}', [/core is both reached and unclear/]],
    ['from: 2022-10-13}', 'from: 2022-10-13, parts: [kernel]}', [/"kernel" is not a part of a network/]],
    ['since: 2022-10-13', 'periods: [{from: 2022-10-13}]', []],
    ['[1, 1]', '[2, 3]', [/:12:19: 1 entries, expected 2 to 3/]],
    ['[1, 1]', '[3, 2]', [/expects from 3 to 2 entries, which is not a range/]],
    ['vendor: huawei', 'vendor: {name: Foo}', [/a shipped list names its vendors by id/]],
    ['vendor: huawei', 'vendor: huawei/honor', [/:14:14: unknown vendor huawei\/honor/]],
    ['from: 2022-10-13}', 'from: 2022-10-13, until: 2022-10-12}', [/until 2022-10-12 is before from 2022-10-13/]],
    [
      'id: eu-list',
      'id: other',
      [/the id other is not the name of its file/, /profiles\.yaml:1:45: unknown list eu-list/],
    ],
  ])('%j -> %j', (from, to, expected) => {
    const found = list(from, to);
    expect(found).toHaveLength(expected.length);
    expected.forEach((pattern, index) => {
      expect(found[index]).toMatch(pattern);
    });
  });
});

test.each([
  ['- {id: a, for: x, lists: [eu-lst]}', /:1:27: unknown list eu-lst \(did you mean eu-list\?\)/],
  ['- {id: eu-list, for: x, lists: [eu-list]}', /the id eu-list is that of a list/],
  [
    '- {id: a, for: x, lists: [eu-list]}\n- {id: a, for: x, lists: [eu-list]}',
    /:2:8: the id a is taken by another profile/,
  ],
  ['- {id: a, for: x, lists: []}', /a list of 0; expected at least 1/],
])('profiles: %s', (text, expected) => {
  const found = complaints({ 'profiles.yaml': text });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(expected);
});

test.each([
  ['00259e A\n', /:1:1: the first line is not the date of the registry/],
  ['# IEEE registry 2026-13-01\n', /the first line is not the date/],
  ['# IEEE registry 2026-08-26\n00259e A\n00259e B\n', /:3:1: 00259e is not after 00259e/],
  ['# IEEE registry 2026-08-26\n00259e A\n00259E B\n', /:3:1: "00259E B" is not a prefix and its registrant/],
  ['# IEEE registry 2026-08-26\n00259e\n', /:2:1: "00259e" is not a prefix/],
])('mac-prefixes.txt: %j', (text, expected) => {
  expect(complaints({ 'mac-prefixes.txt': text })[0]).toMatch(expected);
});

test('a registrant that nobody registered has no prefixes, whatever it is called', () => {
  const { macPrefixes } = smallKnowledge();
  expect(prefixesOf(macPrefixes, 'HUAWEI TECHNOLOGIES CO.,LTD')).toEqual(['00259e', '48435a']);
  expect(prefixesOf(macPrefixes, 'constructor')).toEqual([]);
});

test('knowledge is what the files say, and is the same when it is compiled and restored', () => {
  const { raw } = readData(dataFiles());
  const knowledge = assembleKnowledge(raw);
  const { words, ...said } = knowledge;
  expect(words.tables.labels).toEqual([]);
  expect(said).toMatchSnapshot();
  expect(restoreKnowledge({ path: 'knowledge.json', text: serialiseKnowledge(knowledge) })).toEqual(knowledge);
});

test('the hash of knowledge is over vendors and prefixes, that of a list over the list', () => {
  const { sha256, lists } = smallKnowledge();
  const changed = (files: Readonly<Record<string, string>>) => assembleKnowledge(readData(dataFiles(files)).raw);
  const otherList = changed({ 'lists/eu-list.yaml': LIST_TEXT.replace('X 1', 'X 2') });
  expect(otherList.sha256).toBe(sha256);
  expect(otherList.lists[0]?.sha256).not.toBe(lists[0]?.sha256);
  const otherVendor = changed({
    'vendors/hikvision.yaml': 'id: hikvision\nname: Hikvision\nnames: [Hikvision, HIKV]\n',
  });
  expect(otherVendor.sha256).not.toBe(sha256);
  expect(otherVendor.lists[0]?.sha256).toBe(lists[0]?.sha256);
});

import { describe, expect, test } from '@jest/globals';

import { formatProblem } from '../../src/core/errors.ts';
import { knowledgeOf, readData } from '../../src/knowledge/data.ts';
import { prefixesOf, restoreKnowledge, serialiseKnowledge } from '../../src/knowledge/knowledge.ts';
import { dataFiles, HUAWEI_TEXT, LIST_TEXT, smallKnowledge } from './small.ts';

function problems(changed: Readonly<Record<string, string>>): string[] {
  return readData(dataFiles(changed)).problems.map(formatProblem);
}

const vendor = (text: string) => problems({ 'vendors/zyx.yaml': `id: zyx\nname: Zyx\n${text}` });
const huawei = (from: string, to: string) => problems({ 'vendors/huawei.yaml': HUAWEI_TEXT.replace(from, to) });
const list = (from: string, to: string) => problems({ 'lists/eu-list.yaml': LIST_TEXT.replace(from, to) });

test('a data folder without mistakes has no problem', () => {
  expect(problems({})).toEqual([]);
});

describe('vendor files', () => {
  test.each([
    ['names: [huawei]', [/zyx\.yaml:3:9: the name huawei is also one of huawei/]],
    ['names: [Hua-Wei]', [/the name Hua-Wei is also one of huawei/]],
    ['identifiers: {enterpriseNumbers: [2011]}', [/the enterprise number 2011 is also one of huawei/]],
    ['identifiers: {enterpriseNumbers: [1.3.6.1.4.1.2011]}', [/the enterprise number 2011 is also one of huawei/]],
    ['identifiers: {macRegistrants: ["huawei technologies co.,ltd"]}', [/the MAC registrant .* is also one of huawei/]],
    [
      'identifiers: {models: [{mask: ABC, is: switch, family: F, source: X, example: ACB1}]}',
      [/:3:79: the mask ABC does not match its own example "ACB1"/],
    ],
    ['identifiers: {models: [AB]}', [/:3:24: the mask "AB": the mask can match with 2 fixed characters/]],
    [
      'identifiers: {macPrefixes: [00:11:22:33]}',
      [/"00:11:22:33" is not a MAC prefix \(expected 6, 7 or 9 hex digits/],
    ],
    ['identifiers: {fccGrantees: [qis]}', [/"qis" is not a grantee code/]],
    ['identifiers: {gponVendorIds: [HWT]}', [/"HWT" is not a GPON vendor id/]],
    ['identifiers: {cpeVendors: ["cpe:2.3:a:x"]}', [/"cpe:2\.3:a:x" is not a CPE vendor/]],
    ['identifiers: {enterpriseNumbers: [1.3.x]}', [/"1\.3\.x" is not an enterprise number/]],
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
        expect.stringMatching(/eu-list\.yaml:15:14: unknown vendor huawei/),
      ]),
    );
  });
});

describe('shipped lists', () => {
  test.each([
    ['publisher: Someone\n', '', [/eu-list\.yaml:2:1: a shipped list states its publisher/]],
    ['url: https://example.org/\n', '', [/a shipped list states its url/]],
    ['url: https://example.org/\n', 'sources: [DA 1]\n', []],
    ['short: EU\n', '', [/a shipped list states its short/]],
    ['pace: 365d\n', '', [/a shipped list states its pace/]],
    ['binds: everyone\n', '', [/a shipped list states its binds/]],
    ['citation: X 1\n', '', [/:14:5: a shipped list states its citation/]],
    [', since: 2022-10-13', '', [/a shipped list states its since/]],
    [', as: Huawei', '', [/a shipped list states its as/]],
    ['as: Huawei', 'as: Hikvision', [/:15:26: Hikvision is a name of hikvision, and the vendor is huawei/]],
    ['as: Huawei', 'as: HiSilicon', []],
    ['vendor: huawei', 'vendor: {name: Foo}', [/a shipped list names its vendors by id/, /Huawei is a name of huawei/]],
    ['vendor: huawei', 'vendor: huawei/honor', [/:15:14: unknown vendor huawei\/honor/]],
    ['since: 2022-10-13}', 'since: 2022-10-13, until: 2022-10-12}', [/until 2022-10-12 is before since 2022-10-13/]],
    ['since: 2022-10-13}', 'since: 2022-10-13}\n  - {vendor: huawei, as: HUAWEI, since: 2023-01-01}', [/HUAWEI is named twice for the same things/]],
    ['since: 2022-10-13}', 'since: 2022-10-13}\n  - {vendor: huawei, as: HUAWEI, since: 2023-01-01, things: [switch]}', []],
    ['from: 2022-10-13}', 'from: 2022-10-13, until: 2022-10-12}', [/until 2022-10-12 is before from 2022-10-13/]],
    ['from: 2022-10-13}', 'from: 2042-10-13}', [/2042-10-13 is more than 15 years after 2026-08-20/]],
    ['from: 2022-10-13}', 'from: +60d}', []],
    ['from: 2022-10-13}', 'from: soon}', [/:13:59: "soon" is not a valid date \(expected YYYY-MM-DD, or days after since: \+60d\)/]],
    ['from: 2022-10-13}', 'things: [kernel]}', [/kernel is not a kind of thing/]],
    ['from: 2022-10-13}', 'things: [swtch?]}', [/swtch is not a kind of thing \(did you mean switch\?\)/]],
    ['from: 2022-10-13}', 'things: [switch], except: [switch]}', [/both things and except/]],
    ['from: 2022-10-13}', 'day: authorised}', []],
    ['effect: no-new', 'day: authorised, effect: must-go', [/day: authorised is for rules with the effect no-new/]],
    ['effect: no-new', 'effect: bans', [/"bans" is not must-go, no-new or about-others/, /no rule new in this list/]],
    ['mayNot: be installed', `mayNot: ${'be '.repeat(30)}`, [/longer than 80 characters/, /no rule new in this list/]],
    ['binds: everyone', `binds: ${'every '.repeat(11)}`, [/longer than 60 characters/]],
    ['from: 2022-10-13}', 'from: 2022-10-13}\n  - {id: new, effect: no-new, mayNot: be sold}', [/the id new is taken by another rule of this list/]],
    ['from: 2022-10-13}', 'from: 2022-10-13}\n  - {id: use, effect: must-go, mayNot: be used}', [/no example shows what the rule use means/]],
    ['from: 2022-10-13}', 'from: 2022-10-13}\n  - {id: act, effect: about-others, mayNot: be sold}', []],
    ['since: 2022-10-13}', 'since: 2022-10-13, rules: [nwe]}', [/no entry has the rule new/, /no rule nwe in this list \(did you mean new\?\)/]],
    ['rules: [new]', 'rules: [nwe]', [/no example shows what the rule new means/, /no rule nwe in this list/]],
    ['rules: [new], ', '', []],
    ['vendor: huawei', 'thing: drone, vendor: huawei', [/an entry has one of vendor, thing/]],
    ['vendor: huawei', 'madeIn: [CN], vendor: huawei', [/madeIn and madeOutside go with thing/]],
    ['vendor: huawei, ', '', [/no vendor is named/]],
    ['id: eu-list', 'id: other', [/the id other is not the name of its file/, /profiles\.yaml:1:54: unknown list eu-list/]],
  ])('%j -> %j', (from, to, expected) => {
    const found = list(from, to);
    expect(found).toHaveLength(expected.length);
    expected.forEach((pattern, index) => {
      expect(found[index]).toMatch(pattern);
    });
  });
}); // prettier-ignore

describe('profiles', () => {
  const two = LIST_TEXT.replace('from: 2022-10-13}', 'from: 2022-10-13}\n  - {id: use, effect: must-go, mayNot: be used}').replace('rules: [new], ', ''); // prettier-ignore
  test.each([
    ['- {id: a, for: x, lists: {eu-lst: }}', /:1:35: unknown list eu-lst \(did you mean eu-list\?\)/],
    ['- {id: eu-list, for: x, lists: {eu-list: }}', /the id eu-list is that of a list/],
    [
      '- {id: a, for: x, lists: {eu-list: }}\n- {id: a, for: x, lists: {eu-list: }}',
      /:2:8: the id a is taken by another/,
    ],
    ['- {id: a, for: x, lists: [eu-list]}', /expected a mapping, found a list/],
    ['- {id: a, for: x, lists: {eu-list: [new]}}', /a neither names nor refuses the rule use of eu-list/],
    ['- {id: a, for: x, lists: {eu-list: [nwe, -new, use]}}', /eu-list has no rule nwe \(did you mean new\?\)/],
  ])('%s', (text, expected) => {
    const found = problems({ 'profiles.yaml': text, 'lists/eu-list.yaml': two });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });

  test.each(['{eu-list: [new, -use]}', '{eu-list: [new, use!]}', '{eu-list: }'])('%s', (lists) => {
    const text = `- {id: a, for: x, lists: ${lists}}`;
    expect(problems({ 'profiles.yaml': text, 'lists/eu-list.yaml': two })).toEqual([]);
  });
});

describe('approvals', () => {
  const kinds = LIST_TEXT.replace('entries:', 'entries:\n  - {thing: drone, as: Drones, since: 2022-10-13}');
  const approvals = (entry: string, thing = 'drone') =>
    problems({
      'lists/eu-list.yaml': kinds,
      'exemptions/a.yaml': `id: a\ntitle: A\nof: eu-list\nchecked: 2026-08-20\npace: 14d\napprovals:\n  ${thing}:\n    - ${entry}\n`,
    });
  test.each([
    ['{vendor: hikvision, holder: Hikvision, citation: X}', []],
    ['{vendor: huawei, holder: Hikvision, citation: X}', [/:8:32: Hikvision is hikvision, and the vendor is huawei/]],
    ['{holder: Someone, citation: X}', [/nobody holds this approval/]],
    ['{vendor: hikvsion, citation: X}', [/unknown vendor hikvsion/]],
    ['{vendor: hikvision, from: 2024-01-02, until: 2024-01-01, citation: X}', [/until 2024-01-01 is before from/]],
  ])('%s', (entry, expected) => {
    const found = approvals(entry);
    expect(found).toHaveLength(expected.length);
    expected.forEach((pattern, index) => {
      expect(found[index]).toMatch(pattern);
    });
  });

  test('of a thing that the list does not name', () => {
    expect(approvals('{vendor: hikvision, citation: X}', 'robot')[0]).toMatch(/eu-list does not name the thing robot/);
  });
});

test.each([
  ['00259e A\n', /:1:1: the first line is not # IEEE registry YYYY-MM-DD/],
  ['# IEEE registry 2026-13-01\n', /the first line is not # IEEE registry/],
  ['# IEEE registry 2026-08-26\n00259e A\n00259e B\n', /:3:1: not a prefix after 00259e and its registrant: 00259e B/],
  ['# IEEE registry 2026-08-26\n00259e A\n00259E B\n', /:3:1: not a prefix after 00259e and its registrant: 00259E B/],
  ['# IEEE registry 2026-08-26\n00259e\n', /:2:1: not a prefix after {2}and its registrant: 00259e/],
])('mac-prefixes.txt: %j', (text, expected) => {
  expect(problems({ 'mac-prefixes.txt': text })[0]).toMatch(expected);
});

test('a registrant that nobody registered has no prefixes, whatever it is called', () => {
  const { macPrefixes } = smallKnowledge();
  expect(prefixesOf(macPrefixes, 'HUAWEI TECHNOLOGIES CO.,LTD')).toEqual(['00259e', '48435a']);
  expect(prefixesOf(macPrefixes, 'constructor')).toEqual([]);
});

test('knowledge is what the files say, and is the same when it is compiled and restored', () => {
  const knowledge = smallKnowledge();
  const { words, ...said } = knowledge;
  expect(words.tables.labels).toEqual([]);
  expect(said).toMatchSnapshot();
  const restored = restoreKnowledge({ path: 'knowledge.json', text: serialiseKnowledge(knowledge) });
  expect({ ...restored, words: restored.words.tables }).toEqual({ ...knowledge, words: words.tables });
});

test('the hash of knowledge is over vendors and prefixes, that of a list over the list', () => {
  const { sha256, lists } = smallKnowledge();
  const changed = (files: Readonly<Record<string, string>>) => knowledgeOf(dataFiles(files));
  const otherList = changed({ 'lists/eu-list.yaml': LIST_TEXT.replace('X 1', 'X 2') });
  expect(otherList.sha256).toBe(sha256);
  expect(otherList.lists[0]?.sha256).not.toBe(lists[0]?.sha256);
  const otherVendor = changed({
    'vendors/hikvision.yaml': 'id: hikvision\nname: Hikvision\nnames: [Hikvision, HIKV]\n',
  });
  expect(otherVendor.sha256).not.toBe(sha256);
  expect(otherVendor.lists[0]?.sha256).toBe(lists[0]?.sha256);
});

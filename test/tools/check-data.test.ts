import { describe, expect, test } from '@jest/globals';
import { checkData } from '../../bin/tools/data-folder.ts';
import { formatProblem } from '../../src/core/errors.ts';
import type { Part } from '../../src/words/columns.ts';
import { TABLES } from '../../src/words/tables.ts';
import { dataFiles } from '../knowledge/small.ts';

const TODAY = '2026-11-28';

const HUAWEI = `id: huawei
name: Huawei
country: CN
names: [Huawei, 'Huawei Technologies Co., Ltd.']
identifiers:
  macRegistrants: ['HUAWEI TECHNOLOGIES CO.,LTD']
  fccGrantees: [{value: QIS, source: filing QIS-MC509}]
  models: [{mask: 'S57##*', is: switch, family: S5700 pro, example: S5720-28X, source: X, own: true}]
affiliates:
  - {id: honor, name: Honor, names: [Honor], relation: sold, until: 2020-11-16}
examples: {match: [{vendor: HUAWEI}, {mac: '00:25:9e:01:02:03'}, {fccId: QIS-MC509}, {model: S5720-28X}], noMatch: [{vendor: Hawaii}]}
sources: [IEEE registry]
`;
const HIKVISION = `id: hikvision
name: Hikvision
country: CN
names: [Hikvision]
identifiers: {models: [{mask: 'DS-2CD####', is: camera, family: pro, example: DS-2CD2143, source: X, own: true}]}
examples: {match: [{vendor: Hikvision}, {model: DS-2CD2143}]}
sources: [their web site]
`;
const DJI = `id: dji
name: DJI
country: CN
names: [DJI]
identifiers: {models: [{mask: 'Mavic #*', is: drone, family: Mavic pro, example: Mavic 3, source: X, own: true}]}
examples: {match: [{vendor: DJI}, {model: Mavic 3}]}
sources: [their web site]
`;
const LIST = `id: eu-list
title: A list
short: EU
publisher: Someone
jurisdiction: EU
binds: operators of public networks
url: https://example.org/
checked: 2026-08-20
pace: 365d
since: 2022-10-13
citation: X 1
rules:
  - {id: buy, effect: no-new, mayNot: be bought, from: 2022-10-13}
  - {id: use, effect: must-go, mayNot: be used, from: 2028-01-01}
entries:
  - {vendor: huawei, as: Huawei Technologies Company}
  - {vendor: hikvision, as: Hangzhou Hikvision, rules: [buy]}
  - {thing: drone, madeOutside: [US], as: Drones, rules: [buy]}
examples:
  - {row: Huawei S5720-28X, on: 2026-08-20, rules: [buy], status: banned}
  - {row: Huawei S5720-28X, on: 2026-08-20, rules: [use], status: upcoming}
`;
const STATE = `id: us-state
title: A state
short: State
publisher: A state
jurisdiction: US-XX
binds: agencies of the state
url: https://example.org/
checked: 2026-08-20
pace: 365d
since: 2024-01-01
citation: Act 1
rules:
  - {id: buy, effect: no-new, mayNot: be bought by the state, from: 2024-07-01}
adopts:
  - {list: eu-list, only: [huawei]}
examples:
  - {row: Huawei S5720-28X, on: 2026-08-20, status: banned}
`;
const APPROVALS = `id: approvals
title: Approvals
of: eu-list
checked: 2026-08-20
pace: 14d
approvals:
  drone:
    - {vendor: dji, holder: DJI Co., models: [Mavic 3], from: 2026-01-01, until: 2027-01-01, citation: DA 1}
`;
const PROFILES = '- {id: operator, for: operators, lists: {eu-list: [buy, use], us-state: }}\n';

const WORDS = Object.fromEntries(
  Object.entries<Part>(TABLES).map(([name, { shape }]) => [`words/${name}.yaml`, 'items' in shape.form ? '[]' : '{}']),
);
const FILES: Readonly<Record<string, string>> = {
  ...WORDS,
  'words/categories.yaml':
    '- {id: switch, words: {en: [switch]}}\n- {id: camera, words: {en: [camera]}}\n- {id: drone}\n',
  'words/no-value.yaml': 'en: [unknown]\n',
  'vendors/huawei.yaml': HUAWEI,
  'vendors/hikvision.yaml': HIKVISION,
  'vendors/dji.yaml': DJI,
  'lists/eu-list.yaml': LIST,
  'lists/us-state.yaml': STATE,
  'exemptions/approvals.yaml': APPROVALS,
  'profiles.yaml': PROFILES,
};

const check = (changed: Readonly<Record<string, string>> = {}) => checkData(dataFiles({ ...FILES, ...changed }), TODAY);

test('a data folder without mistakes has no problem, and no note', () => {
  const { problems, notes } = check();
  expect([...problems.map(formatProblem), ...notes]).toEqual([]);
});

const list = 'lists/eu-list.yaml';
const state = 'lists/us-state.yaml';
const huawei = 'vendors/huawei.yaml';
const approvals = 'exemptions/approvals.yaml';
const profiles = 'profiles.yaml';

/** What people who keep lists do wrong: one thing in one file, and the sentence that must say so, first of all. */
describe('one mistake is one sentence', () => {
  test.each<[what: string, path: string, from: string, to: string, says: RegExp]>([
    ['a vendor twice with the same things', list, 'entries:\n', 'entries:\n  - {vendor: huawei, as: HUAWEI}\n', /:17:5: Huawei .* is named twice for the same things \(one entry, or/],
    ['a year that is a slip, of a rule', list, 'from: 2028-01-01', 'from: 2082-01-01', /:14:55: from 2082-01-01 is more than 15 years after 2026-08-20 \(is the year right\?\)/],
    ['a year that is a slip, of an entry', list, 'as: Hangzhou Hikvision', 'since: 2202-10-13, as: Hangzhou Hikvision', /:17:32: since 2202-10-13 is more than 15 years after/],
    ['a year that is a slip, of an approval', approvals, 'until: 2027-01-01', 'until: 2072-01-01', /until 2072-01-01 is more than 15 years after/],
    ['a rule that no entry has', list, '{vendor: huawei,', '{rules: [buy], vendor: huawei,', /:14:10: no entry has the rule use \(rules: \[use\]\)/],
    ['a rule that no example asks', list, 'rules: [use], status: upcoming', 'rules: [buy], status: banned', /:14:10: no example shows what the rule use means \(examples: \[\{row: …, on: DAY, rules: \[use/],
    ['an example of a rule that is not there', list, 'rules: [use], status', 'rules: [use, sell], status', /no rule sell in this list/],
    ['an example with the wrong status', list, 'status: upcoming', 'status: listed', /:21:67: the example "Huawei S5720-28X" is upcoming on 2026-08-20, not listed/],
    ['the name of another vendor', list, 'as: Hangzhou Hikvision', 'as: Huawei Technologies', /:17:29: Huawei Technologies is a name of huawei, and the vendor is hikvision/],
    ['a vendor that has no file', list, 'vendor: hikvision', 'vendor: hikvison', /:17:14: unknown vendor hikvison \(did you mean hikvision\?\)/],
    ['`binds` too long to be printed', list, 'binds: operators of', `binds: ${'all '.repeat(15)} operators of`, /:6:8: longer than 60 characters/],
    ['`mayNot` too long to be printed', list, 'mayNot: be used', `mayNot: be used ${'by all '.repeat(12)}`, /longer than 80 characters/],
    ['an effect that there is not', list, 'effect: must-go', 'effect: must-leave', /"must-leave" is not must-go, no-new or about-others \(expected one of: must-go/],
    ['a day that does not exist', list, 'from: 2028-01-01', 'from: 2028-02-30', /"2028-02-30" is not a valid date/],
    ['an end before its beginning', list, 'rules: [buy]}\n  - {thing', 'until: 2022-10-12, rules: [buy]}\n  - {thing', /until 2022-10-12 is before since 2022-10-13/],
    ['a key that is misspelt', list, 'mayNot: be used', 'maynot: be used', /unknown key maynot \(did you mean mayNot\?\)/],
    ['a kind of thing that there is not', list, 'thing: drone', 'thing: drnoe', /"drnoe" is not a category \(did you mean drone\?\)/],
    ['`checked` in the future', list, 'checked: 2026-08-20', 'checked: 2027-08-20', /:8:10: checked 2027-08-20, a day to come \(is the year right\?\)/],
    ['an approval checked in the future', approvals, 'checked: 2026-08-20', 'checked: 2027-08-20', /checked 2027-08-20, a day to come/],
    ['no `since`', list, 'since: 2022-10-13\n', '', /a shipped list states its since \(since: …\)/],
    ['no `citation`', list, 'citation: X 1\n', '', /a shipped list states its citation/],
    ['an adopted list that there is not', state, 'list: eu-list', 'list: eu-lsit', /:15:12: unknown list eu-lsit \(did you mean eu-list\?\)/],
    ['an adopted entry that there is not', state, 'only: [huawei]', 'only: [huwei]', /eu-list has no entry huwei \(did you mean huawei\?/],
    ['an edition that named nobody', state, 'only: [huawei]', 'asOf: 2020-01-01', /eu-list named nobody on 2020-01-01/],
    ['a rule of a profile that the list does not have', profiles, '[buy, use]', '[buy, use, keep]', /eu-list has no rule keep/],
    ['a profile that leaves a rule out', profiles, '[buy, use]', '[buy]', /:1:51: operator neither names nor refuses the rule use of eu-list \(use: it binds this reader; -use/],
    ['a profile with a list that there is not', profiles, 'us-state: ', 'us-sate: ', /unknown list us-sate \(did you mean us-state\?\)/],
    ['an approval whose holder is another vendor', approvals, 'holder: DJI Co.', 'holder: Hangzhou Hikvision Digital', /Hangzhou Hikvision Digital is hikvision, and the vendor is dji \(vendor: hikvision\)/],
    ['an approval of a thing that the list does not name', approvals, '  drone:', '  robot:', /eu-list does not name the thing robot/],
    ['an approval that nobody holds', approvals, 'vendor: dji, ', '', /nobody holds this approval|DJI Co\. is dji/],
    ['a kind of thing as a name', huawei, 'names: [Huawei,', 'names: [Switch, Huawei,', /:4:9: Switch is a kind of thing \(found in rows of whatever vendor/],
    ['a word for no value as a name', huawei, 'names: [Huawei,', 'names: [Unknown, Huawei,', /Unknown is a word for no value/],
    ["another vendor's name", huawei, 'names: [Huawei,', 'names: [HIKVISION, Huawei,', /the name HIKVISION is also one of hikvision/],
    ['a registrant of another company', huawei, "macRegistrants: ['HUAWEI", "macRegistrants: ['Cisco Systems, Inc', 'HUAWEI", /the MAC registrant Cisco Systems, Inc has no name of huawei: another company's\?/],
    ['an FCC grantee of another company', huawei, 'fccGrantees: [{value: QIS', 'fccGrantees: [BCG, {value: QIS', /the FCC grantee BCG has no source that shows it to be of huawei/],
    ['a mask that does not match its example', huawei, 'example: S5720-28X,', 'example: X5720-28X,', /the mask S57##\* does not match its own example "X5720-28X"/],
    ['a mask that says nothing of itself', huawei, "{mask: 'S57##*'", "ABC, {mask: 'S57##*'", /the mask ABC states no family, example, source/],
    ['a regular expression for a mask', huawei, "mask: 'S57##*'", "mask: 'S57\\d+'", /the mask "S57\\d\+", character \d+: /],
    ['an example that is not found', huawei, '{vendor: HUAWEI}', '{vendor: Hawaii Networks}', /:11:20: an example of huawei is not found \(netvet explain "Hawaii Networks"\)/],
    ['an example that must not be found, and is', huawei, 'noMatch: [{vendor: Hawaii}]', 'noMatch: [{vendor: Huawei}]', /a row that must not be found as huawei is found as/],
    ['no sources', huawei, 'sources: [IEEE registry]\n', '', /a vendor states its sources/],
    ['an id that is not the name of the file', huawei, 'id: huawei', 'id: huawey', /the id huawey is not the name of its file/],
    ['an official list that is none of the lists', 'words/publications.yaml', '{}', 'shipped: [{list: eu-lsit, sources: [x]}]', /:1:18: unknown list eu-lsit \(did you mean eu-list\?\)/],
    ['a word table of no use', 'words/cells.yaml', '{}', 'anwsers: {en: [x]}', /unknown key anwsers \(did you mean answers\?\)/],
  ])('%s', (_, path, from, to, says) => {
    const text = FILES[path] ?? '';
    expect(text).toContain(from);
    const found = check({ [path]: text.replace(from, () => to) }).problems.map(formatProblem);
    expect(found.join('\n')).toMatch(says);
    expect(found.filter((line) => !/^\S+?:\d+:\d+: |^data\/[\w/.-]+: is not there/.test(line))).toEqual([]);
  });
}); // prettier-ignore

test('what is not there is said, and what is no mistake is a note', () => {
  const others = Object.entries(FILES).filter(([path]) => path !== 'words/cells.yaml');
  expect(checkData(dataFiles(Object.fromEntries(others)), TODAY).problems.map(formatProblem)).toEqual([
    'data/words/cells.yaml: is not there',
  ]);
  const { problems, notes } = check({ 'vendors/dji.yaml': DJI.replace('country: CN\n', '') });
  expect([problems, notes]).toEqual([[], [expect.stringMatching(/^1 known vendor without a country, .*: DJI \(/)]]);
});

test('who was listed again has two entries', () => {
  const twice = (until: string) =>
    LIST.replace(
      '  - {thing',
      `  - {vendor: huawei, as: Huawei Technologies Company, since: 2021-01-01, until: ${until}}\n  - {thing`,
    );
  expect(check({ [list]: twice('2021-12-31') }).problems.map(formatProblem)).toEqual([]);
  expect(check({ [list]: twice('2022-12-31') }).problems).toHaveLength(1);
});

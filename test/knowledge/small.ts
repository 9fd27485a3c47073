import { knowledgeOf } from '../../src/knowledge/data.ts';
import type { DataFiles } from '../../src/knowledge/data.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';

const HUAWEI = `
id: huawei
name: Huawei
names: [Huawei, {name: Hua Wei, distinctive: false}]
identifiers:
  macRegistrants: ['HUAWEI TECHNOLOGIES CO.,LTD']
  enterpriseNumbers: [2011]
  models: [{mask: 'S57##*', is: switch, family: S5700, example: S5720-28X, source: X}]
affiliates:
  - {id: hisilicon, name: HiSilicon, names: [HiSilicon], relation: subsidiary}
lookAlikes: [Hawaii]
examples: {match: [{vendor: HUAWEI, confidence: confirmed}], noMatch: [{vendor: Hawaii}]}
`;
const HIKVISION = 'id: hikvision\nname: Hikvision\nnames: [Hikvision]\n';
const EU_LIST = `
id: eu-list
title: A list
short: EU
publisher: Someone
jurisdiction: EU
binds: everyone
url: https://example.org/
checked: 2026-08-20
pace: 365d
citation: X 1
rules:
  - {id: new, effect: no-new, mayNot: be installed, from: 2022-10-13}
entries:
  - {vendor: huawei, as: Huawei, since: 2022-10-13}
examples:
  - {row: Huawei S5720-28X, on: 2026-08-20, rules: [new], status: banned}
`;
const PREFIXES =
  '# IEEE registry 2026-08-26\n00259e HUAWEI TECHNOLOGIES CO.,LTD\n286ed4a Some Other\n48435a HUAWEI TECHNOLOGIES CO.,LTD\n';

/** A small data folder. Texts given replace or add files, by path below data/. */
export function dataFiles(changed: Readonly<Record<string, string>> = {}): DataFiles {
  const texts: Record<string, string> = {
    'vendors/huawei.yaml': HUAWEI,
    'vendors/hikvision.yaml': HIKVISION,
    'lists/eu-list.yaml': EU_LIST,
    'profiles.yaml': '- {id: eu-operator, for: operators, lists: {eu-list: }}\n',
    'mac-prefixes.txt': PREFIXES,
    'words/categories.yaml': '- {id: switch}\n',
    ...changed,
  };
  const file = (path: string) => ({ path: `data/${path}`, text: texts[path] ?? '' });
  const folder = (name: string) =>
    Object.keys(texts)
      .filter((path) => path.startsWith(name))
      .map(file);
  return {
    vendors: folder('vendors/'),
    lists: folder('lists/'),
    exemptions: folder('exemptions/'),
    profiles: file('profiles.yaml'),
    macPrefixes: file('mac-prefixes.txt'),
    words: folder('words/'),
  };
}

export const [HUAWEI_TEXT, LIST_TEXT] = [HUAWEI, EU_LIST];

/** What `dataFiles` says. */
export function smallKnowledge(): Knowledge {
  return knowledgeOf(dataFiles());
}

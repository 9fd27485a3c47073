import { describe, expect, test } from '@jest/globals';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { readLists, resolveLists } from '../../src/knowledge/user-lists.ts';
import { shipped } from '../knowledge.ts';
import { brief, row } from './row.ts';

const knowledge = shipped();

/** What a vendor cell is, by a list that names one vendor: its grade, or null. */
function found(name: string, cell: string): string | null {
  const text = `id: own\ntitle: Own\nentries:\n  - vendor: "${name}"\n    exact: true\n`;
  const { vendors, lists } = resolveLists(knowledge, readLists([{ path: 'own.yaml', text }], knowledge).lists);
  const vendor = lists.at(-1)?.entries[0]?.vendor ?? '';
  const identifier = compileIdentifier({ ...knowledge, vendors });
  const own = brief(identifier.identify(row({ vendor: cell }))).find((one) => one.startsWith(`${vendor} `));
  return own?.split(' ')[1] ?? null;
}

describe('a legal form is no part of a name, before it or behind it, in the list or in the inventory', () => {
  test.each([
    ['Элтекс', 'ООО Элтекс'],
    ['Элтекс', 'Элтекс ООО'],
    ['Элтекс', 'ПАО «Элтекс»'],
    ['Eltex', 'OOO Eltex'],
    ['Фарлеп', 'ТОВ Фарлеп'],
    ['バッファロー', '株式会社バッファロー'],
    ['バッファロー', '㈱バッファロー'],
    ['Meruko', '株式会社Meruko'],
    ['삼성', '(주)삼성'],
    ['삼성', '㈜ 삼성'],
    ['삼성', '삼성(주)'],
    ['삼성', '주식회사 삼성'],
    ['明华', '明华有限公司'],
    ['Telkom', 'PT Telkom'],
    ['Telkom', 'P.T. Telkom Tbk'],
    ['Acme', 'S.A. Acme'],
    ['Acme', 'GmbH Acme'],
    ['Acme', 'UAB "Acme"'],
  ])('%s, %s', (plain, full) => {
    expect([found(plain, full), found(full.replaceAll('"', "'"), plain)]).toEqual(['confirmed', 'confirmed']);
  });

  test.each([
    ['Neovo', 'AG Neovo', null],
    ['Smith', 'A. O. Smith', null],
    ['Telkom', 'Foo Telkom', null],
    ['Telkom', 'PT Telkom Akses', 'probable'],
    ['PT', 'PT', 'confirmed'],
    ['hikvision', 'ООО Hikvison', 'probable'],
    ['hikvision', 'ООО Hivision', null],
  ])('%s, %s: %s', (name, cell, grade) => {
    expect(found(name, cell)).toBe(grade);
  });
});

test.each([
  ['神州数码', '神州数码集团', 'confirmed'],
  ['神州数码', '神州数码网络', 'probable'],
  ['神州数码', '北京神州数码', 'probable'], // four characters are two words
  ['新大陆', '新大陆科技', 'probable'],
  ['新大陆', '福建新大陆', null],
  ['神州', '神州数码', null], // two characters are part of any word
  ['삼성', '삼성전자', null],
])('%s in %s, where no blanks separate words: %s', (name, cell, grade) => {
  expect(found(name, cell)).toBe(grade);
});

test.each([
  ['Acme Shenzhen', 'confirmed'],
  ['Acme (Shenzhen)', 'confirmed'],
  ['ACME(SHENZHEN)CO.,LTD', 'confirmed'],
  ['Acme (Paris)', null], // a company of its own: a name of several words is found whole
  ['Acme', null],
])('Acme (Shenzhen) Co., Ltd. is the company of that place only: %s, %s', (cell, grade) => {
  expect(found('Acme (Shenzhen) Co., Ltd.', cell)).toBe(grade);
});

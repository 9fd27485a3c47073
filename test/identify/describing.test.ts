import { expect, test } from '@jest/globals';

import { compileIdentifier } from '../../src/identify/compile.ts';
import { shipped } from '../knowledge.ts';
import { brief, row } from './row.ts';

const identifier = compileIdentifier(shipped());
const said = (cells: Record<string, string>): string => brief(identifier.identify(row(cells))).join(', ');

test.each([
  ['Old Huawei switch', 'huawei probable'],
  ['Core Huawei lab', 'huawei probable'],
  ['Lobby Huawei rack 2', 'huawei probable'],
  ['Old Huawei S5720-28X rack 2', 'huawei probable'],
  ['Camera Huawei wall mount', 'huawei probable'],
  ['C9300 Huawei cable', 'huawei probable'],
  ['Old Huawei rack', 'huawei possible'],
  ['Alter Huawei Schrank', 'huawei possible'],
  ['Spare Huawei bracket', 'huawei possible'],
  ['Blue Huawei cable', 'huawei possible'],
])('a place or an accessory behind a name is what the cell describes where it ends it: %s is %s', (text, expected) => {
  expect(said({ '?Description': text })).toBe(expected);
});

test.each([
  ['Servidor Dell R740, switch core Huawei', 'probable'],
  ['Router: Cisco 2901, Modem: Huawei', 'probable'],
  ['Cisco 2901 (modem Huawei)', 'probable'],
  ['Router Cisco 2901 Modem: Huawei', 'probable'],
  ['Dell R740 server, Huawei storage', 'probable'],
  ['Cisco 2960, see Huawei manual', 'possible'],
  ['Cisco 2960 switch Huawei SFP', 'possible'],
  ['Cisco 2960, wall mount Huawei', 'possible'],
  ['Cisco C9300 with Huawei SFP', 'possible'],
])('behind the model of another a name is the device where its kind begins anew: %s is %s', (text, grade) => {
  expect(said({ '?Description': text })).toContain(`huawei ${grade}`);
  expect(brief(identifier.identify(row({ '?line': text }, { wholeLines: true }))).join()).toContain(`huawei ${grade}`);
});

test.each([
  ['SFP compatible Huawei', ''],
  ['SFP+ 10G compatible Huawei', ''],
  ['Cable DAC compatible Huawei 10G', ''],
  ['SFP compatible Huawei S5720-28X', 'huawei probable'],
  ['SFP compatible Huawei switch', 'huawei probable'],
  ['PoE compatible Huawei switch', 'huawei probable'],
  ['5G compatible Huawei', 'huawei probable'],
])('a part that is compatible with a name is not theirs: %s is "%s"', (text, expected) => {
  expect(said({ '?Description': text })).toBe(expected);
});

test('what is compatible with a vendor is possible in a model cell', () => {
  expect(said({ model: 'SFP compatible Huawei' })).toBe('huawei possible');
});

test.each(['P2-C10', 'P1-A01', 'SRV-AL01', 'PDU-TL12'])('a place in a rack or a host is no phone: %s', (text) => {
  expect(said({ '?Description': text })).toBe('');
  expect(said({ site: text })).toBe('');
  expect(said({ hostname: text })).toBe('');
});

test.each(['P6-U06', 'P7-L10', 'VOG-AL00', 'MRX-AL09', 'MAR-LX1A'])('a phone code is one: %s', (text) => {
  expect(said({ '?Description': text })).toBe('huawei probable');
});

test.each(['ELE-L29', 'LYA-L09', 'BAH2-W19'])('a code that may be a place is one where models stand: %s', (text) => {
  expect(said({ model: text })).toBe('huawei probable');
  expect(said({ '?Description': `now in ${text}` })).not.toBe('huawei probable');
});

test.each(['MAR-LX1H', 'AGS2-W09HN', 'VNE-LX1'])('a code that may be Honor is only possible: %s', (text) => {
  expect(said({ model: text })).toBe('huawei possible');
});

test.each(['SGH-ZM60', 'ACM-T01K', 'WEB-W09', 'MON-L27', 'SEA-L01', 'PAN-L24', 'ELE-L24'])(
  'no phone code: %s',
  (text) => {
    expect(said({ model: text })).not.toBe('huawei probable');
  },
);

test.each([
  ['Kaspersky licence renewal', 'kaspersky probable'],
  ['Lizenz Kaspersky Endpoint Security', 'kaspersky probable'],
  ['Подписка Kaspersky', 'kaspersky probable'],
  ['Kaspersky plugin for Outlook', 'kaspersky probable'],
  ['Kaspersky Free', 'kaspersky probable'],
  ['Kaspersky removal tool', ''],
  ['Huawei licence renewal', ''],
  ['Lizenz Huawei eSight', 'huawei possible'],
  ['Huawei plugin for Outlook', ''],
])('a licence of who makes software alone is what they make: %s is "%s"', (text, expected) => {
  expect(said({ '?Description': text })).toBe(expected);
});

test.each([
  ['Camera similar a Dahua', 'dahua possible'],
  ['AP next to Huawei rack', 'huawei possible'],
  ['Kamera neben Huawei Router', 'huawei possible'],
  ['Switch behind the old Huawei rack', 'huawei possible'],
  ['Камера рядом с Dahua', 'dahua possible'],
  ['Камера аналог Dahua', 'dahua probable'],
  ['Similar Dahua camera', 'dahua probable'],
  ['Close-up Hikvision camera', 'hikvision probable'],
  ['Next old Huawei switch', 'huawei probable'],
  ['Camera near door Hikvision', 'hikvision probable'],
  ['AP behind printer Huawei', 'huawei probable'],
  ['AP near 204 Huawei', 'huawei probable'],
  ['Next Huawei switch', 'huawei probable'],
  ['Huawei switch next to the printer', 'huawei probable'],
  ['Dahua camera similar to the old one', 'dahua probable'],
  ['ex Telekom Dahua camera', 'dahua probable'],
])('what stands beside a name, or is like it, is not theirs: %s is %s', (text, expected) => {
  expect(said({ '?Description': text })).toBe(expected);
});

test.each([
  ['Huawei OMXD30000 Compatible 10GBASE-SR SFP+ 850nm 300m', 'huawei possible'],
  ['Huawei OMXD30000 SFP+ 10GBASE-SR', 'huawei probable'],
  ['Huawei kompatibles SFP Modul', ''],
  ['ファーウェイ互換 SFP', ''],
  ['화웨이 호환 SFP', ''],
  ['華為相容 SFP 模組', ''],
  ['Huawei совместимый с IPv6', 'huawei probable'],
  ['S5720-28P compatible with IPv6', 'huawei probable'],
  ['Made by ZTE for Telstra', 'zte probable'],
  ['It was made by ZTE for Telstra', 'zte possible'],
])('what fits a model is of somebody else, and who made a thing is said first: %s is "%s"', (text, expected) => {
  expect(said({ '?Description': text })).toBe(expected);
});

test.each([
  ['Honeywell', 'Dahua OEM NVR', 'dahua probable'],
  ['Honeywell', 'NVR, Dahua-made', 'dahua probable'],
  ['Honeywell', 'NVR, not a Dahua OEM', ''],
  ['Dell', 'Latitude with Huawei ME936 LTE module', 'huawei possible'],
  ['Dell', 'Latitude for Huawei ME936 LTE modules', ''],
])('of what %s sells as its own, "%s" says who made it or a part of it: "%s"', (vendor, text, expected) => {
  expect(said({ vendor, '?Description': text })).toBe(expected);
});

test.each([
  ['02352CAB', 'huawei probable', 'huawei probable'],
  ['02312knd', 'huawei probable', 'huawei probable'],
  ['2cd2110f', 'hikvision probable', 'hikvision probable'],
  ['02494bbc', 'huawei probable', ''],
])(
  'a hex number in small letters that begins with a zero is an address of memory in a line of a log: %s',
  (text, ofModel, ofLine) => {
    expect(said({ model: text })).toBe(ofModel);
    expect(brief(identifier.identify(row({ '?line': `dear ${text} iar` }, { wholeLines: true }))).join()).toBe(ofLine);
  },
);

test.each([
  ['Li Huawei', ''],
  ['WAN Huawei', 'huawei probable'],
  ['Fan Huawei', 'huawei probable'],
])('a surname before a name is a person, a thing before it is not: %s is "%s"', (text, expected) => {
  expect(said({ '?Description': text })).toBe(expected);
});

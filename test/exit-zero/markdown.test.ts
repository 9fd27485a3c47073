import { describe, expect, test } from '@jest/globals';
import { checkText } from './corpus.ts';

/** What stands before the first table of a document: more than the first lines of it. */
const PROSE = `# What we have\n\n${'A paragraph of some words.\n\n'.repeat(12)}`;
const TABLE =
  '| Device | Vendor | IP |\n|---|---|---|\n| core | Cisco | 10.0.0.1 |\n' + '| ap-1 | Aruba | 10.0.0.3 |\n';
/** Without outer bars. */
const OPEN = 'Device | Vendor | IP\n--- | --- | ---\ncore | Cisco | 10.0.0.1\nap-1 | Aruba | 10.0.0.3\n';
const WIDE = '| Device / Title | Hostname | IP | MAC | Model / OS | Ports / Notes |\n|---|---|---|---|---|---|\n';
const wide = (mac: string, model: string): string =>
  `${WIDE}| Core switch | core1 | 10.0.0.1 | 00:1b:0d:63:c2:26 | Cisco C9300 / IOS-XE | - |\n` +
  `| Front of shop | cam1 | | ${mac} | ${model} | - |\n` +
  '| Spare | | | | - | |\n| NAS | nas1 | 10.0.0.4 | | Synology DS920+ | |\n';
const USES = '| Who | Since | Purpose |\n| :-: | :-: | :-: |\n| lab | 2024 | tests |\n| shop | 2025 | sales |\n';

describe('a document with tables of Markdown, exit', () => {
  test.each([
    [1, 'a device above a table without outer bars', `# Home\n\n- Huawei S5720 in the cellar\n\n${OPEN}`],
    [1, 'a device below it', `# Home\n\n${OPEN}\nDahua NVR4216 in the rack (12 cameras)\n`],
    [
      0,
      'devices of others above and below it',
      `# Home\n\n- Axis P3245-LV\n\n${OPEN}\nNetgear GS108 in the rack (8 ports)\n`,
    ],
    [
      1,
      'an address below unknown headers',
      `${TABLE}\n## More\n\n| Wo | Was |\n|--|--|\n| Tor | 44:19:b6:11:22:33 |\n`,
    ],
    [1, 'a maker below unknown headers', `${OPEN}\n## More\n\nWo | Was | Wer\n--|--|--\nTor | cam | Hikvision\n`],
    [0, 'what is used for what', `${TABLE}\n## Uses\n\n${USES}`],
    [0, 'what is used for what, twice', `${TABLE}\n${USES}\n${USES}\n${TABLE}`],
    [1, 'an address below prose', `${PROSE}${wide('44:19:b6:11:22:33', 'Amcrest turret / own')}`],
    [1, 'a model below prose', `${PROSE}${wide('-', 'DS-2CD2143G0-I / own')}`],
    [0, 'others below prose', `${PROSE}${wide('00:40:8c:11:22:33', 'P3245 / own')}`],
    [1, 'a second table below prose', `${PROSE}${TABLE}\n${wide('44:19:b6:11:22:33', 'Amcrest turret / own')}`],
    [1, 'one without outer bars below prose', `${PROSE}${OPEN}nvr1 | Dahua | 10.0.0.7\n`],
    [0, 'one of others without outer bars below prose', `${PROSE}${OPEN}nvr1 | Axis | 10.0.0.7\n`],
  ])('%i: %s', async (code, _, text) => {
    expect(await checkText(text)).toMatchObject({ code });
  });
});

test.each([5, 8, 9, 10, 11, 14])('a table below %i lines of prose has its own columns', async (many) => {
  const text = `${'A paragraph of some words.\n\n'.repeat(many)}${wide('44:19:b6:11:22:33', 'Amcrest turret / own')}`;
  const { stdout } = await checkText(text);
  expect(stdout).toContain('MAC: \"44:19:b6:11:22:33\"');
});

describe('a table of AsciiDoc, a cell a line, exit', () => {
  const cells = (...all: readonly string[]): string => `${all.map((cell) => `|${cell}\n`).join('')}\n`;
  const table = (vendor: string, model: string): string =>
    `= Net\n\n[options="header"]\n|===\n|Name |Vendor |Model\n\n` +
    `${cells('core', 'Cisco', 'C9300-24T')}${cells('gate', vendor, model)}|===\n`;

  test.each([
    [1, 'a model below a brand', table('Annke', 'DS-2CD2143G0-I')],
    [1, 'a vendor', table('Hikvision', 'Foo')],
    [0, 'others', table('Axis', 'P3245-LV')],
  ])('%i: %s', async (code, _, text) => {
    expect(await checkText(text)).toMatchObject({ code });
  });
});

describe('a heading begins a device of its own, exit', () => {
  const device = (heading: string, ...labels: readonly string[]): string =>
    `### ${heading}\n\n${labels.map((label) => `**${label}\n`.replace(':', '**:')).join('')}**Notes**:\n\n`;
  const house = (heading: string): string =>
    `# Our house\n\nSome words here.\n\n${device('Core', 'Vendor: Cisco', 'Model: C9300-24T')}` +
    `${device(heading, 'Type: Camera', 'IP Address: 10.0.0.3')}${device('AP', 'Vendor: Aruba', 'Model: AP-515')}`;

  test.each([
    [1, 'Lobby camera (Hikvision)'],
    [1, 'Huawei switch'],
    [0, 'Lobby camera (Axis)'],
    [0, 'Lobby camera'],
  ])('%i: %s', async (code, heading) => {
    expect(await checkText(house(heading))).toMatchObject({ code });
  });
});

test.each([
  ['below a line of prose', 'Bought in 2020.\n\n'],
  ['below more', PROSE],
])('equal rows of a table %s are things of their own, and their cells confirm', async (_, above) => {
  const row = '| Huawei | S5720 |\n';
  const { stdout } = await checkText(`${above}| Vendor | Model |\n|---|---|\n${row}${row}| Cisco | C9300 |\n`);
  expect(stdout).toMatch(/^.*\n✗ 2 of 3 assets fail[^]*confirmed/);
});

test('rows of lines between rules are no headers', async () => {
  const ruled = '| Device | Vendor |\n|---|---|\n| core | Cisco |\n|---|---|\n| nvr1 | Dahua |\n|---|---|\n';
  expect(await checkText(ruled)).toMatchObject({ code: 1 });
});

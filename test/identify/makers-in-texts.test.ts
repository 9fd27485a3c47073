import { expect, test } from '@jest/globals';

import { compileIdentifier } from '../../src/identify/compile.ts';
import { shipped } from '../knowledge.ts';
import { row } from './row.ts';

const identifier = compileIdentifier(shipped());
const linesOf = (text: string): readonly string[] => text.trim().split('\n');

/** What the vendors of a row are graded, in a describing cell, a model cell and a line of text. */
function graded(text: string, among: Record<string, string> = {}): readonly string[] {
  const rows = [
    row({ '?Description': text, ...among }),
    row({ model: text, ...among }),
    row({ '?line': text, ...among }, { wholeLines: true }),
  ];
  return rows.map((one) =>
    identifier
      .identify(one)
      .flatMap(({ vendor, confidence }) => (vendor === null ? [] : `${vendor.id} ${confidence}`))
      .join(', '),
  );
}

/** Devices of others, named before a model that one of a vendor's families matches. */
const OTHERS = `
Dell E170S
Dell E170S monitor
Dell E170S monitor, 18½"
… Dell E170S
Monitor Dell E170S
Lobby monitor, Dell E170S
Dell-E170S
Dell Inc E170S
IBM DS8100
IBM DS8870 storage
IBM storage DS8700
onsemi AR0234CS
ON Semiconductor AR0330CS
Synology DS-1621xs+
Synology NAS DS-1821
NAS Synology DS-1621xs
Pioneer PD-705
Pioneer PD-7050 CD player
Canon MF113w printer
Canon MF237w
Принтер Canon MF237w
Samsung TV U8500F
Samsung U8500F
LG U8120
LG F460
LG F600
Nikon Coolpix S6300
Nikon S6300
Fujifilm S5700
Epson CX6600
Olympus DS-7000
Nvidia K4200
Sony Ericsson K3800
itel K3800
Philips DS-6100
Motorola PD-705
Kenwood PD-705
Toshiba E5540
HP S5720-28X
HPE S5720-28X
Aruba S6730-H24X6C
Cisco S5735-L24T4S
Cisco Systems S5735-L24T4S
Juniper Networks S5720-28X
Extreme Networks S6720-30C
Arista AR2220E
MikroTik AR1220E
Huber+Suhner AR1220E
Netgear S5720-28X
TP-Link S5720-28X
Old Dell E170S
2x Dell E170S
spare: Dell E170S
Dell E170S (2nd floor)
floor 2: Dell E170S
Printer Canon MF113w, room 12
Siemens PD-705
Hewlett Packard S5720-28X
Hewlett Packard Enterprise S5720-28X
Panasonic E5540
Lexmark CX3100`;

test.each(linesOf(OTHERS))('a model behind the name of another maker does not fail: %s', (text) => {
  for (const said of graded(text))
    expect(said).not.toMatch(/(?:huawei|zte|hikvision|dahua|hytera) (?:probable|confirmed)/);
});

/** Banned models in texts that name another maker too: where they stand, whose they are, what they replaced. */
const BANNED = `
Telefonica Huawei S5720 | huawei
Telefonica S5720-28X | huawei
Orange ZTE F660 | zte
Orange S5720-28X | huawei
Vodafone S5720-28X | huawei
T-Mobile S5720-28X | huawei
Verizon S5720-28X | huawei
Vivo S5720-28X | huawei
Sky S5720-28X | huawei
SFR S5720-28X | huawei
China Mobile S5720-28X | huawei
China Telecom S5720-28X | huawei
Guangzhou S5720-28X | huawei
Dalian S5720-28X | huawei
Xiamen S5720-28X | huawei
Buffalo S5720-28X | huawei
Option S5720-28X | huawei
Spice S5720-28X | huawei
Amazon S5720-28X | huawei
Cisco replacement: Huawei S5735 | huawei
Cisco replacement S5735-L24T4S | huawei
Replacement for Cisco: S5735-L24T4S | huawei
Replaces Cisco S5735-L24T4S | huawei
ex Cisco S5735-L24T4S | huawei
instead of Cisco S5735-L24T4S | huawei
non-Cisco S5735-L24T4S | huawei
not Dell S5735-L24T4S | huawei
from Dell S5735-L24T4S | huawei
bought from IBM S5735-L24T4S | huawei
by Fujitsu S5735-L24T4S | huawei
at Siemens S5735-L24T4S | huawei
von Siemens S5735-L24T4S | huawei
bei Siemens S5735-L24T4S | huawei
para Siemens S5735-L24T4S | huawei
uplink to Cisco S5735-L24T4S | huawei
Rack Dell S5735-L24T4S | huawei
Room Bosch S5735-L24T4S | huawei
Site Siemens S5735-L24T4S | huawei
Project Siemens S5735-L24T4S | huawei
Büro Siemens S5735-L24T4S | huawei
Kunde Siemens S5720-28X | huawei
Customer Siemens S5720-28X | huawei
Client Bosch S5720-28X | huawei
Owner IBM S5720-28X | huawei
Supplier Cisco S5720-28X | huawei
Location Siemens S5720-28X | huawei
Standort Siemens S5720-28X | huawei
Werk Bosch S5720-28X | huawei
Plant Bosch S5720-28X | huawei
Datacenter IBM S5720-28X | huawei
installed by Ericsson S5720-28X | huawei
Apple store S5720-28X | huawei
Siemens site S5735-L24T4S | huawei
Siemens building 4 S5735-L24T4S | huawei
Dell rack 4 DS-2CD2032-I | hikvision
Dell rack S5735-L24T4S | huawei
Bosch DS-2CD2143G2-I | hikvision
Dell E170S, S5720-28X | huawei
Dell, S5720-28X | huawei
Dell / S5720-28X | huawei
Dell (S5720-28X) | huawei
Dell  S5720-28X | huawei
Cisco C9300 and S5720-28X | huawei
Cisco 9300 S5720-28X | huawei
Huawei/Cisco S5720-28X | huawei
Cisco/Huawei S5720-28X | huawei
Dell S5720-28X by Huawei | huawei
S5720-28X Dell | huawei
S5720-28X next to Cisco 9300 | huawei
IBM Huawei S5720-28X | huawei
Cisco core, S5720-28X access | huawei
Dell switch room S5720-28X | huawei
Annke DS-7608NI-K2 | hikvision
LTS DS-7608NI-K2 | hikvision
Amcrest XVR5104HS | dahua`;

test.each(linesOf(BANNED))('a banned model still fails where another maker is named: %s', (line) => {
  const [text = '', vendor = ''] = line.split(' | ');
  for (const said of graded(text)) expect(said).toMatch(new RegExp(`${vendor} (?:probable|confirmed)`));
});

test('only the evidence of the text itself is lowered', () => {
  const text = 'Dell S5720-28X';
  expect(graded(text)).toEqual(['huawei possible', 'huawei possible', 'huawei possible']);
  expect(graded(text, { partNumber: 'S5720-28X' })[0]).toBe('huawei probable');
  expect(graded(text, { mac: '00:e0:fc:12:34:56' })[0]).toBe('huawei probable');
  expect(graded(text, { vendor: 'Huawei' })[0]).toBe('huawei confirmed');
  expect(graded(text, { hostname: 'huawei-sw1' })[0]).toBe('huawei probable');
  expect(graded(text, { '!Note': 'Huawei' })[0]).toBe('huawei probable');
});

test('a maker that sold the devices of a vendor as its own does not win over their model numbers', () => {
  for (const maker of ['HP', 'HPE', '3Com']) {
    expect(graded(`${maker} S5130S-28P-EI`)[0]).toBe('h3c probable');
    expect(graded('S5130S-28P-EI', { vendor: maker })[0]).toBe('h3c probable');
  }
  expect(graded('Dell S5130S-28P-EI', { vendor: 'Dell' })[0]).toBe('h3c possible');
  expect(graded('HG8245H', { vendor: 'Vodafone' })[0]).toBe('huawei probable');
  expect(graded('MF286D', { vendor: 'Vodafone' })[0]).toBe('zte probable');
  expect(graded('HG8245H', { vendor: 'Sercomm' })[0]).toBe('huawei possible');
  // Of an operator that nobody knows the whole number counts.
  expect(graded('ZXHN H196A', { vendor: 'Acme Fibre' })[0]).toBe('zte probable');
});

test('a weak model behind the name of another maker is no evidence', () => {
  expect(graded('LG F460')).toEqual(['', '', '']);
});

test('it says whose name stands there, as a vendor cell does', () => {
  const [found] = identifier.identify(row({ '?Description': 'Monitor Dell E170S' }));
  expect(found?.evidence[0]?.matched).toMatch(/, lowered to possible: \?Description says Dell$/);
});

test.each(['Dell: S5720-28X', 'E-Village Solar: E170 [240V]', 'Philips Xenium E172', 'Acme Optics: E170'])(
  'a text before a colon, or a maker that begins a title, is the vendor of the row: %s',
  (text) => {
    expect(graded(text).slice(0, 2).join()).not.toMatch(/probable|confirmed/);
  },
);

test.each(['Switch: S5720', 'Model: S5720', 'Rack 2: S5720', 'Acme Optics: S5735-L24T4S-A'])(
  'a label before a colon is nobody, and lowers no long model: %s',
  (text) => {
    expect(graded(text).slice(0, 2)).toEqual(['huawei probable', 'huawei probable']);
  },
);

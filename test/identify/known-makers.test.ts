import { expect, test } from '@jest/globals';

import { compileIdentifier } from '../../src/identify/compile.ts';
import { MANY_DIGITS } from '../../src/words/words.ts';
import { shipped } from '../knowledge.ts';
import { runsOf, seeded } from '../seeded.ts';
import { row } from './row.ts';

const knowledge = shipped();
const identifier = compileIdentifier(knowledge);

test('no shipped name has many digits, and those of a user may', () => {
  const { vendors, words } = knowledge;
  const { makers, registered } = words.tables.makers;
  expect([...makers, ...registered].filter((key) => MANY_DIGITS.test(key))).toEqual([]);
  expect(identifier.hints.isMakerName('Acme 123456')).toBe(false);
  const own = vendors
    .slice(0, 1)
    .map((one) => ({ ...one, id: 'acme', names: [{ ...one.names[0], name: 'Acme 123456' }] }));
  const { isMakerName } = compileIdentifier({ ...knowledge, vendors: [...vendors, ...own] } as typeof knowledge).hints;
  expect(['Acme 123456', 'ACME-123456 Ltd', 'Acme 12345', 'Huawei'].map(isMakerName)).toEqual([
    true,
    true,
    false,
    true,
  ]);
});

test('a cell names a maker by its key, whatever digits it has', () => {
  const { legalForms, isOtherMaker, tables } = knowledge.words;
  const keys = new Set([...tables.makers.makers, ...tables.makers.registered]);
  const pieces = [
    ...Array.from(keys).filter((key) => /\d/.test(key)),
    'acer',
    'Ltd',
    '1',
    '22',
    '-',
    ' ',
    '\x1b[31m',
    '٣',
    '３',
  ];
  for (let seed = 1; seed <= runsOf(2000); seed += 1) {
    const { int, pick } = seeded(seed);
    const cell = Array.from({ length: 1 + int(4) }, () => pick(pieces)).join('');
    expect([cell, isOtherMaker(cell)]).toEqual([cell, keys.has(legalForms.keyOf(cell))]);
  }
});

/** Vendors that such a row fails with. */
function failing(vendor: string, model: string): readonly string[] {
  const found = identifier.identify(row({ vendor, model }));
  return found.flatMap((one) => (one.vendor === null || one.confidence === 'possible' ? [] : [one.vendor.id]));
}

const linesOf = (text: string): readonly string[] => text.trim().split('\n');

/** Devices of others, whose model is one that a vendor might have. */
const STRANGERS = `
Vivotek | PTZ7131
Nikon | Coolpix S9700
Nikon | Nikon Coolpix S9300
Dell | Connetrix DS-6620B
Olympus | DS-7000
Epson | CX6600
Intel | EG20T
GeoVision | GV-TDR2704
Samsung | GT-S5570
Samsung | S3310
Samsung Electronics Co Ltd | SGH-F400
Anran | AR205
Aver | PTZ310N
Axis | AXIS M7010
Ccdcam | IPC-C34000 series
Digitcam | IPC-A1300W20N
Easyn | s2344
Falcon | FE-IPC-HSPD210PZ
H.view | IPC-H0817
Heivision | HS214
Hisee | ipc-t20000
Intellinet | INT-L10
Jialite | IPC-E3600
Jidetech | IPC-E1B2000
Jienuo | Ar511
Kkmoon | SN-IPC-HW01
Long Plus | IPC-DSW3200T
Misecu | IPC-BT621A-2.0C
Polyvision | IPC-IP5ZWNF28PF
Secuplug | IPC-B130P-30X
Sinocam | IPC-F10P
Sony | SNC-CH220
Szsinocam | SN-IPC-HR01
Techage | IPC-BT511SW
Tinosec | IPC-Z10B
Vstarcam | f628
Fujifilm | FinePix F401 Zoom
Panasonic | DMC-L10
Bastion | SKAT-UPS2000-RACK-ON-4x9-E
Juniper | EX8216-RE320
Salus Controls | RE600
LG Electronics Inc | LG-KP100
Luxus | S6300i
Sagem | WA3020
Siemens AG | S55 S57 S30880-S5720
Energizer | H280A
CKK Mobile | CKK Inspire 1
NUU Mobile | S6702X
Hammer | Blade V 5G
Doogee | Blade GT Ultra
Telstra | T-Inspire 2
Hi-Level | HLV-TN75
Leke | Pad-L06
DEXP | Ursus H210
Buffalo Inc. | WLI-USB-L11 Wireless LAN Adapter
Seiko Epson Corp. | GT-F600 [Perfection 4180]
Fujitsu, Ltd | AH-F401U Air H device
Razer USA, Ltd | Blade Stealth (Late 2017)
DigitalWay | MPIO HS100
Humusoft, s.r.o. | MF624 Multifunction I/O PCI Card
Beijing Wangxun Technology Co., Ltd. | Ethernet Controller WX5025AL for 25GbE SFP28`;

test.each(linesOf(STRANGERS))('a stranger does not fail: %s', (line) => {
  const [vendor = '', model = ''] = line.split(' | ');
  expect(failing(vendor, model)).toEqual([]);
});

/** What stands in a maker cell and names no maker, or a vendor misspelt. */
const NO_MAKERS = `
Bullet
Dome
Turret
Fisheye
PTZ camera
Camera
IP camera
Outdoor camera
Kamera
Cámara
NVR
DVR
Recorder
Switch
Router
PoE switch
Access switch
Network
Security
CCTV
Video surveillance
Hivision
Hikvison
Hikivision
Haikvision
Ezbiz
Evviz
HIK
Hik Vison
generic
Generic (China)
OEM
ODM
White label
No name
noname
No brand
Unbranded
Other
Others
Misc
Various
Unknown
unknown vendor
n/a
N/A
none
-
--
?
null
TBD
Acme
ACME Security GmbH
Our company
Lobby
Building 7
Main office
IT department
Import`;

test.each(linesOf(NO_MAKERS))('a maker cell that names nobody lowers nothing: %s', (vendor) => {
  expect(failing(vendor, 'DS-7608NI-K2')).toContain('hikvision');
  expect(failing(vendor, 'S5720-28X')).toContain('huawei');
});

test.each(['Nikon', 'Samsung', 'Dell', 'Sony', 'Axis'])('an unmistakable model fails under %s too', (vendor) => {
  expect(failing(vendor, 'DS-2CD2143G2-I')).toEqual(['hikvision']);
});

test.each([
  ['Emerson Network Power (Huawei Base)', 'huawei possible'],
  ['Hivision Hikvision', 'hikvision possible'],
  ['Emerson Network Power', ''],
  ['Sipura', ''],
  ['Beltronic', ''],
  ['Techage', ''],
  ['Cloud Engines', ''],
  ['Questel', ''],
  ['Huamei', ''],
  ['Tandy', ''],
  ['Heimvision', ''],
])('a look-alike that begins a maker cell: %s is "%s"', (vendor, expected) => {
  const found = identifier.identify(row({ vendor }));
  expect(found.map((one) => `${one.vendor?.id ?? ''} ${one.confidence}`).join(', ')).toBe(expected);
});

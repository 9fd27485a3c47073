import { expect, test } from '@jest/globals';

import { compileIdentifier } from '../../src/identify/compile.ts';
import { shipped } from '../knowledge.ts';
import { row } from './row.ts';

const identifier = compileIdentifier(shipped());

/** `huawei probable`, the strongest first; empty for nothing. */
function told(fields: Readonly<Record<string, string>>): string {
  const found = identifier.identify(row(fields));
  return found.flatMap(({ vendor, confidence }) => (vendor === null ? [] : [`${vendor.id} ${confidence}`])).join(', ');
}

test.each([
  ['S5720-28X', 'huawei probable'],
  ['Switch S5720-28X', 'huawei probable'],
  ['HUAWEI S5720', 'huawei probable'],
  ['huaweis5720', 'huawei probable'],
  ['DJIM30T', 'dji possible'],
  ['HWS5720', ''],
  ['1x DS-2CD2143', 'hikvision probable'],
  ['(S5720-28P)', 'huawei probable'],
  ['P/N:S5720-28P', 'huawei probable'],
  ['NVR/DS-7608NI-K2', 'hikvision probable'],
  ['C9300/S5720-28P-LI-AC', 'huawei probable'],
  ['交换机S5720-28P-LI-AC', 'huawei probable'],
  ['S5720-28P交换机', 'huawei probable'],
  ['tplink-tl-wr841', 'tp-link probable'],
  ['DMSS_DH-H4C', 'dahua probable'],
  ['net gear, S5720-28X', 'huawei probable'],
  ['net, gear S5720-28X', 'huawei probable'],
  ['Philips, net gear S5720-28X', 'huawei possible'],
  ['HD-IPC-HFW1230S1P', 'dahua probable'],
  ['CloudEngine-S5732', 'huawei probable'],
  ['DS2CD2032', 'hikvision probable'],
  ['ds.2cd2012f.i', 'hikvision probable'],
  ['DS-2CD2143G2-I20210611AAWRF51234567', 'hikvision probable'],
  ['SW-S5720-28P-LI-AC', 'huawei probable'],
  ['CAM1_DS-2CD2143G2-I', 'hikvision probable'],
  ['GTN-PTZ2030', 'dahua possible'],
  ['GT-S5570', ''],
  ['LG-F460', ''],
  ['PTZ1080P', ''],
  ['AP 1234 lobby', ''],
  ['cs c3 room', ''],
  ['Platform Controller Hub EG20T', ''],
  ['SRG3900', ''],
  ['CKK Inspire 1', ''],
  ['RBN-NX3', 'huawei possible'],
  ['VNE-LX3', 'huawei possible'],
])('where a mask begins: %s is %s', (model, expected) => {
  expect(told({ model })).toBe(expected);
});

test.each([
  ['Nikon', 'Coolpix S9706', 'huawei possible'],
  ['Vivotek', 'PTZ7131', ''],
  ['Dell', 'Connetrix DS-6620B', ''],
  ['Olympus', 'DS-7204', 'hikvision possible'],
  ['Samsung', 'S5720-28X', 'huawei possible'],
  ['GeoVision', 'XVR5104HS', 'dahua possible'],
  ['Epson Corp.', 'S5720-28X', 'huawei possible'],
  ['Netgear', 'S5720-28X', 'netgear confirmed, huawei possible'],
  ['Nikon', 'DS-2CD2143G2-I', 'hikvision probable'],
  ['Bullet', 'DS-7608NI-K2', 'hikvision probable'],
  ['Hivision', 'DS-7608NI-K2', 'hikvision probable'],
  ['generic', 'DS-7608NI-K2', 'hikvision probable'],
  ['OEM', 'S5720-28X', 'huawei probable'],
  ['Acme', 'S5720-28X', 'huawei probable'],
  ['n/a', 'S5720-28X', 'huawei probable'],
])('a known maker wins over a model number: %s %s is %s', (vendor, model, expected) => {
  expect(told({ vendor, model })).toBe(expected);
});

test.each([
  ['CUN-L01', 'huawei probable'],
  ['P40 Lite', 'huawei probable'],
  ['Y6 (2019)', 'huawei probable'],
  ['C8813Q', 'huawei probable'],
  ['IDEOS X5', 'huawei probable'],
  ['MU736', 'huawei probable'],
  ['K4605', 'huawei probable'],
  ['E5377T', 'huawei probable'],
  ['E3531s-2', 'huawei probable'],
  ['EC6108V9', 'huawei probable'],
  ['IPC6512-Z30', 'huawei probable'],
  ['NSE1000-X8', 'huawei probable'],
  ['Honor 8X Max', 'huawei probable'],
  ['HRY-L21', 'huawei probable'],
  ['Blade A7 Vita', 'zte probable'],
  ['Blade A7s (2020)', 'zte probable'],
  ['Grand X View 4', 'zte probable'],
  ['Cymbal LTE', 'zte probable'],
  ['K4510-Z', 'zte probable'],
  ['U960E', 'zte probable'],
  ['Blade A5', 'zte possible'],
  ['SD49225T', 'dahua probable'],
  ['N45EJ62', 'dahua probable'],
  ['K22AP', 'dahua probable'],
  ['Ranger 2C', 'dahua probable'],
  ['C8c 2K+', 'hikvision probable'],
  ['DS-l102', 'hikvision probable'],
  ['Latitude E5570', ''],
  ['E5580', ''],
  ['Honor 90 Lite', ''],
  ['Honor X8', ''],
  ['Honor 9A', ''],
  ['wlanAP8700', ''],
  ['WlanAP 2. OG', ''],
  ['Quadro K4200', ''],
  ['Lexmark CX930dse', ''],
  ['Grand X', ''],
  ['Maven 7 Plus', ''],
  ['LaserJet 9040N', ''],
  ['Sun Fire V880', ''],
  ['Blade B200 Pro', ''],
  ['SD4930UR', ''],
  ['SD-49225', ''],
  ['IPC HD 1080p', ''],
  ['HDB 3021', ''],
  ['Ranger 2.4', ''],
  ['C6L Max', ''],
  ['C3 Pro', ''],
  ['CX6602', 'huawei probable'],
  ['IPS6515E-B-AC', 'huawei probable'],
  ['U8666E-51', 'huawei probable'],
  ['B528s', 'huawei probable'],
  ['K3773', 'huawei probable'],
  ['K3806-Z', 'zte probable'],
  ['C8c Pro', 'hikvision probable'],
  ['ARC3000H-W2', 'dahua probable'],
  ['AP515 LF', 'hytera probable'],
  ['Blade A34', 'zte probable'],
  ['Stylus CX6600', 'huawei possible'],
  ['CX6600', 'huawei possible'],
  ['IPS6021RPBF', ''],
  ['iBMA151', ''],
  ['U812345', ''],
  ['arm64-worker-01', ''],
  ['ARM64-W10', ''],
  ['ASR1002F', ''],
  ['LS460AWD', ''],
  ['LS5053ML', ''],
  ['SD32128GB', ''],
  ['M704U', ''],
  ['H3C Product line', 'h3c probable'],
  ['c1c-prod-01', ''],
  ['K3760', ''],
  ['K4000Z', ''],
  ['C8816A', ''],
  ['E5377A', ''],
  ['Xeon E5220', ''],
  ['mates', ''],
  ['Blade A12', 'zte possible'],
  ['Axon 3', ''],
  ['MF112', 'zte possible'],
  ['U8150', 'huawei possible'],
  ['AP515', 'hytera possible'],
  ['Arctis Nova 5i', 'huawei possible'],
  ['Ford Ranger Dual Cab', ''],
  ['S5701L', ''],
  ['S5701-28X-LI-AC', 'huawei probable'],
  ['SSR2BPS', ''],
  ['SSR710E1', ''],
])('families that share their letters with others: %s is %s', (model, expected) => {
  expect(told({ model })).toBe(expected);
});

test.each(['budget of Y4 2019', 'Honor 10 guests', 'Libero 2, room 3', 'ticket SD-49225T', 'Grand S. hotel'])(
  'names of phones are found in cells of models, and not in notes: %s',
  (note) => {
    expect(told({ '?note': note })).toBe('');
  },
);

test('a maker is named with the model that is lowered', () => {
  const [found] = identifier.identify(row({ vendor: 'Samsung', model: 'S5720-28X' }));
  expect(found?.evidence[0]?.matched).toBe(
    'S5720-28X (S5700 campus switches), lowered to possible: vendor says Samsung',
  );
});

test.each([
  ['driver for S5720-28X', 'huawei possible'],
  ['S5720-28X licence', 'huawei possible'],
  ['S5720-28X license', 'huawei possible'],
  ['S5720-28X', 'huawei probable'],
])('a word beside a model that says it is for it: %s', (model, expected) => {
  expect(told({ model })).toBe(expected);
});

test('a module in the device of a known maker is a component of it', () => {
  const [found] = identifier.identify(row({ vendor: 'Lenovo', model: 'ThinkPad T480, ME909s-120' }));
  expect(found?.evidence[0]).toMatchObject({ kind: 'model', confidence: 'possible', part: 'component' });
});

test('digits of an address are no model', () => {
  expect(told({ model: 'modem 000f-e161' })).toBe('huawei possible');
  expect(told({ model: '000f.532e.e161' })).toBe('');
  expect(told({ text: 'port e161.532e.000f, then E161' })).toBe('huawei probable');
  expect(told({ text: 'port e161.532e.000f' })).toBe('');
});

test('an identifier that a long text holds twice is one piece of evidence', () => {
  const [found] = identifier.identify(row({ text: `FCC ID: QISAR651 ${'and so on '.repeat(40)} FCC ID: QISAR651` }));
  expect(found?.evidence.map(({ kind }) => kind)).toEqual(['fcc-id']);
});

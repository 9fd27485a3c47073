import { expect, test } from '@jest/globals';

import { compileIdentifier } from '../../src/identify/compile.ts';
import { shipped } from '../knowledge.ts';
import { row } from './row.ts';

const identifier = compileIdentifier(shipped());

const found = (serial: string): readonly string[] =>
  identifier.identify(row({ vendor: 'unbekannt', serial })).map((one) => `${one.vendor?.id} ${one.confidence}`);

test.each([
  'DS-2CD2143G2-I20210301AAWRE12345678',
  'iDS-2CD7A46G0/P-IZHSY20200911AAWRE99887766',
  'DS-7608NI-I20820211224CCRRJ28921871WCVU',
  'DS-7616NI-K2/16P1620190514CCWRD12345678WCVU',
  // Typed into the wrong column.
  'DS-2CD2143G2-I',
])('the serial number of a Hikvision device begins with its model: %s', (serial) => {
  expect(found(serial)).toEqual(['hikvision probable']);
});

/** How others write serial numbers: `#` a digit, `@` a letter, `?` either, `!` either but a vowel, `%` a hex digit. */
const FORMS = `
FOC####?@@? FDO####?@@? JAE####?@@? SSJ######## BT########## PE########## JN#######@@@ CN##@@@### SG##@@@### ??????? PF#?@@@#
MJ0@@@@# S#?@@@# C02@#???@@@@ FGT60D########## FG100E########## ACCC8E%%%%%% B8A44F%%%%%% ZLNV70GH######@ Q2??-????-????
T#@####### S######### E####### ######## G####### ##@######## @#@###### @@######## @@@######## @@@@####@@## DS####### AP########
NS######## AE######### AR######## CE######## IPC######## NVR######## PTZ####### TC######### MXQ#####@# USE######@ 20######??????
DS-20######@@@@######## 2CD#??# 2TD#@@# 2CE#1#!!!! 2CE#0#!!!! 2CE#4#!!!! 5CG#2#!!!!`
  .trim()
  .split(/\s+/);

const CLASSES: Readonly<Record<string, string>> = {
  '#': '0123456789',
  '@': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '?': '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '!': '0123456789BCDFGHJKLMNPQRSTVWXYZ',
  '%': '0123456789ABCDEF',
};

test('no serial number of another maker is a finding', () => {
  let seed = 42;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const serials = Array.from({ length: FORMS.length * 20 }, (_, at) =>
    (FORMS[at % FORMS.length] ?? '').replace(/[#@?!%]/g, (sign) => {
      const signs = CLASSES[sign] ?? '';
      return signs.charAt(next(signs.length));
    }),
  );
  expect(serials.filter((serial) => found(serial).length > 0)).toEqual([]);
});

const inText = (model: string): readonly string[] =>
  identifier
    .identify(row({ text: `Access switch (${model})` }))
    .flatMap(({ vendor, confidence }) => (vendor === null ? [] : `${vendor.id} ${confidence}`));

/** What begins like a model is none: the name of a board has a letter, and soon a second, behind its version. */
test.each([
  ['huawei', 'CR5D00E2ND70', 'CR526637955'],
  ['huawei', 'CX6M002FBX71', 'CX27178985'],
  ['huawei', 'ES1D2S16SX2S', 'ES1D27178985'],
  ['huawei', 'ES0B00770600', 'ES0B1277060'],
  ['huawei', 'EH1BS9706E00', 'EH1B97060012'],
  ['huawei', 'LE02G48SC', 'LE08070382032'],
  ['huawei', 'LS510X4SA', 'LS572524'],
  ['huawei', 'LST7X48SX6E0', 'LST7389012'],
  ['huawei', 'AR01WSX220A', 'AR0142AF9326'],
  ['huawei', 'ANG1CXPH', 'AND74914265'],
  ['huawei', 'ANKD00EFGA00', 'ANDDORO'],
  ['huawei', 'SSN2OU08', 'SSE94752203'],
  ['huawei', 'G510-0200', 'G5100200'],
  ['huawei', 'Y530-U00', 'Y619200'],
  ['huawei', 'WS5200-21', 'WS520021'],
  ['huawei', 'B311-221', 'B592-8432'],
  ['huawei', 'ME60-X16', 'ME6099169054'],
  ['hikvision', '2CD2032-I', '2CD8JYYE'],
  ['hikvision', '2CE10DF3T', '2CE1MDF3T'],
  ['hikvision', '2CE5AD8T', '2CE5ADTT'],
  ['hikvision', '2CD2TG5G1-I8', '2CD2KG5G1'],
])('%s: %s is a model, %s is none', (vendor, model, other) => {
  expect(inText(model)).toEqual([`${vendor} probable`]);
  expect(inText(other)).toEqual([]);
});

test.each([
  '2de71aa6-2f20-4d32-86da-a442483598c2',
  '01ee0dc5-b1f8-4955-86d6-2cd918bcce31',
  'Result 7b1c44d0-9f0e-4c1a-8d55-2df9129d15d7 of 2025-03-01',
  '2de86d6dd757444b85f89e5afb74dc5d',
  '2df8e0aaaf01',
  '2df478ab61ca7d3d43a3ed2a4ee7bfa3.1607012345.git.reports',
  '  A43B9A68 2CD88E7B B5A76205 1CB38F6A 85A3FAE9 661D1AFA E2E97243 A020E04F',
  '2CD686E6 17222EA1 F1EFF64D',
])('an id that a machine gave holds no model: %s', (id) => {
  for (const cells of [{ '?': id }, { vendor: 'Cisco', '?': id }, { model: id }, { assetTag: id }, { partNumber: id }])
    expect(identifier.identify(row(cells))).toEqual([]);
});

test.each([
  '7b1c44d0-9f0e-4c1a-8d55-2df9129d15d7 2CD2032-I',
  '2CD2143A 2CD2143B',
  '2CD2142F 2CD2132F 2CD2342F',
  '2CD2142FWD-I',
  'DS-2CD2142FWD-I-00e0fc12345678',
  '2CD2142FWD',
  'camera 2CE16D0T-IRF',
])('a model beside an id, or of few letters, is one: %s', (model) => {
  expect(identifier.identify(row({ model })).map(({ vendor }) => vendor?.id)).toEqual(['hikvision']);
});

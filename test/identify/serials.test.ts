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

/** How others write serial numbers: `#` a digit, `@` a letter, `?` either, `%` a hex digit. */
const FORMS = `
FOC####?@@? FDO####?@@? JAE####?@@? SSJ######## BT########## PE########## JN#######@@@ CN##@@@### SG##@@@### ??????? PF#?@@@#
MJ0@@@@# S#?@@@# C02@#???@@@@ FGT60D########## FG100E########## ACCC8E%%%%%% B8A44F%%%%%% ZLNV70GH######@ Q2??-????-????
T#@####### S######### E####### ######## G####### ##@######## @#@###### @@######## @@@######## @@@@####@@## DS####### AP########
NS######## AE######### AR######## CE######## IPC######## NVR######## PTZ####### TC######### MXQ#####@# USE######@ 20######??????
DS-20######@@@@########`
  .trim()
  .split(/\s+/);

const CLASSES: Readonly<Record<string, string>> = {
  '#': '0123456789',
  '@': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '?': '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '%': '0123456789ABCDEF',
};

test('no serial number of another maker is a finding', () => {
  let seed = 42;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const serials = Array.from({ length: FORMS.length * 20 }, (_, at) =>
    (FORMS[at % FORMS.length] ?? '').replace(/[#@?%]/g, (sign) => {
      const signs = CLASSES[sign] ?? '';
      return signs.charAt(next(signs.length));
    }),
  );
  expect(serials.filter((serial) => found(serial).length > 0)).toEqual([]);
});

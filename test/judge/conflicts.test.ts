import { describe, expect, test } from '@jest/globals';

import { DEFAULT_LISTS } from '../../src/app/choose-lists.ts';
import type { Cells } from './real-rows.ts';
import { designationsOf, statusOf } from './real-rows.ts';

const BY = { lists: DEFAULT_LISTS, asOf: '2026-11-28' };

function named(rows: readonly Cells[]) {
  return rows.map((cells) => [Object.values(cells).join(', '), cells] as const);
}

describe('a category clears nothing that another cell contradicts', () => {
  test.each(
    named([
      { vendor: 'Huawei', category: 'Software', text: 'Core switch 48 port' },
      { vendor: 'Hikvision', category: 'Software', text: '4MP dome camera' },
      { vendor: 'Hikvision', category: 'Software', text: 'IP camera, licence included' },
      { vendor: 'Hikvision', category: 'Software', text: 'Camera with VMS licence' },
      { vendor: 'Huawei', category: 'Inverter', text: 'Kernrouter, core router' },
      { vendor: 'Huawei', category: 'Software', text: '核心交换机' },
      { vendor: 'Huawei', category: 'Vehicle', model: 'Campus switch' },
      { vendor: 'Dahua', model: 'NVR5216', category: 'Software' },
      { vendor: 'Hikvision', model: 'DS-2CD2143', category: 'Software' },
      { vendor: 'Huawei', model: 'S5735-L24', category: 'Inverter' },
      { vendor: 'Huawei', model: 'SUN2000-100KTL', text: 'Core switch' },
      { vendor: 'Huawei', category: 'Software?' },
      { vendor: 'Huawei', category: 'Battery (？)' },
    ]),
  )('%s', (_, cells) => {
    expect(statusOf(cells, BY)).toBe('banned');
  });

  test('and the finding says why', () => {
    const [found] = designationsOf({ vendor: 'Huawei', category: 'Software', text: 'Core switch 48 port' }, BY);
    expect(found?.because).toContain('"Software" beside "Core switch 48 port" clears nothing');
  });

  test.each(
    named([
      { vendor: 'Huawei', category: 'Software' },
      { vendor: 'Huawei', category: 'Software', text: 'Licence for core switch' },
      { vendor: 'Huawei', category: 'Software', text: 'Switch license, 3 years' },
      { vendor: 'Hikvision', category: 'Software', text: 'HikCentral camera licence' },
      { vendor: 'Hikvision', category: 'Software', model: 'iVMS-4200', text: 'Video management software' },
      { vendor: 'Hikvision', category: 'Software', text: 'Licencia para cámara' },
      { vendor: 'Huawei', category: 'Solar inverter', text: 'Inverter with Wi-Fi router' },
      { vendor: 'Huawei', category: 'Solar inverter', model: 'SUN2000-100KTL-M2', text: 'String inverter' },
      { vendor: 'Huawei', category: 'Software', notes: 'x' } as Cells,
    ]),
  )('what agrees clears: %s', (_, cells) => {
    expect(statusOf(cells, { ...BY, lists: ['us-ndaa-889'] })).toBe('listed');
  });

  test('a description takes nothing back', () => {
    expect(statusOf({ vendor: 'Huawei', category: 'Switch', text: 'Solar inverter' }, BY)).toBe('banned');
    const by = { profile: 'uk-telecom', asOf: '2026-11-28' };
    const core = { vendor: 'Huawei', category: '5G core' };
    expect(statusOf({ ...core, text: 'laptop' }, by)).toBe(statusOf(core, by));
  });
});

describe('a country clears nothing that another cell contradicts', () => {
  const ROUTER = { vendor: 'TP-Link', model: 'Archer AX55', category: 'wifi router', authorised: '2026-06-01' };
  test.each([
    ['USA', '', 'none'],
    ['Made in USA', '', 'none'],
    ['Designed and made in the USA', '', 'none'],
    ['Assembled in USA', '', 'undetermined'],
    ['USA?', '', 'undetermined'],
    ['Designed in USA', '', 'undetermined'],
    ['Assembled in Vietnam', '', 'banned'],
    ['Designed in USA; assembled in Vietnam', '', 'banned'],
    ['Designed and assembled in USA', '', 'undetermined'],
    ['USA', 'WiFi router, made in Vietnam', 'undetermined'],
    ['USA', 'Made in U.S.A., 4 ports', 'none'],
    ['USA', 'fabricado en China', 'undetermined'],
    ['USA', 'sold in Vietnam', 'none'],
  ])('%s %s', (country, text, expected) => {
    expect(statusOf({ ...ROUTER, country, text }, BY)).toBe(expected);
  });
});

describe('a day clears nothing that another day contradicts', () => {
  const CAMERA = { vendor: 'Hikvision', model: 'DS-2CD2143G0-I', category: 'IP camera', acquired: '2018-01-01' };
  const buy = { lists: ['us-fcc-covered'], asOf: '2026-11-28' };
  test('bought before it was made, or before its model was authorised', () => {
    expect(statusOf(CAMERA, buy)).toBe('listed');
    expect(statusOf({ ...CAMERA, made: '2017-05-01' }, buy)).toBe('listed');
    expect(statusOf({ ...CAMERA, made: '2024-05-01' }, buy)).toBe('banned');
    expect(statusOf({ ...CAMERA, authorised: '2024-05-01' }, buy)).toBe('banned');
  });

  test('made after it was bought says nothing about who made it', () => {
    expect(statusOf({ vendor: 'Honor', acquired: '2019-12-01', made: '2021-05-01' }, BY)).toBe('undetermined');
    expect(statusOf({ vendor: 'Honor', acquired: '2021-12-01', made: '2021-05-01' }, BY)).toBe('listed');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Meaning } from '../../src/core/layout.ts';
import { words } from '../words.ts';

const OF_NOTHING: Pick<Meaning, 'fields' | 'traits'> = { fields: [], traits: [] };

const CASES = readFileSync(new URL('../fixtures/inventory/headers.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' = ') as [string, string]);

/** What a header says, as the fixture writes it. */
function said(header: string): string {
  const reading = words.headers.read(header);
  if (reading === null) return '?';
  const fields = reading.fields.join('+');
  return fields === 'text' && reading.traits.includes('mention') ? 'text!' : fields;
}

describe('headers', () => {
  test.each(CASES)('%s is %s', (header, expected) => {
    expect(said(header)).toBe(expected);
  });

  test.each([
    'Purchase Date', 'purchased', 'Asset purchase date', 'Original purchase date', 'u_purchase_date', 'Purchase date (UTC)',
    'Date of purchase', 'Purchase date of asset', 'Kaufdatum', '设备采购日期', 'Invoice / order date',
    'Device: Order date', 'AssetCustom.PurchaseDate', 'Equipment delivery date', 'Purchase date (dd/mm/yyyy)',
    'Purchase date (YYYYMMDD)', 'Kaufdatum [TT.MM.JJJJ]', 'Purchase date (采购日期)', '采购日期 (Purchase date)',
    'Purchase date (DD-Mon-YYYY)', 'Purchase date (UK format)', 'Kaufdatum (Tag Monat Jahr)',
    'Order date (required)', 'Date(s) purchased', 'Purchase date (device)', '购买日期 (必填)', 'Assets[Purchase date]',
    'Purchase date (e.g. 2020-01-31)', 'Purchase date (YYYY年MM月DD日)', 'Purchase date ()',
  ])('%s is the day on which the device was bought', (header) => {
    expect(words.headers.read(header)).toMatchObject({ fields: ['acquired'], traits: [] });
  }); // prettier-ignore

  test.each([
    ['Country of origin', []], ['Country of origin (ISO)', []], ['Country of Origin (COO)', []], ['原产地', []],
    ['Device origin country', []], ['Country of origin (2-letter code)', []],
    ['Country of origin (accessories)', ['other-origin']], ['Battery country of origin', ['other-origin']],
    ['Cable made in', ['other-origin']], ['原产地(配件)', ['other-origin']], ['Made in (box)', ['other-origin']],
  ])('%s as the country of the device', (header, traits) => {
    expect(words.headers.read(header)).toMatchObject({ fields: ['country'], traits });
  }); // prettier-ignore

  test.each([
    'Warranty purchase date', 'Contract order date', 'Replacement order date', 'Planned purchase date', 'Lizenzkaufdatum',
    'Delivery date of service', 'Purchase date for licence', 'Fecha de compra de la licencia', 'SIM purchase date',
    'Install date / purchase date', 'Disposal order date', '许可证购买日期', 'Building acquired', 'Last order date',
    'Purchase date (accessories)', 'Shipped date (RMA)', 'Order date [spare part]', 'Delivery date (replacement)',
    'Kaufdatum (Zubehör)', 'Purchase date (SIM, required)', 'Purchase date2 (licence)', '采购日期 (附件)',
    'Purchase date (installation date)', 'Purchase date (warranty)',
  ])('%s is a day of something else, and clears nothing', (header) => {
    const { fields, traits } = words.headers.read(header) ?? OF_NOTHING;
    expect(fields.includes('acquired') && !traits.includes('other-day')).toBe(false);
  }); // prettier-ignore

  test.each(['Firmware build date', 'Report production date', 'Budget grant date', 'Softwareproduktionsdatum'])(
    '%s is no day on which the device was made or authorised',
    (header) => {
      const fields = words.headers.read(header)?.fields ?? [];
      expect(fields.filter((field) => field === 'made' || field === 'authorised')).toEqual([]);
    },
  );

  test('case, separators and accents make no difference', () => {
    for (const form of [
      'Serial Number',
      'SERIAL_NUMBER',
      'serialNumber',
      'serial-number',
      'serial.number',
      ' Serial  number ',
      'Ｓｅｒｉａｌ Number',
      'SérialNumber',
    ]) {
      expect(said(form)).toBe('serial');
    }
  });

  test('a header too long to be one says nothing, and costs nothing', () => {
    expect(words.headers.read(`Vendor ${'x '.repeat(100_000)}`)).toBeNull();
    expect(words.headers.read('')).toBeNull();
    expect(words.headers.read('---')).toBeNull();
    expect(words.headers.read('device '.repeat(9) + 'name '.repeat(11))).toBeNull();
  });

  test.each(['Password ', ' Please enter here the current admin password'])(
    'a secret is recognised at either end of a text that is too long for a header: %s',
    (end) => {
      const text = 'and more of it '.repeat(10_000);
      expect(said(end.startsWith(' ') ? text + end : end + text)).toBe('withheld');
      expect(said(text + 'Please enter here the manufacturer')).toBe('?');
      expect(said(text + 'Please ask its user')).toBe('?');
    },
  );

  test('the last words of a long header count: a licence bought with a device is not the device', () => {
    expect(words.headers.read('Purchase date of the device or for equipment licence')?.traits).toEqual(['other-day']);
  });
});

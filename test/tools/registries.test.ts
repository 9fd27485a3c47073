import { expect, test } from '@jest/globals';

import { unknownStrangers } from '../../bin/tools/look-alikes.ts';
import { readData, readDataFolder } from '../../src/knowledge/data.ts';
import { words } from '../words.ts';

const { raw } = readData(readDataFolder('data'));

test('an organisation is a stranger by a misspelling of the first word, by a misspelling of a whole name, or by a longer name', () => {
  const vendor = raw.vendors.find(({ id }) => id === 'dahua');
  const china = raw.vendors.find(({ id }) => id === 'china-telecom');
  if (vendor === undefined || china === undefined) throw new Error('vendors are missing');
  const of = (name: string) => ({ name, registry: 'IEEE', number: '001122' }) as const;
  const names = [
    'Dahau Scales',
    'China Telcom Ltd',
    'Dahua Scales',
    'Dahua Ltd',
    'Dahuang',
    'Aahua',
    'Datahub',
    'Axis',
  ];
  expect(unknownStrangers([vendor, china], names.map(of), words.legalForms)).toEqual([
    'dahua: Dahau Scales (IEEE 001122, a misspelling of dahua)',
    'dahua: Dahua Scales (IEEE 001122, begins with dahua)',
    'dahua: Aahua (IEEE 001122, a misspelling of dahua)',
    'china-telecom: China Telcom Ltd (IEEE 001122, a misspelling of china telecom)',
  ]);
});

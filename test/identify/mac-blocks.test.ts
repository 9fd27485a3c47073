import { expect, test } from '@jest/globals';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { shipped } from '../knowledge.ts';
import { brief, row } from './row.ts';

const knowledge = shipped();

/** A name under which a vendor is in the registry. */
const registrant = (id: string): string =>
  knowledge.vendors.find((vendor) => vendor.id === id)?.identifiers.macRegistrants[0]?.value ?? '';

/** Blocks of 28 and 36 bits within one of 24. */
const byRegistrant = {
  [registrant('huawei')]: 'a8bbcc',
  [registrant('zte')]: 'a8bbcc1',
  [registrant('hikvision')]: 'a8bbcc234',
};
const identifier = compileIdentifier({ ...knowledge, macPrefixes: byRegistrant });

test.each([
  ['a8:bb:cc:00:00:01', ['huawei probable']],
  ['a8:bb:cc:12:34:56', ['zte probable']],
  ['a8:bb:cc:23:40:01', ['hikvision probable']],
  ['a8:bb:cc:23:50:01', ['huawei probable']],
  ['a8:bb:cd:12:34:56', []],
])('%s is of whoever has the longest prefix of it', (mac, expected) => {
  expect(brief(identifier.identify(row({ mac })))).toEqual(expected);
});

import { expect, test } from '@jest/globals';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { prefixesOf } from '../../src/knowledge/knowledge.ts';
import { shipped } from '../knowledge.ts';
import { brief, row } from './row.ts';

const knowledge = shipped();
const identifier = compileIdentifier(knowledge);
const prefixOf = (of: string): string => prefixesOf(knowledge.macPrefixes, of)[0] ?? '';
const nubiaMac = `${prefixOf('Nubia Technology Co.,Ltd.')}123456`;

/** How sure it is that a company is one of the vendor's, or that a name is its own, caps whatever points at it. */
test.each<[Record<string, string>, string | null]>([
  [{ vendor: 'EZVIZ' }, 'hikvision/ezviz confirmed'],
  [{ vendor: 'HiLook' }, 'hikvision/hilook probable'],
  [{ vendor: 'Huawei Device' }, 'huawei/huawei-device probable'],
  [{ vendor: 'ZPMC' }, 'cccg/zpmc-north-america probable'],
  [{ vendor: 'ZPMC North America, Inc.' }, 'cccg/zpmc-north-america confirmed'],
  [{ vendor: 'Alhua' }, 'dahua probable'],
  [{ vendor: 'Alhua', model: 'DH-IPC-HDW4631C' }, 'dahua probable'],
  [{ vendor: 'Aihua' }, null],
  [{ vendor: 'Huawei Honor' }, 'huawei confirmed'],
  [{ vendor: 'Huawei Marine' }, 'huawei/hmn possible'],
  [{ vendor: 'Nubia' }, 'zte/nubia possible'],
  [{ vendor: 'Nubia', mac: nubiaMac }, 'zte/nubia possible'],
  [{ sysObjectId: '1.3.6.1.4.1.25506.9' }, 'h3c probable'],
  [{ cpe: 'cpe:2.3:o:huawei:vrp:5' }, 'huawei confirmed'],
])('%j is %s', (cells, expected) => {
  expect(brief(identifier.identify(row(cells)))).toEqual(expected === null ? [] : [expected]);
});

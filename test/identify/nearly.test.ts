import { expect, test } from '@jest/globals';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { compileExplain } from '../../src/identify/explain.ts';
import { shipped } from '../knowledge.ts';
import { row } from './row.ts';

const parts = shipped();
const explain = compileExplain(compileIdentifier(parts), parts.words);

/** Why what nearly points at a vendor does not. */
const nearly = (cells: Record<string, string>): string =>
  explain(row(cells))
    .cells.flatMap(({ kinds }) => kinds.flatMap(({ near }) => near))
    .join(' | ');

test.each<[Record<string, string>, string]>([
  [{ vendor: 'DGI' }, '"dgi" is one letter away from DJI, but names under 5 letters take no typos'],
  [{ vendor: 'Axtel' }, '"axtel" is one letter away from Autel, but strangers have names as near to it'],
  [{ vendor: 'Autol' }, '"autol" is one letter away from Autel, but strangers have names as near to it'],
  [{ vendor: 'Hauwei' }, ''],
  [{ vendor: 'Xahua' }, ''],
  [{ vendor: 'Tiandi Logistics' }, '"tiandi" is one letter away from Tiandy, but strangers have names as near to it'],
  [{ vendor: 'Aztech' }, ''],
  [{ sysObjectId: '1.3.6.1.4.1.2011.10.1' }, ''],
  [{ sysObjectId: '1.3.6.1.4.1.99999.1' }, 'enterprise number 99999.1 is not of a known vendor'],
  [{ sysObjectId: '1.3.6.1.4.1.2011.2.23' }, ''],
  [{ sysObjectId: '1.3.6.1.2.1' }, ''],
  [{ mac: '02:11:22:33:44:55' }, '02:11:22:33:44:55 is a random, group or placeholder address'],
  [{ mac: '00:1b:54:aa:bb:cc' }, '001B54 is registered to none of the known vendors'],
  [{ mac: '00:e0:fc:aa:bb:cc' }, ''],
  [{ mac: '00-E0-FC' }, '00E0FC is a prefix registered to HUAWEI TECHNOLOGIES CO.,LTD, not an address'],
  [{ mac: '00e0.fc1' }, '00E0FC1 is a prefix registered to HUAWEI TECHNOLOGIES CO.,LTD, not an address'],
  [{ fccId: 'ABC123456' }, 'grantee code ABC is not of a known vendor'],
  [{ fccId: 'QISMC509' }, ''],
  [{ cpe: 'cpe:2.3:o:cisco:ios' }, 'CPE vendor cisco is not of a known vendor'],
  [{ gponSerial: 'CIGG12345678' }, 'GPON vendor id CIGG is not of a known vendor'],
  [{ category: 'router' }, 'a router, but nothing says whether it is consumer-grade'],
  [{ category: 'switch' }, ''],
  [{ withheld: 'DGI 00:1b:54:aa:bb:cc' }, ''],
  [{ model: 'X5720' }, ''],
])('%j: %s', (cells, says) => {
  expect(nearly(cells)).toBe(says);
});

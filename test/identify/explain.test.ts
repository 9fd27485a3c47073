import { expect, test } from '@jest/globals';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { compileExplain } from '../../src/identify/explain.ts';
import { shipped } from '../knowledge.ts';
import { row } from './row.ts';

const parts = shipped();
const explain = compileExplain(compileIdentifier(parts), parts.words);

/** Everything that is said of a row: `kind met|near|not: why`. */
function said(cells: Record<string, string>): readonly string[] {
  return explain(row(cells)).cells.flatMap(({ kinds }) =>
    kinds.flatMap(({ kind, matches, near }) => [
      ...matches.map(({ points, confidence, why, uncounted }) =>
        uncounted === null ? `${kind} ${points} ${confidence}: ${why}` : `${kind} ${points} not: ${uncounted}`,
      ),
      ...near.map((text) => `${kind} near: ${text}`),
    ]),
  );
}

type Case = readonly [cells: Record<string, string>, says: string];

const MET: readonly Case[] = [
  [{ vendor: 'Huawei' }, 'name huawei confirmed: the vendor cell is a known name and nothing else'],
  [{ vendor: 'Huawei Datacom' }, 'name huawei probable: a distinctive name is there as whole words among others'],
  [
    { '?': 'Huawei switch' },
    'name huawei probable: a distinctive name is there as whole words in a cell that says what the thing is',
  ],
  [{ vendor: 'FS for Huawei' }, 'name huawei possible: a word beside the name says that it is not the vendor'],
  [{ vendor: 'LTS' }, 'name hikvision possible: others sell goods under this name too'],
  [{ vendor: 'зте' }, 'name zte possible: the fact is unverified'],
  [{ vendor: 'HiLook' }, 'name hikvision/hilook probable: the fact is not certain'],
  [{ vendor: 'Caltta' }, 'name zte/caltta possible: the fact is unverified'],
  [{ vendor: 'Huawie' }, 'typo huawei probable: one letter away from'],
  [{ vendor: 'Hikvsiin' }, 'typo hikvision possible: two letters away from'],
  [{ mac: '18:80:25:00:00:01' }, 'mac hikvision probable: the prefix is registered to them'],
  [{ '?': 'eth0 18:80:25:00:00:01' }, 'mac hikvision possible: an address inside a text'],
  [{ sysObjectId: '1.3.6.1.4.1.2011.2.23' }, 'enterprise-number huawei confirmed: only their devices answer'],
  [{ fccId: 'QISMC509' }, "fcc-id huawei confirmed: the device's own FCC ID"],
  [{ model: 'Contains FCC ID: XMR2020BG95' }, 'fcc-id quectel probable: the device contains a part'],
  [{ fccId: '2AHJOX1' }, 'fcc-id zte/nubia possible: the fact is unverified'],
  [{ cpe: 'cpe:2.3:o:huawei:vrp' }, 'cpe huawei confirmed: exactly'],
  [{ gponSerial: 'HWTC1234ABCD' }, 'gpon huawei probable: their id begins the serial number'],
  [{ model: 'S5720-28X-SI' }, 'model huawei probable: a family of models that nobody else'],
  [{ model: 'PTZ2030' }, 'model dahua possible: others have such models too'],
  [{ model: 'TM-610' }, 'model hytera possible: others have such models too'],
  [{ hostname: 'S5720-28X-SI' }, 'model huawei possible: a model in the name of a host'],
  [{ site: 'ZTE lab' }, 'mention zte possible: a name in a cell that is not about the vendor'],
  [{ vendor: 'EMBRAER', model: 'E170' }, 'model huawei possible: a family of models that nobody else'],
  [{ category: 'drone' }, 'category drone probable: the category column says so'],
];

test.each(MET)('%j is met: %s', (cells, says) => {
  expect(said(cells).filter((line) => line.startsWith(says))).not.toEqual([]);
});

const NOT: readonly Case[] = [
  [{ vendor: 'Canon', model: 'MF283' }, 'model zte not: another vendor is named'],
  [{ vendor: 'Hivision' }, 'name near: Hivision is another company than Hikvision, a known stranger'],
  [
    { vendor: 'Tiandi Logistics' },
    'typo near: "tiandi" is one letter away from Tiandy, but strangers have names as near to it',
  ],
  [{ '?': 'FS for Huawei' }, 'name near: Huawei is set aside by "for"'],
  [{ site: 'ex Huawei rack' }, 'name near: Huawei is set aside by "ex"'],
  [{ mac: '02:11:22:33:44:55' }, 'mac near: 02:11:22:33:44:55 is a random, group or placeholder address'],
  [{ mac: '00:1b:54:aa:bb:cc' }, 'mac near: 001B54 is registered to none of the known vendors'],
  [{ sysObjectId: '1.3.6.1.4.1.9.1.1' }, 'enterprise-number near: enterprise number 9.1.1 is not of a known vendor'],
  [{ fccId: 'ABC123456' }, 'fcc-id near: grantee code ABC is not of a known vendor'],
  [{ cpe: 'cpe:2.3:o:cisco:ios' }, 'cpe near: CPE vendor cisco is not of a known vendor'],
  [{ gponSerial: 'CIGG12345678' }, 'gpon near: GPON vendor id CIGG is not of a known vendor'],
  [{ category: 'router' }, 'category near: a router, but nothing says whether it is consumer-grade'],
];

test.each(NOT)('%j is not taken: %s', (cells, says) => {
  expect(said(cells).filter((line) => line.startsWith(says))).not.toEqual([]);
});

test('two possible pieces of different kinds say so', () => {
  const { identifications } = explain(row({ vendor: 'зте', model: 'H298A' }));
  expect(identifications[0]?.identification).toMatchObject({ confidence: 'probable', vendor: { id: 'zte' } });
  expect(identifications[0]?.grounds).toContain('two possible pieces of evidence of different kinds make it probable');
});

/** A cell of a column that names the vendor, a model or an address, and what it is instead. */
test.each<[cells: Record<string, string>, unread: string | null]>([
  [{ vendor: 'Cisco' }, null],
  [{ vendor: 'n/a' }, null],
  [{ vendor: 'switch' }, 'a word for a kind of device'],
  [{ vendor: 'see below' }, 'a reference to something else'],
  [{ vendor: '550e8400-e29b-41d4-a716-446655440000' }, 'a UUID'],
  [{ vendor: 'Hua…' }, 'a word that was cut'],
  [{ vendor: 'Total' }, 'a word for a sum'],
  [{ model: 'C9300' }, null],
  [{ model: '9300' }, 'without a letter'],
  [{ platform: 'switch' }, null],
  [{ platform: '17.3' }, 'without a letter'],
  [{ mac: '00:1b:54:00:00:01' }, null],
  [{ mac: '02:11:22:33:44:55' }, null],
  [{ mac: 'eth0 02:11:22:33:44:55' }, null],
  [{ mac: '021122334455' }, null],
  [{ mac: '[02:11:22:33:44:55]' }, null],
  [{ mac: 'incomplete' }, null],
  [{ mac: 'soon' }, 'no MAC address'],
  [{ sysObjectId: '1.3.6.1.4.1.9.1' }, null],
  [{ sysObjectId: 'soon' }, 'no object id'],
  [{ fccId: 'QISMC509' }, null],
  [{ fccId: 'not yet' }, 'no FCC ID'],
  [{ cpe: 'soon' }, 'no CPE name'],
  [{ gponSerial: 'soon' }, 'no GPON serial number'],
  [{ serial: 'soon' }, null],
  [{ hostname: 'sw1' }, null],
])('%j is no vendor, model or address: %s', (cells, unread) => {
  expect(explain(row(cells)).cells.map((cell) => cell.unread)).toEqual([unread]);
});

test('a cell beyond the header is explained as the others are', () => {
  const { cells, identifications } = explain({ ...row({ vendor: '' }), cells: ['', 'Huawei switch', ''] });
  const [beyond] = cells;
  expect([cells.length, beyond?.column, beyond?.text]).toEqual([1, 'beyond the header', 'Huawei switch']);
  expect(beyond?.kinds.map(({ kind, matches }) => [kind, matches.length])).toEqual([['name', 1]]);
  expect(identifications[0]?.identification.evidence[0]?.column).toBe('beyond the header');
});

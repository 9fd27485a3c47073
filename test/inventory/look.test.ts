import { expect, test } from '@jest/globals';
import type { CategoryId } from '../../src/core/fields.ts';
import type { Identification } from '../../src/core/finding.ts';
import { compileIdentifier, type Identifier } from '../../src/identify/compile.ts';
import type { Designated } from '../../src/identify/kinds/finder.ts';
import { openCsv } from '../../src/inventory/csv/open-csv.ts';
import { peek } from '../../src/inventory/bytes/peek.ts';
import type { LookAtRows } from '../../src/core/record.ts';
import { shipped } from '../knowledge.ts';
import { runsOf, seeded } from '../seeded.ts';
import type { Seeded } from '../seeded.ts';
import { OPTIONS } from './read.ts';

const RUNS = runsOf(200);
const ROWS = 60;

const knowledge = shipped();

const CLEAN: readonly (readonly string[])[] = [
  ['sw-1.example.net', 'sw-22', 'core', '', 'ap 7', 'sw-Москва-1'],
  ['Cisco', 'Cisco Systems, Inc', 'Juniper', 'HPE', '', '-', 'n/a', 'unknown', '思科', '—', 'неизвестно', 'åŽä¸º'],
  ['C9300-24T', 'EX2300-24P', 'P3245-LVE', 'DCS-7050SX3', ''],
  ['SN123456789A', 'FOC1234X0AB', ''],
  ['00:1b:54:aa:bb:cc', '001b.54aa.bbcc', '00-1B-54-AA-BB-CC', '02:00:00:00:00:01', ''],
  ['Switch', 'router', 'Router', 'Network equipment', ''],
  ['spare', 'second floor, east', 'bought 2024-01-15 10:00', '', 'Gebäude 3', '2 этаж, юнит 7', '机房 12'],
];
const OTHER = [
  'Huawei',
  'Nokia',
  'NETGEAR',
  'R7000',
  'EchoLife HG8245',
  'Hikvison',
  'Xuawei',
  'Hxkvision',
  'Xahua Technology',
  'lpha Networks Inc. USA',
  'DS-2CD2143G2-I',
  'HWTC43ABCDEF',
  'Server: DNVRS-Webs',
  'rtsp://10.0.0.5/cam/realmonitor?channel=1',
  'community.network.ce',
  'Camera Dahua 4 MP',
  '28:57:be:01:02:03',
  'e0fc.0012.3456',
  'behind the Dahua recorder',
  'wifi router',
  'ZTE',
  'Müller',
  '华为',
  '二层 华为 交换机',
  'Хуавей',
  'Нuawei',
  '\ufffd',
  'say "x"',
  ' ',
  '\t',
  'two\nlines',
  'x'.repeat(70),
  '&#21326;&#20026;',
  '%E5%8D%8E%E4%B8%BA',
  'H1kvision',
  'Hik Vision dome camera',
  'Z.T.E. modem',
  'Hikvison dome camera',
  'FCC ID: QISAR651',
  'QISAR651',
  'cpe:2.3:h:huawei:s5720:-',
  'USB\\VID_12D1&PID_1506',
  '12d1:1506 modem',
  '1.3.6.1.4.1.2011.2.23',
  'enterprises.2011.2.23',
  'ΗUAWEI',
  'Ｈｕａｗｅｉ',
  'Huaw…',
  '00E0FC123456',
  'fe80::2e0:fcff:fe12:3456',
  '0x00E0FC123456',
  'Hex-STRING: 00 E0 FC 12 34 56',
  '02e0fcfffe123456',
  'huawei\u534e',
  '\\u534e\\u4e3a',
  '=?utf-8?B?5Y2O5Li6?=',
  '<U+534E><U+4E3A>',
  'S5720-28X-SI',
  'HUAWEI_S5720',
  'sw-S5720-lobby',
  'D.J.I. Mavic',
  '三星华为小米表带',
  'Hua wei router',
  'Huawel switch',
  'HlKVISION',
  'Huavvei switch',
  'ZTE-Corp',
  'ex-Huawei',
  'AR651',
  'E170',
  'Dahau camera',
  '4G-Router_ZTE',
  'TP-LINK',
  'tplink archer c7',
  'Kaspersky',
  'ESN of master: 2102550AFWP0H6000080',
  '00-e0-fc-12-34-56',
  '00:e0:fc:12:34:5',
  'Ηikvisiοn',
  'hikvision.local',
  'admin@huawei.com',
  'http://x/huawei/y.html',
];

/** A cell as CSV has it, now and then quoted without need or wrongly. */
function written(text: string, random: Seeded): string {
  const quoted = `"${text.replaceAll('"', '""')}"`;
  if (random.int(400) === 0) return random.pick(['"', '"open', 'a"b', ' "spaced"', '"closed"x', '""']);
  return /[",\r\n]/.test(text) || random.int(6) === 0 ? quoted : text;
}

function makeInput(random: Seeded): Buffer {
  const label = random.pick(['utf8', 'utf8', 'utf8', 'latin1'] as const);
  const end = random.pick(['\n', '\n', '\r\n']);
  const strange = random.pick([0, 1, 5, 40]);
  const line = (): string => {
    const cells = CLEAN.map((own) =>
      written(random.int(100) < strange ? random.pick(OTHER) : random.pick(own), random),
    );
    if (random.int(60) === 0) cells.pop();
    if (random.int(60) === 0) cells.push('more');
    return random.int(40) === 0 ? '' : cells.join(',');
  };
  const lines = ['Hostname,Vendor,Model,Serial,MAC,Category,Notes', ...Array.from({ length: ROWS }, line)];
  return Buffer.from(lines.join(end) + random.pick(['', end]), label);
}

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** What lists may name: all that the rows hold, or a part of it. */
const DESIGNATED: readonly Designated[] = [
  {
    vendors: new Set(knowledge.vendors.map(({ id }) => id)),
    categories: new Set<CategoryId>(['consumer-router', 'drone']),
  },
  { vendors: new Set(['huawei', 'hikvision']), categories: new Set<CategoryId>(['consumer-router']) },
  { vendors: new Set(['zte']), categories: new Set() },
  { vendors: new Set(), categories: new Set<CategoryId>(['consumer-router']) },
];

function isDesignated({ vendor, category }: Identification, { vendors: ids, categories }: Designated): boolean {
  return vendor === null ? category !== null && categories.has(category.id) : ids.has(vendor.id);
}

/** What rows come to: looked at by columns that remember, or each cell by every kind of evidence. */
async function read(bytes: Buffer, size: number, designated: Designated, identifier: Identifier, lookAt?: LookAtRows) {
  const source = await peek({ name: 'x.csv', bytes: chunksOf(bytes, size) }, 1);
  const inventory = await openCsv(source, OPTIONS, { maxLine: 200 });
  const told = { found: [] as unknown[], problems: [] as unknown[], judged: 0, rest: 0, routers: 0 };
  let passed = 0;
  for await (const batch of inventory.batches(lookAt)) {
    passed += batch.passed;
    told.judged += batch.passed;
    told.problems.push(...batch.problems);
    for (const record of batch.records) {
      const judged = identifier.identity.has(record);
      told[judged ? 'judged' : 'rest'] += 1;
      if (identifier.isUnclearRouter(record)) told.routers += 1;
      const found = identifier.identify(record);
      if (found.some((one) => isDesignated(one, designated)))
        told.found.push([record.row, record.line, record.cells, found]);
    }
  }
  return { told, passed };
}

test('looking at rows changes nothing but the records that are made', async () => {
  const both = DESIGNATED.map((designated) => ({
    designated,
    fast: compileIdentifier(knowledge, { designated }),
    slow: compileIdentifier(knowledge, { designated, shortcuts: false }),
  }));
  const random = seeded(11);
  let passed = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const bytes = makeInput(random);
    const size = 60 + random.int(1500);
    const { designated, fast, slow } = random.pick(both);
    const plain = await read(bytes, size, designated, slow);
    const looked = await read(bytes, size, designated, fast, (layout) => fast.searchOf(layout));
    expect([run, looked.told]).toEqual([run, plain.told]);
    passed += looked.passed;
  }
  expect(passed).toBeGreaterThan((RUNS * ROWS) / 40);
});

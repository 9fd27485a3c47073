import { expect, test } from '@jest/globals';
import { devicesIn } from './read.ts';

test('a header that begins as a command does: columns stand apart, words of a command do not', async () => {
  const header = 'ip             location   vendor';
  const rows = '\n10.20.0.1      Main gate  Hanwha\n10.20.0.2      Side gate  Axis\n';
  const devices = [
    { ip: '10.20.0.1', vendor: 'Hanwha' },
    { ip: '10.20.0.2', vendor: 'Axis' },
  ];
  expect(await devicesIn(`${header}${rows}`)).toEqual(devices);
  expect(await devicesIn(`${header}\n-------------  ---------  ------${rows}`)).toEqual(devices);
  expect(await devicesIn(`ip addr vendor${rows}`)).not.toEqual(devices);
});

test('rows of places and kinds of devices are no header of a table below them', async () => {
  const header = 'device    site    vendor    role\n--------  ------  --------  --------\n';
  const rows = [
    ['edge-r1', 'SITE-A', 'Cisco', 'router'],
    ['core-sw1', 'SITE-B', 'Arista', 'switch'],
    ['fw1', 'DC1', 'Fortinet', 'firewall'],
    ['edge-r2', 'SITE-A', 'Huawei', 'router'],
    ['edge-r3', 'SITE-B', 'Acmetron', 'router'],
  ];
  const text = rows.map((row) => row.map((cell) => cell.padEnd(10)).join('')).join('\n');
  for (const below of [text, text.replace(/\n/, '\n\n')])
    expect(await devicesIn(header + below)).toEqual(rows.map(([hostname, , vendor]) => ({ hostname, vendor })));
  // A row of labels is one.
  const ports = 'Hostname  Location  Model\nsw7       SITE-C    AXS-24\n';
  expect((await devicesIn(`${header}${text}\n${ports}`)).at(-1)).toEqual({ hostname: 'sw7', model: 'AXS-24' });
});

test('a slot without anything is no end of the table', async () => {
  const text = `Slot ID  Board Name  Serial Number
----------------------------------
1
2        AXS-24      QQ1200341
3        AXS-48      QQ1200342
`;
  expect(await devicesIn(text)).toMatchObject([{ serial: 'QQ1200341' }, { model: 'AXS-48', serial: 'QQ1200342' }]);
});

test('a row that fills two columns with many words is read where they stand', async () => {
  const text = `Item             Version  Part number  Serial number     Description
Chassis                                QQ1200341         AXS-9204
Routing Engine 0 REV 01   710-0414     QQ1200342         AXS-RE
Fan Tray 0                                               Fan Tray, Front to Back Airflow - AXS
`;
  const model = 'Fan Tray, Front to Back Airflow - AXS';
  expect((await devicesIn(text)).at(-1)).toMatchObject({ model });
});

test('a table of labels and values is one device, whose labels may differ by a number', async () => {
  const text = `| Key   | Value             |
| ----- | ----------------- |
| mac0  | 00:1b:63:11:22:33 |
| mac1  | 00:1b:63:11:22:34 |
| Model | AXS-24            |
`;
  expect(await devicesIn(`Inventory of the lab.\n\n${text}`)).toMatchObject([{ model: 'AXS-24' }]);
});

test('cells that begin before their header; of a row without columns the widest one takes what is too much', async () => {
  const text = `Device-ID          Local Intrfce  Hldtme Capability  Platform      Port ID
edge-1              mgmt0          179    R S I     WS-C3750-48TS Fas1/0/9
edge-2              Eth1/1         133    R S s     N9K-C9396PX   Eth1/1
edge-3 mgmt1 177 S I WS-C3750E-24T Gig1/0/13
`;
  expect(await devicesIn(text)).toMatchObject(
    ['WS-C3750-48TS', 'N9K-C9396PX', 'WS-C3750E-24T'].map((platform) => ({ platform })),
  );
});

test('tables about the same rows are one, unless one of them has two rows of one name', async () => {
  const serials = 'Slot  Status  Serial\n----  ------  --------\n1     ok      QQ1200341\n2     ok      QQ1200342\n';
  const models = (...rows: string[]): string => `\nSlot  Model\n----  ---------\n${rows.join('\n')}\n`;
  const one = await devicesIn(serials + models('1     AXS-24T', '2     AXS-48T'));
  expect(one).toMatchObject([{ serial: 'QQ1200341', model: 'AXS-24T' }, { model: 'AXS-48T' }]);
  const two = await devicesIn(serials + models('1     S5720-28P', '1     AXS-24T', '2     AXS-48T'));
  expect(two.map(({ model }) => model).filter(Boolean)).toEqual(['S5720-28P', 'AXS-24T', 'AXS-48T']);
});

test('below a blank first cell a vendor begins a row, anything else continues the row above', async () => {
  const head = 'Site    Vendor    Model\n------  --------  ---------\n';
  const makers = await devicesIn(
    `${head}Berlin  Cisco     C9300-24T\n        Huawei    S5720-28P\n        Cisco     C9200-24T\n`,
  );
  expect(makers.map(({ vendor, model }) => [vendor, model])).toEqual([
    ['Cisco', 'C9300-24T'],
    ['Huawei', 'S5720-28P'],
    ['Cisco', 'C9200-24T'],
  ]);
  const wrapped = await devicesIn(`${head}Berlin  Huawei    S5720-28P\n        Techno-   -LI-AC\n        logies\n`);
  expect(wrapped).toMatchObject([{ vendor: 'Huawei Techno- logies' }]);
});

test.each(['unit:', 'cpe:2.3:h:x:', 'sw1:Gi1/0/', 'name='])(
  'a first cell with a sign in it ends no table: %s',
  async (cell) => {
    const rows = ['Cisco     C9300-48P', 'Huawei    S5720-28X', 'Juniper   EX2300-24T'];
    const lines = rows.map((row, at) => `${cell}${at + 1}`.padEnd(20) + row);
    const text = [`${'UNIT'.padEnd(20)}VENDOR    MODEL`, ...lines, ''].join('\n');
    const devices = await devicesIn(text);
    expect(devices.map(({ model }) => model)).toEqual(['C9300-48P', 'S5720-28X', 'EX2300-24T']);
  },
);

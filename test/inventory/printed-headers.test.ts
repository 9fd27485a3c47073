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

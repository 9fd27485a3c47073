import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { emptyFolder, netvet } from '../cli/run.ts';

const cwd = emptyFolder();

type Devices = readonly (readonly [vendor: string, model: string, serial: string])[];
const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;

const LABELS = ['Vendor', 'Model', 'Serial Number'];

/** A table in which the same line stands between all rows, as tabulate and rich draw it. */
function framed(devices: Devices, rule: string): string {
  const row = (cells: readonly string[]): string => `│${cells.map((cell) => ` ${cell.padEnd(16)} `).join('│')}│`;
  return lines([rule, ...[LABELS, ...devices].flatMap((cells) => [row(cells), rule]), '3 rows in set (0.00 sec)']);
}

/** How people and programs print devices; each of them is a row. */
const PRINTED: readonly (readonly [name: string, file: string, print: (devices: Devices) => string])[] = [
  [
    'a page with a table of labels for each device',
    'a.html',
    (devices) => {
      const cell = (value: string, at: number): string => `<tr><th>${LABELS[at]}</th><td>${value}</td></tr>`;
      return `<html><body>${devices.map((each) => `<table>${each.map(cell).join('')}</table>`).join('')}</body></html>`;
    },
  ],
  [
    'a page with labels in the first column, and a device in each other',
    'b.html',
    (devices) => {
      const row = (label: string, at: number): string =>
        `<tr><th>${label}</th>${devices.map((device) => `<td>${device[at]}</td>`).join('')}</tr>`;
      return `<html><body><table>${LABELS.map(row).join('')}</table></body></html>`;
    },
  ],
  ['a drawn table with a line between all rows', 'c.txt', (devices) => framed(devices, `├${'─'.repeat(56)}┤`)],
  [
    'labels in Cyrillic, the first of which is a header of sites',
    'd.txt',
    (devices) =>
      lines(
        devices.flatMap(([vendor, model, serial]) => [
          'Площадка       : Data Center 1',
          'Имя устройства : sw1',
          `Наименование   : ${vendor} ${model} switch`,
          `Серийный номер : ${serial}`,
          '',
        ]),
      ),
  ],
  [
    'serial numbers by a label with a slash',
    'e.txt',
    (devices) =>
      lines(
        devices.flatMap(([vendor, , serial]) => ['Model Number: RD985S', `S/N: ${serial}`, `Maker: ${vendor}`, '---']),
      ),
  ],
  [
    'serial numbers by a label with a degree sign',
    'f.txt',
    (devices) =>
      lines(devices.flatMap(([vendor, , serial]) => ['Modèle: RD985S', `N° de série: ${serial}`, `Fabricant: ${vendor}`, '---'])), // prettier-ignore
  ],
  [
    'hosts of an inventory of Ansible',
    'g.ini',
    (devices) =>
      lines(['[devices]', ...devices.map(([vendor], at) => `sw-${at} mac="${vendor === 'Huawei' ? '00:25:9E' : '00:1B:54'}:00:00:0${at}"`)]), // prettier-ignore
  ],
  [
    'sections whose keys are not ASCII',
    'h.ini',
    (devices) =>
      lines(
        devices.flatMap(([vendor, , serial], at) => [`[device${at}]`, `序列号=${serial}`, `设备名称=${vendor}`, '']),
      ),
  ],
  [
    'lines of syslog',
    'i.log',
    (devices) =>
      lines(devices.map(([vendor, , serial], at) => `Nov 20 10:0${at}:01 inv invd[812]: vendor="${vendor}" serial="${serial}"`)), // prettier-ignore
  ],
  [
    'hosts with their addresses',
    'j.txt',
    (devices) =>
      lines(devices.map(([vendor, model, serial], at) => `sw-${at} (10.0.0.${at}): ${vendor} ${model}, SN ${serial}`)),
  ],
  [
    'documents of a search of Elasticsearch, whatever their keys',
    'k.json',
    (devices) =>
      JSON.stringify({
        hits: { hits: devices.map(([vendor_name, , serial_no], at) => ({ _id: `${at}`, _source: { vendor_name, serial_no } })) }, // prettier-ignore
      }),
  ],
];

test.each(PRINTED)('%s: each device is found, and none where nothing is banned', async (_, file, print) => {
  const run = async (maker: string, model: string) => {
    const devices = [
      ['Cisco', 'C9300-48P', 'FOC1111AAAA'],
      [maker, model, 'FOC2222BBBB'],
      [maker, model, 'FOC3333CCCC'],
    ] as const;
    writeFileSync(join(cwd, file), print(devices));
    const { code, stdout } = await netvet(['check', file, '-f', 'json'], { cwd });
    const { inputs, assets } = (JSON.parse(stdout) as { summary: { inputs: { rows: number }[]; assets: { failing: number } } }).summary; // prettier-ignore
    return [code, inputs[0]?.rows, assets.failing];
  };
  expect(await run('Huawei', 'S5720-28X-SI')).toEqual([1, 3, 2]);
  expect(await run('Juniper', 'EX2300-48T')).toEqual([0, 3, 0]);
});

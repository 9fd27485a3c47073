// Generated inventories: the same bytes for the same name and size, in test/bench/work/.
import { createReadStream, createWriteStream, existsSync, renameSync } from 'node:fs';
import { once } from 'node:events';

const HEADER = 'Asset Tag,Hostname,Vendor,Model,Serial Number,MAC Address,IP Address,Site,Category,Notes';
const CLEAN = [
  ['Cisco', 'C9300-24T', '00:1b:54'],
  ['Cisco Systems, Inc', 'ISR4331/K9', '00:1e:14'],
  ['Juniper Networks', 'EX2300-24P', '28:8a:1c'],
  ['Aruba', 'AP-515', '20:4c:03'],
  ['HPE', 'J9773A', '94:18:82'],
  ['Dell', 'N3248TE-ON', 'f8:b1:56'],
  ['Ubiquiti', 'UAP-AC-PRO', '78:8a:20'],
  ['Axis', 'P3245-LVE', 'ac:cc:8e'],
  ['Fortinet', 'FG-100F', '90:6c:ac'],
  ['Arista', 'DCS-7050SX3-48YC8', '44:4c:a8'],
  ['APC', 'SMT1500RMI2UC', '00:c0:b7'],
  ['Zebra', 'ZT411', '00:07:4d'],
];
const HITS = [
  ['Huawei', 'S5735-L24T4S-A1', '00:e0:fc'],
  ['Hikvision', 'DS-2CD2143G2-I', '28:57:be'],
  ['Dahua', 'IPC-HFW2431S-S-S2', '3c:ef:8c'],
  ['ZTE Corporation', 'ZXR10 5960-32DL', '00:19:c6'],
  ['Hytera', 'RD985S', 'a0:36:f0'],
];
const NOTES = [
  '',
  'second floor, east',
  'replaced fan 2024',
  'PoE budget checked',
  'no remote access',
  'spare unit in store',
];

/** A number generator that is the same in every run (mulberry32). */
function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const hex = (next, pairs) =>
  Array.from({ length: pairs }, () =>
    Math.floor(next() * 256)
      .toString(16)
      .padStart(2, '0'),
  ).join(':');

function cellsOf(next, row, hitShare) {
  const [vendor, model, oui] = next() < hitShare ? HITS[row % HITS.length] : CLEAN[Math.floor(next() * CLEAN.length)];
  const site = `Site ${String(row % 400).padStart(3, '0')}`;
  return [
    `A${String(row).padStart(8, '0')}`,
    `sw-${site.slice(5)}-${row % 977}.corp.example.net`,
    vendor,
    model,
    `SN${hex(next, 5).replaceAll(':', '').toUpperCase()}`,
    `${oui}:${hex(next, 3)}`,
    `10.${(row >> 16) & 255}.${(row >> 8) & 255}.${row & 255}`,
    site,
    'Network equipment',
    NOTES[row % NOTES.length],
  ];
}

const plain = (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const quoted = (cell) => `"${cell.replaceAll('"', '""')}"`;

/** An ordinary estate: makers that no list designates (Nokia and NETGEAR hold exemptions), each model under any of them. */
const MAKERS = [
  'Cisco Systems, Inc.',
  'Juniper Networks',
  'Arista Networks',
  'Nokia',
  'NETGEAR',
  'Ericsson',
  'Aruba',
  'Hewlett Packard Enterprise',
  'Dell EMC',
  'MikroTik',
  'Ubiquiti Inc.',
  'Fortinet',
  'Palo Alto Networks',
  'Extreme Networks',
  'Ciena',
  'Axis Communications',
  'Zyxel',
  'D-Link',
  'Cambium Networks',
  'Brocade',
];
const MODELS = [...CLEAN.map(([, model]) => model), '7750 SR-1', 'R6675', 'PA-440', 'CCR2004'];
const pick = (next, values) => values[Math.floor(next() * values.length)];

function mixedCells(next, row, hitShare) {
  const vendor = next() < hitShare ? pick(next, HITS)[0] : pick(next, MAKERS);
  return [
    `A${row}`,
    `sw-${row}.site${row % 500}.example.net`,
    `Site ${row % 500}`,
    vendor,
    pick(next, MODELS),
    `P${Math.floor(next() * 9999)}-K9`,
    `S${Math.floor(next() * 1e9)}`,
    `3c:${hex(next, 5)}`,
    `10.${(row >> 16) & 255}.${(row >> 8) & 255}.${row & 255}`,
    `Rack ${row % 40}, unit ${row % 48}`,
  ];
}

/** Rows with texts beyond ASCII in every line: sites, kinds and notes repeat, notes of every tenth row do not. */
const localCells = (site, kind, notes) => (next, row, hitShare) => {
  const cells = cellsOf(next, row, hitShare);
  const note = notes[row % notes.length];
  return [...cells.slice(0, 7), `${site} ${row % 400}`, kind, row % 10 === 0 ? `${note} ${row}` : note];
};

/** What can be generated: how a line is made, and what differs from a plain UTF-8 file with 1 % of hits. */
export const SHAPES = {
  clean: { hits: 0 },
  hits1: { hits: 0.01 },
  hits10: { hits: 0.1 },
  hits40: { hits: 0.4 },
  allhits: { hits: 1 },
  mixed: {
    hits: 0.01,
    header: 'Asset ID,Hostname,Site,Vendor,Model,Part Number,Serial,MAC,IP,Description',
    cells: mixedCells,
  },
  quoted: { hits: 0.01, write: quoted },
  utf16: { hits: 0.01, encoding: 'utf16le' },
  cyrillic: {
    hits: 0.01,
    header: 'Инв. номер,Имя хоста,Производитель,Модель,Серийный номер,MAC-адрес,IP-адрес,Площадка,Категория,Примечание',
    cells: localCells('Площадка', 'Коммутатор', ['второй этаж', 'замена вентилятора', 'в резерве']),
  },
  chinese: {
    hits: 0.01,
    header: '资产编号,主机名,厂商,型号,序列号,MAC地址,IP地址,机房,类别,备注',
    cells: localCells('机房', '交换机', ['二楼东侧', '更换风扇', '备用']),
  },
  json: { hits: 0.01, isJson: true },
  macs: {
    hits: 0.01,
    header: 'Hostname,MAC Address,MAC 2,MAC 3',
    cells: (next, row) => [`h${row}`, hex(next, 6), hex(next, 6), hex(next, 6)],
  },
  wide: {
    hits: 0.01,
    header: [HEADER, ...Array.from({ length: 190 }, (_, i) => `Attribute ${i + 1}`)].join(','),
    cells: (next, row, hits) => [
      ...cellsOf(next, row, hits),
      ...Array.from({ length: 190 }, (_, i) => `v${(row + i) % 97}`),
    ],
  },
};

/** Writes `shape` with `rows` rows unless it is there, and returns its path. */
export async function generate(dir, shape, rows) {
  const { hits, write = plain, header = HEADER, cells = cellsOf, encoding = 'utf8', isJson = false } = SHAPES[shape];
  const path = `${dir}/${shape}-${rows}.${isJson ? 'json' : 'csv'}`;
  if (existsSync(path)) return path;
  const keys = header.split(',');
  const inJson = (row, values) =>
    `${row === 1 ? '[' : ''}${JSON.stringify(Object.fromEntries(keys.map((key, at) => [key, values[at]])))}${row === rows ? ']' : ','}\n`;
  const next = seeded(rows);
  const out = createWriteStream(`${path}.part`);
  if (encoding === 'utf16le') out.write(Buffer.from('\ufeff', 'utf16le'));
  let text = isJson ? '' : `${keys.map(write).join(',')}\n`;
  for (let row = 1; row <= rows; row += 1) {
    const values = cells(next, row, hits);
    text += isJson ? inJson(row, values) : `${values.map(write).join(',')}\n`;
    if (text.length < 1 << 20 && row < rows) continue;
    if (!out.write(Buffer.from(text, encoding))) await once(out, 'drain');
    text = '';
  }
  out.end(Buffer.from(text, encoding));
  await once(out, 'finish');
  renameSync(`${path}.part`, path);
  return path;
}

/** Reads a file to its end, so that every contender finds it in the page cache. */
export async function warm(path) {
  let bytes = 0;
  for await (const chunk of createReadStream(path)) bytes += chunk.length;
  return bytes;
}

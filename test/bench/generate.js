// Generated inventories: the same bytes for the same name and size, in test/bench/work/.
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
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

/** A device as the API of NetBox answers it, with nested objects and their addresses. */
function netboxDevice(next, row) {
  const [, hostname, vendor, model, serial, , ip, site] = cellsOf(next, row, 0.01);
  const object = (kind, id, name) => ({
    ...{ id, url: `https://netbox.example.net/api/dcim/${kind}/${id}/`, display: name },
    ...{ name, slug: name.toLowerCase().replaceAll(' ', '-') },
  });
  const manufacturer = object('manufacturers', row % 17, vendor);
  const type = { ...object('device-types', row % 40, model), manufacturer, model };
  return {
    ...{ id: row, url: `https://netbox.example.net/api/dcim/devices/${row}/`, display: hostname, name: hostname },
    ...{ device_type: type, role: object('device-roles', 3, 'Access'), tenant: null, platform: null, serial },
    ...{
      asset_tag: `A${row}`,
      site: object('sites', row % 400, site),
      rack: object('racks', row % 900, `R${row % 900}`),
    },
    ...{
      position: row % 42,
      status: { value: 'active', label: 'Active' },
      primary_ip4: { id: row, address: `${ip}/24` },
    },
    ...{ comments: '', tags: [], custom_fields: { owner: 'network' }, created: '2024-03-01T10:00:00Z' },
  };
}

/** What can be generated: how a line is made, and what differs from a plain UTF-8 file with 1 % of hits. */
export const SHAPES = {
  clean: { hits: 0 },
  hits1: { hits: 0.01 },
  hits40: { hits: 0.4 },
  allhits: { hits: 1 },
  mixed: {
    hits: 0.01,
    header: 'Asset ID,Hostname,Site,Vendor,Model,Part Number,Serial,MAC,IP,Description',
    cells: mixedCells,
  },
  quoted: { hits: 0.01, write: quoted },
  netbox: { isJson: true },
};

/** Writes `shape` with `rows` rows unless it is there, and returns its path. */
export async function generate(dir, shape, rows) {
  const { hits, write = plain, header = HEADER, cells = cellsOf, isJson = false } = SHAPES[shape];
  const path = `${dir}/${shape}-${rows}.${isJson ? 'json' : 'csv'}`;
  if (existsSync(path)) return path;
  const next = seeded(rows);
  const out = createWriteStream(`${path}.part`);
  let text = isJson
    ? `{"count":${rows},"next":null,"previous":null,"results":[\n`
    : `${asLine(header.split(','), write)}`;
  for (let row = 1; row <= rows; row += 1) {
    text += isJson
      ? `${JSON.stringify(netboxDevice(next, row))}${row === rows ? ']}' : ','}\n`
      : asLine(cells(next, row, hits), write);
    if (text.length < 1 << 20 && row < rows) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end();
  await once(out, 'finish');
  renameSync(`${path}.part`, path);
  return path;
}

const asLine = (cells, write) => `${cells.map(write).join(',')}\n`;

/** The rows of a `mixed` file, so many to a file, in a folder. */
export async function generateFolder(dir, files, size) {
  const folder = `${dir}/mixed-${files}-files`;
  if (existsSync(folder)) return folder;
  const [header, ...lines] = readFileSync(await generate(dir, 'mixed', files * size), 'utf8')
    .trimEnd()
    .split('\n');
  mkdirSync(`${folder}.part`, { recursive: true });
  for (let file = 0; file < files; file += 1) {
    const own = lines.slice(file * size, (file + 1) * size);
    writeFileSync(`${folder}.part/site-${file}.csv`, `${[header, ...own].join('\n')}\n`);
  }
  renameSync(`${folder}.part`, folder);
  return folder;
}

/** Reads a file to its end, so that every contender finds it in the page cache. */
export async function warm(path) {
  let bytes = 0;
  for await (const chunk of createReadStream(path)) bytes += chunk.length;
  return bytes;
}

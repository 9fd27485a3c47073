import { beforeAll, describe, expect, test } from '@jest/globals';
import { events, netvet } from '../cli/run.ts';
import { findingsOf, folderOf, linesOf } from './corpus.ts';
import type { Found } from './corpus.ts';

const TABLE = linesOf('mac-headers.txt');
const OF_OTHER_DEVICES = /^(?:BSSID|Neighbor|Gateway|AP) ?/;

/** How MACs are written. */
const FORMS: readonly (readonly [name: string, write: (digits: string) => string])[] = [
  ['separators', (digits) => (digits.match(/../g) ?? []).join(':')],
  ['dotted', (digits) => (digits.toLowerCase().match(/.{4}/g) ?? []).join('.')],
  ['bare', (digits) => digits],
];

/** Registered to Hikvision; the others to Dell. */
const BANNED = '4419B6A1B2C3';
const ROWS = 10;
const BANNED_ROW = 4;

const digitsOf = (row: number): string => (row === BANNED_ROW ? BANNED : `0014220A0B${String(row).padStart(2, '0')}`);

/** PCs of Dell, each with a cell below the header. */
function pcs(header: string, write: (digits: string) => string): string {
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const isText = header === 'Notes' && at + 1 !== BANNED_ROW;
    return `pc-${at + 1},Dell,OptiPlex 7090,${isText ? 'moved in spring' : write(digitsOf(at + 1))}`;
  });
  return `Hostname,Manufacturer,Model,${header}\n${lines.join('\n')}\n`;
}

/** A table of these devices themselves: nothing else says what they are. */
function themselves(header: string, write: (digits: string) => string): string {
  const lines = Array.from({ length: ROWS }, (_, at) => `port ${at + 1},${write(digitsOf(at + 1))}`);
  return `Port,${header}\n${lines.join('\n')}\n`;
}

const CASES = TABLE.flatMap(([header = '', ...grades]) =>
  FORMS.map(([form, write], at) => ({ header, form, write, grade: grades[at] ?? '', name: `${header} ${form}` })),
);
const OTHERS = CASES.filter(({ header }) => OF_OTHER_DEVICES.test(header));
let found: readonly Found[] = [];

beforeAll(async () => {
  const files = [
    ...CASES.map(({ name, header, write }) => [`${name}.csv`, pcs(header, write)] as const),
    ...OTHERS.map(({ name, header, write }) => [`own ${name}.csv`, themselves(header, write)] as const),
  ];
  found = findingsOf((await netvet(['check', '.', '-f', 'ndjson'], { cwd: folderOf(files) })).stdout);
}, 60_000);

const gradesOf = (file: string): readonly string[] =>
  found
    .filter(({ source }) => source === file)
    .map(({ row, vendor, confidence }) => `${row} ${vendor ?? ''} ${confidence}`);

/** What may be found of a grade. */
const allowed = (grade: string): readonly string[][] =>
  grade === 'none'
    ? [[]]
    : (grade === 'read' ? ['probable', 'possible'] : [grade]).map((one) => [`${BANNED_ROW} hikvision ${one}`]);

describe('a MAC in the row of a PC', () => {
  test.each(CASES)('under $header, $form: $grade', ({ name, grade }) => {
    expect(allowed(grade)).toContainEqual(gradesOf(`${name}.csv`));
  });
});

describe('a MAC in a table of such devices is their own', () => {
  test.each(OTHERS)('under $header, $form', ({ name }) => {
    expect(gradesOf(`own ${name}.csv`)).toEqual([`${BANNED_ROW} hikvision probable`]);
  });
});

test('an access point of many clients is one finding, and its asset is the access point', async () => {
  const row = (name: string, mac: string): string => `${name},Dell,OptiPlex 7090,${mac}`;
  const stdin = ['Hostname,Manufacturer,Model,BSSID', row('a', '4419B6A1B2C3'), row('b', '44:19:b6:a1:b2:c3')]
    .concat([row('c', '44:19:b6:a1:b2:c4'), ',,,44:19:b6:a1:b2:c4'])
    .join('\n');
  const { stdout, code } = await netvet(['check', '-', '-f', 'ndjson'], { stdin });
  const findings = events(stdout).filter(({ type }) => type === 'finding') as unknown as {
    readonly row: number;
    readonly confidence: string;
    readonly asset: object;
    readonly evidence: readonly { readonly part: string }[];
  }[];
  expect(findings.map(({ row, confidence, asset, evidence }) => [row, confidence, asset, evidence[0]?.part])).toEqual([
    [1, 'possible', { mac: '44:19:b6:a1:b2:c3' }, 'other-device'],
    [3, 'possible', { mac: '44:19:b6:a1:b2:c4' }, 'other-device'],
    [4, 'probable', { mac: '44:19:b6:a1:b2:c4' }, 'device'],
  ]);
  expect(code).toBe(1);
});

test('12 headers in 3 forms', () => {
  expect(CASES).toHaveLength(36);
});

describe('the address by which a neighbour calls its port is its own', () => {
  test.each([
    ['Device ID   Local Intf  Hold-time  Capability  Port ID', '4419.b6aa.bbcc', ['probable']],
    ['Device ID,Local Intf,Hold-time,Capability,Port ID', '4419.b6aa.bbcc', ['probable']],
    ['Device ID   Local Intf  Hold-time  Capability  Port ID', 'to-Hikvision', ['possible']],
    ['Device ID,Local Intf,Hold-time,Capability,Port ID', 'Hikvision', ['possible']],
  ])('%s: %s', async (header, id, grades) => {
    const rows = [
      header,
      `core-1      Gi1/0/1     120        B,R         Gi1/0/24`,
      `cam-7       Gi1/0/7     120        B,T         ${id}`,
    ];
    const csv = [header, 'core-1,Gi1/0/1,120,R,Gi1/0/24', `cam-7,Gi1/0/7,120,T,${id}`];
    const stdin = `${(header.includes(',') ? csv : rows).join('\n')}\n`;
    const { stdout } = await netvet(['check', '-', '-f', 'ndjson'], { stdin });
    const findings = events(stdout).filter(({ type }) => type === 'finding');
    expect(findings.map(({ confidence }) => confidence)).toEqual(grades);
  });
});

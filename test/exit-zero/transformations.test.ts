import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { emptyFolder, events, netvet } from '../cli/run.ts';
import { encode } from '../inventory/encode.ts';
import { runsOf, seeded, type Seeded } from '../seeded.ts';

const RUNS = runsOf(120);
const SEED = 7;

const HEADER = ['Hostname', 'Vendor', 'Model', 'MAC', 'Serial', 'Notes'];
/** Banned by the name, the address or the model alone. */
const BANNED: readonly (readonly [vendor: string, row: readonly string[]])[] = [
  ['hikvision', ['cam-1', 'Hikvision', 'XB-1', '', 'A1', 'gate']],
  ['huawei', ['sw-2', 'Huawei Technologies Co., Ltd.', 'XB-2', '', 'A2', 'rack 2']],
  ['dahua', ['cam-3', 'Dahua', 'XB-3', '', 'A3', 'roof']],
  ['hikvision', ['cam-4', '', '', 'a4:14:37:0a:0b:0c', 'A4', 'yard']],
  ['huawei', ['sw-5', '', 'S5720-28X-SI', '', 'A5', 'lab']],
];
const CLEAN = [
  ['sw-7', 'Cisco', 'C9300-24T', '00:1b:54:01:02:03', 'B1', 'café'],
  ['sw-8', 'Juniper', 'EX2300-24T', '00:05:85:01:02:03', 'B2', 'Köln'],
  ['ap-9', 'Axis', 'P3245-V', '00:40:8c:01:02:03', 'B3', ''],
];

/** The same name, written otherwise. */
const DISGUISES: readonly ((name: string) => string)[] = [
  (name) => name.toUpperCase(),
  (name) => name.toLowerCase(),
  (name) => ` ${name}  `,
  (name) => `\u00a0${name}\u00a0`,
  (name) => name.slice(0, 3) + '\u200b' + name.slice(3),
  (name) => name.slice(0, 2) + '\u00ad' + name.slice(2),
  (name) => name.replace(/[a-z]/gi, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  (name) => name.replaceAll('a', '\u0430'),
  (name) => name.replaceAll('i', '\u0456'),
  (name) => `(${name})`,
  (name) => `'${name}`,
  (name) => `\u001b[31m${name}\u001b[0m`,
  (name) => name.replace(/[aeiou]/, '$&\u0301'),
];

const ENCODINGS: readonly ((text: string) => Buffer | null)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => encode(text, 'windows-1252'),
  (text) => encode(text, 'macintosh'),
];

interface Made {
  readonly bytes: Buffer;
  readonly name: string;
  readonly isStdin: boolean;
  readonly vendors: readonly string[];
}

function shuffled<T>(things: readonly T[], { int }: Seeded): T[] {
  const all = [...things];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = int(at + 1);
    [all[at], all[other]] = [all[other] as T, all[at] as T];
  }
  return all;
}

function transform(random: Seeded): Made {
  const { int, pick } = random;
  const chance = (oneIn: number): boolean => int(oneIn) === 0;
  const banned = shuffled(BANNED, random).slice(0, 1 + int(BANNED.length));
  const order = chance(2) ? shuffled([0, 1, 2, 3, 4, 5], random) : [0, 1, 2, 3, 4, 5];
  const delimiter = pick([',', ';', '\t', '|']);
  const quoting = pick(['needed', 'all', 'some']);
  const lineEnd = pick(['\n', '\r\n', '\r', 'mixed']);
  const quote = (cell: string): string => {
    const must = /["\r\n]/.test(cell) || cell.includes(delimiter);
    return must || quoting === 'all' || (quoting === 'some' && chance(3)) ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  const line = (cells: readonly string[]): string => order.map((at) => quote(cells[at] ?? '')).join(delimiter);
  const rows = [
    ...CLEAN,
    ...banned.map(([, [host = '', vendor = '', ...rest]]) => [host, vendor !== '' && chance(2) ? pick(DISGUISES)(vendor) : vendor, ...rest]),
  ];
  const lines = shuffled(rows, random).flatMap((row) => (chance(8) ? ['', line(row)] : [line(row)]));
  const all = [
    ...(chance(4) ? [`sep=${delimiter}`] : []),
    ...(chance(4) ? ['Inventory of the Lyon site'] : []),
    ...(chance(6) ? [''] : []),
    line(HEADER),
    ...lines,
    ...(chance(4) ? ['', 'Exported by the helpdesk on 2024-05-01'] : []),
    ...(chance(6) ? [line(['Total', '', '', '', '', String(rows.length)])] : []),
  ];
  const text = all.map((one) => one + (lineEnd === 'mixed' ? pick(['\n', '\r\n']) : lineEnd)).join('');
  const encoded = pick(ENCODINGS)(chance(3) ? text.trimEnd() : text) ?? Buffer.from(text);
  const isGzip = chance(4);
  return {
    bytes: isGzip ? gzipSync(encoded) : encoded,
    name: pick(['site.csv', 'site.txt', 'site', 'export.tsv']) + (isGzip && chance(2) ? '.gz' : ''),
    isStdin: chance(4),
    vendors: banned.map(([vendor]) => vendor).sort(),
  };
} // prettier-ignore

test(`${RUNS} ways to write the same devices lose no finding`, async () => {
  const random = seeded(SEED);
  const cwd = emptyFolder();
  for (let run = 0; run < RUNS; run += 1) {
    const { bytes, name, isStdin, vendors } = transform(random);
    if (!isStdin) writeFileSync(join(cwd, name), bytes);
    const { code, stdout, stderr } = await netvet(['check', isStdin ? '-' : name, '-f', 'ndjson'], { cwd, stdin: bytes });
    const found = events(stdout).filter(({ type, confidence }) => type === 'finding' && confidence !== 'possible');
    const named = found.map(({ vendor }) => (vendor as { readonly id: string }).id).sort();
    expect([run, name, bytes.toString(), stderr, code, named]).toEqual([run, name, bytes.toString(), stderr, 1, vendors]);
  }
}, 3_600_000); // prettier-ignore

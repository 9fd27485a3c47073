import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { emptyFolder, netvet } from '../cli/run.ts';
import { makeXlsx } from '../inventory/make-xlsx.ts';
import { runsOf, seeded } from '../seeded.ts';

const RUNS = runsOf(12);
const MAC = 'a4:14:37:0a:0b:0c';
const CSV = [
  'Hostname,Vendor,Model,Serial,Site\nsw1,Cisco,C9300,A1,"Köln, 2"\nsw2,Juniper,EX2300,A2,Lab\n',
  'cam1,Hikvision,DS-2CD2143G2-I,A3,Lobby\n',
  'sw3,Cisco,"C9500 ""core""",A4,Łódź\nsw4,Arista,7050,A5,Lab\n',
] as const;
const SYSTEM = '.1.3.6.1.2.1.1';

/** Small inputs: what stands before a banned device, the device, what stands after it. */
const INPUTS: readonly (readonly [file: string, before: string, banned: string, after: string])[] = [
  ['name.csv', ...CSV],
  ['mac.csv', 'Host;Vendor;MAC\nsw1;Cisco;00:1b:54:01:02:03\n', `cam;;${MAC}\n`, 'sw3;Cisco;00:1b:54:01:02:05\n'],
  ['name.json', '[\n {"host": "sw1", "vendor": "Cisco", "tags": ["a", null]},\n', '{"host": "cam", "vendor": "Hikvision"}', ',\n {"host": "sw3", "vendor": "Cisco"}\n]\n'],
  ['netbox.json', '{"count": 2, "next": null, "results": [{"name": "sw1", "device_type": {"manufacturer": {"name": "Cisco"}}}, ', `{"name": "cam", "mac_address": "${MAC}"}`, ']}\n'],
  ['name.ndjson', '{"host": "sw1", "vendor": "Cisco"}\n{"host": "sw2", "vendor": "Cisco"}\n', '{"host": "cam", "vendor": "Hikvision"}', '\n{"host": "sw3", "vendor": "Cisco"}\n'],
  ['name.yaml', '---\ndevices:\n  - name: sw1\n    vendor: Cisco\n    model: "C9300"\n', '  - name: cam\n    vendor: Hikvision\n', "  - name: sw3\n    vendor: 'Cisco'\n    note: |\n      text\n"],
  ['oid.walk', `${SYSTEM}.1.0 = STRING: "IP Camera"\n`, `${SYSTEM}.2.0 = OID: .1.3.6.1.4.1.2011.2.23.1\n`, `${SYSTEM}.5.0 = STRING: "cam"\n.1.3.6.1.2.1.2.2.1.6.1 = Hex-STRING: 00 1B 54 01 02 03\n`],
  ['scan.xml', '<?xml version="1.0"?>\n<nmaprun scanner="nmap" start="1">\n<host><status state="up"/>', `<address addr="${MAC}" addrtype="mac" vendor="Hikvision"/>`, '</host>\n<host><status state="down"/></host>\n<runstats><finished exit="success"/></runstats>\n</nmaprun>\n'],
]; // prettier-ignore

/** Inputs that are packed: a byte may change anywhere. */
const PACKED: readonly (readonly [file: string, bytes: Buffer])[] = [
  ['book.xlsx', makeXlsx([{ name: 'S', rows: CSV.join('').split('\n').map((line) => line.split(',')) }])],
  ['name.csv.gz', gzipSync(CSV.join(''))],
]; // prettier-ignore

const cwd = emptyFolder();

/** One or two bytes changed beside [from, to), and sometimes one taken out or put in, or the end cut off. */
function mutate(whole: Buffer, from: number, to: number, random: ReturnType<typeof seeded>): Buffer {
  const place = (): number => {
    const at = random.int(whole.length - (to - from));
    return at < from ? at : at + to - from;
  };
  const value = (): number => random.pick([random.int(256), 0x22, 0x27, 0x0a, 0x2c, 0x23, 0x3c, 0x7b, 0, 0x80 + random.int(128)]);
  const bytes = Buffer.from(whole);
  for (let n = 1 + random.int(2); n > 0; n -= 1) bytes[place()] = value();
  const [at, kind] = [place(), random.int(8)];
  if (kind === 0) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
  if (kind === 1 && at !== from) return Buffer.concat([bytes.subarray(0, at), Buffer.of(value()), bytes.subarray(at)]);
  return kind === 2 && at >= to ? bytes.subarray(0, at) : bytes;
} // prettier-ignore

const cases = [
  ...INPUTS.map(([file, before, banned, after]) => {
    const from = Buffer.byteLength(before);
    return [file, Buffer.from(before + banned + after), from, from + Buffer.byteLength(banned)] as const;
  }),
  ...PACKED.map(([file, bytes]) => [file, bytes, bytes.length, bytes.length] as const),
];

test.each(cases)('%s: bytes that change beside a banned device never make it clean, or netvet fail', async (file, whole, from, to) => {
  const random = seeded(31);
  const codeOf = async (bytes: Uint8Array): Promise<number> => {
    writeFileSync(join(cwd, file), bytes);
    return (await netvet(['check', file, '-f', 'ndjson'], { cwd })).code;
  };
  expect(await codeOf(whole)).toBe(1);
  for (let run = 0; run < RUNS; run += 1) {
    const bytes = mutate(whole, from, to, random);
    const code = await codeOf(bytes);
    expect([run, bytes.toString('latin1'), [1, 2, 3].includes(code) ? 'told' : code]).toEqual([run, bytes.toString('latin1'), 'told']);
  }
}); // prettier-ignore

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { emptyFolder, netvet } from '../cli/run.ts';
import { makeXlsx } from './make-xlsx.ts';
import { readAll } from './read.ts';

const CSV = 'Hostname,Vendor\nsw1,Cisco\nsw2,"Cisco';
const JSON_TEXT = '[{"hostname": "sw1", "vendor": "Cisco"}, {"hostname": "sw2", "vendor": "Cisco"}]';
const WALK = '.1.3.6.1.2.1.1.1.0 = STRING: "Cisco IOS"\n.1.3.6.1.2.1.1.5.0 = STRING: "sw1"\n';
const MINIONS =
  '{"sw1": {"vendor": "Cisco"}, "sw2": {"vendor": "Cisco"}, "sw3": "Minion did not return. [No response]"}';
const SCAN = '<nmaprun><host><os><osmatch name="Cisco IOS" accuracy="100"/></os></host>';
const BOOK = makeXlsx([{ name: 'S', rows: [['Vendor', 'Model'], ['Cisco', 'C9300']] }]); // prettier-ignore

/** An input that ends too early, and what is said of it: refused (2) or incomplete (3). */
const ENDS: readonly (readonly [file: string, content: string | Uint8Array, code: 2 | 3, says: RegExp])[] = [
  ['quote.csv', CSV, 3, /stray-quote/],
  ['record.csv', 'Hostname,Vendor\nsw1,Cisco\nsw2', 3, /truncated.*ends within a record/],
  ['list.json', JSON_TEXT.slice(0, -1), 3, /truncated.*ends in the middle/],
  ['record.json', JSON_TEXT.slice(0, -12), 3, /truncated.*ends in the middle/],
  ['text.json', JSON_TEXT.slice(0, -4), 3, /truncated.*ends in the middle/],
  ['record.ndjson', '{"vendor": "Cisco"}\n{"vendor": "Cisco"}\n{"vendor":', 3, /truncated.*ends within a value/],
  ['quote.ndjson', '{"vendor": "Cisco"}\n{"vendor": "Cisco"}\n{"vendor": "Ci', 3, /truncated.*ends within a value/],
  ['second.ndjson', '{"vendor": "Cisco"}\n{"vendor":\n{"vendor": "Cisco"}', 3, /truncated.*ends within a value.*"rows":3/s],
  ['minions.json', MINIONS, 3, /truncated.*did not return/],
  ['quote.yaml', '- vendor: Cisco\n- vendor: "Ci', 2, /quote\.yaml:2/],
  ['key.yaml', '- vendor: Cisco\n- vendor: Cisco\n  mod', 2, /key\.yaml:3/],
  ['flow.yaml', 'devices: [{vendor: Cisco}, {vendor: Cisco', 2, /flow\.yaml:1/],
  ['host.xml', `${SCAN}<host><address addr="10.0`, 3, /interrupted-scan/],
  ['scan.xml', SCAN, 3, /interrupted-scan/],
  ['book.xlsx', BOOK.subarray(0, -30), 2, /not a workbook that can be read/],
  ['member.csv.gz', gzipSync('Vendor,Model\nCisco,C9300\n').subarray(0, -9), 3, /truncated.*unpacking stopped/],
  ['member.json.gz', gzipSync(JSON_TEXT).subarray(0, -4), 3, /truncated.*unpacking stopped/],
  ['quote.walk', `${WALK}.1.3.6.1.2.1.1.6.0 = STRING: "Building`, 3, /truncated.*ends within a quoted value/],
  ['lines.walk', `${WALK}.1.3.6.1.2.1.1.6.0 = STRING: "Building\nand`, 3, /truncated.*ends within a quoted value/],
  ['oid.walk', `${WALK}.1.3.6.1.2`, 3, /truncated.*ends within an object/],
  ['iso.walk', `${WALK}is`, 3, /truncated.*ends within an object/],
  ['name.walk', `${WALK}SNMPv2-MIB::sysLoc`, 3, /truncated.*ends within an object/],
]; // prettier-ignore

describe('an input that ends too early says so', () => {
  const cwd = emptyFolder();

  test.each(ENDS)('%s', async (file, content, code, says) => {
    writeFileSync(join(cwd, file), content);
    const ran = await netvet(['check', file, '-f', 'ndjson'], { cwd });
    expect({ code: ran.code, said: code === 2 ? ran.stderr : ran.stdout }).toEqual({
      code,
      said: expect.stringMatching(says),
    });
  });

  test.each([
    ['prompt.walk', `${WALK}# snmpget -v2c -c x 10.0.0.1 sysName.0\n`],
    ['end.walk', `${WALK}End of MIB\n\n`],
    ['lines.walk', '.1.3.6.1.2.1.1.1.0 = STRING: Cisco IOS\nVersion 15\nCopyright\n'],
    ['plain.walk', WALK.trimEnd()],
    ['other.walk', `${WALK}--- done ---\n${WALK}done\n`],
    ['dos.csv', 'Vendor,Model\r\nCisco,C9300\r\n\x1a'],
    ['dos.json', `${JSON_TEXT}\r\n\x1a`],
  ])('%s is whole', async (file, content) => {
    expect((await readAll(content, {}, file)).problems).toEqual([]);
  });
});

describe('a line of a walk that holds two objects is no value', () => {
  test.each([
    ['x.walk', '.1.3.6.1.2.1.1.1.0 = STRING: "Cam"#.1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.2011.2.23.1\n', 1],
    ['x.walk', `${WALK}".1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.2011.2.23.1\n`, 3],
    ['x.walk', `${WALK}*SNMPv2-MIB::sysObjectID.0 = OID: SNMPv2-SMI::enterprises.2011.2.23.1\n`, 3],
    [
      'x.walk',
      `${WALK}.1.3.6.1.2.1.2.2.1.6.1 = Hex-STRING: A4 14 37 0A 0B 0C\n.1.3.6.1.2.1.1.'.0 = STRING: "cam"\n`,
      4,
    ],
  ])('%s: %s', async (file, content, line) => {
    const { problems } = await readAll(content, {}, file);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'malformed', severity: 'error', line }));
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { peek } from '../../src/inventory/bytes/peek.ts';
import { openXlsx } from '../../src/inventory/xlsx/read-workbook.ts';
import { emptyFolder, netvet } from '../cli/run.ts';
import { makeXlsx, makeZip, xlsxParts } from './make-xlsx.ts';
import { OPTIONS } from './read.ts';

const CISCO = '{"vendor": "Cisco", "model": "C9300"}';
const WALK = '.1.3.6.1.2.1.1.1.0 = STRING: Cisco IOS\n';
const SHEET = [
  ['Vendor', 'Model'],
  ['Cisco', 'C9300'],
];
const BOOK = makeXlsx([{ name: 'S', rows: SHEET }]);
const LONG = 'x'.repeat(70_000);
const HOST =
  '<host><address addr="10.0.0.1" addrtype="ipv4"/><os><osmatch name="Cisco IOS" accuracy="100"/></os></host>';
const LAUGHS = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');

/** An input, and what came of it: refused (exit 2) or incomplete (exit 3), in one line that says why. */
type Case = readonly [file: string, content: string | Uint8Array, code: 0 | 2 | 3, line: RegExp];

const CASES: readonly Case[] = [
  // Empty, and another format than the name says.
  ['empty.json', '', 3, /no-rows/],
  ['empty.ndjson', '', 3, /no-rows/],
  ['empty.xml', '', 3, /no-rows/],
  ['empty.xlsx', '', 2, /not a workbook that can be read/],
  ['empty.walk', '', 3, /no-rows/],
  ['empty.yaml', '', 3, /no-rows/],
  ['comments.yaml', '# nobody is at home\n---\n', 3, /no-rows/],
  ['empty.txt', '', 3, /no-rows/],
  ['empty.gz', '', 2, /nothing can be unpacked/],
  ['words.json', 'not json at all', 2, /not JSON/],
  ['table.xlsx', Buffer.from([1, 2, 3, 0, 0]), 2, /not a workbook that can be read/],
  [
    'archive.xlsx',
    makeZip([{ name: 'a.csv', content: 'vendor\nCisco\n' }]),
    2,
    /a ZIP archive without an \.xlsx workbook/,
  ],
  ['binary.xlsx', makeZip([{ name: 'xl/workbook.bin', content: '' }]), 2, /a ZIP archive without an \.xlsx workbook/],
  ['open.ods', makeZip(['mimetype', 'content.xml'].map((name) => ({ name, content: '' }))), 2, /\.ods\) as \.xlsx/],
  ['old.xls', office('Workbook'), 2, /an old Excel file/],
  ['locked.xlsx', office('EncryptedPackage'), 2, /protected by a password/],
  // Cut off.
  ['cut.json', `[${CISCO}, {"vendor": "Ci`, 3, /truncated.*ends in the middle/],
  ['cut.ndjson', `${CISCO}\n${CISCO}\n{"vendor": "Ci`, 3, /truncated.*ends within a value/],
  ['cut.xml', `<nmaprun>${HOST}<host><addr`, 3, /interrupted-scan/],
  [
    'cut.yaml',
    "hosts:\n  - {vendor: Cisco}\n  - vendor: 'Huawei Technologies Company Limited of Shenzhen\n",
    2,
    /cut\.yaml:\d/,
  ],
  ['cut.xlsx', BOOK.subarray(0, 900), 2, /not a workbook that can be read/],
  ['cut.json.gz', gzipSync(`[${CISCO}]`).subarray(0, -12), 3, /truncated.*unpacking stopped/],
  // Nested deeply.
  ['deep-list.json', '['.repeat(5000), 3, /ends in the middle of a value/],
  ['bottomless.json', `{"a":${'['.repeat(500_000)}`, 3, /ends in the middle of a value/],
  ['deep-map.json', `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`, 3, /nested deeper than 64/],
  ['deep.ndjson', `${CISCO}\n{"a": ${'['.repeat(500)}${']'.repeat(500)}}\n`, 3, /nested deeper than 64/],
  ['deep.yaml', `hosts: ${'['.repeat(500)}`, 2, /deep\.yaml:1/],
  ['deep.xml', `<nmaprun>${'<host>'.repeat(500)}`, 3, /nested deeper than 64/],
  ['deep.xlsx', book(`<sheetData>${'<row>'.repeat(500)}`), 2, /nested deeper than 64/],
  // One huge value.
  ['huge.json', `[{"vendor": "Cisco", "note": "${LONG}"}]`, 3, /too-large.*first 32767/],
  ['huge.ndjson', `${CISCO}\n{"vendor": "Cisco", "note": "${LONG}"}\n`, 3, /too-large.*first 32767/],
  ['huge.walk', `${WALK}.1.3.6.1.2.1.1.5.0 = STRING: ${LONG}\n`, 3, /too-large.*longer than 65536/],
  ['huge-lines.walk', `.1.3.6.1.2.1.1.1.0 = STRING: Cisco\n${'x\n'.repeat(40_000)}`, 3, /too-large.*longer than 65536/],
  ['huge.txt', `Cisco IOS ${LONG}`, 3, /long-line.*longer than 65536/],
  ['huge-cell.csv', `vendor,line ends\n${'Cisco,E1\n'.repeat(5)}Cisco,${'x'.repeat(300_000)} y\n`, 3, /first 32767/],
  ['huge-blank.md', `| vendor |\n| --- |\n| Cisco |\n\nx${' '.repeat(300_000)}y\n`, 0, /^$/],
  ['huge.xlsx', makeXlsx([{ name: 'S', rows: [...SHEET, ['Cisco', LONG]] }]), 3, /S!B3.*too-large.*32767/],
  [
    'plan.xml',
    `<system-security-plan><system-implementation>${'<inventory-item a="1"/>'.repeat(100_001)}</system-implementation></system-security-plan>`,
    3,
    /too-large.*1 items and components beyond the first 100000/,
  ],
  ['huge.xml', `<nmaprun><host><a b="${'x'.repeat(68_000_000)}"/></host></nmaprun>`, 3, /too-large.*more than is held/],
  // Entities, and archives that lie about their size.
  [
    'laughs.xml',
    `<!DOCTYPE nmaprun [<!ENTITY l0 "lol">${LAUGHS}]><nmaprun>${HOST}<x>&l9;</x></nmaprun>`,
    3,
    /undefined entity/,
  ],
  [
    'file.xml',
    `<!DOCTYPE nmaprun [<!ENTITY f SYSTEM "file:///etc/passwd">]><nmaprun>${HOST}<x>&f;</x></nmaprun>`,
    3,
    /undefined entity/,
  ],
  [
    'laughs.xlsx',
    book('<sheetData><row><c t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData>'),
    2,
    /undefined entity/,
  ],
  ['lie.xlsx', lying(), 2, /the size of xl\/worksheets\/sheet1.xml is wrong/],
  [
    'entries.xlsx',
    makeZip(Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}`, content: '' }))),
    2,
    /more than 10000 files/,
  ],
  ['twice.gz', gzipSync(gzipSync(CISCO)), 2, /compressed twice/],
  // Keys.
  ['twice.yaml', 'hosts:\n  - {vendor: Cisco, vendor: Juniper}\n', 2, /twice\.yaml:2/],
];

function office(stream: string): Buffer {
  return Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from(stream, 'utf16le')]);
}

function book(sheet: string): Buffer {
  return makeXlsx([{ name: 'S', rows: sheet }]);
}

function lying(): Buffer {
  const parts = xlsxParts([{ name: 'S', rows: Array.from({ length: 5000 }, () => SHEET[1] ?? []) }]);
  return makeZip(parts.map((part) => (part.name.includes('sheet1') ? { ...part, claimed: 100 } : part)));
}

describe('hostile inputs are refused or read as far as they go, in one line', () => {
  const cwd = emptyFolder();

  test.each(CASES)('%s', async (file, content, code, line) => {
    writeFileSync(join(cwd, file), content);
    const ran = await netvet(['check', file, '--format', 'ndjson'], { cwd });
    const problems = ran.stdout
      .split('\n')
      .filter((each) => each.startsWith('{"type":"problem"') && each.includes('"error"'));
    expect({ file, code: ran.code, stderr: ran.stderr.split('\n').slice(0, 1) }).toMatchObject({ code });
    const said = code === 2 ? ran.stderr : problems.map(shortened).join('\n');
    expect(said).toMatch(line);
    expect(problems.length).toBeLessThanOrEqual(3);
    expect(ran.stderr).not.toContain('    at ');
  });

  test('keys of Object.prototype are keys like others', async () => {
    const text =
      '[{"__proto__": {"vendor": "x"}, "constructor": "y", "toString": "z", "hasOwnProperty": "w", "vendor": "Cisco"}]';
    writeFileSync(join(cwd, 'proto.json'), text);
    const ran = await netvet(['check', 'proto.json', '--format', 'ndjson'], { cwd });
    expect(ran.code).toBe(0);
    expect(Object.prototype).not.toHaveProperty('vendor');
    expect(ran.stdout).toContain('"__proto__.vendor"');
  });

  test('a workbook unpacks to its cap and no further', async () => {
    const rows = '<row><c><v>1</v></c></row>'.repeat(200_000);
    const bomb = book(`<sheetData>${rows}</sheetData>`);
    expect(bomb.length).toBeLessThan(100_000);
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(bomb);
    }
    const source = await peek({ name: 'bomb.xlsx', bytes: bytes() });
    await expect(openXlsx(source, OPTIONS, 1_000_000)).rejects.toThrow('unpacks to more than is read');
  });
});

/** Without the long values that a problem must not repeat. */
function shortened(problem: string): string {
  expect(problem.length).toBeLessThan(600);
  return problem;
}

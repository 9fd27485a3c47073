import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { emptyFolder, netvet } from '../cli/run.ts';
import { makeXlsx, makeZip, sharedStrings, xlsxParts, type Part } from './make-xlsx.ts';
import { readAll } from './read.ts';

const HEADER = ['Hostname', 'Vendor', 'Model'];
const CLEAN = { name: 'Main', rows: [HEADER, ['sw1', 'Cisco', 'C9300'], ['sw2', 'Arista', '7050']] };
const BANNED = { name: 'Lab', rows: [HEADER, ['cam1', 'Hikvision', 'Dome'], ['sw3', 'Cisco', 'C9500']] };
const SHEETS = [CLEAN, BANNED];

/** One way in which the parts of a workbook are damaged. */
type Damage = readonly [what: string, damage: (parts: readonly Part[]) => readonly Part[]];

const without =
  (name: string) =>
  (parts: readonly Part[]): readonly Part[] =>
    parts.filter((part) => part.name !== name);

function changed(name: string, from: string | RegExp, to: string): Damage[1] {
  return (parts) =>
    parts.map((part) => {
      if (part.name !== name) return part;
      const content = String(part.content).replace(from, to);
      expect([name, content]).not.toEqual([name, part.content]);
      return { ...part, content };
    });
}

const BOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const LAB = 'xl/worksheets/sheet2.xml';
const STRINGS = 'xl/sharedStrings.xml';

const DAMAGES: readonly Damage[] = [
  ...['_rels/.rels', BOOK, RELATIONS, LAB, STRINGS, 'xl/worksheets/sheet1.xml'].map(
    (name): Damage => [`without ${name}`, without(name)],
  ),
  ['a sheet that the list leaves out', changed(BOOK, /<sheet name="Lab"[^>]*>/, '')],
  ['no list of sheets', changed(BOOK, /<sheets>.*<\/sheets>/, '')],
  ['a sheet of an unknown relation', changed(BOOK, 'r:id="rId2"', 'r:id="rId7"')],
  ['a sheet without a relation', changed(BOOK, ' r:id="rId2"', '')],
  ['two sheets of one relation', changed(BOOK, 'r:id="rId2"', 'r:id="rId1"')],
  ['a workbook cut off', changed(BOOK, /<sheet name="Lab".*$/s, '')],
  ['a relation that is gone', changed(RELATIONS, /<Relationship Id="rId2"[^>]*>/, '')],
  ['a relation of another kind', changed(RELATIONS, 'worksheet" Target="worksheets/sheet2', 'theme" Target="worksheets/sheet2')],
  ['a relation to nowhere', changed(RELATIONS, 'worksheets/sheet2.xml', 'worksheets/sheet9.xml')],
  ['a relation without target', changed(RELATIONS, 'Target="worksheets/sheet2.xml"', '')],
  ['a relation of an empty kind', changed(RELATIONS, /Type="[^"]*worksheet" Target="worksheets\/sheet2/, 'Type="" Target="worksheets/sheet2')],
  ['strings under another relation', changed(RELATIONS, '/sharedStrings" Target', '/strings" Target')],
  ['an empty sheet part', changed(LAB, /^.*$/s, '')],
  ['a sheet without rows', changed(LAB, /<sheetData>.*<\/sheetData>/s, '')],
  ['rows under another name', changed(LAB, /sheetData/g, 'sheetdata')],
  ['another document as a sheet', changed(LAB, /^.*$/s, '<html><body>moved</body></html>')],
  ['a sheet that is plain text', changed(LAB, /^.*$/s, 'Hostname,Vendor')],
  ['a sheet cut off', changed(LAB, /<\/sheetData>.*$/s, '')],
  ['a sheet cut within a row', changed(LAB, /<\/row>(?!.*<\/row>).*$/s, '')],
  ['rows without a row', changed(LAB, /<\/?row[^>]*>/g, '')],
  ['a row under another name', changed(LAB, /<row r="2">(.*?)<\/row>/s, '<rov r="2">$1</rov>')],
  ['cells under another name', changed(LAB, /<c r="B2"(.*?)<\/c>/s, '<d r="B2"$1</d>')],
  ['values under another name', changed(LAB, /(r="B2"[^>]*>)<v>(\d+)<\/v>/, '$1<w>$2</w>')],
  ['a string that is not there', changed(LAB, /(r="B2"[^>]*><v>)\d+/, '$199')],
  ['a string before the first', changed(LAB, /(r="B2"[^>]*><v>)\d+/, '$1-1')],
  ['a string of no number', changed(LAB, /(r="B2"[^>]*><v>)\d+/, '$1x')],
  ['a string of no whole number', changed(LAB, /(r="B2"[^>]*><v>)\d+/, '$14.5')],
  ['a string without its number', changed(LAB, /(r="B2"[^>]*>)<v>\d+<\/v>/, '$1<v></v>')],
  ['a cell of an unknown kind', changed(LAB, /(r="B2") t="s"/, '$1 t="z"')],
  ['two cells at one place', changed(LAB, /(<c r=")C2"/, '$1B2"')],
  ['strings cut off', changed(STRINGS, /<si><t>Hikvision.*$/s, '')],
  ['strings cut in order', changed(STRINGS, /<si><t>Hikvision.*<\/si>/s, '')],
  ['no strings', changed(STRINGS, /<si>.*<\/si>/s, '')],
  ['an empty part of strings', changed(STRINGS, /^.*$/s, '')],
  ['strings under another name', changed(STRINGS, /<(\/?)si>/g, '<$1is>')],
  ['a part twice', (parts) => [...parts, { name: LAB, content: String(parts.find(({ name }) => name.endsWith('sheet1.xml'))?.content) }]],
  ['a wrong checksum of a sheet', (parts) => parts.map((part) => (part.name === LAB ? { ...part, crc: 7 } : part))],
  ['a wrong checksum of the strings', (parts) => parts.map((part) => (part.name === STRINGS ? { ...part, crc: 7 } : part))],
]; // prettier-ignore

describe('a damaged workbook is never clean', () => {
  const cwd = emptyFolder();
  const parts = sharedStrings(xlsxParts(SHEETS));

  async function codeOf(bytes: Uint8Array): Promise<number> {
    writeFileSync(join(cwd, 'x.xlsx'), bytes);
    return (await netvet(['check', 'x.xlsx', '-f', 'ndjson'], { cwd })).code;
  }

  test('the whole one is found, and a clean one is clean', async () => {
    expect(await codeOf(makeZip(parts))).toBe(1);
    expect(await codeOf(makeZip(sharedStrings(xlsxParts([CLEAN]))))).toBe(0);
  });

  test.each(DAMAGES)('%s', async (_, damage) => {
    expect([1, 2, 3]).toContain(await codeOf(makeZip(damage(parts))));
  });

  test('cut off anywhere', async () => {
    const bytes = makeZip(parts);
    for (let share = 1; share < 20; share += 1) {
      expect([1, 2, 3]).toContain(await codeOf(bytes.subarray(0, (bytes.length * share) / 20)));
    }
  });
});

describe('what is not read of a workbook is said', () => {
  test('nothing is left out of 1,002 sheets', async () => {
    const sheets = Array.from({ length: 1002 }, (_, i) => ({ name: `S${i}`, rows: i === 1001 ? BANNED.rows : [] }));
    const book = makeXlsx([CLEAN, ...sheets.slice(1)]);
    const { problems, records } = await readAll(book, {}, 'x.xlsx');
    expect(problems).toEqual([]);
    expect(records.filter(({ cell }) => cell?.startsWith('S1001') === true)).toHaveLength(2);
  }); // prettier-ignore

  test('a sheet whose part is missing is named', async () => {
    const { problems } = await readAll(makeZip(without(LAB)(xlsxParts(SHEETS))), {}, 'x.xlsx');
    expect(problems).toMatchObject([{ code: 'malformed', severity: 'error', cell: 'Lab', message: expect.stringContaining('Lab') }]);
  }); // prettier-ignore

  test('a chart sheet has no cells, and is no problem', async () => {
    const parts = xlsxParts(SHEETS);
    const chart = changed(RELATIONS, 'worksheet" Target="worksheets/sheet2', 'chartsheet" Target="worksheets/sheet2');
    expect((await readAll(makeZip(chart(parts)), {}, 'x.xlsx')).problems).toEqual([]);
  });

  test('cells whose text is lost are counted, with the place of the first', async () => {
    const parts = changed(LAB, /(r="[AB]2"[^>]*><v>)\d+/g, '$199')(sharedStrings(xlsxParts(SHEETS)));
    const { problems } = await readAll(makeZip(parts), {}, 'x.xlsx');
    expect(problems).toMatchObject([{ code: 'malformed', severity: 'error', cell: 'Lab!A2', message: expect.stringMatching(/^2 cells/) }]);
  }); // prettier-ignore
});

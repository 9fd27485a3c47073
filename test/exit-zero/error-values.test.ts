import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { emptyFolder, events, netvet } from '../cli/run.ts';
import { makeXlsx } from '../inventory/make-xlsx.ts';

const cwd = emptyFolder();
const HEADER = ['Hostname', 'Vendor', 'Model', 'Site'];
const ROW = ['sw', 'Cisco', 'C9300', 'Lab'];

async function check(file: string, content: string | Uint8Array, ...options: readonly string[]) {
  writeFileSync(join(cwd, file), content);
  const { code, stdout } = await netvet(['check', file, '-f', 'ndjson', ...options], { cwd });
  const problems = events(stdout).filter(({ type }) => type === 'problem');
  return { code, problems };
}

const csv = (...rows: readonly (readonly string[])[]) => `${rows.map((cells) => cells.join(',')).join('\n')}\n`;

describe('an error value where a vendor may have stood', () => {
  test.each(['#REF!', '#NAME?', '#VALUE!', '#GETTING_DATA', '#NULL!', '#BEZUG!', '#¡REF!', '#ЗНАЧ!', '#ref!'])(
    '%s makes the run incomplete',
    async (value) => {
      const { code, problems } = await check('x.csv', csv(HEADER, ROW, ['sw2', value, 'C9300', 'Lab'], ROW));
      expect({ code, problems }).toMatchObject({ code: 3, problems: [{ code: 'error-value', severity: 'error', line: 3 }] });
    },
  ); // prettier-ignore

  test('one problem a column, with a count; the same in a workbook and in JSON', async () => {
    const rows = [HEADER, ROW, ['sw2', '#REF!', '#NAME?', 'Lab'], ['sw3', '#REF!', 'C9300', 'Lab']];
    const expected = [/^2 cells in Vendor .*#REF!/, /^1 cell in Model .*#NAME\?/];
    const list = rows
      .slice(1)
      .map((cells): Record<string, string> =>
        Object.fromEntries(cells.map((cell, index) => [HEADER[index] ?? '', cell])),
      );
    for (const [file, content, place] of [
      ['x.csv', csv(...rows), { line: 3, cell: null }],
      ['x.xlsx', makeXlsx([{ name: 'S', rows }]), { line: null, cell: 'S!B3' }],
      ['x.json', JSON.stringify(list), { line: 1, cell: '/1/Vendor' }],
    ] as const) {
      const { code, problems } = await check(file, content);
      expect([file, code, problems.length]).toEqual([file, 3, 2]);
      expect(problems[0]).toMatchObject(place);
      for (const [index, pattern] of expected.entries()) expect(problems[index]?.['message']).toMatch(pattern);
    }
  });

  test('after megabytes of rows that are skimmed', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [`sw${i}`, 'Cisco', 'C9300', 'Lab']);
    rows[15_000] = ['sw', '#REF!', 'C9300', 'Lab'];
    const { code, problems } = await check('x.csv', csv(HEADER, ...rows));
    expect({ code, problems }).toMatchObject({ code: 3, problems: [{ code: 'error-value', line: 15_002 }] });
  });

  test('nothing is said of #N/A, of other columns, and of words that begin alike', async () => {
    const rows = [HEADER, ROW, ['sw2', '#N/A', 'C9300', 'Lab'], ['#REF!', 'Cisco', 'C9300', '#NAME?'], ['sw4', 'Cisco', '#12 Switch!', 'Lab']]; // prettier-ignore
    expect(await check('x.csv', csv(...rows))).toEqual({ code: 0, problems: [] });
  });

  test('the same of a name that was decoded twice and lost bytes; one that did not is read', async () => {
    const [whole, cut] = ['å\u008dŽä¸º', 'åŽä¸º'];
    const { code, problems } = await check('x.csv', csv(HEADER, ROW, ['sw2', cut, 'X1', 'Lab'], ROW));
    expect({ code, problems }).toMatchObject({ code: 3, problems: [{ code: 'encoding-unsure', severity: 'error', line: 3 }] });
    expect(await check('x.csv', csv(HEADER, ROW, ['sw2', whole, 'X1', 'Lab']))).toEqual({ code: 1, problems: [] });
    expect(await check('x.csv', csv(HEADER, ROW, ['sw2', 'Cisco', 'X1', cut]))).toEqual({ code: 0, problems: [] });
  }); // prettier-ignore

  test('of damaged names in rows that are skimmed each is counted', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [`sw${i}`, 'åŽä¸º', 'C9300', 'Lab']);
    const { code, problems } = await check('x.csv', csv(HEADER, ...rows));
    expect({ code, problems }).toMatchObject({ code: 3, problems: [{ message: expect.stringMatching(/^20000 cells/) }] });
  }); // prettier-ignore

  test('is waived like any problem', async () => {
    const waivers = `waivers:\n  - {id: w, match: {problem: error-value, source: x.csv}, because: accepted, reason: r, owner: o, approved: 2026-11-01, expires: 2026-12-31}\n`;
    writeFileSync(join(cwd, 'waivers.yaml'), waivers);
    const { code } = await check('x.csv', csv(HEADER, ROW, ['sw2', '#REF!', 'C9300', 'Lab']), '--waivers', 'waivers.yaml');
    expect(code).toBe(0);
  }); // prettier-ignore
});

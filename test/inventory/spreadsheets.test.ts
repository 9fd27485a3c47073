import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { blocksOf } from '../blocks.ts';
import { emptyFolder, netvet } from '../cli/run.ts';
import { escape, makeXlsx } from './make-xlsx.ts';

/**
 * Tables as people make them in spreadsheets, each with one line of devices of Hikvision. `sheets`: a workbook and a
 * page; `all`: delimited text too. They say the exit code, the rows, those judged, the assets that fail, and where.
 */
const CASES = blocksOf(new URL('../fixtures/inventory/spreadsheets.txt', import.meta.url));

const OF_AXIS: readonly (readonly [RegExp, string])[] = [
  [/Hikvision/g, 'Axis'],
  [/DS-2CD2143G2-I/g, 'P3245-LVE'],
];

type Rows = readonly (readonly string[])[];

const FORMATS: Readonly<Record<string, (rows: Rows) => string | Buffer>> = {
  'a.xlsx': (rows) => makeXlsx([{ name: 'Sheet1', rows }]),
  'a.html': (rows) =>
    `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`).join('\n')}</table>`,
  'a.csv': (rows) => rows.map((cells) => `${cells.join(';')}\n`).join(''),
};

async function accountOf(name: string, rows: Rows): Promise<string> {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, name), FORMATS[name]?.(rows) ?? '');
  const { code, stdout } = await netvet(['check', name, '--format', 'json'], { cwd });
  const { summary, findings } = JSON.parse(stdout) as {
    summary: { inputs: { rows: number; judged: number }[]; assets: { failing: number } };
    findings: { fails: boolean; quantity: number; asset: { site?: string } }[];
  };
  const failing = findings.filter(({ fails }) => fails);
  const places = failing.map(({ asset, quantity }) => ` ${quantity} in ${asset.site ?? '?'}`);
  const [{ rows: count, judged } = { rows: 0, judged: 0 }] = summary.inputs;
  return `exit ${code}, ${judged} of ${count}, ${failing.length} fails${places.join(',')}`;
}

const TRIALS = CASES.flatMap(({ name, lines, said }) =>
  said.slice(0, 1).flatMap(([formats, what]) => {
    const ofAxis = what.replace(/^exit 1/, 'exit 0').replace(/\d+ fails.*/, '0 fails');
    return Object.keys(FORMATS)
      .filter((file) => formats === 'all' || file !== 'a.csv')
      .map((file) => [`${name} (${file})`, file, lines, what, said[1]?.[1] ?? ofAxis] as const);
  }),
);

test.each(TRIALS)('%s', async (_, file, lines, expected, expectedClean) => {
  const rows = lines.map((line) => line.split('|'));
  expect(await accountOf(file, rows)).toBe(expected);
  // The same table with a vendor that no list names is clean.
  const ofAxis = lines.map((line) => OF_AXIS.reduce((text, [from, to]) => text.replace(from, to), line).split('|'));
  expect(await accountOf(file, ofAxis)).toBe(expectedClean);
});

test('with --no-header the lines of a form are rows', async () => {
  const cwd = emptyFolder();
  const rows = [
    ['Make', 'Hikvision'],
    ['Model', 'DS-2CD2143G2-I'],
  ];
  writeFileSync(join(cwd, 'a.xlsx'), makeXlsx([{ name: 'Sheet1', rows }]));
  const { stdout } = await netvet(['check', 'a.xlsx', '--no-header', '--format', 'csv'], { cwd });
  expect(stdout).toMatch(/Sheet1!A1.*\n.*Sheet1!A2/);
});

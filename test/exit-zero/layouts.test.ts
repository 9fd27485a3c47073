import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { emptyFolder, netvet } from '../cli/run.ts';
import { makeXlsx } from '../inventory/make-xlsx.ts';
import { TABLE_LAYOUTS, type TableLayout } from './table-layouts.ts';

/** All layouts in all forms, those of 100,000 rows too: EVERYTHING=1. Else each in one form. */
const isAll = process.env['EVERYTHING'] === '1';
const FORMS = [',', ';', '\t', '|', 'sheet'] as const;
const LONGEST = 5000;

/** Layouts in which netvet cannot tell that nothing is banned, and why. */
const UNSURE: readonly (readonly [name: RegExp, form: 'sheet' | null])[] = [
  // Days stand under Vendor, and under Date, where anything may, a maker that no vendor file describes.
  [/^the maker under Date/, null],
  // Under the names of vendors across stand numbers, which name nobody.
  [/^a pivot table of makers across/, null],
  // Half of the rows have their cells in one.
  [/^half of the rows delimited otherwise/, 'sheet'],
];

const cwd = emptyFolder();

async function codeOf({ rows }: TableLayout, maker: string, form: (typeof FORMS)[number]): Promise<number> {
  const cells = rows(maker, form === 'sheet' ? ',' : form);
  const name = form === 'sheet' ? 'site.xlsx' : 'site.csv';
  const text = `${cells.map((row) => row.join(form)).join('\n')}\n`;
  writeFileSync(join(cwd, name), form === 'sheet' ? makeXlsx([{ name: 'S', rows: cells }]) : text);
  return (await netvet(['check', name, '-f', 'ndjson'], { cwd })).code;
}

const cases = TABLE_LAYOUTS.flatMap((layout, index) => {
  if (!isAll && layout.rows('Nokia', ',').length > LONGEST) return [];
  return FORMS.filter((_, form) => isAll || form === index % FORMS.length).map(
    (form) => [layout.name, form, layout] as const,
  );
});

test.each(cases)('%s (%j): never clean over banned gear, and clean without it', async (name, form, layout) => {
  expect([1, 3]).toContain(await codeOf(layout, 'Hikvision', form));
  const isUnsure = UNSURE.some(([unsure, where]) => unsure.test(name) && (where ?? form) === form);
  expect(await codeOf(layout, 'Siemens', form)).toBe(isUnsure ? 3 : 0);
});

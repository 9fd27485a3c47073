import { expect, test } from '@jest/globals';
import { Collected } from '../../src/report/collected.ts';
import { cellText, checkedTables, closing } from '../../src/report/document.ts';
import { visible } from '../../src/report/escape.ts';
import { INPUT, OUTCOMES, RUN, SUMMARY } from '../fixtures/report/outcomes.ts';
import { PLAIN, report } from './run.ts';

const held = new Collected(10, PLAIN);
const reporter = held.reporter(() => '');
reporter.run(RUN);
reporter.input(INPUT);
for (const outcome of OUTCOMES) reporter.outcome(outcome);
reporter.summary(SUMMARY);

/** Words alone: what a format adds as markup, escapes or breaks of lines is taken out. */
function words(text: string): string {
  return text
    .replace(/<style>[^]*?<\/style>|<script[^]*?<\/script>|<\/?[a-z][^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('\\', '')
    .replace(/\s+/g, ' ');
}

test.each(['text', 'markdown', 'html'] as const)('%s says the law in the words of the document', async (format) => {
  const said = words(await report(format, { verbose: true })).toLowerCase();
  for (const event of held.law.events)
    for (const line of held.law.lines(event, true)) expect(said).toContain(line.toLowerCase());
}); // prettier-ignore

test.each(['markdown', 'html', 'xlsx'] as const)('%s has every table of what was checked and what was not', async (format) => {
  const said = words(await report(format));
  for (const { title, columns, rows } of checkedTables(held)) {
    if (format !== 'xlsx') expect(said).toContain(title);
    for (const cells of rows)
      cells.forEach((cell, at) => {
        const isDay = typeof cell === 'object' && cell !== null;
        if ((format === 'markdown' && columns[at]?.kind === 'hash') || (format === 'xlsx' && isDay)) return;
        expect(said).toContain(visible(cellText(cell)).replaceAll('\\', '').replace(/\s+/g, ' ').trim());
      });
  }
}); // prettier-ignore

test.each(['text', 'markdown', 'html', 'xlsx'] as const)('%s ends what was checked with the same sentence', async (format) => {
  expect(words(await report(format))).toContain(closing(SUMMARY));
}); // prettier-ignore

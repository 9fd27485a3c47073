import { expect, test } from '@jest/globals';
import { atTheEnd, type Collected } from '../../src/report/collected.ts';
import { cellText, documentOf } from '../../src/report/document.ts';
import { visible } from '../../src/report/escape.ts';
import { Law } from '../../src/report/law.ts';
import { ATTENTION, INPUT, OUTCOMES, RUN, SUMMARY } from '../fixtures/report/outcomes.ts';
import { PLAIN, report } from './run.ts';
import { rows } from './text-rows.ts';

let held!: Collected;
const law = new Law();
law.add(RUN);
const reporter = atTheEnd({ assets: 1_000 }, (collected) => {
  held = collected;
  return '';
})(PLAIN, { law, inputs: [INPUT], problems: OUTCOMES.flatMap((outcome) => outcome.problems) });
for (const outcome of OUTCOMES) {
  for (const designation of outcome.designations) law.add(designation);
  reporter.outcome?.(outcome);
}
reporter.summary?.(SUMMARY, ATTENTION);
const sections = documentOf(held);

/** Words alone: what a format adds as markup, escapes or breaks of lines is taken out. */
function words(text: string): string {
  return text
    .replace(/<style>[^]*?<\/style>|<script[^]*?<\/script>|<\/?[a-z][^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&')
    .replaceAll('\\', '')
    .replace(/\s+/g, ' ');
}

/** A cell, in which the same may stand. */
const plain = (text: string): string => visible(text).replaceAll('\\', '').replace(/\s+/g, ' ').trim();

test('has the sections of the contract, in order', () => {
  expect(sections.map(({ id }) => id)).toEqual(['gate', 'answer', 'attention', 'assets', 'where', 'law', 'checked']);
});

test.each(['markdown', 'html', 'xlsx'] as const)('%s prints all of it in the same order and words', async (format) => {
  const said = words(await report(format));
  let from = 0;
  for (const { title, notes, tables } of sections) {
    if (format !== 'xlsx' && title !== 'Answer') {
      const at = said.indexOf(`${title} `, from);
      expect([title, at > 0]).toEqual([title, true]);
      from = at;
    }
    for (const note of notes) expect(said).toContain(plain(note));
    for (const { columns, rows } of tables)
      for (const cells of rows)
        cells.forEach((cell, at) => {
          const { kind } = columns[at] ?? {};
          const isDay = typeof cell === 'string' && /^\d{4}-\d\d-\d\d$/.test(cell);
          const isLeftOut = format === 'markdown' ? kind === 'hash' || kind === 'sheet' : format === 'html' ? kind === 'sheet' : isDay || typeof cell === 'number'; // prettier-ignore
          if (!isLeftOut) expect(said).toContain(plain(cellText(cell)));
        });
  }
});

test('the text says the answer, what is to be looked at, and all of the law with -v', async () => {
  const said = words(await report('text', { verbose: true }));
  for (const { notes } of sections) for (const note of notes) expect(said).toContain(plain(note));
  for (const [, text] of held.law.ruleRows()) expect(said).toContain(words(plain(text)).trim());
  for (const [, name, listed] of held.law.entryRows())
    expect(said).toContain(words(plain(`${name}; ${listed}`)).trim());
});

test('a table that is cut says how many of its lines are left out: an asset in two states is two', async () => {
  const upcoming = rows(2_001, () => ({ status: 'upcoming', fails: false }));
  const summary = { ...SUMMARY, assets: { judged: 2_001, found: 2_001, failing: 2_001 } };
  const text = await report('markdown', {}, { outcomes: [...rows(2_001), ...upcoming], summary });
  expect(text).toContain('2 of 4,002 lines are left out');
  expect(await report('markdown', {}, { outcomes: rows(3), summary })).not.toContain('left out');
});

import type { SummaryEvent } from '../core/events.ts';
import { CONFIDENCES } from '../core/finding.ts';
import { answer } from './answer.ts';
import type { ReportFormat } from './reporter.ts';
import { grouped, headerPlace, plural } from './phrases.ts';
import { closingLines } from './text/closing.ts';
import { Collected } from './text/collect.ts';
import { inOrder, type Group } from './text/group.ts';
import { lawLines } from './text/law.ts';
import { Notes } from './text/notes.ts';
import { overviewLines } from './text/overview.ts';
import { Page } from './text/page.ts';
import { rowLines } from './text/rows.ts';

/**
 * The report for a person at a terminal. Written at the end, because the counts come first when there is much to
 * read; until then it holds counts and the strongest few findings of every group.
 */
export async function loadText(): Promise<ReportFormat> {
  // An ES module, which the program, being CommonJS, can only load so.
  const { Chalk } = await import('chalk');
  return {
    everyRow: false,
    create(options) {
      const collected = new Collected(options);
      return {
        run(event) {
          collected.run = event;
          return '';
        },
        input(event) {
          collected.addInput(event);
          return '';
        },
        outcome(outcome) {
          collected.addOutcome(outcome);
          return '';
        },
        summary: (event) => render(new Page(options, new Chalk({ level: options.color })), collected, event),
      };
    },
  };
}

function render(page: Page, collected: Collected, summary: SummaryEvent): string {
  const { chalk } = page;
  const last = page.show(answer(summary));
  const paint = summary.exit.code === 0 ? chalk.bold : chalk.red.bold;
  const notes = new Notes(collected, page.options.verbose);
  const groups = inOrder(collected.groups).map((group) => groupLines(page, collected, group, notes));
  const blocks = [
    headLines(page, collected, summary),
    overviewLines(page, collected),
    ...groups,
    basisLines(page, collected, notes),
    notes.lines(page),
    closingLines(page, collected, summary),
    // Never broken: `tail -1` is the answer, however narrow the terminal.
    [paint(last)],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function headLines(page: Page, { run, inputs }: Collected, summary: SummaryEvent): string[] {
  // A source stands more than once where results were put together: several parts are named `-`.
  const counts = new Map<string, number[]>();
  for (const { source, rows } of summary.inputs) counts.set(source, [...(counts.get(source) ?? []), rows]);
  const about = run === null ? 'netvet' : `netvet ${run.netvet}${page.marks.dot}as of ${run.asOf}`;
  const files = inputs.slice(0, 10).map((input) => {
    const { source, format, encoding } = input;
    return [source, format, encoding, headerPlace(input), plural(counts.get(source)?.shift() ?? 0, 'row')]
      .filter((part) => part !== null)
      .join(', ');
  });
  const more = inputs.length > 10 ? [`and ${plural(inputs.length - 10, 'more input')}`] : [];
  return [page.chalk.bold(page.show(about)), ...[...files, ...more].flatMap((file) => page.paragraph(page.show(file)))];
}

function groupLines(page: Page, collected: Collected, group: Group, notes: Notes): string[] {
  const counts = CONFIDENCES.filter((grade) => group.confidences.has(grade))
    .map((grade) => `${grouped(group.confidences.get(grade) ?? 0)} ${grade}`)
    .join(', ');
  const title = page.show(group.title);
  const [first = '', ...rest] = page.paragraph(`${title}${page.marks.dot}${plural(group.total, 'finding')}: ${counts}`);
  const head = first.startsWith(title) ? page.chalk.bold(title) + first.slice(title.length) : page.chalk.bold(first);
  const law = page.options.groupBy === 'vendor' ? lawLines(page, collected, group, notes) : [];
  return [head, ...rest, ...law, ...rowLines(page, collected, group)];
}

/** Groups that are not vendors share them: what the lists say of each is reported once. */
function basisLines(page: Page, collected: Collected, notes: Notes): string[] {
  if (page.options.groupBy === 'vendor') return [];
  return collected.things.flatMap((thing) => [
    page.chalk.bold(page.show(thing.title)),
    ...lawLines(page, collected, thing, notes),
  ]);
}

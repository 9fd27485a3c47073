import type { SummaryEvent } from '../core/events.ts';
import { answer } from './answer.ts';
import { optionText } from './phrases.ts';
import type { ReportFormat, ReportOptions } from './reporter.ts';
import { closingLines } from './text/closing.ts';
import { Collected, listsOf } from './text/collect.ts';
import { coloursOf } from './text/colours.ts';
import { headLines } from './text/head.ts';
import { lawLines } from './text/law.ts';
import { Page } from './text/page.ts';
import { kindOf, type AssetLine, type Kind } from './text/section.ts';
import { bannedLines, noActionLines, toCheckLines } from './text/sections.ts';
import { Table } from './text/asset-lines.ts';

/**
 * The report for a person at a terminal. Written at the end, because the answer comes first; until then it holds counts
 * and the strongest few assets of every group.
 */
export async function loadText(depth: ReportOptions['color']): Promise<ReportFormat> {
  const colours = await coloursOf(depth);
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
        summary: (event) => render(new Page(options, colours), collected, event),
      };
    },
  };
}

/** Sections by their place in the report. */
const ORDER: readonly Kind[] = [
  'banned',
  'possible',
  'undetermined',
  'upcoming',
  'waived',
  'exempt',
  'listed',
  'known',
];

function render(page: Page, collected: Collected, summary: SummaryEvent): string {
  const assets = ORDER.flatMap((kind) => collected.sections.get(kind)?.groups ?? []).flatMap(
    ({ strongest }) => strongest.items,
  );
  const table = new Table(page, collected, assets);
  const label = (list: string) => collected.listLabel(list, table.numbered);
  const banning = new Set(assets.filter((asset) => kindOf(asset[0]) === 'banned').flatMap(listsOf));
  const names = collected.lists
    .filter(({ id }) => banning.has(id))
    .map(({ id }) => `${collected.listLabel(id, false)}${table.numbered ? ` (${label(id)})` : ''}`);
  const { chalk } = page;
  const paint = summary.exit.code === 0 ? chalk.bold : chalk.red.bold;
  const blocks = [
    headLines(page, collected, summary, names),
    bannedLines(page, collected, table),
    [...toCheckLines(page, collected, summary, table), ...noActionLines(page, collected, table)],
    lawLines(page, collected, label),
    // The last two are never broken: a command is copied, and `tail -1` is the answer, however narrow the terminal.
    [
      ...closingLines(page, collected, summary),
      ...explainHint(page, collected, assets),
      paint(page.show(answer(summary))),
    ],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/** Options of a run that explain takes too, and needs to see the same. */
const EXPLAINED_WITH = [
  'columns',
  'delimiter',
  'encoding',
  'skip-lines',
  'no-header',
  'input-format',
  'sheet',
  'list',
  'profile',
];

/** The command that says more of the first asset; none without its file, or where a name is not safe to print. */
function explainHint(page: Page, { run, inputs }: Collected, [asset]: readonly AssetLine[]): string[] {
  const source = asset?.[0].source ?? '-';
  if (run === null || asset === undefined || source === '-' || run.results.length > 0) return [];
  if (!inputs.some((input) => input.source === source)) return [];
  const options = EXPLAINED_WITH.flatMap((name) => (name in run.options ? [optionText(name, run.options[name])] : []));
  const file = /^[\w./-]+$/.test(source) ? source : `'${source.replaceAll("'", "'\\''")}'`;
  const hint = `Details: ${['netvet explain', ...options, `--row ${asset[0].row}`, file].join(' ')}`;
  return page.show(hint) === hint ? [hint] : [];
}

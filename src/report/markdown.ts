import {
  assetName,
  baselineText,
  conflictLine,
  evidenceLine,
  grouped,
  placeName,
  plural,
  thingName,
} from './phrases.ts';
import { answer, assetCounts, findingsOf, rowsOf } from './answer.ts';
import { cellText, checkedTables, closing, remarks, type Cell } from './document.ts';
import { escapeMarkdown as md } from './escape.ts';
import { atTheEnd, type Collected } from './collected.ts';
import { saysText } from './law.ts';
import type { Counts } from '../core/events.ts';
import type { Finding } from '../core/finding.ts';

/** GitHub drops a job summary of more than 1 MiB whole; the rest is room for what stands after the table. */
const MOST_BYTES = 800 * 1024;
const MOST = 2_000;
/** Texts of law, each of one or several entries. */
const MOST_LAWS = 50;
/** Rows of a table of what was checked, and letters of a cell in it. */
const MOST_ROWS = 100;
const MOST_CELL = 500;

/** A summary for a job page or a merge request: the answer, the strongest findings, the law, what was not checked. */
export const markdown = atTheEnd(MOST, (held) => {
  const parts = [
    `## netvet: ${md(answer(held.summary))}\n`,
    ...remarks(held.run, held.summary).map((text) => `${md(text)}\n`),
    counts(held),
    findings(held),
    lawText(held),
    checked(held),
  ];
  return parts.filter((part) => part !== '').join('\n');
});

function counts({ summary }: Collected): string {
  const { vendor, status, confidence } = summary.findings;
  if (findingsOf(summary) === 0) {
    return `No findings in ${plural(rowsOf(summary, 'judged'), 'judged row')}. This does not clear the equipment.\n`;
  }
  const by = [counted('status', status), counted('confidence', confidence), counted('vendor', vendor)];
  return `${assetCounts(summary)}. ${by.join(' ')}\n`;
}

function counted(what: string, counts: Counts): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return `By ${what}: ${some.map(([key, count]) => `${md(key)} ${grouped(count)}`).join(', ')}.`;
}

function findings({ findings }: Collected): string {
  if (findings.total === 0) return '';
  const rows: string[] = [];
  let bytes = 0;
  for (const finding of findings.items) {
    const line = findingRow(finding);
    bytes += new TextEncoder().encode(line).length;
    if (bytes > MOST_BYTES) break;
    rows.push(line);
  }
  const more = findings.total - rows.length;
  const note =
    more === 0 ? '' : `\n${plural(more, 'more finding')} not shown here; \`--format ndjson\` has them all.\n`;
  return table(['where', 'vendor', 'asset', 'what the lists say', 'confidence', 'because'], rows) + note;
}

function findingRow(finding: Finding): string {
  const evidence = finding.evidence.slice(0, 2).map((item) => evidenceLine(item, finding));
  const conflict = conflictLine(finding);
  return row([
    placeName(finding),
    thingName(finding),
    assetName(finding),
    saysText(finding.designations),
    finding.confidence,
    [...baselineText(finding), ...evidence, ...(conflict === null ? [] : [conflict])].join('; '),
  ]);
}

/** Each text of law once, with all whom it names. */
function lawText({ law }: Collected): string {
  let left = MOST_LAWS;
  let more = 0;
  const lines = law.byList(law.events, true).flatMap(({ id, texts }) => {
    const shown = texts.slice(0, left);
    left -= shown.length;
    more += texts.length - shown.length;
    if (shown.length === 0) return [];
    return [
      `- ${md([law.title(id), law.binds(id)].filter((part) => part !== null).join(', '))}`,
      ...shown.flatMap(({ entries, lines: said }) => [
        ...law.named(entries, true).map((text) => `  - ${md(text)}`),
        ...said.map((text) => `    - ${md(text)}`),
      ]),
    ];
  });
  if (lines.length === 0) return '';
  const rest = more === 0 ? [] : [`- and ${grouped(more)} more; \`--format ndjson\` has them all`];
  return `### What the lists say\n\n${[...lines, ...rest].join('\n')}\n`;
}

/** What was checked by which lists, and what was not. */
function checked(held: Collected): string {
  const tables = checkedTables(held).map(({ title, columns, rows }) => {
    // Of no use on a page that scrolls sideways; the other formats have them.
    const isShown = (_: unknown, at: number) => columns[at]?.kind !== 'hash';
    const cells = (one: readonly Cell[]) => one.filter(isShown).map((cell) => shortened(cellText(cell)));
    const shown = rows.slice(0, MOST_ROWS).map((one) => row(cells(one)));
    const more = rows.length - shown.length;
    const rest = more === 0 ? '' : `\n${plural(more, 'more row')}; \`--format ndjson\` has them all.\n`;
    const labels = columns.filter(isShown).map(({ label }) => label);
    return `#### ${title}\n\n${table(labels, shown)}${rest}`;
  });
  return `### What was checked, and what was not\n\n${tables.join('\n')}\n${md(closing(held.summary))}\n`;
}

function shortened(text: string): string {
  return text.length <= MOST_CELL ? text : `${text.slice(0, MOST_CELL)}…`;
}

function table(header: readonly string[], rows: readonly string[]): string {
  return `| ${header.join(' | ')} |\n|${header.map(() => ' --- |').join('')}\n${rows.join('')}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(md).join(' | ')} |\n`;
}

import {
  problemGrade,
  problemText,
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
import { remarks, unreadColumns } from './document.ts';
import { escapeMarkdown as md } from './escape.ts';
import { atTheEnd, type Held } from './at-the-end.ts';
import { alike, lawLine, saysText } from './law-text.ts';
import type { Counts } from '../core/events.ts';
import type { Finding } from '../core/finding.ts';

/** GitHub drops a job summary of more than 1 MiB whole; the rest is room for what stands after the table. */
const MOST_BYTES = 800 * 1024;
const MOST = 2_000;
const MOST_PROBLEMS = 100;
/** Texts of law, each of one or several entries. */
const MOST_LAWS = 50;
const MOST_INPUTS = 200;

/** A summary for a job page or a merge request: the answer, the strongest findings, the law, what was not checked. */
export const markdown = atTheEnd(MOST, (held) => {
  const parts = [
    `## netvet: ${md(answer(held.summary))}\n`,
    ...remarks(held.run, held.summary).map((text) => `${md(text)}\n`),
    counts(held),
    findings(held),
    law(held),
    problems(held),
    checked(held),
  ];
  return parts.filter((part) => part !== '').join('\n');
});

function counts({ summary }: Held): string {
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

function findings({ findings }: Held): string {
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
function law({ designations, run }: Held): string {
  if (designations.length === 0) return '';
  const groups = alike(designations, (event) => JSON.stringify([event.list, lawLine(event, run.asOf)]));
  const lines = groups.slice(0, MOST_LAWS).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const names = [...new Set(group.map((event) => event.as))].join(', ');
    return [`- ${md(`${first.list}, ${names}`)}: ${md(lawLine(first, run.asOf))}\n`];
  });
  const more = groups.length - lines.length;
  const rest = more === 0 ? '' : `- and ${grouped(more)} more; \`--format ndjson\` has them all\n`;
  return `### What the lists forbid\n\n${lines.join('')}${rest}`;
}

function problems(held: Held): string {
  const all = held.problems.all();
  if (all.length === 0) return '';
  const lines = all.slice(0, MOST_PROBLEMS).map((problem) => {
    const where = md(`${problemGrade(problem)} ${placeName(problem)} ${problem.code}`);
    return `- ${where}: ${md(problemText(problem).slice(0, 500))}\n`;
  });
  const more = all.length > MOST_PROBLEMS ? `- and more; \`--format ndjson\` has them all\n` : '';
  return `### Problems\n\n${lines.join('')}${more}`;
}

/** What was checked by which lists, and what was not read. */
function checked({ run, inputs, summary }: Held): string {
  const shown = summary.inputs.slice(0, MOST_INPUTS);
  const rows = shown.map(({ source, rows: all, judged, notJudged, rejected }) =>
    row([source, grouped(all), grouped(judged), grouped(notJudged), grouped(rejected)]),
  );
  const lists = run.lists.map(({ title, checked: day }) => (day === null ? title : `${title} (as known on ${day})`));
  const more = summary.inputs.length - shown.length;
  const rest = more === 0 ? '' : `\n${plural(more, 'more input')}; \`--format ndjson\` has them all.\n`;
  const unread = unreadColumns(inputs);
  const columns = unread.length === 0 ? '' : `Columns not read: ${md(unread.slice(0, 20).join(', '))}.\n\n`;
  return `### What was checked

Checked as of ${md(run.asOf)} by ${md(lists.join(', '))}. Other lists and vendors were not checked.

${columns}${table(['input', 'rows', 'judged', 'nothing to judge', 'not readable'], rows)}${rest}`;
}

function table(header: readonly string[], rows: readonly string[]): string {
  return `| ${header.join(' | ')} |\n|${header.map(() => ' --- |').join('')}\n${rows.join('')}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(md).join(' | ')} |\n`;
}

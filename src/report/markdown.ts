import { problemGrade } from './level.ts';
import { answer, assetCounts, rowsOf } from './answer.ts';
import { escapeMarkdown as md } from './escape.ts';
import { atTheEnd, type Held } from './at-the-end.ts';
import {
  assetName,
  conflictLine,
  designationLine,
  evidenceLine,
  grouped,
  placeName,
  plural,
  thingName,
} from './phrases.ts';
import type { Told } from './phrases.ts';
import type { Finding } from '../core/finding.ts';

/** GitHub drops a job summary of more than 1 MiB whole; the rest is room for what stands after the table. */
const MOST_BYTES = 900 * 1024;
const MOST = 2_000;
const MOST_PROBLEMS = 100;

/** A summary for a job page or a merge request: the answer, counts, a table of the strongest findings, problems. */
export const markdown = atTheEnd(MOST, (held) => {
  const { run, summary } = held;
  const parts = [
    `## netvet: ${md(answer(summary))}\n`,
    `Judged as of ${md(run.asOf)} by ${run.lists.map(({ title, checked }) => md(`${title}${checked === null ? '' : ` (checked ${checked})`}`)).join(', ')}.\n`,
    inputs(held),
    counts(held),
    findings(held),
    problems(held),
  ];
  return parts.filter((part) => part !== '').join('\n');
});

function inputs({ summary }: Held): string {
  const rows = summary.inputs.map(({ source, rows: all, judged, notJudged, rejected }) =>
    row([source, grouped(all), grouped(judged), grouped(notJudged), grouped(rejected)]),
  );
  return table(['input', 'rows', 'judged', 'not judged', 'rejected'], rows);
}

function counts({ summary }: Held): string {
  const { vendor, status, confidence } = summary.findings;
  const told = (what: Readonly<Record<string, number>>) =>
    Object.entries(what)
      .filter(([, count]) => count > 0)
      .map(([key, count]) => `${md(key)} ${grouped(count)}`)
      .join(', ');
  if (Object.keys(status).length === 0) {
    return `No finding in ${grouped(rowsOf(summary, 'judged'))} judged rows. No finding is not a clearance.\n`;
  }
  return `${assetCounts(summary)}. By status: ${told(status)}. By confidence: ${told(confidence)}. By vendor: ${told(vendor)}.\n`;
}

function findings({ findings, told }: Held): string {
  if (findings.total === 0) return '';
  const rows: string[] = [];
  let bytes = 0;
  for (const finding of findings.items) {
    const line = findingRow(finding, told);
    bytes += new TextEncoder().encode(line).length;
    if (bytes > MOST_BYTES) break;
    rows.push(line);
  }
  const more = findings.total - rows.length;
  const note =
    more === 0 ? '' : `\n${plural(more, 'more finding')} not shown here; \`--format ndjson\` has them all.\n`;
  return table(['where', 'what', 'asset', 'confidence', 'status', 'evidence'], rows) + note;
}

function findingRow(finding: Finding, told: Told): string {
  const evidence = finding.evidence.slice(0, 2).map((item) => evidenceLine(item, finding));
  const conflict = conflictLine(finding);
  const says = finding.designations.map((designation) => designationLine(designation, told)).join('; ');
  return row([
    placeName(finding),
    thingName(finding),
    assetName(finding),
    finding.confidence,
    says,
    [...evidence, ...(conflict === null ? [] : [conflict])].join('; '),
  ]);
}

function problems(held: Held): string {
  const all = held.problems.all();
  if (all.length === 0) return '';
  const lines = all
    .slice(0, MOST_PROBLEMS)
    .map(
      (problem) =>
        `- ${md(`${problemGrade(problem)} ${placeName(problem)} ${problem.code}`)}: ${md(problem.message.slice(0, 500))}\n`,
    );
  const more = all.length > MOST_PROBLEMS ? `- and more; \`--format ndjson\` has them all\n` : '';
  return `### Problems\n\n${lines.join('')}${more}`;
}

function table(header: readonly string[], rows: readonly string[]): string {
  return `| ${header.join(' | ')} |\n|${header.map(() => ' --- |').join('')}\n${rows.join('')}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(md).join(' | ')} |\n`;
}

import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { Attention, InputEvent, Outcome, RunEvent, Step, SummaryEvent } from '../../src/core/events.ts';
import type { Finding } from '../../src/core/finding.ts';
import { newReport, type FormatName } from '../../src/report/registry.ts';
import { archiveOf } from '../../src/inventory/xlsx/workbook.ts';
import { zipEntries } from '../../src/runtime/zip.ts';
import { pathsIn } from '../../src/cli/output/reports.ts';
import type { ReportOptions } from '../../src/report/reporter.ts';
import { ATTENTION, changed, FINDINGS, INPUT, OUTCOMES, RUN, SUMMARY } from '../fixtures/report/outcomes.ts';

function readData(name: string): string {
  return readFileSync(`data/${name}`, 'utf8');
}

export const PLAIN: ReportOptions = {
  color: false,
  width: 80,
  unicode: true,
  verbose: false,
  groupBy: 'vendor',
  pathOf: pathsIn('/work', '/work', posix),
};

interface Events {
  readonly run: RunEvent;
  readonly inputs: readonly InputEvent[];
  readonly outcomes: Iterable<Outcome>;
  readonly summary: SummaryEvent;
  readonly attention: readonly Attention[];
}

const ALL: Events = { run: RUN, inputs: [INPUT], outcomes: OUTCOMES, summary: SUMMARY, attention: ATTENTION };

/** The events with one of their lists under the name that the format needs: a draft is only of its form's own list. */
function listed(format: FormatName, events: Events): Events {
  if (format !== 'far-889') return events;
  const text = JSON.stringify({ ...events, outcomes: [...events.outcomes] });
  return JSON.parse(text.replaceAll('"example-ban"', '"us-ndaa-889"')) as Events;
}

/** A report as what is due after an event. */
export async function reporterOf(format: FormatName, options: ReportOptions = PLAIN) {
  const report = await newReport(format, readData, options);
  const due = (step: Step): string => [...report(step)].map(String).join('');
  return {
    run: (event: RunEvent) => due({ kind: 'run', event }),
    input: (event: InputEvent, head: string | null = null) => due({ kind: 'input', event, head }),
    outcome: (outcome: Outcome) => due({ kind: 'outcomes', outcomes: [outcome], rows: 1 }),
    summary: (event: SummaryEvent, attention: readonly Attention[]) =>
      [...report({ kind: 'summary', event, attention })][0] ?? '',
  };
}

/** What a format writes for a run; without events the one of the fixture that holds everything. */
export async function report(
  format: FormatName,
  options: Partial<ReportOptions> = {},
  events: Partial<Events> = {},
): Promise<string> {
  const shown = { ...PLAIN, ...options };
  // What is to be looked at is of the whole run, unless other events are given.
  const attention = events.summary === undefined && events.outcomes === undefined ? ATTENTION : [];
  const { run, inputs, outcomes, summary, ...rest } = listed(format, { ...ALL, attention, ...events });
  const reporter = await reporterOf(format, shown);
  let text = reporter.run(run);
  for (const input of inputs) text += reporter.input(input);
  const problems = { error: 0, warning: 0 };
  for (const outcome of outcomes) {
    text += reporter.outcome(outcome);
    for (const { severity } of outcome.problems) problems[severity] += 1;
  }
  // A summary counts the problems of its own run.
  const end = reporter.summary(events.outcomes ? { ...summary, problems } : summary, rest.attention);
  return typeof end === 'string' ? text + end : partsOf(end);
}

/** The sheets of a workbook as the texts of their parts. */
async function partsOf(bytes: Uint8Array): Promise<string> {
  const archive = archiveOf(bytes);
  let text = '';
  for (const { name } of zipEntries(bytes)) {
    if (!name.includes('sheets/')) continue;
    for await (const piece of archive.text(name)) text += piece;
    text += '\n';
  }
  return text;
}

/** Rows with one finding each: first so many that are listed and possible, then so many that fail. */
export function* many(weak: number, failing: number): Generator<Outcome> {
  const [finding] = FINDINGS;
  const [row] = OUTCOMES.filter(({ findings }) => findings.length > 0);
  if (finding === undefined || row === undefined) throw new Error('no finding in the fixture');
  for (let at = 1; at <= weak + failing; at += 1) {
    const how: Partial<Finding> = at > weak ? { status: 'banned' } : { confidence: 'possible', status: 'listed' };
    const id = at.toString(16).padStart(16, '0');
    const own = changed(finding, { ...how, row: at, line: at + 1, id, assetId: id });
    yield { ...row, row: at, line: at + 1, findings: [own], designations: at === 1 ? row.designations : [] };
  }
}

import type { Guess, InputEvent, Outcome, RunEvent, SummaryEvent } from '../core/events.ts';
import type { Complaint } from '../core/errors.ts';
import { formatComplaint, UserError } from '../core/errors.ts';
import { problem } from '../core/problem.ts';
import type { Problem } from '../core/problem.ts';
import { openInventory } from '../inventory/open.ts';
import type { PageGap } from '../inventory/json/pages.ts';
import { PAGES_HINT, PageSet } from '../inventory/json/pages.ts';
import { ErrorValues } from './error-values.ts';
import type { Host } from './host.ts';
import type { InputRef } from './inputs.ts';
import { findInputs } from './inputs.ts';
import type { CheckOptions } from './options.ts';
import { prepareRun } from './prepare.ts';
import type { PreparedRun } from './prepare.ts';
import { problemOutcome } from './rows.ts';
import { openSource } from './source.ts';

/** What a run says, in order: `run`; per input `input`, then batches of `outcomes`; last `summary`. */
export type Step =
  | { readonly kind: 'run'; readonly event: RunEvent }
  | { readonly kind: 'input'; readonly event: InputEvent; readonly head?: string | null; readonly size?: number | null }
  | { readonly kind: 'outcomes'; readonly outcomes: readonly Outcome[]; readonly rows: number; readonly bytes: number }
  /** Findings of an earlier result as their lines. */
  | { readonly kind: 'copied'; readonly text: string; readonly findings: number }
  /** For people, besides the result: an input that cannot be read, a list that is old. */
  | { readonly kind: 'complaint'; readonly severity: 'error' | 'warning'; readonly text: string }
  | { readonly kind: 'summary'; readonly event: SummaryEvent };

/**
 * Checks inventories, one after the other, with one batch in flight: the next is read when the consumer requests it.
 * Throws UserError when the run cannot start: a bad option, list, waiver file, or no input that can be read.
 */
export async function* check(options: CheckOptions, host: Host): AsyncGenerator<Step> {
  const { refs, complaints } = await findInputs(options.inputs, host.cwd, options.inputName);
  const run = await prepareRun(options, host);
  const pending: Complaint[] = [...complaints];
  const pages = new PageSet(run.words.tables.pages);
  let started = false;
  for (const ref of refs) {
    for await (const step of checkInput(ref, run, pages, options, host)) {
      if (step.kind === 'unreadable' && !started) {
        pending.push(...step.complaints);
        continue;
      }
      if (!started) {
        started = true;
        yield { kind: 'run', event: run.event };
        yield* unreadable(pending, run, null);
      }
      if (step.kind === 'unreadable') yield* unreadable(step.complaints, run, ref.name);
      else yield step;
    }
  }
  if (!started) throw new UserError(pending);
  for (const gap of pages.gaps())
    yield { kind: 'outcomes', outcomes: run.note([missingPages(gap)]), rows: 0, bytes: 0 };
  const { event, warnings } = run.end();
  for (const text of warnings) yield { kind: 'complaint', severity: 'warning', text };
  yield { kind: 'summary', event };
}

const TABLES: ReadonlySet<string> = new Set(['csv', 'xlsx']);

type InputStep = Step | { readonly kind: 'unreadable'; readonly complaints: readonly Complaint[] };

async function* checkInput(
  ref: InputRef,
  run: PreparedRun,
  pages: PageSet,
  { reading }: CheckOptions,
  host: Host,
): AsyncGenerator<InputStep> {
  const [names, sweep] = run.namesOf(ref.name);
  const errorValues = new ErrorValues(ref.name);
  const source = openSource(ref, host, (bytes) => {
    sweep.push(bytes);
  });
  const count = { rows: 0, judged: 0, notJudged: 0, rejected: 0 };
  let sha256: string | null = null;
  let guessed: readonly Guess[] = [];
  let opened = false;
  try {
    const { words, isMakerName, namesDesignated, screen } = run;
    const inventory = await openInventory(source, {
      ...reading,
      words,
      isMakerName,
      namesDesignated,
      screen,
      pages,
    });
    opened = true;
    // Every cell of a table is looked at; other formats say much that is no record.
    if (TABLES.has(inventory.info.format)) sweep.stop();
    else sweep.start();
    yield { kind: 'input', event: inventory.info, head: inventory.head ?? null, size: ref.size };
    for await (const batch of inventory.batches()) {
      const { outcomes: ofRows, judged, notJudged } = run.judgeBatch(batch);
      const outcomes = [...run.note(names.add(batch, ofRows)), ...ofRows];
      errorValues.add(batch.records);
      count.judged += judged;
      count.notJudged += notJudged;
      count.rejected += batch.rejected;
      count.rows += judged + notJudged + batch.rejected;
      yield { kind: 'outcomes', outcomes, rows: judged + notJudged + batch.rejected, bytes: source.bytesRead() };
    }
    guessed = inventory.guesses();
    sha256 = await source.finish();
    sweep.end();
    const outcomes = run.note([...names.end(sweep), ...errorValues.end()]);
    if (outcomes.length > 0) yield { kind: 'outcomes', outcomes, rows: 0, bytes: source.bytesRead() };
    if (ref.size !== null && ref.size !== 0 && source.bytesRead() !== ref.size) {
      const changed = inputChanged(ref.name, ref.size, source.bytesRead());
      yield { kind: 'outcomes', outcomes: run.note([problemOutcome(changed, [changed])]), rows: 0, bytes: 0 };
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    yield { kind: 'unreadable', complaints: error.complaints.map((complaint) => about(ref, complaint)) };
  } finally {
    await source.close();
  }
  if (opened) run.tally.inputs.push({ source: ref.name, sha256, ...count, guessed });
}

/** A file of the system's own (size 0) is of no size that could change. */
function inputChanged(source: string, size: number, read: number): Problem {
  const message = `the file ${read < size ? 'shrank' : 'grew'} while it was read: ${read} bytes instead of ${size}`;
  return problem(source, 'input-changed', 'error', message, 'check it again when nothing writes to it');
}

/** What is missing of an answer in pages is known when all inputs were read. */
function missingPages({ source, message }: PageGap): Outcome {
  const gap = problem(source, 'truncated', 'error', message, PAGES_HINT);
  return problemOutcome(gap, [gap]);
}

/** A complaint says once which input it is about. */
function about({ name }: InputRef, { place, message, hint }: Complaint): Complaint {
  const plain = message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message;
  return { place: place ?? { file: name, line: null, column: null }, message: plain, hint };
}

/** What could not be read is reported at once on stderr, and is a problem of the result. */
function* unreadable(complaints: readonly Complaint[], run: PreparedRun, name: string | null): Generator<Step> {
  for (const complaint of complaints) {
    const source = name ?? complaint.place?.file ?? '-';
    const { message, hint, place } = complaint;
    const lost = problem(source, 'unreadable', 'error', message, hint, { line: place?.line ?? null, rejected: true });
    yield { kind: 'complaint', severity: 'error', text: formatComplaint(complaint) };
    yield { kind: 'outcomes', outcomes: run.note([problemOutcome(lost, [lost])]), rows: 0, bytes: 0 };
  }
}

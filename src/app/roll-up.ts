import type { FileRef, Outcome, ResultEvent, RunEvent } from '../core/events.ts';
import { UserError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { BaselineRun } from '../waivers/baseline.ts';
import type { WaiverRun } from '../waivers/run.ts';
import type { Step } from './check.ts';
import { loadBaseline, loadWaivers } from './decisions.ts';
import { FindingLines } from './finding-line.ts';
import type { Host } from './host.ts';
import { Merged } from './merged.ts';
import type { OpenedResult, ReadEvent } from './result.ts';
import { failingOf, failsOnNothing, strictest, withGiven } from './recorded.ts';
import { differences, mergedRun } from './runs.ts';

/** The options of `netvet report`. */
export interface RollUpOptions {
  /** Merges results that were not judged by the same lists, knowledge and day. */
  readonly mixed: boolean;
  /** Options given instead of those that the results were made with, by their long names. */
  readonly given: RunEvent['options'];
  readonly waivers: string | null;
  readonly baseline: string | null;
  /** Every report takes lines of ndjson as they are. */
  readonly copies: boolean;
}

/**
 * Earlier results as the steps of one run, with which findings fail decided again over all of them. Results that were
 * judged differently (another version, day, option, list, knowledge) are refused, unless `mixed`. Throws UserError for
 * what is not a result, or a damaged one.
 */
export async function* rollUp(
  results: readonly OpenedResult[],
  options: RollUpOptions,
  host: Host,
): AsyncGenerator<Step> {
  const { mixed, given } = options;
  const runs = results.map(({ path, run }) => ({ path, run: withGiven(run, given) }));
  const [first, ...others] = runs;
  if (first === undefined) throw new UserError('no result to report');
  const failing = runs.map(({ path, run }) => failingOf(run.options, path));
  const asOf = runs.map(({ run }) => run.asOf).reduce((a, b) => (a < b ? b : a));
  const { waivers, baseline } = await loadGiven(options, failing[0]?.fail ?? failingOf({}, '').fail, asOf, host);
  yield* complaints(
    others.flatMap((other) => differences(other, first)),
    mixed,
  );
  yield* neverNotInherited(results, given);
  const common = mergedRun(runs);
  const event: RunEvent = {
    ...common,
    // One day and one set of options stand in the report, and are not those of all: it says so.
    options: mixed ? { ...common.options, mixed } : common.options,
    waivers: waivers?.ref ?? common.waivers,
    baseline: baseline?.ref ?? common.baseline,
  };
  yield { kind: 'run', event };
  const merged = new Merged(strictest(failing), waivers?.run ?? null, baseline?.run ?? null);
  // What waivers cover and a baseline has is decided for each finding.
  const lines = options.copies && waivers === null && baseline === null ? new FindingLines() : undefined;
  for (const result of results) {
    const taking = new Taking(result.path, merged, options);
    for await (const events of result.events(lines)) yield* taking.steps(events);
  }
  const ended = merged.summary(asOf, event.lists);
  for (const text of ended.warnings) yield { kind: 'complaint', severity: 'warning', text };
  yield { kind: 'summary', event: ended.event };
}

/** Takes in the events of one result. */
class Taking {
  readonly #path: string;
  readonly #merged: Merged;
  readonly #options: Pick<RollUpOptions, 'mixed' | 'given'>;
  #first: RunEvent | null = null;

  constructor(path: string, merged: Merged, options: Pick<RollUpOptions, 'mixed' | 'given'>) {
    this.#path = path;
    this.#merged = merged;
    this.#options = options;
  }

  /** Lines that can be copied are, as many at once as follow each other. */
  *steps(events: readonly ReadEvent[]): Generator<Step> {
    let [text, findings] = ['', 0];
    for (const event of events) {
      if (event.type === 'line' && this.#merged.line(event)) {
        text += `${event.text}\n`;
        findings += 1;
        continue;
      }
      if (findings > 0) yield { kind: 'copied', text, findings };
      [text, findings] = ['', 0];
      yield* this.#step(event.type === 'line' ? (JSON.parse(event.text) as Finding) : event);
    }
    if (findings > 0) yield { kind: 'copied', text, findings };
  }

  *#step(event: ResultEvent): Generator<Step> {
    const merged = this.#merged;
    switch (event.type) {
      case 'run':
        yield* this.#begin(event);
        break;
      case 'input':
        yield { kind: 'input', event };
        break;
      case 'designation':
        merged.designation(event);
        break;
      case 'finding':
        yield outcomes(merged.finding(event));
        break;
      case 'problem':
        yield outcomes(merged.problem(event));
        break;
      case 'summary':
        for (const text of merged.end(event, this.#path)) yield { kind: 'complaint', severity: 'warning', text };
    }
  }

  *#begin(event: RunEvent): Generator<Step> {
    const { mixed, given } = this.#options;
    const path = this.#path;
    const run = withGiven(event, given);
    if (this.#first !== null) {
      yield* complaints(differences({ path: `a later result in ${path}`, run }, { path, run: this.#first }), mixed);
      yield* neverNotInherited([{ path, run: event }], given);
    }
    this.#first ??= run;
    this.#merged.begin(run, failingOf(run.options, path).fail);
  }
}

interface Given {
  readonly waivers: { readonly run: WaiverRun; readonly ref: FileRef } | null;
  readonly baseline: { readonly run: BaselineRun; readonly ref: FileRef } | null;
}

async function loadGiven(
  { waivers, baseline }: RollUpOptions,
  fail: Parameters<typeof loadBaseline>[1],
  asOf: string,
  host: Host,
): Promise<Given> {
  return {
    waivers: waivers === null ? null : await loadWaivers(waivers, asOf, host),
    baseline: baseline === null ? null : await loadBaseline(baseline, fail, asOf, host),
  };
}

/** `never` is for a run that is only to be recorded: a report that took it over would pass whatever was found. */
function* neverNotInherited(
  results: readonly Pick<OpenedResult, 'path' | 'run'>[],
  given: RollUpOptions['given'],
): Generator<Step> {
  if (given['fail-on'] !== undefined) return;
  const paths = results.filter(({ run }) => failsOnNothing(run)).map(({ path }) => path);
  if (paths.length === 0) return;
  const made = `${paths.join(', ')}: made with --fail-on never`;
  const text = `${made}, which report does not take over: --fail-on probable holds`;
  yield { kind: 'complaint', severity: 'warning', text };
}

function* complaints(differing: readonly string[], mixed: boolean): Generator<Step> {
  if (differing.length === 0) return;
  if (!mixed) {
    throw new UserError(
      `results that were not judged alike:\n${differing.join('\n')}`,
      '--mixed puts them together anyway',
    );
  }
  for (const text of differing) yield { kind: 'complaint', severity: 'warning', text };
}

function outcomes(outcome: Outcome): Step {
  return { kind: 'outcomes', outcomes: [outcome], rows: 1, bytes: 0 };
}

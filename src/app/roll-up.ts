import type { DesignationEvent, Outcome, SummaryEvent } from '../core/events.ts';
import { UserError } from '../core/errors.ts';
import { CATEGORIES } from '../core/fields.ts';
import type { Finding } from '../core/finding.ts';
import type { Step } from './check.ts';
import type { OpenedResult } from './result.ts';
import { problemOutcome } from './rows.ts';
import { differences, mergedRun } from './runs.ts';
import { Tally } from './tally.ts';

/**
 * Earlier results as the steps of one run. Results that were judged differently (another version, day, option, list,
 * knowledge) are refused, unless `mixed`. Throws UserError for what is not a result.
 */
export async function* rollUp(results: readonly OpenedResult[], mixed: boolean): AsyncGenerator<Step> {
  const [first, ...others] = results;
  if (first === undefined) throw new UserError('no result to report');
  const differing = others.flatMap((other) => differences(other, first));
  yield* complaints(differing, mixed);
  const event = mergedRun(results.map(({ run }) => run));
  // One day and one set of options stand in the report, and are not those of all: it says so.
  yield { kind: 'run', event: mixed ? { ...event, options: { ...event.options, mixed } } : event };
  const merged = new Merged();
  for (const result of results) {
    const { path, run } = result;
    let isLater = false;
    for await (const event of result.events()) {
      if (event.type === 'run') {
        const later = { path: `a later result in ${path}`, run: event };
        if (isLater) yield* complaints(differences(later, { path, run }), mixed);
        isLater = true;
      } else if (event.type === 'input') yield { kind: 'input', event };
      else if (event.type === 'designation') merged.pending(event);
      else if (event.type === 'finding') yield outcomes(merged.finding(event));
      else if (event.type === 'problem') yield outcomes(problemOutcome(event, [event]));
      else yield* merged.end(event, path, results.length);
    }
  }
  yield { kind: 'summary', event: merged.summary() };
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

/** The precedence of exit codes. */
const PRECEDENCE = [2, 1, 3, 0];

/** Puts findings and summaries together. */
class Merged {
  readonly #tally = new Tally();
  readonly #told = new Set<string>();
  #designations: DesignationEvent[] = [];
  readonly #waivers = {
    unused: new Set<string>(),
    expired: new Set<string>(),
    expiring: new Set<string>(),
    dismissed: 0,
  };
  readonly #unclear: Record<string, number> = {};
  readonly #resolved = new Set<string>();
  readonly #because: string[] = [];
  readonly #sources = new Map<string, string | null>();
  #code = 0;

  /** Each designation is told once, with the first finding after it. */
  pending(event: DesignationEvent): void {
    const key = `${event.list}\n${event.entry}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#designations.push(event);
  }

  finding(finding: Finding): Outcome {
    this.#tally.add(finding);
    const designations = this.#designations;
    this.#designations = [];
    const { source, row, line, cell } = finding;
    return { source, row, line, cell, record: null, judged: true, findings: [finding], problems: [], designations };
  }

  *end(summary: SummaryEvent, path: string, results: number): Generator<Step> {
    for (const input of summary.inputs) {
      const other = this.#sources.get(input.source);
      if (other === input.sha256 && other !== null) {
        yield { kind: 'complaint', severity: 'warning', text: `${path}: ${input.source} is in more than one result` };
      }
      this.#sources.set(input.source, input.sha256);
      this.#tally.inputs.push(input);
    }
    for (const id of summary.resolved) this.#resolved.add(id);
    for (const key of ['unused', 'expired', 'expiring'] as const) {
      for (const id of summary.waivers[key]) this.#waivers[key].add(id);
    }
    for (const id of CATEGORIES) {
      const count = summary.unclear[id];
      if (count !== undefined) this.#unclear[id] = (this.#unclear[id] ?? 0) + count;
    }
    this.#waivers.dismissed += summary.waivers.dismissed;
    const { code, because } = summary.exit;
    if (PRECEDENCE.indexOf(code) < PRECEDENCE.indexOf(this.#code)) this.#code = code;
    this.#because.push(...because.map((reason) => (results > 1 ? `${path}: ${reason}` : reason)));
  }

  summary(): SummaryEvent {
    const { unused, expired, expiring, dismissed } = this.#waivers;
    return {
      type: 'summary',
      inputs: this.#tally.inputs,
      findings: this.#tally.findings,
      units: this.#tally.units,
      waivers: { unused: [...unused], expired: [...expired], expiring: [...expiring], dismissed },
      unclear: this.#unclear,
      resolved: [...this.#resolved].sort(),
      exit: { code: this.#code, because: this.#because },
    };
  }
}

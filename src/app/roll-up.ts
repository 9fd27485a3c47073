import type { Attention } from '../core/attention.ts';
import type { InputCount, ResultEvent, RunEvent } from '../core/events.ts';
import { UserError } from '../core/errors.ts';
import { Account } from './account.ts';
import type { Step } from './check.ts';
import { loadBaseline, loadWaivers } from './decisions.ts';
import { differences, openResult, type NamedRun, type OpenedResult } from './result.ts';
import { gateOfAll } from './gate.ts';
import type { Host } from './host.ts';
import { optionsOf, usualOf, type Options } from './options.ts';
import { RowsOfResult } from './rows.ts';

/** The options of `netvet report`. */
interface RollUpOptions {
  /** Merges results that were not judged by the same lists, knowledge and day. */
  readonly mixed: boolean;
  /** Options given instead of those that the results were made with, by their long names. */
  readonly given: RunEvent['options'];
  readonly waivers: string | null;
  readonly baseline: string | null;
}

/**
 * Earlier results as the steps of one run, with which findings fail decided again over all of them. Results that were
 * judged differently (another version, day, option, list, knowledge) are refused, unless `mixed`. Throws UserError for
 * what is not a result, or a damaged one.
 */
export async function* rollUp(paths: readonly string[], options: RollUpOptions, host: Host): AsyncGenerator<Step> {
  const { mixed, given } = options;
  const results: OpenedResult[] = [];
  for (const path of paths) results.push(await openResult(path, host));
  const runs = results.map(({ path, run }) => ({ path, run: withGiven(run, given) }));
  const [first, ...others] = runs;
  if (first === undefined) throw new UserError('no result to report');
  const decided = strictest(runs.map(({ path, run }) => recordedOf(run, path)));
  const waivers = options.waivers === null ? null : await loadWaivers(options.waivers, decided.asOf, host);
  const baseline = options.baseline === null ? null : await loadBaseline(options.baseline, decided, host);
  yield* differing(others, first, mixed);
  yield* neverNotInherited(results, given);
  const common = mergedRun(runs);
  const event: RunEvent = {
    ...common,
    gate: gateOfAll(
      runs.map(({ run }) => run.gate),
      { ...common, options: given },
    ),
    // One day and one set of options stand in the report, and are not those of all: it says so.
    options: mixed ? { ...common.options, mixed } : common.options,
    waivers: waivers?.ref ?? common.waivers,
    baseline: baseline?.ref ?? common.baseline,
  };
  yield { kind: 'run', event };
  const account = new Account(decided, waivers?.run, baseline?.run);
  for (const item of event.gate) account.addAttention({ type: 'attention', ...item });
  account.compareBy(event.lists);
  const sources = new Map<string, string | null>();
  for (const result of results) {
    const events = new Events(result.path, account, sources, options);
    for await (const batch of result.events()) yield* events.steps(batch);
  }
  const ended = account.end(event);
  yield* warnings(ended.warnings);
  yield { kind: 'summary', event: ended.event, attention: ended.attention };
}

/** Gives the events of one file to an account, as the outcomes that they were made from. */
class Events {
  readonly #path: string;
  readonly #account: Account;
  /** The sha256 of the inputs of all results, by their names. */
  readonly #sources: Map<string, string | null>;
  readonly #options: RollUpOptions;
  /** The first run of the file, and the one whose events come now. */
  #first: RunEvent | null = null;
  #run: RunEvent | null = null;
  readonly #rows = new RowsOfResult();
  #attention: Attention[] = [];

  constructor(path: string, account: Account, sources: Map<string, string | null>, options: RollUpOptions) {
    this.#path = path;
    this.#account = account;
    this.#sources = sources;
    this.#options = options;
  }

  *steps(events: readonly ResultEvent[]): Generator<Step> {
    for (const event of events) {
      switch (event.type) {
        case 'designation':
        case 'finding':
        case 'problem':
          this.#rows.add(event);
          break;
        case 'attention':
          this.#attention.push(event);
          break;
        default:
          yield* this.#take();
          if (event.type === 'input') {
            this.#account.beginInput(event);
            yield { kind: 'input', event };
          } else if (event.type === 'run') yield* this.#begin(event);
          else if (this.#run !== null) {
            this.#account.addSummary(event, this.#run, this.#path, this.#attention);
            this.#attention = [];
            yield* warnings(event.inputs.flatMap((input) => this.#repeated(input)));
          }
      }
    }
    yield* this.#take();
  }

  *#take(): Generator<Step> {
    const outcomes = this.#account.take(this.#rows.take());
    if (outcomes.length > 0) yield { kind: 'outcomes', outcomes, rows: outcomes.length, bytes: 0 };
  }

  *#begin(event: RunEvent): Generator<Step> {
    const { mixed, given } = this.#options;
    const path = this.#path;
    this.#run = withGiven(event, given);
    if (this.#first === null) this.#first = this.#run;
    else {
      yield* differing([{ path: `a later result in ${path}`, run: this.#run }], { path, run: this.#first }, mixed);
      yield* neverNotInherited([{ path, run: event }], given);
    }
    this.#account.begin(recordedOf(this.#run, path));
  }

  #repeated({ source, sha256 }: InputCount): readonly string[] {
    const isRepeated = sha256 !== null && this.#sources.get(source) === sha256;
    this.#sources.set(source, sha256);
    return isRepeated ? [`${this.#path}: ${source} is in more than one result`] : [];
  }
}

/** `never` is for a run that is only to be recorded: a report that took it over would pass whatever was found. */
function* neverNotInherited(results: readonly NamedRun[], given: RollUpOptions['given']): Generator<Step> {
  if (given['fail-on'] !== undefined) return;
  const paths = results.filter(({ run }) => failsOnNothing(run)).map(({ path }) => path);
  if (paths.length === 0) return;
  const made = `${paths.join(', ')}: made with --fail-on never`;
  yield* warnings([`${made}, which report does not take over: --fail-on probable holds`]);
}

function* differing(others: readonly NamedRun[], first: NamedRun, mixed: boolean): Generator<Step> {
  const found = others.flatMap((other) => differences(other, first));
  if (found.length === 0) return;
  if (!mixed) {
    throw new UserError(
      `results that were not judged alike:\n${found.join('\n')}`,
      '--mixed puts them together anyway',
    );
  }
  yield* warnings(found);
}

function* warnings(texts: readonly string[]): Generator<Step> {
  for (const text of texts) yield { kind: 'complaint', severity: 'warning', text };
}

/** The options that a result records by their long names. Throws UserError for a value that is none. */
function recordedOf({ options, asOf }: RunEvent, path: string): Options {
  const wrong = (name: string, value: unknown): string =>
    `${path}: is a damaged result: --${name} is ${JSON.stringify(value)}`;
  return optionsOf(options, asOf, wrong);
}

/** Of what each run asks of the whole, the strictest; what fails is said of each. */
function strictest(all: readonly Options[]): Options {
  return all.reduce((a, b) => ({
    ...a,
    asOf: a.asOf < b.asOf ? b.asOf : a.asOf,
    requireIdentity: Math.max(a.requireIdentity, b.requireIdentity),
    maxListAge: Math.min(a.maxListAge ?? Infinity, b.maxListAge ?? Infinity),
    strictWaivers: a.strictWaivers || b.strictWaivers,
  }));
}

/** Whether a run was made with `--fail-on never`, which a report of it does not inherit. */
function failsOnNothing({ options }: RunEvent): boolean {
  return options['fail-on'] === 'never';
}

/** The run with what was given instead of its own options; those at their default are not recorded. */
function withGiven(run: RunEvent, given: RunEvent['options']): RunEvent {
  const own = failsOnNothing(run) ? { ...run.options, 'fail-on': usualOf('fail-on') } : run.options;
  const options = Object.entries({ ...own, ...given }).filter(
    ([name, value]) => value !== undefined && value !== usualOf(name),
  );
  return { ...run, options: Object.fromEntries(options.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** What all runs have in common; of lists all, by their id. */
function mergedRun(results: readonly NamedRun[]): RunEvent {
  const runs = results.map(({ run }) => run);
  const [first] = runs;
  if (first === undefined) throw new UserError('no result to report');
  const common = <K extends 'config' | 'waivers' | 'baseline'>(key: K): RunEvent[K] | null =>
    runs.every((run) => JSON.stringify(run[key]) === JSON.stringify(first[key])) ? first[key] : null;
  const lists = new Map(runs.flatMap((run) => run.lists.map((list) => [list.id, list] as const)));
  return {
    ...first,
    lists: [...lists.values()],
    config: common('config'),
    waivers: common('waivers'),
    baseline: common('baseline'),
    results: results.map(({ path }) => path),
  };
}

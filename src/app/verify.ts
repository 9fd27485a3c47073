import { newSha256, sha256 } from '#runtime';
import type { InputCount, ResultEvent, RunEvent, SummaryEvent } from '../core/events.ts';
import { formatComplaint, UserError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { assetName, placeName, thingName } from '../report/phrases.ts';
import type { Baseline, BaselineRun } from '../waivers/baseline.ts';
import { check, eventsOf } from './check.ts';
import { differencesOfRerun, readResult } from './result.ts';
import type { Host } from './host.ts';
import { findInputs, type Inputs } from './inputs.ts';
import { optionsOf, type CheckOptions } from './options.ts';

/** What a result says about the run that wrote it, and a fingerprint of everything it found. */
interface Recorded {
  readonly run: RunEvent;
  /** Every input that was named, in order, also those that could not be read. */
  readonly sources: readonly string[];
  readonly prints: ReadonlyMap<string, { readonly count: number; readonly sha256: string }>;
  readonly summary: SummaryEvent;
}

export interface Verification {
  readonly reproduced: boolean;
  /** What is not as it was: the tool, the data, a list, an option, an input, another file. */
  readonly changed: readonly string[];
  /** Findings that were not there, and those that are gone, each with its place and why. */
  readonly came: readonly string[];
  readonly went: readonly string[];
  /** What else came out differently: `problems: 3 then, 4 now`. */
  readonly differs: readonly string[];
}

/** Findings that are named; the others are counted. */
const MOST_NAMED = 1_000;

/**
 * Runs a result again from the current folder; one that netvet report put together, as the one run that it stands for.
 * `useData`: has the new run use a data package. Throws UserError when it cannot be run again.
 */
export async function verify(path: string, useData: (path: string) => void, host: Host): Promise<Verification> {
  const { Baseline, BaselineRun } = await import('../waivers/baseline.ts');
  const baseline = new Baseline(() => true);
  const then = await readRecorded(path, host, baseline);
  if (then.sources.includes('-') || then.run.options['input-name'] !== undefined) {
    throw new UserError(
      `${path}: an input was standard input, which cannot be read again`,
      'check a file to verify it later',
    );
  }
  const { results, options: recorded } = then.run;
  if (recorded['mixed'] === true)
    throw new UserError(`${path}: no one run gives this result: --mixed`, `verify each: ${results.join(', ')}`);
  if (typeof recorded['data'] === 'string') useData(recorded['data']);
  // What came and went is told as a baseline tells it: by asset and vendor, list and effect.
  const { words } = await host.knowledge();
  const compared = new BaselineRun(baseline, 'probable', words.noValue);
  let now: Awaited<ReturnType<typeof runAgain>>;
  try {
    now = await runAgain(await findInputs(then.sources, host), optionsAgain(then.run, host), compared, host);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const changed = error.complaints.map(formatComplaint);
    return { reproduced: false, changed, came: [], went: [], differs: [] };
  }
  const ofRun = differencesOfRerun({ path, run: then.run }, { path: 'this run', run: now.run });
  const ofInputs = changesOfInputs(then.summary.inputs, now.summary.inputs);
  const other = new Set(ofInputs.keys());
  const why = (source: string): string =>
    other.has(source)
      ? 'the inventory changed'
      : ofRun.length > 0
        ? 'the data or the tool changed'
        : 'nothing that is recorded changed';
  const gone = new Set(compared.unseen(new Set(then.sources)).keys());
  const went = gone.size === 0 ? [] : await goneFrom(path, gone, host);
  const changed = [...ofRun, ...ofInputs.values()];
  const differs = [...differences(then.prints, now.prints), ...differencesOfSummary(then.summary, now.summary)];
  return {
    reproduced: changed.length === 0 && differs.length === 0,
    changed,
    came: named(now.came.map(({ finding, because }) => `${nameOf(finding)}: ${because ?? why(finding.source)}`)),
    went: named(went.map((finding) => `${nameOf(finding)}: ${why(finding.source)}`)),
    differs,
  };
}

/** The options that a result records. Settings that are not as they were are named, and decide nothing. */
function optionsAgain({ options, asOf, config, gate }: RunEvent, { files }: Host): CheckOptions {
  const isThere = config !== null && typeof files.sizeOf(config.path) === 'number';
  return {
    ...optionsOf(options, asOf),
    ...{ effective: options, gate, origins: new Map(), given: '', everyRow: false },
    config: isThere ? { path: config.path, sha256: sha256(files.text(config.path).text) } : null,
  };
}

/** `site.csv:13 Huawei, sw-1, S5720`. */
function nameOf(finding: Finding): string {
  const asset = assetName(finding);
  return `${placeName(finding)} ${thingName(finding)}${asset === '' ? '' : `, ${asset}`}`;
}

function named(texts: readonly string[]): readonly string[] {
  const more = texts.length - MOST_NAMED;
  return more > 0 ? [...texts.slice(0, MOST_NAMED), `and ${more} more`] : texts;
}

/** The findings of a result that a new run did not have, by their ids. */
async function goneFrom(path: string, ids: ReadonlySet<string>, host: Host): Promise<readonly Finding[]> {
  const gone: Finding[] = [];
  for await (const event of readResult(path, host))
    if (event.type === 'finding' && ids.has(event.id) && gone.length <= MOST_NAMED) gone.push(event);
  return gone;
}

/** Collects events, whichever side they come from. */
class Recorder {
  #run: RunEvent | null = null;
  #summary: SummaryEvent | null = null;
  readonly #sources = new Set<string>();
  readonly #hashes = new Map<string, { count: number; readonly hash: ReturnType<typeof newSha256> }>();

  add(event: ResultEvent): void {
    if (event.type === 'run') this.#run = event;
    if (event.type === 'summary') this.#summary = event;
    if (event.type === 'input' || (event.type === 'problem' && event.code === 'unreadable'))
      this.#sources.add(event.source);
    // What a document held back cannot be compared one by one.
    const kind = event.type === 'problem' && event.code === 'held-back' ? 'held back' : event.type;
    const seen = this.#hashes.get(kind) ?? { count: 0, hash: newSha256() };
    seen.count += 1;
    seen.hash.update(`${JSON.stringify(event)}\n`);
    this.#hashes.set(kind, seen);
  }

  recorded(path: string): Recorded {
    if (this.#run === null || this.#summary === null) throw new UserError(`${path} is not a whole result`);
    const prints = Array.from(
      this.#hashes,
      ([kind, { count, hash }]) => [kind, { count, sha256: hash.digest('hex') }] as const,
    );
    return { run: this.#run, summary: this.#summary, sources: [...this.#sources], prints: new Map(prints) };
  }
}

async function readRecorded(path: string, host: Host, baseline: Baseline): Promise<Recorded> {
  const recorder = new Recorder();
  let runs = 0;
  for await (const event of readResult(path, host)) {
    if (event.type === 'run') runs += 1;
    if (runs > 1) throw new UserError(`${path} holds several results`, 'verify each on its own');
    recorder.add(event);
    baseline.add(event);
  }
  return recorder.recorded(path);
}

async function runAgain(inputs: Inputs, options: CheckOptions, compared: BaselineRun, host: Host) {
  const recorder = new Recorder();
  const came: { readonly finding: Finding; readonly because: string | null }[] = [];
  for await (const step of check(inputs, options, host)) {
    for (const event of eventsOf(step)) {
      recorder.add(event);
      if (event.type === 'run') compared.begin(event.lists);
      if (event.type === 'designation') compared.addDesignation(event);
      if (event.type !== 'finding') continue;
      const { isNew, because } = compared.compare(event);
      if (isNew && came.length <= MOST_NAMED) came.push({ finding: event, because });
    }
  }
  return { ...recorder.recorded('the new run'), came };
}

/** By their names, inputs that are not as they were. */
function changesOfInputs(then: readonly InputCount[], now: readonly InputCount[]): ReadonlyMap<string, string> {
  const [before, after] = [then, now].map((inputs) => new Map(inputs.map(({ source, sha256 }) => [source, sha256])));
  const changes = new Map<string, string>();
  for (const [source, sha256] of before ?? []) {
    if (after?.has(source) !== true) changes.set(source, `the input ${source} can no longer be read`);
    else if (after.get(source) !== sha256) changes.set(source, `the input ${source}`);
  }
  for (const { source } of now)
    if (before?.has(source) !== true) changes.set(source, `the input ${source}, which could not be read then`);
  return changes;
}

const COMPARED = ['finding', 'problem', 'designation', 'input', 'attention'];

function differences(then: Recorded['prints'], now: Recorded['prints']): readonly string[] {
  const heldBack = then.has('held back');
  return COMPARED.flatMap((kind) => {
    const [old, fresh] = [then.get(kind), now.get(kind)];
    if (old?.sha256 === fresh?.sha256 || (kind === 'problem' && heldBack)) return [];
    const [before, after] = [old?.count ?? 0, fresh?.count ?? 0];
    const how = before === after ? `${before}, of which some say something else` : `${before} then, ${after} now`;
    return [`${kind === 'attention' ? 'to look at' : `${kind}s`}: ${how}`];
  });
}

/** The counts and the exit code; the hashes of inputs have their own words. */
function differencesOfSummary(then: SummaryEvent, now: SummaryEvent): readonly string[] {
  const [before, after] = [then, now].map(({ inputs, ...counts }) => {
    const rows = inputs.map((input) => ({ ...input, sha256: null }));
    return new Map(Object.entries({ ...counts, rows, exit: null }).map(([key, value]) => [key, JSON.stringify(value)]));
  });
  const differing = [...(after ?? [])].flatMap(([key, value]) => (before?.get(key) === value ? [] : key));
  const [code, because] = [then.exit.code, now.exit.code === then.exit.code ? then.exit.because : now.exit.because];
  return [
    ...(differing.length === 0 ? [] : [`summary: ${differing.join(', ')}`]),
    ...(code === now.exit.code ? [] : [`exit code: ${code} then, ${now.exit.code} now`]),
    ...(JSON.stringify(because) === JSON.stringify(now.exit.because) ? [] : ['the reasons for the exit code']),
  ];
}

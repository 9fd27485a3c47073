import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import type { InputCount, ResultEvent, RunEvent, SummaryEvent } from '../core/events.ts';
import { formatComplaint, UserError } from '../core/errors.ts';
import { check } from './check.ts';
import type { Host } from './host.ts';
import { findInputs, type Inputs } from './inputs.ts';
import type { CheckOptions } from './options.ts';
import { readResult } from './result.ts';

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
  /** What is not as it was: the tool, the knowledge, a list, an option, an input, another file. */
  readonly changed: readonly string[];
  /** What came out differently: `findings: 3 then, 4 now`. */
  readonly differs: readonly string[];
}

/** The options that a result records as those of a new run, and what the config file now says otherwise. */
export type Restore = (
  run: RunEvent,
) => Promise<{ readonly options: Omit<CheckOptions, 'everyRow'>; readonly changed: readonly string[] }>;

/**
 * Runs a result again from the current folder; one that netvet report put together, as the one run that it stands for.
 * Throws UserError when it cannot be run again.
 */
export async function verify(path: string, restore: Restore, host: Host): Promise<Verification> {
  const then = await readRecorded(path, host);
  if (then.sources.includes('-') || then.run.options['input-name'] !== undefined) {
    throw new UserError(
      `${path}: an input was standard input, which cannot be read again`,
      'check a file to verify it later',
    );
  }
  const { results, options: recorded } = then.run;
  if (recorded['mixed'] === true)
    throw new UserError(`${path}: no one run gives this result: --mixed`, `verify each: ${results.join(', ')}`);
  const { options, changed: settings } = await restore(then.run);
  let now: Recorded;
  try {
    now = await runAgain(await findInputs(then.sources, host), { ...options, everyRow: false }, host);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { reproduced: false, changed: error.complaints.map(formatComplaint), differs: [] };
  }
  const changed = [
    ...changesOfRun(then.run, now.run),
    ...settings,
    ...changesOfInputs(then.summary.inputs, now.summary.inputs),
  ];
  const differs = [...differences(then.prints, now.prints), ...differencesOfSummary(then.summary, now.summary)];
  return { reproduced: changed.length === 0 && differs.length === 0, changed, differs };
}

/** Collects events, whichever side they come from. */
class Recorder {
  #run: RunEvent | null = null;
  #summary: SummaryEvent | null = null;
  readonly #sources = new Set<string>();
  readonly #hashes = new Map<string, { count: number; hash: Hash }>();

  add(event: ResultEvent): void {
    if (event.type === 'run') this.#run = event;
    if (event.type === 'summary') this.#summary = event;
    if (event.type === 'input' || (event.type === 'problem' && event.code === 'unreadable'))
      this.#sources.add(event.source);
    // What a document held back cannot be compared one by one.
    const kind = event.type === 'problem' && event.code === 'held-back' ? 'held back' : event.type;
    const seen = this.#hashes.get(kind) ?? { count: 0, hash: createHash('sha256') };
    seen.count += 1;
    seen.hash.update(JSON.stringify(event)).update('\n');
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

async function readRecorded(path: string, host: Host): Promise<Recorded> {
  const recorder = new Recorder();
  let runs = 0;
  for await (const event of readResult(path, host)) {
    if (event.type === 'run') runs += 1;
    if (runs > 1) throw new UserError(`${path} holds several results`, 'verify each on its own');
    recorder.add(event);
  }
  return recorder.recorded(path);
}

async function runAgain(inputs: Inputs, options: CheckOptions, host: Host): Promise<Recorded> {
  const recorder = new Recorder();
  for await (const step of check(inputs, options, host)) {
    if (step.kind === 'complaint') continue;
    if (step.kind !== 'outcomes') recorder.add(step.event);
    else {
      for (const { designations, findings, problems } of step.outcomes) {
        for (const event of [...designations, ...findings, ...problems]) recorder.add(event);
      }
    }
  }
  return recorder.recorded('the new run');
}

function changesOfRun(then: RunEvent, now: RunEvent): readonly string[] {
  const changed: string[] = [];
  if (then.netvet !== now.netvet) changed.push(`the tool: netvet ${then.netvet} then, ${now.netvet} now`);
  if (then.knowledge !== now.knowledge) changed.push('the knowledge: vendors or MAC prefixes');
  if (then.data.sha256 !== now.data.sha256) {
    const said = ({ path, day }: RunEvent['data']): string => `${path ?? 'as shipped'}, of ${day}`;
    changed.push(`the data: ${said(then.data)} then, ${said(now.data)} now`);
  }
  const lists = new Map(now.lists.map((list) => [list.id, list.sha256]));
  for (const { id, sha256 } of then.lists) if (lists.get(id) !== sha256) changed.push(`the list ${id}`);
  const asked = new Set(then.lists.map(({ id }) => id));
  for (const { id } of now.lists) if (!asked.has(id)) changed.push(`the list ${id}, not looked up then`);
  for (const key of ['waivers', 'baseline', 'config'] as const) {
    if (then[key]?.sha256 !== now[key]?.sha256)
      changed.push(`the ${key} file ${then[key]?.path ?? now[key]?.path ?? ''}`.trim());
  }
  return changed;
}

function changesOfInputs(then: readonly InputCount[], now: readonly InputCount[]): readonly string[] {
  const [before, after] = [then, now].map((inputs) => new Map(inputs.map(({ source, sha256 }) => [source, sha256])));
  const changed = Array.from(before ?? [], ([source, sha256]) => {
    if (after?.has(source) !== true) return `the input ${source} can no longer be read`;
    return after.get(source) === sha256 ? null : `the input ${source}`;
  });
  const added = now.filter(({ source }) => before?.has(source) !== true);
  return [
    ...changed.filter((text) => text !== null),
    ...added.map(({ source }) => `the input ${source}, which could not be read then`),
  ];
}

const COMPARED = ['finding', 'problem', 'designation', 'input'];

function differences(then: Recorded['prints'], now: Recorded['prints']): readonly string[] {
  const heldBack = then.has('held back');
  return COMPARED.flatMap((kind) => {
    const [old, fresh] = [then.get(kind), now.get(kind)];
    if (old?.sha256 === fresh?.sha256 || (kind === 'problem' && heldBack)) return [];
    const [before, after] = [old?.count ?? 0, fresh?.count ?? 0];
    const how = before === after ? `${before}, of which some say something else` : `${before} then, ${after} now`;
    return [`${kind}s: ${how}`];
  });
}

/** The counts and the exit code; the hashes of inputs have their own words. */
function differencesOfSummary(then: SummaryEvent, now: SummaryEvent): readonly string[] {
  const keys = [
    'findings',
    'setAside',
    'problems',
    'assets',
    'units',
    'waivers',
    'attention',
    'resolved',
    'notRead',
  ] as const;
  const counts = ({ inputs }: SummaryEvent) => inputs.map((input) => ({ ...input, sha256: null }));
  const differing = [
    ...(isSame(counts(then), counts(now)) ? [] : ['rows']),
    ...keys.filter((key) => !isSame(then[key], now[key])),
  ];
  const [before, after] = [then.exit.code, now.exit.code];
  return [
    ...(differing.length === 0 ? [] : [`summary: ${differing.join(', ')}`]),
    ...(before === after ? [] : [`exit code: ${before} then, ${after} now`]),
    ...(before === after && !isSame(then.exit, now.exit) ? ['the reasons for the exit code'] : []),
  ];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

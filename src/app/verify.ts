import { newSha256, sha256 } from '#runtime';
import type { InputCount, InputEvent, ResultEvent, RunEvent, SummaryEvent } from '../core/events.ts';
import { collecting, formatProblem, UserError, type UserProblem } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { heldUnder } from '../core/groups.ts';
import { findingName, firstOnes, placeName } from '../report/phrases.ts';
import { Baseline } from '../waivers/baseline.ts';
import { check, eventsOf } from './check.ts';
import { readResult } from './result.ts';
import { differencesOfRerun } from './roll-up.ts';
import type { Host } from './host.ts';
import { findInputs, type Inputs } from './inputs.ts';
import { optionsOf, type CheckOptions } from './options.ts';

const MOST_NAMED = 1_000;

/**
 * Runs a result again from the current folder; several that netvet report put together, as one run. `useData` makes the
 * new run use a data package. In the answer, `came` and `went` are findings, each with its place, `differs` what else
 * came out differently. Throws UserError when the result cannot be run again.
 */
export async function verify(path: string, useData: (path: string) => void, host: Host) {
  // The findings of both runs are compared as with a baseline: by asset and vendor, list and effect.
  const baseline = new Baseline({ wouldFail: () => true, failOn: 'probable', noValue: () => words.noValue });
  /** As many as the baseline keeps. */
  const found: { readonly id: string; readonly name: string }[] = [];
  const then = await record(readResult(path, host), (event) => {
    baseline.add(event);
    if (event.type === 'finding') found.push({ id: event.id, name: nameOf(event) });
  });
  const { results, options: recorded } = then.run;
  const once = `${path}: an input was standard input, which cannot be read again`;
  if (then.sources.has('-') || 'input-name' in recorded) throw new UserError(once, 'check a file to verify it later');
  if (recorded['mixed'] === true)
    throw new UserError(`${path}: no one run gives this result: --mixed`, `verify each: ${results.join(', ')}`);
  if (typeof recorded['data'] === 'string') useData(recorded['data']);
  const { words } = await host.knowledge();
  const came: string[] = [];
  const wrong: UserProblem[] = [];
  const now = await collecting(wrong, async () => {
    const inputs = await findInputs([...then.sources.keys()], host);
    // Prose and hidden files of a folder are read as such again.
    const refs = inputs.refs.map((ref) => ({ ...ref, from: then.sources.get(ref.name) ?? ref.from }));
    return record(eventsOfRun({ ...inputs, refs }, optionsAgain(then.run, host), host), (event) => {
      baseline.now.add(event);
      if (event.type !== 'finding') return;
      const { isNew, because } = baseline.compare(event);
      if (isNew) came.push(because === null ? nameOf(event) : `${nameOf(event)}: ${because}`);
    });
  });
  if (now === null) return { reproduced: false, changed: wrong.map(formatProblem), came: [], went: [], differs: [] };
  const runChanges = differencesOfRerun({ path, run: then.run }, { path: 'this run', run: now.run });
  const inputChanges = changesOfInputs(then.summary.inputs, now.summary.inputs);
  const gone = baseline.unseen(new Set(then.sources.keys()));
  const went = found.flatMap(({ id, name }) => (gone.has(id) ? name : []));
  const changed = [...runChanges, ...inputChanges];
  const differs = differences(then, now);
  return {
    reproduced: changed.length === 0 && differs.length === 0,
    changed,
    came: firstOnes(came, MOST_NAMED),
    went: firstOnes(went, MOST_NAMED),
    differs,
  };
}

/** The options that a result records. A settings file that has changed since is reported, and decides nothing. */
function optionsAgain({ options, asOf, config, gate }: RunEvent, { files }: Host): CheckOptions {
  const isThere = config !== null && typeof files.sizeOf(config.path) === 'number';
  return {
    ...optionsOf(options, asOf),
    ...{ effective: options, gate, origins: new Map(), given: '', everyRow: false },
    config: isThere ? { path: config.path, sha256: sha256(files.text(config.path).text) } : null,
  };
}

const nameOf = (finding: Finding): string => `${placeName(finding)} ${findingName(finding)}`;

/** What a result says of its run: every input, even if it could not be read, and a hash of the events of each type. */
async function record(events: AsyncIterable<ResultEvent>, onEvent: (event: ResultEvent) => void) {
  let run = null as RunEvent | null;
  let summary = null as SummaryEvent | null;
  const sources = new Map<string, InputEvent['from']>();
  const hashes = new Map<string, ReturnType<typeof newSha256>>();
  for await (const event of events) {
    if (event.type === 'run') run = event;
    if (event.type === 'summary') summary = event;
    if (event.type === 'input') sources.set(event.source, event.from);
    if (event.type === 'problem' && event.code === 'unreadable' && !sources.has(event.source))
      sources.set(event.source, null);
    // What the run was judged by is compared one by one.
    if (event.type !== 'run') heldUnder(hashes, event.type, newSha256).update(JSON.stringify(event));
    onEvent(event);
  }
  // A result without a run or a summary was refused.
  return { run: run as RunEvent, summary: summary as SummaryEvent, sources, hashes };
}

async function* eventsOfRun(inputs: Inputs, options: CheckOptions, host: Host): AsyncGenerator<ResultEvent> {
  for await (const step of check(inputs, options, host)) yield* eventsOf(step);
}

function changesOfInputs(then: readonly InputCount[], now: readonly InputCount[]): readonly string[] {
  const [before, after] = [then, now].map((inputs) => new Map(inputs.map(({ source, sha256 }) => [source, sha256])));
  const changed = [...then, ...now].filter(({ source }) => before?.get(source) !== after?.get(source));
  return [...new Set(changed.map(({ source }) => `the input ${source}`))];
}

/** The types of events that are not as they were, and the exit code if it is another. */
function differences(then: Awaited<ReturnType<typeof record>>, now: typeof then): readonly string[] {
  const types = [...new Set([...then.hashes.keys(), ...now.hashes.keys()])];
  const digestOf = ({ hashes }: typeof then, type: string) => hashes.get(type)?.digest('hex');
  const differing = types.filter((type) => digestOf(then, type) !== digestOf(now, type));
  const [was, is] = [then.summary.exit.code, now.summary.exit.code];
  return [...differing.map((type) => `${type} events`), ...(was === is ? [] : [`exit code: ${was} then, ${is} now`])];
}

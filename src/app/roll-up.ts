import type { FileRef, RunEvent, Step, SummaryEvent } from '../core/events.ts';
import { idOf, IdTable } from '../core/asset.ts';
import { UserError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { groupsOf } from '../core/groups.ts';
import type { Words } from '../words/words.ts';
import { Account, warnings } from './account.ts';
import { namedKey } from './asset.ts';
import { loadBaseline, loadWaivers } from './choose-lists.ts';
import { strictest } from './exit.ts';
import { optionTexts } from '../report/phrases.ts';
import { openResult } from './result.ts';
import { gateOfAll } from './gate.ts';
import type { Host } from './host.ts';
import { optionsOf, recorded, usualOf, type Options } from './options.ts';
import { stepsOfResult } from './rows.ts';

/**
 * Earlier results as the steps of one run; which findings fail is decided again over all of them. `chosen`: options
 * by their long names that replace those of the results. Results that were judged differently (another version, day,
 * option, list, knowledge) are refused, unless `mixed` is one of them. Throws UserError for no result or a damaged one.
 */
export async function* rollUp(paths: readonly string[], chosen: RunEvent['options'], host: Host): AsyncGenerator<Step> {
  const { mixed: isMixed, ...given } = chosen;
  const mixed = isMixed === true;
  const made: Awaited<ReturnType<typeof openResult>>[] = [];
  for (const path of paths) made.push(await openResult(path, host));
  const results = made.map((result) => {
    const run = withGiven(result.run, given);
    return { ...result, run, options: optionsOfRun(run, result.path) };
  });
  const first = results[0] as NamedRun;
  const different = results.flatMap((other) => differences(other, first));
  const message = `results that were not judged alike:\n${different.join('\n')}`;
  if (different.length > 0 && !mixed) throw new UserError(message, '--mixed puts them together anyway');
  const decided = results.map(({ options }) => options).reduce(strictest);
  const { waivers: file, baseline: earlier } = given;
  const waivers = typeof file === 'string' ? await loadWaivers(file, decided.asOf, host) : null;
  const baseline = typeof earlier === 'string' ? await loadBaseline(earlier, decided, host) : null;
  yield* warnings([...different, ...notTakenOver(made, given)]);
  const { words } = await host.knowledge();
  const common = mergedRun(results, first.run);
  const gates = results.flatMap(({ run }) => run.gate);
  const event: RunEvent = {
    ...common,
    gate: gateOfAll(gates, { ...common, options: given }, words.headers),
    // The report has one day and one set of options, which are not those of all results: `mixed` says so.
    options: mixed ? { ...common.options, mixed } : common.options,
    waivers: waivers?.ref ?? common.waivers,
    baseline: baseline?.ref ?? common.baseline,
  };
  yield { kind: 'run', event };
  const account = new Account(event, decided, waivers?.run, baseline?.run);
  const ends: Ended[] = [];
  const withAssetOfRun = assetsByRun(words);
  for (const { path, run, options, events } of results) {
    account.begin(options);
    for await (const step of stepsOfResult(events())) {
      if (step.kind === 'input') yield step;
      else if (step.kind === 'outcomes') {
        const ofRun = (finding: Finding) => withAssetOfRun(finding, ends.length);
        const outcomes = step.outcomes.map((one) => ({ ...one, findings: one.findings.map(ofRun) }));
        yield account.take(outcomes, step.rows);
      } else if (step.kind === 'summary') {
        const readBefore = account.addSummary(step.event, run, step.attention);
        yield* warnings(readBefore.map((source) => `${path}: ${source} is in more than one result`));
        ends.push({ run, summary: step.event });
      }
    }
  }
  yield* account.end(endsTogether(ends));
}

type Ended = Readonly<{ run: RunEvent; summary: SummaryEvent }>;

/** In each run, an asset that only its cells identify gets an id of its own: it may be another one, as in each row. */
function assetsByRun(words: Words) {
  /** By asset id: its first run, from 1. */
  const firstRuns = new IdTable();
  return (finding: Finding, runsBefore: number): Finding => {
    const run = runsBefore + 1;
    const before = firstRuns.get(finding.assetId) || run;
    firstRuns.set(finding.assetId, before);
    if (before === run || namedKey(finding.asset, words).kind !== 'cells') return finding;
    return { ...finding, assetId: idOf(`${finding.assetId} ${run}`) };
  };
}

function endsTogether(ended: readonly Ended[]) {
  const all = ended.map(({ summary }) => summary.waivers);
  const idsOf = (key: 'expired' | 'expiring' | 'notYet') => [...new Set(all.flatMap((waivers) => waivers[key]))];
  const pairsOf = (ids: readonly string[]) => ids.map((id) => [id, []] as const);
  const unused = ended.map(({ run, summary }) => [run.waivers, new Map(pairsOf(summary.waivers.unused))] as const);
  const unseen = ended.map(({ run: { baseline }, summary: { resolved, notRead } }) => {
    const unread = notRead.map(({ id, sources }) => [id, sources] as const);
    return [baseline, new Map([...pairsOf(resolved), ...unread])] as const;
  });
  const elsewhere = ended.flatMap(({ summary }) => summary.elsewhere);
  const lines = groupsOf(elsewhere, ({ list, vendor }) => JSON.stringify([list, vendor]));
  const rowsOf = (same: SummaryEvent['elsewhere']): number => same.reduce((sum, { rows }) => sum + rows, 0);
  return {
    waivers: {
      ...{ unused: [...leftOver(unused).keys()], expired: idsOf('expired') },
      ...{ expiring: idsOf('expiring'), notYet: idsOf('notYet') },
      dismissed: all.reduce((sum, { dismissed }) => sum + dismissed, 0),
    },
    unseen: leftOver(unseen),
    elsewhere: Array.from(lines.values(), (same) => ({ ...same[0], rows: rowsOf(same) })),
  };
}

/** By id: the inputs that were not read. */
type Leftovers = ReadonlyMap<string, readonly string[]>;

/** For each file of waivers, or baseline: what all results that used it have left over. */
function leftOver(results: readonly (readonly [file: FileRef | null, ids: Leftovers])[]): Leftovers {
  const byFile = groupsOf(results, ([file]) => JSON.stringify(file));
  const left = Array.from(byFile.values(), ([[, first], ...others]) => {
    const inAll = [...first].filter(([id]) => others.every(([, ids]) => ids.has(id)));
    const isUnread = (id: string, source: string): boolean => others.every(([, ids]) => ids.get(id)?.includes(source));
    return inAll.map(([id, sources]) => [id, sources.filter((source) => isUnread(id, source))] as const);
  });
  return new Map(left.flat());
}

/** `never` is for a run that is only to be recorded: a report that took it over would pass whatever was found. */
function notTakenOver(results: readonly NamedRun[], given: RunEvent['options']): readonly string[] {
  const paths = results.filter(({ run }) => run.options['fail-on'] === 'never').map(({ path }) => path);
  if (given['fail-on'] !== undefined || paths.length === 0) return [];
  const made = `${paths.join(', ')}: made with --fail-on never`;
  return [`${made}, which report does not take over: --fail-on probable holds`];
}

function optionsOfRun({ options, asOf }: RunEvent, path: string): Options {
  const wrong = (name: string, value: unknown): string =>
    `${path}: is a damaged result: --${name} is ${JSON.stringify(value)}`;
  return optionsOf(options, asOf, wrong);
}

function withGiven(run: RunEvent, given: RunEvent['options']): RunEvent {
  const made = run.options['fail-on'] === 'never' ? { ...run.options, 'fail-on': usualOf('fail-on') } : run.options;
  return { ...run, options: recorded({ ...made, ...given }) };
}

function mergedRun(results: readonly NamedRun[], first: RunEvent): RunEvent {
  const common = <K extends 'config' | 'waivers' | 'baseline'>(key: K): RunEvent[K] | null =>
    results.every(({ run }) => JSON.stringify(run[key]) === JSON.stringify(first[key])) ? first[key] : null;
  const lists = new Map(results.flatMap(({ run }) => run.lists.map((list) => [list.id, list] as const)));
  return {
    ...{ ...first, lists: [...lists.values()] },
    ...{ config: common('config'), waivers: common('waivers'), baseline: common('baseline') },
    results: results.map(({ path }) => path),
  };
}

type NamedRun = Readonly<{ path: string; run: RunEvent }>;

/** What a run was judged by, as it reads after `was judged`. */
function factsOf({ netvet, asOf, knowledge, lists, options }: RunEvent): ReadonlyMap<string, string> {
  const ids = lists.map(({ id }) => id).sort();
  return new Map([
    ['netvet', `by netvet ${netvet}`],
    ['day', `as of ${asOf}`],
    ['knowledge', `with knowledge of vendors ${version(knowledge)}`],
    ['options', `with ${optionTexts({ options }).join(' ') || 'the usual options'}`],
    ['lists', `by the lists ${ids.join(', ')}`],
    ...lists.map(({ id, sha256 }) => [id, `by the list ${id} ${version(sha256)}`] as const),
  ]);
}

/** The data and the files that it was given besides. */
function givenTo({ data, ...run }: RunEvent): ReadonlyMap<string, string> {
  const files = (['waivers', 'baseline', 'config'] as const).map((key) => {
    const file = run[key];
    return [key, file === null ? `without ${key}` : `with the ${key} ${file.path} ${version(file.sha256)}`] as const;
  });
  return new Map([
    ['data', `by the data ${data.path ?? 'as shipped'}, of ${data.day} ${version(data.sha256)}`],
    ...files,
  ]);
}

const version = (sha256: string): string => `(${sha256.slice(0, 8)})`;

/** What both runs have and is not the same. */
function differences(other: NamedRun, first: NamedRun, factsIn = factsOf): readonly string[] {
  const facts = factsIn(first.run);
  return Array.from(factsIn(other.run)).flatMap(([key, fact]) => {
    const expected = facts.get(key) ?? fact;
    return fact === expected ? [] : `${other.path} was judged ${fact}, ${first.path} ${expected}`;
  });
}

/** How a run that was made again differs from the first: also in its data and in the files it was given. */
export const differencesOfRerun = (then: NamedRun, now: NamedRun): readonly string[] =>
  [factsOf, givenTo].flatMap((factsIn) => differences(then, now, factsIn));

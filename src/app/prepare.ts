import { UserError } from '../core/errors.ts';
import { SCHEMA_VERSION } from '../core/events.ts';
import type { Outcome, RunEvent, SummaryEvent } from '../core/events.ts';
import type { Words } from '../words/words.ts';
import { compileIdentifier } from '../identify/compile.ts';
import type { Identifier } from '../identify/identifier.ts';
import type { Batch, ReadOptions } from '../inventory/inventory.ts';
import type { ScreenRows } from '../core/scan/row-screen.ts';
import { compileJudge } from '../judge/compile.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import type { WaiverRun } from '../waivers/run.ts';
import { chooseLists } from './choose-lists.ts';
import { loadBaseline, loadWaivers, referableIn, Worse } from './decisions.ts';
import { ExitRule } from './exit.ts';
import { designatedBy, namesVendor } from './designated.ts';
import { FailRule } from './fail-rule.ts';
import type { Host } from './host.ts';
import { NamesOutside } from './names-outside.ts';
import type { CheckOptions } from './options.ts';
import type { BatchOutcomes } from './rows.ts';
import { createRowJudge } from './rows.ts';
import { Sweep } from './sweep.ts';
import { Tally } from './tally.ts';

/** Everything of a run that is there before its first input, and what it counts. */
export interface PreparedRun {
  readonly event: RunEvent;
  readonly words: Words;
  readonly isMakerName: Identifier['isMakerName'];
  readonly namesDesignated: ReadOptions['namesDesignated'];
  /** Which rows need not be read; undefined when every row is reported. */
  readonly screen: ScreenRows | undefined;
  readonly tally: Tally;
  judgeBatch(batch: Batch): BatchOutcomes;
  /** What accounts for names outside the records of an input, and what sees its bytes for it. */
  namesOf(source: string): readonly [NamesOutside, Sweep];
  /** Counts outcomes that come from no batch, and returns them. */
  note(outcomes: readonly Outcome[]): readonly Outcome[];
  end(): { readonly event: SummaryEvent; readonly warnings: readonly string[] };
}

/** Loads knowledge, lists, waivers and baseline. Throws UserError for what is wrong with any of them. */
export async function prepareRun(options: CheckOptions, host: Host): Promise<PreparedRun> {
  const { judging, failing } = options;
  const knowledge = await host.knowledge();
  const { lists, vendors, notes } = await chooseLists(judging, knowledge, host);
  refuseNobody(lists);
  const waivers =
    options.waivers === null
      ? null
      : await loadWaivers(options.waivers, judging.asOf, host, referableIn({ lists, vendors }, knowledge.lists, false));
  const identifier = compileIdentifier({ ...knowledge, vendors });
  const judge = compileJudge(lists, vendors, knowledge.words, judging);
  const fail = new FailRule(failing.fail, judging.asOf, (list, entry) => judge.designation(list, entry).deadlines);
  const baseline =
    options.baseline === null ? null : await loadBaseline(options.baseline, failing.fail, judging.asOf, host);
  const isDesignated = namesVendor(lists);
  const tally = new Tally();
  const exit = new ExitRule(failing);
  const asksForRouters = lists.some(({ entries }) => entries.some(({ category }) => category === 'consumer-router'));
  const designated = designatedBy(lists);
  let unclearRouters = 0;
  const worse = new Worse(fail, baseline?.run ?? null);
  const judgeRows = createRowJudge({
    words: knowledge.words,
    identifier,
    judge,
    waivers: waivers?.run ?? null,
    baseline: baseline?.run ?? null,
    fail,
    everyRow: options.everyRow,
    isDesignated,
    asksForRouters,
  });
  const namesIn = identifier.namesIn(designated);
  const event: RunEvent = {
    type: 'run',
    schemaVersion: SCHEMA_VERSION,
    netvet: host.version,
    asOf: judging.asOf,
    options: options.effective,
    knowledge: knowledge.sha256,
    data: knowledge.data,
    lists: lists.map(listRef),
    config: options.config,
    waivers: waivers?.ref ?? null,
    baseline: baseline?.ref ?? null,
    results: [],
  };

  function note(found: readonly Outcome[]): readonly Outcome[] {
    const outcomes = waivers === null ? found : found.map((outcome) => withWaivedProblems(outcome, waivers.run));
    for (const { findings, problems, setAside = [] } of outcomes) {
      for (const name of setAside) tally.addSetAside(name);
      for (const finding of findings) {
        tally.add(finding);
        exit.finding(finding, fail);
        worse.add(finding);
      }
      for (const problem of problems) {
        tally.addProblems(problem.severity);
        exit.problem(problem);
      }
    }
    return outcomes;
  }

  return {
    event,
    namesOf: (source) => [new NamesOutside(source, namesIn, isDesignated), new Sweep(namesIn, isDesignated)],
    words: knowledge.words,
    isMakerName: (cell) => identifier.isMakerName(cell),
    namesDesignated: (text) =>
      identifier.vendorsNamed(text).flatMap(({ id, name }) => (designated.vendors.has(id) ? name : [])),
    screen: options.everyRow ? undefined : identifier.screen(designated),
    tally,
    note,
    judgeBatch(batch) {
      const judged = judgeRows(batch);
      unclearRouters += judged.unclearRouters;
      const outcomes = note(judged.outcomes);
      const found = judged.outcomes.filter((outcome) => outcome.judged && outcome.findings.length > 0).length;
      tally.addRowsWithoutFinding(judged.judged - found);
      return { ...judged, outcomes };
    },
    end() {
      const report = waivers?.run.report() ?? null;
      const { exit: ending, warnings } = exit.end({
        asOf: judging.asOf,
        lists: event.lists,
        tally,
        waivers: report,
      });
      const { unused = [], expired = [], expiring = [], dismissed = 0 } = report ?? {};
      return {
        warnings: [...notes, ...ended(lists, judging.asOf), ...warnings, ...worse.warnings()],
        event: {
          type: 'summary',
          ...tally.counts,
          waivers: { unused, expired, expiring, dismissed },
          unclear: asksForRouters ? { 'consumer-router': unclearRouters } : {},
          resolved: baseline?.run.resolved() ?? [],
          exit: ending,
        },
      };
    },
  };
}

/** By lists that name nobody every inventory would look clean. */
function refuseNobody(lists: readonly BanList[]): void {
  if (lists.some(({ entries }) => entries.length > 0)) return;
  const ids = lists.map(({ id }) => id);
  const [id = ''] = ids;
  throw new UserError(`${ids.join(', ')}: names no vendor, so nothing can be found by it`, `netvet lists show ${id}`);
}

/** Lists of a user that no longer name anybody: nothing is found by them, and a run looks clean. */
function ended(lists: readonly BanList[], asOf: string): readonly string[] {
  const over = lists.filter(
    ({ entries }) =>
      entries.length > 0 &&
      entries.every(({ periods }) => periods.every(({ until }) => until !== null && until < asOf)),
  );
  return over.map(({ id }) => `the list ${id}: every entry had ended by ${asOf}, so nothing is found by it`);
}

function withWaivedProblems(outcome: Outcome, waivers: WaiverRun): Outcome {
  if (outcome.problems.length === 0) return outcome;
  return { ...outcome, problems: outcome.problems.map((problem) => waivers.applyTo(problem)) };
}

function listRef(list: BanList): RunEvent['lists'][number] {
  const { id, title, short, kind, binds, checked, changesEvery, note, sha256 } = list;
  const approvals = list.approvals.map((file) => ({
    ...{ id: file.id, checked: file.checked, changesEvery: file.changesEvery },
  }));
  return { id, title, short, kind, binds, checked, changesEvery, approvals, note, sha256 };
}

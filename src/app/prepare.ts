import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { SCHEMA_VERSION } from '../core/events.ts';
import type { FileRef, Outcome, RunEvent, SummaryEvent } from '../core/events.ts';
import { fails } from '../core/fails.ts';
import type { FailRule } from '../core/fails.ts';
import { compileIdentifier } from '../identify/compile.ts';
import type { Finding } from '../core/finding.ts';
import type { Identifier } from '../identify/identifier.ts';
import type { Batch } from '../inventory/inventory.ts';
import type { ScreenRows } from '../inventory/screen.ts';
import { compileJudge } from '../judge/compile.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import type { BaselineRun } from '../waivers/baseline.ts';
import type { WaiverRun } from '../waivers/run.ts';
import { chooseLists } from './choose-lists.ts';
import { ExitRule } from './exit.ts';
import type { Host } from './host.ts';
import type { CheckOptions } from './options.ts';
import type { BatchOutcomes } from './rows.ts';
import { createRowJudge } from './rows.ts';
import { Tally } from './tally.ts';

/** Everything of a run that is there before its first input, and what it counts. */
export interface PreparedRun {
  readonly event: RunEvent;
  readonly isMakerName: Identifier['isMakerName'];
  /** Which rows need no look; undefined when every row is told. */
  readonly screen: ScreenRows | undefined;
  readonly tally: Tally;
  /** Names of inputs that could not be read to their end. */
  readonly unread: Set<string>;
  judgeBatch(batch: Batch): BatchOutcomes;
  /** Counts outcomes that come from no batch, and returns them. */
  note(outcomes: readonly Outcome[]): readonly Outcome[];
  end(): { readonly event: SummaryEvent; readonly warnings: readonly string[] };
}

/** Loads knowledge, lists, waivers and baseline. Throws UserError for what is wrong with any of them. */
export async function prepareRun(options: CheckOptions, host: Host): Promise<PreparedRun> {
  const { judging, failing } = options;
  const knowledge = await host.knowledge();
  const { lists, vendors } = await chooseLists(judging.lists, judging.profiles, knowledge, host);
  const waivers = options.waivers === null ? null : await loadWaivers(options.waivers, judging.asOf, host);
  const baseline = options.baseline === null ? null : await loadBaseline(options.baseline, failing.failOn, host);
  const identifier = compileIdentifier(vendors, knowledge.macPrefixes, knowledge.patternLiterals);
  const judge = compileJudge(lists, vendors, judging);
  const tally = new Tally();
  const exit = new ExitRule(failing, judge, judging.asOf);
  const unread = new Set<string>();
  const asksForRouters = lists.some(({ entries }) => entries.some(({ category }) => category === 'consumer-router'));
  let unclearRouters = 0;
  /** Findings that the baseline keeps from failing, although they did not fail when it was made. */
  let worse = 0;
  const judgeRows = createRowJudge({
    identifier,
    judge,
    waivers: waivers?.run ?? null,
    baseline: baseline?.run ?? null,
    everyRow: options.everyRow,
    asksForRouters,
  });
  const event: RunEvent = {
    type: 'run',
    schemaVersion: SCHEMA_VERSION,
    netvet: host.version,
    asOf: judging.asOf,
    options: options.effective,
    knowledge: knowledge.sha256,
    lists: lists.map(listRef),
    config: options.config,
    waivers: waivers?.ref ?? null,
    baseline: baseline?.ref ?? null,
  };

  function note(outcomes: readonly Outcome[]): readonly Outcome[] {
    for (const { findings, problems } of outcomes) {
      for (const finding of findings) {
        tally.add(finding);
        exit.finding(finding);
        if (finding.new === false && isWorse(finding, failing.failOn, baseline?.run)) worse += 1;
      }
      for (const problem of problems) exit.problem(problem);
    }
    return outcomes;
  }

  return {
    event,
    isMakerName: (cell) => identifier.isMakerName(cell),
    screen: options.everyRow ? undefined : identifier.screen,
    tally,
    unread,
    note,
    judgeBatch(batch) {
      const judged = judgeRows(batch);
      unclearRouters += judged.unclearRouters;
      note(judged.outcomes);
      return judged;
    },
    end() {
      const report = waivers?.run.report() ?? null;
      const { exit: ending, warnings } = exit.end({
        asOf: judging.asOf,
        lists: event.lists,
        tally,
        unread: [...unread],
        waivers: report,
      });
      const { unused = [], expired = [], expiring = [], dismissed = 0 } = report ?? {};
      return {
        warnings: worse === 0 ? warnings : [...warnings, worseText(worse)],
        event: {
          type: 'summary',
          inputs: tally.inputs,
          findings: tally.findings,
          units: tally.units,
          waivers: { unused, expired, expiring, dismissed },
          unclear: asksForRouters ? { 'consumer-router': unclearRouters } : {},
          resolved: baseline?.run.resolved() ?? [],
          exit: ending,
        },
      };
    },
  };
}

function isWorse(finding: Finding, rule: FailRule, baseline: BaselineRun | undefined): boolean {
  return fails({ ...finding, new: null }, rule) && baseline?.wasHarmless(finding.id) === true;
}

function worseText(count: number): string {
  const what = count === 1 ? '1 finding' : `${count} findings`;
  return `the baseline keeps ${what} from failing that did not fail when it was made: look at them, and make a new one`;
}

function listRef({ id, title, kind, binds, checked, note, sha256 }: BanList): RunEvent['lists'][number] {
  return { id, title, kind, binds, checked, note, sha256 };
}

async function loadWaivers(path: string, asOf: string, host: Host): Promise<{ run: WaiverRun; ref: FileRef }> {
  const { readTextFile } = await import('../yaml/file.ts');
  const { parseWaivers } = await import('../waivers/parse.ts');
  const { createWaiverRun } = await import('../waivers/run.ts');
  const file = parseWaivers(readTextFile(path, resolve(host.cwd, path)));
  return { run: createWaiverRun(file, asOf), ref: { path, sha256: file.sha256 } };
}

async function loadBaseline(path: string, rule: FailRule, host: Host): Promise<{ run: BaselineRun; ref: FileRef }> {
  const { BaselineCounter, createBaselineRun } = await import('../waivers/baseline.ts');
  const { readResult } = await import('./result.ts');
  const counter = new BaselineCounter(rule);
  const hash = createHash('sha256');
  for await (const event of readResult(path, host, (chunk) => hash.update(chunk))) counter.add(event);
  return { run: createBaselineRun(counter.counts, counter.harmless), ref: { path, sha256: hash.digest('hex') } };
}

import { within, type Day } from '../core/dates.ts';
import type { Attention, DesignationEvent, Outcome, ResultEvent, Step, SummaryEvent } from '../core/events.ts';
import { MOST_ELSEWHERE, thingId, type Finding, type Identification } from '../core/finding.ts';
import { idOf } from '../core/asset.ts';
import { groupsOf, heldUnder } from '../core/groups.ts';
import type { Problem } from '../core/problem.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { Words } from '../words/words.ts';
import type { Identifier } from '../identify/compile.ts';
import type { Batch } from '../inventory/inventory.ts';
import type { Judge, Judged } from '../judge/judge.ts';
import type { BanList, ListEntry } from '../knowledge/ban-list.ts';
import { vagueRouterItem } from './attention.ts';
import { assetOf, assetsOfRun, attachedDevices, quantityOf } from './asset.ts';

type ReadRow = Pick<Outcome, 'findings' | 'problems'> & ReturnType<Identifier['read']> & { readonly kind: string };
type NamedAsset = ReturnType<ReturnType<typeof assetsOfRun>>;

/** Judges the rows of a run, batch by batch. */
export class RowJudge {
  readonly #rules: ConstructorParameters<typeof RowJudge>[0];
  readonly #reported = new WeakSet<Finding['designations']>();
  readonly #attached: ReturnType<typeof attachedDevices>;
  readonly #assetOf: ReturnType<typeof assetsOfRun>;

  /** `everyRow`: rows with nothing to report have an outcome too; `asksForRouters`: so have those that say "router". */
  constructor(rules: {
    readonly words: Words;
    readonly identifier: Identifier;
    readonly judge: Judge;
    readonly everyRow: boolean;
    readonly asksForRouters: boolean;
    readonly elsewhere: ReturnType<typeof vendorsElsewhere>;
  }) {
    this.#rules = rules;
    this.#attached = attachedDevices(rules.words.noValue);
    this.#assetOf = assetsOfRun(rules.words);
  }

  /** The outcomes and counts of a batch. `read` takes each record; `isSettled`: it is judged, a part or no device. */
  judge({ records, problems, passed }: Batch, read: (record: InventoryRecord, isSettled: boolean) => void) {
    const outcomes: Outcome[] = [];
    const counts = { judged: 0, 'no-device': 0, part: 0, open: 0 };
    let withFinding = 0;
    // A problem of the whole input makes a group of its own.
    const byRow = groupsOf(problems, (one) => one.row ?? one).values();
    let next = byRow.next().value;
    const addProblemsBefore = (row: number): void => {
      for (; next !== undefined && (next[0].row ?? 0) < row; next = byRow.next().value)
        outcomes.push(problemOutcome(...next));
    };
    for (const record of records) {
      addProblemsBefore(record.row);
      const ofRow = next?.[0].row === record.row ? next : [];
      if (ofRow === next) next = byRow.next().value;
      const reading = this.#rules.identifier.read(record);
      const { identifications, alike, setAside } = reading;
      const findings = this.#findingsOf(record, reading);
      const kind = this.#kindOf(record, identifications, findings);
      read(record, kind !== 'open');
      counts[kind] += 1;
      if (kind === 'judged' && findings.length > 0) withFinding += 1;
      const outcome = this.#outcomeOf(record, { identifications, alike, findings, problems: ofRow, setAside, kind });
      if (outcome !== null) outcomes.push(outcome);
    }
    addProblemsBefore(Infinity);
    const judged = counts.judged + passed;
    const { open: notJudged, part: parts } = counts;
    const rejected = problems.filter((one) => one.rejected).length;
    const rows = judged + notJudged + parts + rejected;
    return { outcomes, counts: { rows, judged, notJudged, rejected, parts, withoutFinding: judged - withFinding } };
  }

  #kindOf(record: InventoryRecord, identifications: readonly Identification[], findings: readonly Finding[]) {
    const { identifier } = this.#rules;
    // A vendor that its country alone points at is no identification.
    const isNamed = identifications.length > 0 && findings.length > 0;
    const isDoubted = isNamed && identifications.every((one) => one.isDoubted === true);
    // A line that is no row becomes one by a finding above `possible`: a mention is not enough.
    const isFoundInLine = record.noRow === true && findings.some(({ confidence }) => confidence !== 'possible');
    if (!isDoubted && (identifier.identity.has(record) || isFoundInLine)) return 'judged';
    if (record.noRow === true || identifier.identity.isNoDevice(record)) return 'no-device';
    // A part that a listed vendor may have made is a row to look at.
    return findings.length === 0 && identifier.identity.isPart(record) ? 'part' : 'open';
  }

  #outcomeOf(record: InventoryRecord, given: ReadRow): Outcome | null {
    const { findings, problems } = given;
    const { asksForRouters, identifier, judge, words } = this.#rules;
    const setAside = given.setAside.filter(({ vendor }) => judge.designates(vendor));
    const saysKind = given.identifications.some(({ category }) => category?.id === 'consumer-router');
    // The row says "router" without saying whether it is a consumer router.
    const isVague = asksForRouters && !saysKind && identifier.isUnclearRouter(record);
    const isSilent = findings.length === 0 && problems.length === 0 && setAside.length === 0 && !isVague;
    const judged = given.kind !== 'open';
    if (judged && isSilent && !this.#rules.everyRow) return null;
    const designations = this.#designationsOf(findings);
    const site = judged ? undefined : assetOf(record, words).site;
    const attention = isVague ? vagueRouterItem(record) : undefined;
    const { source, row, line, cell } = record;
    return { source, row, line, cell, record, judged, site, attention, findings, problems, designations, setAside };
  }

  #findingsOf(record: InventoryRecord, { identifications, alike }: ReturnType<Identifier['read']>): readonly Finding[] {
    const { judge, elsewhere } = this.#rules;
    const unknownMaker = judge.unknownMaker(record, identifications);
    const all = unknownMaker === null ? identifications : [...identifications, unknownMaker];
    const allAlike = unknownMaker === null ? alike : [...alike, unknownMaker];
    let rowAsset: NamedAsset | null = null;
    const findings: Finding[] = [];
    let at = 0;
    for (const identification of all) {
      const judged = judge.judge(allAlike[at++] ?? identification, record, allAlike);
      if (judged === null) {
        elsewhere.add(identification);
        continue;
      }
      // Nothing points at the vendor but addresses of devices to which the row's own device is attached.
      const isAttached = identification.evidence.every(({ kind, part }) => part === 'other-device' && kind === 'mac');
      const attachedAsset = isAttached ? this.#attached(record.source, identification) : null;
      if (isAttached && attachedAsset === null) continue;
      rowAsset ??= this.#assetOf(record);
      findings.push(makeFinding(record, identification, judged, attachedAsset ?? rowAsset));
    }
    return findings;
  }

  /** The designations not yet reported. Findings that were judged alike share one array of them. */
  #designationsOf(findings: readonly Finding[]): readonly DesignationEvent[] {
    return findings.flatMap(({ designations }) => {
      if (this.#reported.has(designations)) return [];
      this.#reported.add(designations);
      return designations.map(({ list, entry }) => this.#rules.judge.designation(list, entry));
    });
  }
}

/** The most outcomes of a result in one step. */
const MOST_TOGETHER = 256;

/**
 * The events of a result as steps again. Findings of one row follow each other and are one outcome, so the last outcome
 * of a step waits for the next.
 */
export async function* stepsOfResult(events: AsyncIterable<ResultEvent> | Iterable<ResultEvent>): AsyncGenerator<Step> {
  const outcomes: Outcome[] = [];
  let designations: DesignationEvent[] = [];
  const attention: Attention[] = [];
  function* take(count: number): Generator<Step> {
    if (count > 0) yield { kind: 'outcomes', outcomes: outcomes.splice(0, count), rows: count };
  }
  function addFinding(finding: Finding): void {
    const last = outcomes.at(-1);
    const isSameRow = last?.judged === true && last.source === finding.source && last.row === finding.row;
    const before = (isSameRow ? outcomes.pop() : undefined) ?? outcomeAt(finding);
    const all = { findings: [...before.findings, finding], designations: [...before.designations, ...designations] };
    outcomes.push({ ...before, judged: true, ...all });
    designations = [];
  }
  for await (const event of events) {
    if (event.type === 'designation') designations.push(event);
    else if (event.type === 'attention') attention.push(event);
    else if (event.type === 'problem') outcomes.push(problemOutcome(event));
    else if (event.type === 'finding') addFinding(event);
    else {
      yield* take(outcomes.length);
      if (event.type === 'run') yield { kind: 'run', event };
      else if (event.type === 'input') yield { kind: 'input', event };
      else yield { kind: 'summary', event, attention: attention.splice(0) };
    }
    if (outcomes.length > MOST_TOGETHER) yield* take(outcomes.length - 1);
  }
}

/** The outcome of a row that could not be read, or of a problem of the whole input. */
export function problemOutcome(...problems: readonly [Problem, ...Problem[]]): Outcome {
  return { ...outcomeAt(problems[0]), problems };
}

/** An empty outcome at a place. It has all keys: adding some to a copy takes a tenth of a run of findings alone. */
export function outcomeAt({ source, row, line, cell }: Pick<Outcome, 'source' | 'row' | 'line' | 'cell'>): Outcome {
  const nothing = { record: null, judged: false, site: undefined, attention: undefined };
  return { source, row, line, cell, ...nothing, findings: [], problems: [], designations: [], setAside: [] };
}

function makeFinding(
  record: InventoryRecord,
  identification: Identification,
  { status, designations, maker }: Judged,
  { asset, key, id: ownId }: NamedAsset,
): Finding {
  const { source, row, line, cell } = record;
  const { vendor: identified, category, confidence, evidence, conflict } = identification;
  const vendor = identified === null || maker === undefined ? identified : { ...identified, ...maker };
  const id = idOf(`${thingId({ vendor, category })}\n${key}`);
  // prettier-ignore
  return {
    type: 'finding', id, assetId: ownId, source, row, line, cell, vendor, category, confidence, status,
    new: null, newBecause: null, fails: false, designations, evidence, conflict, asset, quantity: quantityOf(asset),
  };
}

const MOST_LISTS = 3;

/** Counts rows of vendors that only other lists name, for a run that finds nothing. */
export function vendorsElsewhere() {
  const rowsById = new Map<string, { readonly vendor: string; rows: number }>();
  const isWanted = (id: string): boolean => (rowsById.get(id)?.rows ?? 0) < MOST_ELSEWHERE;
  return {
    isWanted,
    add({ vendor, confidence }: Identification): void {
      if (vendor === null || confidence === 'possible' || !isWanted(vendor.id)) return;
      const { id, name, affiliate } = vendor;
      // A list may name the affiliate alone.
      const makers = [{ id, name }, ...(affiliate === null ? [] : [{ ...affiliate, id: `${id}/${affiliate.id}` }])];
      for (const maker of makers) heldUnder(rowsById, maker.id, () => ({ vendor: maker.name, rows: 0 })).rows += 1;
    },
    /** Those that other `lists` name as of a day. */
    lines(lists: readonly BanList[], asOf: Day): SummaryEvent['elsewhere'] {
      return Array.from(rowsById, ([id, counted]) => {
        const isNamed = ({ vendor, adoptedFrom, since, until }: ListEntry): boolean =>
          vendor === id && adoptedFrom === null && within(asOf, since, until);
        const naming = lists.filter(({ entries }) => entries.some(isNamed)).slice(0, MOST_LISTS);
        return naming.map(({ id: list, short }) => ({ list: short ?? list, ...counted }));
      }).flat();
    },
  };
}

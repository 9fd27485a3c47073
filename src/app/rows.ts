import type { DesignationEvent, Outcome } from '../core/events.ts';
import { thingId, type Finding, type Identification, type VendorRef } from '../core/finding.ts';
import { findingId } from '../core/fingerprint.ts';
import type { Problem } from '../core/problem.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { Words } from '../words/words.ts';
import type { Identifier } from '../identify/identifier.ts';
import type { Batch } from '../inventory/inventory.ts';
import type { Judge } from '../judge/judge.ts';
import type { Judged } from '../judge/judge.ts';
import type { Elsewhere } from './elsewhere.ts';
import { vagueRouter } from './attention.ts';
import { Assets, AttachedDevices, isOfAttached, quantityOf, type NamedAsset } from './asset.ts';

/** What turns rows into outcomes. */
interface RowRules {
  readonly words: Words;
  readonly identifier: Identifier;
  readonly judge: Judge;
  /** False: rows about which there is nothing to say become no outcome, and cost nothing. */
  readonly everyRow: boolean;
  /** Whether an entry of the lists names a vendor or affiliate. */
  readonly isDesignated: (vendor: VendorRef) => boolean;
  /** True when a list of the run names consumer routers: then rows that say only "router" are to be looked at. */
  readonly asksForRouters: boolean;
  /** Counts what no chosen list names. */
  readonly elsewhere: Elsewhere;
}

const NO_FINDINGS: readonly Finding[] = [];
const NO_PROBLEMS: readonly Problem[] = [];
const NO_DESIGNATIONS: readonly DesignationEvent[] = [];

/**
 * Returns what judges one batch after the other; keeps track of the designations already reported. `read` takes in each
 * record, and whether nothing is to be said of what its cells leave open.
 */
export function createRowJudge(rules: RowRules) {
  const told = new Map<string, Set<string>>();
  const toldOf = new WeakSet<Finding['designations']>();
  const attached = new AttachedDevices(rules.words.noValue);
  const assets = new Assets(rules.words);

  function findingsOf(record: InventoryRecord, known: readonly Identification[]): readonly Finding[] {
    const unknown = rules.judge.unknownMaker(record, known);
    const all = unknown === null ? known : [...known, unknown];
    if (all.length === 0) return NO_FINDINGS;
    let named: NamedAsset | null = null;
    let findings: Finding[] | null = null;
    for (const identification of all) {
      const judged = rules.judge.judge(identification, record, all);
      if (judged === null) {
        rules.elsewhere.add(identification);
        continue;
      }
      rules.elsewhere.end();
      const isAttached = isOfAttached(identification);
      const other = isAttached ? attached.next(record.source, identification) : null;
      if (isAttached && other === null) continue;
      named ??= assets.of(record);
      (findings ??= []).push(makeFinding(record, identification, judged, other ?? named));
    }
    return findings ?? NO_FINDINGS;
  }

  /** Whether it says "router" without saying whether it is a consumer router. */
  function isVagueRouter(record: InventoryRecord, known: readonly Identification[]): boolean {
    if (known.some(({ category }) => category?.id === 'consumer-router')) return false;
    return rules.identifier.isUnclearRouter(record);
  }

  function newDesignations(findings: readonly Finding[]): readonly DesignationEvent[] {
    let found: DesignationEvent[] | null = null;
    for (const { designations } of findings) {
      // Findings judged alike share their designations.
      if (toldOf.has(designations)) continue;
      toldOf.add(designations);
      for (const { list, entry } of designations) {
        const entries = told.get(list) ?? new Set();
        if (entries.has(entry)) continue;
        told.set(list, entries.add(entry));
        (found ??= []).push(rules.judge.designation(list, entry));
      }
    }
    return found ?? NO_DESIGNATIONS;
  }

  return ({ records, problems, passed }: Batch, read: (record: InventoryRecord, isJudged: boolean) => void) => {
    const outcomes: Outcome[] = [];
    let judged = 0;
    let withFinding = 0;
    /** Lines in which no device stands and nothing was found, and rows that tell of none. */
    let aside = 0;
    /** Rows that are judged with the device whose parts they are, if anything of it is. */
    let parts = 0;
    let at = 0;
    function addProblemsBefore(row: number): void {
      for (let next = problems[at]; next !== undefined && (next.row ?? 0) < row; next = problems[at]) {
        const own = problemsOfRow(problems, at);
        outcomes.push(problemOutcome(next, own));
        at += own.length;
      }
    }
    for (const record of records) {
      addProblemsBefore(record.row);
      const own = problems[at]?.row === record.row ? problemsOfRow(problems, at) : NO_PROBLEMS;
      at += own.length;
      const { identifications, setAside: names } = rules.identifier.read(record);
      const setAside = names.length === 0 ? names : names.filter(({ vendor }) => rules.isDesignated(vendor));
      const findings = findingsOf(record, identifications);
      const isDoubted = findings.length > 0 && identifications.every(({ isDoubted }) => isDoubted === true);
      // Of a line in which no device stands a mention makes none.
      const tells = record.aside === true && findings.some(({ confidence }) => confidence !== 'possible');
      const hasIdentity = !isDoubted && (rules.identifier.hasIdentity(record) || tells);
      const isAside = !hasIdentity && (record.aside === true || rules.identifier.isNoDevice(record));
      // One that a listed vendor may have made is a row to look at.
      const isPart = !hasIdentity && !isAside && findings.length === 0 && rules.identifier.isPart(record);
      read(record, hasIdentity || isAside || isPart);
      if (hasIdentity) judged += 1;
      if (hasIdentity && findings.length > 0) withFinding += 1;
      else if (isAside) aside += 1;
      else if (isPart) parts += 1;
      const isVague = rules.asksForRouters && isVagueRouter(record, identifications);
      const isSilent = findings.length === 0 && own.length === 0 && setAside.length === 0 && !isVague;
      if ((hasIdentity || isAside || isPart) && isSilent && !rules.everyRow) continue;
      const { source, row, line, cell } = record;
      const designations = newDesignations(findings);
      const outcome = { source, row, line, cell, record, judged: hasIdentity, findings, problems: own, designations };
      const more = setAside.length === 0 ? outcome : { ...outcome, setAside };
      outcomes.push(isVague ? { ...more, attention: vagueRouter(record) } : more);
    }
    addProblemsBefore(Infinity);
    const withoutFinding = judged + passed - withFinding;
    const notJudged = records.length - judged - aside - parts;
    return { outcomes, judged: judged + passed, notJudged, parts, withoutFinding };
  };
}

/** The problems from `at` on that are about one row; a problem of the whole input stands alone. */
function problemsOfRow(problems: readonly Problem[], at: number): readonly Problem[] {
  const row = problems[at]?.row ?? null;
  let end = at + 1;
  while (row !== null && problems[end]?.row === row) end += 1;
  return problems.slice(at, end);
}

/** The outcome of a row that could not be read, or of a problem of the whole input. */
export function problemOutcome(first: Problem, problems: readonly Problem[] = [first]): Outcome {
  return { ...outcomeAt(first), problems };
}

/** An outcome of which nothing is said yet. */
export function outcomeAt({ source, row, line, cell }: Pick<Outcome, 'source' | 'row' | 'line' | 'cell'>): Outcome {
  const nothing = { findings: NO_FINDINGS, problems: NO_PROBLEMS, designations: NO_DESIGNATIONS };
  return { source, row, line, cell, record: null, judged: false, ...nothing };
}

function makeFinding(
  record: InventoryRecord,
  identification: Identification,
  { status, designations, maker }: Judged,
  { asset, key, id: ownId }: NamedAsset,
): Finding {
  const { source, row, line, cell } = record;
  const { vendor, category, confidence, evidence, conflict } = identification;
  const id = findingId(thingId(identification), key);
  return {
    type: 'finding',
    id,
    assetId: ownId,
    source,
    row,
    line,
    cell,
    vendor: vendor === null || maker === undefined ? vendor : { ...vendor, ...maker },
    category,
    confidence,
    status,
    new: null,
    newBecause: null,
    fails: false,
    designations,
    evidence,
    conflict,
    asset,
    quantity: quantityOf(asset),
  };
}

import type { Finding, Identification, Status } from '../core/finding.ts';
import { FIELDS } from '../core/fields.ts';
import { Layout } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { compileJudge } from '../judge/compile.ts';
import type { BanList, ListEntry } from '../knowledge/ban-list.ts';
import { chooseLists } from './choose-lists.ts';
import type { Host } from './host.ts';
import { findList } from './lists.ts';
import { readResult } from './result.ts';

export interface FactChange {
  readonly key: string;
  readonly from: unknown;
  readonly to: unknown;
}

export interface EntryChange {
  readonly entry: string;
  readonly listedAs: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Of a changed entry. */
  readonly facts: readonly FactChange[];
}

/** What one finding of an earlier result is under each list; null: that list does not speak of it. */
export interface FindingChange {
  readonly source: string;
  readonly row: number;
  readonly line: number | null;
  readonly id: string;
  readonly name: string;
  readonly change: 'added' | 'dropped' | 'altered';
  readonly from: Status | null;
  readonly to: Status | null;
}

export interface ListDiff {
  readonly from: string;
  readonly to: string;
  /** Of the lists themselves: title, checked ... */
  readonly facts: readonly FactChange[];
  readonly entries: readonly EntryChange[];
  /** Null without a result to look at. */
  readonly findings: readonly FindingChange[] | null;
}

/** What changes from list A to list B, and for the findings of an earlier result. */
export async function diffLists(a: string, b: string, against: string | null, host: Host): Promise<ListDiff> {
  const from = await findList(a, host);
  const to = await findList(b, host);
  return {
    from: a,
    to: b,
    facts: changedFacts(plainFacts(from), plainFacts(to)),
    entries: changedEntries(from.entries, to.entries),
    findings: against === null ? null : await changedFindings([a, b], against, host),
  };
}

function plainFacts(list: BanList) {
  const { id, title, short, publisher, jurisdiction, kind, binds, url, checked, changesEvery, note, sources } = list;
  return { id, title, short, publisher, jurisdiction, kind, binds, url, checked, changesEvery, note, sources };
}

function changedEntries(from: readonly ListEntry[], to: readonly ListEntry[]): readonly EntryChange[] {
  const before = new Map(from.map((entry) => [entry.id, entry]));
  const after = new Map(to.map((entry) => [entry.id, entry]));
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  return ids.flatMap((id): EntryChange[] => {
    const [old, now] = [before.get(id), after.get(id)];
    if (old === undefined || now === undefined) {
      const listedAs = old?.listedAs ?? now?.listedAs ?? '';
      return [{ entry: id, listedAs, change: old === undefined ? 'added' : 'removed', facts: [] }];
    }
    // Example rows are tests of the data, not facts of the law.
    const facts = changedFacts(old, now).filter(({ key }) => key !== 'examples');
    return facts.length === 0 ? [] : [{ entry: id, listedAs: now.listedAs, change: 'changed', facts }];
  });
}

function changedFacts(from: object, to: object): readonly FactChange[] {
  const after = new Map<string, unknown>(Object.entries(to));
  return Object.entries(from).flatMap(([key, old]: [string, unknown]) => {
    const now = after.get(key);
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ key, from: old, to: now }];
  });
}

async function changedFindings(
  names: readonly [string, string],
  against: string,
  host: Host,
): Promise<readonly FindingChange[]> {
  const knowledge = await host.knowledge();
  const changes: FindingChange[] = [];
  let judges: readonly ReturnType<typeof compileJudge>[] = [];
  for await (const event of readResult(against, host)) {
    if (event.type === 'run') {
      const options = { asOf: event.asOf, judgeAt: 'as-of' as const };
      const chosen = await Promise.all(names.map((name) => chooseLists([name], [], knowledge, host)));
      judges = chosen.map(({ lists, vendors }) => compileJudge(lists, vendors, knowledge.words, options));
    }
    if (event.type !== 'finding') continue;
    const [from = null, to = null] = judges.map((judge) => {
      // A result does not say what the families of its models are.
      const families = event.evidence.filter(({ kind }) => kind === 'model').map(() => ({ is: null, sure: false }));
      const identification: Identification = { ...event, families };
      return judge.judge(identification, recordOfFinding(event), [identification])?.status ?? null;
    });
    if (from === to) continue;
    const { source, row, line, id } = event;
    const name = event.vendor?.name ?? event.category?.name ?? '';
    const change = from === null ? 'added' : to === null ? 'dropped' : 'altered';
    changes.push({ source, row, line, id, name, change, from, to });
  }
  return changes;
}

/** The row of a finding, as far as a result keeps it. */
function recordOfFinding({ source, row, line, cell, asset }: Finding): InventoryRecord {
  const fields = FIELDS.filter((field) => asset[field] !== undefined);
  return {
    source,
    row,
    line,
    cell,
    layout: new Layout(
      fields.map((field) => ({ name: field, fields: [field], why: 'earlier result', notMaker: false })),
    ),
    cells: fields.map((field) => asset[field] ?? ''),
    part: 'device',
  };
}

import { rowOf } from './asset.ts';
import { thingId, type Identification, type Status } from '../core/finding.ts';
import { compileJudge } from '../judge/judge.ts';
import type { BanList, ListEntry } from '../knowledge/ban-list.ts';
import type { Host } from './host.ts';
import { slug } from '../core/text.ts';
import { findList, type FoundList } from './lists.ts';
import { readResult } from './result.ts';

export interface FactChange {
  readonly key: string;
  readonly from: unknown;
  readonly to: unknown;
}

export interface EntryChange {
  readonly entry: string;
  readonly as: string;
  /** `renamed`: another id or name for whom an entry was about; `ended`: its listing has a last day now. */
  readonly change: 'added' | 'removed' | 'ended' | 'renamed' | 'changed';
  /** Of a renamed entry: its id before. */
  readonly before: string | null;
  /** Of an entry that both have. */
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
export async function diffLists(
  a: string,
  b: string,
  { against, listSources }: { readonly against: string | null; readonly listSources: readonly string[] },
  host: Host,
): Promise<ListDiff> {
  const from = await findList(a, listSources, host);
  const to = await findList(b, listSources, host);
  return {
    from: a,
    to: b,
    facts: changedFacts(plainFacts(from.list), plainFacts(to.list)),
    entries: changedEntries(named(from), named(to)),
    findings: against === null ? null : await changedFindings([from, to], against, host),
  };
}

function plainFacts(list: BanList) {
  const { id, title, short, publisher, jurisdiction, binds, url, checked, pace, note, sources } = list;
  const rules = Object.fromEntries(list.rules.map((rule) => [`rule ${rule.id}`, rule]));
  return { id, title, short, publisher, jurisdiction, binds, url, checked, pace, note, sources, ...rules };
}

/** The entries with the names of the vendors that the list itself describes. */
function named({ list, vendors }: FoundList): readonly ListEntry[] {
  const described = new Map(vendors.flatMap((vendor) => (vendor.file === null ? [[vendor.id, vendor.names]] : [])));
  return list.entries.map((entry) => {
    const names = described.get(entry.vendor ?? '')?.map(({ name }) => name) ?? [];
    return { ...entry, also: [...new Set([...entry.also, ...names])].filter((name) => name !== entry.as) };
  });
}

/** Whether two entries share a name: one of them was renamed. */
function isSame(old: ListEntry, now: ListEntry): boolean {
  const [before, after] = [old, now].map(({ as, also }) => new Set([as, ...also].map(slug)));
  return old.vendor !== null && now.vendor !== null && [...(before ?? [])].some((name) => after?.has(name) === true);
}

function changedEntries(from: readonly ListEntry[], to: readonly ListEntry[]): readonly EntryChange[] {
  const before = new Map(from.map((entry) => [entry.id, entry]));
  const after = new Map(to.map((entry) => [entry.id, entry]));
  const gone = from.filter(({ id }) => !after.has(id));
  const changes = to.flatMap((now): EntryChange[] => {
    const old = before.get(now.id) ?? gone.find((one) => isSame(one, now));
    const about = {
      entry: now.id,
      as: now.as,
      before: old === undefined || old.id === now.id ? null : old.id,
    };
    if (old === undefined) return [{ ...about, change: 'added', facts: [] }];
    if (old.id !== now.id) gone.splice(gone.indexOf(old), 1);
    // Example rows are tests of the data, and ids are told apart.
    const facts = changedFacts(old, now).filter(({ key }) => !['id', 'vendor'].includes(key));
    if (facts.length === 0 && about.before === null) return [];
    if (now.until !== null && old.until === null) return [{ ...about, change: 'ended', facts }];
    const isRenamed = about.before !== null || old.as !== now.as;
    return [{ ...about, change: isRenamed ? 'renamed' : 'changed', facts }];
  });
  const removed = gone.map(({ id, as }): EntryChange => ({
    ...{ entry: id, as, before: null, facts: [] },
    change: 'removed',
  }));
  return [...changes, ...removed].sort((a, b) => (a.entry < b.entry ? -1 : 1));
}

function changedFacts(from: object, to: object): readonly FactChange[] {
  const after = new Map<string, unknown>(Object.entries(to));
  const before = new Map<string, unknown>(Object.entries(from));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [old, now] = [before.get(key) ?? null, after.get(key) ?? null];
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ key, from: old, to: now }];
  });
}

async function changedFindings(
  found: readonly [FoundList, FoundList],
  against: string,
  host: Host,
): Promise<readonly FindingChange[]> {
  const { words } = await host.knowledge();
  const changes: FindingChange[] = [];
  let judges: readonly ReturnType<typeof compileJudge>[] = [];
  for await (const event of readResult(against, host)) {
    if (event.type === 'run') {
      const options = { asOf: event.asOf };
      judges = found.map(({ list, vendors }) => compileJudge([list], vendors, words, options));
    }
    if (event.type !== 'finding') continue;
    const { source, row, line, cell, id, asset } = event;
    const [from = null, to = null] = judges.map((judge) => {
      // A result does not say what the families of its models are.
      const families = event.evidence.filter(({ kind }) => kind === 'model').map(() => ({ is: null, sure: false }));
      const vendor = event.vendor && { ...event.vendor, id: thingId(event) };
      const identification: Identification = { ...event, vendor, families };
      return (
        judge.judge(identification, { ...rowOf(asset), source, row, line, cell }, [identification])?.status ?? null
      );
    });
    if (from === to) continue;
    const name = event.vendor?.name ?? event.category?.name ?? '';
    const change = from === null ? 'added' : to === null ? 'dropped' : 'altered';
    changes.push({ source, row, line, id, name, change, from, to });
  }
  return changes;
}

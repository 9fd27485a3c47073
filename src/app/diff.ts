import { rowOf } from './asset.ts';
import { thingId, type Identification } from '../core/finding.ts';
import { Judge } from '../judge/judge.ts';
import { ABOUT, type BanList, type ListEntry } from '../knowledge/ban-list.ts';
import type { Host } from './host.ts';
import { slug } from '../core/text.ts';
import { findList } from './lists.ts';
import { thingName } from '../report/phrases.ts';
import { readResult } from './result.ts';

/** `findings`: null without an earlier result. */
export type ListDiff = Awaited<ReturnType<typeof diffLists>>;

/** `against`: the path of an earlier result. */
export type DiffFlags = { readonly against?: string; readonly listSource?: readonly string[] };

/** What changes from list A to list B, and for the findings of an earlier result. */
export async function diffLists(a: string, b: string, { against, listSource = [] }: DiffFlags, host: Host) {
  const from = await findList(a, listSource, host);
  const to = await findList(b, listSource, host);
  return {
    from: a,
    to: b,
    facts: changedFacts(plainFacts(from.list), plainFacts(to.list)),
    entries: changedEntries(namedEntries(from), namedEntries(to)),
    findings: against === undefined ? null : await changedFindings([from, to], against, host),
  };
}

function plainFacts(list: BanList) {
  const rules = list.rules.map((rule) => [`rule ${rule.id}`, rule]);
  return Object.fromEntries([...ABOUT.map((key) => [key, list[key]]), ...rules]) as object;
}

function namedEntries({ list, vendors }: Awaited<ReturnType<typeof findList>>): readonly ListEntry[] {
  const described = new Map(vendors.flatMap((vendor) => (vendor.file === null ? [[vendor.id, vendor.names]] : [])));
  return list.entries.map((entry) => {
    const names = described.get(entry.vendor ?? '')?.map(({ name }) => name) ?? [];
    return { ...entry, also: [...new Set([...entry.also, ...names])].filter((name) => name !== entry.as) };
  });
}

function isSame(old: ListEntry, now: ListEntry): boolean {
  const names = new Set([old.as, ...old.also].map(slug));
  return old.vendor !== null && now.vendor !== null && [now.as, ...now.also].some((name) => names.has(slug(name)));
}

/** Entries that differ. One with another id and a name of the old one has changed. */
function changedEntries(from: readonly ListEntry[], to: readonly ListEntry[]) {
  const before = new Map(from.map((entry) => [entry.id, entry]));
  const after = new Set(to.map(({ id }) => id));
  const gone = new Map(from.filter(({ id }) => !after.has(id)).map((entry) => [entry.id, entry]));
  const noFacts: ReturnType<typeof changedFacts> = [];
  const changes = [];
  for (const now of to) {
    const old = before.get(now.id) ?? [...gone.values()].find((one) => isSame(one, now));
    const about = { entry: now.id, as: now.as };
    if (old === undefined) changes.push({ ...about, change: 'added' as const, facts: noFacts });
    if (old === undefined) continue;
    gone.delete(old.id);
    const facts = changedFacts(old, now).filter(({ key }) => key !== 'vendor');
    if (facts.length > 0) changes.push({ ...about, change: 'changed' as const, facts });
  }
  for (const { id, as } of gone.values()) changes.push({ entry: id, as, change: 'removed' as const, facts: noFacts });
  return changes.sort((a, b) => (a.entry < b.entry ? -1 : 1));
}

function changedFacts(from: object, to: object) {
  return Object.keys({ ...from, ...to }).flatMap((key) => {
    const [old = null, now = null] = [from, to].map((facts) => (facts as Readonly<Record<string, unknown>>)[key]);
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ key, from: old, to: now }];
  });
}

async function changedFindings(lists: readonly Parameters<typeof namedEntries>[0][], against: string, host: Host) {
  const { words } = await host.knowledge();
  const changes = [];
  let judges: readonly Judge[] = [];
  for await (const event of readResult(against, host)) {
    if (event.type === 'run') {
      const options = { asOf: event.asOf };
      judges = lists.map(({ list, vendors }) => new Judge([list], vendors, words, options));
    }
    if (event.type !== 'finding') continue;
    const { source, row, line, cell, asset } = event;
    // A result does not say what the families of its models are.
    const families = event.evidence.filter(({ kind }) => kind === 'model').map(() => ({ is: null, sure: false }));
    const vendor = event.vendor && { ...event.vendor, id: thingId(event) };
    const found: Identification = { ...event, vendor, families };
    const record = { ...rowOf(asset), source, row, line, cell };
    const [from = null, to = null] = judges.map((judge) => judge.judge(found, record, [found])?.status ?? null);
    if (from !== to) changes.push({ source, row, line, cell, id: event.id, name: thingName(event), from, to });
  }
  return changes;
}

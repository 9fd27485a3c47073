import type { Day } from '../core/dates.ts';
import type { DesignationEvent } from '../core/events.ts';
import type { FindingDesignation, Identification, Status } from '../core/finding.ts';
import { STATUSES } from '../core/finding.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import { acquisition, mergeDays } from './acquired.ts';
import { judgeEntry } from './entry.ts';
import { alikeKey, remembering } from './alike.ts';
import type { Judge, Judged, JudgeOptions } from './judge.ts';
import type { PreparedEntry } from './prepare.ts';
import { prepareList } from './prepare.ts';
import { designationOn } from './revision.ts';
import { Row } from './row.ts';

/** Prepares the chosen lists once for all rows of a run. Throws nothing; the loader has checked lists and vendors. */
export function compileJudge(lists: readonly BanList[], vendors: readonly Vendor[], options: JudgeOptions): Judge {
  const byId = new Map(vendors.map((vendor) => [vendor.id, vendor]));
  const prepared = lists.flatMap((list) => prepareList(list, byId));
  const entriesOf = indexEntries(prepared);
  const remember = remembering<Judged | null>();
  const texts = new Map<string, DesignationEvent>();
  for (const { list, entry } of prepared) {
    texts.set(key(list.id, entry.id), designationOn(list, entry, options.asOf));
  }

  function judgeAnew(
    entries: readonly PreparedEntry[],
    identification: Identification,
    record: InventoryRecord,
    all: readonly Identification[],
  ): Judged | null {
    const row = new Row(record);
    const acquired = options.judgeAt === 'acquired' ? acquisition(row) : null;
    const fixed = { identification, all, row, purpose: options.purpose, vendors: byId };
    const onDay = (entry: PreparedEntry, day: Day) =>
      judgeEntry({ prepared: entry, day, effect: entry.effectOn(day), ...fixed });
    const designations = entries
      .map((entry) =>
        acquired === null ? onDay(entry, options.asOf) : mergeDays(acquired, options.asOf, (day) => onDay(entry, day)),
      )
      .filter((met) => met !== null);
    return designations.length === 0 ? null : { status: strongest(designations), designations };
  }

  function judge(identification: Identification, record: InventoryRecord, all: readonly Identification[]) {
    const things = thingsOf(identification);
    const entries = entriesOf(things);
    if (entries.length === 0) return null;
    // Which company it is may stand in any cell, so there is no telling rows alike.
    if (entries.some(({ companies }) => companies !== null)) return judgeAnew(entries, identification, record, all);
    return remember(alikeKey(things, record, all), () => judgeAnew(entries, identification, record, all));
  }

  function designation(list: string, entry: string): DesignationEvent {
    const text = texts.get(key(list, entry));
    if (text === undefined) throw new Error(`no entry ${entry} in list ${list}`);
    return text;
  }

  return { judge, designation };
}

function strongest(designations: readonly FindingDesignation[]): Status {
  return STATUSES.find((status) => designations.some((designation) => designation.status === status)) ?? 'listed';
}

/** Entries by what they name, in the order of the chosen lists: a vendor, one of its affiliates, or a category. */
function indexEntries(prepared: readonly PreparedEntry[]): (things: readonly string[]) => readonly PreparedEntry[] {
  const places = new Map<string, number[]>();
  prepared.forEach(({ entry }, place) => {
    const thing = entry.vendor ?? key('category', entry.category ?? '');
    places.set(thing, [...(places.get(thing) ?? []), place]);
  });
  const known = new Map<string, readonly PreparedEntry[]>();
  const find = (things: readonly string[]): readonly PreparedEntry[] => {
    const met = things.flatMap((thing) => places.get(thing) ?? []);
    return met.toSorted((a, b) => a - b).flatMap((place) => prepared[place] ?? []);
  };
  return (things) => {
    const name = things.join(' ');
    let entries = known.get(name);
    if (entries === undefined) known.set(name, (entries = find(things)));
    return entries;
  };
}

/** What entries can name of an identification: the vendor and its affiliate, or the category. */
function thingsOf({ vendor, category }: Identification): readonly string[] {
  if (vendor === null) return [key('category', category?.id ?? '')];
  return vendor.affiliate === null ? [vendor.id] : [vendor.id, `${vendor.id}/${vendor.affiliate.id}`];
}

function key(list: string, entry: string): string {
  return `${list}\n${entry}`;
}

import type { Day } from '../core/dates.ts';
import type { DesignationEvent } from '../core/events.ts';
import type { FindingDesignation, Identification, Status, VendorRef } from '../core/finding.ts';
import { STATUSES } from '../core/finding.ts';
import type { Field } from '../core/fields.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { Words } from '../words/words.ts';
import type { BanList, ListEntry } from '../knowledge/ban-list.ts';
import { BANNING_KINDS } from '../knowledge/ban-list.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import { JudgeWords } from './cells/judge-words.ts';
import { firstBarred } from './acts.ts';
import type { Reach } from './acts.ts';
import { changeDaysOf } from './change-days.ts';
import { acquisition, judgeByDay, withRemark } from './own-day.ts';
import type { Acquisition } from './own-day.ts';
import { natureOf, natureTo, plainNature } from './nature.ts';
import type { Nature } from './nature.ts';
import { saidBy } from './said.ts';
import { judgeEntry } from './entry.ts';
import { Entries, type JudgeAnew } from './verdict-cache.ts';
import type { Judge, JudgeOptions } from './judge.ts';
import type { PreparedEntry } from './prepare.ts';
import { namedAffiliates, prepareEntry } from './prepare.ts';
import { designationOn } from './questions/revision.ts';
import { Row } from './row.ts';

/** An entry and its list. */
interface Listed {
  readonly list: BanList;
  readonly entry: ListEntry;
}

/** Prepares the chosen lists once for all rows of a run. Throws nothing; the loader has checked lists and vendors. */
export function compileJudge(
  lists: readonly BanList[],
  vendors: readonly Vendor[],
  words: Words,
  options: JudgeOptions,
): Judge {
  const judgeWords = new JudgeWords(words);
  const byId = new Map(vendors.map((vendor) => [vendor.id, vendor]));
  const entries = lists.flatMap((list) => list.entries.map((entry) => ({ list, entry })));
  const entriesOf = indexEntries(entries, lists, byId, words, options.judgeAt === 'acquired' ? ['acquired'] : []);
  const texts = new Map<string, DesignationEvent>();
  let byName: ReadonlyMap<string, Listed> | null = null;

  const judgeAnew: JudgeAnew = ({ entries, asked }, identification, record, all, said) => {
    const row = new Row(record, asked, judgeWords);
    const vendor = identification.vendor === null ? undefined : byId.get(identification.vendor.id);
    const lazy = { acquired: null as Acquisition | null, nature: null as Nature | null };
    const { asOf, judgeAt } = options;
    const judgeOne = (prepared: PreparedEntry): FindingDesignation | null => {
      const { list, entry } = prepared;
      const nature = prepared.asksKind
        ? natureTo(prepared.covered, (lazy.nature ??= natureOf(row, said, vendor)))
        : plainNature(said);
      const on = (day: Day, acts: Reach['acts']) => {
        const effect = prepared.effectOn(day, { ...nature, acts });
        return judgeEntry({ prepared, day, asOf, effect, identification, all, row, nature, vendors: byId });
      };
      if ((judgeAt === 'as-of' && entry.category === null) || !BANNING_KINDS.includes(list.kind))
        return on(asOf, 'all');
      const acquired = (lazy.acquired ??= acquisition(row, asOf));
      if (acquired.spans.length === 0) {
        const plain = on(asOf, 'all');
        return judgeAt === 'as-of' ? plain : withRemark(plain, undatedText(acquired, asOf));
      }
      return judgeByDay(acquired, {
        asOf,
        changeDays: () => changeDaysOf(prepared, identification.vendor, byId),
        held: () => on(asOf, 'held'),
        got: (day) => on(day, 'got'),
        barredFrom: () => firstBarred(entry, { ...nature, acts: 'got' }),
        exemptNow: judgeAt === 'as-of',
      });
    };
    const designations = entries.map(judgeOne).filter((found) => found !== null);
    return designations.length === 0 ? null : { status: strongest(designations), designations };
  };

  function judge(identification: Identification, record: InventoryRecord, all: readonly Identification[]) {
    const entries = entriesOf(identification);
    if (entries === null) return null;
    return entries.judged(identification, record, all, saidBy(identification, all, byId), judgeAnew);
  }

  function designation(list: string, entry: string): DesignationEvent {
    const name = key(list, entry);
    const known = texts.get(name);
    if (known !== undefined) return known;
    byName ??= new Map(entries.map((listed) => [key(listed.list.id, listed.entry.id), listed]));
    const listed = byName.get(name);
    if (listed === undefined) throw new Error(`no entry ${entry} in list ${list}`);
    const text = designationOn(listed.list, listed.entry, options.asOf);
    texts.set(name, text);
    return text;
  }

  return { judge, designation };
}

function undatedText({ seen }: Acquisition, asOf: Day): string {
  const reason = seen === null ? 'no purchase date' : `acquired "${seen.slice(0, 40)}" is not a usable date`;
  return `${reason}: judged as of ${asOf}`;
}

function strongest(designations: readonly FindingDesignation[]): Status {
  return STATUSES.find((status) => designations.some((designation) => designation.status === status)) ?? 'listed';
}

/**
 * Entries by what they name, in the order of the chosen lists: a vendor, one of its affiliates, or a category. Null
 * where none does. They are prepared when first met: an inventory meets few of a long list's entries.
 */
function indexEntries(
  entries: readonly Listed[],
  lists: readonly BanList[],
  vendors: ReadonlyMap<string, Vendor>,
  words: Words,
  always: readonly Field[],
): (identification: Identification) => Entries | null {
  const places = new Map<string, number[]>();
  entries.forEach(({ entry }, place) => {
    const thing = entry.vendor ?? key('category', entry.category ?? '');
    const others = places.get(thing);
    if (others === undefined) places.set(thing, [place]);
    else others.push(place);
  });
  const named = new Map(lists.map((list) => [list, namedAffiliates(list)]));
  const prepared = new Map<number, PreparedEntry>();
  const prepare = (place: number): readonly PreparedEntry[] => {
    const found = entries[place];
    if (found === undefined) return [];
    const { list, entry } = found;
    const ready =
      prepared.get(place) ?? prepareEntry(list, entry, named.get(list) ?? new Set(), vendors, words.legalForms);
    prepared.set(place, ready);
    return [ready];
  };
  const known = new Map<string, Entries | null>();
  /** Identifications share their vendors as objects. */
  const byVendor = new WeakMap<VendorRef, Entries | null>();
  const find = (things: readonly string[]): Entries | null => {
    const name = things.join(' ');
    const before = known.get(name);
    if (before !== undefined) return before;
    const met = things.flatMap((thing) => places.get(thing) ?? []);
    const own = met.toSorted((a, b) => a - b).flatMap(prepare);
    const found = own.length === 0 ? null : new Entries(own, always);
    known.set(name, found);
    return found;
  };
  return (identification) => {
    const { vendor } = identification;
    if (vendor === null) return find(thingsOf(identification));
    let own = byVendor.get(vendor);
    if (own === undefined) byVendor.set(vendor, (own = find(thingsOf(identification))));
    return own;
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

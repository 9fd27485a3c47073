import type { Reading } from '../yaml/read.ts';
import type { Profile } from './ban-list.ts';
import { BANNING_KINDS } from './ban-list.ts';
import { checkListing, checkPeriods, checkSpan } from './check-dates.ts';
import type { RawEntry, RawList } from './list-shape.ts';
import { entryIdOf } from './to-list.ts';
import type { VendorIndex } from './vendor-index.ts';
import { suggest } from '../core/distance.ts';

/** What holds for every list, shipped or a user's: ids, references, dates, the expected number of entries. */
export function checkLists(lists: readonly RawList[], known: VendorIndex, reading: Reading): void {
  const ids = new Set<string>();
  for (const list of lists) {
    if (ids.has(list.id)) reading.complain(reading.at(list, 'id'), `the id ${list.id} is taken by another list`);
    ids.add(list.id);
    checkExpected(list, reading);
    checkEntryIds(list, reading);
    if (!reading.wrote(list, 'entries') && !reading.wrote(list, 'adopts'))
      reading.complain(reading.at(list), 'the key entries is missing');
    for (const entry of list.entries) checkEntry(entry, known, reading);
    for (const adoption of list.adopts) {
      checkListing(adoption, reading);
      for (const rule of adoption.prohibits) checkRule(rule, reading);
    }
  }
}

function checkExpected({ expect, entries }: RawList, reading: Reading): void {
  if (expect === null) return;
  const [fewest = 0, most = 0] = expect.entries;
  const place = reading.at(expect, 'entries');
  if (most < fewest) reading.complain(place, `expects from ${fewest} to ${most} entries, which is not a range`);
  else if (entries.length < fewest || entries.length > most) {
    reading.complain(
      place,
      `${entries.length} entries, expected ${fewest} to ${most}`,
      'a list that shrinks or doubles is a mistake until the range says otherwise',
    );
  }
}

function checkEntryIds({ entries }: RawList, reading: Reading): void {
  const ids = new Set<string>();
  for (const entry of entries) {
    const id = entryIdOf(entry);
    if (id !== '' && ids.has(id)) {
      reading.complain(reading.at(entry), `a second entry ${id} in this list`, 'give it an id of its own: id: …');
    }
    ids.add(id);
  }
}

function checkEntry(entry: RawEntry, known: VendorIndex, reading: Reading): void {
  const named = entry.vendor !== null || entry.category !== null;
  if (!named && !reading.wrote(entry, 'vendor') && !reading.wrote(entry, 'category')) {
    reading.complain(reading.at(entry), 'an entry without vendor or category');
  } else if (entry.vendor !== null && entry.category !== null) {
    reading.complain(reading.at(entry, 'category'), 'an entry has a vendor or a category, not both');
  }
  for (const exemption of entry.exemptions) {
    if (exemption.vendor !== null) checkRef(exemption.vendor, exemption, 'vendor', known, reading);
    checkSpan(exemption, reading);
  }
  if (entry.periods.length > 0 && (entry.since !== null || entry.until !== null)) {
    reading.complain(reading.at(entry, 'periods'), 'both periods and since or until', 'write the one or the other');
  }
  if (entry.periods.length > 0) checkPeriods(entry.periods, reading);
  checkListing(entry, reading);
  for (const rule of entry.prohibits) checkRule(rule, reading);
  if (entry.revisions.length > 1) checkRevisions(entry, reading);
}

function checkRule(rule: RawEntry['prohibits'][number], reading: Reading): void {
  checkSpan(rule, reading);
  if (rule.announced !== null && rule.from !== null && rule.announced > rule.from) {
    reading.complain(reading.at(rule, 'announced'), `announced ${rule.announced}, after it begins on ${rule.from}`);
  }
  rule.unclear.forEach((part, index) => {
    if (rule.parts.includes(part))
      reading.complain(reading.at(rule.unclear, index), `${part} is both reached and unclear`, 'write it once');
  });
}

function checkRevisions(entry: RawEntry, reading: Reading): void {
  entry.revisions.forEach((revision, index) => {
    const before = entry.revisions[index - 1];
    if (before === undefined || before.from < revision.from) return;
    reading.complain(
      reading.at(revision, 'from'),
      `the revision of ${revision.from} does not follow that of ${before.from}`,
    );
  });
}

/** A reference that must exist. */
export function checkRef(ref: string, holder: object, key: string, known: VendorIndex, reading: Reading): void {
  if (known.has(ref)) return;
  const near = known.near(ref);
  const hint = near === null ? 'netvet vendors lists those it knows' : `did you mean ${near}?`;
  reading.complain(reading.at(holder, key), `unknown vendor ${ref}`, hint);
}

/** Whether a path is a list of a checkout's data/. */
export function isShipped(path: string): boolean {
  return /(?:^|[/\\])data[/\\]lists[/\\][^/\\]+\.yaml$/.test(path);
}

const LIST_STATES = ['short', 'publisher', 'jurisdiction', 'kind', 'binds', 'checked', 'changesEvery', 'expect'];
const ENTRY_STATES = ['listedAs', 'covers', 'announced', 'citation', 'verified'];
const ADOPTION_STATES = ['asOf', 'announced', 'since', 'citation', 'verified'];

/** What only shipped lists must have: they state everything, and their vendors have files. */
export function checkShippedLists(lists: readonly RawList[], known: VendorIndex, reading: Reading): void {
  const must = (value: object, key: string): void => {
    if (!reading.wrote(value, key))
      reading.complain(reading.at(value), `a shipped list states its ${key}`, `${key}: …`);
  };
  for (const list of lists) {
    for (const key of LIST_STATES) must(list, key);
    if (list.url === null && list.sources.length === 0) must(list, 'url');
    const bans = BANNING_KINDS.includes(list.kind);
    if (list.kind === 'mechanism' && list.entries.length + list.adopts.length > 0) {
      reading.complain(reading.at(list, 'kind'), 'a mechanism names nobody', 'criteria, if somebody is meant');
    }
    for (const adoption of list.adopts) {
      for (const key of [...ADOPTION_STATES, ...(bans ? ['prohibits'] : [])]) must(adoption, key);
      for (const rule of adoption.prohibits) must(rule, 'announced');
    }
    for (const entry of list.entries) {
      for (const key of ENTRY_STATES) must(entry, key);
      if (entry.vendor !== null) must(entry, 'affiliates');
      if (!reading.wrote(entry, 'periods')) must(entry, 'since');
      if (bans) must(entry, 'prohibits');
      for (const rule of entry.prohibits) must(rule, 'announced');
      if (entry.vendor?.id != null) checkRef(entry.vendor.id, entry, 'vendor', known, reading);
      if (entry.vendor !== null && reading.wrote(entry.vendor, 'name')) {
        reading.complain(
          reading.at(entry, 'vendor'),
          'a shipped list names its vendors by id',
          'describe it in data/vendors',
        );
      }
    }
  }
}

/** Profiles name lists that exist. */
export function checkProfiles(profiles: readonly Profile[], lists: readonly string[], reading: Reading): void {
  const ids = new Set<string>();
  for (const profile of profiles) {
    if (ids.has(profile.id))
      reading.complain(reading.at(profile, 'id'), `the id ${profile.id} is taken by another profile`);
    if (lists.includes(profile.id))
      reading.complain(reading.at(profile, 'id'), `the id ${profile.id} is that of a list`);
    ids.add(profile.id);
    profile.lists.forEach((list, index) => {
      if (!lists.includes(list))
        reading.complain(reading.at(profile.lists, index), `unknown list ${list}`, suggest(list, lists));
    });
  }
}

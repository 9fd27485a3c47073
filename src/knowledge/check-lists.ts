import { suggest } from '../core/distance.ts';
import { addDays } from '../core/dates.ts';
import type { Reading } from '../yaml/read.ts';
import type { BanList, ListEntry, Profile } from './ban-list.ts';
import { ruleChosen } from './ban-list.ts';
import type { Adoption, RawEntry, RawList, RawRule } from './list-shape.ts';
import { toList, vendorIdOf } from './to-list.ts';
import type { VendorIndex } from './vendor-index.ts';

/** What a check of lists knows besides: the vendors that there are, and the kinds of things. */
export interface KnownToLists {
  readonly vendors: VendorIndex;
  readonly kinds: readonly string[];
}

/** What holds for every list, shipped or a user's: ids, references, kinds, days. `others`: what can be adopted too. */
export function checkLists(
  lists: readonly RawList[],
  others: readonly BanList[],
  known: KnownToLists,
  reading: Reading,
): void {
  const ids = new Set<string>();
  for (const list of lists) {
    if (ids.has(list.id)) reading.complain(reading.at(list, 'id'), `the id ${list.id} is taken by another list`);
    ids.add(list.id);
    checkSpan(list, 'since', reading);
    checkKinds(list, known.kinds, reading);
    checkRules(list, known.kinds, reading);
    for (const entry of list.entries) checkEntry(entry, list, known, reading);
    checkAdoptions(list, [...lists, ...others], reading);
  }
}

/** An end before its beginning. Both days are inclusive, so one day is a span. */
export function checkSpan<K extends 'from' | 'since'>(
  span: Readonly<Record<K | 'until', string | null>>,
  first: K,
  reading: Reading,
): void {
  const [from, until] = [span[first], span.until];
  if (from === null || until === null || until >= from) return;
  reading.complain(reading.at(span, 'until'), `until ${until} is before ${first} ${from}`);
}

function checkKinds(of: Pick<RawRule, 'things' | 'except'>, known: readonly string[], reading: Reading): void {
  for (const kinds of [of.things ?? [], of.except ?? []]) {
    kinds.forEach((kind, index) => {
      const plain = kind.replace('?', '');
      if (!known.includes(plain))
        reading.complain(reading.at(kinds, index), `${plain} is not a kind of thing`, suggest(plain, known));
    });
  }
  if (of.things !== null && of.except !== null)
    reading.complain(reading.at(of, 'except'), 'both things and except', 'only these, or all but these');
}

/** A day farther ahead than any law sets one is a slip. */
const FARTHEST = 15 * 366;

function checkRules(list: RawList, kinds: readonly string[], reading: Reading): void {
  const ids = list.rules.map(({ id }) => id);
  const holders = [...list.entries, ...list.adopts];
  list.rules.forEach((rule, index) => {
    const { id, from, until, announced, day, effect } = rule;
    if (ids.indexOf(id) < index) reading.complain(reading.at(rule, 'id'), `a second rule ${id} in this list`);
    if (holders.length > 0 && holders.every(({ rules }) => rules?.includes(id) === false))
      reading.complain(reading.at(rule, 'id'), `no entry has the rule ${id}`, `rules: [${id}]`);
    checkKinds(rule, kinds, reading);
    const first = from?.startsWith('+') === true ? null : from;
    if (first !== null && until !== null && until < first)
      reading.complain(reading.at(rule, 'until'), `until ${until} is before from ${first}`);
    if (announced !== null && first !== null && announced > first)
      reading.complain(reading.at(rule, 'announced'), `announced ${announced}, after it begins on ${first}`);
    const seen = list.checked ?? announced ?? list.since;
    if (first !== null && seen !== null && first > addDays(seen, FARTHEST))
      reading.complain(reading.at(rule, 'from'), `${first} is more than 15 years after ${seen}`, 'is the year right?');
    if (day !== null && effect !== 'no-new')
      reading.complain(reading.at(rule, 'day'), `day: ${day} is for rules with the effect no-new`);
  });
  for (const holder of holders) checkRuleIds(holder, ids, reading);
}

function checkRuleIds(holder: RawEntry | Adoption, ids: readonly string[], reading: Reading): void {
  const rules = holder.rules ?? [];
  rules.forEach((id, index) => {
    if (!ids.includes(id)) reading.complain(reading.at(rules, index), `no rule ${id} in this list`, suggest(id, ids));
  });
}

function checkEntry(entry: RawEntry, list: RawList, { vendors, kinds }: KnownToLists, reading: Reading): void {
  const named = [entry.vendor, entry.thing, entry.makerFrom].filter((one) => one !== null);
  const wrote = (['vendor', 'thing', 'makerFrom'] as const).filter((key) => reading.wrote(entry, key));
  if (named.length === 0 && wrote.length === 0) {
    reading.complain(reading.at(entry), 'an entry without vendor, thing or makerFrom');
  } else if (named.length > 1) {
    reading.complain(reading.at(entry, wrote[1]), `an entry has one of ${wrote.join(', ')}`);
  }
  if (entry.thing === null && (entry.madeIn ?? entry.madeOutside) !== null)
    reading.complain(
      reading.at(entry, 'madeIn'),
      'madeIn and madeOutside go with thing',
      'makerFrom: vendors of a country',
    );
  checkKinds(entry, kinds, reading);
  const since = entry.since ?? list.since;
  if (since !== null && entry.until !== null && entry.until < since)
    reading.complain(reading.at(entry, 'until'), `until ${entry.until} is before since ${since}`);
  if (entry.as === null || entry.vendor === null) return;
  const own = vendorIdOf(entry.vendor);
  const other = vendors.named(entry.as);
  if (other !== null && vendors.has(own) && other.split('/')[0] !== own.split('/')[0])
    reading.complain(reading.at(entry, 'as'), `${entry.as} is a name of ${other}, and the vendor is ${own}`);
}

/** Each list adopts lists that exist, name somebody and adopt none themselves, each once, and entries they have. */
function checkAdoptions({ id, adopts }: RawList, others: readonly (RawList | BanList)[], reading: Reading): void {
  adopts.forEach((adoption, index) => {
    const { list, asOf, only } = adoption;
    const place = reading.at(adoption, 'list');
    const adopted = others.find((other) => other.id === list);
    const entries = adopted === undefined ? [] : entriesOf(adopted);
    if (list === id) reading.complain(place, 'a list cannot adopt itself');
    else if (adopted === undefined) {
      const ids = others.map((other) => other.id);
      reading.complain(place, `unknown list ${list}`, suggest(list, ids));
    } else if (adopted.adopts.length > 0) {
      reading.complain(place, `${list} adopts other lists itself`, 'adopt those lists');
    } else if (!entries.some(({ since }) => asOf === null || since === null || since <= asOf)) {
      const when = asOf === null ? '' : ` on ${asOf}`;
      reading.complain(place, `${list} named nobody${when}`, 'nothing could be found by it');
    } else if (adopts.findIndex((other) => other.list === list) < index) {
      reading.complain(place, `a second adoption of ${list}`, 'write it once');
    }
    const ids = entries.map((entry) => entry.id);
    only.forEach((entry, at) => {
      if (adopted !== undefined && !ids.includes(entry))
        reading.complain(reading.at(only, at), `${list} has no entry ${entry}`, suggest(entry, ids));
    });
  });
}

/** Of a list as it is written, or made. */
function entriesOf(list: RawList | BanList): readonly ListEntry[] {
  return 'sha256' in list ? list.entries : toList(list, '', '', () => null).entries;
}

/** A reference that must exist. */
export function checkRef(ref: string, holder: object, key: string, known: VendorIndex, reading: Reading): void {
  if (known.has(ref)) return;
  const near = known.near(ref);
  const hint = near === null ? 'netvet vendors lists those it knows' : `did you mean ${near}?`;
  reading.complain(reading.at(holder, key), `unknown vendor ${ref}`, hint);
}

const LIST_STATES = ['short', 'publisher', 'jurisdiction', 'binds', 'checked', 'pace'];

/**
 * What only shipped lists must have: they state everything, their vendors have files, none is named twice for the same
 * things, and an example asks each rule that the reader can break.
 */
export function checkShippedLists(lists: readonly RawList[], known: VendorIndex, reading: Reading): void {
  for (const list of lists) {
    const must = (value: object, key: string): void => {
      if (reading.wrote(value, key) || reading.wrote(list, key)) return;
      reading.complain(reading.at(value), `a shipped list states its ${key}`, `${key}: …`);
    };
    for (const key of LIST_STATES) must(list, key);
    if (list.url === null && list.sources.length === 0) must(list, 'url');
    const seen = new Set<string>();
    for (const entry of list.entries) {
      for (const key of ['as', 'since', 'citation']) must(entry, key);
      checkShippedVendor(entry, known, reading);
      const { vendor, things, except, models, affiliates, rules } = entry;
      const key = JSON.stringify([vendor?.id, entry.thing, entry.makerFrom, things, except, models, affiliates, rules]);
      if (seen.has(key)) reading.complain(reading.at(entry), `${entry.as ?? ''} is named twice for the same things`);
      seen.add(key);
    }
    checkAsked(list, reading);
  }
}

function checkShippedVendor(entry: RawEntry, known: VendorIndex, reading: Reading): void {
  if (entry.vendor === null) return;
  if (entry.vendor.id !== null) checkRef(entry.vendor.id, entry, 'vendor', known, reading);
  if (reading.wrote(entry.vendor, 'name')) {
    const message = 'a shipped list names its vendors by id';
    reading.complain(reading.at(entry, 'vendor'), message, 'describe it in data/vendors');
  }
}

/** The ids of an example's rules; null: all of them. */
export function rulesAsked(rules: string): ReadonlySet<string> | null {
  return rules === 'all' ? null : new Set(rules.split(/[\s,]+/).filter((id) => id !== ''));
}

function checkAsked({ rules, examples }: RawList, reading: Reading): void {
  const asked = examples.map((example) => rulesAsked(example.rules));
  for (const rule of rules) {
    if (rule.effect === 'about-others' || asked.some((ids) => ids?.has(rule.id) !== false)) continue;
    const message = `no example shows what the rule ${rule.id} means`;
    reading.complain(reading.at(rule, 'id'), message, 'examples: [{row: …, on: DAY, rules: …, status: …}]');
  }
  for (const example of examples) {
    for (const id of rulesAsked(example.rules) ?? []) {
      const ids = rules.map((rule) => rule.id);
      if (!ids.includes(id))
        reading.complain(reading.at(example, 'rules'), `no rule ${id} in this list`, suggest(id, ids));
    }
  }
}

/** Profiles name lists and rules that exist, and name or refuse each that the reader can break. */
export function checkProfiles(
  profiles: readonly Profile[],
  lists: readonly Pick<RawList | BanList, 'id' | 'rules'>[],
  reading: Reading,
): void {
  const taken = new Set<string>();
  const known = lists.map(({ id }) => id);
  for (const profile of profiles) {
    const complain = (key: string, message: string, hint: string | null = null): void => {
      reading.complain(reading.at(profile, key), message, hint);
    };
    if (taken.has(profile.id)) complain('id', `the id ${profile.id} is taken by another profile`);
    if (known.includes(profile.id)) complain('id', `the id ${profile.id} is that of a list`);
    taken.add(profile.id);
    for (const [id, rules] of Object.entries(profile.lists)) {
      const list = lists.find((one) => one.id === id);
      if (list === undefined) {
        reading.complain(reading.at(profile.lists, id), `unknown list ${id}`, suggest(id, known));
      } else if (rules !== null)
        checkChoice(
          profile,
          id,
          rules.map((text) => ruleChosen(text).id),
          list,
          reading,
        );
    }
  }
}

function checkChoice(
  { id: profile, lists }: Profile,
  list: string,
  chosen: readonly string[],
  { rules }: Pick<RawList | BanList, 'rules'>,
  reading: Reading,
): void {
  const ids = rules.map(({ id }) => id);
  const place = reading.at(lists, list);
  for (const id of chosen)
    if (!ids.includes(id)) reading.complain(place, `${list} has no rule ${id}`, suggest(id, ids));
  const left = rules.filter(({ id, effect }) => effect !== 'about-others' && !chosen.includes(id));
  for (const { id } of left) {
    const hint = `${id}: it binds this reader; -${id}: it does not`;
    reading.complain(place, `${profile} neither names nor refuses the rule ${id} of ${list}`, hint);
  }
}

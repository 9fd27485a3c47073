import { addDays, isDay, later } from '../core/dates.ts';
import { positionsOf, trustedMask } from '../core/mask/mask.ts';
import type { Reading } from '../yaml/read.ts';
import { ruleChosen, type BanList } from './ban-list.ts';
import type { Approval, ExemptionFile, Profile, RawEntry, RawList, RawRule } from './list-shape.ts';
import { familiesOf, vendorIdOf } from './vendor.ts';
import type { VendorNames } from './vendor-names.ts';

/** Checks what holds for every list. `all`: the lists made of them, and others that can be adopted. */
export function checkLists(
  lists: readonly RawList[],
  all: readonly BanList[],
  { vendors, kinds }: { readonly vendors: VendorNames; readonly kinds: readonly string[] },
  reading: Reading,
): void {
  const newest = all.reduce<string | null>((day, { checked }) => later(day, checked), null);
  for (const list of lists) {
    const seen = list.checked ?? newest;
    const ids = idsOf(all.find(({ id }) => id === list.id)?.rules ?? []);
    checkDays(list, seen, reading);
    for (const scope of [list, ...list.rules, ...list.entries]) checkKinds(scope, kinds, reading);
    reading.distinct(list.rules, 'taken by another rule of this list');
    for (const rule of list.rules) checkRule(rule, list, seen, reading);
    for (const { rules } of [...list.entries, ...list.adopts, ...list.examples])
      reading.allKnown(rules ?? [], ids, (id) => `no rule ${id} in this list`);
    for (const entry of list.entries) {
      checkDays({ ...entry, since: entry.since ?? list.since }, seen, reading, entry);
      checkNamed(entry, vendors, reading);
    }
    checkAdoptions(list, all, reading);
  }
}

const idsOf = (values: readonly { readonly id: string }[]): readonly string[] => values.map(({ id }) => id);

/** In days. A day farther ahead than any law sets one is a typing error. */
const FARTHEST = 15 * 366;
const DAYS = ['announced', 'from', 'since', 'until'] as const;

/**
 * Reports days that cannot be meant: an end before its beginning (both inclusive, so one day is a span), or a day far
 * after `seen`, the day of the list. `written`: the value that the author wrote, where some days are the list's.
 */
export function checkDays(
  days: Readonly<Partial<Record<(typeof DAYS)[number], string | null>>>,
  seen: string | null,
  reading: Reading,
  written: object = days,
): void {
  // `+60d` is not a day.
  const given = DAYS.flatMap((key) => (isDay(days[key] ?? '') ? { key, day: days[key] ?? '' } : []));
  const first = given.find(({ key }) => key === 'from' || key === 'since');
  const until = given.find(({ key }) => key === 'until');
  if (first !== undefined && until !== undefined && until.day < first.day)
    reading.wrong(written, 'until', `until ${until.day} is before ${first.key} ${first.day}`);
  for (const { key, day } of given)
    if (seen !== null && day > addDays(seen, FARTHEST) && reading.wrote(written, key))
      reading.wrong(written, key, `${key} ${day} is more than 15 years after ${seen}`, 'is the year right?');
}

function checkKinds(scope: Pick<RawRule, 'things' | 'except'>, allKinds: readonly string[], reading: Reading): void {
  for (const kinds of [scope.things ?? [], scope.except ?? []])
    reading.allKnown(kinds, allKinds, (kind) => `${kind} is not a kind of thing`);
  if (scope.things !== null && scope.except !== null)
    reading.wrong(scope, 'except', 'both things and except', 'only these, or all but these');
}

function checkRule(rule: RawRule, { entries, adopts }: RawList, seen: string | null, reading: Reading): void {
  const { id, day, effect } = rule;
  const holders = [...entries, ...adopts];
  if (holders.length > 0 && holders.every((holder) => holder.rules?.includes(id) === false))
    reading.wrong(rule, 'id', `no entry has the rule ${id}`, `rules: [${id}]`);
  checkDays(rule, seen, reading);
  if (day !== null && effect !== 'no-new')
    reading.wrong(rule, 'day', `day: ${day} is for rules with the effect no-new`);
}

/** Checks that an entry names one vendor or thing, and is not printed under the name of another vendor. */
function checkNamed(entry: RawEntry, vendors: VendorNames, reading: Reading): void {
  const wrote = (['vendor', 'thing', 'makerFrom'] as const).filter((key) => reading.wrote(entry, key));
  if (wrote.length === 0) reading.wrong(entry, null, 'no vendor is named', 'in YAML it may be a thing or makerFrom');
  else if (wrote.length > 1) reading.wrong(entry, wrote[1] ?? null, `an entry has one of ${wrote.join(', ')}`);
  if (!wrote.includes('thing') && (entry.madeIn ?? entry.madeOutside) !== null)
    reading.wrong(entry, 'madeIn', 'madeIn and madeOutside go with thing', 'makerFrom: vendors of a country');
  if (entry.as === null || entry.vendor === null) return;
  const vendorId = vendorIdOf(entry.vendor);
  const other = vendors.nameOf(vendorId) !== null ? vendors.otherThan(vendorId, entry.as) : null;
  if (other !== null) reading.wrong(entry, 'as', `${entry.as} is a name of ${other}, and the vendor is ${vendorId}`);
}

/** Checks that adopted lists exist, name somebody and adopt none, and that `only` is in them. */
function checkAdoptions({ adopts }: RawList, others: readonly BanList[], reading: Reading): void {
  for (const adoption of adopts) {
    const { list, asOf, only } = adoption;
    reading.known(reading.at(adoption, 'list'), list, idsOf(others), `unknown list ${list}`);
    const adopted = others.find((other) => other.id === list);
    if (adopted === undefined) continue;
    if (adopted.adopts.length > 0)
      reading.wrong(adoption, 'list', `${list} adopts other lists itself`, 'adopt those lists');
    else if (!adopted.entries.some(({ since }) => asOf === null || since === null || since <= asOf))
      reading.wrong(adoption, 'list', `${list} named nobody${asOf === null ? '' : ` on ${asOf}`}`);
    reading.allKnown(only, idsOf(adopted.entries), (entry) => `${list} has no entry ${entry}`);
  }
}

const STATED_KEYS = ['short', 'publisher', 'jurisdiction', 'binds', 'checked', 'pace'];

/** Checks what only a shipped list must do: state everything, name nobody twice, have an example for each rule. */
export function checkShippedList(list: RawList, path: string, reading: Reading): void {
  checkFileName(list, path, reading);
  const mustState = (value: object, key: string): void => {
    if (reading.wrote(value, key) || reading.wrote(list, key)) return;
    reading.wrong(value, null, `a shipped list states its ${key}`, `${key}: …`);
  };
  for (const key of STATED_KEYS) mustState(list, key);
  if (list.url === null && list.sources.length === 0) mustState(list, 'url');
  list.entries.forEach((entry, index) => {
    for (const key of ['as', 'since', 'citation']) mustState(entry, key);
    if (entry.vendor?.name != null)
      reading.wrong(entry, 'vendor', 'a shipped list names its vendors by id', 'describe it in data/vendors');
    if (!list.entries.slice(0, index).some((other) => isRepeat(entry, other, list))) return;
    const hint = 'one entry, or things, models, rules or days by which the two differ';
    reading.wrong(entry, null, `${entry.as ?? ''} is named twice for the same things`, hint);
  });
  checkExamples(list, reading);
}

/** Checks that a file of data/ is named after the id in it, by which it is found. */
export function checkFileName(value: { readonly id: string }, path: string, reading: Reading): void {
  const name = `${value.id}.yaml`;
  if (path.split(/[/\\]/).at(-1) !== name)
    reading.wrong(value, 'id', `the id ${value.id} is not the name of its file`, `expected ${name}`);
}

const NAMED_BY = [
  ...(['thing', 'makerFrom', 'madeIn', 'madeOutside', 'things', 'except'] as const),
  ...(['models', 'affiliates', 'rules'] as const),
];

/** Whether two entries name the same things on the same days: a vendor that was listed again later has two. */
function isRepeat(entry: RawEntry, other: RawEntry, list: RawList): boolean {
  const key = (one: RawEntry): string => JSON.stringify([one.vendor?.id, ...NAMED_BY.map((name) => one[name])]);
  const endsBefore = (a: RawEntry, b: RawEntry): boolean => a.until !== null && a.until < (b.since ?? list.since ?? '');
  return key(entry) === key(other) && !endsBefore(entry, other) && !endsBefore(other, entry);
}

/** Checks that each rule that the reader can break has an example. */
function checkExamples({ rules, examples }: RawList, reading: Reading): void {
  for (const rule of rules) {
    if (rule.effect === 'about-others' || examples.some((one) => one.rules?.includes(rule.id) !== false)) continue;
    const message = `no example shows what the rule ${rule.id} means`;
    reading.wrong(rule, 'id', message, `examples: [{row: …, on: DAY, rules: [${rule.id}], status: …}]`);
  }
}

/** Checks that profiles name existing lists and rules, and name or refuse each rule that the reader can break. */
export function checkProfiles(
  profiles: readonly Profile[],
  lists: readonly Pick<RawList | BanList, 'id' | 'rules'>[],
  reading: Reading,
): void {
  const listIds = idsOf(lists);
  reading.distinct(profiles, 'taken by another profile');
  for (const profile of profiles) {
    if (listIds.includes(profile.id)) reading.wrong(profile, 'id', `the id ${profile.id} is that of a list`);
    for (const [name, texts] of Object.entries(profile.lists)) {
      const place = reading.at(profile.lists, name);
      reading.known(place, name, listIds, `unknown list ${name}`);
      const rules = lists.find(({ id }) => id === name)?.rules;
      if (rules === undefined || texts === null) continue;
      const chosen = texts.map((text) => ruleChosen(text).id);
      for (const id of chosen) reading.known(place, id, idsOf(rules), `${name} has no rule ${id}`);
      for (const { id, effect } of rules) {
        if (effect === 'about-others' || chosen.includes(id)) continue;
        const message = `${profile.id} neither names nor refuses the rule ${id} of ${name}`;
        reading.addProblem(place, message, `${id}: it binds this reader; -${id}: it does not`);
      }
    }
  }
}

/** Checks that each file names a list, kinds of things that the list names, and the holder of each approval. */
export function checkExemptions(
  files: readonly ExemptionFile[],
  lists: readonly BanList[],
  vendors: VendorNames,
  reading: Reading,
): void {
  // Files that this reading did not read are right already.
  for (const file of files.filter((one) => reading.at(one) !== null)) {
    const list = lists.find(({ id }) => id === file.of);
    reading.known(reading.at(file, 'of'), file.of, idsOf(lists), `unknown list ${file.of}`);
    for (const [thing, approvals] of Object.entries(file.approvals)) {
      if (list?.entries.every((entry) => entry.thing !== thing) === true)
        reading.wrong(file.approvals, thing, `${file.of} does not name the thing ${thing}`);
      for (const approval of approvals ?? []) checkApproval(approval, file.checked, vendors, reading);
    }
  }
}

function checkApproval(approval: Approval, seen: string, vendors: VendorNames, reading: Reading): void {
  const { vendor, holder, names } = approval;
  checkDays(approval, seen, reading);
  if (vendor === null && (holder === null || names.length === 0))
    reading.wrong(approval, null, 'nobody holds this approval', 'name a vendor, or a holder and its names');
  if (vendor !== null && vendors.nameOf(vendor) === null)
    reading.wrong(approval, 'vendor', `unknown vendor ${vendor}`, vendors.hintAt(vendor));
  const other = holder === null ? null : vendors.otherThan(vendor ?? '', holder);
  if (other === null) return;
  const message = `${holder ?? ''} is ${other}, and the vendor is ${vendor ?? 'not named'}`;
  reading.wrong(approval, 'holder', message, `vendor: ${other}`);
}

/** Positions of all masks of one list, with groups and counts written out: what a run holds and matches. */
const MOST_POSITIONS = 100_000;

/** Adds a problem for a list whose masks are too many or too long. */
export function checkMasks(list: RawList, reading: Reading): void {
  const masks = list.entries.flatMap(({ vendor, models }) => [...(vendor ? familiesOf(vendor) : []), ...models]);
  const texts = masks.flatMap(({ mask, except }) => [mask, ...except]);
  const positions = texts.reduce((sum, text) => sum + positionsOf(trustedMask(text).items), 0);
  if (positions <= MOST_POSITIONS) return;
  const more = `more than ${MOST_POSITIONS.toLocaleString('en-US')} characters`;
  const message = `the masks of the list have ${more} once groups and counts are written out`;
  reading.wrong(list, 'entries', message, 'write a range as one mask (S57##*), or make it two lists');
}

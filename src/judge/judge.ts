import { Cache } from '../core/cache.ts';
import type { DesignationEvent } from '../core/events.ts';
import type { Field } from '../core/fields.ts';
import type { FindingDesignation, Identification, Status, VendorRef } from '../core/finding.ts';
import { STATUSES } from '../core/finding.ts';
import { groupsOf } from '../core/groups.ts';
import { oncePerLayout } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { Words } from '../words/words.ts';
import type { BanList, ListEntry } from '../knowledge/ban-list.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import { CountryNames } from './cells/country.ts';
import { countryOf, designationOn, judgeEntry, prepareEntry, type PreparedEntry, type RuleChoice } from './entry.ts';
import { Kinds, evidenceOf, type RowKinds, type ThingEvidence } from './kinds.ts';
import { Row } from './row.ts';
import { lazily, slug, unshared } from '../core/text.ts';
import { countriesOf } from '../knowledge/registered.ts';

/** What the entries that name one thing mean for a row. */
export interface Judged {
  readonly status: Status;
  /** In the order of the chosen lists and their entries. */
  readonly designations: readonly FindingDesignation[];
  /** Of a vendor that an entry names by its country: where it is from, null: not known. Absent: none does. */
  readonly maker?: { readonly id: string | null; readonly country: string | null };
}

/** Says what the chosen lists mean for an identification in a row, as of a day. Pure: no clock. */
export interface Judge {
  /** Null when none of the lists designates the vendor or category (then there is no finding). */
  judge(identification: Identification, record: InventoryRecord, all: readonly Identification[]): Judged | null;
  /**
   * The maker of a row of which nobody is known to have made it, where its country of production is one by which an
   * entry names vendors; null for any other row.
   */
  unknownMaker(record: InventoryRecord, all: readonly Identification[]): Identification | null;
  /** The legal text of one entry as of the judge's day. */
  designation(list: string, entry: string): DesignationEvent;
}

/** An entry of one of the chosen lists. */
interface Place {
  readonly list: BanList;
  readonly entry: ListEntry;
}

const ALL_RULES: RuleChoice = { only: null, holds: new Set(), named: new Set() };

/**
 * Prepares the chosen lists once for all rows of a run. `rules`: by list those that count for the reader; of a list
 * that is not in it all. Throws nothing; the loader has checked lists and vendors.
 */
export function compileJudge(
  lists: readonly BanList[],
  vendors: readonly Vendor[],
  words: Words,
  { asOf, rules = new Map() }: { readonly asOf: string; readonly rules?: ReadonlyMap<string, RuleChoice> },
): Judge {
  const rowWords = { noValue: words.noValue, countries: lazily(() => new CountryNames(words.tables.countries)) };
  const kindsOf = lazily(() => new Kinds(words.tables));
  const byId = new Map(vendors.map((vendor) => [vendor.id, vendor]));
  const choiceOf = (list: string): RuleChoice => rules.get(list) ?? ALL_RULES;
  const places = lists.flatMap((list) => list.entries.map((entry) => ({ list, entry })));
  const apart = new Map(lists.map((list) => [list, apartIn(list)]));
  const known = { vendors: byId, legalForms: words.legalForms };
  const prepared = new Map<number, PreparedEntry>();
  const prepare = (place: number): PreparedEntry => {
    const one = places[place] as Place;
    const ready =
      prepared.get(place) ?? prepareEntry(one, choiceOf(one.list.id), apart.get(one.list) ?? new Set(), known);
    prepared.set(place, ready);
    return ready;
  };
  const judgesOf = entryIndex(places, byId, (found) => {
    const entries = found.map(prepare);
    return remembered(entries, judgeBy(entries));
  });
  const countries = countriesOf(lists);

  const judgeBy =
    (entries: readonly PreparedEntry[]) =>
    (asked: readonly Field[], ...of: Question) => {
      const [identification, record, all] = of;
      const row = new Row(record, asked, rowWords, asOf);
      const vendor = identification.vendor === null ? undefined : byId.get(identification.vendor.id);
      let what: RowKinds | null = null;
      const kinds = kindsOf();
      const kindsOfRow = (): RowKinds => (what ??= kinds.of(row, evidenceOf(identification, all, byId), vendor));
      const makerCountries = (): readonly string[] => countriesOfMakers(all, byId);
      const one = { asOf, identification, all, row, kinds, kindsOfRow, vendor, makerCountries };
      const named = entries.map((entry) => ({ makerFrom: entry.entry.makerFrom, designation: judgeEntry(entry, one) }));
      const designations = named.flatMap(({ designation }) => designation ?? []);
      if (designations.length === 0) return { judged: null, isAlike: row.isAlike };
      const isByCountry = named.some(({ makerFrom, designation }) => makerFrom !== null && designation !== null);
      const maker = identification.vendor !== null && isByCountry ? makerOf(identification.vendor, vendor) : null;
      const judged = { status: strongest(designations), designations, ...(maker === null ? {} : { maker }) };
      return { judged, isAlike: row.isAlike };
    };

  return {
    judge(identification, record, all) {
      const judge = judgesOf(identification);
      return judge?.(evidenceOf(identification, all, byId), identification, record, all) ?? null;
    },
    unknownMaker(record, all) {
      const isKnown = all.some(({ vendor, confidence }) => vendor !== null && confidence !== 'possible');
      if (countries.size === 0 || isKnown || record.layout.feeding('country').length === 0) return null;
      return unknownMaker(record, new Row(record, [], rowWords, asOf), countries, words);
    },
    designation: textsOf(places, choiceOf, asOf),
  };
}

function countriesOfMakers(all: readonly Identification[], vendors: ReadonlyMap<string, Vendor>): readonly string[] {
  return all.flatMap(({ vendor, confidence }) =>
    vendor === null || confidence === 'possible' ? [] : (countryOf(vendor, vendors.get(vendor.id)) ?? []),
  );
}

/** The legal text of each entry as of a day, made once. */
function textsOf(
  places: readonly Place[],
  choiceOf: (list: string) => RuleChoice,
  asOf: string,
): (list: string, entry: string) => DesignationEvent {
  const texts = new Map<string, DesignationEvent>();
  return (list, entry) => {
    const name = `${list}\n${entry}`;
    const found = texts.get(name);
    if (found !== undefined) return found;
    const place = places.find((one) => one.list.id === list && one.entry.id === entry);
    if (place === undefined) throw new Error(`no entry ${entry} in list ${list}`);
    const text = designationOn(place.list, place.entry, choiceOf(list), asOf);
    texts.set(name, text);
    return text;
  };
}

/** A registered maker and one that is not known have no vendor file, and no id. */
function makerOf(ref: VendorRef, vendor: Vendor | undefined): NonNullable<Judged['maker']> {
  return { id: vendor === undefined || vendor.isRegistered === true ? null : ref.id, country: countryOf(ref, vendor) };
}

function unknownMaker(
  record: InventoryRecord,
  row: Row,
  countries: ReadonlySet<string>,
  words: Words,
): Identification | null {
  const [name = ''] = row.cells('vendor');
  const { origin } = row;
  if (origin?.countries.some((country) => countries.has(country)) !== true || words.isRegisteredVendor(name))
    return null;
  const [at = -1] = record.layout.feeding('country');
  const column = record.layout.columns[at]?.name ?? '';
  const seen = origin.said;
  const vendor = {
    id: slug(name),
    name: name === '' ? 'unknown vendor' : unshared(name.slice(0, 80)),
    affiliate: null,
  };
  const matched = 'its country of production: netvet does not know its vendor';
  return {
    vendor,
    category: null,
    confidence: 'probable',
    evidence: [{ kind: 'name', field: 'country', column, seen, matched, part: 'device', confidence: 'probable' }],
    families: [],
    conflict: null,
  };
}

/** `vendor/affiliate` ids that have an entry of their own in a list. */
function apartIn(list: BanList): ReadonlySet<string> {
  return new Set(list.entries.flatMap(({ vendor }) => (vendor?.includes('/') === true ? [vendor] : [])));
}

function strongest(designations: readonly FindingDesignation[]): Status {
  return STATUSES.find((status) => designations.some((designation) => designation.status === status)) ?? 'listed';
}

/**
 * Entries by what they name, in the order of the chosen lists: a vendor, one of its affiliates, every vendor of a
 * country, or a kind of thing. Null where none does. An inventory matches few of a long list's entries.
 */
function entryIndex(
  all: readonly { readonly entry: ListEntry }[],
  vendors: ReadonlyMap<string, Vendor>,
  make: (places: readonly number[]) => ReturnType<typeof remembered>,
): (identification: Identification) => ReturnType<typeof remembered> | null {
  const byName = groupsOf(all.keys(), (place) => {
    const { vendor, thing } = all[place]?.entry ?? {};
    return vendor ?? (thing == null ? null : `thing ${thing}`);
  });
  const byCountry = [...all.keys()].filter((place) => all[place]?.entry.makerFrom != null);
  const fromThere = (ref: VendorRef): readonly number[] => {
    if (byCountry.length === 0) return [];
    const country = countryOf(ref, vendors.get(ref.id));
    return byCountry.filter((place) => country === null || all[place]?.entry.makerFrom?.includes(country) === true);
  };
  const known = new Map<string, ReturnType<typeof remembered> | null>();
  /** Identifications share their vendors as objects. */
  const byVendor = new WeakMap<VendorRef, ReturnType<typeof remembered> | null>();
  const find = (names: readonly string[], others: readonly number[]): ReturnType<typeof remembered> | null => {
    const key = names.join(' ');
    let found = known.get(key);
    if (found === undefined) {
      const met = [...names.flatMap((name) => byName.get(name) ?? []), ...others];
      found = met.length === 0 ? null : make(met.toSorted((a, b) => a - b));
      known.set(key, found);
    }
    return found;
  };
  return ({ vendor, category }) => {
    if (vendor === null) return find([`thing ${category?.id ?? ''}`], []);
    let own = byVendor.get(vendor);
    if (own === undefined) {
      const { id, affiliate } = vendor;
      own = find(affiliate === null ? [id] : [id, `${id}/${affiliate.id}`], fromThere(vendor));
      byVendor.set(vendor, own);
    }
    return own;
  };
}

/**
 * Judgements kept for one thing; real inventories repeat their models, and one that does not gains nothing from more.
 */
const MOST = 1_000;

/** What was met, in which row, with what else in it. */
type Question = readonly [met: Identification, record: InventoryRecord, all: readonly Identification[]];

/**
 * What was judged of a row like one by the same entries, else what judging it anew comes to. Kept where the answer
 * depends on nothing but the cells that the entries ask for in every row (`isAlike`).
 */
function remembered(
  entries: readonly PreparedEntry[],
  judge: (asked: readonly Field[], ...of: Question) => { readonly judged: Judged | null; readonly isAlike: boolean },
): (evidence: ThingEvidence, ...of: Question) => Judged | null {
  const fields = [...new Set(entries.flatMap(fieldsAsked))];
  const cacheOf = oncePerLayout(({ columns }) => ({
    asked: columns.flatMap((column, at) => (column.fields.some((field) => fields.includes(field)) ? [at] : [])),
    // With other things met in the row, apart.
    alone: new Cache<string, Judged | null>(MOST),
    together: new Cache<string, Judged | null>(MOST),
  }));
  return (evidence, ...of) => {
    const [, record, all] = of;
    const { asked, alone, together } = cacheOf(record.layout);
    const cells = `${evidenceKey(evidence)}${keyOf(record, asked)}`;
    const [cache, key] = all.length === 1 ? [alone, cells] : [together, `${namesOf(all)}\n${cells}`];
    const before = cache.get(key);
    if (before !== undefined) return before;
    const { judged, isAlike } = judge(fields, ...of);
    if (isAlike) cache.set(unshared(key), judged);
    return judged;
  };
}

/** The cells that were asked for. Several are told apart by their lengths, whatever they hold. */
function keyOf({ cells }: InventoryRecord, asked: readonly number[]): string {
  const [only] = asked;
  if (only === undefined) return '';
  if (asked.length === 1) return cells[only] ?? '';
  let key = '';
  for (const index of asked) {
    const cell = cells[index] ?? '';
    key += `${cell.length}:${cell}`;
  }
  return key;
}

function evidenceKey({ isComponent, deviceBy, families }: ThingEvidence): string {
  let key = `${isComponent ? 'c' : ''}${deviceBy ?? ''}\n`;
  for (const { is, sure } of families) key += `${is ?? ''}${sure ? '!' : '?'}`;
  return key;
}

function namesOf(all: readonly Identification[]): string {
  return all.map(({ vendor, confidence }) => `${vendor?.id ?? ''} ${confidence}`).join('+');
}

const NAMES_PRODUCTS: readonly Field[] = ['model', 'partNumber'];

/** The fields whose cells an entry asks for in every row. */
function fieldsAsked({ entry, asksKind, models, approvals }: PreparedEntry): readonly Field[] {
  return [
    ...(['acquired', 'authorised', 'made'] as const),
    ...(models.size > 0 ? NAMES_PRODUCTS : []),
    ...(entry.thing === null ? [] : (['country'] as const)),
    ...(asksKind ? (['category'] as const) : []),
    ...(approvals.length > 0 ? ([...NAMES_PRODUCTS, 'category', 'vendor'] as const) : []),
  ];
}

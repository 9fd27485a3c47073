import { sha256 } from '#runtime';
import { Cache, lastPer } from '../core/cache.ts';
import { addDays, later, type Day } from '../core/dates.ts';
import type { DesignationEvent } from '../core/events.ts';
import type { Field } from '../core/fields.ts';
import { STATUSES, type FindingDesignation, type Identification, type VendorRef } from '../core/finding.ts';
import { groupsOf, heldUnder } from '../core/groups.ts';
import { oncePerLayout } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { lazily, unshared } from '../core/text.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import { countriesOf } from '../knowledge/registered.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import type { Words } from '../words/words.ts';
import { judgeEntry, prepareEntries, type PreparedEntry, type RuleChoice } from './entry.ts';
import { Kinds, evidenceOf, type ThingEvidence } from './kinds.ts';
import { countryOf, type Case } from './named.ts';
import { Row } from './row.ts';

/** What the entries that name one thing mean for a row. */
export type Judged = Readonly<NonNullable<ReturnType<typeof judgedBy>>>;

const ALL_RULES: RuleChoice = { only: null, holds: new Set(), named: new Set() };

/** Judgements cached for one thing: inventories repeat their models, and one that does not gains nothing from more. */
const MOST_JUDGEMENTS = 1_000;

/** How many days ahead a delivery may be planned. A later day does not count: nobody means 2031 by `31.12.19`. */
const MOST_PLANNED = 366;

/** An entry and its place in the order of the chosen lists. */
type Entry = ReturnType<typeof prepareEntries>[number] & { readonly place: number };

/** Says what the chosen lists mean for an identification in a row, as of a day. Pure: no clock. */
export class Judge {
  readonly #reading: ConstructorParameters<typeof Row>[2];
  readonly #vendors: ReadonlyMap<string, Vendor>;
  readonly #kinds: () => Kinds;
  readonly #entries: readonly Entry[];
  /** Entries by the vendor, the affiliate or the kind of thing that they name, and those by a vendor's country. */
  readonly #byName: ReadonlyMap<string | null, readonly Entry[]>;
  readonly #byCountry: readonly Entry[];
  readonly #countries: ReadonlySet<string>;
  readonly #judges = new Map<string, Judge['judge']>();
  /** What identifications say besides the cells of their row; rows that were read alike share the identifications. */
  readonly #aboutOf = lastPer((found: Identification, inRow: readonly Identification[]) => {
    const evidence = evidenceOf(found, inRow, this.#vendors);
    const makers = inRow.flatMap(({ vendor, confidence }) => (confidence === 'possible' ? [] : (vendor ?? [])));
    // Unknown vendors share one id: only their names tell them apart. As a hash, since each row has it in its key.
    const about = sha256(JSON.stringify([makers.map(fullId), found.vendor?.name, found.days ?? 'all', evidence]));
    return { evidence, makers, about };
  });

  /**
   * Prepares the chosen lists once for all rows of a run. `rules`: by list, the rules that count for the reader; a list
   * that is not in it counts with all. Throws nothing; the loader has checked lists and vendors.
   */
  constructor(
    lists: readonly BanList[],
    vendors: readonly Vendor[],
    words: Words,
    { asOf, rules = new Map() }: { readonly asOf: Day; readonly rules?: ReadonlyMap<string, RuleChoice> },
  ) {
    const today = lists.reduce((day, { checked }) => later(day, checked) ?? day, asOf);
    this.#reading = { asOf, farthest: addDays(today, MOST_PLANNED), words, days: null };
    this.#vendors = new Map(vendors.map((vendor) => [vendor.id, vendor]));
    this.#kinds = lazily(() => new Kinds(words));
    const entries = lists.flatMap((list) => prepareEntries(list, rules.get(list.id) ?? ALL_RULES, this.#vendors, asOf));
    this.#entries = entries.map((one, place) => ({ ...one, place }));
    this.#byName = groupsOf(this.#entries, ({ entry: { vendor, thing } }) => vendor ?? (thing && `thing ${thing}`));
    this.#byCountry = this.#entries.filter(({ entry }) => entry.makerFrom !== null);
    this.#countries = countriesOf(lists);
  }

  /** Null when none of the lists designates the vendor or category (then there is no finding). */
  judge(found: Identification, record: InventoryRecord, inRow: readonly Identification[]): Judged | null {
    return this.#judgeOf(found)(found, record, inRow);
  }

  /**
   * An identification of the unknown vendor of a row that was made in a country by which an entry names vendors; null
   * for a row whose vendor is known, or any other row.
   */
  unknownMaker(record: InventoryRecord, inRow: readonly Identification[]): Identification | null {
    const [at] = record.layout.feeding('country');
    const isKnown = inRow.some(({ vendor, confidence }) => vendor !== null && confidence !== 'possible');
    if (this.#countries.size === 0 || isKnown || at === undefined) return null;
    const row = new Row(record, new Set(), this.#reading);
    const [name = ''] = row.cells('vendor');
    const origin = row.origin();
    if (origin?.countries.some((country) => this.#countries.has(country)) !== true) return null;
    const { isRegisteredMaker, legalForms } = this.#reading.words;
    if (isRegisteredMaker(legalForms.keyOf(name))) return null;
    const shown = name === '' ? 'unknown vendor' : unshared(name.slice(0, 80));
    const column = record.layout.columns[at]?.name ?? '';
    const matched = 'its country of production: netvet does not know its vendor';
    const evidence = { kind: 'name', field: 'country', column, seen: origin.text, matched } as const;
    return {
      // An id that no vendor file has: the name may be that of a stranger.
      vendor: { id: '', name: shown, affiliate: null },
      category: null,
      confidence: 'probable',
      evidence: [{ ...evidence, part: 'device', confidence: 'probable' }],
      families: [],
      conflict: null,
    };
  }

  designation(list: string, entry: string): DesignationEvent {
    const found = this.#entries.find((one) => one.list.id === list && one.entry.id === entry);
    if (found === undefined) throw new Error(`no entry ${entry} in list ${list}`);
    return found.text();
  }

  /** The vendors and kinds of things that entries name. Holders of exemptions are not among them. */
  designated() {
    const isNamed = ({ id, name, affiliates }: Vendor): boolean =>
      [null, ...affiliates].some((affiliate) => this.designates({ id, name, affiliate }));
    const vendors = [...this.#vendors.values()].filter(isNamed);
    const categories = this.#entries.flatMap(({ entry }) => entry.thing ?? []);
    return { vendors: new Set(vendors.map(({ id }) => id)), categories: new Set(categories) };
  }

  /** Whether an entry names the vendor, itself or by its country. */
  designates(vendor: VendorRef): boolean {
    return this.#entriesOf(vendor).length > 0;
  }

  #entriesOf(vendor: VendorRef): readonly Entry[] {
    const country = countryOf(vendor, this.#vendors.get(vendor.id));
    const isFromThere = ({ entry }: Entry): boolean => country === null || entry.makerFrom?.includes(country) === true;
    const names = new Set([vendor.id, fullId(vendor)]);
    return [...[...names].flatMap((name) => this.#byName.get(name) ?? []), ...this.#byCountry.filter(isFromThere)];
  }

  /** Judges by the entries that name a thing. An inventory matches few entries of a long list. */
  #judgeOf({ vendor, category }: Identification): Judge['judge'] {
    const key = vendor === null ? `thing ${category?.id ?? ''}` : fullId(vendor);
    return heldUnder(this.#judges, key, () => {
      const naming = vendor === null ? (this.#byName.get(key) ?? []) : this.#entriesOf(vendor);
      const entries = naming.toSorted((a, b) => a.place - b.place);
      return entries.length === 0 ? () => null : this.#cachingJudge(entries.map(({ ready }) => ready()));
    });
  }

  /**
   * Judges by `entries`, and caches the answers for rows with equal cells. An answer depends on the cells of the fields
   * that judging needed, which are learned from row to row, and on all else that the `Case` is made of.
   */
  #cachingJudge(entries: readonly PreparedEntry[]) {
    const neededFields = new Set<Field>();
    const newCaches = () =>
      oncePerLayout(({ columns }) => ({
        needed: columns.flatMap((column, at) => (column.fields.some((field) => neededFields.has(field)) ? [at] : [])),
        cache: new Cache<string, Judged | null>(MOST_JUDGEMENTS),
      }));
    let cacheOf = newCaches();
    return (found: Identification, record: InventoryRecord, inRow: readonly Identification[]): Judged | null => {
      const { evidence, makers, about } = this.#aboutOf(found, inRow);
      const { needed, cache } = cacheOf(record.layout);
      const { size } = neededFields;
      const { days = null, vendor: maker } = found;
      // Each cell stands after its length, so that no two rows share a key.
      const key = needed.reduce((all, at) => `${all}${record.cells[at]?.length ?? 0}:${record.cells[at] ?? ''}`, about);
      const cached = cache.get(key);
      if (cached !== undefined) return cached;
      const row = new Row(record, neededFields, { ...this.#reading, days });
      const judged = judgedBy(entries, this.#caseOf(row, evidence, maker, makers));
      if (neededFields.size > size) cacheOf = newCaches();
      else if (row.isCacheable) cache.set(unshared(key), judged);
      return judged;
    };
  }

  #caseOf(row: Row, evidence: ThingEvidence, maker: VendorRef | null, makers: readonly VendorRef[]): Case {
    const vendor = this.#vendors.get(maker?.id ?? '');
    const kinds = this.#kinds();
    const kindsOfRow = lazily(() => kinds.of(row, evidence, vendor));
    const vendorCountries = (): readonly string[] =>
      makers.flatMap((one) => countryOf(one, this.#vendors.get(one.id)) ?? []);
    return { asOf: this.#reading.asOf, maker, makers, row, kinds, kindsOfRow, vendor, vendorCountries };
  }
}

function judgedBy(entries: readonly PreparedEntry[], subject: Case) {
  const answers = entries.flatMap((prepared) => {
    const designation = judgeEntry(prepared, subject);
    return designation === null ? [] : [{ designation, isByCountry: prepared.entry.makerFrom !== null }];
  });
  if (answers.length === 0) return null;
  /** In the order of the chosen lists and their entries. */
  const designations: readonly FindingDesignation[] = answers.map(({ designation }) => designation);
  const status = STATUSES.find((one) => designations.some((designation) => designation.status === one)) ?? 'listed';
  const { maker: ref } = subject;
  if (ref === null || !answers.some(({ isByCountry }) => isByCountry)) return { status, designations };
  // `maker`: the vendor that an entry names by its country, which is null where unknown; absent: no entry does so.
  // A registered vendor and an unknown one have no vendor file, and no id.
  const hasFile = subject.vendor !== undefined && subject.vendor.isRegistered !== true;
  return { status, designations, maker: { id: hasFile ? ref.id : null, country: countryOf(ref, subject.vendor) } };
}

/** The id of a vendor, with that of the affiliate. */
function fullId({ id, affiliate }: VendorRef): string {
  return affiliate === null ? id : `${id}/${affiliate.id}`;
}

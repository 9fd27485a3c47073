import { oncePer, remembering } from './cache.ts';
import { TYPED_FIELDS, type Field } from './fields.ts';
import { heldUnder } from './groups.ts';

/**
 * What a column is, besides the fields that it feeds:
 * `mention`: the header says that the cells are not about the vendor (Supplier, SSID, Notes), so a name in them is a
 * mention; under a header that says nothing, a cell that begins with a name is about the vendor;
 * `other-device`: the header names another device (BSSID, Gateway MAC), so the cells are not about the row's own device
 * if the row says what that is; `component`: it names something that the device holds (SoC, cellular module);
 * `port`: it names ports; an address is that of the row's own device, a name is a mention;
 * `other-day`, of an `acquired` column: its days are not those of purchase, order, invoice or delivery;
 * `other-origin`, of a `country` column: the country may be that of a part;
 * `area`, of a `site` column: an area that holds sites (country, city), not the site itself;
 * `describes`, of a `model` column: the cells say in words what a thing is, with or without a model;
 * `software`: the rows are software, unless something in them says that they are devices;
 * `person` and `licence`, of a `withheld` column: it is never shown, but read, a person only for identifiers and
 * models. Any other `withheld` column is a secret and not read.
 */
export type Trait =
  | 'mention'
  | 'other-device'
  | 'component'
  | 'port'
  | 'other-day'
  | 'other-origin'
  | 'area'
  | 'describes'
  | 'software'
  | 'person'
  | 'licence';

/** What a column holds. A rule that understands a column better replaces its whole meaning, never a part of it. */
export interface Meaning {
  /** What the column feeds: one field, two for `Make / Model`, `text` when nothing is known. Never empty. */
  readonly fields: readonly Field[];
  /** Why: `synonym`, `override`, `cells: ...`, ... for `netvet columns`. */
  readonly why: string;
  readonly traits: readonly Trait[];
}

/** One column of an inventory as it was understood. */
export interface Column extends Meaning {
  /** The header as printed, or `#3` (1-based) where there is none. */
  readonly name: string;
}

/** The name of the column with the host of a prompt: the device that printed a table, not the devices in its rows. */
export const OF_SPEAKER = 'prompt';
/** The traits of most columns. */
export const NO_TRAITS: readonly Trait[] = Object.freeze([]);
export const MENTION: readonly Trait[] = Object.freeze(['mention'] as const);

/** A meaning by its parts; `fields`: one, or several. */
export function meant(fields: Field | readonly Field[], why: string, ...traits: readonly Trait[]): Meaning {
  return { fields: typeof fields === 'string' ? [fields] : fields, why, traits };
}

/** Whether a column, or what a header says, feeds one of these fields; false for none. */
export function feedsAny(meaning: Pick<Meaning, 'fields'> | null | undefined, wanted: readonly Field[]): boolean {
  return meaning?.fields.some((field) => wanted.includes(field)) === true;
}

/** The meanings of headers that belong to no field. */
export const OTHERS = {
  otherDay: meant('acquired', 'synonym; not a day of purchase: clears nothing', 'other-day'),
  component: meant('text', 'about something that the device holds', 'mention', 'component'),
  portId: meant('text', 'names a port, or gives its address', 'mention', 'port'),
  description: meant('text', 'description'),
  // The title of an offer, contract, page or ticket: the cells decide whether it says what a thing is.
  title: meant('text', 'a title', 'mention'),
  seller: meant('text', 'names a seller, owner or operator, not the vendor', 'mention'),
  // A publisher counts as the vendor of software where no other column names a vendor.
  publisher: meant('text', 'names a publisher, not the vendor', 'mention'),
  siteArea: meant('site', 'area of the location, not of origin', 'area'),
  part: meant('text', 'about a part or a neighbour', 'mention'),
  successor: meant('text', 'about a device that takes its place', 'mention', 'other-device'),
  other: meant('text', 'not about the vendor', 'mention'),
};

/** What a header can say that its column is: a field, or one of OTHERS. */
export const HEADER_MEANINGS = [...TYPED_FIELDS, ...(Object.keys(OTHERS) as (keyof typeof OTHERS)[])] as const;
export type HeaderMeaning = (typeof HEADER_MEANINGS)[number];

/** True for a column that is not read at all. */
export function isSecret({ fields, traits }: Meaning): boolean {
  return fields.includes('withheld') && !traits.includes('person') && !traits.includes('licence');
}

const NO_COLUMNS: readonly number[] = Object.freeze([]);

/** The columns of one table. Every record carries its layout, and records of one table share the same object. */
export class Layout {
  readonly columns: readonly Column[];
  /** True for plain text: each record is one line, and no evidence in it is graded above `probable`. */
  readonly wholeLines: boolean;
  /** How many columns the table has in the input; those after them hold what stands above the rows. */
  readonly inInput: number;
  readonly isOfSoftware: boolean;
  readonly #feeding = new Map<string, number[]>();

  constructor(columns: readonly Column[], wholeLines = false, inInput = columns.length) {
    this.columns = columns;
    this.wholeLines = wholeLines;
    this.inInput = inInput;
    this.isOfSoftware = columns.some(({ traits }) => traits.includes('software'));
    for (const [index, { fields }] of columns.entries()) {
      if (fields.includes('withheld')) continue;
      for (const field of new Set(fields)) heldUnder(this.#feeding, field, (): number[] => []).push(index);
    }
  }

  /** Indexes of the columns that feed a field, in order. A withheld column feeds nothing, whatever else it is. */
  feeding(field: Field): readonly number[] {
    return this.#feeding.get(field) ?? NO_COLUMNS;
  }

  /** True when the column is not shown. Cells beyond the last column are free text. */
  withholds(index: number): boolean {
    return this.columns[index]?.fields.includes('withheld') === true;
  }
}

const MOST_SHARED = 1_000;
const sharedLayout = remembering((key) => new Layout(JSON.parse(key) as readonly Column[]), MOST_SHARED);

/** The layout of some columns: tables that were understood alike share one, and all that is cached by it. */
export function layoutOf(columns: readonly Column[]): Layout {
  return sharedLayout(JSON.stringify(columns));
}

/** `make`, run once for each layout: work on columns must not be repeated for every record. */
export function oncePerLayout<T extends object>(make: (layout: Layout) => T): (layout: Layout) => T {
  return oncePer(make);
}

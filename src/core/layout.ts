import type { Field } from './fields.ts';

/** One column of an inventory as it was understood. */
export interface Column {
  /** The header as printed, or `#3` (1-based) where there is none. */
  readonly name: string;
  /** What the column feeds: one field, two for `Make / Model`, `text` when nothing is known. Never empty. */
  readonly fields: readonly Field[];
  /** Why: `synonym`, `override`, `cells: ...`, ... for `netvet columns`. */
  readonly why: string;
  /**
   * True when the header says the cells are about something other than the maker (Supplier, Company, SSID, Notes).
   * A name there is a mention; under a header that says nothing, a cell that begins with a name is about the maker.
   */
  readonly notMaker: boolean;
  /**
   * True when the header names another device (BSSID, Gateway MAC): in a row that says what it is about, its cells are
   * not.
   */
  readonly ofOther?: boolean;
  /**
   * Of an `acquired` column: true when its days are others than purchase, order, invoice and delivery (since,
   * warranty).
   */
  readonly otherDay?: boolean;
  /**
   * True when the header speaks of something that the device holds (SoC, cellular module): its evidence is a
   * component's.
   */
  readonly component?: boolean;
  /** True when the header names ports: an address in it is that of the row's own device, a name is a mention. */
  readonly portId?: boolean;
  /** Of a column that feeds `model`: true when its cells say in words what a thing is, with or without a model. */
  readonly describes?: boolean;
  /** True when the header says that the rows are software, where nothing in them says that they are devices. */
  readonly software?: boolean;
  /** Of a `withheld` column, which is never shown: what it holds where it is read nonetheless. Secrets are not read. */
  readonly withheld?: ReadWithheld | undefined;
}

/** What is true or not of a column; what is not is left out. */
const FLAGS = ['ofOther', 'otherDay', 'component', 'portId', 'describes', 'software'] as const;
type Flags = { readonly [K in (typeof FLAGS)[number]]?: boolean };

/** The flags of a column that are true. */
export function flagsOf(given: Flags): Flags {
  return Object.fromEntries(FLAGS.flatMap((flag) => (given[flag] === true ? [[flag, true]] : [])));
}

/** True for a column that is not read at all. */
export function isSecret({ fields, withheld }: Pick<Column, 'fields' | 'withheld'>): boolean {
  return fields.includes('withheld') && withheld === undefined;
}

/** What is read and never shown: people for identifiers and models only, licence keys like any text. */
export type ReadWithheld = 'person' | 'licence';

const NONE: readonly number[] = Object.freeze([]);

/** The columns of one table. Every record carries its layout, and records of one table share the same object. */
export class Layout {
  readonly columns: readonly Column[];
  /** True for plain text: each record is one line, and no evidence in it is graded above `probable`. */
  readonly wholeLines: boolean;
  /** How many of the columns stand in the input; those after them hold other readings of its cells. */
  readonly own: number;
  /** Whether the columns are those of a list of software. */
  readonly isOfSoftware: boolean;
  readonly #feeding = new Map<Field, number[]>();

  constructor(columns: readonly Column[], wholeLines = false, own = columns.length) {
    this.columns = columns;
    this.wholeLines = wholeLines;
    this.own = own;
    this.isOfSoftware = columns.some(({ software }) => software === true);
    for (const [index, { fields }] of columns.entries()) {
      if (fields.includes('withheld')) continue;
      for (const field of new Set(fields)) {
        const others = this.#feeding.get(field);
        if (others === undefined) this.#feeding.set(field, [index]);
        else others.push(index);
      }
    }
  }

  /** Indexes of the columns that feed a field, in order. A withheld column feeds nothing, whatever else it is. */
  feeding(field: Field): readonly number[] {
    return this.#feeding.get(field) ?? NONE;
  }

  /** True when the column is not shown. Cells beyond the last column are free text. */
  withholds(index: number): boolean {
    return this.columns[index]?.fields.includes('withheld') === true;
  }
}

/** `make`, run once for each layout: work on columns must not be repeated for every record. */
export function oncePerLayout<T extends object>(make: (layout: Layout) => T): (layout: Layout) => T {
  const made = new WeakMap<Layout, T>();
  let last: Layout | null = null;
  let ofLast: T | null = null;
  return (layout) => {
    // Nearly every record has the layout of the one before.
    if (layout === last && ofLast !== null) return ofLast;
    let found = made.get(layout);
    if (found === undefined) made.set(layout, (found = make(layout)));
    last = layout;
    ofLast = found;
    return found;
  };
}

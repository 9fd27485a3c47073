import type { Identification, VendorRef, SetAside } from '../core/finding.ts';
import { categoryOf, type CategoryId } from '../core/fields.ts';
import type { Column, Layout } from '../core/layout.ts';
import type { InventoryRecord, RowLook } from '../core/record.ts';
import type { CellReading } from './identity.ts';
import type { Hit } from './kinds/finder.ts';

/** What the entries of the chosen lists name: only a row that points at one of these becomes a finding. */
export interface Designated {
  /** Ids of vendors; an entry about an affiliate names its vendor. */
  readonly vendors: ReadonlySet<string>;
  readonly categories: ReadonlySet<CategoryId>;
}

/** Whether a hit points at something designated. */
export function pointsAt({ vendors, categories }: Designated, { maker, category, family }: Hit): boolean {
  const kind = maker === null ? category : categoryOf(family?.is ?? null);
  return (kind !== null && categories.has(kind)) || (maker !== null && vendors.has(maker.ref.id));
}

/** What was read in a row. */
export interface RowReading {
  /** Every vendor and category the row points at, strongest first. */
  readonly identifications: readonly Identification[];
  /** Distinctive names of vendors that are no evidence, in the order of the cells. */
  readonly setAside: readonly SetAside[];
}

/** Finds distinctive names in a text that is no part of a record. */
export type NamesIn = (text: string) => readonly {
  readonly vendor: VendorRef;
  readonly name: string;
  readonly seen: string;
  /** True when a word beside it or a longer name says that it is not meant. */
  readonly isSetAside: boolean;
}[];

/** Tells who made what a row is about. Compiled once from vendors; holds no state that a row could change. */
export interface Identifier {
  /** Every vendor and category the row points at, strongest first; empty when none. */
  identify(record: InventoryRecord): readonly Identification[];
  /** The same, with what was set aside: every distinctive name in the row is accounted for by one of the two. */
  read(record: InventoryRecord): RowReading;
  /** Finds distinctive names in texts outside records that name a designated vendor. */
  readonly namesIn: NamesIn;
  /** Whether an identity field of the row holds a usable value (not an empty-value word, not a random MAC). */
  hasIdentity(record: InventoryRecord): boolean;
  /** Whether a row without anything to judge tells of no device: an address that none has, a sum. */
  isNoDevice(record: InventoryRecord): boolean;
  /** Whether a row that is not judged by itself is a part of the device whose answer it stands in. */
  isPart(record: InventoryRecord): boolean;
  /** How rows of a layout are looked at: most have something to judge and point at nothing designated. */
  looks(layout: Layout): RowLook;
  /** Whether a row's category says "router" without saying whether it is a consumer router. */
  isUnclearRouter(record: InventoryRecord): boolean;
  /** What a cell says of who made the asset: understood, nothing, or what it is instead. */
  readCell(column: Column, cell: string): CellReading;
  /** A name of a listed vendor that a text may have been before it lost letters; null for none. */
  lostName(text: string): string | null;
  /** Whether a cell is exactly the name of a known vendor: how a column whose header says nothing is understood. */
  isMakerName(cell: string): boolean;
  /** The vendors that a text names by a name beyond ASCII: what tells one encoding of it from another. */
  vendorsNamed(text: string): readonly VendorRef[];
}

import type { Identification, VendorRef, SetAside } from '../core/finding.ts';
import type { Column } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { ScreenRows } from '../core/scan/row-screen.ts';
import type { Designated } from './designated.ts';
import type { CellReading } from './identity.ts';

/** What was read in a row. */
export interface RowReading {
  /** Every vendor and category the row points at, strongest first. */
  readonly identifications: readonly Identification[];
  /** Distinctive names of vendors that are no evidence, in the order of the cells. */
  readonly setAside: readonly SetAside[];
}

/** A distinctive name in a text that is no part of a record. */
interface NameOutside {
  readonly vendor: VendorRef;
  readonly name: string;
  readonly seen: string;
  /** True when a word beside it or a longer name says that it is not meant. */
  readonly isSetAside: boolean;
}

/** Finds names in a text outside records. */
export type NamesIn = (text: string) => readonly NameOutside[];

/** Tells who made what a row is about. Compiled once from vendors; holds no state that a row could change. */
export interface Identifier {
  /** Every vendor and category the row points at, strongest first; empty when none. */
  identify(record: InventoryRecord): readonly Identification[];
  /** The same, with what was set aside: every distinctive name in the row is accounted for by one of the two. */
  read(record: InventoryRecord): RowReading;
  /** Finds distinctive names in texts outside records that name a designated vendor. */
  namesIn(designated: Designated): NamesIn;
  /** Whether an identity field of the row holds a usable value (not an empty-value word, not a random MAC). */
  hasIdentity(record: InventoryRecord): boolean;
  /** Whether a row without anything to judge tells of no device: an address that none has, a sum. */
  isNoDevice(record: InventoryRecord): boolean;
  /**
   * The screen for rows of delimited text: a row that it passes has an identity, and points at nothing designated.
   * `isWanted`: whether a vendor still is; one that no longer is may pass.
   */
  screen(designated: Designated, isWanted?: (vendor: string) => boolean): ScreenRows;
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

import { RowSearch, searchOutside } from './row-search.ts';
import type { ColumnMemo } from './column-memo.ts';
import { lookingOf, type LookOptions } from './looking.ts';
import { oncePerLayout, type Layout } from '../core/layout.ts';
import type { InventoryRecord, RowLook } from '../core/record.ts';
import { Identity } from './identity.ts';
import { lostName, vendorsNamed } from './names/lost.ts';
import type { IdentifierParts } from './kinds/finder.ts';

/** Tells who made what a row is about. Compiled once from vendors; holds no state that a row could change. */
export type Identifier = ReturnType<typeof compileIdentifier>;

/**
 * Compiles vendors into an identifier. Vendors not on any chosen list still matter: a longer known name covers a
 * shorter one, and a known maker speaks against another.
 */
export function compileIdentifier(parts: IdentifierParts, options: LookOptions = {}) {
  const { words } = parts;
  const looking = lookingOf(parts, options);
  const { input } = looking;
  const identity = new Identity(input, looking);
  const rowsOf = oncePerLayout((layout) => new RowSearch(layout, looking, identity, input));
  return {
    /** Every vendor and category the row points at, strongest first; empty when none. */
    identify: (record: InventoryRecord) => rowsOf(record.layout).read(record).identifications,
    /** The same, with what was set aside: every distinctive name in the row is accounted for by one of the two. */
    read: (record: InventoryRecord) => rowsOf(record.layout).read(record),
    /** The columns of the row that are read, and what each finds in a cell. */
    columnsOf: (record: InventoryRecord) => rowsOf(record.layout).columnsOf(record),
    /** Finds distinctive names in texts outside records that name a designated vendor. */
    namesIn: namesOutside(searchOutside(looking)),
    /** What says whether a row is judged, and what a cell says of who made the asset. */
    identity,
    /** How rows of a layout are looked at: most have something to judge and point at nothing designated. */
    looks: rowsOf as (layout: Layout) => RowLook,
    /** Whether a row's category says "router" without saying whether it is a consumer router. */
    isUnclearRouter: ({ layout, cells }: InventoryRecord) =>
      layout.feeding('category').some((index) => looking.leavesOpen(cells[index] ?? '')),
    /** A name of a listed vendor that a text may have been before it lost letters; null for none. */
    lostName: (text: string) => lostName(identity.listed, text),
    /** The vendors that a text names by a name beyond ASCII: what tells one encoding of it from another. */
    vendorsNamed: (text: string) => vendorsNamed(input.index, words.secrets, text),
  };
}

/** Finds distinctive names in a text that is no part of a record. */
export type NamesIn = ReturnType<typeof namesOutside>;

function namesOutside(outside: ColumnMemo) {
  return (text: string) => {
    const parts = text.length <= LONG ? [text] : outside.mayHold(text) ? text.split('"') : [];
    const hits = parts.flatMap((part) => outside.hits(part));
    // Set aside where a word beside it or a longer name says that it is not meant.
    return hits.flatMap(({ hit: { setAside, maker, matched, seen } }) =>
      maker === null ? [] : [{ vendor: maker.ref, name: matched, seen, isSetAside: setAside !== null }],
    );
  };
}

/**
 * A longer text holds many others, as a document in one line does: those between quotes are looked at one by one, where
 * a name may stand in it at all. All of 50,000 JSON objects took a quarter of the run.
 */
const LONG = 2_048;

import { KNOWN, RowSearch, searchOutside } from './row-search.ts';
import { ColumnMemo, letterTables, type Looking } from './column-memo.ts';
import { categoryOf } from '../core/fields.ts';
import { oncePerLayout, type Layout } from '../core/layout.ts';
import type { InventoryRecord, RowLook } from '../core/record.ts';
import { isUnspaced, joined } from '../core/text.ts';
import { Identity } from './identity.ts';
import { lostName, vendorsNamed } from './names/lost.ts';
import type { KnownName } from './names/name-index.ts';
import { finderInputOf, type Designated, type FinderInput, type IdentifierParts } from './kinds/finder.ts';
import { categoryCells } from './kinds/category.ts';
import { FINDERS } from './kinds/registry.ts';

interface CompileOptions {
  /** What the lists name; null: all that is known. */
  readonly designated?: Designated | null;
  /** Whether a row of a vendor that they do not name matters, as of now. */
  readonly isWanted?: (vendor: string) => boolean;
  /** False: every kind of evidence searches every cell, and nothing is remembered: what the fast way is held to. */
  readonly shortcuts?: boolean;
}

/** Tells who made what a row is about. Compiled once from vendors; holds no state that a row could change. */
export type Identifier = ReturnType<typeof compileIdentifier>;

/**
 * Compiles vendors into an identifier. Vendors not on any chosen list still matter: a longer known name covers a
 * shorter one, and a known maker speaks against another.
 */
export function compileIdentifier(
  parts: IdentifierParts,
  { designated = null, isWanted = () => false, shortcuts = true }: CompileOptions = {},
) {
  const { words } = parts;
  const input = finderInputOf(parts, designated);
  const finders = FINDERS.map((compile) => compile(input));
  const looking: Looking = {
    finders,
    nameFinders: finders.filter(({ kinds }) => kinds.includes('name')),
    tableOf: shortcuts ? letterTables() : null,
    remembers: shortcuts,
    words,
    isListed({ maker, category, family }) {
      const kind = maker === null ? category : categoryOf(family?.is ?? null);
      return maker?.wanted === true || (kind !== null && designated?.categories.has(kind) !== false);
    },
    isWanted: ({ maker }) => maker !== null && isWanted(maker.ref.id),
    leavesOpen: categoryCells(words.kinds).isUnclearRouter,
  };
  const known = new ColumnMemo({ index: 0, column: KNOWN, role: 'product' }, { ...looking, remembers: false });
  const isMakerName = makerNameTest(input);
  const listed = input.names.filter(({ maker, kind }) => maker?.wanted === true && kind === 'name');
  const identity = new Identity(words, {
    isKnown: (text) =>
      known
        .hits(text)
        .some(({ hit: { kind, setAside } }) => setAside === null && (kind === 'name' || kind === 'model')),
    beginsName: (text) => beginsAny(listed, text),
    isMakerName,
  });
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
    lostName: (text: string) => lostName(listed, text),
    /** Whether a cell is exactly the name of a known vendor: how a column whose header says nothing is understood. */
    isMakerName,
    /** The vendors that a text names by a name beyond ASCII: what tells one encoding of it from another. */
    vendorsNamed: (text: string) => vendorsNamed(input.index, words.secrets, text),
  };
}

/** Tells whether a cell is exactly the name of a known maker. */
function makerNameTest({ index }: FinderInput): (cell: string) => boolean {
  return (cell) => {
    const joined = index.legalForms.keyOf(cell);
    // HW is hardware more often than a vendor: what is uncertain tells no column or line.
    return joined !== '' && index.byJoined.get(joined)?.some(({ certainty }) => certainty !== 'low') === true;
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

/** Letters by which a cut name is told: fewer begin anything. */
const LEAST_BEGUN = 4;

function beginsAny(names: readonly KnownName[], text: string): boolean {
  const begun = joined(text);
  return begun.length >= (isUnspaced(begun) ? 1 : LEAST_BEGUN) && names.some(({ joined }) => joined.startsWith(begun));
}

/**
 * A longer text holds many others, as a document in one line does: those between quotes are looked at one by one, where
 * a name may stand in it at all. All of 50,000 JSON objects took a quarter of the run.
 */
const LONG = 2_048;

import { RowSearch, searchOutside } from './row-search.ts';
import { searchSetupOf, type SearchOptions } from './search-setup.ts';
import { oncePerLayout } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { CELL_LIMIT } from '../core/text.ts';
import { Identity } from './identity.ts';
import { lostName, vendorsNamed } from './names/lost.ts';
import type { IdentifierParts } from './kinds/finder.ts';

/** Identifies who made the device of a row. Compiled once from the vendors; no row changes the result for another. */
export type Identifier = ReturnType<typeof compileIdentifier>;

/**
 * Compiles vendors into an identifier. Vendors on no chosen list matter too: their longer names cover shorter ones, and
 * a vendor cell that names one contradicts another vendor.
 */
export function compileIdentifier(parts: IdentifierParts, options: SearchOptions = {}) {
  const setup = searchSetupOf(parts, options);
  const { index, words } = setup.input;
  const identity = new Identity(setup);
  const outside = searchOutside(setup);
  const searchOf = oncePerLayout((layout) => new RowSearch(layout, setup, identity));
  return {
    /** Every vendor and category the row points at, strongest first; empty when none. */
    identify: (record: InventoryRecord) => searchOf(record.layout).read(record).identifications,
    /** The same, with the names that were set aside: each distinctive name in the row is in one of the two. */
    read: (record: InventoryRecord) => searchOf(record.layout).read(record),
    /** Finds distinctive names of vendors in a text outside records. */
    namesIn: (text: string) => {
      const parts = text.length <= DOCUMENT_LENGTH ? [text] : (outside.mayHold(text) && text.match(PIECES)) || [];
      const hits = parts.flatMap((part) => outside.hits(part));
      // Set aside where a longer name or a word beside it says that the vendor is not meant.
      return hits.flatMap(({ hit: { setAside, maker, matched } }) =>
        maker === null ? [] : [{ vendor: maker.ref, name: matched, isSetAside: setAside !== null }],
      );
    },
    /** Decides whether a row is judged, and whether an identity cell is understood. */
    identity,
    /** Also looks at rows before they become records: most are judged and point at nothing that a list names. */
    searchOf,
    /** Whether a row's category says "router" without saying whether it is a consumer router. */
    isUnclearRouter: ({ layout, cells }: InventoryRecord) =>
      layout.feeding('category').some((index) => setup.isUnclearRouter(cells[index] ?? '')),
    /** What inventories are read with, as `ReadOptions` say. */
    hints: {
      isMakerName: identity.isMakerName,
      lostName: (text: string) => lostName(identity.listed, text),
      namesDesignated: (text: string) =>
        vendorsNamed(index, words.secrets, text).flatMap(({ id, name }) =>
          options.designated?.vendors.has(id) === false ? [] : name,
        ),
    },
  };
}

/**
 * A longer text is a document in one line, such as JSON: if it may hold a name at all, its parts between quotes are
 * searched one by one. To search the parts of all of 50,000 JSON objects took a quarter of the run.
 */
const DOCUMENT_LENGTH = 2_048;
/** What stands between quotes, cut at a blank where it is longer than what is read of a cell. */
const PIECES = new RegExp(`[^"]{1,${CELL_LIMIT}}(?=["\\s]|$)|[^"]{1,${CELL_LIMIT}}`, 'g');

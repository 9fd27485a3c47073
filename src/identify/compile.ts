import { RowCache } from './row-cache.ts';
import type { RowHit } from './row-hit.ts';
import { whoIsThisRow } from './row.ts';
import { searchKnown, searchOutside, searchRows, type RowSearch } from './row-search.ts';
import { LetterTables, piecesOf, type ColumnMemo, type Looking } from './column-memo.ts';
import { Cache } from '../core/cache.ts';
import { WANTED } from '../core/first-letters.ts';
import { oncePerLayout } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { digitsIn, fold, unshared, words as wordsIn } from '../core/text.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { pointsAt, type Designated, type Identifier, type NamesIn, type RowReading } from './identifier.ts';
import { Identity } from './identity.ts';
import { CategoryCells } from './category-cells.ts';
import { conditioned, hasUnknownMaker, lookAtRow, makerCellsOf } from './look-at-row.ts';
import { Beside } from './names/beside.ts';
import { hasIdentifiers, makersOf } from './names/makers.ts';
import { KnownMakers } from './names/known-makers.ts';
import { lostName, vendorsNamed } from './names/lost.ts';
import { indexNames, isUnspaced, joinedName, knownNames, type KnownName } from './names/name-index.ts';
import type { FinderInput } from './kinds/finder.ts';
import { FINDERS } from './kinds/registry.ts';
import { tokenise } from './names/token.ts';

/** Texts of which it is remembered whether they are the name of a maker, and the longest of them. */
const MAKER_NAMES = 8_192;
const LONGEST_NAME = 64;

const NOTHING_READ: RowReading = { identifications: [], setAside: [] };

/** What an identifier is compiled from: the vendors of a run, and what is known besides. */
export type IdentifierParts = Pick<Knowledge, 'vendors' | 'macPrefixes' | 'words'>;

/** What is compiled otherwise than usual. */
interface CompileOptions {
  /** What the lists name; null: all that is known. */
  readonly designated?: Designated | null;
  /** Whether a row of a vendor that they do not name matters, as of now. */
  readonly isWanted?: (vendor: string) => boolean;
  /** False: every kind of evidence searches every cell, and nothing is remembered: what the fast way is held to. */
  readonly shortcuts?: boolean;
}

/** All that the kinds of evidence are compiled from. */
export function finderInputOf(
  { vendors, macPrefixes, words }: IdentifierParts,
  designated: Designated | null = null,
): FinderInput {
  const makers = makersOf(vendors, (id) => designated?.vendors.has(id) ?? true);
  const names = knownNames(vendors, makers, words.legalForms);
  const index = indexNames(names, words);
  const beside = new Beside(words, index);
  return {
    makers: makers.filter(hasIdentifiers),
    names,
    index,
    macPrefixes,
    hosts: new Set(words.tables.hosts),
    labels: new Set(words.tables.labels),
    beside,
    knownMakers: new KnownMakers(vendors, index, words, beside),
    categories: new CategoryCells(words.tables.categories),
    isListed: (category) => designated?.categories.has(category) ?? true,
  };
}

/**
 * Compiles vendors into an identifier. Vendors not on any chosen list still matter: a longer known name covers a
 * shorter one, and a known maker speaks against another.
 */
export function compileIdentifier(
  parts: IdentifierParts,
  { designated = null, isWanted = () => false, shortcuts = true }: CompileOptions = {},
): Identifier {
  const { words } = parts;
  const input = finderInputOf(parts, designated);
  const finders = FINDERS.map((compile) => compile(input));
  const looking: Looking = {
    finders,
    nameFinders: finders.filter((finder) => finder.readsNames === true),
    tables: shortcuts ? new LetterTables() : null,
    remembers: shortcuts,
    secrets: words.secrets,
    decodings: words.decodings,
    isListed: (hit) => designated === null || pointsAt(designated, hit),
    isWanted: ({ maker }) => maker !== null && isWanted(maker.ref.id),
    leavesOpen: (cell) => input.categories.isUnclearRouter(cell),
  };
  const known = searchKnown(looking);
  const isMakerName = makerNameTest(input);
  const listed = input.names.filter(({ maker, kind }) => maker?.wanted === true && kind === 'name');
  const identity = new Identity(words, {
    isKnown: (text) => known.hits(text).some(isNameOrModel) || words.isOtherMaker(text),
    beginsName: (text) => beginsAny(listed, text),
    isMakerName,
  });
  /** How the rows of a layout are searched, and what those before came to; null: nothing is remembered. */
  const tableOf = oncePerLayout((layout): TableRows => ({
    search: searchRows(layout, looking, identity, (word) => input.beside.isKind(word)),
    cache: shortcuts ? new RowCache() : null,
  }));
  const read = (record: InventoryRecord): RowReading => readRow(record, tableOf(record.layout), parts, input);
  return {
    identify: (record) => read(record).identifications,
    read,
    namesIn: namesOutside(searchOutside(looking)),
    hasIdentity: (record) => identity.has(record),
    isNoDevice: (record) => identity.isNoDevice(record),
    isPart: (record) => identity.isPart(record),
    isUnclearRouter: (record) => input.categories.isUnclearRouterRow(record),
    looks: (layout) => tableOf(layout).search.look,
    vendorsNamed: (text) => vendorsNamed(input.index, words.secrets, text),
    isMakerName,
    readCell: (column, cell) => identity.read(column, cell),
    lostName: (text) => lostName(listed, text),
  };
}

/** What the rows of one layout share. */
interface TableRows {
  readonly search: RowSearch;
  readonly cache: RowCache | null;
}

function readRow(
  record: InventoryRecord,
  { search, cache }: TableRows,
  { words: { noValue } }: IdentifierParts,
  { knownMakers }: FinderInput,
): RowReading {
  const found = lookAtRow(search, record, noValue);
  if (found === null) return NOTHING_READ;
  const remembered = cache === null || hasUnknownMaker(found, search, record, noValue) ? null : cache;
  const before = remembered?.get(found, record) ?? null;
  if (before !== null) return before;
  const makerCells = makerCellsOf(search, record, noValue);
  const reading = whoIsThisRow(conditioned(found, record), {
    record,
    makerCells,
    groups: search.groups,
    knownMakers,
  });
  remembered?.set(found, record, reading);
  return reading;
}

/** Tells whether a cell is exactly the name of a known maker. A folder's files hold the same texts again and again. */
function makerNameTest({ names, index }: FinderInput): (cell: string) => boolean {
  const made = new Cache<string, boolean>(MAKER_NAMES);
  const mostDigits = names.reduce((most, { joined }) => Math.max(most, digitsIn(joined)), 0);
  return (cell) => {
    if (digitsIn(cell) > mostDigits) return false;
    const before = made.get(cell);
    if (before !== undefined) return before;
    const joined = joinedName(index, tokenise(fold(cell)));
    // HW is hardware more often than a vendor: what is uncertain tells no column or line.
    const is = joined !== '' && index.byJoined.get(joined)?.some(({ certainty }) => certainty !== 'low') === true;
    if (cell.length <= LONGEST_NAME) made.set(unshared(cell), is);
    return is;
  };
}

/** Finds names in texts outside records. */
function namesOutside(outside: ColumnMemo): NamesIn {
  const mayHold = (piece: string): boolean => outside.mayHold(piece) === WANTED;
  return (text) => {
    const hits = piecesOf(text)
      .filter(mayHold)
      .flatMap((piece) => (piece.length > LONG ? piece.split('"').filter(mayHold) : [piece]))
      .flatMap((piece) => outside.hits(piece));
    return hits.flatMap(({ hit: { setAside, maker, matched, seen } }) =>
      maker === null ? [] : [{ vendor: maker.ref, name: matched, seen, isSetAside: setAside !== null }],
    );
  };
}

const isNameOrModel = ({ hit: { kind, setAside } }: RowHit): boolean =>
  setAside === null && (kind === 'name' || kind === 'model');

/** Letters by which a cut name is told: fewer begin anything. */
const LEAST_BEGUN = 4;

/** Whether a text begins any of some names, by its folded letters. */
function beginsAny(names: readonly KnownName[], text: string): boolean {
  const begun = wordsIn(fold(text)).join('');
  return begun.length >= (isUnspaced(begun) ? 1 : LEAST_BEGUN) && names.some(({ joined }) => joined.startsWith(begun));
}

/**
 * A longer text holds many others, as a document in one line does. Only those between quotes in which a name may stand
 * are looked at: all of 50,000 JSON objects took a quarter of the run.
 */
const LONG = 2_048;

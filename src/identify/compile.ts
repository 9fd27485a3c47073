import { RowCache } from './row-cache.ts';
import type { RowHit } from './row-hit.ts';
import { Shortcut, piecesOf, planKnown, planLayout, planOutside, type Looking, type Plan } from './plan.ts';
import type { Identification } from '../core/finding.ts';
import { oncePerLayout } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { fold, words as wordsIn } from '../core/text.ts';
import type { Words } from '../words/words.ts';
import { CleanCells } from '../core/scan/clean-cells.ts';
import type { Patterns } from '../core/scan/patterns.ts';
import type { ScreenRows } from '../core/scan/row-screen.ts';
import { Scanner } from '../core/scan/scanner.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { designatedOf, pointsAt, type Designated } from './designated.ts';
import { gradeRow } from './grade.ts';
import type { Identifier, NamesIn, RowReading } from './identifier.ts';
import { Identity } from './identity.ts';
import { CategoryCells } from './kinds/category.ts';
import { conditioned, hasUnknownMaker, lookAtRow, makerCells } from './look-at-row.ts';
import { Describing } from './names/describing.ts';
import { Guard } from './names/guard.ts';
import { hasIdentifiers, makersOf } from './names/makers.ts';
import { KnownMakers } from './names/known-makers.ts';
import { indexNames, isUnspaced, joinedName, knownNames, type KnownName } from './names/name-index.ts';
import { LostNames } from './names/lost.ts';
import { vendorsNamed } from './names/beyond-ascii.ts';
import type { Finder } from './kinds/finder.ts';
import { FINDERS, type FinderInput } from './kinds/registry.ts';
import { compileSetAside } from './kinds/set-aside.ts';
import { Standings } from './names/standing.ts';
import { tokenise } from './names/token.ts';

const NONE: readonly Identification[] = [];
const NONE_SET_ASIDE: RowReading['setAside'] = [];
const NOTHING_READ: RowReading = { identifications: NONE, setAside: NONE_SET_ASIDE };
const isEvidence = ({ setAside }: RowHit): boolean => setAside === null;

/** What an identifier is compiled from: the vendors of a run, and what is known besides. */
export type IdentifierParts = Pick<Knowledge, 'vendors' | 'macPrefixes' | 'words'>;

/** All that the kinds of evidence are compiled from. */
export function finderInputOf({ vendors, macPrefixes, words }: IdentifierParts): FinderInput {
  const makers = makersOf(vendors);
  const names = knownNames(vendors, makers, words.legalForms);
  const index = indexNames(names, words.legalForms);
  const describing = new Describing(words);
  const guard = new Guard(words.tables.negation, {
    isDevice: (word) => describing.isKind(word),
    isOfSentences: (word) => words.lines.isOfSentences(word),
  });
  return {
    makers: makers.filter(hasIdentifiers),
    names,
    index,
    macPrefixes,
    hosts: new Set(words.tables.hosts),
    guard,
    standings: new Standings(guard, describing, new Set(words.tables.labels), index),
    knownMakers: new KnownMakers(vendors, index, words, guard, describing),
    categories: new CategoryCells(words.tables.categories),
  };
}

/**
 * Compiles vendors into an identifier. `shortcuts: false` looks at every cell with every kind of evidence, remembering
 * nothing: slow, and what the fast way is held to. Vendors not on any chosen list still matter: a longer known name
 * covers a shorter one.
 */
export function compileIdentifier(parts: IdentifierParts, shortcuts = true): Identifier {
  const { words } = parts;
  const input = finderInputOf(parts);
  const scanner = new Scanner();
  const looking = lookingFor(input, words, shortcuts ? scanner : null);
  const known = planKnown(looking);
  const isMakerName = (cell: string): boolean => {
    const joined = joinedName(input.index, tokenise(fold(cell)));
    return joined !== '' && input.index.byJoined.has(joined);
  };
  const listed = input.names.filter(({ maker, kind }) => maker !== null && kind === 'name');
  const identity = new Identity(words, {
    isKnown: (text) => known.look(text).some(isNameOrModel) || words.isOtherMaker(text),
    beginsName: (text) => beginsAny(listed, text),
    isMakerName,
  });
  const lost = new LostNames(listed);
  /** How the rows of a layout are looked at, and what those before came to; null: nothing is remembered. */
  const planOf = oncePerLayout((layout) => ({
    plan: planLayout(layout, looking),
    cache: shortcuts ? new RowCache() : null,
  }));

  const wantedBy = oncePerDesignated((designated) =>
    lookingFor(finderInputOf({ ...parts, vendors: designatedOf(parts.vendors, designated) }), words, null),
  );

  /** Looks in each cell only for what is designated, and knows the cells that came to nothing designated before. */
  function screenFor(designated: Designated, isWanted: (vendor: string) => boolean = () => true): ScreenRows {
    const isClean = (hits: readonly RowHit[]): boolean =>
      !hits.some(({ hit }) => pointsAt(designated, hit) && (hit.maker === null || isWanted(hit.maker.ref.id)));
    return (layout) => {
      const wanted = wantedBy(designated);
      const looked = new Map(planOf(layout).plan.columns.map((column) => [column.index, column]));
      const kinds = layout.columns.map(() => 0);
      const clean = layout.columns.map((): CleanCells | null => null);
      const searched = layout.columns.map(() => false);
      for (const column of planLayout(layout, wanted).columns) {
        kinds[column.index] = scanner.kindOf(column.patterns);
        clean[column.index] = looked.get(column.index)?.cleanCells(isClean) ?? new CleanCells();
        searched[column.index] = column.isSearched;
      }
      const knownHeads = headsOf(wanted.finders);
      return { scanner, kinds, knownHeads, clean, searched, identity: identity.columns(layout) };
    };
  }

  const outside = planOutside(looking);

  function namesIn(designated: Designated): NamesIn {
    const mayHold = new Shortcut(scanner, NO_ADDRESSES).mayHold(() => patternsOfNames(wantedBy(designated)));
    return (text) => {
      const hits = piecesOf(text)
        .filter(mayHold)
        .flatMap((piece) => (piece.length > LONG ? piece.split('"').filter(mayHold) : [piece]))
        .flatMap((piece) => outside.look(piece));
      return hits.flatMap(({ hit: { setAside, maker, matched, seen } }) =>
        maker === null ? [] : [{ vendor: maker.ref, name: matched, seen, isSetAside: setAside !== null }],
      );
    };
  }

  function read(record: InventoryRecord): RowReading {
    const { plan, cache } = planOf(record.layout);
    const all = lookAtRow(plan, record, words.noValue);
    if (all === null) return NOTHING_READ;
    if (all.every(isEvidence))
      return { identifications: gradeFound(all, record, plan, cache), setAside: NONE_SET_ASIDE };
    const identifications = gradeFound(all.filter(isEvidence), record, plan, cache);
    return { identifications, setAside: all.flatMap((one) => one.setAside ?? []) };
  }

  function gradeFound(
    found: readonly RowHit[],
    record: InventoryRecord,
    plan: Plan,
    cache: RowCache | null,
  ): readonly Identification[] {
    if (found.length === 0) return NONE;
    const cacheOfRow = cache === null || hasUnknownMaker(found, plan, record, words.noValue) ? null : cache;
    const before = cacheOfRow?.get(found, record) ?? null;
    if (before !== null) return before;
    const cells = makerCells(plan, record, words.noValue);
    const graded = gradeRow(conditioned(found, record), cells, record, input.knownMakers);
    cacheOfRow?.set(found, record, graded);
    return graded;
  }

  return {
    identify: (record) => read(record).identifications,
    read,
    namesIn,
    hasIdentity: (record) => identity.has(record),
    isNoDevice: (record) => identity.isNoDevice(record),
    isUnclearRouter: (record) => input.categories.isUnclearRouterRow(record),
    screen: screenFor,
    vendorsNamed: (text) => vendorsNamed(input.index, words.secrets, text),
    isMakerName,
    readCell: (column, cell) => identity.read(column, cell),
    lostName: (text) => lost.in(text),
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

/** `scanner`: null, to search every cell and to remember none. */
function lookingFor(input: FinderInput, words: Words, scanner: Scanner | null): Looking {
  const finders = [
    ...Object.values(FINDERS).map((compile) => compile(input)),
    compileSetAside(input.index, input.standings),
  ];
  return {
    finders,
    nameFinders: finders.filter((finder) => finder.readsNames === true),
    shortcut: scanner === null ? null : new Shortcut(scanner, headsOf(finders)),
    remember: scanner !== null,
    secrets: words.secrets,
    decodings: words.decodings,
    leavesOpen: (cell) => input.categories.isUnclearRouter(cell),
  };
}

const NO_ADDRESSES: ReadonlySet<number> = new Set();

/**
 * A longer text holds many others, as a document in one line does. Only those between quotes in which a name may stand
 * are looked at: all of 50,000 JSON objects took a quarter of the run.
 */
const LONG = 2_048;

/** What begins a word of every text in plain ASCII that a name is met in. */
function patternsOfNames({ nameFinders }: Looking): readonly Patterns[] {
  return nameFinders.flatMap((finder) => finder.patterns?.('aside', ['text']) ?? []);
}

/** `make`, run once for each. */
function oncePerDesignated(make: (designated: Designated) => Looking): (designated: Designated) => Looking {
  const made = new Map<Designated, Looking>();
  return (designated) => {
    let known = made.get(designated);
    if (known === undefined) made.set(designated, (known = make(designated)));
    return known;
  };
}

/** The first 24 bits of the addresses that are known: of the one kind of evidence that knows any. */
function headsOf(finders: readonly Finder[]): ReadonlySet<number> {
  return finders.find(({ addressHeads }) => addressHeads !== undefined)?.addressHeads ?? NO_ADDRESSES;
}

import { RowCache } from './row-cache.ts';
import { Shortcut } from './shortcut.ts';
import type { Identification } from '../core/finding.ts';
import { oncePerLayout } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { fold } from '../core/text.ts';
import type { NoValue } from '../core/words/no-value.ts';
import type { Words } from '../core/words/words.ts';
import { CleanCells } from '../core/scan/clean-cells.ts';
import type { ScreenRows } from '../core/scan/row-screen.ts';
import { Scanner } from '../core/scan/scanner.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { designatedOf, pointsAt, type Designated } from './designated.ts';
import { gradeRow, type MakerCell, type RowHit } from './grade.ts';
import type { Identifier, RowReading } from './identifier.ts';
import { Identity } from './identity.ts';
import { CategoryCells } from './kinds/category.ts';
import { saysOwnDevice } from './role.ts';
import { Describing } from './names/describing.ts';
import { Guard } from './names/guard.ts';
import { hasIdentifiers, makersOf } from './names/makers.ts';
import { indexNames, knownNames, type NameIndex } from './names/name-index.ts';
import { vendorsNamed } from './names/beyond-ascii.ts';
import { planLayout, planOutside, type Looking, type Plan } from './plan.ts';
import type { Finder } from './kinds/finder.ts';
import { FINDERS, type FinderInput } from './kinds/registry.ts';
import { compileSetAside } from './kinds/set-aside.ts';
import { Standings } from './names/standing.ts';
import { tokenise } from './names/token.ts';

const NONE: readonly Identification[] = [];
const NOTHING_READ: RowReading = { identifications: NONE, setAside: [] };
const LETTER = /\p{L}/u;

/** What an identifier is compiled from: the vendors of a run, and what is known besides. */
export type IdentifierParts = Pick<Knowledge, 'vendors' | 'macPrefixes' | 'words'>;

/** All that the kinds of evidence are compiled from. */
export function finderInputOf({ vendors, macPrefixes, words }: IdentifierParts): FinderInput {
  const makers = makersOf(vendors);
  const names = knownNames(vendors, makers, words.legalForms);
  const index = indexNames(names, words.legalForms);
  const guard = new Guard(words.tables.negation);
  return {
    makers: makers.filter(hasIdentifiers),
    names,
    index,
    macPrefixes,
    hosts: new Set(words.tables.hosts),
    guard,
    standings: new Standings(guard, new Describing(words), new Set(words.tables.labels), index),
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
  const identity = new Identity(words.noValue);
  const isKnownMaker = knownMakers(input.index, words);
  const looking = lookingFor(input, words, shortcuts);
  /** How the rows of a layout are looked at, and what those before came to; null: nothing is remembered. */
  const planOf = oncePerLayout((layout) => ({
    plan: planLayout(layout, looking),
    cache: shortcuts ? new RowCache() : null,
  }));

  /** Looks in each cell only for what is designated, and knows the cells that came to nothing designated before. */
  function screenFor(designated: Designated): ScreenRows {
    const isClean = (hits: readonly RowHit[]): boolean => !hits.some(({ hit }) => pointsAt(designated, hit));
    let wanted: Looking | null = null;
    const scanner = new Scanner();
    return (layout) => {
      wanted ??= lookingFor(
        finderInputOf({ ...parts, vendors: designatedOf(parts.vendors, designated) }),
        words,
        false,
      );
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

  function read(record: InventoryRecord): RowReading {
    const { plan, cache } = planOf(record.layout);
    const all = lookAtRow(plan, record, words.noValue);
    if (all === null) return NOTHING_READ;
    const setAside = all.flatMap((one) => one.setAside ?? []);
    const found = setAside.length === 0 ? all : all.filter((one) => one.setAside === null);
    return { identifications: gradeFound(found, record, plan, cache), setAside };
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
    const graded = gradeRow(conditioned(found, record), cells, record, isKnownMaker);
    cacheOfRow?.set(found, record, graded);
    return graded;
  }

  return {
    identify: (record) => read(record).identifications,
    read,
    namesIn: (text) =>
      outside
        .look(text)
        .flatMap(({ hit: { setAside, maker, matched, seen } }) =>
          maker === null ? [] : [{ vendor: maker.ref, name: matched, seen, isSetAside: setAside !== null }],
        ),
    hasIdentity: (record) => identity.has(record),
    isUnclearRouter: (record) => input.categories.isUnclearRouterRow(record),
    screen: screenFor,
    vendorsNamed: (text) => vendorsNamed(input.index, words.secrets, text),
    isMakerName(cell): boolean {
      const name = words.legalForms.strip(tokenise(fold(cell)).map((token) => token.text));
      return name.length > 0 && input.index.byJoined.has(name.join(''));
    },
  };
}

/** Whether a maker cell is the whole name of a known maker, of whatever vendor file or none; a look-alike is none. */
function knownMakers({ byJoined, legalForms }: NameIndex, { tables }: Words): (cell: string) => boolean {
  let makers: ReadonlySet<string> | null = null;
  return (cell) => {
    const name = legalForms.strip(tokenise(fold(cell)).map(({ text }) => text)).join('');
    if (byJoined.get(name)?.some(({ kind }) => kind === 'name') === true) return true;
    makers ??= new Set(tables.makers);
    return makers.has(name);
  };
}

function lookingFor(input: FinderInput, words: Words, shortcuts: boolean): Looking {
  const finders = [
    ...Object.values(FINDERS).map((compile) => compile(input)),
    compileSetAside(input.index, input.standings),
  ];
  return {
    finders,
    nameFinders: finders.filter((finder) => finder.readsNames === true),
    shortcut: shortcuts ? new Shortcut(headsOf(finders)) : null,
    remember: shortcuts,
    secrets: words.secrets,
    leavesOpen: (cell) => input.categories.isUnclearRouter(cell),
  };
}

/** The first 24 bits of the addresses that the kinds of evidence know. */
function headsOf(finders: readonly Finder[]): ReadonlySet<number> {
  return new Set(finders.flatMap(({ addressHeads }) => [...(addressHeads ?? [])]));
}

function lookAtRow(plan: Plan, { cells, layout }: InventoryRecord, noValue: NoValue): readonly RowHit[] | null {
  const { columns, asOwn, own, extra } = plan;
  const { length } = layout.columns;
  let found: readonly RowHit[] | null = null;
  for (const column of columns) {
    const text = cells[column.index];
    if (text === undefined || text === '') continue;
    let hits = column.look(text);
    const instead = hits.length === 0 ? undefined : asOwn.get(column.index);
    if (instead !== undefined && !saysOwnDevice(own, cells, noValue)) hits = instead.look(text);
    if (hits.length > 0) found = found === null ? hits : found.concat(hits);
  }
  for (let index = length; index < cells.length; index += 1) {
    const text = cells[index] ?? '';
    const hits = text === '' ? [] : extra.flatMap((column) => column.look(text));
    if (hits.length > 0) found = found === null ? hits : found.concat(hits);
  }
  return found;
}

/** Without the hits whose word does not stand in the row's sysDescr. */
function conditioned(found: readonly RowHit[], record: InventoryRecord): readonly RowHit[] {
  if (!found.some(({ hit }) => hit.when !== null)) return found;
  const text = fold(
    record.layout.wholeLines
      ? record.cells.join('\n')
      : record.layout
          .feeding('sysDescr')
          .map((index) => record.cells[index] ?? '')
          .join('\n'),
  );
  return found.filter(({ hit }) => hit.when === null || text.includes(hit.when));
}

function makerCells(plan: Plan, record: InventoryRecord, noValue: NoValue): readonly MakerCell[] {
  return plan.makerColumns.flatMap(({ index, name }) => {
    const text = record.cells[index]?.trim() ?? '';
    return saysMaker(text, noValue) ? [{ index, column: name, text }] : [];
  });
}

function saysMaker(text: string, noValue: NoValue): boolean {
  return !noValue.isEmpty(text) && LETTER.test(text);
}

/** True when a vendor cell says something in which nothing matched: its text then matters, and no hit has it. */
function hasUnknownMaker(found: readonly RowHit[], plan: Plan, { cells }: InventoryRecord, noValue: NoValue): boolean {
  for (const { index } of plan.makerColumns) {
    const text = cells[index] ?? '';
    if (text !== '' && !isMetIn(found, index) && saysMaker(text, noValue)) return true;
  }
  return false;
}

function isMetIn(found: readonly RowHit[], index: number): boolean {
  for (const one of found) if (one.index === index) return true;
  return false;
}

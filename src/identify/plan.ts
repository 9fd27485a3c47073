import { Cache } from '../core/cache.ts';
import type { Field } from '../core/fields.ts';
import { isSecret, NO_TRAITS, type Column, type Layout } from '../core/layout.ts';
import { headOf } from '../core/mac.ts';
import { CleanCells, MOST_CLEAN } from '../core/scan/clean-cells.ts';
import type { Patterns } from '../core/scan/patterns.ts';
import type { Scanner } from '../core/scan/scanner.ts';
import { CELL_LIMIT, unshared } from '../core/text.ts';
import type { Decodings } from '../words/decodings.ts';
import type { SecretTexts } from '../words/secret-texts.ts';
import { Cell } from './cell.ts';
import { hitOf, type Finder, type Hit } from './kinds/finder.ts';
import { ownColumns, roleOf, type Role } from './role.ts';
import { RowHit } from './row-hit.ts';

const NOTHING: readonly RowHit[] = [];
/** One list of fields for all layouts: what is looked for is worked out by list. */
const BEYOND_HEADERS: Column = { name: '', fields: ['text'], why: 'no header', traits: NO_TRAITS };
const KNOWN: Column = { name: '', fields: ['model'], why: 'no row', traits: NO_TRAITS };
const OUTSIDE: Column = { name: '', fields: ['text'], why: 'no row', traits: NO_TRAITS };

/** Remembered cells a column: real inventories repeat their makers and models. */
const CACHE_SIZE = MOST_CLEAN;
/** After this many cells a column whose cells hardly repeat (serials, host names) is no longer remembered. */
/** A vendor that no longer counts makes its cells clean: of cells that come again, one in so many is asked anew. */
const LEARN_AGAIN = 61;
const CACHE_TRIAL = 2_048;

/** What the columns of all layouts share. */
export interface Looking {
  readonly finders: readonly Finder[];
  /** Those that account for names. */
  readonly nameFinders: readonly Finder[];
  /** Passes over cells that hold none of a column's patterns; null: every cell is searched. */
  readonly shortcut: Shortcut | null;
  /** Whether what a cell said is remembered for the next one like it. */
  readonly remember: boolean;
  readonly secrets: SecretTexts;
  readonly decodings: Decodings;
  /** Whether a cell of a category column leaves open what it is: such cells are counted. */
  readonly leavesOpen: (cell: string) => boolean;
}

/** How the cells of one column are searched, with a cache of what they said. */
class ColumnPlan {
  readonly index: number;
  readonly name: string;
  readonly role: Role;
  readonly fields: readonly Field[];
  readonly #column: Column;
  /** What is looked for in its cells, and the kinds of evidence that look at each of them nonetheless. */
  readonly patterns: readonly Patterns[];
  readonly #always: readonly Finder[];
  readonly #onPattern: readonly Finder[];
  /** Those of them that a cell which is nothing but an address in a usual form can hold something for. */
  readonly #onAddress: readonly Finder[];
  /** Whether a text may hold any of the patterns. */
  readonly #mayHold: (text: string) => boolean;
  readonly #nameFinders: readonly Finder[];
  readonly #secrets: SecretTexts;
  readonly #decodings: Decodings;
  /** Whether nothing of its cells is shown. */
  readonly #hidden: boolean;
  readonly #leavesOpen: (cell: string) => boolean;
  #cache: Cache<string, readonly RowHit[]> | null;
  /** Of the cached cells those that the screen passes. */
  #clean: CleanCells | null = null;
  #isClean: ((hits: readonly RowHit[]) => boolean) | null = null;
  #asked = 0;
  #repeated = 0;

  constructor(index: number, column: Column, role: Role, looking: Looking) {
    this.index = index;
    this.name = column.name;
    this.role = role;
    this.fields = column.fields;
    this.#column = column;
    this.#always = looking.finders.filter((finder) => finder.patterns === null);
    this.#onPattern = looking.finders.filter((finder) => finder.patterns !== null);
    this.#onAddress = this.#onPattern.filter(({ addressHeads }) => addressHeads !== undefined);
    this.patterns = looking.finders.flatMap((finder) => finder.patterns?.(role, column.fields) ?? []);
    this.#mayHold = looking.shortcut?.mayHold(() => this.patterns) ?? (() => true);
    this.#cache = looking.remember ? new Cache(CACHE_SIZE, () => this.#clean?.clear()) : null;
    this.#nameFinders = looking.nameFinders;
    this.#secrets = looking.secrets;
    this.#decodings = looking.decodings;
    this.#hidden = column.fields.includes('withheld');
    this.#leavesOpen = looking.leavesOpen;
  }

  /** What a cell of this column says, by every kind of evidence. */
  look(text: string): readonly RowHit[] {
    if (this.#passesOver(text)) return NOTHING;
    const cache = this.#cache;
    if (cache === null) return this.#lookFresh(text);
    this.#asked += 1;
    const before = cache.get(text);
    if (before !== undefined) {
      this.#repeated += 1;
      if (this.#repeated % LEARN_AGAIN === 0) this.#learn(text, before);
      return before;
    }
    if (this.#asked === CACHE_TRIAL && this.#repeated * 4 < this.#asked) this.#cache = null;
    const own = unshared(text);
    const hits = this.#lookFresh(own);
    cache.set(own, hits);
    this.#learn(own, hits);
    return hits;
  }

  /** The cells it remembers, now and later, whose hits are clean. */
  cleanCells(isClean: (hits: readonly RowHit[]) => boolean): CleanCells {
    this.#clean = new CleanCells();
    this.#isClean = isClean;
    for (const [cell, hits] of this.#cache?.entries() ?? []) this.#learn(cell, hits);
    return this.#clean;
  }

  /** Whether a cell has to be searched to know what it holds. */
  get isSearched(): boolean {
    return this.#always.length > 0;
  }

  /** A category of "router" says nothing, and is counted. */
  #learn(cell: string, hits: readonly RowHit[]): void {
    if (this.#clean === null || this.#isClean?.(hits) !== true) return;
    if (this.fields.includes('category') && this.#leavesOpen(cell)) return;
    this.#clean.add(cell);
  }

  /** True for nearly every cell of a column of serials, host names or addresses: cheaper than a cache. */
  #passesOver(text: string): boolean {
    return !this.isSearched && !this.#mayHold(text) && !this.#decodings.mayBeIn(text);
  }

  #lookFresh(written: string): readonly RowHit[] {
    const text = this.#decodings.decoded(written);
    const possible = !this.isSearched || this.#mayHold(text);
    const cell = new Cell(text, this.role, this.fields, this.#secrets);
    const hits: Hit[] = [];
    for (const finder of this.#always) finder.find(cell, hits);
    if (possible) for (const finder of headOf(text) === -1 ? this.#onPattern : this.#onAddress) finder.find(cell, hits);
    if (text.length > CELL_LIMIT) this.#findBeyond(text, hits);
    if (hits.length === 0) return NOTHING;
    const said = hits.map((hit) => hitOf(this.#column, hit));
    return said.map((hit) => new RowHit(this, this.#hidden ? withoutText(hit) : hit, this.#cache !== null));
  }

  /** Names beyond what patterns are tried on: found a piece at a time, as mentions. */
  #findBeyond(text: string, hits: Hit[]): void {
    const role = this.role === 'person' ? this.role : 'aside';
    for (const own of piecesOf(text).slice(1)) {
      if (!this.#mayHold(own)) continue;
      const piece = new Cell(own, role, this.fields, this.#secrets);
      for (const finder of this.#nameFinders) finder.find(piece, hits);
    }
  }
}

/** Longer than any name: pieces overlap by as much. */
const LONGEST_NAME = 128;

/** A text in pieces of as many characters as are looked at of a cell. */
export function piecesOf(text: string): readonly string[] {
  if (text.length <= CELL_LIMIT) return [text];
  const pieces: string[] = [];
  for (let from = 0; from < text.length; from += CELL_LIMIT - LONGEST_NAME) {
    pieces.push(text.slice(from, from + CELL_LIMIT));
  }
  return pieces;
}

/** What a cell that is not shown says, without a word of its text. */
function withoutText(hit: Hit): Hit {
  const { kind, maker } = hit;
  const showsText = kind === 'model' || kind === 'category' || kind === 'typo';
  return {
    ...hit,
    seen: '***',
    matched: showsText ? `a ${kind} of ${maker?.ref.name ?? 'a known vendor'}` : hit.matched,
  };
}

/** The columns of one layout that can hold evidence, and how to look at cells past the last header. */
export interface Plan {
  readonly columns: readonly ColumnPlan[];
  /**
   * By index of a column about another device: how it is looked at in a row that says nothing of a device of its own.
   */
  readonly asOwn: ReadonlyMap<number, ColumnPlan>;
  /** Columns by which a row says what its own device is. */
  readonly own: readonly number[];
  readonly extra: readonly ColumnPlan[];
  readonly makerColumns: readonly ColumnPlan[];
}

/** How texts outside records are looked at: for names only. */
export function planOutside(looking: Looking): ColumnPlan {
  return new ColumnPlan(0, OUTSIDE, 'aside', {
    ...looking,
    finders: looking.nameFinders,

    remember: false,
  });
}

/** The same column where its row says nothing of a device of its own: then it is about that. */
export function ofOwn(column: Column): Column {
  return { ...column, traits: column.traits.filter((trait) => trait !== 'other-device') };
}

/** How a text that looks like no name is looked at for names and models. */
export function planKnown(looking: Looking): ColumnPlan {
  const { fields } = KNOWN;
  const finders = looking.finders.filter((finder) => finder.looksAt('product', fields));
  return new ColumnPlan(0, KNOWN, 'product', { ...looking, finders, remember: false });
}

/** Plans how the records of a layout are looked at. */
export function planLayout({ columns, wholeLines }: Layout, looking: Looking): Plan {
  const plan = (index: number, column: Column, role: Role): ColumnPlan[] => {
    const finders = looking.finders.filter((finder) => finder.looksAt(role, column.fields));
    return finders.length === 0 ? [] : [new ColumnPlan(index, column, role, { ...looking, finders })];
  };
  const plans = columns.flatMap((column, index) =>
    isSecret(column) ? [] : plan(index, column, roleOf(column, wholeLines)),
  );
  const asOwn = columns.flatMap((column, index) =>
    column.traits.includes('other-device') ? plan(index, ofOwn(column), roleOf(column, wholeLines)) : [],
  );
  return {
    columns: plans,
    asOwn: new Map(asOwn.map((one) => [one.index, one])),
    own: asOwn.length === 0 ? [] : ownColumns(columns),
    extra: plan(columns.length, BEYOND_HEADERS, 'open'),
    makerColumns: plans.filter(({ role }) => role === 'maker'),
  };
}

/** Characters that are searched before there is a scanner: a small inventory is done sooner without. */
const WORTH_A_SCANNER = 5_000;

/** Tells cells that hold nothing a column is looked at for, once so many were searched that this pays. */
export class Shortcut {
  readonly #heads: ReadonlySet<number>;
  readonly #scanner: Scanner;
  #searched = 0;

  constructor(scanner: Scanner, heads: ReadonlySet<number>) {
    this.#heads = heads;
    this.#scanner = scanner;
  }

  /** Tells of texts whether they may hold any of some patterns, which are requested once they pay. */
  mayHold(patternsOf: () => readonly Patterns[]): (text: string) => boolean {
    let kind: number | null = null;
    return (text) => {
      if (this.#searched < WORTH_A_SCANNER) {
        this.#searched += text.length;
        return true;
      }
      kind ??= this.#scanner.kindOf(patternsOf());
      return this.#scanner.mayHold(kind, text, this.#heads);
    };
  }
}

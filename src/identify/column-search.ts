import { TextCache } from '../core/cache.ts';
import { ADDRESS, ANYTHING, KNOWN, NOTHING, SIGN, type FirstLetters, type Patterns } from '../core/first-letters.ts';
import type { Column } from '../core/layout.ts';
import { ELSEWHERE, JUDGED, MATTERS } from '../core/record.ts';
import { headIn, headOf, SHORTEST_MAC, USUAL_MAC } from '../core/mac.ts';
import { isErrorValue } from '../core/no-value.ts';
import { endOfCell, endsCell, NO_STOP, RowText } from '../core/row-text.ts';
import { isDamaged } from '../core/text.ts';
import { Cell } from './cell.ts';
import type { Finder, Hit } from './kinds/finder.ts';
import { isUnreadMac } from './kinds/mac.ts';
import type { SearchSetup } from './search-setup.ts';
import type { Role } from './role.ts';
import { RowHit, type SearchedColumn } from './row.ts';

/** After this many cells a column whose cells hardly repeat (serials, host names) is no longer cached. */
const CACHE_TRIAL = 2_048;
/** After this many, a column whose cells repeat next to never is not. */
const FIRST_TRIAL = 256;
const NO_HITS: readonly RowHit[] = [];

/** What was found in a cell. */
export interface CellResult {
  /** JUDGED, MATTERS and ELSEWHERE as bits; ELSEWHERE is cleared once it no longer matters to the run. */
  says: number;
  readonly hits: readonly RowHit[];
  /** The text of equal cells that share the result, '' before a row needs it; null: they do not share it. */
  text: string | null;
}

/** Results without hits, by `says`: JUDGED and MATTERS. */
const WITHOUT_HITS = [0, 1, 2, 3].map((says): CellResult => ({ says, hits: NO_HITS, text: null }));
/** The result of an empty cell. */
export const EMPTY_CELL = WITHOUT_HITS[0] as CellResult;

const scratchRow = new RowText();

/** Whether a cell makes its row judged; null: no cell of the column does. */
type JudgesCell = ((cell: string) => boolean) | null;

/** Searches the cells of a column, and caches what was found by their text. */
export class ColumnSearch implements SearchedColumn {
  readonly index: number;
  readonly column: Column;
  readonly role: Role;
  readonly finders: readonly Finder[];
  readonly #setup: SearchSetup;
  /** The finders for a cell that is nothing but an address in a usual form. */
  readonly #onAddress: readonly Finder[];
  readonly #addresses: NonNullable<Finder['addresses']> | null;
  readonly #isMac: boolean;
  /** One of these is in every cell in which a finder finds something; null: each cell has to be searched. */
  readonly #patterns: readonly Patterns[] | null;
  #letters: FirstLetters | null = null;
  readonly #judges: JudgesCell;
  #cache: TextCache<CellResult> | null;
  #lookups = 0;
  #repeats = 0;

  constructor({ index, column, role }: SearchedColumn, setup: SearchSetup, judges: JudgesCell = null) {
    this.index = index;
    this.column = column;
    this.role = role;
    this.#setup = setup;
    const patterns = setup.finders.map((finder) => finder.seeks(role, column.fields));
    this.finders = setup.finders.filter((_, at) => patterns[at] !== null);
    this.#onAddress = this.finders.filter(({ addresses }) => addresses !== undefined);
    this.#addresses = this.#onAddress[0]?.addresses ?? null;
    this.#isMac = column.fields.includes('mac');
    this.#patterns = patterns.includes('all') ? null : patterns.flatMap((one) => (one ?? []) as readonly Patterns[]);
    this.#judges = judges;
    this.#cache = setup.isCaching ? new TextCache() : null;
  }

  /**
   * Looks at the cell that begins at `from` and ends before `stop`, at a line end, or at `to`. Sets `row.end` to where
   * it ended.
   */
  look(row: RowText, from: number, to: number, stop: number): CellResult {
    const cache = this.#cache;
    if (cache === null) return this.#lookFresh(row, from, to, stop);
    const { codes } = row;
    const hash = cache.read(codes, from, to, stop);
    row.end = cache.end;
    const cached = cache.get(hash, codes, from, row.end);
    this.#lookups += 1;
    if (cached !== undefined) {
      this.#repeats += 1;
      return cached;
    }
    if (this.#hardlyRepeats) this.#cache = null;
    // Copied first: decoding the cell may overwrite `codes`.
    const copy = codes.slice(from, row.end);
    const result = { ...this.#lookFresh(row, from, row.end, NO_STOP), text: '' };
    cache.set(hash, copy, result);
    return result;
  }

  get #hardlyRepeats(): boolean {
    return this.#lookups >= FIRST_TRIAL && this.#repeats * (this.#lookups < CACHE_TRIAL ? 32 : 4) < this.#lookups;
  }

  /** The hits of all kinds of evidence in a text, as a cell of this column. */
  hits(text: string): readonly RowHit[] {
    return this.look(scratchRow.hold([text]), 0, text.length, NO_STOP).hits;
  }

  /** Whether a cell makes its row judged, where the column does not cache that. */
  judgesUncached(row: RowText, index: number): boolean {
    return this.#cache === null && this.#judges?.(row.cell(index)) === true;
  }

  mayHold(text: string): boolean {
    const sifted = this.#siftText(text);
    const { decoded } = this.#setup.input.words;
    return (((sifted & SIGN) === 0 ? sifted : sifted | this.#siftText(decoded(text))) & KNOWN) !== NOTHING;
  }

  #siftText(text: string): number {
    return this.#sift(scratchRow.hold([text]), 0, text.length, NO_STOP);
  }

  /** What a cell may hold: KNOWN; SIGN, a character that may stand for another; ADDRESS, one in a usual form. */
  #sift(row: RowText, from: number, to: number, stop: number): number {
    const { codes } = row;
    const addresses = this.#addresses;
    const usualEnd = from + USUAL_MAC;
    if (addresses !== null && (usualEnd === to || (usualEnd < to && endsCell(codes[usualEnd] as number, stop)))) {
      const head = headIn(codes, from);
      if (head !== -1) {
        row.end = usualEnd;
        return (addresses.mayBegin(head) ? KNOWN : NOTHING) | ADDRESS;
      }
    }
    const letters = this.#letters;
    if (letters === null) {
      row.end = endOfCell(codes, from, to, stop);
      if (this.#patterns !== null) this.#letters = this.#setup.letterTableOf?.(this.#patterns, row.end - from) ?? null;
      return ANYTHING;
    }
    const found = letters.read(codes, from, to, stop);
    row.end = letters.end;
    if (found === ANYTHING || addresses === null) return found & ANYTHING;
    const mayHoldAddress = this.#isMac ? row.end - from >= SHORTEST_MAC : (found & ADDRESS) !== NOTHING;
    const ofAddresses = this.#isMac || this.role === 'line';
    const holdsAddress = mayHoldAddress && addresses.areIn(row.slice(from, row.end), ofAddresses);
    return (found & SIGN) | (holdsAddress ? KNOWN : NOTHING);
  }

  #lookFresh(row: RowText, from: number, to: number, stop: number): CellResult {
    const sifted = this.#sift(row, from, to, stop);
    const saysNothing = (sifted & ANYTHING) === NOTHING && ((sifted & ADDRESS) !== NOTHING || !this.#isMac);
    if (saysNothing && this.#cache === null) return EMPTY_CELL;
    return this.#lookAt(row.slice(from, row.end), sifted);
  }

  #lookAt(written: string, siftedAsWritten: number): CellResult {
    const text = (siftedAsWritten & SIGN) === 0 ? written : this.#setup.input.words.decoded(written);
    const sifted = text === written ? siftedAsWritten : this.#siftText(text);
    const says = this.#saysOf(written, text, sifted);
    const hits = (sifted & KNOWN) === NOTHING ? NO_HITS : this.#searchFor(text);
    if (hits.length === 0) return WITHOUT_HITS[says] as CellResult;
    return { says: says | (hits.some(({ hit }) => this.#setup.isListed(hit)) ? MATTERS : ELSEWHERE), hits, text: null };
  }

  #saysOf(written: string, text: string, sifted: number): number {
    let says = 0;
    if (this.#judges !== null) {
      if (this.#cache !== null && this.#judges(written)) says |= JUDGED;
      if (this.#mayBeLost(text, sifted)) says |= MATTERS;
    }
    if (this.column.fields.includes('category') && this.#setup.isUnclearRouter(text)) says |= MATTERS;
    return says;
  }

  /** Whether an identity cell may have lost letters, or is an unreadable address: reported whoever made the device. */
  #mayBeLost(text: string, sifted: number): boolean {
    const hasSign =
      (sifted & SIGN) !== 0 && (text.includes('?') || isErrorValue(text) || text.includes('\ufffd') || isDamaged(text));
    return hasSign || (this.#isMac && (sifted & ADDRESS) === 0 && isUnreadMac(text));
  }

  #searchFor(text: string): readonly RowHit[] {
    const cell = new Cell(text, this.role, this.column.fields, this.#setup.input.words.secrets);
    const hits: Hit[] = [];
    for (const finder of headOf(text) === -1 ? this.finders : this.#onAddress) finder.find(cell, hits);
    const isHidden = this.column.fields.includes('withheld');
    // Of a cell that is not shown, no word is.
    const shown = (hit: Hit): Hit =>
      isHidden ? { ...hit, seen: '***', matched: hit.maker?.ref.name ?? hit.kind } : hit;
    return hits.map((hit) => new RowHit(this, shown(hit), this.#cache !== null));
  }
}

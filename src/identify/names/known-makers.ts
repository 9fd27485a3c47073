import { fold } from '../../core/text.ts';
import type { HeaderMeaning } from '../../core/fields.ts';
import type { Words } from '../../words/words.ts';
import type { Vendor } from '../../knowledge/vendor.ts';
import type { Cell } from '../cell.ts';
import type { Describing } from './describing.ts';
import type { Guard } from './guard.ts';
import { joinedName, type NameIndex } from './name-index.ts';
import type { FoldedText } from './name-scan.ts';
import { textOf, tokenise } from './token.ts';

/** Words of a name with its legal forms: Hewlett Packard Enterprise Co. */
const LONGEST = 4;
/** What stands between a maker and its model: two blanks are where columns of a text meet. */
const SIDE_BY_SIDE = /^[ \u00a0_-]$/;
/** What stands between words of a name: Rohde & Schwarz, Huber+Suhner. */
const IN_NAME = /^(?: ?[&+] ?|[ \u00a0_.-])$/;
/** Headers that are words for a place, a seller or an owner. */
const WHERE_OR_WHOSE: ReadonlySet<HeaderMeaning | null> = new Set(['site', 'seller', 'purpose']);

/**
 * Knows makers by their names, of vendor files and of data/words/makers.yaml: what another maker's name stands on or
 * before is not a vendor's for its model number alone.
 */
export class KnownMakers {
  readonly #index: NameIndex;
  readonly #words: Words;
  readonly #guard: Guard;
  readonly #describing: Describing;
  readonly #vendors: readonly Vendor[];

  constructor(vendors: readonly Vendor[], index: NameIndex, words: Words, guard: Guard, describing: Describing) {
    this.#index = index;
    this.#words = words;
    this.#guard = guard;
    this.#describing = describing;
    this.#vendors = vendors;
  }

  /**
   * Whether a vendor cell is the whole name of a maker other than a vendor (by position), who relabels nothing of
   * theirs; a look-alike is none, and a name that is not certain.
   */
  isOther(cell: string, vendor: number): boolean {
    const joined = joinedName(this.#index, tokenise(fold(cell)));
    const known = this.#index.byJoined.get(joined) ?? [];
    if (this.#sells(joined, vendor) || known.some(({ maker }) => maker?.vendor === vendor)) return false;
    return (
      known.some(({ kind, certainty }) => kind === 'name' && certainty !== 'low') || this.#words.isOtherMaker(cell)
    );
  }

  /**
   * The name of another maker that stands right before the model at a place of a cell, or before a kind of device there
   * (Dell E170S, Samsung TV U8500F), in the cell's own spelling; null without one, and where a word says something else
   * of that maker (replaces Dell S5720, from Dell S5720, rack Dell S5720).
   */
  before({ tokens, folded, text }: Cell, from: number, vendor: number): string | null {
    const model = tokens.findIndex(({ start }) => start === from);
    if (model < 1 || folded.length !== text.length) return null;
    const between = textOf(tokens, model - 1);
    const isKind = model > 1 && this.#describing.isKind(between) && !this.#describing.isAside(between);
    const last = isKind ? model - 2 : model - 1;
    const after = (at: number): string => folded.slice(tokens[at]?.end, tokens[at + 1]?.start);
    for (let at = last; at < model; at += 1) if (!SIDE_BY_SIDE.test(after(at))) return null;
    let first: number | null = null;
    for (let at = last; at >= 0 && at > last - LONGEST && (at === last || IN_NAME.test(after(at))); at -= 1) {
      const means = this.#meansOther(joinedName(this.#index, tokens.slice(at, last + 1)), vendor);
      if (means === false) return null;
      if (means === true) first = at;
    }
    if (first === null || this.#isSaidOf({ tokens, folded }, first, last)) return null;
    return text.slice(tokens[first]?.start, tokens[last]?.end);
  }

  /** Whether a name in a text is another maker's (true) or the vendor's own or a stranger's (false); null: neither. */
  #meansOther(joined: string, vendor: number): boolean | null {
    const known = this.#index.byJoined.get(joined) ?? [];
    if (known.some(({ maker }) => maker === null || maker.vendor === vendor)) return false;
    if (this.#sells(joined, vendor)) return false;
    const isVendors = known.some(
      ({ kind, distinctive, maker }) =>
        kind === 'name' && distinctive && maker !== null && this.#onlyMakes(maker.vendor),
    );
    return isVendors || this.#words.isRegisteredMaker(joined) ? true : null;
  }

  /** Whether what stands before a maker's name says that the model is not theirs: for, from, rack, customer. */
  #isSaidOf(cell: FoldedText, first: number, last: number): boolean {
    const before = cell.tokens[first - 1]?.text;
    if (before === undefined) return false;
    const { lines, headers } = this.#words;
    return (
      this.#guard.negation(cell, first, last) !== null ||
      lines.isOfSentences(before) ||
      this.#describing.isAside(before) ||
      WHERE_OR_WHOSE.has(headers.meaningOf(before)) ||
      headers.people.isHead([before], 1, () => false)
    );
  }

  /** Not an operator, whose name says more often whose a device is. */
  #onlyMakes(vendor: number): boolean {
    const makes = this.#vendors[vendor]?.makes ?? [];
    return makes.includes('equipment') && !makes.includes('service');
  }

  /** Whether a maker sold devices of a vendor as its own: HP those of H3C. */
  #sells(joined: string, vendor: number): boolean {
    const { sold } = this.#words.tables.makers;
    return sold.some(({ of, as }) => of === this.#vendors[vendor]?.id && as.includes(joined));
  }
}

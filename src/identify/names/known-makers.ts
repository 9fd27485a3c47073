import { fold, words as wordsIn } from '../../core/text.ts';
import type { HeaderMeaning } from '../../core/layout.ts';
import type { Vendor } from '../../knowledge/vendor.ts';
import { setOf } from '../../words/look-up.ts';
import type { Cell } from '../cell.ts';
import { NameContext } from './name-context.ts';
import { joinedName } from './name-index.ts';
import { textOf } from './token.ts';

/** Another maker's name before a model, as the cell spells it. */
export interface MakerBefore {
  readonly text: string;
  readonly isKnown: boolean;
}

/** The most words of a name with its legal forms: Hewlett Packard Enterprise Co. */
const LONGEST_NAME = 4;
/** Between a maker and its model: two blanks are where columns of a text meet. */
const SIDE_BY_SIDE = /^[ \u00a0_-]$/;
/** A text without digits before a colon and a blank. */
const BEFORE_COLON = /^([^:\d]{2,60}):\s/;
/** Between words of a name: Rohde & Schwarz, Huber+Suhner. */
const IN_NAME = /^(?: ?[&+] ?|[ \u00a0_.-])$/;
const GOVERNING = ['before', 'former', 'without', 'for', 'with', 'linked'] as const;
const WHERE_OR_WHOSE: readonly (HeaderMeaning | null)[] = ['site', 'siteCountry', 'seller', 'publisher', 'purpose'];

/**
 * Recognises makers by their names in vendor files and data/words/makers.yaml: a model number alone does not make a
 * device a vendor's where another maker's name is on it or before the model.
 */
export class KnownMakers extends NameContext {
  /**
   * Whether a vendor cell names another maker than this vendor: a `known` or an `unknown` one. Null where it names
   * none, or names a seller, the vendor itself or a kind of device.
   */
  otherMakerIn(cell: string, vendor: Vendor): 'known' | 'unknown' | null {
    const joined = this.words.legalForms.keyOf(cell);
    const names = this.index.byJoined.get(joined) ?? [];
    if (this.#sells(joined, vendor) || names.some(({ maker }) => maker?.vendor === vendor)) return null;
    if (setOf(this.words.tables.makers.resellers).has(joined)) return null;
    if (names.some(({ kind, certainty }) => kind === 'name' && certainty !== 'low') || this.words.isOtherMaker(cell))
      return 'known';
    return this.words.noName.kindOf(cell) === '' ? 'unknown' : null;
  }

  /**
   * The other maker that a text names for the model at a place: right before it, before a kind of device there, or as
   * the first word before a brand (Dell E170S, Samsung TV U8500F, Philips Xenium E172); else the text before a colon.
   * Null for none, and where a word says that the maker is not meant (replaces Dell S5720, from Dell S5720, rack Dell
   * S5720).
   */
  makerBefore(cell: Cell, from: number, vendor: Vendor): MakerBefore | null {
    const { tokens, folded, text } = cell;
    const place = cell.placeInFolded(from);
    const model = tokens.findIndex(({ start }) => start === place);
    if (model < 1) return null;
    const makerAt = (first: number, last: number): MakerBefore => {
      const [start = 0, end = start] = [tokens[first]?.start, tokens[last]?.end];
      return { text: text.slice(cell.placeInText(start), cell.placeInText(end)), isKnown: true };
    };
    const isGap = (at: number, gap: RegExp): boolean => gap.test(folded.slice(tokens[at]?.end, tokens[at + 1]?.start));
    const between = textOf(tokens, model - 1);
    const isNear = isGap(model - 1, SIDE_BY_SIDE);
    const isKind = model > 1 && this.isKind(between) && !this.hasClass(between, 'place', 'accessory');
    const last = isKind ? model - 2 : model - 1;
    let first: number | null = null;
    for (let at = last; at >= 0 && at > last - LONGEST_NAME && (at === last || isGap(at, IN_NAME)); at -= 1) {
      const means = this.#meansOther(joinedName(this.index, tokens.slice(at, last + 1)), vendor);
      if (means !== null) first = means ? at : null;
      if (means === false) break;
    }
    if (first !== null && isNear && isGap(last, SIDE_BY_SIDE) && !this.#isGoverned(cell, first, last))
      return makerAt(first, last);
    const isTitle = model === 2 && isNear && isGap(0, SIDE_BY_SIDE) && this.#isBrand(between);
    if (isTitle && this.#meansOther(textOf(tokens, 0), vendor) === true) return makerAt(0, 0);
    return this.#beforeColon(cell, from, vendor);
  }

  /** Whether a word between a maker that begins a title and a model may be the maker's brand: Philips Xenium E172. */
  #isBrand(word: string): boolean {
    const isOther = this.hasClass(word, 'kind', 'prose', 'place', 'accessory', 'related', 'origin', ...GOVERNING);
    return /^\p{L}{4,}$/u.test(word) && !isOther;
  }

  /** A text before a colon, where it is no label, place, kind of device or number: Acme Optics: E170. */
  #beforeColon({ role, text }: Cell, from: number, vendor: Vendor): MakerBefore | null {
    if (role === 'maker' || role === 'line') return null;
    const before = BEFORE_COLON.exec(text.slice(0, from))?.[1]?.trim();
    if (before === undefined) return null;
    const words = wordsIn(fold(before));
    const { headers } = this.words;
    const isLabel = (word: string): boolean =>
      headers.meaningOf(word) !== null || this.hasClass(word, 'kind', 'place', 'accessory');
    if (words.some(isLabel) || headers.meaningOf(words.join('')) !== null) return null;
    const other = this.otherMakerIn(before, vendor);
    return other === null ? null : { text: before, isKnown: other === 'known' };
  }

  /** Whether a name is another maker's (true), or the vendor's, its seller's or a look-alike (false); null: neither. */
  #meansOther(joined: string, vendor: Vendor): boolean | null {
    const names = this.index.byJoined.get(joined) ?? [];
    const isTheirsOrLookAlike = names.some(({ maker }) => maker === null || maker.vendor === vendor);
    if (isTheirsOrLookAlike || this.#sells(joined, vendor)) return false;
    // An operator's name says more often whose a device is than who made it.
    const isEquipmentMaker = names.some(({ kind, distinctive, maker }) => {
      const makes = maker?.vendor.makes ?? [];
      return kind === 'name' && distinctive && makes.includes('equipment') && !makes.includes('service');
    });
    return isEquipmentMaker || this.words.isRegisteredMaker(joined) ? true : null;
  }

  /** Whether the words before a maker's name say that the model is not theirs: for, from, rack, customer. */
  #isGoverned(cell: Cell, first: number, last: number): boolean {
    const before = cell.tokens[first - 1]?.text;
    if (before === undefined) return false;
    const { headers } = this.words;
    return (
      this.findPhrase('denied', cell, { first, last }) !== null ||
      this.hasClass(before, 'prose', 'place', 'accessory') ||
      WHERE_OR_WHOSE.includes(headers.meaningOf(before)) ||
      headers.people.isHead([before])
    );
  }

  /** Whether a maker sold devices of a vendor as its own: HP those of H3C. */
  #sells(joined: string, { sells }: Vendor): boolean {
    return sells.some(({ name }) => this.words.legalForms.keyOf(name) === joined);
  }
}

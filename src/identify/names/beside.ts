import { oncePer } from '../../core/cache.ts';
import { isUnspaced } from '../../core/text.ts';
import type { Vendor } from '../../knowledge/vendor.ts';
import type { Cell } from '../cell.ts';
import { GoverningWords, type Key } from './governing-words.ts';
import { isWithinWord, type NameMet } from './name-scan.ts';
import { isLikeModel, textOf } from './token.ts';

/** A word beside a name that says what the device has to do with the vendor of that name. */
export interface WordBeside {
  /**
   * `origin` they made it; `gone` it is not theirs, or no longer; `fits` it goes with a product of theirs; `part` they
   * made a part of it; `other` it is connected to a product of theirs, is a place, an accessory or a licence, another
   * maker made it, or too many are named.
   */
  readonly says: 'origin' | 'gone' | 'fits' | 'part' | 'other';
  readonly word: string;
}

/** This many makers in one cell do not say which of them made the device: Samsung Huawei Xiaomi strap. */
const CROWD = 3;
/** Words with blanks or signs between them that occur in no host name and no URL. */
const SEVERAL_WORDS = /\S\s+\S|^[^\s/,;|+&:@]+(?:[/,;|+&][^\s/,;|+&:@]+)+$/;
const NUMBER = /^\d/;
/** A number with its unit: 20mm, 4mp. */
const MEASURE = /^\d{1,3}[a-z]{1,2}$/;

/**
 * Reads what the words around a name or a model say of it (data/words/negation.yaml; only a word that governs the name
 * counts), and whether a cell describes its device.
 */
export class Beside extends GoverningWords {
  /**
   * Whether a cell describes its device: unlike a host name it has several words, or a script that writes no blanks. A
   * sentence describes when it names a kind of device.
   */
  readonly describes = oncePer((cell: Cell) => {
    const { role, text, folded, tokens } = cell;
    if (role !== 'open' && role !== 'naming' && role !== 'device') return false;
    if (!SEVERAL_WORDS.test(text) && !isUnspaced(folded)) return role === 'open' && this.#isKindOfMaker(cell);
    return !this.words.lines.isProse(tokens.map((token) => token.text)) || this.hasKind(tokens);
  });

  /** Whether a cell is nothing but a kind of device and its maker, and ends in no number of a host: 4G-Router_ZTE. */
  #isKindOfMaker(cell: Cell): boolean {
    const { text, tokens } = cell;
    if (/\d$/.test(text) || !this.hasKind(tokens)) return false;
    const names = cell.names(this.index);
    const isOfName = (at: number): boolean => names.some(({ first, last }) => first <= at && at <= last);
    return tokens.every(({ text }, at) => NUMBER.test(text) || this.isKind(text) || isOfName(at));
  }

  /** What the words of a cell say of a name in it, the first that applies; null where it names the maker. */
  of(cell: Cell, met: NameMet): WordBeside | null {
    if (met.isWholeCell) return null;
    // A vendor of software alone makes licences.
    const makesSoftware = met.name.maker?.vendor.makes.every((one) => one === 'software') === true;
    const says = (what: WordBeside['says'], word: string | null): WordBeside | null =>
      word === null || (makesSoftware && this.is(word, 'accessory')) ? null : { says: what, word };
    const taken = this.#taken(cell, met);
    const fits = this.is(taken?.split(' ', 1)[0] ?? '', 'for', 'compatible', 'fitted');
    const near =
      says(fits ? 'fits' : 'gone', taken) ??
      says('origin', this.#origin(cell, met)) ??
      says('other', this.#related(cell, met));
    const isLine = this.said('line', cell, met) !== null && !isWithinWord(cell, met);
    if (near !== null || isLine) return near;
    const label = this.said('label', cell, met) ?? '';
    if (this.words.headers.read(label)?.traits.includes('mention') === true) return { says: 'other', word: label };
    // A line may be about several devices, so many makers in it are no crowd.
    if (cell.role === 'line' || !this.#isCrowd(cell))
      return (
        says('part', this.said('part', cell, met)) ??
        says('other', this.#thingBeside(cell, met)) ??
        says('other', this.said('maker', cell, met))
      );
    const accessory = cell.tokens.find(({ text }) => this.is(text, 'accessory'))?.text;
    const thing = accessory ?? this.#unspaced(cell, met, 'place', 'accessory');
    return thing === null ? { says: 'other', word: 'several vendors' } : { says: 'fits', word: thing };
  }

  /**
   * The word that says that a cell does not hold the model itself, but something for it, compatible with it, connected
   * to it, or an accessory; null for none, and where the cell says that the vendor made the device.
   */
  ofModel(cell: Cell, { from, to }: { readonly from: number; readonly to: number }, vendor: Vendor): string | null {
    const { tokens, folded, text } = cell;
    const names = this.#namesOf(cell, vendor);
    // Folding may have moved the letters, and with them the places of tokens.
    if (folded.length === text.length) {
      const first = tokens.findIndex(({ end }) => end > from);
      const last = tokens.findLastIndex(({ start }) => start < to);
      const named = names.find((met) => met.first > 0 && met.last === first - 1);
      const place = { first: named?.first ?? first, last };
      const beforeModel = this.said('fitted', cell, place) ?? this.said('related', cell, place);
      if (beforeModel !== null) return beforeModel;
    }
    for (const met of names) {
      if (met.isWholeCell) continue;
      if (this.#origin(cell, met) !== null) return null;
      const thing = this.#thingBeside(cell, met);
      const word = this.#related(cell, met) ?? (thing !== null && this.is(thing, 'accessory') ? thing : null);
      if (word !== null) return word;
    }
    return null;
  }

  /** Whether a cell names a vendor, and no word says that the device is not theirs. */
  isNamed(cell: Cell, vendor: Vendor): boolean {
    return this.#namesOf(cell, vendor).some((one) => one.isWholeCell || this.#taken(cell, one) === null);
  }

  #namesOf(cell: Cell, vendor: Vendor): readonly NameMet[] {
    return cell.names(this.index).filter(({ name }) => name.kind === 'name' && name.maker?.vendor === vendor);
  }

  #taken(cell: Cell, met: NameMet): string | null {
    // A look-alike that begins a vendor cell: what follows is a part of its name (Emerson Network Power (Huawei Base)).
    const [leading] = cell.role === 'maker' ? cell.names(this.index) : [];
    if (leading?.name.kind === 'look-alike' && leading.first === 0) return leading.name.display;
    const beside = this.#unspaced(cell, met, 'before', 'former', 'without', 'for', 'compatible', 'after');
    if (beside !== null || isWithinWord(cell, met)) return beside;
    return this.said('taken', cell, met);
  }

  #related(cell: Cell, met: NameMet): string | null {
    return this.#unspaced(cell, met, 'related') ?? this.said('related', cell, met);
  }

  #origin(cell: Cell, met: NameMet): string | null {
    const said = this.#unspaced(cell, met, 'origin') ?? this.said('origin', cell, met);
    if (said !== null) return said;
    const label = this.words.headers.read(this.said('label', cell, met) ?? '');
    const isVendor = label?.fields.includes('vendor') === true && !label.traits.includes('mention');
    return isVendor ? textOf(cell.tokens, met.first - 1) : null;
  }

  /** A word of these lists beside a name in a text without blanks, or in a crowd; an accessory also at its end. */
  #unspaced(cell: Cell, { name: { joined, unspaced } }: NameMet, ...keys: readonly Key[]): string | null {
    if (!unspaced && !this.#isCrowd(cell)) return null;
    const [before = '', after = ''] = cell.folded.split(joined, 2).map((text) => text.trim());
    const isDevice = this.table.product.some((one) => after.endsWith(one));
    for (const key of keys) {
      const isBehind = key === 'after' || key === 'accessory' || (key === 'place' && !isDevice);
      const stands = (word: string): boolean =>
        (key !== 'after' && before.endsWith(word)) ||
        (isBehind && after.startsWith(word)) ||
        (key === 'accessory' && after.endsWith(word));
      const word = this.table[key].find((one) => isUnspaced(one) && stands(one));
      if (word !== undefined) return word;
    }
    return null;
  }

  /** Whether a cell names many makers, and no model that would tell which of them made the device. */
  readonly #isCrowd = oncePer((cell: Cell): boolean => {
    const { tokens, folded } = cell;
    if (tokens.some(({ text }) => isLikeModel(text) && !MEASURE.test(text))) return false;
    const met = cell.names(this.index);
    const named = new Set<Vendor | string>(met.flatMap(({ name }) => name.maker?.vendor ?? []));
    const isOfScript = isUnspaced(folded);
    if (isOfScript) {
      const { registered } = this.words.tables.makers;
      for (const maker of registered) if (isUnspaced(maker) && folded.includes(maker)) named.add(maker);
      for (const { joined, maker } of this.index.unspaced)
        if (maker !== null && folded.includes(joined)) named.add(maker.vendor);
    }
    tokens.forEach(({ text }, at) => {
      const isMet = !isOfScript && met.some(({ first, last }) => first <= at && at <= last);
      if (!isMet && this.isMaker(tokens, at)) named.add(text);
    });
    return named.size >= CROWD;
  });

  /** A place or an accessory beside a name, also without blanks: Rack Huawei, Huawei console cable. */
  #thingBeside(cell: Cell, met: NameMet): string | null {
    const beside = this.#unspaced(cell, met, 'place', 'accessory');
    return met.name.unspaced ? beside : this.said('thing', cell, met);
  }
}

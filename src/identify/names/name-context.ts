import { oncePer } from '../../core/cache.ts';
import type { HeaderMeaning } from '../../core/layout.ts';
import { fold, isUnspaced, words as wordsIn } from '../../core/text.ts';
import type { Vendor } from '../../knowledge/vendor.ts';
import { setOf } from '../../words/look-up.ts';
import type { Cell } from '../cell.ts';
import { GoverningWords, type ListName } from './governing-words.ts';
import { isWithinWord, joinedName, looksLikeModel, textOf, type NameMatch } from './name-scan.ts';

/** A word beside a name that says what the device has to do with the vendor of that name. */
export interface Relation {
  /**
   * `origin` they made it; `gone` it is not theirs, or no longer; `fits` it goes with a product of theirs; `related`
   * it is connected to a product of theirs; `part` they made a part of it; `other` it is a place, an accessory or a
   * licence, another maker made it, or too many are named.
   */
  readonly says: 'origin' | 'gone' | 'fits' | 'related' | 'part' | 'other';
  readonly word: string;
}

/** This many makers in one cell do not say which of them made the device: Samsung Huawei Xiaomi strap. */
const CROWD = 3;
/** Words with blanks or signs between them that occur in no host name and no URL. */
const SEVERAL_WORDS = /\S\s+\S|^[^\s/,;|+&:@]+(?:[/,;|+&][^\s/,;|+&:@]+)+$/;
const NUMBER = /^\d/;
/** Lists of words that govern a name in a text without blanks, by what they say. */
const WITHOUT_BLANKS = {
  denied: ['before', 'former', 'without', 'for', 'compatible', 'after'],
  related: ['related'],
  origin: ['origin'],
  thing: ['place', 'accessory'],
} as const;
/** A number with its unit: 20mm, 4mp. */
const MEASURE = /^\d{1,3}[a-z]{1,2}$/;

/** Another maker's name, as its cell spells it. */
export interface OtherMaker {
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
const WHERE_OR_WHOSE: readonly (HeaderMeaning | null)[] = ['site', 'siteArea', 'seller', 'publisher', 'purpose'];

/**
 * Reads what the words around a name or a model say of it (data/words/negation.yaml; only a word that governs the name
 * counts), whether a cell describes its device, and which other maker it names: a model number alone does not make a
 * device a vendor's where another maker's name is on it or before the model.
 */
export class NameContext extends GoverningWords {
  /**
   * Whether a cell describes its device: unlike a host name it has several words, or a script without blanks. A
   * sentence describes when it names a kind of device.
   */
  readonly describes = oncePer((cell: Cell) => {
    const { role, text, folded, tokens } = cell;
    if (role !== 'free-text' && role !== 'naming' && role !== 'device') return false;
    if (!SEVERAL_WORDS.test(text) && !isUnspaced(folded)) return role === 'free-text' && this.#isKindAndMaker(cell);
    const texts = tokens.map((token) => token.text);
    return !this.words.lines.isProse(texts) || texts.some((word) => this.hasClass(word, 'kind'));
  });

  /** Whether a cell is nothing but a kind of device and its maker, and ends in no number of a host: 4G-Router_ZTE. */
  #isKindAndMaker(cell: Cell): boolean {
    const { text, tokens } = cell;
    if (/\d$/.test(text) || !tokens.some((token) => this.hasClass(token.text, 'kind'))) return false;
    const names = cell.names(this.index);
    const isOfName = (at: number): boolean => names.some(({ first, last }) => first <= at && at <= last);
    return tokens.every(({ text }, at) => NUMBER.test(text) || this.hasClass(text, 'kind') || isOfName(at));
  }

  /** What the words of a cell say of a name in it, the first that applies; null where it names the maker. */
  relationOf(cell: Cell, match: NameMatch): Relation | null {
    if (match.isWholeCell) return null;
    // A vendor of software alone makes licences.
    const makesSoftware = match.name.maker?.vendor.makes.every((one) => one === 'software') === true;
    const relation = (what: Relation['says'], word: string | null): Relation | null =>
      word === null || (makesSoftware && this.hasClass(word, 'accessory')) ? null : { says: what, word };
    const denied = this.#deniedBy(cell, match);
    const isFitting = this.hasClass(denied?.split(' ', 1)[0] ?? '', 'for', 'compatible', 'fitted');
    const nearest =
      relation(isFitting ? 'fits' : 'gone', denied) ??
      relation('origin', this.#originBy(cell, match)) ??
      relation('related', this.#governs('related', cell, match));
    const isLine = this.findPhrase('line', cell, match) !== null && !isWithinWord(cell, match);
    if (nearest !== null || isLine) return nearest;
    const label = this.findPhrase('label', cell, match) ?? '';
    if (this.words.headers.read(label)?.traits.includes('mention') === true) return { says: 'other', word: label };
    // A line may be about several devices, so many makers in it are no crowd.
    if (cell.role === 'line' || !this.#isCrowd(cell))
      return (
        relation('part', this.findPhrase('part', cell, match)) ??
        relation('other', this.#governs('thing', cell, match)) ??
        relation('other', this.findPhrase('maker', cell, match))
      );
    const thing = this.#accessoryIn(cell) || this.#unspaced(cell, match, ...WITHOUT_BLANKS.thing);
    return thing === null ? { says: 'other', word: 'several vendors' } : { says: 'fits', word: thing };
  }

  /**
   * The word that says that a cell does not hold the model itself, but something for it, compatible with it, connected
   * to it, or an accessory; null for none, and where the cell says that the vendor made the device.
   */
  wordAgainstModel(cell: Cell, { from, to }: Readonly<Record<'from' | 'to', number>>, vendor: Vendor): string | null {
    const { tokens } = cell;
    const names = this.#namesOf(cell, vendor);
    const [begin, stop] = [cell.placeInFolded(from), cell.placeInFolded(to)];
    const first = tokens.findIndex(({ end }) => end > begin);
    const last = tokens.findLastIndex(({ start }) => start < stop);
    const named = names.find((match) => match.first > 0 && match.last === first - 1);
    const place = { first: named?.first ?? first, last };
    const beforeModel = this.findPhrase('fitted', cell, place) ?? this.findPhrase('related', cell, place);
    if (beforeModel !== null) return beforeModel;
    for (const match of names) {
      if (match.isWholeCell) continue;
      if (this.#originBy(cell, match) !== null) return null;
      const thing = this.#governs('thing', cell, match);
      const word =
        this.#governs('related', cell, match) ?? (thing !== null && this.hasClass(thing, 'accessory') ? thing : null);
      if (word !== null) return word;
    }
    return null;
  }

  /** Whether a cell names a vendor, and no word says that the device is not theirs. */
  isNamed(cell: Cell, vendor: Vendor): boolean {
    return this.#namesOf(cell, vendor).some((one) => one.isWholeCell || this.#deniedBy(cell, one) === null);
  }

  #namesOf(cell: Cell, vendor: Vendor): readonly NameMatch[] {
    return cell.names(this.index).filter(({ name }) => name.kind === 'name' && name.maker?.vendor === vendor);
  }

  #deniedBy(cell: Cell, match: NameMatch): string | null {
    // A look-alike that begins a vendor cell: what follows is a part of its name (Emerson Network Power (Huawei Base)).
    const [leading] = cell.role === 'maker' ? cell.names(this.index) : [];
    if (leading?.name.kind === 'look-alike' && leading.first === 0) return leading.name.display;
    return this.#governs('denied', cell, match);
  }

  #originBy(cell: Cell, match: NameMatch): string | null {
    const word = this.#governs('origin', cell, match);
    if (word !== null) return word;
    const label = this.words.headers.read(this.findPhrase('label', cell, match) ?? '');
    const isVendor = label?.fields.includes('vendor') === true && !label.traits.includes('mention');
    return isVendor ? textOf(cell.tokens, match.first - 1) : null;
  }

  /** The words of a meaning that govern a name. */
  #governs(meaning: keyof typeof WITHOUT_BLANKS, cell: Cell, match: NameMatch): string | null {
    const word = this.#unspaced(cell, match, ...WITHOUT_BLANKS[meaning]);
    const hasPhrases = meaning === 'thing' ? !match.name.unspaced : !isWithinWord(cell, match);
    return word !== null || !hasPhrases ? word : this.findPhrase(meaning, cell, match);
  }

  /** A word of these lists beside a name in a text without blanks; an accessory also at its end. */
  #unspaced(cell: Cell, { name: { joined } }: NameMatch, ...lists: readonly ListName[]): string | null {
    if (!isUnspaced(cell.folded)) return null;
    const [before = '', after] = cell.folded.split(joined, 2).map((text) => text.trim());
    if (after === undefined) return null;
    const endsInProduct = this.table.product.some((one) => after.endsWith(one));
    for (const list of lists) {
      const mayFollow = list === 'after' || list === 'accessory' || (list === 'place' && !endsInProduct);
      const isBeside = (word: string): boolean =>
        (list !== 'after' && before.endsWith(word)) ||
        (mayFollow && after.startsWith(word)) ||
        (list === 'accessory' && after.endsWith(word));
      const word = this.table[list].find((one) => isUnspaced(one) && isBeside(one));
      if (word !== undefined) return word;
    }
    return null;
  }

  /** Whether a cell names many makers, and no model that would tell which of them made the device. */
  readonly #isCrowd = oncePer((cell: Cell): boolean => {
    const { tokens, folded } = cell;
    if (tokens.some(({ text }) => looksLikeModel(text) && !MEASURE.test(text))) return false;
    const matches = cell.names(this.index);
    const makers = new Set<Vendor | string>(matches.flatMap(({ name }) => name.maker?.vendor ?? []));
    const hasNoBlanks = isUnspaced(folded);
    if (hasNoBlanks) {
      const { registered } = this.words.tables.makers;
      for (const maker of registered) if (isUnspaced(maker) && folded.includes(maker)) makers.add(maker);
      for (const { joined, maker } of this.index.unspaced)
        if (maker !== null && folded.includes(joined)) makers.add(maker.vendor);
    }
    tokens.forEach(({ text }, at) => {
      const isInName = !hasNoBlanks && matches.some(({ first, last }) => first <= at && at <= last);
      if (!isInName && this.endOfMaker(tokens, at) !== -1) makers.add(text);
    });
    return makers.size >= CROWD;
  });

  /** The first word for an accessory in a cell, empty for none; looked for once for all names in the cell. */
  readonly #accessoryIn = oncePer(
    ({ tokens }: Cell) => tokens.find(({ text }) => this.hasClass(text, 'accessory'))?.text ?? '',
  );

  /**
   * Another maker than this vendor, known or unknown, where a vendor cell names one. Null where it names none, or names
   * a seller, the vendor itself or a kind of device.
   */
  otherMakerIn(text: string, vendor: Vendor): OtherMaker | null {
    const joined = this.words.legalForms.keyOf(text);
    const names = this.index.byJoined.get(joined) ?? [];
    if (this.#sells(joined, vendor) || names.some(({ maker }) => maker?.vendor === vendor)) return null;
    if (setOf(this.words.tables.makers.resellers).has(joined)) return null;
    const isKnown =
      names.some(({ kind, certainty }) => kind === 'name' && certainty !== 'low') || this.words.isOtherMaker(text);
    return isKnown || this.words.noName.kindOf(text) === '' ? { text, isKnown } : null;
  }

  /**
   * The other maker that a text names for the model at a place: right before it, before a kind of device there, or as
   * the first word before a brand (Dell E170S, Samsung TV U8500F, Philips Xenium E172); else the text before a colon.
   * Null for none, and where a word says that the maker is not meant (replaces Dell S5720, from Dell S5720, rack Dell
   * S5720).
   */
  makerBefore(cell: Cell, from: number, vendor: Vendor): OtherMaker | null {
    const { tokens, folded, text } = cell;
    const place = cell.placeInFolded(from);
    const model = tokens.findIndex(({ start }) => start === place);
    if (model < 1) return null;
    const makerAt = (first: number, last: number): OtherMaker => {
      const [start = 0, end = start] = [tokens[first]?.start, tokens[last]?.end];
      return { text: text.slice(cell.placeInText(start), cell.placeInText(end)), isKnown: true };
    };
    const isGap = (at: number, gap: RegExp): boolean => gap.test(folded.slice(tokens[at]?.end, tokens[at + 1]?.start));
    const between = textOf(tokens, model - 1);
    const isNear = isGap(model - 1, SIDE_BY_SIDE);
    const isKind = model > 1 && this.hasClass(between, 'kind') && !this.hasClass(between, 'place', 'accessory');
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
  #beforeColon({ role, text }: Cell, from: number, vendor: Vendor): OtherMaker | null {
    if (role === 'maker' || role === 'line') return null;
    const before = BEFORE_COLON.exec(text.slice(0, from))?.[1]?.trim();
    if (before === undefined) return null;
    const words = wordsIn(fold(before));
    const { headers } = this.words;
    const isLabel = (word: string): boolean =>
      headers.meaningOf(word) !== null || this.hasClass(word, 'kind', 'place', 'accessory');
    if (words.some(isLabel) || headers.meaningOf(words.join('')) !== null) return null;
    return this.otherMakerIn(before, vendor);
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

import { OF_DEVICES, DEVICE_FIELDS, type Field } from '../core/fields.ts';
import { IDENTIFIERS } from '../core/identifiers.ts';
import { NO_TRAITS, OF_SPEAKER, oncePerLayout, type Column, type Layout } from '../core/layout.ts';
import { JUDGED, type InventoryRecord } from '../core/record.ts';
import { isBurntIn, KNOWN_GROUP, macsIn, macsOf, parseMac } from '../core/mac.ts';
import { CELL_LIMIT, fold, hasLetter, isUnspaced, joined, words as wordsIn } from '../core/text.ts';
import { MANY_DIGITS, type Words } from '../words/words.ts';
import { ColumnSearch } from './column-search.ts';
import type { SearchSetup } from './search-setup.ts';
import type { Hit } from './kinds/finder.ts';
import type { KnownName, NameIndex } from './names/name-index.ts';

/** The column of a text that looks like no name, and is searched for names and models. */
const ANY_TEXT: Column = { name: '', fields: ['model'], why: 'no row', traits: NO_TRAITS };

/** A cut name has at least this many letters: fewer begin too many names. */
const SHORTEST_CUT_NAME = 4;

/** How an identity cell was read: UNDERSTOOD, NOTHING, or in words what it is instead. */
type CellReading = string;
const UNDERSTOOD: CellReading = '';
/** An empty cell, a word for no value, a random address. */
const NOTHING: CellReading = 'nothing';

/** The fields that a command prints of parts of its own device, and those that it prints of other devices. */
const OF_PARTS: readonly Field[] = ['model', 'partNumber', 'serial', 'platform'];
const OF_OTHERS: readonly Field[] = ['vendor', 'hostname', 'ip'];

/** A number of things or of money, not an object id. */
const AMOUNT = /^\d+(?:[.,]\d+){0,3}$/;
/** The number of a line or a place, also as a formula, and the fields of columns that may hold one. */
const NUMBER = /^(?:\d{1,4}\.?|=(?:[A-Z]{1,3}\d+[-+]\d+|ROW\(\)(?:[-+]\d+)?))$/;
const PLACES: ReadonlySet<Field> = new Set<Field>(['text', 'site']);
/** What a formula makes of empty cells, also as a price: 0, 0.00, R$ 0,00. */
const ZERO = /^[^\p{N}]{0,4}0+(?:[.,]0+)?[^\p{N}]{0,4}$/u;

/** Decides which rows are judged: those with an identity cell that is understood. */
export class Identity {
  readonly #words: Words;
  readonly #index: NameIndex;
  readonly #textColumn: ColumnSearch;
  /** The names of all vendors that a list names. */
  readonly listed: readonly KnownName[];
  /** By column of a layout, whether a cell makes its row judged; null: no cell of the column does. */
  readonly judges = oncePerLayout(({ columns, wholeLines }) =>
    columns.map((column) => {
      const read = this.#readerOf(column, wholeLines, columns.length === 1);
      return read && ((cell: string) => read(cell) === UNDERSTOOD);
    }),
  );

  constructor(setup: SearchSetup) {
    const { words, index, names } = setup.input;
    this.#words = words;
    this.#index = index;
    this.#textColumn = new ColumnSearch(
      { index: 0, column: ANY_TEXT, role: 'product' },
      { ...setup, isCaching: false },
    );
    this.listed = names.filter(({ maker, kind }) => maker?.isListed === true && kind === 'name');
  }

  /** Whether a cell is exactly the name of a known vendor: recognises a vendor column whose header says nothing. */
  readonly isMakerName = (cell: string): boolean => {
    if (MANY_DIGITS.test(cell) && !this.#index.haveManyDigits) return false;
    const joined = this.#words.legalForms.keyOf(cell);
    // HW is hardware more often than a vendor: an uncertain name identifies no column or line.
    return joined !== '' && this.#index.byJoined.get(joined)?.some(({ certainty }) => certainty !== 'low') === true;
  };

  /** Whether a text that looks like no name holds the name or a model of a known vendor. */
  #holdsKnown(text: string): boolean {
    const isNamed = ({ kind, setAside }: Hit): boolean => setAside === null && (kind === 'name' || kind === 'model');
    return this.#textColumn.hits(text).some(({ hit }) => isNamed(hit));
  }

  /** Whether a text is the beginning of a name of a listed vendor. */
  readonly #beginsName = (text: string): boolean => {
    const beginning = joined(text);
    const least = isUnspaced(beginning) ? 1 : SHORTEST_CUT_NAME;
    return beginning.length >= least && this.listed.some(({ joined }) => joined.startsWith(beginning));
  };

  /** Whether an identity cell of a row is understood. `looks` says so for cells that were looked at and cached. */
  has({ layout, cells, noRow, looks }: InventoryRecord): boolean {
    if (noRow === true) return false;
    if (looks?.some(({ says }) => (says & JUDGED) !== 0) === true) return true;
    return this.judges(layout).some((judges, index) => {
      const text = cells[index] ?? '';
      return text !== '' && judges?.(text) === true;
    });
  }

  /** What an identity cell holds instead of a vendor, model or address; null where it is understood or empty. */
  unread(column: Column, cell: string): string | null {
    const reading = this.#readerOf(column, false, false)?.(cell) ?? NOTHING;
    return reading === UNDERSTOOD || reading === NOTHING ? null : reading;
  }

  #readerOf(column: Column, wholeLines: boolean, isLine: boolean): ((cell: string) => CellReading) | null {
    const { fields, traits } = column;
    if (fields.includes('withheld')) return null;
    // A serial number counts when it has the prefix of a GPON vendor.
    const judging = fields.filter((field) => DEVICE_FIELDS.includes(field));
    if (judging.length > 0) return (cell) => this.#readAs(judging, cell);
    if (!wholeLines || !fields.includes('text') || traits.includes('mention')) return null;
    return (cell) => this.#readLine(cell, isLine);
  }

  #readAs(fields: readonly Field[], cell: string): CellReading {
    const text = this.#words.decoded(cell.slice(0, CELL_LIMIT));
    if (this.#words.noValue.isEmpty(text)) return NOTHING;
    const readings = fields.map((field) => this.#readField(field, text));
    if (readings.includes(UNDERSTOOD)) return UNDERSTOOD;
    const first = readings.find((reading) => reading !== NOTHING);
    if (first === undefined) return NOTHING;
    return this.#holdsKnown(text) || this.#words.isOtherMaker(text) ? UNDERSTOOD : first;
  }

  #readField(field: Field, text: string): CellReading {
    const { noName } = this.#words;
    const identifier = IDENTIFIERS.find(({ fields }) => (fields as readonly Field[]).includes(field));
    if (identifier !== undefined) {
      // A test of a scanner is named by an object id, too.
      const form = field === 'sysObjectId' ? noName.formOf(text.trim().toLowerCase()) : '';
      if (form !== '') return form;
      if (identifier.in(text, identifier.fields).length > 0) return UNDERSTOOD;
      return field === identifier.fields[0] ? `no ${identifier.cell}` : NOTHING;
    }
    switch (field) {
      case 'mac':
        if (macsIn(text).length > 0 || KNOWN_GROUP.test(parseMac(text) ?? '')) return UNDERSTOOD;
        return macsOf(text).length > 0 || this.#words.lines.isVacant(text) ? NOTHING : 'no MAC address';
      case 'platform':
      case 'sysDescr':
        return noName.kindOfPlatform(text);
      default:
        if (this.#words.lines.isSum(text)) return 'a word for a sum';
        return noName.isCutName(text, this.#beginsName) ? 'a name that was cut' : noName.kindOf(text);
    }
  }

  /** A line, or a part of one without a label: the reader found a device in it, whatever it went by. */
  #readLine(cell: string, isLine: boolean): CellReading {
    const { decoded, lines } = this.#words;
    const text = decoded(cell);
    const macs = macsOf(text);
    if (isLine && macs.length === 0 && hasLetter(text)) return UNDERSTOOD;
    const isKnown = macs.some(isBurntIn) || this.#holdsKnown(text) || lines.namesMaker(text, this.isMakerName);
    return isKnown ? UNDERSTOOD : NOTHING;
  }

  /**
   * Whether a row that is not judged by itself is a part of the device that printed it (a chassis, a slot, a power
   * supply of `show inventory`), and is judged with it.
   */
  isPart({ layout, noRow }: InventoryRecord): boolean {
    if (noRow === true || !layout.wholeLines || layout.columns.length === 1) return false;
    const isFed = (field: Field): boolean =>
      layout.feeding(field).some((at) => layout.columns[at]?.name !== OF_SPEAKER);
    return OF_PARTS.some(isFed) && !OF_OTHERS.some(isFed);
  }

  /** Whether a row is nothing but an unused address, a sum, terms, a note, or an unfilled line of a form. */
  isNoDevice({ layout, cells }: InventoryRecord): boolean {
    const { lines, noValue } = this.#words;
    if (this.#isVacant(layout, cells)) return true;
    const { columns, inInput } = layout;
    // Columns that are filled from headings above the rows do not count.
    const isInInput = (at: number): boolean => at < inInput || at >= columns.length;
    const texts = cells.map((cell) => cell.trim());
    const [first, ...others] = texts.filter((cell, at) => isInInput(at) && !noValue.isEmpty(cell));
    if (first === undefined) return false;
    const deviceCells = [...layout.feeding('serial'), ...layout.feeding('ip')].map((at) => texts[at] ?? '');
    // A count in a column of addresses or serial numbers is neither.
    if (deviceCells.some((cell) => cell !== first && !noValue.isEmpty(cell) && !NUMBER.test(cell))) return false;
    if (lines.isOfTerms(first)) return others.length < 2;
    const { fields = [], traits = [] } = columns[texts.indexOf(first)] ?? {};
    // A sentence alone in a row, in a column of sites or tags, is a note below the table, unless it names a vendor.
    const mayBeNote = inInput > 2 && others.length === 0 && fields.some((one) => one === 'site' || one === 'assetTag');
    if (mayBeNote && lines.isProse(wordsIn(fold(first))) && !this.#holdsKnown(first)) return true;
    // An unfilled line of a form with numbered lines, or an empty place of a rack, perhaps numbered on both sides.
    const isOfForm = inInput > 2 && NUMBER.test(first) && fields.every((field) => PLACES.has(field));
    if (isOfForm && others.every((cell) => cell === first || ZERO.test(cell))) return true;
    // In a list of one column, a word for a sum without its number may be the name of a device.
    if ((inInput < 2 && !/\d/.test(first)) || others.some((cell) => hasLetter(cell))) return false;
    // A sum may stand with its number in a cell, or be that number alone: Total: 12 devices, ",,12".
    if (hasLetter(first)) return lines.isSum(others.length > 0 ? first : first.replaceAll(/[\s:：]\d[\d.,]*/g, ' '));
    return others.length === 0 && AMOUNT.test(first) && (fields.includes('quantity') || traits.includes('mention'));
  }

  /** Whether an address is unused: a cell that could identify a device says so, and none of them says anything else. */
  #isVacant(layout: Layout, cells: readonly string[]): boolean {
    const addresses = layout.feeding('ip');
    if (addresses.length === 0) return false;
    const { lines, noValue } = this.#words;
    const identifying = new Set(OF_DEVICES.flatMap((field) => layout.feeding(field)));
    // The lowest bit of the first octet, an odd second digit, marks a group address: broadcast, multicast.
    const isGroupAddress = (cell: string): boolean => /^.[13579bdf]/.test(parseMac(cell) ?? '');
    const saysNone = (cell: string): boolean => lines.isVacant(cell) || isGroupAddress(cell);
    const areVacant = (all: readonly string[]): boolean =>
      all.some(saysNone) && all.every((cell) => saysNone(cell) || noValue.isEmpty(cell));
    const besideAddresses = cells.filter((_, index) => !addresses.includes(index));
    return areVacant(cells.filter((_, index) => identifying.has(index))) || areVacant(besideAddresses);
  }
}

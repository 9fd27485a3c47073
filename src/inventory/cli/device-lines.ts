import type { Field } from '../../core/fields.ts';
import { parseMac } from '../../core/mac.ts';
import { hasLetter } from '../../core/text.ts';
import type { ReadOptions } from '../inventory.ts';
import { PROMPT } from './printed.ts';
import { OF_A_TABLE } from './read-printed.ts';

/** `Serial number : FOC1832`, `PID: WS-C2960X , VID: V05`, `Model........ X`: what a line calls each of its values. */
const LABELLED =
  /(?:^|[,;|]|\s\s|\t)\s*"?(\p{L}[\p{L}\p{N} ./()#_-]{0,40}?)"?(?:\s*[:=]|\s*\.{3,}:?)\s*"?([^\s",;][^",;]*)/gu;
/** A line that is nothing but a model: `WS-C2960X-24TS-L`, `EX2300-24T`, `AP-515`. */
const MODEL = /^(?=\D*\d)[A-Z][A-Z0-9+]*(?:[-/._ ]?[A-Za-z0-9+]+){0,6}$/;
const LONGEST_MODEL = 40;
/** Letters and figures: R740, and neither 2026 nor 12th. */
const MIXED = /^(?!\d+(?:st|nd|rd|th)$)(?=.*\p{L})(?=.*\d)/iu;
/** What can stand before an item of a list: a bullet, a number, a count of `uniq -c`. */
const BEFORE_ITEM = /^\s*(?:[-*•]\s+|\d{1,6}[.)]?\s+)?/;
const PAIRS = '[0-9a-f]{1,2}([:-])(?:[0-9a-f]{1,2}\\1){4}[0-9a-f]{1,2}';
const FOURS = '[0-9a-f]{4}([.-])[0-9a-f]{4}\\2[0-9a-f]{4}';
const MAC = new RegExp(`(?<![0-9a-f:.-])(?:${PAIRS}|${FOURS})(?![0-9a-f:-])`, 'i');
const BARE_MAC = /^[0-9a-f]{12}$/i;
const NOBODY = /^(?:0{12}|f{12})$/i;
/** Words with digits in them, addresses and labels: lines of data. */
const NO_HEADER = /\p{L}[\p{L}._-]*\d|\d[\d._-]*\p{L}|\d[.:]\d|[:=]\s*\S/u;
/** What two columns of printed tables have between them. */
const GAP = /\s{2,}|\t+|\s*\|\s*/;

/** Of these a label says nothing of a device: a name or an address alone may be another's. */
const OF_OTHERS = new Set<Field>(['mac', 'hostname', 'assetTag']);

/**
 * Tells in which lines of a text a device stands: an address of one, a value under a label or in a table of devices, a
 * maker, a network system, or a model that is the whole line. Nothing stands in errors, sentences and behind prompts.
 */
export class DeviceLines {
  readonly #options: Pick<ReadOptions, 'words' | 'isMakerName'>;
  /** Under a header of devices: its rows so far; null: under none. */
  #rows: number | null = null;

  constructor(options: Pick<ReadOptions, 'words' | 'isMakerName'>) {
    this.#options = options;
  }

  /** Lines in their order; `line` is '' between two blocks. */
  take(line: string): boolean {
    if (line.trim() === '') {
      if (this.#rows !== 0) this.#rows = null;
      return false;
    }
    const { words, isMakerName } = this.#options;
    const [, , , , command] = PROMPT.exec(line) ?? [];
    if (command !== undefined || words.lines.errorOf(line) !== null) {
      this.#rows = null;
      return holdsMac(line);
    }
    if (holdsMac(line)) return true;
    if (this.#isHeader(line)) {
      this.#rows = 0;
      return false;
    }
    if (this.#isRow(line)) return true;
    const item = line.replace(BEFORE_ITEM, '').trim();
    return this.#hasField(line) || this.#isModel(item) || words.lines.namesMaker(line, isMakerName);
  }

  #isHeader(line: string): boolean {
    const cells = line.trim().split(GAP);
    if (cells.length < 2 || NO_HEADER.test(line)) return false;
    const { headers } = this.#options.words;
    const spaced = cells.map((cell) => cell.replace(/(\p{Ll})(?=\p{Lu}\p{Ll})/gu, '$1 '));
    const fields = spaced.flatMap((cell) => headers.read(headers.ofNeighbour(cell) ?? cell)?.fields ?? []);
    return fields.some((field) => OF_A_TABLE.has(field));
  }

  /** Two cells at least, and a digit in one that is not all of it: totals and legends have one cell. */
  #isRow(line: string): boolean {
    if (this.#rows === null) return false;
    const cells = line.trim().split(GAP);
    if (cells.length < 2 || !cells.some((cell) => hasLetter(cell) && /\d/.test(cell))) return false;
    this.#rows += 1;
    return true;
  }

  #hasField(line: string): boolean {
    const { words } = this.#options;
    for (const [, label = '', value = ''] of line.matchAll(LABELLED)) {
      const fields = words.headers.read(label)?.fields ?? [];
      const isModel = fields.includes('hostname') && this.#isModel(value.trim());
      if (!isModel && !fields.some((field) => OF_A_TABLE.has(field) && !OF_OTHERS.has(field))) continue;
      if (/[\p{L}\p{N}]{2}/u.test(value) && !words.noValue.isEmpty(value)) return true;
    }
    return false;
  }

  #isModel(item: string): boolean {
    if (item.length < 4 || item.length > LONGEST_MODEL || !MODEL.test(item)) return false;
    const parts = item.split(' ');
    return parts.some((part) => MIXED.test(part)) && !parts.some((part) => this.#options.words.lines.isNoModel(part));
  }
}

/** An address in any form, also one that tells nobody's maker; not the broadcast address, nor one of zeros. */
function holdsMac(line: string): boolean {
  const found = MAC.exec(line)?.[0] ?? line.split(/\s+/).find((word) => BARE_MAC.test(word));
  if (found === undefined) return false;
  const mac = parseMac(found);
  return mac !== null && !NOBODY.test(mac.replace(/[^0-9a-f]/gi, ''));
}

import type { Field } from '../core/fields.ts';
import { Layout, NO_TRAITS } from '../core/layout.ts';
import { parseMac } from '../core/mac.ts';
import { excerpt, LINE_LIMIT } from '../core/text.ts';
import { decode, type DecodedText } from './bytes/decode.ts';
import { linesOf } from './bytes/lines.ts';
import type { PeekedSource } from './bytes/peek.ts';
import { headText } from './bytes/sniff.ts';
import { PrintedReader } from './cli/read-printed.ts';
import type { PrintedLine } from './cli/printed.ts';
import { readHeader } from './headers/read-header.ts';
import type { Inventory, ReadOptions } from './inventory.ts';
import { inventoryOf, outside, trouble, type Item, type Row, type Trouble } from './rows.ts';
import type { LineError } from '../words/words.ts';

const LINES = new Layout([{ name: 'line', fields: ['text'], why: 'text line', traits: NO_TRAITS }], true);
const MARKUP = /^\s*(?:<!doctype\s+html|<html|<head|<body|<\?xml|<!--|<[a-z][\w:-]*(?:\s[^<>]*)?>)/i;
const ANGLED_PROMPT = /^\s*<[\w.@-]+>[ ]?(\S[^<\r\n]*)(?:[\r\n]|$)/;
/** A mail begins with its head. */
const HEAD = 1000;
/** Two lines of a mail's head. */
const MAIL = /^(?:(?:from|to|cc|subject|date|sent|received|return-path|message-id|mime-version): .*\r?\n){2}/im;
const HTML = /<!doctype\s+html|<html|<head|<body/i;

/**
 * Opens what is left: command output (`show mac address-table`, `arp -a`, `ip neigh`, `show inventory`) and any other
 * text. Every line is looked at; those in which a device stands are the rows. Secrets in it are not read.
 */
export async function openText(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  const decoded = await decode(source, options);
  const items = itemsOf(source.name, decoded, options, documentOf(headText(source.head), options));
  const { encoding, doubts } = decoded;
  return inventoryOf(
    { source: source.name, format: 'text', encoding, columns: LINES.columns, items, doubts },
    options.columns,
  );
}

/** A line that says that something went wrong. */
interface ErrorLine {
  readonly kind: LineError;
  readonly line: number;
  readonly text: string;
}

/** Lines that are read at once where nothing says that another command begins. */
const MOST_LINES = 20_000;

async function* itemsOf(
  source: string,
  decoded: DecodedText,
  options: ReadOptions,
  document: Trouble | null,
): AsyncGenerator<Item> {
  const { words, skipLines } = options;
  const reader = new PrintedReader(source, options);
  const devices = new DeviceLines(options);
  const errors: ErrorLine[] = [];
  let rows = 0;
  let held: PrintedLine[] = [];
  let withDevice = new Set<number>();
  let speaker: string | null = null;
  function* release(goesOn: boolean): Generator<Item> {
    const isDevice = (line: number): boolean => withDevice.has(line);
    const read =
      document === null ? reader.read(held, speaker, isDevice, goesOn) : { rows: [], rest: held, headers: [] };
    const counted = read.rows.filter(({ aside }) => aside !== true).length;
    const rest = read.rest
      .filter(({ text: line }) => /[\p{L}\p{N}]/u.test(line))
      .map(({ text: line, number }) => lineRow(line.trim(), number, counted === 0 && isDevice(number)));
    const found = [...read.rows, ...rest].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
    rows += found.filter(({ aside }) => aside !== true).length;
    for (const { text: header, number } of read.headers) yield outside('header', header.trim(), { line: number });
    yield* found;
    held = [];
    withDevice = new Set();
  }
  if (document !== null) yield document;
  for await (const { text: line, number, cut } of linesOf(decoded.pieces, LINE_LIMIT)) {
    if (number <= skipLines) {
      yield outside('title', line, { line: number });
      continue;
    }
    if (cut) {
      const message = `line ${number} is longer than ${LINE_LIMIT} characters: only its beginning was read`;
      yield trouble('long-line', message, { line: number });
    }
    const plain = line.replaceAll('\t', ' '.repeat(8));
    const indent = plain.length - plain.trimStart().length;
    const shown = ' '.repeat(indent) + words.secrets.without(plain.trim());
    const kind = words.lines.errorOf(line);
    if (kind !== null && errors.length < 2) errors.push({ kind, line: number, text: shown.trim() });
    // A line of rules and dots separates, it says nothing.
    const saysNothing = !/[\p{L}\p{N}]/u.test(line);
    const isDevice = devices.take(saysNothing && line.trim() !== '' ? '-' : line);
    const speaks = reader.printed.speakerOf(line);
    const isCommand = speaks !== null || reader.printed.words.isCommand(line);
    if (isCommand || held.length >= MOST_LINES) yield* release(!isCommand);
    speaker = speaks ?? speaker;
    if (isDevice) withDevice.add(number);
    if (!isCommand) held.push({ text: shown, number });
    else {
      if (isDevice) rows += 1;
      yield lineRow(shown.trim(), number, isDevice);
    }
  }
  yield* release(false);
  yield* endingOf(rows, errors, document !== null);
}

/** A line as a record of its own. */
function lineRow(line: string, number: number, counts: boolean): Row {
  const aside = counts ? {} : { aside: true as const };
  return { kind: 'row', layout: LINES, cells: [line], line: number, cell: null, part: 'device', ...aside };
}

/** What keeps a text from being an inventory, or a whole one. */
function* endingOf(rows: number, [first]: readonly ErrorLine[], isDocument: boolean): Generator<Trouble> {
  const said = first === undefined ? '' : `"${excerpt(first.text)}"`;
  if (rows > 0) {
    if (first === undefined) return;
    const severity = first.kind === 'unreached' ? 'error' : 'warning';
    const what = first.kind === 'unreached' ? 'a device was not reached' : 'a command failed';
    yield trouble('truncated', `${what}: ${said}`, { line: first.line, severity, hint: 'run that command again' });
  } else if (first !== undefined && !isDocument) {
    const hint = 'find out why the command failed, then check what it prints';
    yield trouble('not-inventory', `an error message, not an inventory: ${said}`, { line: first.line, hint });
  } else if (!isDocument) {
    yield trouble('no-rows', 'no line names a vendor, model or MAC: nothing was checked', {
      hint: 'is this the right file? tables are best given as CSV, JSON or a workbook',
    });
  }
}

/** A page, a document of tags, a mail: its texts are looked at, and it is never an inventory. */
function documentOf(head: string, { words }: Pick<ReadOptions, 'words'>): Trouble | null {
  if (MAIL.test(head.slice(0, HEAD))) {
    return trouble('truncated', 'a mail: its text was read, and not what is attached to it', {
      hint: 'save the inventory that is attached to it, and check that',
    });
  }
  // The prompt of a device that stands in angle brackets, with a command behind it.
  const command = ANGLED_PROMPT.exec(head)?.[1];
  if (!MARKUP.test(head) || (command !== undefined && words.printed.isCommand(command))) return null;
  return HTML.test(head)
    ? trouble('not-inventory', 'an HTML page, not an inventory: perhaps a login or an error page', {
        hint: 'check the address and the access token, and ask the API for JSON; export a table as CSV',
      })
    : trouble('not-inventory', 'an XML document that is not an inventory known here: perhaps an error message', {
        hint: 'nmap -oX is read; ask the API for JSON, or export a table as CSV',
      });
}

/** `Serial number : FOC1832`, `PID: WS-C2960X , VID: V05`, `Model........ X`: what a line calls each of its values. */
const LABELLED =
  /(?:^|[,;|]|\s\s|\t)\s*"?(\p{L}[\p{L}\p{N} ./()#_-]{0,40}?)"?(?:\s*[:=]|\s*\.{3,}:?)\s*"?([^\s",;][^",;]*)/gu;
/** A prompt with the command behind it: `core1#show version`, `<HQ-Core>dis lldp`, `netops@edge1> show chassis`. */
const PROMPT = /^\s*(?:<[\w.@-]+>|\[[~*]?[\w.@-]+\]|[\w.@/:()~-]{1,64}[#>$%])\s*(?=\S)[^<]*$/;
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

/** Fields of a label or a header that are about a device. */
const OF_A_DEVICE: ReadonlySet<Field> = new Set<Field>([
  'vendor', 'model', 'partNumber', 'sysObjectId', 'sysDescr', 'fccId', 'cpe', 'platform', 'gponSerial', 'serial',
]); // prettier-ignore
/** Fields of a header under which rows name devices. */
const OF_A_TABLE: ReadonlySet<Field> = new Set<Field>([...OF_A_DEVICE, 'mac', 'hostname', 'assetTag']);

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
    if (PROMPT.test(line) || words.lines.errorOf(line) !== null) {
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
    const fields = spaced.flatMap((cell) => readHeader(headers.ofNeighbour(cell) ?? cell, headers)?.fields ?? []);
    return fields.some((field) => OF_A_TABLE.has(field));
  }

  /** Two cells at least, and a digit in one that is not all of it: totals and legends have one cell. */
  #isRow(line: string): boolean {
    if (this.#rows === null) return false;
    const cells = line.trim().split(GAP);
    if (cells.length < 2 || !cells.some((cell) => /\p{L}/u.test(cell) && /\d/.test(cell))) return false;
    this.#rows += 1;
    return true;
  }

  #hasField(line: string): boolean {
    const { words } = this.#options;
    for (const [, label = '', value = ''] of line.matchAll(LABELLED)) {
      const fields = readHeader(label, words.headers)?.fields ?? [];
      const isModel = fields.includes('hostname') && this.#isModel(value.trim());
      if (!isModel && !fields.some((field) => OF_A_DEVICE.has(field))) continue;
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

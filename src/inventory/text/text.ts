import { PrintedReader } from '../cli/read-printed.ts';
import type { PrintedLine } from '../cli/printed.ts';
import { LINE_LIMIT, excerpt } from '../../core/text.ts';
import { Layout } from '../../core/layout.ts';
import type { LineError } from '../../words/words.ts';
import type { DecodedText } from '../bytes/decode.ts';
import { decode } from '../bytes/decode.ts';
import { linesOf } from '../bytes/lines.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import { headText } from '../bytes/sniff.ts';
import type { InputFormat } from '../input-format.ts';
import type { ReadOptions } from '../inventory.ts';
import { override } from '../overrides.ts';
import type { Item, Row, Trouble } from '../rows.ts';
import { inventoryOf, outside, trouble } from '../rows.ts';
import { DeviceLines } from './device-lines.ts';

const LINES = new Layout([{ name: 'line', fields: ['text'], why: 'text line', notMaker: false }], true);
const MARKUP = /^\s*(?:<!doctype\s+html|<html|<head|<body|<\?xml|<!--|<[a-z][\w:-]*(?:\s[^<>]*)?>)/i;
/** A mail begins with its head. */
const HEAD = 1000;
/** Two lines of a mail's head. */
const MAIL = /^(?:(?:from|to|cc|subject|date|sent|received|return-path|message-id|mime-version): .*\r?\n){2}/im;
const HTML = /<!doctype\s+html|<html|<head|<body/i;

/**
 * The last resort: command output (`show mac address-table`, `arp -a`, `ip neigh`, `show inventory`) and any other
 * text. Every line is looked at; those in which a device stands are the rows. Secrets in it are not read.
 */
export const text: InputFormat = {
  name: 'text',
  extensions: ['txt', 'log', 'out', 'raw'],
  sniff: () => false,
  open: async (source: PeekedSource, options) => {
    const decoded = await decode(source, options);
    const items = itemsOf(source.name, decoded, options, documentOf(headText(source.head)));
    const { encoding, guesses } = decoded;
    const opened = { source: source.name, format: 'text', encoding, columns: LINES.columns, items, guesses };
    return inventoryOf(override(opened, options.columns));
  },
};

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
  yield* decoded.troubles();
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
function documentOf(head: string): Trouble | null {
  if (MAIL.test(head.slice(0, HEAD))) {
    return trouble('truncated', 'a mail: its text was read, and not what is attached to it', {
      hint: 'save the inventory that is attached to it, and check that',
    });
  }
  if (!MARKUP.test(head)) return null;
  return HTML.test(head)
    ? trouble('not-inventory', 'an HTML page, not an inventory: perhaps a login or an error page', {
        hint: 'check the address and the access token, and ask the API for JSON; export a table as CSV',
      })
    : trouble('not-inventory', 'an XML document that is not an inventory known here: perhaps an error message', {
        hint: 'nmap -oX is read; ask the API for JSON, or export a table as CSV',
      });
}

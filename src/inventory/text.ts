import { Layout, MENTION, NO_TRAITS } from '../core/layout.ts';
import { excerpt, fold, hasLetterOrDigit, LINE_LIMIT, words as wordsIn } from '../core/text.ts';
import type { LineError, Words } from '../words/words.ts';
import { decode, type DecodedText } from './bytes/decode.ts';
import { linesOf } from './bytes/lines.ts';
import type { PeekedSource } from './bytes/peek.ts';
import { headText } from './bytes/encoding.ts';
import { ConfigReader } from './cli/configs.ts';
import { isDeviceLine } from './cli/device-lines.ts';
import { indentOf, isBlank, Printed, type PrintedLine, type Segment } from './cli/printed.ts';
import { PrintedReader } from './cli/read-printed.ts';
import type { Inventory, ReadOptions } from './inventory.ts';
import { rootElement } from './roots.ts';
import { inventoryOf, outside, foundProblem, type Item, type Row, type FoundProblem } from './rows.ts';

const LINES = new Layout([{ name: 'line', fields: ['text'], why: 'text line', traits: NO_TRAITS }], true);
/** Lines of a text for people. */
const SENTENCES = new Layout([{ name: 'line', fields: ['text'], why: 'text line', traits: MENTION }], true);
/** An item of a list, or a label: no line of the sentence above it. */
const OF_A_LIST = /^\s*(?:[-*•]|\d+[.)]|[\w.-]+:)\s/;
const SENTENCE_END = /[.!?。！？:]['"”»)*_]*$/;
const ANGLED_PROMPT = /^\s*<[\w.@-]+>[ ]?(\S[^<\r\n]*)(?:[\r\n]|$)/;
/** A mail begins with its head. */
const HEAD = 1000;
/** Two lines of a mail's head. */
const MAIL = /^(?:(?:from|to|cc|subject|date|sent|received|return-path|message-id|mime-version): .*\r?\n){2}/im;
const OTHER_XML = 'ask the program for JSON or CSV; of XML, nmap -oX and OSCAL system security plans are read';
const HTML = /<!doctype\s+html|<html|<head|<body/i;

/**
 * Opens what is left: command output (`show mac address-table`, `arp -a`, `ip neigh`, `show inventory`) and any other
 * text. Every line is looked at; those in which a device stands are the rows. Secrets in it are not read.
 */
export async function openText(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  const decoded = await decode(source, options);
  const printed = new Printed(options);
  const items = itemsOf(decoded, options, printed, documentOf(headText(source.head), options.words, printed));
  return inventoryOf({ ...decoded, format: 'text', columns: LINES.columns, items }, options);
}

/** Lines that are read at once where nothing says that another command begins: what is longer is read in parts. */
const MOST_LINES = 100_000;

/** Cuts a text where a prompt or a command begins another stretch; `command`: the line that ends one, if such does. */
async function* stretchesOf(
  { pieces }: DecodedText,
  options: ReadOptions,
  printed: Printed,
): AsyncGenerator<Item | (Segment & { readonly kind: 'stretch'; readonly command: PrintedLine | null })> {
  const { words, skipLines } = options;
  let lines: PrintedLine[] = [];
  let withDevice = new Set<number>();
  let speaker: string | null = null;
  const stretch = (command: PrintedLine | null) => {
    const [before, found] = [lines, withDevice];
    [lines, withDevice] = [[], new Set()];
    const isDevice = (line: number): boolean => found.has(line);
    return { kind: 'stretch' as const, lines: before, speaker, isDevice, command };
  };
  for await (const { text: line, number, cut } of linesOf(pieces, LINE_LIMIT)) {
    if (number <= skipLines) {
      yield outside('title', line, { line: number });
      continue;
    }
    if (cut) {
      const message = `line ${number} is longer than ${LINE_LIMIT} characters: only its beginning was read`;
      yield foundProblem('long-line', message, { line: number });
    }
    const plain = line.replaceAll('\t', ' '.repeat(8));
    const text = ' '.repeat(indentOf(plain)) + words.secrets.without(plain.trim());
    const isDevice = hasLetterOrDigit(line) && isDeviceLine(line, options);
    const speaks = printed.speakerOf(line);
    const isCommand = speaks !== null || (printed.isCommand(line) && !words.configs.isOwn(line.trim()));
    if (!isCommand && lines.length >= MOST_LINES) yield stretch(null);
    if (isDevice) withDevice.add(number);
    if (isCommand) yield stretch({ text, number });
    else lines.push({ text, number });
    speaker = speaks ?? speaker;
  }
  yield stretch(null);
}

async function* itemsOf(
  decoded: DecodedText,
  options: ReadOptions,
  printed: Printed,
  document: FoundProblem | null,
): AsyncGenerator<Item> {
  const { words } = options;
  const reader = new PrintedReader(options, printed);
  const configs = new ConfigReader(words.configs);
  /** The first line that says that something went wrong. */
  const errors: Parameters<typeof failureOf>[0][] = [];
  let counted = 0;
  if (document !== null) yield document;
  for await (const stretch of stretchesOf(decoded, options, printed)) {
    if (stretch.kind !== 'stretch') {
      yield stretch;
      continue;
    }
    const { lines, isDevice, command } = stretch;
    const config = configs.read(stretch);
    for (const { text, number } of command === null ? config.rest : [...config.rest, command]) {
      const kind = errors.length === 0 ? words.lines.errorOf(text) : null;
      if (kind !== null) errors.push({ kind, number, text: text.trim() });
    }
    const { rows, rest, headers } =
      document === null ? reader.read({ ...stretch, lines: config.rest }) : { rows: [], rest: lines, headers: [] };
    const isTable = [...config.rows, ...rows].some(isCounted);
    const prose = new Set(options.isProse === true ? proseIn(rest, words) : []);
    const single = rest
      .filter(({ text }) => hasLetterOrDigit(text))
      .map((line) =>
        prose.has(line.number)
          ? { ...lineRow(line, false), layout: SENTENCES }
          : lineRow(line, !isTable && isDevice(line.number)),
      );
    const others = [...rows, ...single];
    // A configuration that says nothing of its device goes on with the one that was read before it.
    const goesOnWith = config.isNobodys && (counted > 0 || others.some(isCounted));
    const configured = goesOnWith ? config.rows.map((row): Row => ({ ...row, noRow: true })) : config.rows;
    const all = [...configured, ...others].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
    if (command !== null) all.push(lineRow(command, isDevice(command.number)));
    counted += all.filter(isCounted).length;
    for (const { text, number } of headers) yield outside('header', text.trim(), { line: number });
    yield* all;
  }
  const [error] = errors;
  if (counted > 0 && error !== undefined) yield failureOf(error);
  if (counted === 0 && document === null) yield emptinessOf(error);
}

const isCounted = ({ noRow }: Row): boolean => noRow !== true;

/** A line as a record of its own. */
function lineRow({ text, number }: PrintedLine, counts: boolean): Row {
  const noRow = counts ? {} : { noRow: true as const };
  return { kind: 'row', layout: LINES, cells: [text.trim()], line: number, cell: null, part: 'device', ...noRow };
}

/** The numbers of the lines of prose: of headings, and of paragraphs in which a sentence stands. */
function proseIn(lines: readonly PrintedLine[], { lines: known }: Words): readonly number[] {
  const paragraphs: PrintedLine[][] = [[]];
  for (const line of lines)
    if (isBlank(line.text)) paragraphs.push([]);
    else if (OF_A_LIST.test(line.text)) paragraphs.push([line]);
    else paragraphs.at(-1)?.push(line);
  const isSentence = ({ text }: PrintedLine): boolean =>
    /^\s*#/.test(text) || SENTENCE_END.test(text.trim()) || known.isProse(wordsIn(fold(text)));
  return paragraphs.filter((some) => some.some(isSentence)).flatMap((some) => some.map(({ number }) => number));
}

/** What keeps a text from being a whole inventory. */
function failureOf({ kind, text, number }: PrintedLine & { readonly kind: LineError }): FoundProblem {
  const [severity, what] =
    kind === 'unreached'
      ? (['error', 'a device was not reached'] as const)
      : (['warning', 'a command failed'] as const);
  const hint = 'run that command again';
  return foundProblem('truncated', `${what}: "${excerpt(text)}"`, { line: number, severity, hint });
}

/** What keeps it from being one at all. */
function emptinessOf(error?: Parameters<typeof failureOf>[0]): FoundProblem {
  if (error === undefined)
    return foundProblem('no-rows', 'no line names a vendor, model or MAC: nothing was checked', {
      hint: 'is this the right file? tables are best given as CSV, JSON or a workbook',
    });
  const hint = 'find out why the command failed, then check what it prints';
  const message = `an error message, not an inventory: "${excerpt(error.text)}"`;
  return foundProblem('not-inventory', message, { line: error.number, hint });
}

/** A page, a document of tags, a mail: its texts are looked at, and it is never an inventory. */
function documentOf(head: string, words: Words, printed: Printed): FoundProblem | null {
  if (MAIL.test(head.slice(0, HEAD))) {
    return foundProblem('truncated', 'an e-mail: the text was read, the attachments were not', {
      hint: 'save the inventory that is attached to it, and check that',
    });
  }
  const root = rootElement(head);
  // The prompt of a device that stands in angle brackets, with a command behind it.
  const command = ANGLED_PROMPT.exec(head)?.[1];
  if (root === null || (command !== undefined && printed.isCommand(command))) return null;
  if (HTML.test(head)) {
    return foundProblem('not-inventory', 'an HTML page, not an inventory: perhaps a login or an error page', {
      hint: 'check the address and the access token, and ask the API for JSON; export a table as CSV',
    });
  }
  const known = words.tables.documents.xml.find(
    ({ roots, holds }) => roots.includes(root) && (holds === null || head.includes(holds)),
  );
  const { what, instead } = known ?? {
    what: `XML of a kind that is not read (<${root.slice(0, 40)}>)`,
    instead: OTHER_XML,
  };
  return foundProblem('not-inventory', `${what}: only its lines were searched`, { hint: instead });
}

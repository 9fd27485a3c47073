import { Layout, MENTION, NO_TRAITS } from '../core/layout.ts';
import type { Field } from '../core/fields.ts';
import { KNOWN_GROUP, parseMac } from '../core/mac.ts';
import { excerpt, fold, hasLetterOrDigit, LINE_LIMIT, words as wordsIn } from '../core/text.ts';
import type { Words } from '../words/words.ts';
import { decode, type DecodedText } from './bytes/decode.ts';
import { linesOf } from './bytes/lines.ts';
import type { PeekedSource } from './bytes/peek.ts';
import { headText } from './bytes/encoding.ts';
import { isOfConfig, readConfigs } from './cli/configs.ts';
import { indentOf, isBlank, OF_DEVICES, Printed, PROMPT, type PrintedLine, type Segment } from './cli/printed.ts';
import { readPrinted } from './cli/read-printed.ts';
import type { Hints, Inventory, ReadOptions } from './inventory.ts';
import { rootElement } from './roots.ts';
import { inventoryOf, outside, foundProblem, type Item, type Row, type FoundProblem } from './rows.ts';

const LINES = new Layout([{ name: 'line', fields: ['text'], why: 'text line', traits: NO_TRAITS }], true);
/** Lines of a text for people. */
const SENTENCES = new Layout([{ name: 'line', fields: ['text'], why: 'text line', traits: MENTION }], true);
/** An item of a list, or a label: no line of the sentence above it. */
const OF_A_LIST = /^\s*(?:[-*•]|\d+[.)]|[\w.-]+:)\s/;
const SENTENCE_END = /[.!?。！？:]['"”»)*_]*$/;
/** A line of syslog (RFC 3164): what failed there a device tells; it does not keep a text from being whole. */
const LOGGED = /^(?:<\d+>|\[\w\] )?[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \S/;
/** `[ro.product.model]: [X]`, as getprop of Android prints. */
const PROPERTY = /^\[([\w.-]+)\]: \[(.*)\]\r?$/;
const ANGLED_PROMPT = /^\s*<[\w.@-]+>[ ]?(\S[^<\r\n]*)(?:[\r\n]|$)/;
/** A mail begins with its head. */
const HEAD = 1000;
/** Two lines of a mail's head. */
const MAIL = /^(?:(?:from|to|cc|subject|date|sent|received|return-path|message-id|mime-version): .*\r?\n){2}/im;
const OTHER_XML = 'ask the program for JSON or CSV; of XML, nmap -oX and OSCAL system security plans are read';
const HTML = /<!doctype\s+html|<html|<head|<body/i;
/** Lines that are read at once where nothing says that another command begins: what is longer is read in parts. */
const MOST_LINES = 100_000;

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

/** Cuts a text where a prompt or a command begins another stretch; `command`: the line that ends one, if such does. */
async function* stretchesOf(
  { pieces }: DecodedText,
  { words, skipLines }: ReadOptions,
  printed: Printed,
): AsyncGenerator<Item | (Segment & { readonly kind: 'stretch'; readonly command: PrintedLine | null })> {
  let lines: PrintedLine[] = [];
  let speaker: string | null = null;
  for await (const { text: line, number, cut } of linesOf(pieces, LINE_LIMIT)) {
    if (number <= skipLines) {
      yield outside('title', line, { line: number });
      continue;
    }
    if (cut) {
      const message = `line ${number} is longer than ${LINE_LIMIT} characters: only its beginning was read`;
      yield foundProblem('long-line', message, { line: number });
    }
    const plain = line.replace(PROPERTY, '$1: $2').replaceAll('\t', ' '.repeat(8));
    const text = ' '.repeat(indentOf(plain)) + words.secrets.without(plain.trim());
    const read = { text, number, isDevice: hasLetterOrDigit(line) && isDeviceLine(plain, printed.hints) };
    const speaks = printed.speakerOf(line);
    const isCommand = speaks !== null || (printed.isCommand(line) && !isOfConfig(line, lines, words.tables.configs));
    if (isCommand || lines.length >= MOST_LINES) {
      yield { kind: 'stretch', lines, speaker, command: isCommand ? read : null };
      lines = [];
    }
    if (!isCommand) lines.push(read);
    speaker = speaks ?? speaker;
  }
  yield { kind: 'stretch', lines, speaker, command: null };
}

async function* itemsOf(
  decoded: DecodedText,
  options: ReadOptions,
  printed: Printed,
  document: FoundProblem | null,
): AsyncGenerator<Item> {
  const { words } = options;
  /** The first line that says that something went wrong. */
  let error: PrintedLine | null = null;
  let counted = 0;
  let isEmpty = true;
  if (document !== null) yield document;
  for await (const stretch of stretchesOf(decoded, options, printed)) {
    if (stretch.kind !== 'stretch') {
      yield stretch;
      continue;
    }
    const { speaker, command } = stretch;
    const config = readConfigs(stretch, words.tables.configs);
    const commands = command === null ? [] : [command];
    const isError = ({ text }: PrintedLine): boolean => words.lines.errorOf(text) !== null && !LOGGED.test(text);
    error ??= [...config.rest, ...commands].find(isError) ?? null;
    const read = document === null ? readPrinted({ lines: config.rest, speaker }, printed) : null;
    const { rows, rest, headers } = read ?? { rows: [], rest: config.rest, headers: [] };
    const isTable = [...config.rows, ...rows].some(isCounted);
    const prose = new Set(options.isProse === true ? proseIn(rest, words) : []);
    const single = rest.filter(({ text }) => hasLetterOrDigit(text));
    const others = [...rows, ...single.map((line) => lineRow(line, !isTable, prose.has(line)))];
    // A configuration that says nothing of its device goes on with the one that was read before it.
    const goesOnWith = config.isNobodys && (counted > 0 || others.some(isCounted));
    const configured = goesOnWith ? config.rows.map((row): Row => ({ ...row, noRow: true })) : config.rows;
    const all = [...configured, ...others].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
    all.push(...commands.map((line) => lineRow(line, true, false)));
    counted += all.filter(isCounted).length;
    isEmpty &&= all.length === 0;
    for (const { text, number } of headers) yield outside('header', text.trim(), { line: number });
    yield* all;
  }
  if (counted > 0 && error !== null) yield failureOf(error, words);
  if (counted === 0 && document === null && !isEmpty) yield emptinessOf(error);
}

const isCounted = ({ noRow }: Row): boolean => noRow !== true;

/** A line as a record of its own; `counts`: where a device stands in it, and it is no prose. */
function lineRow({ text, number, isDevice }: PrintedLine, counts: boolean, isProse: boolean): Row {
  const layout = isProse ? SENTENCES : LINES;
  const row: Row = { kind: 'row', layout, cells: [text.trim()], line: number, cell: null, part: 'device' };
  return counts && isDevice && !isProse ? row : { ...row, noRow: true };
}

/** The lines of prose: headings, and paragraphs in which a sentence stands. */
function proseIn(lines: readonly PrintedLine[], { lines: known }: Words): readonly PrintedLine[] {
  const paragraphs: PrintedLine[][] = [[]];
  for (const line of lines)
    if (isBlank(line.text)) paragraphs.push([]);
    else if (OF_A_LIST.test(line.text)) paragraphs.push([line]);
    else paragraphs.at(-1)?.push(line);
  const isSentence = ({ text }: PrintedLine): boolean =>
    /^\s*#/.test(text) || SENTENCE_END.test(text.trim()) || known.isProse(wordsIn(fold(text)));
  return paragraphs.filter((some) => some.some(isSentence)).flat();
}

/** `Serial number : FOC1832`, `PID: WS-C2960X , VID: V05`, `Model........ X`: what a line calls each of its values. */
const LABELLED =
  /(?:^|[,;|]|\s\s|\t)\s*"?(\p{L}[\p{L}\p{N} ./()#_-]{0,40}?)"?(?:\s*[:=]|\s*\.{3,}:?)\s*"?([^\s",;][^",;]*)/gu;
/** A line that is nothing but a model: `WS-C2960X-24TS-L`, `EX2300-24T`, `AP-515`. */
const MODEL = /^(?=\D*\d)(?=.{4,40}$)[A-Z][A-Z0-9+]*(?:[-/._ ]?[A-Za-z0-9+]+){0,6}$/;
/** Letters and figures: R740, and neither 2026 nor 12th. */
const MIXED = /^(?!\d+(?:st|nd|rd|th)$)(?=.*\p{L})(?=.*\d)/iu;
/** What can stand before an item of a list: a bullet, a number, a count of `uniq -c`. */
const BEFORE_ITEM = /^\s*(?:[-*•]\s+|\d{1,6}[.)]?\s+)?/;
const PAIRS = '[0-9a-f]{1,2}([:-])(?:[0-9a-f]{1,2}\\1){4}[0-9a-f]{1,2}';
const FOURS = '[0-9a-f]{4}([.-])[0-9a-f]{4}\\2[0-9a-f]{4}';
const MACS = new RegExp(`(?<![0-9a-f:.-])(?:${PAIRS}|${FOURS})(?![0-9a-f:-])|(?<!\\S)[0-9a-f]{12}(?!\\S)`, 'gi');
/** Of these a label says nothing of a device: a name or an address alone may be another's. */
const OF_OTHERS = new Set<Field>(['mac', 'hostname', 'assetTag']);

/**
 * Whether a device stands in a line of a text, by the line alone: an address of one, in any form, also one that tells
 * nobody's maker, but not broadcast nor multicast; a value under a label, a maker, a network system, or a model that is
 * the whole line. Nothing stands in errors, sentences and behind prompts.
 */
export function isDeviceLine(line: string, { words, isMakerName }: Hints): boolean {
  const isOfOne = (mac: string | null): boolean =>
    mac !== null && !/^(?:0{12}|f{12})$/.test(mac) && !KNOWN_GROUP.test(mac);
  if (Array.from(line.matchAll(MACS), ([mac]) => parseMac(mac)).some(isOfOne)) return true;
  const isModel = (text: string): boolean => {
    const parts = MODEL.test(text) ? text.split(' ') : [];
    return parts.some((part) => MIXED.test(part)) && !parts.some((part) => words.lines.isNoModel(part));
  };
  const tells = ([, label = '', value = '']: RegExpExecArray): boolean => {
    const fields = words.headers.read(label)?.fields ?? [];
    const isTold = fields.some((field) => OF_DEVICES.has(field) && !OF_OTHERS.has(field));
    if (!isTold && !(fields.includes('hostname') && isModel(value.trim()))) return false;
    return /[\p{L}\p{N}]{2}/u.test(value) && !words.noValue.isEmpty(value);
  };
  if (PROMPT.exec(line)?.[4] !== undefined || words.lines.errorOf(line) !== null) return false;
  const item = line.replace(BEFORE_ITEM, '').trim();
  return [...line.matchAll(LABELLED)].some(tells) || isModel(item) || words.lines.namesMaker(line, isMakerName);
}

/** What keeps a text from being a whole inventory. */
function failureOf({ text, number: line }: PrintedLine, { lines }: Words): FoundProblem {
  const isUnreached = lines.errorOf(text) === 'unreached';
  const message = `${isUnreached ? 'a device was not reached' : 'a command failed'}: "${excerpt(text.trim())}"`;
  const severity = isUnreached ? 'error' : 'warning';
  return foundProblem('truncated', message, { line, severity, hint: 'run that command again' });
}

/** What keeps it from being one at all. */
function emptinessOf(error: PrintedLine | null): FoundProblem {
  if (error === null)
    return foundProblem('no-rows', 'no line names a vendor, model or MAC: nothing was checked', {
      hint: 'is this the right file? tables are best given as CSV, JSON or a workbook',
    });
  const hint = 'find out why the command failed, then check what it prints';
  const message = `an error message, not an inventory: "${excerpt(error.text.trim())}"`;
  return foundProblem('not-inventory', message, { line: error.number, hint });
}

/** A page, a document of tags, a mail: its texts are looked at, and it is never an inventory. */
function documentOf(head: string, words: Words, printed: Printed): FoundProblem | null {
  if (MAIL.test(head.slice(0, HEAD)))
    return foundProblem('truncated', 'an e-mail: the text was read, the attachments were not', {
      hint: 'save the inventory that is attached to it, and check that',
    });
  const root = rootElement(head);
  // The prompt of a device that stands in angle brackets, with a command behind it.
  const command = ANGLED_PROMPT.exec(head)?.[1];
  if (root === null || (command !== undefined && printed.isCommand(command))) return null;
  if (HTML.test(head))
    return foundProblem('not-inventory', 'an HTML page, not an inventory: perhaps a login or an error page', {
      hint: 'check the address and the access token, and ask the API for JSON; export a table as CSV',
    });
  const known = words.tables.documents.xml.find(
    ({ roots, holds }) => roots.includes(root) && (holds === null || head.includes(holds)),
  );
  const what = known?.what ?? `XML of a kind that is not read (<${root.slice(0, 40)}>)`;
  return foundProblem('not-inventory', `${what}: only its lines were searched`, { hint: known?.instead ?? OTHER_XML });
}

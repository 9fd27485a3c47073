import { Layout, MENTION } from '../core/layout.ts';
import { excerpt, fold, hasLetterOrDigit, LINE_LIMIT, words as wordsIn } from '../core/text.ts';
import type { ProblemCode } from '../core/problem.ts';
import { shareOfProse, type Words } from '../words/words.ts';
import { decode, type DecodedText } from './bytes/decode.ts';
import { linesOf } from './bytes/lines.ts';
import type { PeekedSource } from './bytes/peek.ts';
import { headText } from './bytes/encoding.ts';
import { isOfConfig, readConfigs } from './cli/configs.ts';
import { deviceIn, indentOf, isBlank, LINES, Printed, PROMPT, type PrintedLine } from './cli/printed.ts';
import { readPrinted } from './cli/read-printed.ts';
import type { Inventory, ReadOptions } from './inventory.ts';
import { isPage, rootElement } from './roots.ts';
import { inventoryOf, outside, foundProblem, rowOf, type Item, type Row, type FoundProblem } from './rows.ts';

/** Lines of a text for people. */
const SENTENCES = new Layout([{ name: 'line', fields: ['text'], why: 'text line', traits: MENTION }], true);
/** An item of a list, or a label: no line of the sentence above it. */
const OF_A_LIST = /^\s*(?:[-*•]|\d+[.)]|[\w.-]+:)\s/;
/** What stands in columns: a header may begin as a command does (`ip  location  vendor`). */
const IN_COLUMNS = /\S\s{2,}\S/;
const SENTENCE_END = /[.!?。！？:]['"”»)*_]*$/;
/**
 * A manual shows, as examples, what tells of devices. Of its lines that may be sentences a third are, to their full
 * stop: 23 of 34 manuals of Ansible roles; of 251 captures of commands none has more than 0.26.
 */
const [OF_A_MANUAL, ENDED] = [1 / 3, /[.!?]["')*_`]*\s*$/];
/** A line of syslog (RFC 3164): what failed there a device tells; it does not keep a text from being whole. */
const LOGGED = /^(?:<\d+>|\[\w\] )?[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \S/;
/** `percpu: Embedded 9 pages/cpu s5728 r8192 d22944 u36864`: sizes in bytes, as Linux prints them (mm/percpu.c). */
const SIZES = /(?<=pages\/cpu )(?:@\S+ )?s\d+ r\d+ d\d+ u\d+/;
/** `[ro.product.model]: [X]`, as getprop of Android prints. */
const PROPERTY = /^\[([\w.-]+)\]: \[(.*)\]\r?$/;
/** `- **Model:** X`, as people write in Markdown. */
const BOLD = /^(\s*(?:[-+*•]\s+)?)\*\*([^*]{1,60})\*\*/;
/** Two lines of the head with which a mail begins. */
const MAIL = /^(?:(?:from|to|cc|subject|date|sent|received|return-path|message-id|mime-version): .*\r?\n){2}/im;
const OTHER_XML = 'ask the program for JSON or CSV; of XML, nmap -oX and OSCAL system security plans are read';
/** Of a list of devices that words alone tell, one line in so many names one; of a single name and no more, half. */
const [FEWEST, FEWEST_OF_ONE] = [10, 2];
/** Lines that are read at once where nothing says that another command begins: what is longer is read in parts. */
const MOST_LINES = 100_000;

/**
 * Opens what is left: command output (`show mac address-table`, `arp -a`, `ip neigh`, `show inventory`) and any other
 * text. Every line is looked at; those in which a device stands are the rows. Secrets in it are not read.
 */
export async function openText(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  const decoded = await decode(source, options);
  const items = itemsOf(decoded, headText(source.head), options, new Printed(options));
  return inventoryOf({ ...decoded, format: 'text', columns: LINES.columns, items }, options);
}

/**
 * Cuts a text where a prompt or a command begins another stretch; `items`: what is said of its lines; `command`: the
 * line that ends it, if such does.
 */
async function* stretchesOf({ pieces }: DecodedText, { words, skipLines }: ReadOptions, printed: Printed) {
  let [lines, items]: [PrintedLine[], Item[]] = [[], []];
  let speaker: string | null = null;
  for await (const { text: line, number, cut } of linesOf(pieces, LINE_LIMIT)) {
    if (number <= skipLines) {
      items.push(outside('title', line, { line: number }));
      continue;
    }
    const message = `line ${number} is longer than ${LINE_LIMIT} characters: only its beginning was read`;
    if (cut) items.push(foundProblem('long-line', message, { line: number }));
    const marked = line.replace(PROPERTY, '$1: $2').replace(BOLD, '$1$2');
    const plain = marked.replace(SIZES, '').replaceAll('\t', ' '.repeat(8));
    const text = ' '.repeat(indentOf(plain)) + words.secrets.without(plain.trim());
    const read = { text, number, device: deviceIn(plain, printed.hints) };
    const speaks = printed.speakerOf(line);
    const isTyped = printed.isCommand(line) && !IN_COLUMNS.test(line) && !isOfConfig(line, lines, words.tables.configs);
    const isCommand = speaks !== null || isTyped;
    if (isCommand || lines.length >= MOST_LINES) {
      yield { lines, items, speaker, command: isCommand ? read : null };
      [lines, items] = [[], []];
    }
    if (!isCommand) lines.push(read);
    speaker = speaks ?? speaker;
  }
  yield { lines, items, speaker, command: null };
}

async function* itemsOf(
  decoded: DecodedText,
  head: string,
  options: ReadOptions,
  printed: Printed,
): AsyncGenerator<Item> {
  const { words } = options;
  const document = documentOf(head, words, printed);
  let error: PrintedLine | null = null;
  let counted = 0;
  let isEmpty = true;
  /** Lines that say anything, and of a device; whether an address, a label, a header or a sentence tells of one. */
  let [filled, ofDevices, hasSign, fewest] = [0, 0, false, FEWEST_OF_ONE];
  if (document !== null) yield document.problem;
  const isAside = ({ text }: PrintedLine): boolean => document?.able.some((tag) => text.includes(`<${tag}>`)) === true;
  for await (const stretch of stretchesOf(decoded, options, printed)) {
    const { speaker, command } = stretch;
    yield* stretch.items;
    const config = readConfigs(stretch, words.tables.configs);
    const commands = command === null ? [] : [command];
    const isError = ({ text }: PrintedLine): boolean => words.lines.errorOf(text) !== null && !LOGGED.test(text);
    error ??= [...config.rest, ...commands].find(isError) ?? null;
    const read = document === null ? readPrinted({ lines: config.rest, speaker }, printed) : null;
    const { rows, rest, headers, tells } = read ?? { rows: [], rest: config.rest, headers: [], tells: false };
    const isTable = [...config.rows, ...rows].some(isCounted);
    const prose = new Set(options.isProse === true ? proseIn(rest, words) : rest.filter(isAside));
    const single = [...rest.filter(({ text }) => hasLetterOrDigit(text)), ...commands].map((line) => {
      const counts = line.device !== null && !prose.has(line) && (!isTable || line === command);
      return rowOf(prose.has(line) ? SENTENCES : LINES, [line.text.trim()], line.number, counts);
    });
    const others = [...rows, ...single];
    // A configuration that says nothing of its device goes on with the one that was read before it.
    const goesOnWith = config.isNobodys && (counted > 0 || others.some(isCounted));
    const configured = goesOnWith ? config.rows.map((row): Row => ({ ...row, noRow: true })) : config.rows;
    const all = [...configured, ...others].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
    counted += all.filter(isCounted).length;
    isEmpty &&= all.length === 0;
    filled += stretch.lines.filter(({ text }) => !isBlank(text)).length;
    const named = stretch.lines.filter(({ device }) => device !== null);
    ofDevices += named.length;
    // One word or two: router, access point.
    const isKind = (word: string, at: number, all: readonly string[]): boolean =>
      [word, `${word} ${all[at + 1] ?? ''}`].some((kind) => words.noName.isKindOfDevice(kind));
    if (ofDevices > 1 || named.some(({ text }) => /\d/.test(text) || wordsIn(fold(text)).some(isKind))) fewest = FEWEST;
    hasSign ||= tells || configured.length > 0 || stretch.lines.some(({ device }) => device === 'sign');
    for (const { text, number } of headers) yield outside('header', text.trim(), { line: number });
    yield* all;
  }
  if (counted > 0 && error !== null) yield failureOf(error, words);
  if (counted === 0 && document === null && !isEmpty) yield emptinessOf(error);
  const isFew = counted > 0 && document === null && ofDevices * fewest < filled;
  if (isFew && (!hasSign || shareOfProse(head, words.lines, (line) => ENDED.test(line)) >= OF_A_MANUAL)) {
    const message = `no inventory: only ${ofDevices} of ${filled} lines name a vendor or a model`;
    yield foundProblem('not-inventory', message, { hint: 'is this the right file? it may be a log, a letter or code' });
  }
}

const isCounted = ({ noRow }: Row): boolean => noRow !== true;

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

function failureOf({ text, number: line }: PrintedLine, { lines }: Words): FoundProblem {
  const isUnreached = lines.errorOf(text) === 'unreached';
  const message = `${isUnreached ? 'a device was not reached' : 'a command failed'}: "${excerpt(text)}"`;
  const severity = isUnreached ? 'error' : 'warning';
  return foundProblem('truncated', message, { line, severity, hint: 'run that command again' });
}

function emptinessOf(error: PrintedLine | null): FoundProblem {
  if (error === null)
    return foundProblem('no-rows', 'no line names a vendor, model or MAC: nothing was checked', {
      hint: 'is this the right file? tables are best given as CSV, JSON or a workbook',
    });
  const hint = 'find out why the command failed, then check what it prints';
  const message = `an error message, not an inventory: "${excerpt(error.text)}"`;
  return foundProblem('not-inventory', message, { line: error.number, hint });
}

/**
 * A page, a document of tags, a mail: its texts are looked at, and it is never an inventory. `able`: elements of it
 * that say what the program that wrote it is made for, and so nothing of a device.
 */
function documentOf(head: string, words: Words, printed: Printed) {
  const document = (code: ProblemCode, message: string, hint: string, able: readonly string[] = []) => {
    return { problem: foundProblem(code, message, { hint }), able };
  };
  if (MAIL.test(head.slice(0, 1000))) {
    const hint = 'save the inventory that is attached to it, and check that';
    return document('truncated', 'an e-mail: the text was read, the attachments were not', hint);
  }
  const root = rootElement(head);
  // The prompt of a device may stand in angle brackets, with a command behind it.
  if (root === null || printed.isCommand(PROMPT.exec(/\S.*/.exec(head)?.[0] ?? '')?.[4] ?? '')) return null;
  if (isPage(head)) {
    const hint = 'check the address and the access token, and ask the API for JSON; export a table as CSV';
    return document('not-inventory', 'an HTML page, not an inventory: perhaps a login or an error page', hint);
  }
  const known = words.tables.documents.xml.find(
    ({ roots, holds }) => roots.includes(root) && (holds === null || head.includes(holds)),
  );
  const what = known?.what ?? `XML of a kind that is not read (<${root.slice(0, 40)}>)`;
  return document('not-inventory', `${what}: only its lines were searched`, known?.instead ?? OTHER_XML, known?.able);
}

import { excerpt, fold, hasLetterOrDigit, LINE_LIMIT, words as wordsIn } from '../core/text.ts';
import type { ProblemCode } from '../core/problem.ts';
import { shareOfProse, type Words } from '../words/words.ts';
import { decode, type DecodedText } from './bytes/decode.ts';
import { linesOf } from './bytes/lines.ts';
import type { PeekedSource } from './bytes/peek.ts';
import { headText } from './bytes/encoding.ts';
import { isOfConfig, readConfigs } from './cli/configs.ts';
import { banReader, deviceIn, indentOf, isBlank, LINES, Printed, PROMPT, PROMPTS, SENTENCES } from './cli/printed.ts';
import type { PrintedLine } from './cli/printed.ts';
import { readPrinted } from './cli/read-printed.ts';
import type { Inventory, ReadOptions } from './inventory.ts';
import { isPage, rootElement } from './roots.ts';
import { inventoryOf, noteDots, outside, foundProblem, rowOf, type Item, type Row, type FoundProblem } from './rows.ts';

/** An item of a list, or a label: the sentence above does not go on in it. */
const LIST_ITEM = /^\s*(?:[-*•]|\d+[.)]|[\w.-]+:)\s/;
/** Words in columns: a header may begin like a command (`ip  location  vendor`). */
const IN_COLUMNS = /\S\s{2,}\S/;
const SENTENCE_END = /[.!?。！？:]['"”»)*_]*$/;
/**
 * A manual is recognised by its sentences, since its examples look like devices. Of the lines that may be sentences, a
 * third end as one does in 23 of 34 manuals of Ansible roles; in none of 251 captures of commands do more than 0.26.
 */
const [MANUAL_SHARE, FULL_STOP] = [1 / 3, /[.!?]["')*_`]*\s*$/];
/**
 * `## Usage`: a guide in Markdown may have headings and steps instead of sentences. Of 88 documents with three such
 * headings 84 have one in 40 lines or more; none of 318 texts that devices and programs printed has.
 */
const [HEADING, LINES_PER_HEADING, FEWEST_HEADINGS] = [/^\s*##+ [^#]+$/, 40, 3];
/** A line of syslog (RFC 3164): an error in it was reported by a device, and does not make the text incomplete. */
const LOGGED = /^(?:<\d+>|\[\w\] )?[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \S/;
/** `percpu: Embedded 9 pages/cpu s5728 r8192 d22944 u36864`: sizes in bytes, as Linux prints them (mm/percpu.c). */
const SIZES = /(?<=pages\/cpu )(?:@\S+ )?s\d+ r\d+ d\d+ u\d+/;
/** `[ro.product.model]: [X]`, as getprop of Android prints. */
const PROPERTY = /^\[([\w.-]+)\]: \[(.*)\]\r?$/;
/** Lines that programs draw around cells, upright ones and others; the colon as Chinese and Japanese write it. */
const [BARS, BORDERS, WIDE_COLON] = [/[│┃║]/g, /[\u2500-\u257f]/g, /\s*：/g];
/** `- **Model:** X`, as people write in Markdown. */
const BOLD = /^(\s*(?:[-+*•]\s+)?)\*\*([^*]{1,60})\*\*/;
const HEADER_END = String.raw`: .*\r?\n(?:[ \t]+\S.*\r?\n)*`;
const MAIL_HEADER = `(?:from|to|cc|subject|date|sent|received|delivered-to|return-path|mime-version)${HEADER_END}`;
const OTHER_HEADER = String.raw`(?:x|arc|authentication|dkim|message|reply)-[\w-]+${HEADER_END}`;
/** An e-mail begins with two of its headers. Further on, as in a forwarded one, two may be labels of a report. */
const MAIL = new RegExp(`(?<![^])(?:(?:${OTHER_HEADER})*${MAIL_HEADER}){2}|^(?:${MAIL_HEADER}){3}`, 'im');
/** JSON behind the heads of HTTP answers, as `curl -iL` prints them; heads alone tell of the servers (`curl -I`). */
const HTTP_HEAD = /^(?:HTTP\/[\d.]+ \d{3}.*\r?\n(?:[\w-]+:.*\r?\n)*\r?\n\s*)+(?:\{|\[\s*[[{"])/;
const WITH_HEAD = 'JSON behind the head of an HTTP answer: only its lines were searched';
const OTHER_XML = 'ask the program for JSON or CSV; of XML, nmap -oX and OSCAL system security plans are read';
/** What is said of the first line of each kind of error. */
const FAILED = { leftOut: 'the output was cut', unreached: 'a device was not reached', refused: 'a command failed' };
/** An inventory known by words alone names a device in one line of ONE_IN; in one of two if all it has is a name. */
const [ONE_IN, ONE_IN_OF_A_NAME] = [10, 2];
/** Most lines that are read together where no other command begins; a longer output is read in parts. */
const MOST_LINES = 100_000;

/**
 * Opens command output (`show mac address-table`, `arp -a`, `ip neigh`, `show inventory`) and any text that no other
 * format claims. Every line is searched; a line that names a device is a row. Secrets in them are not read.
 */
export async function openText(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  const decoded = await decode(source, options);
  const items = itemsOf(decoded, headText(source.head), options);
  return inventoryOf({ ...decoded, format: 'text', columns: LINES.columns, items, pages: options.pages }, options);
}

/**
 * Cuts a text into stretches that end before a prompt or a command. `items`: skipped lines, and problems of lines;
 * `commands`: the line of the prompt or command; empty where the stretch ends otherwise.
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
    const drawn = line.replace(BARS, '|').replace(BORDERS, '-').replace(WIDE_COLON, ': ');
    const unmarked = drawn.replace(PROPERTY, '$1: $2').replace(BOLD, '$1$2');
    const plain = unmarked.replace(SIZES, '').replaceAll('\t', ' '.repeat(8));
    const text = ' '.repeat(indentOf(plain)) + words.secrets.without(plain.trim());
    const read = { text, number, device: deviceIn(plain, printed.hints) };
    const newSpeaker = printed.speakerOf(line);
    const isTyped = printed.isCommand(line) && !IN_COLUMNS.test(line) && !isOfConfig(line, lines, words.tables.configs);
    const isCommand = newSpeaker !== null || isTyped;
    if (isCommand || lines.length >= MOST_LINES) {
      yield { lines, items, speaker, commands: isCommand ? [read] : [] };
      [lines, items] = [[], []];
    }
    if (!isCommand) lines.push(read);
    speaker = newSpeaker ?? speaker;
  }
  yield { lines, items, speaker, commands: [] };
}

async function* itemsOf(decoded: DecodedText, head: string, options: ReadOptions): AsyncGenerator<Item> {
  const { words } = options;
  const printed = new Printed(options);
  const document = documentOf(head, words, printed);
  const failed = new Map<keyof typeof FAILED, PrintedLine>();
  /** Whose answers had rows that count. */
  const known = new Set<string | null>();
  let isEmpty = true;
  /** Lines that are not blank, that name a device; whether an address, label, header or sentence names one. */
  let [filled, ofDevices, hasSign, oneIn, headings] = [0, 0, false, ONE_IN_OF_A_NAME, 0];
  if (document !== null) yield document.problem;
  if (HTTP_HEAD.test(head)) yield foundProblem('not-inventory', WITH_HEAD, { hint: 'fetch it without -i (curl)' });
  const isBan = banReader(options);
  const isAble = ({ text }: PrintedLine): boolean => document?.able.some((tag) => text.includes(`<${tag}>`)) === true;
  for await (const stretch of stretchesOf(decoded, options, printed)) {
    const { speaker, commands } = stretch;
    yield* stretch.items;
    const config = readConfigs(stretch, words.tables.configs);
    // A README has dots where its reader is to fill in more.
    for (const { text, number } of options.isProse === true ? [] : stretch.lines)
      noteDots(decoded.doubts, [text], { line: number });
    for (const [kind, line] of failuresIn(config.rest, commands, words)) if (!failed.has(kind)) failed.set(kind, line);
    const aside = new Set(config.rest.filter(({ text }) => isBan(text)));
    const lines = config.rest.filter((line) => !aside.has(line));
    const read = document === null ? readPrinted({ lines, speaker }, printed) : null;
    const { rows, rest, headers, tells } = read ?? { rows: [], rest: lines, headers: [], tells: false };
    const isTable = [...config.rows, ...rows].some(isCounted);
    const prose = new Set([...aside, ...(options.isProse === true ? proseIn(rest, words) : rest.filter(isAble))]);
    const single = [...aside, ...rest.filter(({ text }) => hasLetterOrDigit(text))].map((line) => {
      const counts = line.device !== null && !prose.has(line) && !isTable;
      return rowOf(prose.has(line) ? SENTENCES : LINES, [line.text.trim()], line.number, counts);
    });
    const others = [...rows, ...single, ...commands.map((line) => commandRow(line, printed))];
    // A configuration that does not identify its device belongs to the device that was read before it.
    const goesOnWith = config.isNobodys && (known.has(speaker) || others.some(isCounted));
    const configured = goesOnWith ? config.rows.map((row): Row => ({ ...row, noRow: true })) : config.rows;
    const all = [...configured, ...others].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
    if (all.some(isCounted)) known.add(speaker);
    isEmpty &&= all.length === 0;
    filled += stretch.lines.filter(({ text }) => !isBlank(text)).length;
    headings += stretch.lines.filter(({ text }) => HEADING.test(text)).length;
    const naming = stretch.lines.filter(({ device }) => device !== null);
    ofDevices += naming.length;
    if (ofDevices > 1 || naming.some(({ text }) => /\d/.test(text) || namesKind(text, words))) oneIn = ONE_IN;
    hasSign ||= tells || configured.length > 0 || stretch.lines.some(({ device }) => device === 'sign');
    for (const { text, number } of headers) yield outside('header', text.trim(), { line: number });
    yield* all;
  }
  if (known.size > 0) yield* Array.from(failed, ([kind, line]) => failureOf(kind, line));
  if (known.size === 0 && document === null && !isEmpty) yield emptinessOf([...failed.values()][0] ?? null);
  const isFew = known.size > 0 && document === null && ofDevices * oneIn < filled;
  const isInParts = headings >= FEWEST_HEADINGS && headings * LINES_PER_HEADING >= filled;
  const isGuide = isInParts || shareOfProse(head, words.lines, (line) => FULL_STOP.test(line)) >= MANUAL_SHARE;
  if (isFew && (!hasSign || isGuide)) {
    const message = `no inventory: only ${ofDevices} of ${filled} lines name a vendor or a model`;
    yield foundProblem('not-inventory', message, { hint: 'is this the right file? it may be a log, a letter or code' });
  }
}

/** The row of a command: behind a prompt it is searched as what a person typed, and the host as a name. */
function commandRow({ text, number, device }: PrintedLine, printed: Printed): Row {
  const host = printed.speakerOf(text);
  if (host === null && /^[a-z]/.test(text)) return rowOf(LINES, [text.trim()], number, device !== null);
  return rowOf(PROMPTS, [host ?? '', host ?? '', text.trim()], number, false);
}

const isCounted = ({ noRow }: Row): boolean => noRow !== true;
const namesKind = (line: string, { kinds }: Words): boolean => kinds.some(({ anywhere }) => anywhere.areIn(fold(line)));

/** The lines of prose: paragraphs that have a heading or a sentence. */
function proseIn(lines: readonly PrintedLine[], { lines: lineWords }: Words): readonly PrintedLine[] {
  const paragraphs: PrintedLine[][] = [[]];
  for (const line of lines)
    if (isBlank(line.text)) paragraphs.push([]);
    else if (LIST_ITEM.test(line.text)) paragraphs.push([line]);
    else paragraphs.at(-1)?.push(line);
  const isSentence = ({ text }: PrintedLine): boolean =>
    /^\s*#/.test(text) || SENTENCE_END.test(text.trim()) || lineWords.isProse(wordsIn(fold(text)));
  return paragraphs.filter((paragraph) => paragraph.some(isSentence)).flat();
}

/** The error messages among lines, each with its kind. */
function failuresIn(lines: readonly PrintedLine[], commands: readonly PrintedLine[], { lines: lineWords }: Words) {
  const last = lines.findLast(({ text }) => !isBlank(text));
  return [...lines, ...commands].flatMap((line) => {
    const kind = lineWords.errorOf(line.text, line === last);
    return kind === null || LOGGED.test(line.text) ? [] : [[kind, line] as const];
  });
}

function failureOf(kind: keyof typeof FAILED, { text, number: line }: PrintedLine): FoundProblem {
  const message = `${FAILED[kind]}: "${excerpt(text)}"`;
  const severity = kind === 'refused' ? 'warning' : 'error';
  return foundProblem('truncated', message, { line, severity, hint: 'run that command again' });
}

function emptinessOf(error: PrintedLine | null): FoundProblem {
  if (error === null)
    return foundProblem('no-rows', 'no line is a row that names a vendor, model or MAC', {
      hint: 'is this the right file? tables are best given as CSV, JSON or a workbook',
    });
  const hint = 'find out why the command failed, then check what it prints';
  const message = `an error message, not an inventory: "${excerpt(error.text)}"`;
  return foundProblem('not-inventory', message, { line: error.number, hint });
}

/**
 * The problem of an HTML page, XML or an e-mail, which are searched but are never an inventory; null for other texts.
 * `able`: XML elements that say what the program that wrote them supports, and so nothing about a device.
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
  // A name in angle brackets may be a device's prompt, with a command behind it.
  if (root === null || printed.isCommand(PROMPT.exec(/\S.*/.exec(head)?.[0] ?? '')?.[4] ?? '')) return null;
  if (isPage(head)) {
    const hint = 'check the address and the access token, and ask the API for JSON; export a table as CSV';
    return document('not-inventory', 'an HTML page, not an inventory: perhaps a login or an error page', hint);
  }
  const ofRoot = words.tables.documents.xml.filter(({ roots }) => roots.includes(root));
  const kind = ofRoot.find(({ holds }) => holds === null || head.includes(holds));
  const what = kind?.what ?? `XML of a kind that is not read (<${root.slice(0, 40)}>)`;
  return document('not-inventory', `${what}: only its lines were searched`, kind?.instead ?? OTHER_XML, kind?.able);
}

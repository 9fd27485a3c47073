import type { Field } from '../../core/fields.ts';
import { groupsOf } from '../../core/groups.ts';
import { fold, words as wordsIn } from '../../core/text.ts';
import { splitAtBars } from '../csv/split.ts';
import { isHeaderRule, isRule } from '../headers/cells.ts';
import { keyOf, pairsOf } from './blocks.ts';
import { indentOf, isBlank, isMac, type Printed, type PrintedLine } from './printed.ts';

/** Rows of cells under headers, before the columns are understood. */
export interface PrintedTable {
  /** The headers as printed, and as they are read; the last one, `more`, is for cells that fit under no other. */
  readonly names: readonly string[];
  readonly headers: readonly string[];
  /** False for a table of Markdown, which people write: its rows are things of their own, not lines of output. */
  readonly isAnswer: boolean;
  readonly rows: readonly { readonly cells: string[]; readonly line: number; readonly isDevice: boolean }[];
}

export const MORE = 'more';
/** A label and its value; no first cell with a colon in it: `unit:1  S5720`, `cpe:2.3:h:...`. */
const LABEL_LINE = /^\s*\p{L}[^:=]{0,40}(?:\s:|:\s|\s=\s|:$|\.{3})/u;
/** Most lines of a header. */
const MOST_LINES = 3;
const SAMPLE = 50;

/** Words between blanks and bars; chunks of words one blank apart; the dashes of a rule between its gaps. */
const [WORDS, CHUNKS] = [/[^\s|]+/g, /[^\s|]+(?: [^\s|]+)*/g];
const DASHES = /[-=~_*]{2,}|(?<=[\s+|])[-=](?=[\s+|])/g;

function wordsOf(line: string, form = WORDS) {
  return Array.from(line.matchAll(form), ({ 0: text, index }) => ({ text, start: index, end: index + text.length }));
}
const chunksOf = (line: string): Word[] => wordsOf(line, CHUNKS);
type Word = ReturnType<typeof wordsOf>[number];

/** Whether a blank, a bar or nothing stands at a place. No expression: it is asked of each character of many lines. */
const isGap = (line: string, at: number): boolean => line[at] === '|' || isBlank(line[at] ?? '');

/** The table whose header begins at the line `at`, and where its lines begin and end; null where none begins. */
export function tableAt(lines: readonly PrintedLine[], at: number, printed: Printed) {
  const header = headerAt(lines, at, printed);
  const { body, to } = header === null ? { body: [], to: at } : bodyOf(lines, header, printed);
  if (header === null || body.length === 0) return null;
  const names = [...header.columns.map(({ text }) => text), MORE];
  const isAnswer = !header.isBarred;
  return { names, headers: headersOf(names, printed), isAnswer, rows: rowsOf(body, header, printed), from: at, to };
}

/**
 * The headers as they are read. In a table of slots, the type, or else the description, is the model. A first header
 * that means a host name in exports (`Device`) means one here; in a later column it is what is plugged into a port.
 */
function headersOf(names: readonly string[], printed: Printed): readonly string[] {
  const headers = names.map((name, at) => (at === 0 && printed.isHostName(name) ? name : printed.read(name).header));
  if (!printed.isListed('places', firstWord(names[0] ?? '')) || printed.feedAny(headers, ['model'])) return headers;
  const kind = ['type', 'description'].find((name) => headers.some((header) => header.toLowerCase() === name));
  return headers.map((header) => (header.toLowerCase() === kind ? 'model' : header));
}

const firstWord = (text: string): string => wordsIn(fold(text.slice(0, 40)))[0] ?? '';

/** The header that begins at the line `at`: its columns, and the index of the line `after` it; null: none begins. */
function headerAt(lines: readonly PrintedLine[], at: number, printed: Printed) {
  if (!mayBeHeader(lines[at]?.text ?? '')) return null;
  const texts = lines.slice(at, at + MOST_LINES + 1 + SAMPLE).map(({ text }) => text);
  const rule = texts.slice(1, MOST_LINES + 1).findIndex(isRule) + 1;
  const areHeader = texts.slice(0, rule).map((text, line) => mayBeHeader(text) && (line === rule - 1 || isBroad(text)));
  const isRuled = areHeader.at(-1) === true;
  // The header of the rule begins further down.
  if (isRuled && areHeader.includes(false)) return null;
  if (rule === 0 && chunksOf(texts[0] ?? '').length < 2 && mayBeHeader(lines[at - 1]?.text ?? '')) return null;
  const lineCount = isRuled ? rule : lastHeaderLine(lines, at, printed) - at + 1;
  const heads = texts.slice(0, lineCount);
  const skipped = isRuled ? lineCount + 1 : lineCount;
  const rows = texts.slice(skipped, skipped + SAMPLE).filter((text) => !isBlank(text));
  const cells = betweenBars(texts[0] ?? '');
  const isBarred = isHeaderRule(betweenBars(texts[1] ?? ''), cells);
  const ruled = isRuled ? wordsOf(texts[rule] ?? '', DASHES) : [];
  const columns = isBarred
    ? cells.map((text) => ({ ...spanOf(0, 0), text }))
    : namedBy(heads, ruled.length > 1 ? ruled : spansOf(heads, rows, printed));
  if (columns.length < 2) return null;
  // Without a rule, the whole label must be known, and be no kind of device, which cells name, too: `switch`.
  const isKnown = ({ text }: Word): boolean =>
    isRuled
      ? printed.read(text).isKnown
      : printed.read(text).isExact && !printed.hints.words.noName.isKindOfDevice(text);
  const known = columns.filter(isKnown).length;
  const enough = isRuled ? known > 0 : known >= 2 && known * 2 >= columns.length;
  if (!enough || (!isRuled && columns.some(({ text }) => printed.hints.isMakerName(text)))) return null;
  return { columns, after: at + skipped, isBarred };
}

/** The cells of a line of Markdown, with the bars around them or without. */
function betweenBars(line: string): readonly string[] {
  const cells = splitAtBars(line).map((text) => text.trim());
  return cells.slice(/^\s*\|/.test(line) ? 1 : 0, /\|\s*$/.test(line) ? -1 : undefined);
}

/** Whether a line may be a header: hardly a digit, no address, label with a value, quotes, nor title between rules. */
function mayBeHeader(line: string): boolean {
  const isLabelled = /[:=]\s+\S|\S\s*:\s*$|\p{L}{4}[.!?]\s*$|"|(?<!\p{L})'/u.test(line.replace(/\[:[^\]]*\]/g, ''));
  if (isLabelled || isRule(line) || /^\s*(?:\|[^|]*\|?|([-=*])\1\1.*\1{3})?\s*$/.test(line)) return false;
  const words = wordsOf(line);
  const withDigits = words.filter(({ text }) => /\d/.test(text)).length;
  return withDigits * 4 <= words.length && !words.some(({ text }) => isMac(text)) && /\p{L}{2}/u.test(line);
}

/** Whether a line stands over several columns, or over one that is not the first. */
const isBroad = (line: string): boolean => chunksOf(line).length > 1 || indentOf(line) >= 5;

/** The index of the last line of a header without a rule: its names may go on in further lines. */
function lastHeaderLine(lines: readonly PrintedLine[], at: number, printed: Printed): number {
  let last = at;
  for (; last - at < MOST_LINES - 1; last += 1) {
    const next = lines[last + 1]?.text ?? '';
    const chunks = chunksOf(next);
    if (!mayBeHeader(next) || /\d/.test(next) || chunks.some(({ text }) => printed.hints.isMakerName(text))) break;
    const words = chunks.length > 1 ? chunks : wordsOf(next);
    const known = words.filter(({ text }) => printed.read(text).isKnown).length;
    if ((chunks.length > 1 || indentOf(next) < 5) && (known * 2 < words.length || words.length < 2)) break;
  }
  return last;
}

const spanOf = (start: number, end: number): Word => ({ text: '', start, end });

/** The columns by the words of the header: two blanks apart, known labels, or where the rows begin a word, too. */
function spansOf(heads: readonly string[], rows: readonly string[], printed: Printed): Word[] {
  // A gap of one blank counts if it is wider in a line with words on both sides of it.
  const isWider = (head: string, at: number): boolean =>
    isGap(head, at) && isGap(head, at - 1) && !isBlank(head.slice(0, at)) && !isBlank(head.slice(at));
  const signAt = (at: number): string => {
    if (!heads.every((head) => isGap(head, at))) return '#';
    return heads.some((head) => isWider(head, at)) ? '|' : ' ';
  };
  const signs = Array.from({ length: Math.max(...heads.map(({ length }) => length)) }, (_, at) => signAt(at));
  return chunksOf(signs.join('')).flatMap((span) => partsOf(span, heads, rows, printed));
}

/** Words one blank apart are several columns if they are several labels, or if the rows begin a word at each. */
function partsOf({ start, end }: Word, heads: readonly string[], rows: readonly string[], printed: Printed): Word[] {
  const [head = '', ...others] = heads;
  if (others.length === 0) {
    const words = wordsOf(head).filter((word) => word.start >= start && word.end <= end);
    const labels = words.length > MOST_LABELS ? null : labelsOf(words, printed);
    if (labels !== null) return labels;
  }
  const starts = [start];
  for (let at = start + 1; at < end; at += 1) {
    if (!heads.every((line) => isGap(line, at - 1)) || heads.every((line) => isGap(line, at))) continue;
    const full = rows.filter(({ length }) => length > at);
    const begun = full.filter((row) => isGap(row, at - 1) && !isGap(row, at));
    if (full.length > 0 && begun.length * 5 >= full.length * 3) starts.push(at);
  }
  return starts.map((from, index) => spanOf(from, (starts[index + 1] ?? end + 1) - 1));
}

/** Most words of a known label, and of a line of labels: a longer line is no header. */
const [LONGEST_LABEL, MOST_LABELS] = [3, 200];

/** Words in order as known labels, the longest first; null where they are no labels. */
function labelsOf(words: readonly Word[], printed: Printed): Word[] | null {
  if (words.length === 0) return [];
  for (let length = Math.min(LONGEST_LABEL, words.length); length > 0; length -= 1) {
    const label = words.slice(0, length);
    if (!printed.read(label.map(({ text }) => text).join(' ')).isExact) continue;
    const rest = labelsOf(words.slice(length), printed);
    if (rest !== null) return [spanOf(label[0]?.start ?? 0, label.at(-1)?.end ?? 0), ...rest];
  }
  return null;
}

/** The columns with their names: the words of the header that overlap them most, or are nearest to them. */
function namedBy(heads: readonly string[], spans: readonly Word[]): Word[] {
  const names = spans.map((): string[] => []);
  /** How many characters two words share; negative: how far they are apart. */
  const overlapOf = (one: Word, other: Word): number => Math.min(one.end, other.end) - Math.max(one.start, other.start);
  for (const word of heads.flatMap((head) => wordsOf(head))) {
    const overlaps = spans.map((span) => overlapOf(word, span));
    names[overlaps.indexOf(Math.max(...overlaps))]?.push(word.text);
  }
  return spans.map((span, at) => ({ ...span, text: (names[at] ?? []).join(' ').replace(/^[*#+\s]+(?=\p{L})/u, '') }));
}

type Header = NonNullable<ReturnType<typeof headerAt>>;

function bodyOf(lines: readonly PrintedLine[], { after, columns, isBarred }: Header, printed: Printed) {
  const body: PrintedLine[] = [];
  // In a table with bars at the sides of its rows or of Markdown, rules may stand between any rows.
  const isFramed = isBarred || /^\s*[|+]/.test(lines[after]?.text ?? '');
  let to = after;
  for (let at = after; at < lines.length; at += 1) {
    const { text } = lines[at] as PrintedLine;
    if (isBlank(text) && !isFramed) continue;
    const isRuler = isRule(text);
    if (isRuler ? at > after && !isFramed : isFramed && !text.includes('|')) break;
    if (printed.isListed('totals', firstWord(text))) break;
    if (!isRuler && !isFramed) {
      const isNext = to === at;
      const chunks = chunksOf(text);
      const isPacked = wordsOf(text).length + 1 >= Math.max(columns.length, 4);
      if (chunks.length === 1 && !isPacked && !(isNext && isBroken(lines, at, columns))) break;
      if (LABEL_LINE.test(text) && pairsOf(text, printed).length > 0) break;
      if (body.length > 0 && headerAt(lines, at, printed) !== null) break;
      // After a blank line, rows go on only if their words begin where the columns do.
      const first = chunks[0]?.start ?? 0;
      const isUnder = columns.some(({ start, end }) => first >= start - 2 && first <= end);
      if (!isNext && !(isUnder && chunks.length * 2 >= Math.min(columns.length, 6))) break;
    }
    if (!isRuler) body.push(lines[at] as PrintedLine);
    to = at + 1;
  }
  return { body, to };
}

/** Whether a line of one cell is a name too long for its column, above the rest of its row, or the rest of a cell. */
function isBroken(lines: readonly PrintedLine[], at: number, columns: readonly Word[]): boolean {
  const [line = '', next = ''] = lines.slice(at, at + 2).map(({ text }) => text);
  return indentOf(line) >= (columns[1] as Word).start || (!line.trim().includes(' ') && !isBlank(next));
}

/** Rows of cells: lines that begin with blank cells go on with the row above. */
function rowsOf(body: readonly PrintedLine[], { columns, isBarred }: Header, printed: Printed): PrintedTable['rows'] {
  const rows: PrintedTable['rows'][number][] = [];
  const feeding = (...fields: readonly Field[]): number[] =>
    columns.flatMap(({ text }, at) => (printed.feedAny([text], fields) ? [at] : []));
  const texts = body.map(({ text }) => text);
  const cellsOf = isBarred ? betweenBars : gridOf(texts, columns, feeding('mac')[0]);
  // Two addresses, serial numbers or makers under one header are two devices.
  const [telling, vendors] = [feeding('mac', 'ip', 'serial'), feeding('vendor')];
  let isOpen = false;
  for (const { text, number: line, device } of body) {
    const found = cellsOf(text);
    const cells = [...columns.map((_, at) => found[at] ?? ''), found.slice(columns.length).join(' | ')];
    const last = rows.at(-1);
    const makers = vendors.filter((at) => printed.namesMaker(cells[at] ?? ''));
    const goesOn =
      last !== undefined &&
      !isBarred &&
      (isOpen || isBlank(cells[0] ?? '')) &&
      [...telling, ...makers].every((at) => isBlank(cells[at] ?? '') || isBlank(last.cells[at] ?? ''));
    if (goesOn) cells.forEach((cell, at) => (last.cells[at] = `${last.cells[at] ?? ''} ${cell}`.trim()));
    else rows.push({ cells, line, isDevice: device !== null });
    isOpen = wordsOf(text).length === 1 && !isBlank(cells[0] ?? '');
  }
  return rows;
}

/** Returns what puts the words of a row under the columns of a header; `mac`: the first column of MAC addresses. */
function gridOf(rows: readonly string[], columns: readonly Word[], mac: number | undefined) {
  const width = columns.length;
  /** The character at which each column but the first begins. */
  const bounds = columns.slice(1).map(({ start }, at) => emptiestPlace(rows, (columns[at] as Word).end, start));
  /** Null where a word stands across a bound. */
  const byBounds = (words: readonly Word[]): string[] | null => {
    const cells = columns.map(() => '');
    for (const { text, start, end } of words) {
      if (bounds.some((bound) => start < bound && bound < end)) return null;
      const column = bounds.filter((bound) => bound <= start).length;
      cells[column] = cells[column] === '' ? text : `${cells[column] ?? ''} ${text}`;
    }
    return cells;
  };
  const straightRows = rows.flatMap((row) => [byBounds(wordsOf(row)) ?? []]);
  const several = columns.map((_, at) => straightRows.filter((cells) => cells[at]?.includes(' ')).length);
  const most = Math.max(...several);
  /** The column in which most rows that line up have several words; -1: none. */
  const wide = most > 1 ? several.indexOf(most) : -1;
  return (line: string): readonly string[] => {
    const words = wordsOf(line);
    const straight = byBounds(words);
    const ordered = [inOrder(chunksOf(line), width, -1), inOrder(words, width, wide)];
    // In a row whose words are all one blank apart, order decides before position.
    const isCrooked = chunksOf(line).length === 1 && words.length >= width;
    const attempts = isCrooked ? [...ordered, straight] : [straight, ...ordered];
    return attempts.find((cells) => cells !== null) ?? byForm(words, width, mac);
  };
}

/** The cells of a row that does not line up: its MAC address, its first word, and the rest as one more cell. */
function byForm(words: readonly Word[], width: number, column: number | undefined): string[] {
  const cells = Array.from({ length: width }, () => '');
  const mac = words.find(({ text }) => isMac(text));
  const [first] = words;
  if (mac !== undefined && column !== undefined) cells[column] = mac.text;
  if (first !== undefined && first !== mac) cells[0] = first.text;
  const rest = words.filter((word) => word !== mac && word !== first);
  return [...cells, rest.map(({ text }) => text).join(' ')];
}

/** Words as cells in order, surplus words in the column `wide`; null if there are too few, or no column is wide. */
function inOrder(words: readonly Word[], width: number, wide: number): string[] | null {
  const texts = words.map(({ text }) => text);
  if (texts.length === width) return texts;
  if (wide < 0 || texts.length < width) return null;
  const end = texts.length - (width - 1 - wide);
  return [...texts.slice(0, wide), texts.slice(wide, end).join(' '), ...texts.slice(end)];
}

/** The place between two headers where the fewest rows have a character; of several places, the last. */
function emptiestPlace(rows: readonly string[], from: number, to: number): number {
  const full = Array.from({ length: to - from }, (_, at) => rows.filter((row) => !isGap(row, from + at)).length);
  return from + full.lastIndexOf(Math.min(...full)) + 1;
}

/** Joins tables with the same headers, and further columns to the table of the same rows (`withColumns`). */
export function joinTables(tables: readonly PrintedTable[]): PrintedTable[] {
  const joined: PrintedTable[] = [];
  for (const [table, ...others] of groupsOf(tables, ({ names }) => names.join('\n')).values()) {
    const together = { ...table, rows: [table, ...others].flatMap(({ rows }) => rows) };
    const wider = joined.map((earlier) => withColumns(earlier, together));
    const at = wider.findIndex((table) => table !== null);
    joined.splice(at < 0 ? joined.length : at, 1, wider[at] ?? together);
  }
  return joined;
}

/** The earlier table with the further columns of the later one, which may say `M` for `Mod`; null: of other rows. */
function withColumns(earlier: PrintedTable, later: PrintedTable): PrintedTable | null {
  const shared = later.names.findIndex((name, at) => !keyOf(earlier.names[at] ?? '').startsWith(keyOf(name)));
  if (shared < 1 || shared === later.names.length - 1) return null;
  const keyOfRow = (cells: readonly string[]): string => cells.slice(0, shared).join('\n').trim().toLowerCase();
  const more = new Map(later.rows.map(({ cells }) => [keyOfRow(cells), cells.slice(shared)] as const));
  const keys = new Set(earlier.rows.map(({ cells }) => keyOfRow(cells)));
  const isOneEach = keys.size === earlier.rows.length && more.size === later.rows.length;
  if (!isOneEach || [...more.keys()].some((key) => !keys.has(key))) return null;
  const blanks = later.names.slice(shared).map(() => '');
  return {
    ...earlier,
    names: [...earlier.names, ...later.names.slice(shared)],
    headers: [...earlier.headers, ...later.headers.slice(shared)],
    rows: earlier.rows.map((row) => ({ ...row, cells: [...row.cells, ...(more.get(keyOfRow(row.cells)) ?? blanks)] })),
  };
}

import { asWord, chunksOf, indentOf, isBlank, isGap, isMac, isRule, wordsOf } from './printed.ts';
import type { Printed, PrintedLine, Word } from './printed.ts';

/** The header of a printed table. */
export interface PrintedHeader {
  readonly names: readonly string[];
  /** Where the columns stand in the header or its rule. */
  readonly spans: readonly Span[];
  /** Index of the line behind it. */
  readonly after: number;
  readonly isRuled: boolean;
}

export type Span = Pick<Word, 'start' | 'end'>;

/** Lines that a header takes at most. */
const MOST_LINES = 3;
/** Rows by which columns are told apart. */
const SAMPLE = 50;

/** The header that begins at a line; null where none does. */
export function headerAt(lines: readonly PrintedLine[], at: number, printed: Printed): PrintedHeader | null {
  if (!mayBeHeader(lines[at]?.text ?? '')) return null;
  const texts = lines.slice(at, at + MOST_LINES + 1 + SAMPLE).map(({ text }) => text);
  const rule = texts.slice(1, MOST_LINES + 1).findIndex(isRule) + 1;
  const first = rule === 0 ? at : firstLine(lines, at + rule);
  if (first !== at && first < at + rule) return null;
  if (rule === 0 && chunksOf(texts[0] ?? '').length < 2 && mayBeHeader(lines[at - 1]?.text ?? '')) return null;
  const isRuled = rule > 0 && first === at;
  const many = isRuled ? rule : lastLine(lines, at, printed) - at + 1;
  const heads = texts.slice(0, many);
  const groups = isRuled ? groupsOf(texts[rule] ?? '') : [];
  const skipped = isRuled ? many + 1 : many;
  const rows = texts.slice(skipped, skipped + SAMPLE).filter((text) => !isBlank(text));
  const spans = groups.length > 1 ? groups : spansOf(heads, rows, printed);
  if (spans.length < 2) return null;
  const names = namesOf(heads, spans);
  const known = names.filter((name) => (isRuled ? printed.isKnown(name) : printed.read(name).isExact)).length;
  const enough = isRuled ? known > 0 : known >= 2 && known * 2 >= names.length;
  if (!enough || (!isRuled && areAlike(heads[0] ?? '', rows))) return null;
  return { names, spans, after: at + skipped, isRuled };
}

/** Whether a header is like most lines below it, but for a word or two: `insert into assets (vendor) values ('x');`. */
function areAlike(head: string, rows: readonly string[]): boolean {
  const ofHead = wordsOf(head);
  const isLike = (row: string): boolean => {
    const words = new Set(wordsOf(row).map(({ text }) => text));
    return row.trim() !== head.trim() && ofHead.filter(({ text }) => words.has(text)).length * 2 > ofHead.length;
  };
  return rows.filter(isLike).length * 2 > rows.length;
}

/** No data: hardly a digit, no address, no label with a value. */
function mayBeHeader(line: string): boolean {
  const isLabelled = /[:=]\s+\S|\S\s*:\s*$|\p{L}{4}[.!?]\s*$|"/u.test(line.replace(/\[:[^\]]*\]/g, ''));
  if (isLabelled || isBlank(line) || isRule(line) || /^\s*\|[^|]*\|?\s*$/.test(line)) return false;
  const words = wordsOf(line);
  const withDigits = words.filter(({ text }) => /\d/.test(text)).length;
  return withDigits * 4 <= words.length && !words.some(({ text }) => isMac(text)) && /\p{L}{2}/u.test(line);
}

/** The first line of the header above a rule. */
function firstLine(lines: readonly PrintedLine[], rule: number): number {
  let first = rule;
  while (rule - first < MOST_LINES) {
    const above = lines[first - 1]?.text ?? '';
    if (!mayBeHeader(above)) break;
    if (first < rule && chunksOf(above).length < 2 && indentOf(above) < 5) break;
    first -= 1;
  }
  return first;
}

/** The last line of a header without a rule: further lines hold the rest of its names. */
function lastLine(lines: readonly PrintedLine[], at: number, printed: Printed): number {
  let last = at;
  while (last - at < MOST_LINES - 1) {
    const next = lines[last + 1]?.text ?? '';
    if (!mayBeHeader(next) || /\d/.test(next)) break;
    const chunks = chunksOf(next);
    if (chunks.some(({ text }) => printed.isMaker(text))) break;
    const words = chunks.length > 1 ? chunks : wordsOf(next);
    const known = words.filter(({ text }) => printed.isKnown(text)).length;
    if (chunks.length === 1 && indentOf(next) >= 5 ? false : known * 2 < words.length || words.length < 2) break;
    last += 1;
  }
  return last;
}

function groupsOf(rule: string): Span[] {
  return Array.from(rule.matchAll(/[-=~_*]{2,}|(?<=[\s+|])[-=](?=[\s+|])/g), asWord);
}

/** Columns of the header's own words: two blanks apart, known labels, or where the rows begin a word as well. */
function spansOf(heads: readonly string[], rows: readonly string[], printed: Printed): Span[] {
  const width = Math.max(...heads.map(({ length }) => length));
  const spans: { start: number; end: number }[] = [];
  for (let at = 0; at < width; at += 1) {
    if (heads.every((head) => isGap(head, at))) continue;
    const last = spans.at(-1);
    const gap = last === undefined ? Infinity : at - last.end;
    const isApart = gap > 1 || (gap === 1 && heads.some((head) => bothBlank(head, at - 1)));
    if (last !== undefined && !isApart) last.end = at + 1;
    else spans.push({ start: at, end: at + 1 });
  }
  return spans.flatMap((span) => partsOf(span, heads, rows, printed));
}

/** What stands one blank apart is several columns where it is several labels, or rows begin a word at each. */
function partsOf(span: Span, heads: readonly string[], rows: readonly string[], printed: Printed): Span[] {
  const [head = ''] = heads;
  const label = head.slice(span.start, span.end);
  if (heads.length === 1) {
    if (printed.read(label).isExact) return [span];
    const words = wordsOf(head).filter(({ start, end }) => start >= span.start && end <= span.end);
    const labels = words.length < 2 || words.length > MOST_LABELS ? null : labelsOf(words, printed);
    if (labels !== null) return labels;
  }
  const parts = [{ ...span }];
  for (let at = span.start + 1; at < span.end; at += 1) {
    const last = parts[parts.length - 1] as { start: number; end: number };
    const begins = heads.every((one) => isGap(one, at - 1)) && heads.some((one) => !isGap(one, at));
    if (!begins || !linesUp(rows, at)) continue;
    last.end = at - 1;
    parts.push({ start: at, end: span.end });
  }
  return parts;
}

/** Words of a known label at most, and of a line of them: one that is longer is no header. */
const [LONGEST_LABEL, MOST_LABELS] = [3, 200];

/** Words in order as known labels, the longest first; null where they are none. */
function labelsOf(words: readonly Word[], printed: Printed): Span[] | null {
  if (words.length === 0) return [];
  for (let length = Math.min(LONGEST_LABEL, words.length); length > 0; length -= 1) {
    const label = words.slice(0, length);
    if (!printed.read(label.map(({ text }) => text).join(' ')).isExact) continue;
    const rest = labelsOf(words.slice(length), printed);
    if (rest !== null) return [{ start: label[0]?.start ?? 0, end: label.at(-1)?.end ?? 0 }, ...rest];
  }
  return null;
}

/** A gap of a header line that goes on to either side. */
function bothBlank(head: string, at: number): boolean {
  const isWithin = !isBlank(head.slice(0, at)) && !isBlank(head.slice(at));
  return isWithin && isGap(head, at) && isGap(head, at - 1);
}

/** Whether words of most rows begin there. */
function linesUp(rows: readonly string[], at: number): boolean {
  const full = rows.filter(({ length }) => length > at);
  const begin = full.filter((row) => isGap(row, at - 1) && !isGap(row, at)).length;
  return full.length > 0 && begin * 5 >= full.length * 3;
}

/** The words of all lines of the header over each column: the one that they overlap most, or are nearest to. */
function namesOf(heads: readonly string[], spans: readonly Span[]): string[] {
  const names = spans.map((): string[] => []);
  for (const head of heads) {
    for (const chunk of chunksOf(head)) {
      const isOfSeveral = spans.filter((span) => overlap(chunk, span) > 0).length > 1;
      const words = wordsOf(head).filter(({ start }) => start >= chunk.start && start < chunk.end);
      for (const part of isOfSeveral ? words : [chunk]) {
        const overlaps = spans.map((span) => overlap(part, span));
        names[overlaps.indexOf(Math.max(...overlaps))]?.push(part.text);
      }
    }
  }
  return names.map((parts) => parts.join(' ').replace(/^[*#+\s]+(?=\p{L})/u, ''));
}

/** How many characters two spans share; negative: how far they are apart. */
function overlap(one: Span, other: Span): number {
  return Math.min(one.end, other.end) - Math.max(one.start, other.start);
}

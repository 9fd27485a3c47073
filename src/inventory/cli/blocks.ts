import type { Field } from '../../core/fields.ts';
import { pairsOf, headingOf, type Pair } from './pairs.ts';
import { indentOf, isBlank, isMac, isRule, type Printed, type PrintedLine } from './printed.ts';

/** A line outside tables. */
export interface Entry {
  readonly line: PrintedLine;
  readonly pairs: readonly Pair[];
  readonly isHeading: boolean;
  /** Whether a blank line, a rule or a table stands before it. */
  readonly isApart: boolean;
}

/** Fields of which a device has one value. */
const TELLING: ReadonlySet<Field> = new Set<Field>([
  'vendor', 'model', 'partNumber', 'serial', 'mac', 'hostname', 'gponSerial', 'sysDescr', 'sysObjectId',
]); // prettier-ignore
/** Labels by which blocks are told apart: the first ones, and a bound for hostile texts. */
const MOST_TRIED = 60;

/** The lines that stand outside tables, with what they say. `isTaken`: whether a line is a table's. */
export function entriesOf(
  lines: readonly PrintedLine[],
  isTaken: (index: number) => boolean,
  printed: Printed,
): Entry[] {
  const entries: Entry[] = [];
  let isApart = true;
  /** Where the value of the line above begins. */
  let valueAt = Infinity;
  lines.forEach((line, index) => {
    if (isTaken(index) || isBlank(line.text) || isRule(line.text)) {
      isApart = true;
      return;
    }
    const indent = indentOf(line.text);
    const goesOn = !isApart && indent > 8 && Math.abs(indent - valueAt) <= 2;
    const pairs = goesOn ? [] : pairsOf(line.text, printed);
    const [only] = pairs;
    if (only !== undefined)
      valueAt = pairs.length > 1 || only.value === '' ? Infinity : line.text.lastIndexOf(only.value);
    const next = lines[index + 1]?.text;
    const isOpen =
      pairs.length === 0 || (pairs.length === 1 && pairs[0]?.value === '' && !printed.isKnown(pairs[0].label));
    const heading = isOpen ? headingOf(line.text, next) : null;
    entries.push({ line, pairs: heading === null ? pairs : [heading], isHeading: heading !== null, isApart });
    isApart = false;
  });
  return entries;
}

/** The blocks of a text, and what stands before the first of several; one block where nothing comes again. */
export function blocksOf(
  entries: readonly Entry[],
  printed: Printed,
): { readonly before: readonly Entry[]; readonly blocks: readonly (readonly Entry[])[] } {
  const begun = entries.flatMap(({ line }, at) => (printed.beginsDevice(line.text) ? [at] : []));
  if (begun.length > 0)
    return { before: entries.slice(0, begun[0]), blocks: begun.map((at, one) => entries.slice(at, begun[one + 1])) };
  const starts = startsOf(entries, printed);
  if (starts.length < 2) return { before: [], blocks: entries.length === 0 ? [] : [entries] };
  const begins = starts.map((start, at) => withHeadings(entries, start, starts[at - 1] ?? -1));
  return {
    before: entries.slice(0, begins[0]),
    blocks: begins.map((begin, at) => entries.slice(begin, begins[at + 1])),
  };
}

/** Where the label comes again that splits the lines into the most blocks that each tell of a device. */
function startsOf(entries: readonly Entry[], printed: Printed): readonly number[] {
  const places = new Map<string, number[]>();
  entries.forEach(({ pairs }, index) => {
    for (const { key } of pairs) {
      const known = places.get(key);
      if (known === undefined) places.set(key, [index]);
      else if (known.at(-1) !== index) known.push(index);
    }
  });
  const tells = entries.map(({ pairs }) => pairs.some((pair) => isTelling(pair, printed)));
  const devices = mostReported(entries, printed);
  let best: readonly number[] = [];
  let most = 1;
  for (const starts of [...places.values()].filter(({ length }) => length > 1).slice(0, MOST_TRIED)) {
    const telling = starts.filter((start, at) =>
      tells.slice(start, starts[at + 1] ?? entries.length).some(Boolean),
    ).length;
    if (telling > most && telling <= devices && telling * 2 >= starts.length) [best, most] = [starts, telling];
  }
  return sameTogether(entries, best);
}

/** How often the label that tells of devices most often does: so many devices there are at most. */
function mostReported(entries: readonly Entry[], printed: Printed): number {
  const counts = new Map<string, number>();
  for (const { pairs } of entries)
    for (const pair of pairs) if (isTelling(pair, printed)) counts.set(pair.key, (counts.get(pair.key) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

function isTelling({ label, value }: Pair, printed: Printed): boolean {
  if (!/[\p{L}\p{N}]{2}/u.test(value)) return false;
  return isMac(value.split(/[\s,(]/)[0] ?? '') || printed.fields(label).some((field) => TELLING.has(field));
}

/** `Host: 10.0.0.1` twice in a row is one host. */
function sameTogether(entries: readonly Entry[], starts: readonly number[]): readonly number[] {
  const first = (start: number | undefined): string => {
    const pair = entries[start ?? -1]?.pairs[0];
    return pair === undefined ? '' : `${pair.key}=${pair.value}`;
  };
  return starts.filter((start, at) => {
    const before = starts[at - 1];
    return before === undefined || start - before > 1 || first(start) !== first(before) || isSentence(entries[start]);
  });
}

const isSentence = (entry: Entry | undefined): boolean => entry === undefined || entry.pairs.length > 4;

/** A block begins with the headings above its first label, and with what stands between a gap and it. */
function withHeadings(entries: readonly Entry[], start: number, before: number): number {
  const isPlain = (index: number): boolean => entries[index]?.pairs.length === 0 || entries[index]?.isHeading === true;
  let begin = start;
  while (entries[begin]?.isApart === false && begin - 1 > before && isPlain(begin - 1)) begin -= 1;
  if (begin < start && (entries[begin]?.isApart === true || begin - 1 <= before)) return begin;
  begin = start;
  while (begin - 1 > before && entries[begin - 1]?.isHeading === true) begin -= 1;
  return begin;
}

/** The column of labels that are not known word for word: names may stand in them. */
const LABELS = 'labels';

/** The cells of a block: values by their labels, and lines without a label by their number. */
export function cellsOf(
  block: readonly Entry[],
  printed: Printed,
): Map<string, { readonly name: string; value: string }> {
  const cells = new Map<string, { readonly name: string; value: string }>();
  let last: { readonly name: string; value: string } | null = null;
  let lastIndent = 0;
  let texts = 0;
  const labels = new Set<string>();
  /** What a label that says nothing by itself is the name of. */
  let heading = '';
  for (const { line, pairs, isHeading } of block) {
    if (pairs.length === 0) {
      const goesOn =
        last !== null &&
        (last.value === '' ||
          (isMac(last.value.split('\n')[0] ?? '') && isMac(line.text.trim())) ||
          indentOf(line.text) > lastIndent + 1 ||
          printed.fields(last.name).includes('sysDescr'));
      if (goesOn && last !== null) last.value = `${last.value}\n${line.text.trim()}`.trim();
      else {
        texts += 1;
        cells.set(`text ${texts}`, { name: `text ${texts}`, value: line.text.trim() });
      }
      continue;
    }
    for (const { key, label: own, value } of pairs) {
      const of = pairs.some((pair) => printed.isBesidePart(pair.key)) ? 'slot' : heading;
      const label = own.toLowerCase() === 'name' && of !== '' ? `${of} ${own}` : own;
      if (!printed.isExact(label)) labels.add(label);
      let id = key;
      for (let again = 2; cells.has(id); again += 1) id = `${key} ${again}`;
      last = { name: label, value };
      cells.set(id, last);
    }
    lastIndent = indentOf(line.text);
    if (last?.value === '') heading = last.name;
    else if (isHeading) heading = '';
  }
  if (labels.size > 0) cells.set(LABELS, { name: LABELS, value: [...labels].join('\n') });
  return cells;
}

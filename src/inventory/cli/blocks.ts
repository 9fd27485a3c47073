import type { Field } from '../../core/fields.ts';
import { groupsOf } from '../../core/groups.ts';
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
    const [only, ...others] = pairs;
    const isEmpty = only?.value === '' && others.length === 0;
    if (only !== undefined) valueAt = isEmpty || others.length > 0 ? Infinity : line.text.lastIndexOf(only.value);
    const isOpen = only === undefined || (isEmpty && !printed.isKnown(only.label));
    const heading = isOpen ? headingOf(line.text, lines[index + 1]?.text) : null;
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
  const said = entries.flatMap(({ pairs }, place) => pairs.map((pair) => ({ pair, place })));
  const telling = said.filter(({ pair }) => isTelling(pair, printed));
  const placesOf = (all: readonly (typeof said)[number][]): ReadonlySet<number> =>
    new Set(all.map(({ place }) => place));
  const tells = placesOf(telling);
  // As often as the label that tells of devices most often does: so many devices there are at most.
  const reports = Array.from(groupsOf(telling, ({ pair }) => pair.key).values(), ({ length }) => length);
  const devices = Math.max(0, ...reports);
  const places = Array.from(groupsOf(said, ({ pair }) => pair.key).values(), (all) => [...placesOf(all)]);
  let best: readonly number[] = [];
  let most = 1;
  for (const starts of places.filter(({ length }) => length > 1).slice(0, MOST_TRIED)) {
    const blocks = starts.map((start, at) => entries.slice(start, starts[at + 1]));
    const many = blocks.filter((block, at) => block.some((_, index) => tells.has((starts[at] ?? 0) + index))).length;
    if (many > most && many <= devices && many * 2 >= starts.length) [best, most] = [starts, many];
  }
  return sameTogether(entries, best);
}

function isTelling({ label, value }: Pair, printed: Printed): boolean {
  if (!/[\p{L}\p{N}]{2}/u.test(value)) return false;
  return isMac(value.split(/[\s,(]/)[0] ?? '') || printed.fields(label).some((field) => TELLING.has(field));
}

/** `Host: 10.0.0.1` twice in a row is one host, where it is no sentence. */
function sameTogether(entries: readonly Entry[], starts: readonly number[]): readonly number[] {
  return starts.filter((start, at) => {
    const [one, other] = [entries[start]?.pairs ?? [], entries[start - 1]?.pairs[0]];
    const isNext = at > 0 && starts[at - 1] === start - 1;
    return !isNext || one.length > 4 || one[0]?.key !== other?.key || one[0]?.value !== other?.value;
  });
}

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
  let [lastIndent, texts] = [0, 0];
  const labels = new Set<string>();
  /** What a label that says nothing by itself is the name of. */
  let heading = '';
  for (const { line, pairs, isHeading } of block) {
    if (pairs.length === 0) {
      const text = line.text.trim();
      const isOfMacs = isMac(last?.value.split('\n')[0] ?? '') && isMac(text);
      const isDeeper = indentOf(line.text) > lastIndent + 1;
      if (
        last !== null &&
        (last.value === '' || isOfMacs || isDeeper || printed.fields(last.name).includes('sysDescr'))
      )
        last.value = `${last.value}\n${text}`.trim();
      else {
        texts += 1;
        cells.set(`text ${texts}`, { name: `text ${texts}`, value: text });
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

import { OF_DEVICES } from '../../core/fields.ts';
import { groupsOf } from '../../core/groups.ts';
import { separatedMacs } from '../../core/mac.ts';
import { ADDRESS, indentOf, isBlank, labelled, labelsIn } from './printed.ts';
import type { Labelled, Printed, PrintedLine } from './printed.ts';
import { isRule } from '../headers/cells.ts';

/** A line outside tables. */
export interface Entry {
  readonly line: PrintedLine;
  readonly pairs: readonly Labelled[];
  readonly isHeading: boolean;
  /** Whether it names a device of its own: one of several by its kind, or one by its place (`Printed.isItem`). */
  readonly isItem: boolean;
  /** Whether a blank line, a rule or a table stands before it. */
  readonly isApart: boolean;
}

/** `address=10.0.0.1 mac-address=...`, values in quotes or with blanks. */
const ASSIGNED = /(?:^|\s)(\p{L}[\p{L}\w.-]*)=("[^"]*"|(?:(?!\s\p{L}[\p{L}\w.-]*=).)*)/gu;
/** The host, before what Ansible's INI assigns to it: `sw1 ansible_host=10.0.0.1 vendor=huawei`. */
const HOST = /^([a-z](?=[\w.-]*[\d.-])[\w.-]*)\s+\p{L}[\p{L}\w.-]*=/iu;
const HOST_NAME = /^[a-z](?=[\w.-]*\d)[\w.-]*(?: \([\d.]+\))?$/i;
/** The number and flags of a row that RouterOS prints. */
const NUMBERED = /^\s{0,3}(\d{1,6})\s+(?:[A-Z*;]+\s+)*(?=[a-z][\w-]*=|;;;)/;
/** `part number is FTLX1471D3BCL`. */
const IS_SENTENCE = /^\s*([a-z][a-z ]{2,30}?) is (\S.*)$/;
/** Digits and colons that are an address or a time, not a label; the time and sender of a line of syslog. */
const NO_LABEL = /^\s*(?:[\da-f]{1,4}[:-]){2}|^\s*\d+[.:]|^[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:/i;
/** The labels of a line with their values; empty for a line without. */
export function pairsOf(line: string, printed: Printed): Entry['pairs'] {
  const facts = printed.factsIn(line);
  if (facts !== null) return facts.map(([label, value]) => ({ label, value }));
  const numbered = NUMBERED.exec(line);
  const [, host] = HOST.exec(line) ?? [];
  const before = numbered === null ? [] : [{ label: '#', value: numbered[1] ?? '' }];
  if (host !== undefined) before.push({ label: 'hostname', value: host });
  const assigned = [...line.matchAll(ASSIGNED)].map(([, label = '', value = '']) => labelled(label, value));
  if (numbered !== null || (assigned.length > 1 && !/:\s/.test(line))) return [...before, ...assigned];
  if (NO_LABEL.test(line)) return [];
  const [, label = '', value = ''] = IS_SENTENCE.exec(line) ?? [];
  if (printed.read(label).isKnown && !printed.read(label).fields.includes('hostname')) return [labelled(label, value)];
  const labels = labelsIn(line);
  return labels[0]?.index === 0 ? labels : [];
}

/** A label as it is compared: in lower case, words one blank apart, without numbers and addresses. */
export function keyOf(label: string): string {
  const bare = label.toLowerCase().replace(ADDRESS, '');
  return bare.replace(/[\d\s/._:#-]+/g, ' ').trim() || label;
}

/** A line as the heading of more indented lines below it: `Chassis 1`, `Ethernet1/6`, `Hardware:`; null: it is none. */
function headingOf(line: string, next = ''): Labelled | null {
  const text = line.trim();
  if (text.length > 60 || isBlank(next) || indentOf(next) <= indentOf(line)) return null;
  if (text.split(/\s+/).length > 4 || !/^\p{L}/u.test(text)) return null;
  const label = text.replace(/:$/, '');
  return { label: keyOf(label), value: /\d/.test(label) ? label : '' };
}

/** The entries of lines outside tables. `taken`: the indexes of lines in tables. */
export function entriesOf(lines: readonly PrintedLine[], taken: ReadonlySet<number>, printed: Printed): Entry[] {
  const entries: Entry[] = [];
  let isApart = true;
  let valueAt = Infinity;
  lines.forEach((line, index) => {
    if (taken.has(index) || isBlank(line.text) || isRule(line.text)) {
      isApart = true;
      return;
    }
    const indent = indentOf(line.text);
    const goesOn = !isApart && indent > 8 && Math.abs(indent - valueAt) <= 2;
    const pairs = goesOn ? [] : pairsOf(line.text, printed);
    const [only, ...others] = pairs;
    const isEmpty = only?.value === '' && others.length === 0;
    if (only !== undefined) valueAt = isEmpty || others.length > 0 ? Infinity : line.text.lastIndexOf(only.value);
    const isOpen = only === undefined || (isEmpty && !printed.read(only.label).isKnown);
    const heading = isOpen ? headingOf(line.text, lines[index + 1]?.text) : null;
    const isAlone = heading === null && others.length === 0 && line.device !== null;
    const isItem = isAlone && printed.isItem(only?.label, only?.value);
    entries.push({ line, pairs: heading === null ? pairs : [heading], isHeading: heading !== null, isItem, isApart });
    isApart = false;
  });
  // `core-sw1: Huawei S5720`, line after line; below the labels of one device they are its parts (`eth0: Intel I350`).
  const isHost = ({ pairs: [only, ...others], line }: Entry): boolean =>
    only !== undefined && others.length === 0 && line.device !== null && HOST_NAME.test(only.label);
  const isOfOne = (pair: Labelled): boolean => printed.read(pair.label).isExact && printed.says(pair, SINGLE_FIELDS);
  const [hosts, ofOne] = [entries.filter(isHost), entries.filter(({ pairs }) => pairs.some(isOfOne))];
  if (hosts.length * 2 > entries.length && hosts.length > 1 && ofOne.length < 2)
    return entries.map((entry) => (isHost(entry) ? { ...entry, pairs: [], isItem: true } : entry));
  const items = entries.filter(({ isItem }) => isItem);
  const areItems = items.length > 1 || printed.read(items[0]?.pairs[0]?.label ?? '').fields.includes('site');
  return entries.map((entry) =>
    entry.isItem ? { ...entry, pairs: areItems ? [] : entry.pairs, isItem: areItems } : entry,
  );
}

/** The blocks of a text, and the entries before the first of several; one block where no label comes again. */
export function blocksOf(entries: readonly Entry[], printed: Printed) {
  const begun = entries.flatMap(({ line }, at) => (printed.beginsDevice(line.text) ? [at] : []));
  const items = entries.flatMap(({ isItem }, at) => (isItem ? [at] : []));
  const starts = begun.length > 0 ? begun : items.length > 0 ? items : headingsOr(startsOf(entries, printed), entries);
  if (begun.length === 0 && starts.length < 2) return { before: [], blocks: entries.length === 0 ? [] : [entries] };
  const begins = begun.length > 0 ? begun : starts.map((from, at) => withHeadings(entries, from, starts[at - 1] ?? -1));
  const blocks = begins.map((begin, at) => entries.slice(begin, begins[at + 1]));
  return { before: entries.slice(0, begins[0]), blocks };
}

/** The indexes of Markdown headings with labels below them, if they are as many as `starts` or more; else `starts`. */
function headingsOr(starts: readonly number[], entries: readonly Entry[]): readonly number[] {
  const headings = entries.flatMap(({ line }, at) =>
    /^#{2,6} +\S/.test(line.text) && (entries[at + 1]?.pairs.length ?? 0) > 0 ? [at] : [],
  );
  return starts.length > 1 && headings.length >= starts.length ? headings : starts;
}

/** Fields of which a device has one value; platforms and asset tags its parts have as well. */
const SINGLE_FIELDS = OF_DEVICES.filter((field) => field !== 'platform' && field !== 'assetTag');
/** Most labels that are tried as the beginning of blocks, first ones first: a bound for hostile texts. */
const MOST_TRIED = 60;

/** The indexes of entries with the label that splits the lines into the most blocks that each name a device. */
function startsOf(entries: readonly Entry[], printed: Printed): readonly number[] {
  const tells = (pair: Labelled): boolean => separatedMacs(pair.value).length > 0 || printed.says(pair, SINGLE_FIELDS);
  const telling = entries.map(({ pairs }) => pairs.some(tells));
  const placed = entries.flatMap(({ pairs }, place) => pairs.map((pair) => ({ ...pair, place })));
  const byLabel = [...groupsOf(placed, ({ label }) => keyOf(label)).values()];
  // There are at most as many devices as times the most frequent label names one.
  const devices = Math.max(0, ...byLabel.map((all) => all.filter(tells).length));
  const places = byLabel.map((all) => [...new Set(all.map(({ place }) => place))]);
  let best: readonly number[] = [];
  let most = 1;
  for (const starts of places.filter(({ length }) => length > 1).slice(0, MOST_TRIED)) {
    const count = starts.filter((start, at) => telling.slice(start, starts[at + 1]).includes(true)).length;
    if (count > most && count <= devices && count * 2 >= starts.length) [best, most] = [starts, count];
  }
  // `Host: 10.0.0.1` on two lines in a row is one host, except in lines of many labels.
  const isRepeated = (start: number, before = -1): boolean => {
    const [one, other] = [entries[start]?.pairs ?? [], entries[before]?.pairs[0]];
    return before === start - 1 && one.length <= 4 && one[0]?.label === other?.label && one[0]?.value === other?.value;
  };
  return best.filter((start, at) => !isRepeated(start, best[at - 1]));
}

/** Where a block begins: at the headings and lines without labels above its first label, if they follow a gap. */
function withHeadings(entries: readonly Entry[], start: number, before: number): number {
  const isPlain = (index: number): boolean => entries[index]?.pairs.length === 0 || entries[index]?.isHeading === true;
  let begin = start;
  while (entries[begin]?.isApart === false && begin - 1 > before && isPlain(begin - 1)) begin -= 1;
  return entries[begin]?.isApart === true || begin - 1 <= before ? begin : start;
}

/** The column of labels that are not known word for word: they may contain names. */
const LABELS = 'labels';

/** The cells of a block: values by label, and lines without a label by number. */
export function cellsOf(block: readonly Entry[], printed: Printed) {
  const cells = new Map<string, { readonly name: string; value: string }>();
  let last: { readonly name: string; value: string } | null = null;
  let [lastIndent, textCount] = [0, 0];
  const labels = new Set<string>();
  const counts = new Map<string, number>();
  /** The last label without a value: what the label `Name` below it is the name of. */
  let heading = '';
  for (const { line, pairs } of block) {
    if (pairs.length === 0) {
      const text = line.text.trim();
      const isDeeper = indentOf(line.text) > lastIndent + 1;
      const goesOn = last?.value === '' || isDeeper || printed.read(last?.name ?? '').fields.includes('sysDescr');
      if (last !== null && goesOn) last.value = `${last.value}\n${text}`.trim();
      else cells.set(`\n${(textCount += 1)}`, { name: `text ${textCount}`, value: text });
      continue;
    }
    const owner = pairs.some(({ label }) => printed.isListed('besideParts', keyOf(label))) ? 'slot' : heading;
    for (const { label: written, value } of pairs) {
      const key = keyOf(written);
      const label = written.toLowerCase() === 'name' && owner !== '' ? `${owner} ${written}` : written;
      if (!printed.read(label).isExact) labels.add(label);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      last = { name: label, value };
      cells.set(count === 1 ? key : `${key} ${count}`, last);
    }
    lastIndent = indentOf(line.text);
    if (last?.value === '') heading = last.name;
  }
  if (labels.size > 0) cells.set(LABELS, { name: LABELS, value: [...labels].join('\n') });
  return cells;
}

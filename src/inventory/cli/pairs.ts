import { indentOf, type Printed } from './printed.ts';

/** A label and its value in a line. */
export interface Pair {
  /** What labels are compared by: numbers do not count. */
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** `Serial number : FOC1832X0AB`, `Model........ X`, `SN=1`; several in a line behind two blanks or a comma. */
const LABEL = new RegExp(
  [
    /(?:^\s*(?:[-+*•]\s+|\d{1,3}\.?\s+)?|[,;|]\s*|\s{2,}|\t)/u,
    /"?(\p{L}[\p{L}\p{N} ./()#_&'’-]{0,50}?(?:\[[\w ]{1,12}\])?)"?\s*/u,
    /(?:\.{3,}:?|:(?![:/\\])|=(?!=))(?=\s|$|["\p{L}\d<(+-])\s*/u,
  ]
    .map(({ source }) => source)
    .join(''),
  'gu',
);
/** `address=10.0.0.1 mac-address=...`, values in quotes or with blanks. */
const ASSIGNED = /(?:^|\s)([A-Za-z][\w.-]*)=("[^"]*"|(?:(?!\s[A-Za-z][\w.-]*=).)*)/g;
/** The number and flags of a row that RouterOS prints. */
const NUMBERED = /^\s{0,3}(\d{1,6})\s+(?:[A-Z*;]+\s+)*(?=[a-z][\w-]*=|;;;)/;
/** `part number is FTLX1471D3BCL`. */
const IS = /^\s*([a-z][a-z ]{2,30}?) is (\S.*)$/;
const MOST_WORDS = 7;
/** Digits and colons that are an address or a time, not a label. */
const NO_LABEL = /^\s*(?:[\da-f]{1,4}[:-]){2}|^\s*\d+[.:]/i;

/** The labels of a line with their values; empty for a line without. */
export function pairsOf(line: string, printed: Printed): readonly Pair[] {
  const said = printed.saidIn(line);
  if (said !== null) return said.map(([field, value]) => pair(field, value));
  const numbered = NUMBERED.exec(line);
  const number = numbered === null ? [] : [pair('#', numbered[1] ?? '')];
  const assigned = [...line.matchAll(ASSIGNED)].map(([, label = '', value = '']) => pair(label, value));
  if (numbered !== null || (assigned.length > 1 && !/:\s/.test(line))) return [...number, ...assigned];
  if (NO_LABEL.test(line)) return [];
  const is = IS.exec(line);
  if (is !== null && printed.isKnown(is[1] ?? '') && !printed.fields(is[1] ?? '').includes('hostname'))
    return [pair(is[1] ?? '', is[2] ?? '')];
  return labelled(line);
}

/** Addresses in which a colon or a dash is no sign of a label. */
const ADDRESS = /(?<![\da-z])[\da-f]{1,4}(?:[:-][\da-f]{1,4}){2,7}(?![\da-z])/gi;

function labelled(line: string): readonly Pair[] {
  const found = [...line.replace(ADDRESS, ({ length }) => '0'.repeat(length)).matchAll(LABEL)].filter(
    ({ 0: whole, 1: label = '', index }) =>
      label.split(' ').length <= MOST_WORDS &&
      /\p{L}{2}/u.test(label) &&
      // `09:10`, `Gi1/0:1`: no label, a value goes on.
      !(/\d$/.test(label) && /[:=]$/.test(whole) && /^\d/.test(line.slice(index + whole.length))),
  );
  if (found[0] === undefined || found[0].index > 0) return [];
  return found.map(({ 0: whole, 1: label = '', index }, at) => {
    const next = found[at + 1]?.index ?? line.length;
    return pair(label, line.slice(index + whole.length, next));
  });
}

function pair(label: string, value: string): Pair {
  const name = label.trim();
  const text = value
    .trim()
    .replace(/^"(.*)"[,;]?$/, '$1')
    .replace(/[,;]$/, '');
  return { key: keyOf(name), label: name, value: text };
}

/** A label as it is compared: lower case, words apart by one blank, without numbers. */
export function keyOf(label: string): string {
  const bare = label
    .toLowerCase()
    .replace(/[\d\s/._:#-]+/g, ' ')
    .trim();
  return bare === '' ? label : bare;
}

/** A line above deeper ones, that says what these are about: `Chassis 1`, `Ethernet1/6`, `Hardware:`. */
export function headingOf(line: string, next: string | undefined): Pair | null {
  const text = line.trim();
  if (text.length > 60 || next === undefined || next.trim() === '') return null;
  const deeper = indentOf(next) > indentOf(line);
  if (!deeper || text.split(/\s+/).length > 4 || !/^\p{L}/u.test(text)) return null;
  const label = text.replace(/:$/, '');
  return { key: keyOf(label), label: keyOf(label), value: /\d/.test(label) ? label : '' };
}

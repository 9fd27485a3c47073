import { isDay } from '../core/dates.ts';
import type { TextFile } from '../yaml/parse.ts';
import type { Reading } from '../yaml/read.ts';
import type { MacPrefixes } from './knowledge.ts';

/** What data/mac-prefixes.txt says. */
export interface MacRegistry {
  readonly date: string;
  /** Prefix and registrant, sorted by prefix. */
  readonly prefixes: readonly (readonly [prefix: string, registrant: string])[];
}

const HEAD = /^# IEEE registry (\S+)$/;
const LINE = /^([0-9a-f]{6}|[0-9a-f]{7}|[0-9a-f]{9}) (\S.*)$/;

/** `# IEEE registry YYYY-MM-DD`, then `prefix registrant` a line, sorted by prefix. */
export function formatMacPrefixes({ date, prefixes }: MacRegistry): string {
  return [`# IEEE registry ${date}`, ...prefixes.map((one) => one.join(' ')), ''].join('\n');
}

/** Reads what `formatMacPrefixes` wrote; every line that is not of that form is a problem. */
export function parseMacPrefixes(file: TextFile, reading: Reading): MacRegistry {
  const [first = '', ...lines] = file.text.split('\n');
  const date = HEAD.exec(first)?.[1] ?? '';
  const addProblem = (line: number, message: string, hint: string | null = null): void => {
    reading.addProblem({ file: file.path, line, column: 1 }, message, hint);
  };
  if (!isDay(date))
    addProblem(1, 'the first line is not the date of the registry', 'expected # IEEE registry YYYY-MM-DD');
  const prefixes: (readonly [string, string])[] = [];
  let last = '';
  lines.forEach((line, index) => {
    if (line === '' && index === lines.length - 1) return;
    const [, prefix = '', registrant = ''] = LINE.exec(line) ?? [];
    if (prefix === '')
      addProblem(index + 2, `"${line.slice(0, 60)}" is not a prefix and its registrant`, 'expected 001a2b Registrant');
    else if (prefix <= last)
      addProblem(index + 2, `${prefix} is not after ${last}`, 'expected sorted prefixes, each once');
    else prefixes.push([prefix, registrant]);
    if (prefix > last) last = prefix;
  });
  return { date, prefixes };
}

/** As it is looked up, and compiled: thousands of pairs would take 3 ms of every run to restore. */
export function byRegistrant({ date, prefixes }: MacRegistry): MacPrefixes {
  const found = new Map<string, string>();
  for (const [prefix, registrant] of prefixes) {
    found.set(registrant, `${found.get(registrant) ?? ''} ${prefix}`.trimStart());
  }
  return { date, byRegistrant: Object.fromEntries(found) };
}

/** The prefixes of a registrant. */
export function prefixesOf({ byRegistrant: known }: MacPrefixes, registrant: string): readonly string[] {
  return Object.hasOwn(known, registrant) ? (known[registrant] ?? '').split(' ') : [];
}

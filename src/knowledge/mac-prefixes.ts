import { isDay } from '../core/dates.ts';
import type { TextFile } from '../yaml/parse.ts';
import type { Reading } from '../yaml/read.ts';
import type { MacPrefixes } from './knowledge.ts';

const HEAD = /^# IEEE registry (\S+)$/;
const LINE = /^([0-9a-f]{6}|[0-9a-f]{7}|[0-9a-f]{9}) (\S.*)$/;

/** `# IEEE registry YYYY-MM-DD`, then `prefix registrant` a line, sorted by prefix. */
export function formatMacPrefixes({ date, prefixes }: MacPrefixes): string {
  return [`# IEEE registry ${date}`, ...prefixes.map(([prefix, registrant]) => `${prefix} ${registrant}`), ''].join(
    '\n',
  );
}

/** Reads what `formatMacPrefixes` wrote; every line that is not of that form is a complaint. */
export function parseMacPrefixes(file: TextFile, reading: Reading): MacPrefixes {
  const [first = '', ...lines] = file.text.split('\n');
  const date = HEAD.exec(first)?.[1] ?? '';
  const complain = (line: number, message: string, hint: string | null = null): void => {
    reading.complain({ file: file.path, line, column: 1 }, message, hint);
  };
  if (!isDay(date))
    complain(1, 'the first line is not the date of the registry', 'expected # IEEE registry YYYY-MM-DD');
  const prefixes: (readonly [string, string])[] = [];
  let last = '';
  lines.forEach((line, index) => {
    if (line === '' && index === lines.length - 1) return;
    const [, prefix = '', registrant = ''] = LINE.exec(line) ?? [];
    if (prefix === '')
      complain(index + 2, `"${line.slice(0, 60)}" is not a prefix and its registrant`, 'expected 001a2b Registrant');
    else if (prefix <= last)
      complain(index + 2, `${prefix} is not after ${last}`, 'expected sorted prefixes, each once');
    else prefixes.push([prefix, registrant]);
    if (prefix > last) last = prefix;
  });
  return { date, prefixes };
}

import { isDay } from '../core/dates.ts';

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
const IN_WORDS = /^([a-z]+)\.? (\d{1,2}),? (\d{4})$/i;

/** A day as publications write it: 2027-10-01, also with a time, or October 1, 2027. Null for anything else. */
export function dayIn(text: string): string | null {
  const iso = text.trim().slice(0, 10);
  if (isDay(iso)) return iso;
  const [, word = '', day = '', year = ''] = IN_WORDS.exec(text.trim()) ?? [];
  const month = word.length < 3 ? -1 : MONTHS.findIndex((name) => name.startsWith(word.toLowerCase()));
  const found = `${year}-${String(month + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return month >= 0 && isDay(found) ? found : null;
}

const SUCCESSORS = /,?\s*(?:and|including)?\s*(?:any|all)\s+successors?\b.*$/i;
const AFFILIATED = /^.*\baffiliated entit(?:y|ies):\s*/is;
const SHORT_NAME = /\s*\(([^()]*)\)\s*[.*]*$/;

/**
 * A name as the Consolidated Screening List prints it, without its quirks: the affiliated entity is the listed party,
 * `?` stands for an apostrophe or a blank that was lost, a short name in brackets is an alias.
 */
export function cleanName(printed: string): { readonly name: string; readonly aliases: readonly string[] } {
  let name = printed
    .replace(AFFILIATED, '')
    .replace(/\?s\b/g, "'s")
    .replace(/(?<=\w)\?(?=\w)/g, ' ')
    .replace(SUCCESSORS, '')
    .replace(/[\s*;,]+$/, '')
    .trim();
  const aliases: string[] = [];
  for (let short = SHORT_NAME.exec(name); short !== null; short = SHORT_NAME.exec(name)) {
    if (short.index === 0) break;
    aliases.push((short[1] ?? '').replace(/^(?:a\.?k\.?a\.?|formerly|also known as)\s*/i, '').replace(/^"|"$/g, ''));
    name = name.slice(0, short.index).trim();
  }
  return { name: name.replace(/^"(.*)"$/, '$1'), aliases };
}

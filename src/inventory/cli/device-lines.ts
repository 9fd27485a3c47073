import type { Field } from '../../core/fields.ts';
import { parseMac } from '../../core/mac.ts';
import type { ReadOptions } from '../inventory.ts';
import { PROMPT } from './printed.ts';
import { OF_A_TABLE } from './read-printed.ts';

/** `Serial number : FOC1832`, `PID: WS-C2960X , VID: V05`, `Model........ X`: what a line calls each of its values. */
const LABELLED =
  /(?:^|[,;|]|\s\s|\t)\s*"?(\p{L}[\p{L}\p{N} ./()#_-]{0,40}?)"?(?:\s*[:=]|\s*\.{3,}:?)\s*"?([^\s",;][^",;]*)/gu;
/** A line that is nothing but a model: `WS-C2960X-24TS-L`, `EX2300-24T`, `AP-515`. */
const MODEL = /^(?=\D*\d)[A-Z][A-Z0-9+]*(?:[-/._ ]?[A-Za-z0-9+]+){0,6}$/;
const LONGEST_MODEL = 40;
/** Letters and figures: R740, and neither 2026 nor 12th. */
const MIXED = /^(?!\d+(?:st|nd|rd|th)$)(?=.*\p{L})(?=.*\d)/iu;
/** What can stand before an item of a list: a bullet, a number, a count of `uniq -c`. */
const BEFORE_ITEM = /^\s*(?:[-*•]\s+|\d{1,6}[.)]?\s+)?/;
const PAIRS = '[0-9a-f]{1,2}([:-])(?:[0-9a-f]{1,2}\\1){4}[0-9a-f]{1,2}';
const FOURS = '[0-9a-f]{4}([.-])[0-9a-f]{4}\\2[0-9a-f]{4}';
const MAC = new RegExp(`(?<![0-9a-f:.-])(?:${PAIRS}|${FOURS})(?![0-9a-f:-])`, 'i');
const BARE_MAC = /^[0-9a-f]{12}$/i;
const NOBODY = /^(?:0{12}|f{12})$/i;
/** Of these a label says nothing of a device: a name or an address alone may be another's. */
const OF_OTHERS = new Set<Field>(['mac', 'hostname', 'assetTag']);

type Hints = Pick<ReadOptions, 'words' | 'isMakerName'>;

/**
 * Whether a device stands in a line of a text, by the line alone: an address of one, a value under a label, a maker, a
 * network system, or a model that is the whole line. Nothing stands in errors, sentences and behind prompts. That it
 * stands in a row of a table of devices, `PrintedReader` knows.
 */
export function isDeviceLine(line: string, hints: Hints): boolean {
  if (line.trim() === '') return false;
  if (holdsMac(line)) return true;
  const { words, isMakerName } = hints;
  const [, , , , command] = PROMPT.exec(line) ?? [];
  if (command !== undefined || words.lines.errorOf(line) !== null) return false;
  const item = line.replace(BEFORE_ITEM, '').trim();
  return hasField(line, hints) || isModel(item, hints) || words.lines.namesMaker(line, isMakerName);
}

function hasField(line: string, hints: Hints): boolean {
  const { headers, noValue } = hints.words;
  for (const [, label = '', value = ''] of line.matchAll(LABELLED)) {
    const fields = headers.read(label)?.fields ?? [];
    const namesModel = fields.includes('hostname') && isModel(value.trim(), hints);
    if (!namesModel && !fields.some((field) => OF_A_TABLE.has(field) && !OF_OTHERS.has(field))) continue;
    if (/[\p{L}\p{N}]{2}/u.test(value) && !noValue.isEmpty(value)) return true;
  }
  return false;
}

function isModel(item: string, { words: { lines } }: Hints): boolean {
  if (item.length < 4 || item.length > LONGEST_MODEL || !MODEL.test(item)) return false;
  const parts = item.split(' ');
  return parts.some((part) => MIXED.test(part)) && !parts.some((part) => lines.isNoModel(part));
}

/** An address in any form, also one that tells nobody's maker; not the broadcast address, nor one of zeros. */
function holdsMac(line: string): boolean {
  const found = MAC.exec(line)?.[0] ?? line.split(/\s+/).find((word) => BARE_MAC.test(word));
  if (found === undefined) return false;
  const mac = parseMac(found);
  return mac !== null && !NOBODY.test(mac.replace(/[^0-9a-f]/gi, ''));
}

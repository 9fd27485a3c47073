import { Layout, NO_TRAITS } from '../core/layout.ts';
import type { Field } from '../core/fields.ts';
import { KNOWN_GROUP, macsOf } from '../core/mac.ts';
import { OF_DEVICES, PROMPT } from './cli/printed.ts';
import type { Hints } from './inventory.ts';
import { rowOf, type Row } from './rows.ts';

/** The only column of a line of text. */
export const LINES = new Layout([{ name: 'line', fields: ['text'], why: 'text line', traits: NO_TRAITS }], true);
/** `Serial number : FOC1832`, `PID: WS-C2960X , VID: V05`, `Model........ X`: what a line calls each of its values. */
const LABELLED =
  /(?:^|[,;|]|\s\s|\t)\s*"?(\p{L}[\p{L}\p{N} ./()#_-]{0,40}?)"?(?:\s*[:=]|\s*\.{3,}:?)\s*"?([^\s",;](?: ?[^\s",;])*)/gu;
/** A line that is nothing but a model: `WS-C2960X-24TS-L`, `EX2300-24T`, `AP-515`. */
const MODEL = /^(?=\D*\d)(?=.{4,40}$)[A-Z][A-Z0-9+]*(?:[-/._ ]?[A-Za-z0-9+]+){0,6}$/;
/** Letters and figures: R740, and neither 2026, 12th nor v1.2. */
const MIXED = /^(?!\d+(?:st|nd|rd|th)$|v\d+(?:\.\d+)+$)(?=.*\p{L})(?=.*\d)/iu;
/** What can stand before an item of a list: a bullet, a number, a count of `uniq -c`. */
const BEFORE_ITEM = /^\s*(?:[-*•]\s+|\d{1,6}[.)]?\s+)?/;
/** `Bus 001 Device 002: ID 05e3:0610 Genesys Logic, Inc. Hub`, as lsusb prints it: the id says whose it is. */
const USB_DEVICE = /^\s*Bus \d{3} Device \d{3}: ID [\da-f]{4}:[\da-f]{4}\b/;
/** Of these a label says nothing of a device: a name or an address alone may be another's. */
const OF_OTHERS: readonly Field[] = ['mac', 'hostname', 'assetTag'];

/** The labels of a text, each with its value behind it. */
export function labelsIn(text: string): readonly RegExpExecArray[] {
  // Each of a run of blanks would be looked at for a label behind all of them.
  return [...text.replace(/\s{3,}/g, '  ').matchAll(LABELLED)];
}

/**
 * By what a device stands in a line of a text, by the line alone: a `sign`, which is an address of one, in any form,
 * also one that tells nobody's maker, but not broadcast nor multicast, or a value under a label; or `words`: a value
 * assigned to one, a maker, a network system, or a model that is the whole line. Nothing stands in errors, sentences
 * and behind prompts: null.
 */
export function deviceIn(line: string, { words, isMakerName }: Hints): 'sign' | 'words' | null {
  const isOfOne = (mac: string): boolean => !/^(?:0{12}|f{12})$/.test(mac) && !KNOWN_GROUP.test(mac);
  if (USB_DEVICE.test(line) || macsOf(line).some(isOfOne)) return 'sign';
  const isModel = (text: string): boolean => {
    const parts = MODEL.test(text) ? text.split(' ') : [];
    return parts.some((part) => MIXED.test(part)) && !parts.some((part) => words.lines.isNoModel(part));
  };
  const tells = ([, label = '', value = '']: RegExpExecArray): boolean => {
    const fields = words.headers.read(label)?.fields ?? [];
    const isTold = fields.some((field) => OF_DEVICES.includes(field) && !OF_OTHERS.includes(field));
    if (!isTold && !(fields.includes('hostname') && isModel(value.trim()))) return false;
    return /[\p{L}\p{N}]{2}/u.test(value) && !words.noValue.isEmpty(value);
  };
  if (PROMPT.exec(line)?.[4] !== undefined || words.lines.errorOf(line) !== null) return null;
  const item = line.replace(BEFORE_ITEM, '').trim();
  const toldIn = (text: string) => labelsIn(text).filter(tells);
  if (toldIn(item).length === 0 && !isModel(item) && !words.lines.namesMaker(line, isMakerName)) return null;
  return toldIn(item.replace(/^[!#]+/, '')).some(([all]) => !all.includes('=')) ? 'sign' : 'words';
}

/** A line of text beside a table: a row where a device stands in it. Secrets in it are not read. */
export function besideTable(text: string, line: number, hints: Hints): Row {
  return rowOf(LINES, [hints.words.secrets.without(text.trim())], line, deviceIn(text, hints) !== null);
}

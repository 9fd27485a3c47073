import { firstMac, isUsable, type assetKey } from '../core/asset.ts';
import { daysBetween } from '../core/dates.ts';
import { nearest } from '../core/distance.ts';
import { trying, UserError, wrongFile } from '../core/errors.ts';
import { thingId, type Finding } from '../core/finding.ts';
import { colonForm, parseMac } from '../core/mac.ts';
import type { NoValue } from '../core/no-value.ts';
import { canBeWaived, type Problem } from '../core/problem.ts';
import { foldCell, slug } from '../core/text.ts';
import { sha256 } from '#runtime';
import { appendItems, removeItems } from '../yaml/edit.ts';
import type { TextFile } from '../yaml/parse.ts';
import { Reading, readFile } from '../yaml/read.ts';
import { FINDING_KEYS, matchKey, waiversShape, type Waiver, type WaiverFile } from './waiver.ts';

/** A `not-this-vendor` waiver must have one of these keys. */
const NARROWING_KEYS = ['serial', 'mac', 'hostname', 'assetTag', 'model', 'finding'] as const;
/** What a person means as a pattern, and what a cell may hold all the same: `sw-1*`. */
const PATTERN = /^\*[^*]*$|^[^*]+\*$/;

/** What a waiver can refer to. */
export interface Referable {
  readonly lists: readonly string[];
  /** Ids and names of vendors, affiliates and categories. */
  readonly vendors: readonly string[];
  /** Whether nothing else exists. If not, another run may know a name: only one that is near these is a mistake. */
  readonly complete: boolean;
}

/** Reads a waiver file, whose lists and vendors must be `referable`. Throws UserError with all mistakes and places. */
export function parseWaivers(file: TextFile, noValue: NoValue, referable: Referable | null = null): WaiverFile {
  const reading = new Reading();
  const read = readFile(file, waiversShape, reading);
  const { waivers, maxDays } = read ?? { waivers: [], maxDays: 0 };
  const identified = waivers.filter(({ id }) => id !== '');
  reading.distinct(identified, 'taken by another waiver');
  for (const waiver of waivers) {
    if (reading.at(waiver.match) !== null) checkMatch(waiver, reading, noValue);
    checkDates(waiver, maxDays, reading);
  }
  if (referable !== null) checkReferences(waivers, referable, reading);
  if (read === undefined || reading.problems.length > 0) throw new UserError(reading.problems);
  return { path: file.path, sha256: sha256(file.text), ...read };
}

function checkMatch(waiver: Waiver, reading: Reading, noValue: NoValue): void {
  const { match, because } = waiver;
  const { problem, source, line, mac } = match;
  const addProblem = (message: string, hint: string | null = null): void => {
    reading.wrong(waiver, 'match', message, hint);
  };
  if (!Object.keys(match).some((key) => reading.wrote(match, key)))
    addProblem('match is empty: it would cover everything', 'give at least one key, such as serial');
  if (because === 'not-this-vendor' && problem === null && NARROWING_KEYS.every((key) => match[key] === null))
    addProblem('not-this-vendor names no asset and no model', 'add one, such as serial, hostname or model');
  if (mac !== null && parseMac(mac) === null)
    addProblem(`"${mac}" is not a MAC address`, 'expected twelve hex digits, such as 00:1A:2B:3C:4D:5E');
  for (const key of NARROWING_KEYS)
    if (match[key] !== null && isPlaceholder(match[key], key, noValue))
      addProblem(`${key}: "${match[key]}" is a placeholder, which many assets share`, 'name what only it has');
  for (const key of FINDING_KEYS)
    if (PATTERN.test(match[key] ?? ''))
      addProblem(`${key}: ${match[key] ?? ''} matches only itself: * is not a wildcard`, 'make a waiver for each');
  if (problem === null) {
    // An invalid code has a problem of its own.
    if ((source !== null || line !== null) && !reading.wrote(match, 'problem'))
      addProblem('source and line are about a problem', 'name it too, such as problem: short-row');
    return;
  }
  const others = FINDING_KEYS.filter((key) => match[key] !== null);
  if (others.length > 0) addProblem(`${others.join(' and ')} and problem exclude each other`, 'make two waivers');
  if (source === null) addProblem('the key source is missing', 'a problem is waived for one input');
  if (!canBeWaived({ code: problem, rejected: false })) addProblem(`the problem ${problem} cannot be waived`);
  if (because === 'not-this-vendor')
    reading.wrong(waiver, 'because', 'not-this-vendor says nothing of a problem', 'say accepted');
}

function isPlaceholder(value: string, key: (typeof NARROWING_KEYS)[number], noValue: NoValue): boolean {
  if (key === 'mac') return parseMac(value) !== null && firstMac(value) === null;
  return !isUsable(foldCell(value), noValue);
}

/** Checks the days of a waiver, except for malformed ones, which have problems of their own. */
function checkDates(waiver: Waiver, maxDays: number, reading: Reading): void {
  const { because, approved, expires } = waiver;
  const isFalseAlarm = because === 'not-this-vendor';
  if (expires === null) {
    if (!isFalseAlarm && reading.wrote(waiver, 'because') && !reading.wrote(waiver, 'expires'))
      reading.wrong(waiver, 'id', 'the key expires is missing', 'only not-this-vendor does not expire');
    return;
  }
  if (approved !== null && expires < approved)
    reading.wrong(waiver, 'expires', `expires ${expires} is before approved ${approved}`);
  if (isFalseAlarm) return;
  const days = approved === null ? 0 : daysBetween(approved, expires);
  if (days > maxDays) reading.wrong(waiver, 'expires', `holds ${days} days, more than maxDays: ${maxDays}`);
  if (approved === null && !reading.wrote(waiver, 'approved'))
    reading.wrong(waiver, 'id', 'the key approved is missing', `a waiver holds at most ${maxDays} days from it`);
}

function checkReferences(waivers: readonly Waiver[], referable: Referable, reading: Reading): void {
  const vendors = new Set(referable.vendors.map(foldCell));
  for (const { match } of waivers) {
    for (const key of ['list', 'vendor'] as const) {
      const value = match[key];
      if (value === null || (key === 'list' ? referable.lists.includes(value) : vendors.has(foldCell(value)))) continue;
      const near = nearest(value, referable[`${key}s`]);
      if (near === null && !referable.complete) continue;
      const hint = near === null ? `netvet ${key}s shows those it knows` : `did you mean ${near}?`;
      reading.wrong(match, key, `unknown ${key} ${value}`, hint);
    }
  }
}

/**
 * The text of the file without some waivers, and their ids in the order of the file. Comments of the others stay.
 * Throws UserError when the file is not valid, or a waiver that is kept needs the anchor of a removed one.
 */
export function withoutWaivers(file: TextFile, isRemoved: (waiver: Waiver) => boolean, noValue: NoValue) {
  const { waivers } = parseWaivers(file, noValue);
  const indexes = new Set(waivers.flatMap((waiver, index) => (isRemoved(waiver) ? [index] : [])));
  const kept = JSON.stringify(waivers.filter((waiver) => !isRemoved(waiver)));
  const text = trying(() => removeItems(file.text, 'waivers', indexes), '');
  const left = trying(() => parseWaivers({ path: file.path, text }, noValue).waivers, null);
  if (JSON.stringify(left) !== kept)
    throw wrongFile(file.path, 'a waiver that is kept needs the anchor (&) of a removed one', 'write out its values');
  return { text, removed: waivers.filter(isRemoved).map(({ id }) => id) };
}

/** A waiver to be written; `match` has only the keys that are needed. */
export type NewWaiver = Omit<Waiver, 'match'> & { readonly match: Readonly<Partial<Waiver['match']>> };

/**
 * The id and `match` of a waiver for one finding, in words that a reader of the file understands: the vendor, and the
 * asset by its `kind` of key: serial, tag, hostname at its site, or MAC; for `cells`, a vendor without an id, and what
 * would be refused as a pattern, the finding id.
 */
export function matchFor(finding: Finding, kind: ReturnType<typeof assetKey>['kind']): Pick<NewWaiver, 'id' | 'match'> {
  const thing = thingId(finding);
  const { asset } = finding;
  const byId = { id: idWith(thing, finding.id), match: { finding: finding.id } };
  // A vendor without an id cannot be told from a known one that is misspelled.
  if (kind === 'cells' || finding.vendor?.id === null) return byId;
  // A cell may hold several addresses.
  const value = kind === 'mac' ? colonForm(firstMac(asset.mac) ?? '') : (asset[kind] ?? '').trim();
  const site = kind === 'hostname' ? asset.site?.trim() : undefined;
  if (PATTERN.test(value) || PATTERN.test(site ?? '')) return byId;
  return { id: idOf(thing, value, site ?? ''), match: { vendor: thing, [kind]: value, ...(site && { site }) } };
}

/** The id and `match` of a waiver for one problem: code, input and line. Throws UserError where it cannot be waived. */
export function matchForProblem(problem: Problem): Pick<NewWaiver, 'id' | 'match'> {
  const { code, source, line, message } = problem;
  if (!canBeWaived(problem))
    throw new UserError(`this problem cannot be waived: ${message}`, 'what was lost may be banned');
  const id = idOf(code, source.split('/').at(-1) ?? '', line === null ? '' : String(line));
  return { id, match: { problem: code, source, ...(line === null ? {} : { line: String(line) }) } };
}

const idOf = (...parts: readonly string[]): string => slug(slug(parts.join(' ')).slice(0, 80));

/** An id that no other waiver has: a name, and the id of the finding or problem. */
export const idWith = (name: string, id: string): string => slug(`${name.slice(0, 60)} ${id}`);

/**
 * The text of the file, or of a new one, with more waivers at its end, and the ids of those of the same match that they
 * replace. Throws UserError when the file is not valid, or would not be (an id that is taken, longer than `maxDays`).
 */
export function addWaivers(file: TextFile, waivers: readonly NewWaiver[], noValue: NoValue) {
  const isNew = file.text.split('\n').every((line) => /^\s*(?:#.*)?$/.test(line));
  const renewed = new Set(waivers.map(matchKey));
  const isRenewed = (old: Waiver): boolean => renewed.has(matchKey(old));
  const { text: earlier, removed } = isNew ? { ...file, removed: [] } : withoutWaivers(file, isRenewed, noValue);
  const items = waivers.map(({ expires, ticket, ...waiver }) => {
    return { ...waiver, ...(expires && { expires }), ...(ticket && { ticket }) };
  });
  const head = earlier === '' ? '# yaml-language-server: $schema=waivers.schema.json\n' : earlier;
  const text = appendItems(head, 'waivers', items);
  try {
    parseWaivers({ path: file.path, text }, noValue);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const ofNew = error.problems.map((one) => ({ ...one, place: null, message: `the new waiver: ${one.message}` }));
    // A mistake that they share, such as the day on which they end, is reported once.
    throw new UserError([...new Map(ofNew.map((one) => [one.message, one])).values()]);
  }
  return { text, removed };
}

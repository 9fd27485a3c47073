import { daysBetween } from '../core/dates.ts';
import { nearest } from '../core/distance.ts';
import { UserError } from '../core/errors.ts';
import { sha256 } from '../core/fingerprint.ts';
import { parseMac } from '../core/mac.ts';
import { foldCell } from '../core/text.ts';
import { canBeWaived } from '../core/problem.ts';
import type { TextFile } from '../yaml/parse.ts';
import { Reading, readFile } from '../yaml/read.ts';
import type { TypeOf } from '../yaml/shape.ts';
import { draftShape, waiversShape } from './shape.ts';
import { FINDING_KEYS } from './waiver.ts';
import type { WaiverFile } from './waiver.ts';

const ASSET_KEYS = ['serial', 'mac', 'hostname', 'assetTag', 'model', 'finding'] as const;

type Drafts = TypeOf<typeof draftShape>;
type Draft = Drafts['waivers'][number];
type DraftMatch = NonNullable<Draft['match']>;

/** What a waiver can refer to. */
export interface Referable {
  readonly lists: readonly string[];
  /** Ids and names of vendors, affiliates and categories. */
  readonly vendors: readonly string[];
  /** Whether nothing else exists: else only what is near one of these is a mistake, as another run may know it. */
  readonly complete: boolean;
}

/**
 * Reads a waiver file, and holds it to what there is to refer to. Throws UserError with everything that is wrong with
 * it, each with its place.
 */
export function parseWaivers(file: TextFile, known: Referable | null = null): WaiverFile {
  const reading = new Reading();
  const read = readFile(file, waiversShape, reading);
  const draftReading = new Reading();
  const drafts = readFile(file, draftShape, draftReading);
  if (drafts !== undefined) {
    checkDrafts(drafts, draftReading, reading);
    if (known !== null) checkReferences(drafts, known, draftReading, reading);
  }
  if (read === undefined || reading.complaints.length > 0) throw new UserError(reading.complaints);
  return { path: file.path, sha256: sha256(file.text), maxDays: read.maxDays, waivers: read.waivers };
}

/** What the shape cannot say: rules between keys and between waivers. */
function checkDrafts({ waivers, maxDays }: Drafts, at: Reading, reading: Reading): void {
  const ids = new Set<string>();
  for (const waiver of waivers) {
    const complain = (key: string, message: string, hint: string | null = null) => {
      reading.complain(at.at(waiver, key), message, hint);
    };
    if (waiver.id !== null && ids.has(waiver.id)) complain('id', `two waivers have the id ${waiver.id}`);
    if (waiver.id !== null) ids.add(waiver.id);
    checkMatch(waiver, (match) => at.wrote(match, 'problem'), complain);
    checkDates(waiver, maxDays, (key) => at.wrote(waiver, key), complain);
  }
}

function checkReferences({ waivers }: Drafts, known: Referable, at: Reading, reading: Reading): void {
  const vendors = new Set(known.vendors.map(foldCell));
  for (const { match } of waivers) {
    if (match === null) continue;
    const check = (key: 'list' | 'vendor', all: readonly string[], has: (value: string) => boolean): void => {
      const value = match[key];
      if (value === null || has(value)) return;
      const near = nearest(value, all);
      if (near === null && !known.complete) return;
      const hint = near === null ? `netvet ${key}s shows those it knows` : `did you mean ${near}?`;
      reading.complain(at.at(match, key), `unknown ${key} ${value}`, hint);
    };
    check('list', known.lists, (list) => known.lists.includes(list));
    check('vendor', known.vendors, (vendor) => vendors.has(foldCell(vendor)));
  }
}

type Complain = (key: string, message: string, hint?: string | null) => void;

function checkMatch({ match, because }: Draft, namesProblem: (match: DraftMatch) => boolean, complain: Complain): void {
  if (match === null) return;
  if (Object.values(match).every((value) => value === null)) {
    complain('match', 'match is empty: it would cover everything', 'give at least one key, such as serial');
  }
  const isOfOne = ASSET_KEYS.some((key) => match[key] !== null);
  if (because === 'not-this-vendor' && !isOfOne && match.problem === null)
    complain('match', 'not-this-vendor names no asset and no model', 'add one, such as serial, hostname or model');
  // A code that is no code has its own complaint.
  if (match.problem !== null || !namesProblem(match)) checkProblemMatch(match, because, complain);
  if (match.mac !== null && parseMac(match.mac) === null) {
    complain('match', `"${match.mac}" is not a MAC address`, 'expected twelve hex digits, such as 00:1A:2B:3C:4D:5E');
  }
}

/** A waiver is about findings or about problems, and a problem is one of an input that is named. */
function checkProblemMatch(match: NonNullable<Draft['match']>, because: Draft['because'], complain: Complain): void {
  const { problem, source, line } = match;
  if (problem === null) {
    if (source === null && line === null) return;
    complain('match', 'source and line are about a problem', 'name it too, such as problem: short-row');
    return;
  }
  const others = FINDING_KEYS.filter((key) => match[key] !== null);
  if (others.length > 0)
    complain('match', `${others.join(' and ')} and problem exclude each other`, 'make two waivers');
  if (source === null) complain('match', 'the key source is missing', 'a problem is waived for one input');
  if (!canBeWaived({ code: problem, rejected: false })) complain('match', `the problem ${problem} cannot be waived`);
  if (because === 'not-this-vendor') complain('because', 'not-this-vendor says nothing of a problem', 'say accepted');
}

function checkDates(
  { because, approved, expires }: Draft,
  maxDays: number | null,
  wrote: (key: string) => boolean,
  complain: Complain,
): void {
  if (expires === null) {
    // A malformed day has its own complaint.
    if (because !== null && because !== 'not-this-vendor' && !wrote('expires')) {
      complain('id', 'the key expires is missing', 'only not-this-vendor does not expire');
    }
    return;
  }
  if (approved !== null && expires < approved) complain('expires', `expires ${expires} is before approved ${approved}`);
  if (maxDays === null || because === 'not-this-vendor') return;
  if (approved === null) {
    if (!wrote('approved')) complain('id', 'the key approved is missing', `maxDays: ${maxDays} counts from it`);
  } else if (daysBetween(approved, expires) > maxDays) {
    complain('expires', `holds ${daysBetween(approved, expires)} days, more than maxDays: ${maxDays}`);
  }
}

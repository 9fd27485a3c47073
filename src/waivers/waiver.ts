import { WAIVER_REASONS } from '../core/finding.ts';
import { PROBLEM_CODES } from '../core/problem.ts';
import { type Key, type TypeOf, day, defaultsOf, formed, id, integer, object } from '../yaml/shape.ts';
import { oneOf, optional, optionalList, required, text } from '../yaml/shape.ts';

const cell = (about: string): Key<string | null> => optional(text({ max: 400 }), about);

/** Keys of `match` that are about a finding. Those and the ones about a problem exclude each other. */
const ofFinding = {
  list: cell('only what this list says'),
  vendor: cell('id or name of the vendor, affiliate or category'),
  serial: cell('serial number'),
  mac: cell('MAC address, compared by its digits'),
  hostname: cell('hostname'),
  assetTag: cell('asset tag'),
  model: cell('model'),
  site: cell('site'),
  finding: cell('id of a finding'),
};

export type FindingKey = keyof typeof ofFinding;
export const FINDING_KEYS = Object.keys(ofFinding) as readonly FindingKey[];

const matchShape = object({
  ...ofFinding,
  problem: optional(oneOf(PROBLEM_CODES, 'the code of a problem'), 'code of a problem instead of a finding'),
  source: cell('the input of the problem, as a result names it'),
  line: optional(
    formed('a line number', /^[1-9]\d{0,11}$/, 'expected 1 or more'),
    'the line of the problem; without it, all of that code in the input',
  ),
});

/** With stand-ins for what must be given, so that one with a missing key is checked for what it does say. */
const waiverShape = object({
  id: required(id, '', ''),
  match: required(matchShape, 'all keys that are given must hold', defaultsOf(matchShape)),
  because: required(oneOf(WAIVER_REASONS, 'accepted, replacing or not-this-vendor'), '', 'accepted'),
  reason: required(text(), 'why, in words', ''),
  owner: required(text(), 'who answers for it', ''),
  approved: optional(day, 'the first day it holds; needed where it expires'),
  expires: optional(day, 'the last day it holds; not needed for not-this-vendor'),
  ticket: optional(text()),
});

const maxDays = optional(
  integer(1, 36_500),
  'the longest a waiver may hold, in days from approved; 400 where it is not given',
);

/** A file of waivers. */
export const waiversShape = object({ maxDays, waivers: optionalList(waiverShape, 'decisions not to fail') });

/** A reasoned, dated decision not to fail on what it covers. `expires` is null only for `not-this-vendor`. */
export type Waiver = TypeOf<typeof waiverShape>;

export interface WaiverFile extends TypeOf<typeof waiversShape> {
  readonly path: string;
  readonly sha256: string;
}

/** Whether a waiver no longer holds on a day. */
export function hasExpired({ expires }: Waiver, asOf: string): boolean {
  return expires !== null && expires < asOf;
}

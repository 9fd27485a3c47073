import { addDays, EXPIRING_DAYS, type Day } from '../core/dates.ts';
import type { FileRef, SummaryEvent } from '../core/events.ts';
import { MATTERS, STATUSES, WAIVER_REASONS } from '../core/finding.ts';
import type { Finding, FindingDesignation, WaiverRef } from '../core/finding.ts';
import { groupsOf } from '../core/groups.ts';
import { macsOf, parseMac } from '../core/mac.ts';
import { canBeWaived, PROBLEM_CODES, type Problem } from '../core/problem.ts';
import { foldCell, slug } from '../core/text.ts';
import { type Key, type Shape, type TypeOf, day, defaultsOf, formed, id, integer, object } from '../yaml/shape.ts';
import { oneOf, optional, optionalList, required, text, withDefault } from '../yaml/shape.ts';

/** A key with nothing after it would cover more: all assets of a vendor, say, instead of one. */
const keyOfMatch = <T>(shape: Shape<T>, about: string): Key<T | null> => optional(shape, about, false);
const cell = (about: string): Key<string | null> => keyOfMatch(text({ max: 400 }), about);

/** The keys of `match` that a finding must have, first those that few findings share: thousands cost as a few. */
const findingKeys = {
  finding: cell('id of a finding'),
  serial: cell('serial number'),
  assetTag: cell('asset tag'),
  mac: cell('MAC address, compared by its digits'),
  hostname: cell('hostname'),
  model: cell('model'),
  site: cell('site'),
  vendor: cell('id or name of the vendor, affiliate or category'),
};
type FindingKey = keyof typeof findingKeys;
const BY_RARITY = Object.keys(findingKeys) as readonly FindingKey[];

/** The keys that are about a finding. They and the keys about a problem exclude each other. */
export const FINDING_KEYS = ['list', ...BY_RARITY] as const;

const matchShape = object({
  list: cell('only what this list says'),
  ...findingKeys,
  problem: keyOfMatch(oneOf(PROBLEM_CODES, 'the code of a problem'), 'code of a problem instead of a finding'),
  source: cell('the input of the problem, as a result names it'),
  line: keyOfMatch(
    formed('a line number', /^[1-9]\d{0,11}$/, 'expected 1 or more'),
    'the line of the problem; without it, all of that code in the input',
  ),
});

/** With stand-ins for required keys, so that a waiver without one is still checked for its other keys. */
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

export const waiversShape = object({
  // A year, and time to renew it.
  maxDays: withDefault(integer(1, 36_500), 400, 'the most days that a waiver holds from approved on; empty: 400'),
  waivers: optionalList(waiverShape, 'decisions not to fail'),
});

/** A reasoned, dated decision that what it covers does not fail. `expires` is null only for `not-this-vendor`. */
export type Waiver = TypeOf<typeof waiverShape>;

export type WaiverFile = TypeOf<typeof waiversShape> & FileRef;

/** Whether a waiver holds on a day: it does from `approved` to `expires`, both inclusive. */
export function stateOn({ approved, expires }: Waiver, day: Day): 'early' | 'holds' | 'expired' {
  if (expires !== null && expires < day) return 'expired';
  return approved !== null && approved > day ? 'early' : 'holds';
}

export type WaiverRun = ReturnType<typeof createWaiverRun>;

/** Applies the waivers of a file as of a day, and remembers which of them were used. */
export function createWaiverRun(file: WaiverFile, asOf: Day) {
  const matchingWaivers = compileMatch(file.waivers);
  const ofProblems = groupsOf(file.waivers, ({ match }) => match.problem);
  const used = new Set<Waiver>();
  let dismissed = 0;

  /** The finding with what these waivers cover, without what others covered before, and with its status anew. */
  function apply(finding: Finding): Finding {
    const matching = matchingWaivers(finding);
    if (matching.length === 0 && finding.designations.every(({ waiver }) => waiver === null)) return finding;
    const designations = finding.designations.map((one) => cover(uncovered(one), matching));
    if (designations.some(({ waiver }) => waiver?.because === 'not-this-vendor')) dismissed += 1;
    const status = STATUSES.find((one) => designations.some((designation) => designation.status === one));
    return { ...finding, status: status ?? finding.status, designations };
  }

  /** The designation as the first waiver that holds covers it; where none does, with a remark about an expired one. */
  function cover(designation: FindingDesignation, matching: readonly Waiver[]): FindingDesignation {
    const { status, list } = designation;
    if (!MATTERS.includes(status)) return designation;
    const forList = matching.filter(({ match }) => match.list === null || match.list === list);
    const holding = forList.find((waiver) => stateOn(waiver, asOf) === 'holds');
    const expired = forList.find((waiver) => stateOn(waiver, asOf) === 'expired');
    if (holding === undefined) return expired === undefined ? designation : withRemark(designation, expired);
    used.add(holding);
    return { ...designation, status: 'waived', waiver: { ...refTo(holding), covers: status } };
  }

  function applyTo(problem: Problem): Problem {
    if (!canBeWaived(problem)) return problem;
    // macOS writes file names in another form of Unicode.
    const isAbout = ({ source, line }: Waiver['match']): boolean =>
      source?.normalize() === problem.source.normalize() && (line === null || line === String(problem.line));
    const waivers = ofProblems.get(problem.code) ?? [];
    const holding = waivers.find((waiver) => isAbout(waiver.match) && stateOn(waiver, asOf) === 'holds');
    if (holding !== undefined) used.add(holding);
    else if (problem.waiver === null) return problem;
    return { ...problem, waiver: holding === undefined ? null : refTo(holding) };
  }

  /** What the summary says about the waivers: ids in the order of the file. */
  function report(): SummaryEvent['waivers'] {
    const ids = (wanted: (state: ReturnType<typeof stateOn>, waiver: Waiver) => boolean) =>
      file.waivers.filter((waiver) => wanted(stateOn(waiver, asOf), waiver)).map(({ id }) => id);
    const soon = addDays(asOf, EXPIRING_DAYS);
    return {
      unused: ids((state, waiver) => state === 'holds' && !used.has(waiver)),
      expired: ids((state) => state === 'expired'),
      expiring: ids((state, { expires }) => state !== 'expired' && expires !== null && expires <= soon),
      notYet: ids((state) => state === 'early'),
      dismissed,
    };
  }

  return { apply, applyTo, report };
}

/** The designation as it was before any waiver covered it. */
function uncovered(designation: FindingDesignation): FindingDesignation {
  const { waiver } = designation;
  return waiver === null ? designation : { ...designation, status: waiver.covers, waiver: null };
}

const refTo = ({ id, because, expires }: Waiver): WaiverRef => ({ id, because, expires });

function withRemark(designation: FindingDesignation, { id, expires }: Waiver): FindingDesignation {
  const remark = `the waiver ${id} held until ${expires ?? ''}`;
  const { because } = designation;
  // A finding of an earlier result may have the remark already.
  if (because?.includes(remark) === true) return designation;
  return { ...designation, because: because === null ? remark : `${because}; ${remark}` };
}

/** Finds the waivers that match a finding, in file order, by all keys but `list`, which is about designations. */
export function compileMatch<W extends { readonly match: Partial<Waiver['match']> }>(all: readonly W[]) {
  const ofFindings = all.filter(({ match }) => (match.problem ?? null) === null);
  const waivers = ofFindings.map((waiver, at) => ({ waiver, at, needed: neededBy(waiver.match) }));
  const byRarest = groupsOf(waivers, ({ needed: [rarest = ''] }) => rarest);
  return (finding: Finding): readonly W[] => {
    const texts = BY_RARITY.flatMap((key) => valuesOf(finding, key).map((value) => `${key}=${value}`));
    const values = new Set(['', ...texts]);
    const candidates = Array.from(values).flatMap((text) => byRarest.get(text) ?? []);
    const holding = candidates.filter(({ needed }) => needed.every((text) => values.has(text)));
    return holding.sort((a, b) => a.at - b.at).map(({ waiver }) => waiver);
  };
}

/** The values that a finding must have to match, as `serial=0012345`, the rarest key first. */
function neededBy(match: Partial<Waiver['match']>): readonly string[] {
  return BY_RARITY.flatMap((key) => {
    const value = match[key] ?? null;
    if (value === null) return [];
    return `${key}=${key === 'mac' ? (parseMac(value) ?? '') : foldCell(value)}`;
  });
}

/** Waivers with the same key cover the same. */
export function matchKey({ match }: { readonly match: Partial<Waiver['match']> }): string {
  return JSON.stringify([neededBy(match), match.list, match.problem, match.source, match.line]);
}

function valuesOf({ id, vendor, category, asset }: Finding, key: FindingKey): readonly string[] {
  if (key === 'finding') return [id];
  if (key === 'mac') return macsOf(asset.mac ?? '');
  if (key !== 'vendor') return asset[key] === undefined ? [] : [foldCell(asset[key])];
  const affiliate = vendor?.affiliate ?? null;
  const things = [vendor, affiliate, category].filter((thing) => thing !== null);
  const paths = vendor !== null && affiliate !== null ? [`${vendor.id}/${affiliate.id}`] : [];
  return [...things.flatMap((thing) => [thing.id ?? slug(thing.name), thing.name]), ...paths].map(foldCell);
}

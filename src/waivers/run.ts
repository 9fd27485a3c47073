import { addDays } from '../core/dates.ts';
import type { Day } from '../core/dates.ts';
import type { Finding, FindingDesignation, Status, WaiverRef } from '../core/finding.ts';
import { STATUSES } from '../core/finding.ts';
import { canBeWaived } from '../core/problem.ts';
import type { Problem } from '../core/problem.ts';
import { compileMatch, compileProblemMatch } from './match.ts';
import type { Waiver, WaiverFile } from './waiver.ts';
import { EXPIRING_DAYS } from './waiver.ts';

/** What a waiver can cover. The other statuses fail nothing. */
const COVERABLE: readonly Status[] = ['banned', 'undetermined', 'upcoming'];

/** Ids in the order of the file. */
export interface WaiverReport {
  /** In force, and covered nothing in this run. */
  readonly unused: readonly string[];
  readonly expired: readonly string[];
  /** Approved on a later day than that of the run; earlier results do not say. */
  readonly notYet?: readonly string[];
  /** In force, but not for more than 30 days. */
  readonly expiring: readonly string[];
  /** Findings with a designation that a `not-this-vendor` waiver covers. */
  readonly dismissed: number;
}

/** The waivers of one run; remembers which of them were used. */
export interface WaiverRun {
  /** The finding with what waivers cover, and its status again. */
  apply(finding: Finding): Finding;
  /** The problem with the waiver that covers it, if one does. */
  applyTo(problem: Problem): Problem;
  report(): WaiverReport;
}

/** Waivers as of a day. Both days are inclusive: a waiver holds from `approved` to `expires`. */
export function createWaiverRun(file: WaiverFile, asOf: Day): WaiverRun {
  const candidates = compileMatch(file.waivers);
  const problemWaivers = compileProblemMatch(file.waivers);
  const used = new Set<Waiver>();
  let dismissed = 0;

  function apply(finding: Finding): Finding {
    const met = candidates(finding);
    if (met.length === 0) return finding;
    const designations = finding.designations.map((designation) => cover(designation, met, asOf));
    for (const { waiver } of designations) {
      if (waiver !== null) for (const one of met) if (one.id === waiver.id) used.add(one);
    }
    if (designations.some(({ waiver }) => waiver?.because === 'not-this-vendor')) dismissed += 1;
    return withDesignations(finding, designations);
  }

  function applyTo(problem: Problem): Problem {
    if (!canBeWaived(problem)) return problem;
    const holding = problemWaivers(problem).find((waiver) => holds(waiver, asOf));
    if (holding === undefined) return problem;
    used.add(holding);
    return { ...problem, waiver: refTo(holding) };
  }

  function report(): WaiverReport {
    const ids = (wanted: (waiver: Waiver) => boolean) => file.waivers.filter(wanted).map(({ id }) => id);
    const soon = addDays(asOf, EXPIRING_DAYS);
    return {
      unused: ids((waiver) => holds(waiver, asOf) && !used.has(waiver)),
      notYet: ids((waiver) => isEarly(waiver, asOf)),
      expired: ids((waiver) => hasExpired(waiver, asOf)),
      expiring: ids((waiver) => !hasExpired(waiver, asOf) && waiver.expires !== null && waiver.expires <= soon),
      dismissed,
    };
  }

  return { apply, applyTo, report };
}

/** The finding as it was before any waiver covered it, so that others can. */
export function withoutWaivers(finding: Finding): Finding {
  if (finding.designations.every(({ waiver }) => waiver === null)) return finding;
  return withDesignations(
    finding,
    finding.designations.map((designation) => {
      const { waiver } = designation;
      return waiver === null ? designation : { ...designation, status: waiver.covers, waiver: null };
    }),
  );
}

function withDesignations(finding: Finding, designations: readonly FindingDesignation[]): Finding {
  const status = STATUSES.find((one) => designations.some((designation) => designation.status === one));
  return { ...finding, status: status ?? finding.status, designations };
}

/** Whether a waiver no longer holds on a day. */
export function hasExpired({ expires }: Waiver, asOf: Day): boolean {
  return expires !== null && expires < asOf;
}

/** Whether a waiver is approved on a later day only. */
function isEarly({ approved }: Waiver, asOf: Day): boolean {
  return approved !== null && approved > asOf;
}

function holds(waiver: Waiver, asOf: Day): boolean {
  return !hasExpired(waiver, asOf) && !isEarly(waiver, asOf);
}

function refTo({ id, because, expires }: Waiver): WaiverRef {
  return { id, because, expires };
}

function cover(designation: FindingDesignation, met: readonly Waiver[], asOf: Day): FindingDesignation {
  if (!COVERABLE.includes(designation.status)) return designation;
  const meant = met.filter(({ match }) => match.list === null || match.list === designation.list);
  const holding = meant.find((waiver) => holds(waiver, asOf));
  if (holding !== undefined) {
    return { ...designation, status: 'waived', waiver: { ...refTo(holding), covers: designation.status } };
  }
  const [other] = meant;
  if (other === undefined) return designation;
  const remark = isEarly(other, asOf)
    ? `the waiver ${other.id} is not yet approved: it holds from ${other.approved ?? ''}`
    : `the waiver ${other.id} held until ${other.expires ?? ''}`;
  const { because } = designation;
  // A finding of an earlier result may say so already.
  if (because?.includes(remark) === true) return designation;
  return { ...designation, because: because === null ? remark : `${because}; ${remark}` };
}

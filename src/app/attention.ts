import { ATTENTION_KINDS, type Attention, type AttentionKind, type Counts } from '../core/events.ts';
import type { Outcome, SummaryEvent } from '../core/events.ts';
import { isIdentity } from '../core/fields.ts';
import { heldUnder } from '../core/groups.ts';
import { MATTERS, SET_ASIDE_TEXTS, type Finding, type FindingDesignation, type SetAside } from '../core/finding.ts';
import { PROBLEM_KINDS, type Problem } from '../core/problem.ts';
import type { InventoryRecord } from '../core/record.ts';
import { PURCHASE_DAY } from '../judge/named.ts';
import { shellWord } from '../report/escape.ts';
import * as phrase from '../report/phrases.ts';
import type { Law } from '../waivers/baseline.ts';
import { EXPIRING_DAYS } from '../waivers/waiver.ts';

/** What one item says, besides its kind. */
export type Says = Omit<Attention, 'type' | 'kind'>;

/** An item that is about no finding. */
export function says(place: string | null, why: string, advice: string | null = null): Says {
  return { asset: null, place, why, do: advice, finding: null };
}

const LOOK = 'check the device, then fix the row or add a waiver';

/** What is to be looked at in a finding, for which it has to be decided whether it is new and fails. */
export function kindsOf(finding: Finding, assumed: readonly string[]): readonly KindOfFinding[] {
  const { status, confidence, fails, conflict } = finding;
  // Whether it is banned nobody knows, accepted or not.
  const isOpen = confidence !== 'possible' && !fails && phrase.isUntold(finding);
  if (finding.new === false || !MATTERS.includes(status)) return isOpen ? ['undetermined'] : [];
  const kinds: KindOfFinding[] = [];
  if (conflict !== null) kinds.push('conflict');
  if (confidence === 'possible' && !fails) kinds.push('possible');
  if (isOpen) kinds.push('undetermined');
  if (assumed.length > 0) kinds.push('assumed');
  return kinds;
}

/** Whether a finding is banned for want of a day of purchase alone. */
export function isUndated({ status, designations }: Finding): boolean {
  if (status !== 'banned') return false;
  return designations.every((one) => one.status !== 'banned' || one.needs.includes(PURCHASE_DAY));
}

/** Of all such findings, which a column that is missing has in common: the first, and how many there are. */
export function undated(count: number, first: Finding): Says {
  const asset = count > 1 ? null : phrase.assetName(first) || null;
  const why = `fail${count === 1 ? 's' : ''} only because no day of purchase is given`;
  const all = count === 1 ? why : `${phrase.grouped(count)} findings ${why}, the first of them here`;
  const advice = 'add a column with the day of purchase';
  return { asset, place: phrase.placeName(first), why: all, do: advice, finding: first.id };
}

/** What the rules that reach a finding take for granted. */
export function assumedIn(designations: readonly FindingDesignation[], law: Pick<Law, 'rulesOf'>): readonly string[] {
  const those = designations.filter(({ status }) => MATTERS.includes(status));
  return [...new Set(those.flatMap((one) => law.rulesOf(one).flatMap(({ assumes }) => assumes ?? [])))];
}

/** Why one of the `kindsOf` a finding is to be looked at, and what to do. */
const OF_FINDING = {
  conflict: (finding) => {
    const { column = '', seen = '', vendor = null } = finding.conflict ?? {};
    return [`the ${column} column says ${vendor ?? seen} (perhaps a rebadged ${phrase.thingName(finding)})`, LOOK];
  },
  possible: (finding) => {
    const [first] = finding.evidence;
    const means = first === undefined ? '' : `: ${first.column} ${phrase.evidenceMeaning(first, finding)}`;
    return [phrase.thingName(finding) + means, LOOK];
  },
  undetermined: (finding) => {
    const { needs, because } = phrase.decisive(finding);
    const facts = phrase.asWords(phrase.missingFacts(needs));
    const open = facts === '' ? (because ?? 'not decided') : `${facts}, which decides whether it is banned`;
    const why = `${phrase.thingName(finding)}: ${open}`;
    if (finding.new === false) return [`${why}; in the baseline`, null];
    const waiver = finding.designations.find((one) => one.waiver !== null)?.waiver?.id;
    if (finding.status === 'waived') return [`${why}; waived by ${waiver ?? ''}`, null];
    return [why, needs.length > 0 ? 'add a column that says it, or a waiver' : 'find it out, then add a waiver'];
  },
  'list-change': ({ newBecause }) => [`new: ${newBecause ?? ''}`, 'replace it, or add a waiver'],
  assumed: (_, assumed) => [assumed.join('; '), 'where it does not hold, add a waiver'],
} satisfies Partial<
  Record<AttentionKind, (finding: Finding, assumed: readonly string[]) => readonly [why: string, advice: string | null]>
>;
type KindOfFinding = keyof typeof OF_FINDING;

/** An item of one of `kindsOf`. */
export function ofFinding(kind: KindOfFinding, finding: Finding, assumed: readonly string[]): Says {
  const [why, advice] = OF_FINDING[kind](finding, assumed);
  const asset = phrase.assetName(finding) || null;
  return { asset, place: phrase.placeName(finding), why, do: advice, finding: finding.id };
}

/** What a problem is to a person. */
export const kindOfProblem = ({ code, rejected }: Problem): AttentionKind =>
  rejected ? 'not-judged' : PROBLEM_KINDS[code];

/** A problem as something to look at. */
export function ofProblem(problem: Problem): Says {
  const { code, message, hint, id, severity, waiver } = problem;
  const what = waiver === null ? `${severity} ${code}` : `${code}, ${phrase.problemGrade(problem)}`;
  const why = `${what}: ${message}`;
  return { ...says(phrase.placeName(problem), why, hint), finding: id };
}

/** A row that nothing judged, perhaps of a table that has no column that could. */
export function notJudged(row: InventoryRecord): Says {
  const { columns, wholeLines } = row.layout;
  const isBlind = !wholeLines && !columns.some(({ fields }) => fields.some(isIdentity));
  const why = isBlind ? 'no column names a vendor, model or MAC' : 'no usable vendor, model or MAC';
  const advice = isBlind
    ? `netvet columns ${shellWord(row.source)} says how its columns were understood`
    : 'fill them in';
  return says(phrase.placeName(row), why, advice);
}

/** A row that says only "router". */
export function vagueRouter(row: Pick<Outcome, 'source' | 'line' | 'cell'>): Attention {
  const why = 'says only "router": consumer routers are listed';
  return { type: 'attention', kind: 'missing-fact', ...says(phrase.placeName(row), why, 'state which kind it is') };
}

/** A name of a listed vendor that was read and is no evidence, with what says so. */
export function setAside({ name, reason, by }: SetAside, row: Outcome): Says {
  const why = `${name}: ${SET_ASIDE_TEXTS[reason]}${by === null ? '' : ` ("${by}")`}`;
  return says(phrase.placeName(row), why);
}

/** Of a waiver that is superfluous: nobody has to hurry. */
export const UNUSED = 'covers nothing';

/** What a run must say of its waivers, an item each. */
export function ofWaivers({ unused, expired, expiring, notYet }: SummaryEvent['waivers'], file: string | null) {
  const each = (ids: readonly string[], why: string, advice: string): readonly Says[] =>
    ids.map((id) => says(file, `waiver ${id} ${why}`, advice));
  return [
    ...each(expired, 'has expired', 'renew or remove it'),
    ...each(expiring, `expires within ${EXPIRING_DAYS} days`, 'renew it, or be done by then'),
    ...each(notYet, 'is not yet approved on the day of the run', 'check its day of approval'),
    ...each(unused, UNUSED, 'remove it: netvet waivers prune'),
  ];
}

/** Findings that a baseline keeps from failing although they did not fail when it was made. */
export function worse(count: number, baseline: string | null): Says {
  const why = `the baseline keeps ${phrase.plural(count, 'finding')} from failing that did not fail when it was made`;
  return says(baseline, why, 'look at them, and make a new one');
}

/** Items that are held; beyond them they are counted. */
export const MOST_ATTENTION = 10_000;

/**
 * Holds what is to be looked at, in the order of the kinds, of each kind first what a finding or a problem says, then
 * the rest as it came.
 */
export function attentionList() {
  const newKind = () => ({ first: [] as Attention[], rest: [] as Attention[], count: 0 });
  const kinds = new Map(ATTENTION_KINDS.map((kind) => [kind, newKind()]));
  function count(kind: AttentionKind, more = 1) {
    const ofKind = heldUnder(kinds, kind, newKind);
    ofKind.count += more;
    return ofKind;
  }
  return {
    count,
    /** `make`: called only if the item is held. `isFirst`: a finding or a problem says it. */
    add(kind: AttentionKind, isFirst: boolean, make: () => Says): void {
      const { first, rest } = count(kind);
      const held = isFirst ? first : rest;
      if (held.length < MOST_ATTENTION) held.push({ type: 'attention', kind, ...make() });
    },
    /** Of too many, the kinds with the most give way, so that no kind hides another. */
    items(): readonly Attention[] {
      const each = Array.from(kinds.values(), ({ first, rest }) => [...first, ...rest]);
      const sumOf = (most: number) => each.reduce((sum, { length }) => sum + Math.min(length, most), 0);
      let most = MOST_ATTENTION;
      while (sumOf(most) > MOST_ATTENTION) most -= 1;
      return each.flatMap((ofKind) => ofKind.slice(0, most));
    },
    counts: (): Counts =>
      Object.fromEntries([...kinds].flatMap(([kind, of]) => (of.count === 0 ? [] : [[kind, of.count]]))),
  };
}

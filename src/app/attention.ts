import { EXPIRING_DAYS } from '../core/dates.ts';
import { ATTENTION_KINDS, type Attention, type AttentionKind, type Counts } from '../core/events.ts';
import type { Outcome, SummaryEvent } from '../core/events.ts';
import { isIdentity } from '../core/fields.ts';
import { heldUnder } from '../core/groups.ts';
import { MATTERS, SET_ASIDE_TEXTS, type Finding, type FindingDesignation, type SetAside } from '../core/finding.ts';
import type { Problem } from '../core/problem.ts';
import type { InventoryRecord } from '../core/record.ts';
import { PURCHASE_DAY } from '../judge/named.ts';
import { shellWord } from '../report/escape.ts';
import * as phrase from '../report/phrases.ts';
import type { Law } from '../waivers/baseline.ts';

/** An item without its kind. */
export type Item = Omit<Attention, 'type' | 'kind'>;

/** An item that is about no finding. */
export function itemAt(place: string | null, why: string, advice: string | null = null): Item {
  return { asset: null, place, why, do: advice, finding: null };
}

const LOOK = 'check the device, then fix the row or add a waiver';

/** The kinds of items that a finding makes. Whether it is new, and whether it fails, has to be decided before. */
export function kindsOf(finding: Finding, assumed: readonly string[]): readonly KindOfFinding[] {
  const { status, confidence, fails, conflict } = finding;
  // Also in a baseline: accepting it does not tell whether it is banned.
  const isUndecided = confidence !== 'possible' && !fails && phrase.isUndecided(finding);
  if (finding.new === false || !MATTERS.includes(status)) return isUndecided ? ['undetermined'] : [];
  const kinds: KindOfFinding[] = [];
  if (conflict !== null) kinds.push('conflict');
  if (confidence === 'possible' && !fails) kinds.push('possible');
  if (isUndecided) kinds.push('undetermined');
  if (assumed.length > 0) kinds.push('assumed');
  return kinds;
}

/** Whether a finding is banned only because it has no day of purchase. */
export function isUndated({ status, designations }: Finding): boolean {
  if (status !== 'banned') return false;
  return designations.every((one) => one.status !== 'banned' || one.needs.includes(PURCHASE_DAY));
}

/** One item for all undated findings, which lack the same column: how many there are, and the first. */
export function undatedItem(count: number, first: Finding): Item {
  const asset = count > 1 ? null : phrase.assetName(first) || null;
  const why = `fail${count === 1 ? 's' : ''} only because no day of purchase is given`;
  const text = count === 1 ? why : `${phrase.grouped(count)} findings ${why}, the first of them here`;
  const advice = 'add a column with the day of purchase';
  return { asset, place: phrase.placeName(first), why: text, do: advice, finding: first.id };
}

/** What the rules that reach a finding assume. */
export function assumedIn(designations: readonly FindingDesignation[], law: Pick<Law, 'rulesOf'>): readonly string[] {
  const mattering = designations.filter(({ status }) => MATTERS.includes(status));
  return [...new Set(mattering.flatMap((one) => law.rulesOf(one).flatMap(({ assumes }) => assumes ?? [])))];
}

/** For each of `kindsOf`: why a person must look at the finding, and what to do. */
const TEXTS_OF_FINDING = {
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
    const facts = phrase.asWords(needs);
    const undecided = facts === '' ? (because ?? 'not decided') : `whether it is banned depends on ${facts}`;
    const why = `${phrase.thingName(finding)}: ${undecided}`;
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
type KindOfFinding = keyof typeof TEXTS_OF_FINDING;

/** The item of a finding for one of its `kindsOf`. */
export function findingItem(kind: KindOfFinding, finding: Finding, assumed: readonly string[]): Item {
  const [why, advice] = TEXTS_OF_FINDING[kind](finding, assumed);
  const asset = phrase.assetName(finding) || null;
  return { asset, place: phrase.placeName(finding), why, do: advice, finding: finding.id };
}

/** The item of a problem. */
export function problemItem(problem: Problem): Item {
  const { code, message, hint, id, severity, waiver } = problem;
  const what = waiver === null ? `${severity} ${code}` : `${code}, ${phrase.problemGrade(problem)}`;
  const why = `${what}: ${message}`;
  return { ...itemAt(phrase.placeName(problem), why, hint), finding: id };
}

/** The item of a row that was not judged, perhaps because no column of its table identifies a vendor. */
export function notJudgedItem(row: InventoryRecord): Item {
  const { columns, wholeLines } = row.layout;
  const isBlind = !wholeLines && !columns.some(({ fields }) => fields.some(isIdentity));
  const why = isBlind ? 'no column names a vendor, model or MAC' : 'no usable vendor, model or MAC';
  const advice = isBlind
    ? `netvet columns ${shellWord(row.source)} says how its columns were understood`
    : 'fill them in';
  return itemAt(phrase.placeName(row), why, advice);
}

/** The item of a row that says only "router". */
export function vagueRouterItem(row: Pick<Outcome, 'source' | 'line' | 'cell'>): Attention {
  const why = 'says only "router": consumer routers are listed';
  return { type: 'attention', kind: 'missing-fact', ...itemAt(phrase.placeName(row), why, 'state which kind it is') };
}

/** The item of a listed vendor's name that was set aside, with the reason. */
export function setAsideItem({ name, reason, by }: SetAside, row: Outcome): Item {
  const why = `${name}: ${SET_ASIDE_TEXTS[reason]}${by === null ? '' : ` ("${by}")`}`;
  return itemAt(phrase.placeName(row), why);
}

/** Ends the item of an unused waiver. It is not urgent: no warning repeats it. */
export const UNUSED = 'covers nothing';

/** The items of waivers that are expired, expiring, not yet approved or unused. */
export function waiverItems({ unused, expired, expiring, notYet }: SummaryEvent['waivers'], file: string | null) {
  const texts = [
    [expired, 'has expired', 'renew or remove it'],
    [expiring, `expires within ${EXPIRING_DAYS} days`, 'renew it, or be done by then'],
    [notYet, 'is not yet approved on the day of the run', 'check its day of approval'],
    [unused, UNUSED, 'remove it'],
  ] as const;
  return texts.flatMap(([ids, why, advice]) => ids.map((id) => itemAt(file, `waiver ${id} ${why}`, advice)));
}

/** The item of findings that a baseline keeps from failing although they did not fail when it was made. */
export function worsenedItem(count: number, baseline: string | null): Item {
  const why = `the baseline keeps ${phrase.plural(count, 'finding')} from failing that did not fail when it was made`;
  return itemAt(baseline, why, 'look at them, and make a new one');
}

/** Most items that are held; further ones are only counted. */
export const MOST_ATTENTION = 10_000;

/** Holds items in the order of their kinds; of each kind, those about a finding or a problem come first. */
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
    /** `make` is called only if the item is held. `isFirst`: the item is about a finding or a problem. */
    add(kind: AttentionKind, isFirst: boolean, make: () => Item): void {
      const { first, rest } = count(kind);
      const held = isFirst ? first : rest;
      if (held.length < MOST_ATTENTION) held.push({ type: 'attention', kind, ...make() });
    },
    /** The held items. If there are too many, the kinds with the most are cut, so that no kind hides another. */
    items(): readonly Attention[] {
      const each = Array.from(kinds.values(), ({ first, rest }) => [...first, ...rest]);
      const sumOf = (most: number) => each.reduce((sum, { length }) => sum + Math.min(length, most), 0);
      let most = MOST_ATTENTION;
      while (sumOf(most) > MOST_ATTENTION) most -= 1;
      return each.flatMap((ofKind) => ofKind.slice(0, most));
    },
    counts: (): Counts =>
      Object.fromEntries([...kinds].flatMap(([kind, held]) => (held.count === 0 ? [] : [[kind, held.count]]))),
  };
}

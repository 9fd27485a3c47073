import { addDays, daysBetween, later, within, type Day } from '../core/dates.ts';
import type { DesignationEvent } from '../core/events.ts';
import { STATUSES, type FindingDesignation, type Status } from '../core/finding.ts';
import { MaskSet } from '../core/mask/mask-set.ts';
import { lazily, padded } from '../core/text.ts';
import type { BanList, ListEntry, Rule } from '../knowledge/ban-list.ts';
import type { Approval } from '../knowledge/list-shape.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import { allBefore, allWithin, dayText, purchaseText, type Days } from './days.ts';
import { named, PURCHASE_DAY, type Case, type Open } from './named.ts';

/** Which rules of a list count for the reader. */
export interface RuleChoice {
  /** Ids of the rules that count; null: all. */
  readonly only: ReadonlySet<string> | null;
  /** Ids of rules that hold for the reader, who says so: their `cannotTell` is settled. */
  readonly holds: ReadonlySet<string>;
  /** Ids of the rules that a profile of the reader names. */
  readonly named: ReadonlySet<string>;
}

/** An entry with all that does not depend on a row: rules with their days, compiled masks, names as words. */
export type PreparedEntry = ReturnType<ReturnType<typeof prepareEntries>[number]['ready']>;

/** The entries of a list. `ready` prepares one for judging, `text` makes its designation, each when first called. */
export function prepareEntries(list: BanList, choice: RuleChoice, vendors: ReadonlyMap<string, Vendor>, asOf: Day) {
  const ownEntries = new Set(list.entries.flatMap(({ vendor }) => (vendor?.includes('/') === true ? [vendor] : [])));
  return list.entries.map((entry) => {
    const approvals = () => list.approvals.flatMap((file) => file.approvals[entry.thing ?? ''] ?? []);
    const ready = lazily(() => ({
      ...{ list, entry, ownEntries, models: new MaskSet(entry.models) },
      rules: rulesOf(list, entry, choice),
      approvals: approvals().map((approval) => prepareApproval(approval, vendors)),
    }));
    return { list, entry, ready, text: lazily(() => designationOn(list, entry, choice, asOf)) };
  });
}

/** The rules of an entry that count for the reader, with their days for it; `from` null: always. */
function rulesOf(list: BanList, entry: ListEntry, { only, holds }: RuleChoice) {
  const counted = list.rules.filter(({ id }) => entry.rules?.includes(id) !== false && only?.has(id) !== false);
  return counted.map((rule) => {
    const daysAfter = rule.from?.startsWith('+') === true ? Number(rule.from.slice(1, -1)) : null;
    const from = daysAfter === null ? later(rule.from, entry.since) : entry.since && addDays(entry.since, daysAfter);
    return { rule, from, announced: later(rule.announced, entry.announced), holds: holds.has(rule.id) };
  });
}

/** The legal text of an entry on a day: no rule that is not announced yet, or has ended, as all do with the listing. */
function designationOn(list: BanList, entry: ListEntry, choice: RuleChoice, day: Day): DesignationEvent {
  const rules = rulesOf(list, entry, choice);
  const { as, since, until, citation, note, reason, verified } = entry;
  const current = rules.filter(({ rule, announced }) => within(day, announced, rule.until) && within(day, null, until));
  return {
    ...{ type: 'designation', list: list.id, entry: entry.id, as, since, until },
    rules: current.map(({ rule, from, holds }) => {
      const { id, effect, mayNot, binds } = rule;
      const assumes = joinTexts(entry.assumes, rule.assumes);
      const cannotTell = holds ? null : rule.cannotTell;
      return { id, effect, mayNot, binds, from, assumes, cannotTell, citation: rule.citation, verified: rule.verified };
    }),
    ...{ citation, note, reason, verified, knownOn: list.checked },
    counts: entry.thing === null || rules.some(({ rule }) => choice.named.has(rule.id)),
  };
}

type Answer = Pick<FindingDesignation, 'status' | 'because' | 'needs'> &
  Partial<Pick<FindingDesignation, 'daysLeft' | 'exemption' | 'rules'>>;

/** What one entry means for one row; null when it does not name the row, or was not announced yet. */
export function judgeEntry(prepared: PreparedEntry, subject: Case): FindingDesignation | null {
  const answer = answerOf(prepared, subject);
  if (answer === null) return null;
  const { status, rules = [], because, needs, daysLeft = null, exemption = null } = answer;
  const [list, entry] = [prepared.list.id, prepared.entry.id];
  return { list, entry, status, rules, because, needs, daysLeft, exemption, waiver: null };
}

function answerOf(prepared: PreparedEntry, subject: Case): Answer | null {
  const { list, entry, rules } = prepared;
  const { asOf } = subject;
  if (entry.announced !== null && asOf < entry.announced) return null;
  const naming = named(prepared, subject);
  if (naming === null) return null;
  if (typeof naming === 'string') return listed(naming);
  const isListed = within(asOf, entry.since, null);
  if (entry.until !== null && entry.until < asOf) return listed(`was listed until ${entry.until}`);
  if (rules.length === 0) {
    const says = list.rules.length === 0 ? 'the list names it and forbids nothing' : 'no rule of it binds you';
    return isListed ? listed([says, ...naming.map(([because]) => because)].join('; ')) : null;
  }
  const approved = approvedBy(prepared.approvals, subject);
  if (approved !== null && 'status' in approved) return approved;
  const open = approved === null ? naming : [...naming, approved];
  const answers = rules.flatMap((rule) => ruleAnswer(rule, prepared, open, subject) ?? []);
  const [strongest] = answers.toSorted(byStrength);
  if (strongest === undefined) return isListed ? listed('it forbids nothing yet') : null;
  const reaching = answers.flatMap(({ status, rule }) => (status === 'listed' ? [] : rule));
  const answer = strongest.status === 'banned' && strongest.isGuess ? answerWithoutDay(strongest, answers) : strongest;
  return { ...answer, rules: reaching };
}

/** The answer if the day of purchase is unknown: where a rule that makes it go is still to come, nothing is due yet. */
function answerWithoutDay(banned: RuleAnswer, answers: readonly RuleAnswer[]): Answer {
  const [next] = answers.filter(({ status, effect }) => status === 'upcoming' && effect === 'must-go').sort(byStrength);
  if (next === undefined) return banned;
  const because = `${next.because ?? ''}; if bought since ${banned.from ?? ''}: banned`;
  return { status: 'upcoming', because, needs: [PURCHASE_DAY], daysLeft: next.daysLeft ?? null };
}

type RuleAnswer = NonNullable<ReturnType<typeof ruleAnswer>>;

/** What one rule of an entry means for a row; null: nothing yet. */
function ruleAnswer(
  { rule, announced, from, holds }: PreparedEntry['rules'][number],
  { entry, list }: PreparedEntry,
  aboutWhom: readonly Open[],
  subject: Case,
) {
  const { asOf, row, kinds } = subject;
  const isListed = within(asOf, entry.since, null);
  /** `isGuess`: for want of a day, the thing was counted as bought since the rule is in force. */
  const give = (status: Status, because: string | null, needs: readonly string[] = [], isGuess = false) => ({
    ...{ status, because, needs, rule: rule.id, effect: rule.effect, from, isGuess },
    daysLeft: status === 'upcoming' && from !== null ? daysBetween(asOf, from) : null,
  });
  if (announced !== null && asOf < announced) return null;
  if (rule.until !== null && rule.until < asOf) return give('listed', `its rule ended on ${rule.until}`);
  const scopes = [...entry.scopes, rule];
  const dependsOnKind = scopes.some(({ things, except }) => things !== null || except !== null);
  const rowKinds = dependsOnKind ? subject.kindsOfRow() : null;
  const { reached, conflict } = rowKinds === null ? { reached: 'yes', conflict: null } : kinds.reach(scopes, rowKinds);
  const kindsShown = [...new Set(rowKinds?.readings.filter((kind) => kind !== null))].join(', ');
  if (!isListed && (reached === 'no' || rule.effect === 'about-others')) return null;
  if (reached === 'no') return give('listed', `not about such a thing${kindsShown && `: the row is ${kindsShown}`}`);
  if (rule.effect === 'about-others') {
    const since = from === null ? '' : ` ${from <= asOf ? 'since' : 'from'} ${from}`;
    return give('listed', `may not ${rule.mayNot}${since}: it does not bind you`);
  }
  if (entry.until !== null && from !== null && entry.until < from)
    return give('listed', 'what it forbids begins only after the listing ends');
  const [bought, granted] = [row.bought(), row.authorised()];
  if (rule.effect === 'no-new') {
    if (allBefore(bought, from)) return give('listed', `${purchaseText(bought)}, before ${from ?? ''}: it may stay`);
    if (rule.day === 'authorised' && allBefore(granted, from))
      return give('listed', `authorised ${dayText(granted)}, before ${from ?? ''}`);
  }
  if (from !== null && asOf < from) return give('upcoming', `may not ${rule.mayNot} from ${from}`);
  const unsettled = [...aboutWhom];
  if (reached === 'open') unsettled.push([`the list leaves open whether ${kindsShown} is meant`, null]);
  if (reached === 'maybe') unsettled.push([unknownKindText(rule, entry, kindsShown), 'kind of thing']);
  if (rule.day === 'authorised' && !allWithin(granted, from))
    unsettled.push([`it is allowed if its model was authorised before ${from ?? 'it'}`, 'day of its FCC grant']);
  if (rule.cannotTell !== null && !holds) unsettled.push([rule.cannotTell, null]);
  if (unsettled.length > 0) {
    const because = joinTexts(...unsettled.map(([text]) => text), conflict);
    return give('undetermined', because, [...new Set(unsettled.flatMap(([, fact]) => fact ?? []))]);
  }
  const isSince = bought.spans.some(({ first }) => within(first, from, null));
  const isGuess = rule.effect === 'no-new' && rule.day === null && !isSince;
  const byDay = rule.day === 'authorised' ? `authorised ${dayText(granted)}` : boughtText(bought, from, list);
  const when = rule.effect === 'must-go' ? null : byDay;
  return give('banned', joinTexts(when, conflict), isGuess ? [PURCHASE_DAY] : [], isGuess);
}

function joinTexts(...texts: readonly (string | null)[]): string | null {
  return texts.filter((text) => text !== null).join('; ') || null;
}

function boughtText(bought: Days, from: Day | null, list: BanList): string {
  const when = purchaseText(bought);
  if (bought.spans.length === 0) return `${when}: counted as bought since ${from ?? list.checked ?? 'it is listed'}`;
  const mayBe = bought.spans.find(({ last }) => from === null || from <= last)?.last ?? '';
  return allWithin(bought, from) ? when : `${when}, which may be ${mayBe}`;
}

function unknownKindText(rule: Rule, entry: ListEntry, kinds: string): string {
  const wanted = [...(rule.things ?? []), ...entry.scopes.flatMap(({ things }) => things ?? [])];
  const about = wanted.map((thing) => thing.replace(/(.*)\?$/, 'perhaps $1')).join(', ');
  return `it is about ${about}, and the row ${kinds === '' ? 'does not say what it is' : `says ${kinds}`}`;
}

/** Sorts by status; then a sure ban before one for want of a day, the nearest day to come, rules about others last. */
function byStrength(a: RuleAnswer, b: RuleAnswer): number {
  return (
    STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
    Number(a.isGuess) - Number(b.isGuess) ||
    (a.status === 'upcoming' ? (a.daysLeft ?? 0) - (b.daysLeft ?? 0) : 0) ||
    Number(a.effect === 'about-others') - Number(b.effect === 'about-others')
  );
}

function listed(because: string): Answer {
  return { status: 'listed', because, needs: [] };
}

/**
 * An approval with compiled masks; a vendor cell of its holder begins with one of `vendorTexts`, as words. Most
 * holders are not banned vendors and may have no vendor file, so the id counts as a name too.
 */
function prepareApproval(approval: Approval, vendors: ReadonlyMap<string, Vendor>) {
  const vendor = approval.vendor === null ? undefined : vendors.get(approval.vendor);
  const namesOfFile = vendor === undefined ? [] : [vendor.name, ...vendor.names.map(({ name }) => name)];
  const names = [approval.vendor, approval.holder, ...approval.names, ...namesOfFile].filter((name) => name !== null);
  return { approval, models: new MaskSet(approval.models), vendorTexts: [...new Set(names.map(padded))] };
}

/**
 * The answer where an approval covers this vendor's model on the day of purchase, else on the day of the run; what is
 * open where only the model could tell; null: none does.
 */
function approvedBy(approvals: PreparedEntry['approvals'], subject: Case): Answer | Open | null {
  const { row, asOf } = subject;
  const bought = row.bought();
  const inForce = approvals.filter((one) => {
    const { from, until } = one.approval;
    const holds = bought.spans.length === 0 ? within(asOf, from, until) : allWithin(bought, from, until);
    return holds && isOfVendor(one, subject);
  });
  const [first] = inForce;
  if (first === undefined) return null;
  // Some approvals name a class (DOCSIS 3.1 gateways), which a category cell may hold as well as a model cell.
  const cells = [...row.products(), ...row.descriptions(), ...row.cells('category')];
  const covering = inForce.find(({ models }) => models.size === 0 || cells.some((cell) => models.matches(cell)));
  if (covering !== undefined) {
    const { citation, until, note } = covering.approval;
    return { status: 'exempt', because: note, needs: [], exemption: { citation, until } };
  }
  if (row.products().length > 0) return null;
  return [`${first.approval.citation} exempts some of this vendor's models, and the row has no model`, 'model'];
}

/** By the vendor cell or other evidence of the device; without a vendor cell by how the model begins, not by a note. */
function isOfVendor({ approval, vendorTexts }: PreparedEntry['approvals'][number], { row, makers }: Case): boolean {
  const { vendor } = approval;
  if (vendor !== null && makers.some(({ id }) => id === vendor)) return true;
  const texts =
    row.vendorCells().length > 0 ? row.vendorCells() : [...row.products(), ...row.descriptions()].map(padded);
  return texts.some((text) => vendorTexts.some((name) => text.startsWith(name)));
}

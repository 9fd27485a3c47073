import { addDays, daysBetween, later, type Day } from '../core/dates.ts';
import type { DesignationEvent } from '../core/events.ts';
import type { FindingDesignation, Identification, Status, VendorRef } from '../core/finding.ts';
import { STATUSES } from '../core/finding.ts';
import { MaskSet } from '../core/mask/mask-set.ts';
import { fold, padded, words } from '../core/text.ts';
import type { LegalForms } from '../words/words.ts';
import { approvalsFor, type BanList, type ListEntry, type Rule } from '../knowledge/ban-list.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import { approvedBy, prepareApproval, type Approved, type PreparedApproval } from './approvals.ts';
import { allBefore, allSince, dayText, type Days } from './days.ts';
import type { Kinds, RowKinds } from './kinds.ts';
import { GRANT_DAY, NO, owned, PURCHASE_DAY, YES, type Named } from './owned.ts';
import type { Row } from './row.ts';

/** Which rules of a list count for the reader. */
export interface RuleChoice {
  /** Ids of the rules that count; null: all. */
  readonly only: ReadonlySet<string> | null;
  /** Those whose `cannotTell` is settled: the reader says that they hold. */
  readonly holds: ReadonlySet<string>;
  /** Those that a profile names. */
  readonly named: ReadonlySet<string>;
}

/** An entry with all that does not depend on the row: its rules with their days, masks compiled, names as words. */
export interface PreparedEntry {
  readonly list: BanList;
  readonly entry: ListEntry;
  readonly rules: ReturnType<typeof rulesOf>;
  readonly asksKind: boolean;
  readonly models: MaskSet;
  readonly approvals: readonly PreparedApproval[];
  /** The names of `which`, as printed and as words. */
  readonly which: Readonly<Record<'listed' | 'notListed', ReturnType<typeof companyNames>>> | null;
  readonly printed: readonly string[];
  /** `vendor/affiliate` ids that have an entry of their own in the same list. */
  readonly apart: ReadonlySet<string>;
}

/** The rules of an entry that count for the reader, with their days for it; `from` null: always. */
function rulesOf(list: BanList, entry: ListEntry, { only, holds }: RuleChoice) {
  const counted = list.rules.filter(({ id }) => entry.rules?.includes(id) !== false && only?.has(id) !== false);
  return counted.map((rule) => {
    const after = rule.from?.startsWith('+') === true ? Number(rule.from.slice(1, -1)) : null;
    const from = after === null ? later(rule.from, entry.since) : entry.since && addDays(entry.since, after);
    return { rule, from, announced: later(rule.announced, entry.announced), holds: holds.has(rule.id) };
  });
}

/** The legal text of an entry as it stood on a day: without rules that nobody knew of yet, or that have ended. */
export function designationOn(
  { list, entry }: Pick<PreparedEntry, 'list' | 'entry'>,
  choice: RuleChoice,
  day: Day,
): DesignationEvent {
  const rules = rulesOf(list, entry, choice);
  const current = rules.filter(
    ({ rule, announced }) => (announced === null || announced <= day) && (rule.until === null || day <= rule.until),
  );
  const { as, since, until, citation, note, reason, verified } = entry;
  return {
    ...{ type: 'designation', list: list.id, entry: entry.id, as, since, until },
    rules: current.map(({ rule, from, holds }) => {
      const { id, effect, mayNot, binds } = rule;
      const assumes = joined(entry.assumes, rule.assumes);
      const cannotTell = holds ? null : rule.cannotTell;
      return { id, effect, mayNot, binds, from, assumes, cannotTell, citation: rule.citation, verified: rule.verified };
    }),
    ...{ citation, note, reason, verified, knownOn: list.checked },
    counts: entry.thing === null || rules.some(({ rule }) => choice.named.has(rule.id)),
  };
}

/** Works out what does not depend on the row. */
export function prepareEntry(
  { list, entry, apart }: Pick<PreparedEntry, 'list' | 'entry' | 'apart'>,
  choice: RuleChoice,
  { vendors, legalForms }: { readonly vendors: ReadonlyMap<string, Vendor>; readonly legalForms: LegalForms },
): PreparedEntry {
  const rules = rulesOf(list, entry, choice);
  const scopes = [...entry.scopes, ...rules.map(({ rule }) => rule)];
  const { which } = entry;
  return {
    ...{ list, entry, apart, rules },
    asksKind: scopes.some(({ things, except }) => things !== null || except !== null),
    models: new MaskSet(entry.models),
    approvals:
      entry.thing === null ? [] : approvalsFor(list, entry.thing).map((approval) => prepareApproval(approval, vendors)),
    which: which && {
      listed: companyNames(which.listed, legalForms),
      notListed: companyNames(which.notListed, legalForms),
    },
    printed: [entry.as, ...entry.also].map(padded),
  };
}

/** What an entry is asked of: one identification in one row, on the day of the run. */
export interface Case {
  readonly asOf: Day;
  readonly identification: Identification;
  readonly all: readonly Identification[];
  readonly row: Row;
  readonly kindsOfRow: () => RowKinds;
  readonly kinds: Kinds;
  readonly vendor: Vendor | undefined;
  /** Of the vendors of the row's own device. */
  readonly makerCountries: () => readonly string[];
}

type Answer = Pick<FindingDesignation, 'status' | 'because' | 'needs'> &
  Partial<Pick<FindingDesignation, 'daysLeft' | 'exemption' | 'rules'>>;

/** What one entry means for one row; null when it does not speak of it, or nobody knew of it yet. */
export function judgeEntry(prepared: PreparedEntry, of: Case): FindingDesignation | null {
  const answer = answerOf(prepared, of);
  if (answer === null) return null;
  const { status, rules = [], because, needs, daysLeft = null, exemption = null } = answer;
  const [list, entry] = [prepared.list.id, prepared.entry.id];
  return { list, entry, status, rules, because, needs, daysLeft, exemption, waiver: null };
}

function answerOf(prepared: PreparedEntry, of: Case): Answer | null {
  const { list, entry, rules } = prepared;
  const { asOf } = of;
  if (entry.announced !== null && asOf < entry.announced) return null;
  const name = named(prepared, of);
  if (name.is === 'no') return null;
  if (name.is === 'listed') return listed(name.because);
  const isListed = entry.since === null || entry.since <= asOf;
  if (entry.until !== null && entry.until < asOf) return listed(`was listed until ${entry.until}`);
  if (rules.length === 0) {
    if (!isListed) return null;
    const open = name.is === 'maybe' ? `; ${name.because}` : '';
    return listed(
      list.rules.length === 0 ? `the list names it and forbids nothing${open}` : `no rule of it binds you${open}`,
    );
  }
  const approved = approvedBy(prepared.approvals, of);
  if (approved?.kind === 'exempt') return { status: 'exempt', needs: [], ...approved };
  const answers = rules.flatMap((rule) => ruleAnswer(rule, prepared, { name, approved }, of) ?? []);
  const [strongest] = answers.toSorted(byStrength);
  if (strongest === undefined) return isListed ? listed('it forbids nothing yet') : null;
  const reaching = answers.flatMap(({ status, rule }) => (status === 'listed' ? [] : rule));
  const answer = strongest.status === 'banned' && strongest.isGuess ? unlessBought(strongest, answers) : strongest;
  return { ...answer, rules: reaching };
}

/** Bought on an unknown day, and what must go is still to come: until then nothing must be done about it. */
function unlessBought(banned: RuleAnswer, answers: readonly RuleAnswer[]): Answer {
  const [next] = answers.filter(({ status, effect }) => status === 'upcoming' && effect === 'must-go').sort(byStrength);
  if (next === undefined) return banned;
  const because = `${next.because ?? ''}; if bought since ${banned.from ?? ''}: banned`;
  return { status: 'upcoming', because, needs: [PURCHASE_DAY], daysLeft: next.daysLeft ?? null };
}

interface RuleAnswer extends Answer {
  readonly rule: string;
  readonly effect: Rule['effect'];
  readonly from: Day | null;
  /** It was counted as bought since the rule holds, for want of a day. */
  readonly isGuess: boolean;
}

/** What one rule of an entry means for the row; null: nothing yet. */
function ruleAnswer(
  { rule, announced, from, holds }: PreparedEntry['rules'][number],
  { entry, list }: PreparedEntry,
  { name, approved }: { readonly name: Exclude<Named, { is: 'no' | 'listed' }>; readonly approved: Approved | null },
  of: Case,
): RuleAnswer | null {
  const { asOf, row, kinds } = of;
  const isListed = entry.since === null || entry.since <= asOf;
  const give = (status: Status, because: string | null, needs: readonly string[] = []): RuleAnswer => ({
    ...{ status, because, needs, rule: rule.id, effect: rule.effect, from, isGuess: false },
    daysLeft: status === 'upcoming' && from !== null ? daysBetween(asOf, from) : null,
  });
  if (announced !== null && asOf < announced) return null;
  if (rule.until !== null && rule.until < asOf) return give('listed', `its rule ended on ${rule.until}`);
  const scopes = [...entry.scopes, rule];
  const isAsked = scopes.some(({ things, except }) => things !== null || except !== null);
  const what = isAsked ? of.kindsOfRow() : null;
  const { reached, conflict } = what === null ? { reached: 'yes', conflict: null } : kinds.reach(scopes, what);
  const said = saidKinds(what);
  if (reached === 'no')
    return isListed ? give('listed', `not about such a thing${said === '' ? '' : `: the row is ${said}`}`) : null;
  if (rule.effect === 'about-others') {
    if (!isListed) return null;
    const since = from === null ? '' : ` ${from <= asOf ? 'since' : 'from'} ${from}`;
    return give('listed', `may not ${rule.mayNot}${since}: not about you`);
  }
  if (entry.until !== null && from !== null && entry.until < from)
    return give('listed', 'what it forbids begins only after the listing ends');
  const { bought, authorised: granted } = row;
  if (rule.effect === 'no-new') {
    if (allBefore(bought, from)) return give('listed', `bought ${dayText(bought)}, before ${from ?? ''}: it may stay`);
    if (rule.day === 'authorised' && allBefore(granted, from))
      return give('listed', `authorised ${dayText(granted)}, before ${from ?? ''}`);
  }
  if (from !== null && asOf < from) return give('upcoming', `may not ${rule.mayNot} from ${from}`);
  const open: (readonly [because: string, fact: string | null])[] = [];
  if (name.is === 'maybe') open.push([name.because, name.needs]);
  if (reached === 'maybe') open.push([reachText(rule, entry, what), KIND]);
  if (approved?.kind === 'model') open.push([approved.because, 'model']);
  if (rule.day === 'authorised' && !allSince(granted, from))
    open.push([`a model authorised before ${from ?? 'it'} may be bought and used`, GRANT_DAY]);
  if (rule.cannotTell !== null && !holds) open.push([rule.cannotTell, null]);
  if (open.length > 0) {
    const because = joined(...open.map(([text]) => text), conflict);
    return give('undetermined', because, [...new Set(open.flatMap(([, fact]) => fact ?? []))]);
  }
  const isGuess = rule.effect === 'no-new' && rule.day === null && !allSince(bought, from);
  const byDay = rule.day === 'authorised' ? `authorised ${dayText(granted)}` : boughtText(bought, from, list);
  const when = rule.effect === 'must-go' ? null : byDay;
  const because = joined(when, conflict, approved?.because ?? null);
  return { ...give('banned', because, isGuess ? [PURCHASE_DAY] : []), isGuess };
}

function joined(...texts: readonly (string | null)[]): string | null {
  return texts.filter((text) => text !== null).join('; ') || null;
}

/** The missing fact where the category does not say what the thing is. */
export const KIND = 'kind of thing';

function boughtText(bought: Days, from: Day | null, list: BanList): string {
  if (bought.spans.length > 0) {
    const maybe = bought.spans.find(({ last }) => from === null || from <= last)?.last ?? '';
    return allSince(bought, from) ? `bought ${dayText(bought)}` : `bought ${dayText(bought)}, which may be ${maybe}`;
  }
  const reason =
    bought.seen === null ? 'no day of purchase' : `"${bought.seen.slice(0, 40)}" is not a usable day of purchase`;
  return `${reason}: counted as bought since ${from ?? list.checked ?? 'it is listed'}`;
}

function saidKinds(what: RowKinds | null): string {
  return what?.readings.filter((kind) => kind !== null).join(', ') ?? '';
}

function reachText(rule: Rule, entry: ListEntry, what: RowKinds | null): string {
  const wanted = [...(rule.things ?? []), ...entry.scopes.flatMap(({ things }) => things ?? [])];
  const out = [...(rule.except ?? []), ...entry.scopes.flatMap(({ except }) => except ?? [])];
  const of = wanted.length > 0 ? `it is about ${wanted.join(', ')}` : `it is not about ${out.join(', ')}`;
  const said = saidKinds(what);
  return `${of}, and the row ${said === '' ? 'does not say what it is' : `says ${said}`}`;
}

/** By the order of statuses; a sure ban before one for want of a day, the nearest of days to come. */
function byStrength(a: RuleAnswer, b: RuleAnswer): number {
  return (
    STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
    Number(a.isGuess) - Number(b.isGuess) ||
    (a.status === 'upcoming' ? (a.daysLeft ?? 0) - (b.daysLeft ?? 0) : 0) ||
    Number(a.effect === 'about-others') - Number(b.effect === 'about-others')
  );
}

/** Whether the entry names the row: its vendor, model, country of production. */
function named(prepared: PreparedEntry, of: Case): Named {
  const { entry, models, which } = prepared;
  const { row, identification, vendor } = of;
  if (models.size > 0 && ![...row.products, ...row.descriptions].some((cell) => models.matches(cell))) {
    if (row.products.some((cell) => holdsModel(cell, prepared, of))) return NO;
    const because = `only some products are listed (${entry.as}), and the row has no model`;
    return { is: 'maybe', because, needs: 'model' };
  }
  if (entry.thing !== null) return madeThere(entry, row, of.makerCountries);
  if (identification.vendor === null) return NO;
  if (entry.makerFrom !== null && countryOf(identification.vendor, vendor) === null) {
    const because = `where ${identification.vendor.name} has its seat is not known`;
    return { is: 'maybe', because, needs: 'country of the vendor' };
  }
  const company = which === null ? YES : whichCompany(which, of);
  if (company.is !== 'yes') return company;
  return owned(prepared, identification.vendor, vendor, row.made);
}

/** Whether a cell for a model holds one: not a kind of device, the name of its vendor, or how a listed one begins. */
function holdsModel(cell: string, { models }: PreparedEntry, { kinds, vendor, identification }: Case): boolean {
  const names = [identification.vendor?.name ?? '', ...(vendor?.names.map(({ name }) => name) ?? [])];
  return !kinds.areSaid(cell) && !names.some((name) => padded(name) === padded(cell)) && !models.begins(cell);
}

/** Where a company is from: an affiliate's own country before its parent's. */
export function countryOf({ affiliate }: VendorRef, vendor: Vendor | undefined): string | null {
  return vendor?.affiliates.find(({ id }) => id === affiliate?.id)?.country ?? vendor?.country ?? null;
}

/**
 * Entries that go by country of production. A cell may name several countries, one for each stage: any stage in a
 * barred country bars ("any major stage of production").
 */
function madeThere({ madeIn, madeOutside }: ListEntry, row: Row, makerCountries: () => readonly string[]): Named {
  if (madeIn === null && madeOutside === null) return YES;
  const { origin } = row;
  const bars = (country: string): boolean =>
    madeOutside?.includes(country) === false || madeIn?.includes(country) === true;
  if (origin !== null && origin.countries.some(bars)) return YES;
  if (origin?.complete === true) {
    const other = row.describedOrigins.find(bars);
    if (other === undefined) return NO;
    return { is: 'maybe', because: `"${origin.said}" beside "made in ${other}" clears nothing`, needs: 'country' };
  }
  const because =
    origin === null ? 'the row has no country of production' : `"${origin.said}" does not say a country of production`;
  if (madeIn !== null && origin === null && !makerCountries().some(bars)) return NO;
  return { is: 'maybe', because, needs: 'country' };
}

/** A brand shared with a company that is not listed: the row has to say which of them it means. */
function whichCompany(
  { listed: own, notListed }: NonNullable<PreparedEntry['which']>,
  { row, identification }: Case,
): Named {
  // A vendor matched by its own identifiers (a MAC registrant) shows which company it is as well as a cell does.
  const met = identification.vendor?.affiliate?.name;
  const byEvidence = met === undefined ? [] : [padded(met)];
  if (nameIn(own, [...row.readable, ...byEvidence]) !== undefined) return YES;
  // Free text takes nothing back: who is not listed says so in the vendor cell.
  const other = nameIn(notListed, [...row.makers, ...byEvidence]);
  if (other !== undefined) return { is: 'listed', because: `${other.name} is not the listed company` };
  const brand = identification.vendor?.name ?? 'the brand';
  const either = (names: readonly { readonly name: string }[]): string =>
    names.map(({ name }) => name).join(' or ') || 'another company';
  const because = `${brand} may be ${either(own)} (listed) or ${either(notListed)} (not listed)`;
  return { is: 'maybe', because, needs: 'which company' };
}

function nameIn(names: ReturnType<typeof companyNames>, cells: readonly string[]) {
  return names.find((one) => cells.some((cell) => cell.includes(one.words)));
}

/** Names as printed and as words, of more than three without the legal form: of fewer it tells companies apart. */
function companyNames(names: readonly string[], legalForms: LegalForms) {
  return names.map((name) => {
    const parts = words(fold(name));
    while (parts.length > 3 && legalForms.has(parts.at(-1) ?? '')) parts.pop();
    return { name, words: ` ${parts.join(' ')} ` };
  });
}

function listed(because: string): Answer {
  return { status: 'listed', because, needs: [] };
}

import type { DesignationEvent, DesignationRule, InputEvent, RunEvent, SummaryEvent } from '../core/events.ts';
import type { Evidence, Finding, FindingDesignation, WaiverRef } from '../core/finding.ts';
import { LOWERED, MOST_ELSEWHERE } from '../core/finding.ts';
import { groupsOf } from '../core/groups.ts';
import type { Problem } from '../core/problem.ts';
import { shellWord, visible } from './escape.ts';

/** What a finding is about, as a person reads it: `Hikvision`, `Hikvision (EZVIZ)`, `Consumer router`. */
export function thingName({ vendor, category }: Pick<Finding, 'vendor' | 'category'>): string {
  if (vendor === null) return category?.name ?? '';
  return vendor.affiliate === null ? vendor.name : `${vendor.name} (${vendor.affiliate.name})`;
}

/** `header on line 3`; of a sheet it is a row. */
export function headerPlace({ format, headerLine }: Pick<InputEvent, 'format' | 'headerLine'>): string {
  return headerLine === null ? 'no header' : `header on ${format === 'xlsx' ? 'row' : 'line'} ${headerLine}`;
}

/** `Hikvision`, or `EZVIZ, subsidiary of Hikvision`. */
function whoseName(finding: Finding): string {
  const { name = '', affiliate = null } = finding.vendor ?? {};
  return affiliate === null ? thingName(finding) : `${affiliate.name}, ${relationTo(name, affiliate.relation)}`;
}

/** Relations that do not read as `subsidiary of Hikvision`. */
const RELATIONS = new Map(Object.entries({ sold: 'sold by', renamed: 'new name of', 'same-brand': 'same brand as' }));

/** `subsidiary of Hikvision`, `sold by Huawei`. */
export function relationTo(vendor: string, relation: string): string {
  return `${RELATIONS.get(relation) ?? `${relation} of`} ${vendor}`;
}

/** What evidence says of its cell, for each kind that is not an identifier: what matched, and whose name it is. */
const MEANINGS: Partial<Record<Evidence['kind'], (matched: string, who: string, seen: string) => string>> = {
  name: (matched, who) => `matches ${isNameOf(matched, who) ? `a name of ${who}` : withOwner(matched, who)}`,
  typo: (matched, who) => `is a misspelling of ${isNameOf(matched, who) ? who : withOwner(matched, who)}`,
  mac: (matched) => {
    const [prefix = '', ...registrant] = matched.split(' ');
    return `has the prefix ${prefix}, registered to ${registrant.join(' ')}`;
  },
  token: (matched, who) => `holds ${matched}, which software of ${who} and of those who rebadge it answers`,
  model: (matched, who) => `matches the ${who} model ${matched}`,
  mention: (matched) => `mentions ${matched}`,
  category: (matched, who, seen) => `means ${who.toLowerCase()}${isWithin(matched, seen) ? '' : `, as ${matched}`}`,
};

const isNameOf = (matched: string, who: string): boolean => who === matched || who.startsWith(`${matched},`);

/** `grantee code QIS (Huawei)`; no name is added to a text that begins with it. */
function withOwner(matched: string, who: string): string {
  return matched.startsWith(`${who},`) || matched.startsWith(`${who} (`) ? matched : `${matched} (${who})`;
}

/**
 * All evidence, the strongest first, to stand beside the vendor: `Manufacturer: Hikvision`. A cell that holds a model
 * of the device itself, or the name that matched, speaks for itself; of any other the meaning follows.
 */
export function evidenceTexts(finding: Finding): readonly string[] {
  return finding.evidence.map((evidence) => {
    const { kind, column, seen, matched, part } = evidence;
    const isSeen = kind === 'model' ? !matched.includes(LOWERED) : kind === 'name' && isWithin(matched, seen);
    return `${column}: ${isSeen && part === 'device' ? seen : `"${seen}" ${evidenceMeaning(evidence, finding)}`}`;
  });
}

const isWithin = (part: string, text: string): boolean => text.toLowerCase().includes(part.toLowerCase());

/** The reasons for a finding: the strongest evidence, what is new, what conflicts, then the other evidence. */
export function reasonsOf(finding: Finding): string {
  const [strongest = '', ...others] = evidenceTexts(finding);
  const { new: isNew, newBecause } = finding;
  const since = newBecause === null ? 'not in the baseline' : `new: ${newBecause}`;
  const compared = isNew === false ? 'in the baseline' : since;
  const conflicts = conflictTexts(finding).map((text) => `but ${text}`);
  return joinDistinct([strongest, isNew === null ? null : compared, ...conflicts, ...others]);
}

/** What evidence means, to follow its column and text: `matches a name of EZVIZ, subsidiary of Hikvision`. */
export function evidenceMeaning({ kind, seen, matched, part }: Evidence, finding: Finding): string {
  const meaningOf = MEANINGS[kind] ?? ((id, who) => `has the ${withOwner(id, who)}`);
  const lowered = matched.indexOf(LOWERED);
  const [what, why] = lowered < 0 ? [matched, ''] : [matched.slice(0, lowered), matched.slice(lowered)];
  const whose = part === 'device' ? '' : ` (${part.replace('-', ' ')})`;
  return `${meaningOf(what, whoseName(finding), seen)}${whose}${why}`;
}

/** `MAC says Dahua (A0:BD:1D:..)`: the cell that names another vendor, if there is one. */
export function conflictTexts({ conflict }: Pick<Finding, 'conflict'>): readonly string[] {
  if (conflict === null) return [];
  const { column, seen, vendor } = conflict;
  return [`${column} says ${vendor === null || vendor === seen ? seen : `${vendor} (${seen})`}`];
}

/** Makes the legal texts of a designation: since when it is listed, what is forbidden, to whom, what is assumed. */
export type LawText = (designation: Pick<FindingDesignation, 'list' | 'entry'>) => readonly string[];

/** What the rules of an entry take for granted of a row, each text once. */
export function assumedBy({ rules }: DesignationEvent): readonly string[] {
  return [...new Set(rules.flatMap(({ assumes }) => assumes ?? []))];
}

/** `listed 2021-03-12`; an ended listing `was listed 2016-03-08 to 2017-03-28`. */
export function listingText({ since, until, rules }: DesignationEvent, asOf: string): string {
  if (until !== null && until < asOf) return `was listed${since === null ? '' : ` ${since}`} to ${until}`;
  const listed = [since === null ? null : `listed ${since}`, until === null ? null : `listed until ${until}`];
  return `${joinParts(listed) || 'listed'}${rules.length === 0 ? '; it forbids nothing' : ''}`;
}

/** `may not be used here since 2020-08-13, binds companies with US federal contracts (FAR 52.204-25)`. */
export function ruleText(
  { mayNot, from, binds, verified, cannotTell, citation }: DesignationRule,
  asOf: string,
): string {
  const day = from === null ? '' : ` ${from > asOf ? 'from' : 'since'} ${from}`;
  const text = joinParts([
    `may not ${mayNot}${day}`,
    binds === null ? null : `binds ${binds}`,
    cannotTell === null ? null : `netvet cannot tell: ${cannotTell}`,
    verified ? null : 'not verified',
  ]);
  return citation === null ? text : `${text} (${citation})`;
}

/** The parts that are not null, joined. */
export function joinParts(parts: readonly (string | null)[], between = ', '): string {
  return parts.filter((part) => part !== null).join(between);
}

/** The same, each part once. */
export const joinDistinct = (parts: readonly (string | null)[]): string => joinParts([...new Set(parts)], '; ');

/** `a`, `a and b`, `a, b and c`. */
export function asWords(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** What one list says, in a few words, and with `lawOf` its law: `upcoming, in 31 days`. */
export function designationText(designation: FindingDesignation, lawOf: LawText = () => []): string {
  const { status, because, needs, daysLeft, exemption, waiver } = designation;
  // A missing fact that `because` names is not repeated.
  const missing = needs.filter((need) => because?.startsWith(`no ${need}`) !== true);
  const details = [
    daysLeft === null ? null : `in ${plural(daysLeft, 'day')}`,
    missing.length === 0 ? null : `needs ${missing.join(', ')}`,
    because,
    exemption === null ? null : `${exemption.citation}${until(exemption.until)}`,
    waiver === null ? null : waiverText(waiver),
  ];
  return [joinParts([status, ...details]), ...lawOf(designation)].join('; ');
}

/** `banned by us-fcc-covered, us-ndaa-889`: what all lists say; those that say the same are joined. */
export function statusText(designations: readonly FindingDesignation[], lawOf?: LawText): string {
  const texts = designations.map((one) => [one, designationText(one, lawOf)] as const);
  const groups = groupsOf(texts, ([, text]) => text);
  return Array.from(groups, ([text, group]) => {
    const [[{ status }]] = group;
    const lists = [...new Set(group.map(([{ list }]) => list))].join(', ');
    return `${status} by ${lists}${text.slice(status.length)}`;
  }).join('; ');
}

/** `waiver lobby (accepted) until 2027-03-31`. */
export const waiverText = ({ id, because, expires }: WaiverRef): string => `waiver ${id} (${because})${until(expires)}`;

const until = (day: string | null): string => (day === null ? '' : ` until ${day}`);

/** `1 finding`, `2,000 findings`; numbers with thousands separators, in the same way on every machine. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** The first `most` texts, and how many more there are. */
export function firstOnes(texts: readonly string[], most = 10): readonly string[] {
  const more = texts.length - most;
  return more > 0 ? [...texts.slice(0, most), `and ${grouped(more)} more`] : texts;
}

/** The same as `firstOnes`, in one text. */
export const firstOf = (names: readonly string[], between = ', '): string => firstOnes(names).join(between);

/** `1,234,567`, in the same way on every machine. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** What a run judged by: `as of 2026-11-28 by us-ndaa-889 (known on 2026-10-09); waivers waivers.yaml`. */
export function judgedBy(run: RunEvent): string {
  const lists = run.lists.map(({ id, checked }) => `${id}${checked === null ? '' : ` (known on ${checked})`}`);
  const files = filesOf(run).map(([what, path]) => `${what} ${path}`);
  return [`as of ${run.asOf} by ${firstOf(lists)}`, ...files].join('; ');
}

/** The files that a run was given besides its inputs. */
export function filesOf(run: RunEvent): readonly (readonly [what: string, path: string, sha256: string])[] {
  return (['config', 'waivers', 'baseline'] as const).flatMap((what) => {
    const file = run[what];
    return file === null ? [] : [[what === 'config' ? 'settings' : what, file.path, file.sha256] as const];
  });
}

/** The options of a run that are not at their default, as they would be typed. */
export function optionTexts({ options }: Pick<RunEvent, 'options'>): readonly string[] {
  return Object.entries(options).map(([name, value]) => optionText(name, value));
}

/** An option as it would be typed; a repeatable one is written once for each value. */
export function optionText(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => optionText(name, one)).join(' ');
  if (value === true) return `--${name}`;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `--${name} ${shellWord(text)}`;
}

/** A place that `explain` takes: `a.csv:13`, `a.xlsx:Sheet1!12` or `Sheet1!B2`, `a.json#/a/3`, `a.csv` as a whole. */
export function placeName({ source, line, cell }: Pick<Finding, 'source' | 'line' | 'cell'>): string {
  if (cell === null || cell === '') return line === null ? source : `${source}:${line}`;
  return cell.startsWith('/') ? `${source}#${cell}` : `${source}:${cell.replace(/!A(?=\d+$)/, '!')}`;
}

/** The asset in a few words: hostname or tag, model, serial. Empty when the row names none. */
export function assetName({ asset }: Finding): string {
  const serial = asset.serial ?? asset.gponSerial;
  const number = serial === undefined ? undefined : `SN ${serial}`;
  const parts = [asset.hostname ?? asset.assetTag ?? asset.ip, asset.model ?? asset.partNumber, number];
  return parts.filter((part = '') => part.trim() !== '').join(', ');
}

/** `Dahua, cam-yard-04`: what was found, and in which asset. */
export const findingName = (finding: Finding): string => joinParts([thingName(finding), assetName(finding) || null]);

/** The whole finding in one paragraph: what, in which asset, how sure, what the lists say, and why. */
export function findingSentence(finding: Finding, lawOf?: LawText): string {
  const says = `${findingName(finding)}: ${finding.confidence}; ${statusText(finding.designations, lawOf)}`;
  return `${says}. ${reasonsOf(finding)}.`;
}

/** `named by lists that were not asked: DoD 1260H (Quectel, 1 row)`: lists that would have found something. */
export function elsewhereTexts({ elsewhere }: SummaryEvent): readonly string[] {
  if (elsewhere.length === 0) return [];
  const name = ({ vendor, rows }: (typeof elsewhere)[number]) =>
    `${vendor}, ${rows < MOST_ELSEWHERE ? plural(rows, 'row') : `${MOST_ELSEWHERE} rows or more`}`;
  const byList = groupsOf(elsewhere, ({ list }) => list);
  const lists = Array.from(byList, ([list, all]) => `${list} (${firstOf(all.map(name), '; ')})`);
  return [`named by lists that were not asked: ${firstOf(lists)}`];
}

/** The severity of a finding: an error exactly when it fails, so that a report and the exit code agree. */
export function levelOf(finding: Finding): 'error' | 'warning' | 'note' | 'none' {
  if (finding.fails) return 'error';
  if (finding.status === 'exempt' || finding.status === 'listed') return 'none';
  return finding.confidence === 'possible' ? 'note' : 'warning';
}

/** The designation that gave the finding its status. */
export function decisive(finding: Finding): FindingDesignation {
  return finding.designations.find(({ status }) => status === finding.status) as FindingDesignation;
}

/** `us-ndaa-889/dahua`: that designation, as the rule of a program for CI. */
export function ruleId(finding: Finding): string {
  const { list, entry } = decisive(finding);
  return visible(`${list}/${entry}`);
}

/** Whether netvet cannot decide if it is banned, be it waived or not. */
export function isUndecided({ status, designations }: Finding): boolean {
  if (status !== 'waived') return status === 'undetermined';
  const covered = designations.flatMap(({ waiver }) => waiver?.covers ?? []);
  return covered.includes('undetermined') && !covered.includes('banned');
}

/** What was wrong, and what to do. */
export const problemText = ({ message, hint }: Problem): string => (hint === null ? message : `${message} (${hint})`);

/** How bad a problem is, in words: `error`, `warning` or `waived by ID`. */
export function problemGrade({ severity, waiver }: Problem): string {
  return waiver === null ? severity : `waived by ${waiver.id}`;
}

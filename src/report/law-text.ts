import type { DesignationEvent } from '../core/events.ts';
import type { FindingDesignation } from '../core/finding.ts';
import { assumedBy, designationLine, listingText, ruleLine, ruleText } from './phrases.ts';

/** What a reader asks of the law: a label, and a line for each rule or day. */
type LawFact = readonly [label: string, lines: readonly string[]];

/** What an entry says beside whom it names, since when and by which citation: entries of one list often share it. */
export function lawFacts(event: DesignationEvent, asOf: string | null): LawFact[] {
  const { reason, rules, note, knownOn, verified } = event;
  const facts: readonly (readonly [string, readonly (string | null)[]])[] = [
    ['Reason', [reason]],
    ['It', rules.map((rule) => ruleLine(rule, asOf))],
    ['Forbids', [rules.length === 0 ? 'nothing: it only names it' : null]],
    ['Assumed', assumedBy(event)],
    ['Note', [note]],
    ['As known on', [knownOn]],
    ['Not verified', [verified ? null : 'not read in a primary or dated secondary source']],
  ];
  return facts.flatMap(([label, lines]) => {
    const said = lines.filter((line) => line !== null);
    return said.length === 0 ? [] : [[label, said] as const];
  });
}

/** The law in words, in one line: when it was listed, what it may not since when, and whether that is sure. */
export function lawLine(event: DesignationEvent, asOf: string): string {
  const rules = event.rules.map((rule) => ruleText(rule, asOf));
  const said = [listingText(event, asOf) ?? 'listed', ...(rules.length === 0 ? ['it forbids nothing'] : rules)];
  const rest = [
    ...assumedBy(event).map((text) => `assumed: ${text}`),
    ...(event.knownOn === null ? [] : [`as known on ${event.knownOn}`]),
    ...(event.verified ? [] : ['not verified']),
  ];
  return [...said, ...rest].join('; ');
}

/** `banned by us-fcc-covered, us-ndaa-889`: what the lists say of a finding, those that say the same together. */
export function saysText(designations: readonly FindingDesignation[]): string {
  const saying = (one: FindingDesignation) => designationLine(one).slice(`${one.list}: ${one.status}`.length);
  return alike(designations, (one) => `${one.status}${saying(one)}`)
    .flatMap((group) => {
      const [first] = group;
      const lists = [...new Set(group.map(({ list }) => list))].join(', ');
      return first === undefined ? [] : [`${first.status} by ${lists}${saying(first)}`];
    })
    .join('; ');
}

/** Items that read the same, together, in the order in which the first of them came. */
export function alike<T>(items: readonly T[], textOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const text = textOf(item);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

import type { Day } from '../core/dates.ts';
import type { DesignationEvent } from '../core/events.ts';
import type { BanList, ListEntry } from '../knowledge/ban-list.ts';
import type { RuleChoice } from './entry.ts';
import { rulesOf } from './entry.ts';

/** The legal text of an entry as it stood on a day: without rules that nobody knew of yet, or that have ended. */
export function designationOn(list: BanList, entry: ListEntry, choice: RuleChoice, day: Day): DesignationEvent {
  const rules = rulesOf(list, entry, choice);
  const current = rules.filter(
    ({ rule, announced }) => (announced === null || announced <= day) && (rule.until === null || day <= rule.until),
  );
  return {
    type: 'designation',
    list: list.id,
    entry: entry.id,
    as: entry.as,
    since: entry.since,
    until: entry.until,
    rules: current.map(({ rule, from, holds }) => ({
      id: rule.id,
      effect: rule.effect,
      mayNot: rule.mayNot,
      binds: rule.binds,
      from,
      assumes: [entry.assumes, rule.assumes].filter((text) => text !== null).join('; ') || null,
      cannotTell: holds ? null : rule.cannotTell,
      citation: rule.citation,
      verified: rule.verified,
    })),
    citation: entry.citation,
    note: entry.note,
    reason: entry.reason,
    verified: entry.verified,
    knownOn: list.checked,
    counts: entry.thing === null || rules.some(({ rule }) => choice.named.has(rule.id)),
  };
}

import type { RunEvent, SummaryEvent } from '../core/events.ts';
import { elsewhereText, outdatedText } from './phrases.ts';

/** What a reader of any report must know beside its findings: what they rest on, and what nobody was asked about. */
export function remarks({ asOf }: Pick<RunEvent, 'asOf'>, summary: SummaryEvent): readonly string[] {
  return [outdatedText(summary.outdated, asOf), elsewhereText(summary.elsewhere)].filter((text) => text !== null);
}

/** Whether something may be banned for all that the inventory says: no report calls that in order. */
export function isOpen({ findings }: SummaryEvent): boolean {
  return (findings.status['undetermined'] ?? 0) > 0;
}

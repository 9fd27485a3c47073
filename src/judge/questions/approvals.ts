import { daysBetween } from '../../core/dates.ts';
import type { Answer, Case } from './question.ts';

/** Without it an answer rests on approvals that have probably changed; the run is then incomplete. */
export const CURRENT_APPROVALS = 'current approvals';

/** A category is barred except for what was approved: where the approvals are older than their pace nobody can tell. */
export function approvalsQuestion({ prepared: { list, entry }, asOf }: Case): Answer {
  const { category } = entry;
  if (category === null) return null;
  const old = list.approvals.find(
    ({ categories, checked, changesEvery }) =>
      categories.includes(category) && daysBetween(checked, asOf) > changesEvery,
  );
  if (old === undefined) return null;
  const because = `${old.id} was checked on ${old.checked} and changes every ${old.changesEvery} days`;
  return { kind: 'doubt', needs: [CURRENT_APPROVALS], because };
}

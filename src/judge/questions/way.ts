import type { Answer, Case } from './question.ts';

/**
 * A category, unlike a vendor, is not barred as such: a foreign router that was authorised before may be bought and
 * used. Where only new authorisations or federal money are barred, the row has to say which of these it needed.
 */
export function wayQuestion({ prepared: { entry }, effect }: Case): Answer {
  if (entry.category === null || effect.kind !== 'bars') return null;
  if (effect.groups.some((group) => group === 'acquiring' || group === 'holding')) return null;
  const needs = [
    ...(effect.groups.includes('authorising') ? [GRANT_DAY] : []),
    ...(effect.groups.includes('paying') ? [SUBSIDY] : []),
  ];
  return { kind: 'undetermined', needs, because: 'what was authorised earlier may be bought and used' };
}

/** The day on which its FCC ID was granted. */
const GRANT_DAY = 'grant day';
/** Whether federal subsidy paid for it. */
const SUBSIDY = 'subsidy';

import type { Answer, Case } from './question.ts';
import { listed } from './question.ts';

const NAMES = { equipment: 'equipment', software: 'software', service: 'a service', component: 'a component' };

/** An entry reaches only the kinds of things that it or one of its rules covers. */
export function scopeQuestion({ prepared: { covered, entry, asksPart }, nature }: Case): Answer {
  if (covered.has(nature.kind)) {
    const conflicts = [nature.conflict, asksPart ? nature.partConflict : null].filter((text) => text !== null);
    return conflicts.length === 0 ? null : { kind: 'remark', because: conflicts.join('; ') };
  }
  return listed(`covers ${entry.covers.join(' and ')} only, and the row is ${NAMES[nature.kind]}`);
}

import type { FindingDesignation } from '../src/core/finding.ts';

/** What a list says of a finding: banned by entry `e` of list `l`, with nothing more to say, but for what is given. */
export function designation(more: Partial<FindingDesignation> = {}): FindingDesignation {
  const nothing = { because: null, needs: [], daysLeft: null, exemption: null, waiver: null };
  return { list: 'l', entry: 'e', status: 'banned', rules: [], ...nothing, ...more };
}

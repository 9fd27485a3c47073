import type { VendorRef } from './finding.ts';

/** Why the name of a designated vendor that was read is no evidence. */
export const SET_ASIDE_REASONS = ['negated', 'compatible', 'longer-name', 'look-alike', 'person', 'title'] as const;
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number];

/** A name that was read and set aside: it makes no finding, and is counted. */
export interface SetAside {
  readonly vendor: VendorRef;
  /** The name as its vendor file has it. */
  readonly name: string;
  readonly reason: SetAsideReason;
  /** The word or the longer name that says so; null where the place does. */
  readonly by: string | null;
  readonly column: string;
  readonly seen: string;
}

/** What people read for a reason. */
export const SET_ASIDE_TEXTS: Readonly<Record<SetAsideReason, string>> = {
  negated: 'negated or replaced',
  compatible: 'compatible with it',
  'longer-name': 'part of a longer known name',
  'look-alike': 'another company of a similar name',
  person: 'a person',
  title: 'a title or footer line',
};

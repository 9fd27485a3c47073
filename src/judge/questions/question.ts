import type { Day } from '../../core/dates.ts';
import type { FindingDesignation, Identification } from '../../core/finding.ts';
import type { Vendor } from '../../knowledge/vendor.ts';
import type { Effect } from '../acts.ts';
import type { PreparedEntry } from '../prepare.ts';
import type { Row } from '../row.ts';
import type { Nature } from '../nature.ts';

/** What every question sees: one entry, one identification in one row, one day. */
export interface Case {
  readonly prepared: PreparedEntry;
  readonly day: Day;
  /** The day of the run. */
  readonly asOf: Day;
  /** What the entry does on the day. */
  readonly effect: Effect;
  readonly identification: Identification;
  readonly all: readonly Identification[];
  readonly row: Row;
  /** What the row is: equipment, software, a service; its part of a network. */
  readonly nature: Nature;
  readonly vendors: ReadonlyMap<string, Vendor>;
}

/**
 * `null`: the question changes nothing. `silent`: the entry does not speak of this row at all. `listed` and `exempt`
 * take the row out of what is barred; `undetermined` says which facts are missing, `doubt` the same where the row would
 * be barred otherwise; `remark` goes with a ban.
 */
export type Answer =
  | null
  | { readonly kind: 'silent' }
  | { readonly kind: 'listed'; readonly because: string }
  | { readonly kind: 'exempt'; readonly because: string | null; readonly exemption: FindingDesignation['exemption'] }
  | { readonly kind: 'undetermined'; readonly because: string; readonly needs: readonly string[] }
  | { readonly kind: 'doubt'; readonly because: string; readonly needs: readonly string[] }
  | { readonly kind: 'remark'; readonly because: string };

export type Question = (of: Case) => Answer;

export const SILENT: Answer = { kind: 'silent' };

/** The row is named but not reached, for a reason a person can read. */
export function listed(because: string): Answer {
  return { kind: 'listed', because };
}

/** A fact is missing that decides whether the row is banned. */
export function needs(what: string, because: string): Answer {
  return { kind: 'undetermined', needs: [what], because };
}

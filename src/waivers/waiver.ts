/** Keys of `match` that are about a finding. */
export const FINDING_KEYS = [
  'list',
  'vendor',
  'serial',
  'mac',
  'hostname',
  'assetTag',
  'model',
  'site',
  'finding',
] as const;
/** Keys of `match` that are about a problem: what kind, in which input, and on which line where it has one. */
export const PROBLEM_KEYS = ['problem', 'source', 'line'] as const;
/** Keys of `match`; all that are given must hold. Those of a finding and those of a problem exclude each other. */
export const MATCH_KEYS = [...FINDING_KEYS, ...PROBLEM_KEYS] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];

/** `not-this-vendor` is a false alarm: it does not expire and is counted apart, as dismissed. */
export const WAIVER_REASONS = ['accepted', 'replacing', 'not-this-vendor'] as const;
export type WaiverReason = (typeof WAIVER_REASONS)[number];

/** A waiver that runs out within this many days is named. */
export const EXPIRING_DAYS = 30;

/** A reasoned, dated decision not to fail on what it covers. */
export interface Waiver {
  readonly id: string;
  readonly match: Readonly<Record<MatchKey, string | null>>;
  readonly because: WaiverReason;
  readonly reason: string;
  readonly owner: string;
  readonly approved: string | null;
  /** The last day it holds; null only for `not-this-vendor`. */
  readonly expires: string | null;
  readonly ticket: string | null;
}

export interface WaiverFile {
  readonly path: string;
  readonly sha256: string;
  /** The longest a waiver may hold, in days from `approved`; null: any. */
  readonly maxDays: number | null;
  readonly waivers: readonly Waiver[];
}

/** Keys of `match`; all that are given must hold. */
export const MATCH_KEYS = [
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

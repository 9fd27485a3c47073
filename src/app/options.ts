import type { Day } from '../core/dates.ts';
import type { Confidence, Status } from '../core/finding.ts';
import type { ReadOptions } from '../inventory/inventory.ts';

/** How inputs are read: ReadOptions without what only a run knows. */
export type ReadingOptions = Omit<ReadOptions, 'words' | 'isMakerName' | 'namesDesignated' | 'lostName' | 'screen'>;

/** By what, and as of when, rows are judged. */
export interface JudgingOptions {
  /** List ids, paths of list files, `default`, `all`; empty: the profile's lists, without one `default`. */
  readonly lists: readonly string[];
  readonly profiles: readonly string[];
  /** The sources that are read of official files among the lists, such as `Entity List`; empty: all. */
  readonly listSources: readonly string[];
  readonly asOf: Day;
}

/** Which findings fail: `--fail-on`, `--fail-on-status`, `--deadline-within`. */
export interface FailOptions {
  readonly confidence: Confidence | 'never';
  readonly statuses: readonly Status[];
  /** Days; a removal deadline or upcoming rule that near fails. Null: none does. */
  readonly deadlineWithin: number | null;
}

/** What makes a run exit with something else than 0. */
export interface FailingOptions {
  readonly fail: FailOptions;
  /** Percent of the rows that must have something to judge. */
  readonly requireIdentity: number;
  /** Days since a list was checked; older is incomplete. Null: a warning past 180 days. */
  readonly maxListAge: number | null;
  readonly strictWaivers: boolean;
}

export const DEFAULT_FAILING: FailingOptions = {
  fail: { confidence: 'probable', statuses: ['banned'], deadlineWithin: null },
  requireIdentity: 80,
  maxListAge: null,
  strictWaivers: false,
};

/**
 * Where options were set that were not given for this run alone, by their long names: `.netvet.yaml:3:10`, of a
 * repeatable one a place each.
 */
export type Origins = ReadonlyMap<string, readonly string[]>;

export interface CheckOptions {
  readonly reading: ReadingOptions;
  readonly judging: JudgingOptions;
  readonly failing: FailingOptions;
  readonly waivers: string | null;
  readonly baseline: string | null;
  readonly config: { readonly path: string; readonly sha256: string } | null;
  /** What stands in the `run` event: the options that are not at their default, by their long name. */
  readonly effective: Readonly<Record<string, unknown>>;
  /** Where the options that stand in settings were set. */
  readonly origins: Origins;
  /** True when a reporter asks for every row. */
  readonly everyRow: boolean;
}

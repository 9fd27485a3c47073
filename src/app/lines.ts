/** A list among all. */
export interface ListLine {
  readonly id: string;
  readonly title: string;
  readonly jurisdiction: string | null;
  readonly binds: string | null;
  readonly rules: number;
  readonly entries: number;
  readonly checked: string | null;
  /** Days since it was checked. */
  readonly age: number | null;
  /** How often it changes, in days; null: not known. */
  readonly pace: number | null;
  /** Whether it, or a file of approvals with it, was checked longer ago than it takes to change. */
  readonly old: boolean;
  /** True when `check` uses it by default. */
  readonly default: boolean;
}

/** A vendor among all. */
export interface VendorLine {
  readonly id: string;
  readonly name: string;
  readonly country: string | null;
  readonly affiliates: number;
  readonly macPrefixes: number;
  /** Ids of the lists that name it or one of its affiliates. */
  readonly lists: readonly string[];
}

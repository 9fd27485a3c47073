import type { Confidence, Status } from '../../core/finding.ts';

/** What the page's script is given, as JSON in the page. Every text is made visible before it gets there. */
export interface PageData {
  /** True when a print shows every finding with its details; false when they are too many for that. */
  readonly detailsOnPaper: boolean;
  readonly laws: readonly PageLaw[];
  readonly rows: readonly PageRow[];
}

/** One designation, in short; its full text stands in the page under `anchor`. */
export interface PageLaw {
  readonly anchor: string;
  readonly list: string;
  /** For tables: the list in a few letters. */
  readonly short: string;
  readonly title: string;
  readonly listedAs: string;
  readonly citation: string | null;
  readonly url: string | null;
  readonly verified: boolean;
}

/** What one designation says of a row. `law` is an index into the laws. */
export interface PageSaying {
  readonly law: number;
  readonly status: Status;
  readonly remark: string | null;
  readonly waiver: string | null;
}

export interface PageEvidence {
  readonly column: string;
  readonly seen: string;
  readonly meaning: string;
  readonly confidence: Confidence;
}

/** One finding. Texts are empty where the inventory says nothing. */
export interface PageRow {
  readonly status: Status;
  readonly confidence: Confidence;
  readonly fails: boolean;
  /** With a baseline: whether it is in it, and what is new. */
  readonly baseline: string | null;
  /** Vendor or category, as the filter names it. */
  readonly vendor: string;
  /** The same with the affiliate that matched. */
  readonly who: string;
  readonly name: string;
  readonly model: string;
  readonly serial: string;
  readonly site: string;
  readonly place: string;
  readonly id: string;
  readonly assetId: string;
  readonly quantity: number;
  readonly says: readonly PageSaying[];
  readonly evidence: readonly PageEvidence[];
  readonly conflict: string | null;
  readonly asset: readonly (readonly [label: string, value: string])[];
}

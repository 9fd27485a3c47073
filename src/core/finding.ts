import { slug } from './text.ts';
import type { CategoryId, Field } from './fields.ts';
import { IDENTIFIERS } from './identifiers.ts';

/** What a row is about: the asset itself, a component inside it, or a neighbour it saw. */
export type Part = 'device' | 'component' | 'neighbour';

/** From strongest to weakest. What earns a grade is fixed in docs/confidence.md. */
export const CONFIDENCES = ['confirmed', 'probable', 'possible'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** True when `a` is at least as strong as `b`. */
export function atLeast(a: Confidence, b: Confidence): boolean {
  return CONFIDENCES.indexOf(a) <= CONFIDENCES.indexOf(b);
}

export const EVIDENCE_KINDS = [
  'name',
  'typo',
  'mac',
  ...IDENTIFIERS.map(({ kind }) => kind),
  'model',
  'token',
  'mention',
  'category',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Stands in `matched` of lowered evidence, between what matched and the reason for which it counts for less. */
export const LOWERED = ', lowered to possible';

/** One cell that points at a vendor or category. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly field: Field;
  readonly column: string;
  /** What the cell holds, at most 200 characters around the place. */
  readonly seen: string;
  /** What matched: the name, prefix or model family, with a remark where one is due ("Huawei, after 'for'"). */
  readonly matched: string;
  /** What the row is about; `other-device`: a device that the asset of the row is attached to. */
  readonly part: Part | 'other-device';
  readonly confidence: Confidence;
}

/** `affiliate` is null when the vendor itself was identified. */
export interface VendorRef {
  readonly id: string;
  readonly name: string;
  readonly affiliate: { readonly id: string; readonly name: string; readonly relation: string } | null;
}

/** Another cell of the row names another vendor. `vendor` is null when netvet does not know it. */
export interface Conflict {
  readonly field: Field;
  readonly column: string;
  readonly seen: string;
  readonly vendor: string | null;
}

/** A vendor or a category (exactly one is non-null) found in a row, with its evidence, strongest first. */
export interface Identification {
  readonly vendor: VendorRef | null;
  readonly category: { readonly id: CategoryId; readonly name: string } | null;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  /**
   * For each family of models in the evidence, what kind of thing `is` the device: a category of
   * data/words/categories.yaml, null where the family has none. `sure`: a model cell holds it and the vendor is known.
   */
  readonly families: readonly { readonly is: string | null; readonly sure: boolean }[];
  readonly conflict: Conflict | null;
  /** All its evidence was lowered by another vendor of the row, or is a model's category: no row is judged by it. */
  readonly isDoubted?: true;
  /** Indexes of its own day columns, where others are of something else in the row (Antivirus, NVR); absent: all. */
  readonly days?: readonly number[];
}

/** The id of the vendor or category of a finding; for a vendor without an id the slug of its name. */
export function thingId({ vendor, category }: Pick<Finding, 'vendor' | 'category'>): string {
  return vendor === null ? (category?.id ?? '') : (vendor.id ?? slug(vendor.name));
}

/** `not-this-vendor` is a false alarm: it does not expire and is counted apart, as dismissed. */
export const WAIVER_REASONS = ['accepted', 'replacing', 'not-this-vendor'] as const;

/** From strongest to weakest: a finding has the first of these that any of its designations has. */
export const STATUSES = ['banned', 'undetermined', 'upcoming', 'waived', 'exempt', 'listed'] as const;
export type Status = (typeof STATUSES)[number];
/** The statuses of what is banned, may be, or is going to be. */
export const MATTERS: readonly Status[] = ['banned', 'undetermined', 'upcoming'];

/** The waiver that covers a designation or a problem. */
export interface WaiverRef {
  readonly id: string;
  readonly because: string;
  readonly expires: string | null;
}

/** What one designation means for one finding. Key order is the order of the JSON contract. */
export interface FindingDesignation {
  readonly list: string;
  readonly entry: string;
  readonly status: Status;
  /** Ids of the rules of the entry that apply to the finding, now or later; empty where it is only listed. */
  readonly rules: readonly string[];
  /** Why `listed`, `undetermined` ...; null for a plain ban. */
  readonly because: string | null;
  /** The missing facts of `undetermined`: country, model, which company, grant day, subsidy, current approvals. */
  readonly needs: readonly string[];
  /** Days from the as-of date to the day an `upcoming` rule takes effect. */
  readonly daysLeft: number | null;
  readonly exemption: { readonly citation: string; readonly until: string | null } | null;
  /** The waiver that covers it; `covers`: its status without the waiver. */
  readonly waiver: (WaiverRef & { readonly covers: Status }) | null;
}

/** A designated vendor or category found in a row. Key order is the order of the JSON contract. */
export interface Finding {
  readonly type: 'finding';
  readonly id: string;
  /** The id of the asset, 16 hex digits: findings of two vendors in one asset share it. */
  readonly assetId: string;
  /** The path as given, `/` on every system, `-` for standard input. */
  readonly source: string;
  /** The data record, from 1. */
  readonly row: number;
  /** The physical line, from 1; null where the format has none. */
  readonly line: number | null;
  /** `Sheet1!B12`, or a JSON pointer. */
  readonly cell: string | null;
  /** With a `country` (null: unknown) where an entry names the vendor by it; `id` is null without a vendor file. */
  readonly vendor: (Omit<VendorRef, 'id'> & { readonly id: string | null; readonly country?: string | null }) | null;
  readonly category: Identification['category'];
  readonly confidence: Confidence;
  readonly status: Status;
  /** With a baseline: whether the finding is not in it. Null without. */
  readonly new: boolean | null;
  /** What is new, where the baseline has the finding or a list changed; null: not new, or all of it is. */
  readonly newBecause: string | null;
  /** Whether it makes the run fail. Decided once; every report shows that decision. */
  readonly fails: boolean;
  readonly designations: readonly FindingDesignation[];
  readonly evidence: readonly Evidence[];
  readonly conflict: Conflict | null;
  /** The identity and asset cells of the row by field, never withheld ones. */
  readonly asset: Readonly<Partial<Record<Field, string>>>;
  readonly quantity: number;
}

/** The reasons why the name of a designated vendor is no evidence, each as people read it. */
export const SET_ASIDE_TEXTS = {
  negated: 'the text says it was replaced or ruled out',
  compatible: 'the text says compatible with it',
  'other-vendor': "the text of another vendor's device",
  'longer-name': 'part of a longer known name',
  'look-alike': 'another company of a similar name',
  person: 'a person',
  title: 'a title or footer line',
} as const;
export type SetAsideReason = keyof typeof SET_ASIDE_TEXTS;
export const SET_ASIDE_REASONS = Object.keys(SET_ASIDE_TEXTS) as readonly SetAsideReason[];

/** A name or model of a designated vendor that was set aside: it makes no finding, but is counted. */
export interface SetAside {
  readonly vendor: VendorRef;
  /** The name as its vendor file has it, or the model as the cell has it, with its family. */
  readonly name: string;
  readonly reason: SetAsideReason;
  /** The word or the longer name that is the reason; null where the reason is the place of the name. */
  readonly by: string | null;
}

/** The most rows that are counted of a vendor that only other lists name; later rows cost no more than any others. */
export const MOST_ELSEWHERE = 100;

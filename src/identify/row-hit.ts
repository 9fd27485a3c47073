import type { Confidence, Evidence, SetAside } from '../core/finding.ts';
import type { EvidencePart, InventoryRecord } from '../core/record.ts';
import { unshared } from '../core/text.ts';
import type { Hit } from './kinds/finder.ts';
import type { Role } from './role.ts';

/** The column of a hit. */
interface HitColumn {
  readonly index: number;
  readonly name: string;
  readonly role: Role;
}

/**
 * A hit in its column. What a repeated cell says is made once, so this is the same object in every row that repeats it.
 */
export class RowHit {
  readonly index: number;
  readonly column: string;
  readonly hit: Hit;
  /** Rows whose hits have the same grade keys are graded alike. Null for a hit that no other row has. */
  readonly gradeKey: object | null;
  /** What it is where it is no evidence. */
  readonly setAside: SetAside | null;
  #evidence: Evidence | null = null;

  /** `repeats`: the next cell like it says this same object. */
  constructor({ index, name, role }: HitColumn, hit: Hit, repeats: boolean) {
    this.index = index;
    this.column = name;
    this.hit = hit;
    const dependsOnRow = hit.when !== null;
    // The text of a vendor cell matters: other cells may contradict it.
    const shared = role === 'maker' ? null : hit.gradeKey;
    this.gradeKey = dependsOnRow ? null : (shared ?? (repeats ? this : null));
    this.setAside =
      hit.setAside === null || hit.maker === null
        ? null
        : { vendor: hit.maker.ref, name: hit.matched, ...hit.setAside, column: name, seen: hit.seen };
  }

  /** True when every row with its grade key has this same evidence. */
  get sharesEvidence(): boolean {
    return this.gradeKey === this;
  }

  /** This, at most `possible` because a maker cell names a known maker; a module is then a part of its device. */
  lowered({ column, text }: MakerCell): RowHit {
    const matched = `${this.hit.matched}, lowered to possible: ${column} says ${unshared(text.slice(0, 60))}`;
    const { index, column: name, hit } = this;
    const part = hit.family?.is === 'component' ? 'component' : hit.part;
    return new RowHit({ index, name, role: 'product' }, { ...hit, matched, part, confidence: 'possible' }, false);
  }

  /** The hit as evidence of a row; the same object for all rows that are about the device itself. */
  evidence({ part, layout: { wholeLines } }: InventoryRecord): Evidence {
    const { hit } = this;
    if (part !== 'device' || wholeLines) return this.#make(hit.part ?? part, capped(hit.confidence, wholeLines));
    return (this.#evidence ??= this.#make(hit.part ?? part, hit.confidence));
  }

  #make(part: EvidencePart, confidence: Confidence): Evidence {
    const { kind, field, seen, matched } = this.hit;
    return { kind, field, column: this.column, seen, matched, part, confidence };
  }
}

/** A usable vendor cell of the row. */
export interface MakerCell {
  readonly index: number;
  readonly column: string;
  readonly text: string;
}

/** Whole lines of text have no vendor column, so nothing in them is confirmed. */
export const capped = (confidence: Confidence, wholeLines: boolean): Confidence =>
  wholeLines && confidence === 'confirmed' ? 'probable' : confidence;

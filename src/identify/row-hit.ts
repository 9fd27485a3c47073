import { categoryOf } from '../core/fields.ts';
import { LOWERED, type Confidence, type Evidence, type SetAside } from '../core/finding.ts';
import type { Column } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { unshared } from '../core/text.ts';
import type { Hit } from './kinds/finder.ts';
import type { Role } from './role.ts';
import { gradeOf, STRENGTHS, strengthOf, type Strength } from './strengths.ts';

/** A column as it is searched. */
export interface SearchedColumn {
  readonly index: number;
  readonly column: Column;
  readonly role: Role;
}

/**
 * A hit in its column. What a repeated cell says is made once, so this is the same object in every row that repeats it.
 */
export class RowHit {
  readonly #searched: SearchedColumn;
  readonly index: number;
  readonly column: string;
  readonly hit: Hit;
  readonly strength: Strength;
  /** Its grade by itself. */
  readonly confidence: Confidence;
  readonly part: Evidence['part'] | null;
  /**
   * Rows whose hits have the same grade keys are graded alike; itself where they have the same evidence too. Null for a
   * hit that no other row has.
   */
  readonly gradeKey: object | null;
  /** What it is where it is no evidence. */
  readonly setAside: SetAside | null;
  #evidence: Evidence | null = null;

  /** `repeats`: the next cell like it says this same object. */
  constructor(searched: SearchedColumn, hit: Hit, repeats: boolean, strength?: Strength) {
    const { index, column, role } = searched;
    this.#searched = searched;
    this.index = index;
    this.column = column.name;
    this.hit = hit;
    this.strength = strength ?? strengthOf(hit.sign, role, column.traits);
    this.confidence = gradeOf(this.strength, hit.certainty);
    const isOther = this.strength === STRENGTHS.otherDevice;
    this.part = isOther ? 'other-device' : this.strength === STRENGTHS.component ? 'component' : hit.part;
    // The text of a vendor cell matters: other cells may contradict it.
    const shared = role === 'maker' || isOther ? null : hit.gradeKey;
    this.gradeKey = hit.when !== null ? null : (shared ?? (repeats ? this : null));
    this.setAside = hit.setAside === null ? null : this.asideBy(hit.setAside);
  }

  /** This with the strength that another vendor, as a cell or its own says it, leaves it. */
  below(strength: Strength, { column, text }: Pick<MakerCell, 'column' | 'text'>): RowHit {
    const matched = `${this.hit.matched}${LOWERED}: ${column} says ${unshared(text.slice(0, 60))}`;
    // A module is then a part of its device.
    const part = this.hit.family?.is === 'component' ? 'component' : this.part;
    return new RowHit(this.#searched, { ...this.hit, matched, part }, false, strength);
  }

  /** This as a name that was read and is no evidence. */
  asideBy(why: NonNullable<Hit['setAside']>): SetAside | null {
    const { maker, matched, seen } = this.hit;
    return maker === null ? null : { vendor: maker.ref, name: matched, ...why, column: this.column, seen };
  }

  /** What the family of a model says of the kind of device, where lists name that kind; null where they do not. */
  get category(): RowHit | null {
    const { kind, family } = this.hit;
    if (kind !== 'model' || family === null) return null;
    // Half of all families are cameras, which one law of India names as such: a category cell has to say it.
    const category = family.is === 'camera' ? null : categoryOf(family.is);
    if (category === null) return null;
    const says = { kind: 'category', maker: null, category, matched: family.name, part: this.part } as const;
    const hit = { ...this.hit, ...says, family: null };
    return new RowHit(this.#searched, hit, false, STRENGTHS.categoryOfModel);
  }

  /** The hit as evidence of a row; the same object for all rows that are about the device itself. */
  evidence({ part, layout: { wholeLines } }: InventoryRecord): Evidence {
    const about = this.part ?? part;
    if (part !== 'device' || wholeLines) return this.#make(about, capped(this.confidence, wholeLines));
    return (this.#evidence ??= this.#make(about, this.confidence));
  }

  #make(part: Evidence['part'], confidence: Confidence): Evidence {
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

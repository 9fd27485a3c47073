import type { Field } from '../core/fields.ts';

export type Certainty = 'high' | 'medium' | 'low';
/** `equipment`: of any kind; else kinds of things of data/words/categories.yaml. */
export type Makes = string;

/** A name to look for. If it is not distinctive, only as the whole vendor cell. */
export interface Name {
  readonly name: string;
  readonly distinctive: boolean;
  /** Not distinctive, and yet also found as the first words of a cell that says what a thing is. */
  readonly leads?: true;
  /** `medium`: at best `probable`; `low`: `possible`. */
  readonly certainty: Certainty;
  /** The user's list file that taught it to a shipped vendor, shown with the evidence; null for shipped names. */
  readonly by: string | null;
}

/** An identifier with how sure it is: `medium` is at best `probable` evidence, `low` `possible`. */
export interface Valued {
  readonly value: string;
  readonly certainty: Certainty;
  readonly source: string | null;
}

export interface EnterpriseNumber {
  /** Dotted, below 1.3.6.1.4.1: `2011` or `25506.1`. The longest prefix of all vendors wins. */
  readonly number: string;
  /** Longer prefixes that are not this vendor. */
  readonly except: readonly string[];
  /** A word that sysDescr must hold for the number to count; null: none. */
  readonly when: string | null;
  readonly certainty: Certainty;
  readonly source: string | null;
}

/** How sure a family of models is: alone, with a second sign only, or whatever stands before it. */
export type Strength = 'unmistakable' | 'strong' | 'weak';

/** A family of models, as a data sheet writes its range. */
export interface ModelFamily {
  /** See CONTRIBUTING, "Masks". */
  readonly mask: string;
  /** Masks: what they match from the same beginning is not matched. */
  readonly except: readonly string[];
  /** Words that make what follows them a stranger's (GT-S5570). */
  readonly notAfter: readonly string[];
  /** What a device of it is, a category of data/words/categories.yaml; null where a user's list says nothing. */
  readonly is: string | null;
  readonly family: string | null;
  readonly example: string | null;
  /** Fields it looks at; empty: all cells that can name a product. `[serial]` for serial number forms. */
  readonly on: readonly Field[];
  /** Distinct models of known makers that the mask matches, of this maker and of others; null: not measured. */
  readonly measured: { readonly right: number; readonly wrong: number } | null;
  /** What follows from `measured` and the source; in a user's list its author decides. */
  readonly strength: Strength;
  /** `medium`: at best `probable`, `low`: `possible`, however strong the mask is. */
  readonly certainty: Certainty;
  readonly source: string | null;
}

/** What a maker's software calls itself, or is asked by. */
export interface Token extends Valued {
  /** Fields of whose columns it must be the whole cell; empty: it is found as a whole word of any cell. */
  readonly on: readonly Field[];
}

export interface Identifiers {
  /** IEEE registry spelling; data/mac-prefixes.txt holds their prefixes. */
  readonly macRegistrants: readonly Valued[];
  /** Prefixes given directly (a user's own list): 6, 7 or 9 hex digits. */
  readonly macPrefixes: readonly Valued[];
  readonly enterpriseNumbers: readonly EnterpriseNumber[];
  readonly fccGrantees: readonly Valued[];
  readonly cpeVendors: readonly Valued[];
  readonly gponVendorIds: readonly Valued[];
  readonly tokens: readonly Token[];
  readonly models: readonly ModelFamily[];
}

/** What a vendor and an affiliate have in common. */
export interface Maker {
  readonly id: string;
  readonly name: string;
  readonly names: readonly Name[];
  readonly brands: readonly Name[];
  readonly identifiers: Identifiers;
}

export interface Affiliate extends Maker {
  /** subsidiary, joint-venture, brand, parent, renamed, sold, ... */
  readonly relation: string;
  /** First and last day of the relation, both inclusive, null when open or unknown. */
  readonly from: string | null;
  readonly until: string | null;
  /** Sold, and its former owner is said to make its devices still: who made one bought later is not known. */
  readonly stillSupplies: boolean;
  /** Null: as the vendor. */
  readonly country: string | null;
  /** One line a person reads about the relation; null when the relation says it. */
  readonly note: string | null;
  readonly certainty: Certainty;
  readonly source: string | null;
}

/** A brand under which someone else sells some of the vendor's products: at best `possible`. */
export interface Relabel {
  readonly name: string;
  readonly note: string | null;
  readonly source: string | null;
}

/** A stranger whose name looks like the vendor's: matched like a name, and then never this vendor. */
export interface LookAlike {
  readonly name: string;
  readonly source: string | null;
}

/** Cells by field name, as an inventory row would hold them, and what must come of it. */
export interface MatchExample {
  readonly fields: Readonly<Partial<Record<Field, string>>>;
  /** Expected grade; for a `match` example at least that a finding of the vendor is there when null. */
  readonly confidence: string | null;
  /** Expected affiliate id, null when the example does not say. */
  readonly affiliate: string | null;
}

export interface Vendor extends Maker {
  readonly makes: readonly Makes[];
  readonly country: string | null;
  readonly affiliates: readonly Affiliate[];
  readonly relabels: readonly Relabel[];
  readonly lookAlikes: readonly LookAlike[];
  readonly examples: { readonly match: readonly MatchExample[]; readonly noMatch: readonly MatchExample[] };
  readonly sources: readonly string[];
  /** Path of the file it came from, null for a vendor described in place in a list. */
  readonly file: string | null;
}

import type { CategoryId, Field } from '../core/fields.ts';
import type { MaskText } from '../core/mask/mask.ts';
import type { Covered, NetworkPart } from '../core/network.ts';

/**
 * order, statute, policy and contract can ban; the others are never more than `listed`. A mechanism is a law that lets
 * an authority ban and has named nobody.
 */
export const LIST_KINDS = [
  'order',
  'statute',
  'policy',
  'contract',
  'advisory',
  'proposal',
  'informational',
  'criteria',
  'allow-list',
  'mechanism',
] as const;
export type ListKind = (typeof LIST_KINDS)[number];
export const BANNING_KINDS: readonly ListKind[] = ['order', 'statute', 'policy', 'contract'];

export const ACTS = [
  'subsidy',
  'authorise',
  'import',
  'market',
  'procure',
  'contract',
  'grant',
  'install',
  'use',
  'connect',
  'export',
] as const;
export type Act = (typeof ACTS)[number];

const ACT_TEXTS = new Map([
  ['authorise', 'authorisation'],
  ['market', 'sale'],
  ['procure', 'purchase'],
  ['contract', 'contracts'],
  ['grant', 'grants'],
  ['install', 'installation'],
  ['connect', 'connection'],
]);

/** What an act of a list is called after "forbids"; the others are nouns themselves. */
export function actText(act: string): string {
  return ACT_TEXTS.get(act) ?? act;
}

export interface Prohibition {
  readonly act: Act;
  /** The day the instrument was adopted or published: nobody knew of the rule before. Null: always known. */
  readonly announced: string | null;
  readonly from: string | null;
  readonly until: string | null;
  /** The parts of a network that the rule reaches; empty with `unclear` empty: all of them. */
  readonly parts: readonly NetworkPart[];
  /** Parts of which the law does not say whether it reaches them. */
  readonly unclear: readonly NetworkPart[];
  /** Empty: as the entry. */
  readonly covers: readonly Covered[];
  readonly citation: string | null;
  readonly note: string | null;
  readonly verified: boolean;
}

export interface Deadline {
  readonly what: string;
  readonly by: string;
  readonly citation: string | null;
}

/** A change of an entry from a day on; only the given keys change. */
export interface Revision {
  readonly from: string;
  readonly listedAs: string | null;
  readonly condition: string | null;
  readonly citation: string | null;
  readonly note: string | null;
}

export interface Period {
  readonly from: string | null;
  readonly until: string | null;
  readonly citation: string | null;
}

export interface Exemption {
  /** A vendor id; null: as `holder` says. */
  readonly vendor: string | null;
  /** Who holds the approval, as printed; without it and a vendor it is anybody's. */
  readonly holder: string | null;
  /** How a vendor cell names the holder. */
  readonly names: readonly string[];
  /** Masks on the model and part number cells; empty: every model. */
  readonly models: readonly MaskText[];
  readonly from: string | null;
  readonly until: string | null;
  readonly citation: string;
  readonly note: string | null;
  readonly verified: boolean;
}

/** A file of approvals of one list, which change more often than the list: its exemptions stand with the entries. */
export interface Approvals {
  readonly id: string;
  readonly title: string;
  readonly checked: string;
  /** How often they change, in days. */
  readonly changesEvery: number;
  /** The entries that have exemptions by it. */
  readonly categories: readonly CategoryId[];
}

export interface ListEntry {
  /** Vendor (`huawei`, `huawei/hisilicon`) or category unless the file gives its own. Unique in its list. */
  readonly id: string;
  /** The list that it was adopted from; null: the list's own. */
  readonly adoptedFrom: string | null;
  /** Exactly one of vendor and category is non-null. */
  readonly vendor: string | null;
  readonly category: CategoryId | null;
  /** Of a category entry: bars what is produced outside these countries (ISO 3166 alpha-2); null: anywhere. */
  readonly producedOutside: readonly string[] | null;
  /** Bars what is produced in these countries; null: does not say. */
  readonly producedIn: readonly string[] | null;
  readonly listedAs: string;
  /** Other names as printed on the list. */
  readonly names: readonly string[];
  readonly affiliates: 'included' | 'excluded' | 'named';
  readonly covers: readonly Covered[];
  /** Only these products; empty: all. */
  readonly models: readonly MaskText[];
  /**
   * The brand is shared with a company that is not listed: undetermined, `needs: which company`, until one of these
   * names stands in the row.
   */
  readonly whichCompany: { readonly listed: readonly string[]; readonly notListed: readonly string[] } | null;
  /** The day the listing was adopted or published; null: always known. */
  readonly announced: string | null;
  readonly periods: readonly Period[];
  /** Empty under a kind that can ban: bars its vendor from `since` on. */
  readonly prohibits: readonly Prohibition[];
  readonly deadlines: readonly Deadline[];
  readonly condition: string | null;
  /** Why a company has it on its list; null: the list does not say. */
  readonly reason: string | null;
  readonly revisions: readonly Revision[];
  readonly exemptions: readonly Exemption[];
  readonly continuedUse: string | null;
  readonly citation: string | null;
  readonly url: string | null;
  readonly note: string | null;
  readonly verified: boolean;
  /** Rows that must be designated by this entry, and rows that must not. */
  readonly examples: {
    readonly match: readonly Readonly<Partial<Record<Field, string>>>[];
    readonly noMatch: readonly Readonly<Partial<Record<Field, string>>>[];
  };
}

/** A list that another law takes over, with that law's own acts and days. */
export interface Adoption {
  readonly list: string;
  /** Null: as amended. A day: as it stood then, because the law froze it. */
  readonly asOf: string | null;
  /** Ids of the entries that it takes over; empty: all. */
  readonly only: readonly string[];
  /** Null: as the adopted entry says. */
  readonly affiliates: ListEntry['affiliates'] | null;
  readonly announced: string | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly prohibits: readonly Prohibition[];
  readonly deadlines: readonly Deadline[];
  readonly condition: string | null;
  readonly continuedUse: string | null;
  readonly citation: string | null;
  readonly note: string | null;
  readonly verified: boolean;
}

export interface BanList {
  readonly id: string;
  readonly title: string;
  /** For tables: at most 12 characters. */
  readonly short: string | null;
  readonly publisher: string | null;
  readonly jurisdiction: string | null;
  readonly kind: ListKind;
  readonly binds: string | null;
  readonly url: string | null;
  /** The day as of which the facts are right; null: never old. */
  readonly checked: string | null;
  /** How often it changes, in days; null: not known. */
  readonly changesEvery: number | null;
  readonly approvals: readonly Approvals[];
  readonly note: string | null;
  readonly sources: readonly string[];
  readonly adopts: readonly Adoption[];
  /** Its own, then those of the lists that it adopts. */
  readonly entries: readonly ListEntry[];
  /** Path of the file it came from. */
  readonly file: string | null;
  /** Over what the file says (not its layout or comments), vendors described in place included. */
  readonly sha256: string;
}

export interface Profile {
  readonly id: string;
  readonly for: string;
  readonly lists: readonly string[];
}

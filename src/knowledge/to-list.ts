import { categoryName } from '../core/fields.ts';
import { sha256 } from '../core/fingerprint.ts';
import { slug } from '../core/text.ts';
import { compact } from '../yaml/read.ts';
import type { BanList, ListEntry, Period } from './ban-list.ts';
import type { RawEntry, RawList } from './list-shape.ts';
import { listShape } from './list-shape.ts';
import type { Reading } from '../yaml/read.ts';
import type { RawInPlace } from './vendor.ts';

/** The hash of what a list says: its compact form, vendors described in place included. */
export function listHash(raw: RawList, reading: Reading | null = null): string {
  return sha256(JSON.stringify(compact(raw, listShape, reading)));
}

/** `nameOf` gives the name to print for a vendor where the entry does not say how it is listed. */
export function toList(raw: RawList, file: string, hash: string, nameOf: (vendor: string) => string | null): BanList {
  const { id, title, short, publisher, jurisdiction, kind, binds, url, checked, changesEvery, note, sources, adopts } =
    raw;
  const entries = raw.entries.map((entry) => toEntry(entry, nameOf));
  const about = { id, title, short, publisher, jurisdiction, kind, binds, url, checked, changesEvery };
  return { ...about, approvals: [], note, sources, adopts, entries, file, sha256: hash };
}

/** The id that `vendor:` of an entry stands for: as written, or the slug of the name. */
export function vendorIdOf(raw: RawInPlace): string {
  return raw.id ?? (raw.name === null ? '' : slug(raw.name));
}

/** The vendor of a reference: `huawei` of `huawei/hisilicon`. */
export function vendorOf(ref: string): string {
  const slash = ref.indexOf('/');
  return slash === -1 ? ref : ref.slice(0, slash);
}

/** An entry's id: its own, else its vendor or category. */
export function entryIdOf(raw: RawEntry): string {
  return raw.id ?? (raw.vendor === null ? (raw.category ?? '') : vendorIdOf(raw.vendor));
}

const ALWAYS: readonly Period[] = Object.freeze([Object.freeze({ from: null, until: null, citation: null })]);

/** Key by key: leaving keys out of a copy (`...same`) took ten times as long, 170 ms for 20,000 entries. */
function toEntry(raw: RawEntry, nameOf: (vendor: string) => string | null): ListEntry {
  const vendor = raw.vendor === null ? null : vendorIdOf(raw.vendor);
  return {
    id: raw.id ?? vendor ?? raw.category ?? '',
    adoptedFrom: null,
    vendor,
    category: raw.category,
    producedOutside: raw.producedOutside,
    producedIn: raw.producedIn,
    names: raw.names,
    affiliates: raw.affiliates,
    covers: raw.covers,
    models: raw.models,
    whichCompany: raw.whichCompany,
    prohibits: raw.prohibits,
    deadlines: raw.deadlines,
    condition: raw.condition,
    reason: raw.reason,
    revisions: raw.revisions,
    exemptions: raw.exemptions,
    continuedUse: raw.continuedUse,
    citation: raw.citation,
    url: raw.url,
    note: raw.note,
    verified: raw.verified,
    examples: raw.examples,
    listedAs: raw.listedAs ?? named(raw, vendor, nameOf),
    announced: raw.announced,
    periods: periodsOf(raw.since, raw.until, raw.periods),
  };
}

function named({ vendor, category }: RawEntry, id: string | null, nameOf: (vendor: string) => string | null): string {
  if (id !== null) return vendor?.name ?? nameOf(id) ?? id;
  return category === null ? '' : categoryName(category);
}

function periodsOf(since: string | null, until: string | null, periods: readonly Period[]): readonly Period[] {
  if (periods.length > 0) return periods;
  return since === null && until === null ? ALWAYS : [{ from: since, until, citation: null }];
}

import type { RawVendor } from './vendor-shape.ts';
import type { Affiliate, Maker, MatchExample, Name, Vendor } from './vendor.ts';

type RawMaker = Pick<RawVendor, 'id' | 'name' | 'names' | 'brands' | 'identifiers'>;
type RawName = RawVendor['names'][number];
type RawExample = RawVendor['examples']['match'][number];

/** A vendor as its file says it. `by` is the user's list that says it, null for shipped files. */
export function toVendor(raw: RawVendor, file: string | null, by: string | null = null): Vendor {
  return {
    ...toMaker(raw, by),
    makes: raw.makes,
    country: raw.country,
    affiliates: raw.affiliates.map((affiliate) => toAffiliate(affiliate, by)),
    relabels: raw.relabels,
    lookAlikes: raw.lookAlikes,
    examples: { match: raw.examples.match.map(toExample), noMatch: raw.examples.noMatch.map(toExample) },
    sources: raw.sources,
    file,
  };
}

export function toNames(names: readonly RawName[], by: string | null): readonly Name[] {
  return names.map(({ name, distinctive, certainty }) => ({ name, distinctive, certainty, by }));
}

export function toAffiliate(raw: RawVendor['affiliates'][number], by: string | null): Affiliate {
  const { relation, from, until, note, certainty, source } = raw;
  return { ...toMaker(raw, by), relation, from, until, note, certainty, source };
}

function toMaker({ id, name, names, brands, identifiers }: RawMaker, by: string | null): Maker {
  return { id, name, names: toNames(names, by), brands: toNames(brands, by), identifiers };
}

function toExample({ confidence, affiliate, ...fields }: RawExample): MatchExample {
  return { fields, confidence: confidence ?? null, affiliate: affiliate ?? null };
}

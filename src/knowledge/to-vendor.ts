import { strengthOf } from './strength.ts';
import type { RawVendor } from './vendor-shape.ts';
import type { Affiliate, Identifiers, MatchExample, Name, Vendor } from './vendor.ts';

type RawName = RawVendor['names'][number];
type RawExample = RawVendor['examples']['match'][number];

/** Most vendors of a long list are a name and nothing else. */
const NONE: readonly never[] = Object.freeze([]);
const NO_EXAMPLES = Object.freeze({ match: NONE, noMatch: NONE });

/** A vendor as its file says it. `by` is the user's list that says it, null for shipped files. */
export function toVendor(raw: RawVendor, file: string | null, by: string | null = null): Vendor {
  return {
    id: raw.id,
    name: raw.name,
    names: toNames(raw.names, by),
    brands: toNames(raw.brands, by),
    identifiers: toIdentifiers(raw.identifiers, by),
    makes: raw.makes,
    country: raw.country,
    affiliates: raw.affiliates.length === 0 ? NONE : raw.affiliates.map((affiliate) => toAffiliate(affiliate, by)),
    relabels: raw.relabels,
    lookAlikes: raw.lookAlikes,
    examples: toExamples(raw.examples),
    sources: raw.sources,
    file,
  };
}

/**
 * Identifiers as a vendor has them; `by`: the list of the user that adds them, whose masks count whatever stands beside
 * them: its author decides.
 */
export function toIdentifiers(raw: RawVendor['identifiers'], by: string | null): Identifiers {
  if (raw.models.length === 0) return { ...raw, models: NONE };
  const models = raw.models.map(({ own, ...model }) => ({
    ...model,
    strength: by === null ? strengthOf(model.measured, own) : ('unmistakable' as const),
  }));
  return { ...raw, models };
}

/** Names as a vendor has them; `by`: the list of the user that adds them. */
export function toNames(names: readonly RawName[], by: string | null): readonly Name[] {
  if (names.length === 0) return NONE;
  return names.map(({ name, distinctive, certainty }) => ({ name, distinctive, certainty, by }));
}

/** An affiliate as a vendor has it; `by`: the list of the user that adds it. */
export function toAffiliate(raw: RawVendor['affiliates'][number], by: string | null): Affiliate {
  const { id, name, relation, from, until, stillSupplies, country, note, certainty, source } = raw;
  const identifiers = toIdentifiers(raw.identifiers, by);
  const [names, brands] = [toNames(raw.names, by), toNames(raw.brands, by)];
  const about = { relation, from, until, stillSupplies, country, note, certainty, source };
  return { id, name, names, brands, identifiers, ...about };
}

function toExamples({ match, noMatch }: RawVendor['examples']): Vendor['examples'] {
  if (match.length === 0 && noMatch.length === 0) return NO_EXAMPLES;
  return { match: match.map(toExample), noMatch: noMatch.map(toExample) };
}

function toExample({ confidence, affiliate, ...fields }: RawExample): MatchExample {
  return { fields, confidence: confidence ?? null, affiliate: affiliate ?? null };
}

import type { Affiliate, Identifiers, Maker, Name, RawVendor, Strength, Vendor } from './vendor.ts';

/** A vendor as its file says it. `by` is the user's list that says it, null for shipped files. */
export function toVendor(raw: RawVendor, file: string | null, by: string | null = null): Vendor {
  const affiliates = raw.affiliates.map((affiliate) => toAffiliate(affiliate, by));
  return { ...raw, ...toMaker(raw, by), affiliates, file };
}

/** An affiliate as a vendor has it; `by`: the list of the user that adds it. */
export function toAffiliate(raw: RawVendor['affiliates'][number], by: string | null): Affiliate {
  return { ...raw, ...toMaker(raw, by) };
}

function toMaker(
  { names, brands, identifiers }: Pick<RawVendor, 'names' | 'brands' | 'identifiers'>,
  by: string | null,
): Pick<Maker, 'names' | 'brands' | 'identifiers'> {
  return { names: toNames(names, by), brands: toNames(brands, by), identifiers: toIdentifiers(identifiers, by) };
}

/**
 * Identifiers as a vendor has them; `by`: the list of the user that adds them, whose masks count whatever stands beside
 * them: its author decides.
 */
export function toIdentifiers(raw: RawVendor['identifiers'], by: string | null): Identifiers {
  const models = raw.models.map((model) => ({ ...model, strength: by === null ? strengthOf(model) : UNMISTAKABLE }));
  return { ...raw, models };
}

/** Names as a vendor has them; `by`: the list of the user that adds them. */
export function toNames(names: RawVendor['names'], by: string | null): readonly Name[] {
  return names.map((name) => ({ ...name, by }));
}

/** Right matches from which a measurement says enough, and the part of wrong ones up to which a family is strong. */
const ENOUGH = 10;
const WRONG = 0.03;
/** The same for a family that no word before it makes doubtful. */
const UNMISTAKABLE = 'unmistakable';
const MANY = 50;
const HARDLY_WRONG = 0.005;

/**
 * Strength of a shipped family. Strong: at least 10 right and at most 3 % wrong, or the maker's own range and at most 3
 * % wrong. Unmistakable: at least 50 right and at most 0.5 % wrong. `own`: the source is the maker's own list of its
 * models, or what its devices call themselves.
 */
function strengthOf({ measured, own }: RawVendor['identifiers']['models'][number]): Strength {
  const { right, wrong } = measured ?? { right: 0, wrong: 0 };
  const part = wrong === 0 ? 0 : wrong / (right + wrong);
  if (right >= MANY && part <= HARDLY_WRONG) return UNMISTAKABLE;
  return (right >= ENOUGH || own) && part <= WRONG ? 'strong' : 'weak';
}

import type { VendorRef } from '../../core/finding.ts';
import type { IdentifierKey } from '../../core/identifiers.ts';
import type { Certainty, Maker, Vendor } from '../../knowledge/vendor.ts';

/** A vendor or one of its affiliates, as something a cell can point at. */
export type MakerEntry = Readonly<ReturnType<typeof makersOf>[number]>;

/** All makers of all vendors, a vendor before its affiliates. `isWanted`: whether a list names a vendor, by id. */
export function makersOf(vendors: readonly Vendor[], isWanted: (id: string) => boolean) {
  return vendors.flatMap((vendor) => {
    const { id, name } = vendor;
    /** False where no list names the vendor: then what points at it makes no finding. */
    const wanted = isWanted(id);
    /** `certainty`: how sure it is that the affiliate belongs to the vendor at all; `high` for the vendor itself. */
    const entryOf = (maker: Maker, affiliate: VendorRef['affiliate'], certainty: Certainty) => {
      return { vendor, ref: { id, name, affiliate }, maker, certainty, wanted };
    };
    const affiliates = vendor.affiliates.map((one) =>
      entryOf(one, { id: one.id, name: one.name, relation: one.relation }, one.certainty),
    );
    return [entryOf(vendor, null, 'high'), ...affiliates];
  });
}

/** An identifier as its maker's file has it. */
export interface OwnedValue {
  readonly maker: MakerEntry;
  readonly value: string;
  readonly certainty: Certainty;
}

/** The identifiers of one kind of all makers by what they are looked up by; of two that are alike the last. */
export function ownersOf(
  makers: readonly MakerEntry[],
  kind: IdentifierKey | 'macRegistrants' | 'macPrefixes',
): Map<string, OwnedValue> {
  const all = makers.flatMap((maker) => maker.maker.identifiers[kind].map((one) => ({ maker, ...one })));
  return new Map(all.map((one) => [one.value, one]));
}

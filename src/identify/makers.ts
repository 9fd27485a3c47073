import type { VendorRef } from '../core/finding.ts';
import type { Certainty, Maker, Vendor } from '../knowledge/vendor.ts';

/** A vendor or one of its affiliates, as something a cell can point at. */
export interface MakerEntry {
  /** Position of the vendor among all vendors: evidence for one vendor is gathered under it. */
  readonly vendor: number;
  readonly ref: VendorRef;
  readonly maker: Maker;
  /** How sure it is that the affiliate belongs to the vendor at all; `high` for the vendor itself. */
  readonly certainty: Certainty;
}

/** All makers of all vendors, a vendor before its affiliates. */
export function makersOf(vendors: readonly Vendor[]): MakerEntry[] {
  return vendors.flatMap((vendor, index) => [
    { vendor: index, ref: { id: vendor.id, name: vendor.name, affiliate: null }, maker: vendor, certainty: 'high' },
    ...vendor.affiliates.map((affiliate): MakerEntry => ({
      vendor: index,
      ref: {
        id: vendor.id,
        name: vendor.name,
        affiliate: { id: affiliate.id, name: affiliate.name, relation: affiliate.relation },
      },
      maker: affiliate,
      certainty: affiliate.certainty,
    })),
  ]);
}

import { categoryOf, type CategoryId } from '../core/fields.ts';
import type { Maker, ModelFamily, Vendor } from '../knowledge/vendor.ts';
import type { Hit } from './kinds/finder.ts';

/** What the entries of the chosen lists name: only a row that points at one of these becomes a finding. */
export interface Designated {
  /** Ids of vendors; an entry about an affiliate names its vendor. */
  readonly vendors: ReadonlySet<string>;
  readonly categories: ReadonlySet<CategoryId>;
}

/** Whether a hit points at something designated. */
export function pointsAt({ vendors, categories }: Designated, { maker, category }: Hit): boolean {
  return maker === null ? category !== null && categories.has(category) : vendors.has(maker.ref.id);
}

/**
 * The vendors without what points at nothing designated. Of a vendor that no entry names, model families remain that
 * tell a designated category.
 */
export function designatedOf(vendors: readonly Vendor[], designated: Designated): readonly Vendor[] {
  const isFamily = ({ is }: ModelFamily): boolean => {
    const category = categoryOf(is);
    return category !== null && designated.categories.has(category);
  };
  return vendors.flatMap((vendor) => {
    if (designated.vendors.has(vendor.id)) return [vendor];
    const makers = [vendor, ...vendor.affiliates];
    return makers.some(({ identifiers }) => identifiers.models.some(isFamily)) ? [onlyFamilies(vendor, isFamily)] : [];
  });
}

function onlyFamilies(vendor: Vendor, isFamily: (model: ModelFamily) => boolean): Vendor {
  const reduced = <Of extends Maker>(maker: Of): Of => ({
    ...maker,
    names: [],
    brands: [],
    identifiers: {
      macRegistrants: [],
      macPrefixes: [],
      enterpriseNumbers: [],
      fccGrantees: [],
      cpeVendors: [],
      gponVendorIds: [],
      tokens: [],
      models: maker.identifiers.models.filter(isFamily),
    },
  });
  return { ...reduced(vendor), relabels: [], lookAlikes: [], affiliates: vendor.affiliates.map(reduced) };
}

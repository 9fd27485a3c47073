import { IdTable } from './id-table.ts';

const HARMLESS = 1;
const FAILING = 2;

/** The assets with a finding: how many, how many of them fail, and the largest quantity of each. */
export class AssetTable {
  readonly #assets = new IdTable();
  /** Quantities other than 1, by what a number holds of an id. */
  readonly #quantities = new Map<number, number>();
  #found = 0;
  #failing = 0;
  #units = 0;

  /** `assetId`: 16 hex digits. */
  add(assetId: string, quantity: number, fails: boolean): void {
    const before = this.#assets.get(assetId);
    const is = fails ? FAILING : Math.max(before, HARMLESS);
    if (is !== before) this.#assets.set(assetId, is);
    if (before === 0) {
      this.#found += 1;
      // It counts as one until something else is said of it.
      this.#units += 1;
      if (quantity !== 1) this.#setQuantity(assetId, quantity);
    } else if (quantity > this.#quantity(assetId)) this.#setQuantity(assetId, quantity);
    if (fails && before !== FAILING) this.#failing += 1;
  }

  /** Distinct assets. */
  get found(): number {
    return this.#found;
  }

  /** Distinct assets of which a finding fails. */
  get failing(): number {
    return this.#failing;
  }

  /** The sum over all assets of their largest quantity. */
  get units(): number {
    return this.#units;
  }

  #quantity(assetId: string): number {
    return this.#quantities.get(keyOf(assetId)) ?? 1;
  }

  #setQuantity(assetId: string, quantity: number): void {
    this.#units += quantity - this.#quantity(assetId);
    this.#quantities.set(keyOf(assetId), quantity);
  }
}

/** The first 52 of the 64 bits. */
function keyOf(assetId: string): number {
  return parseInt(assetId.slice(0, 13), 16);
}

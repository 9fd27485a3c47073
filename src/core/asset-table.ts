/**
 * Tables side by side: one that grows is held twice for a moment, and all of it would be a tenth of a long run's
 * memory.
 */
const SHARDS = 256;
const SHARD_DIGITS = 2;
const FIRST_PLACES = 12;

interface Shard {
  /** Key + 1, negative for an asset that fails; 0 marks a free place. */
  places: Float64Array;
  used: number;
}

/**
 * The assets with a finding: how many, how many of them fail, and the largest quantity of each. Open-addressing tables
 * over 60 of the 64 bits of an id: 8 bytes a place, where a Map of strings takes about 100 bytes an asset; quantities
 * other than 1 stand beside it. They grow by a quarter, so that a million assets take 13 MB and half a million half of
 * that.
 */
export class AssetTable {
  readonly #shards: Shard[] = [];
  readonly #quantities = new Map<number, number>();
  #found = 0;
  #failing = 0;
  #units = 0;

  /** `assetId`: 16 hex digits. Returns true for an asset that was not there before. */
  add(assetId: string, quantity: number, fails: boolean): boolean {
    const key = parseInt(assetId.slice(0, 13), 16) + 1;
    // The digits that the key leaves out.
    const shard = this.#shard(parseInt(assetId.slice(-SHARD_DIGITS), 16));
    if (shard.used * 4 > shard.places.length * 3) grow(shard);
    const { places } = shard;
    const at = placeOf(places, key);
    const isNew = places[at] === 0;
    if (isNew) {
      places[at] = key;
      shard.used += 1;
      this.#found += 1;
      this.#units += 1;
      // It counts as one until something else is said of it.
      if (quantity !== 1) this.#setQuantity(key, quantity);
    } else if (quantity > (this.#quantities.get(key) ?? 1)) this.#setQuantity(key, quantity);
    if (fails && places[at] === key) {
      places[at] = -key;
      this.#failing += 1;
    }
    return isNew;
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

  #setQuantity(key: number, quantity: number): void {
    this.#units += quantity - (this.#quantities.get(key) ?? 1);
    this.#quantities.set(key, quantity);
  }

  #shard(number: number): Shard {
    while (this.#shards.length < SHARDS) this.#shards.push({ places: new Float64Array(FIRST_PLACES), used: 0 });
    return this.#shards[number] as Shard;
  }
}

function grow(shard: Shard): void {
  const larger = new Float64Array(Math.ceil(shard.places.length * 1.25));
  for (const place of shard.places) if (place !== 0) larger[placeOf(larger, Math.abs(place))] = place;
  shard.places = larger;
}

/**
 * Where a key is, or the free place where it goes. Its lowest 32 bits say where to look: a remainder of all 53 is no
 * integer division.
 */
function placeOf(places: Float64Array, key: number): number {
  let at = (key >>> 0) % places.length;
  while (places[at] !== 0 && Math.abs(places[at] as number) !== key) at = at + 1 === places.length ? 0 : at + 1;
  return at;
}

/** Tables side by side: one that grows is held twice for a moment, and all of it would be a tenth of a long run's memory. */
const SHARDS = 256;
const SHARD_DIGITS = 2;
const FIRST_PLACES = 12;

interface Shard {
  /** Key + 1; 0 marks a free place. */
  places: Float64Array;
  used: number;
}

/**
 * The largest quantity seen for each finding id. Open-addressing tables over 60 of the 64 bits of an id: 8 bytes a
 * place, where a Map of strings takes about 100 bytes an asset; quantities other than 1 stand beside it. They grow by a
 * quarter, so that a million assets take 13 MB and half a million half of that.
 */
export class Units {
  readonly #shards: Shard[] = [];
  #sum = 0;
  readonly #quantities = new Map<number, number>();

  /** `id`: 16 hex digits. */
  add(id: string, quantity: number): void {
    const key = parseInt(id.slice(0, 13), 16) + 1;
    // The digits that the key leaves out.
    const shard = this.#shard(parseInt(id.slice(-SHARD_DIGITS), 16));
    if (shard.used * 4 > shard.places.length * 3) grow(shard);
    const { places } = shard;
    const at = placeOf(places, key);
    if (places[at] === 0) {
      places[at] = key;
      shard.used += 1;
      this.#sum += quantity;
      if (quantity !== 1) this.#quantities.set(key, quantity);
      return;
    }
    const before = this.#quantities.get(key) ?? 1;
    if (quantity <= before) return;
    this.#quantities.set(key, quantity);
    this.#sum += quantity - before;
  }

  /** The sum over all ids of their largest quantity. */
  total(): number {
    return this.#sum;
  }

  #shard(number: number): Shard {
    while (this.#shards.length < SHARDS) this.#shards.push({ places: new Float64Array(FIRST_PLACES), used: 0 });
    return this.#shards[number] as Shard;
  }
}

function grow(shard: Shard): void {
  const larger = new Float64Array(Math.ceil(shard.places.length * 1.25));
  for (const key of shard.places) if (key !== 0) larger[placeOf(larger, key)] = key;
  shard.places = larger;
}

/** Where a key is, or the free place where it goes. Its lowest 32 bits say where to look: a remainder of all 53 is no integer division. */
function placeOf(places: Float64Array, key: number): number {
  let at = (key >>> 0) % places.length;
  while (places[at] !== 0 && places[at] !== key) at = at + 1 === places.length ? 0 : at + 1;
  return at;
}

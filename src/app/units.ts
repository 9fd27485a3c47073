/**
 * The largest quantity seen for each finding id. An open-addressing table over 52 of the 64 bits of an id: 8 bytes a
 * place, where a Map of strings takes about 100 bytes an asset; quantities other than 1 stand beside it. Grows by half,
 * so that a million assets take 12 MB.
 */
export class Units {
  /** Key + 1; 0 marks a free place. */
  #places = new Float64Array(1024);
  #used = 0;
  #sum = 0;
  readonly #quantities = new Map<number, number>();

  /** `id`: 16 hex digits. */
  add(id: string, quantity: number): void {
    if (this.#used * 4 > this.#places.length * 3) this.#grow();
    const key = parseInt(id.slice(0, 13), 16) + 1;
    const at = placeOf(this.#places, key);
    if (this.#places[at] === 0) {
      this.#places[at] = key;
      this.#used += 1;
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

  #grow(): void {
    const larger = new Float64Array(Math.ceil(this.#places.length * 1.5));
    for (const key of this.#places) if (key !== 0) larger[placeOf(larger, key)] = key;
    this.#places = larger;
  }
}

/** Where a key is, or the free place where it goes. Its lowest 32 bits say where to look: a remainder of all 53 is no integer division. */
function placeOf(places: Float64Array, key: number): number {
  let at = (key >>> 0) % places.length;
  while (places[at] !== 0 && places[at] !== key) at = at + 1 === places.length ? 0 : at + 1;
  return at;
}

/**
 * The largest quantity seen for each finding id. An open-addressing table over the 64 bits of an id: 12 bytes a place,
 * three quarters of them used, where a Map of strings takes about 100 bytes an asset.
 */
export class Units {
  #size = 1024;
  #used = 0;
  #high = new Uint32Array(this.#size);
  #low = new Uint32Array(this.#size);
  /** Quantity + 1; 0 marks a free place. */
  #quantity = new Uint32Array(this.#size);

  /** `id`: 16 hex digits. */
  add(id: string, quantity: number): void {
    if (this.#used * 4 > this.#size * 3) this.#grow();
    this.#put(parseInt(id.slice(0, 8), 16), parseInt(id.slice(8, 16), 16), quantity + 1);
  }

  /** The sum over all ids of their largest quantity. */
  total(): number {
    let sum = 0;
    for (const quantity of this.#quantity) if (quantity > 0) sum += quantity - 1;
    return sum;
  }

  #put(high: number, low: number, quantity: number): void {
    const mask = this.#size - 1;
    for (let at = (high ^ low) & mask; ; at = (at + 1) & mask) {
      const there = this.#quantity[at] ?? 0;
      if (there === 0) {
        this.#high[at] = high;
        this.#low[at] = low;
        this.#quantity[at] = quantity;
        this.#used += 1;
        return;
      }
      if (this.#high[at] === high && this.#low[at] === low) {
        if (quantity > there) this.#quantity[at] = quantity;
        return;
      }
    }
  }

  #grow(): void {
    const [high, low, quantity] = [this.#high, this.#low, this.#quantity];
    this.#size *= 2;
    this.#used = 0;
    this.#high = new Uint32Array(this.#size);
    this.#low = new Uint32Array(this.#size);
    this.#quantity = new Uint32Array(this.#size);
    quantity.forEach((value, at) => {
      if (value > 0) this.#put(high[at] ?? 0, low[at] ?? 0, value);
    });
  }
}

/** Tables side by side: one that grows is held twice for a moment, and all of it would be felt. */
const SHARDS = 256;
/** A power of two, as all later numbers of places are. */
const FIRST_PLACES = 8;
/** Both halves of an id and its number. */
const WORDS = 3;

interface Shard {
  /** The words of each place; one whose number is 0 is free. */
  places: Int32Array;
  used: number;
}

/**
 * A number other than 0 for each of many ids. Open addressing over the 64 bits of an id: 16 to 32 bytes an id, where a
 * Map of strings takes about 100.
 */
export class IdTable {
  readonly #shards: Shard[] = [];

  /** The number of an id, 16 hex digits; 0 for one that has none. */
  get(id: string): number {
    const [high, low] = [bitsAt(id, 0), bitsAt(id, 8)];
    const { places } = this.#shard(low);
    return places[placeOf(places, high, low) + 2] as number;
  }

  /** Gives an id a number, instead of the one that it may have. */
  set(id: string, number: number): void {
    const [high, low] = [bitsAt(id, 0), bitsAt(id, 8)];
    const shard = this.#shard(low);
    if (shard.used * 4 * WORDS > shard.places.length * 3) grow(shard);
    const { places } = shard;
    const at = placeOf(places, high, low);
    if (places[at + 2] === 0) shard.used += 1;
    places[at] = high;
    places[at + 1] = low;
    places[at + 2] = number;
  }

  #shard(low: number): Shard {
    while (this.#shards.length < SHARDS) this.#shards.push({ places: new Int32Array(FIRST_PLACES * WORDS), used: 0 });
    return this.#shards[low & (SHARDS - 1)] as Shard;
  }
}

function grow(shard: Shard): void {
  const { places } = shard;
  const larger = new Int32Array(places.length * 2);
  for (let at = 0; at < places.length; at += WORDS) {
    if (places[at + 2] === 0) continue;
    const to = placeOf(larger, places[at] as number, places[at + 1] as number);
    for (let word = 0; word < WORDS; word += 1) larger[to + word] = places[at + word] as number;
  }
  shard.places = larger;
}

/** Where an id is, or the free place where it goes; its first 32 bits say where to look. */
function placeOf(places: Int32Array, high: number, low: number): number {
  let at = (high & (places.length / WORDS - 1)) * WORDS;
  while (places[at + 2] !== 0 && (places[at] !== high || places[at + 1] !== low)) {
    at += WORDS;
    if (at === places.length) at = 0;
  }
  return at;
}

/** Eight hex digits as 32 bits. A letter is 9 more than the last four bits of its code. */
function bitsAt(id: string, from: number): number {
  let bits = 0;
  for (let at = from; at < from + 8; at += 1) {
    const code = id.charCodeAt(at);
    bits = (bits << 4) | ((code & 15) + (code >> 6) * 9);
  }
  return bits;
}

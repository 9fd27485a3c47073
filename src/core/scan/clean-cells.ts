import { Cache } from '../cache.ts';

/** As many as a column remembers. */
export const MOST_CLEAN = 20_000;

/** Cells in which nothing designated was found, looked up by their hash first. */
export class CleanCells {
  readonly #byHash = new Cache<number, Uint8Array>(MOST_CLEAN);

  /** Adds a cell; one that is not ASCII is never looked up. */
  add(cell: string): void {
    let hash = 0;
    for (let at = 0; at < cell.length; at += 1) hash = step(hash, cell.charCodeAt(at));
    this.#byHash.set(hash, Buffer.from(cell, 'utf8'));
  }

  clear(): void {
    this.#byHash.clear();
  }

  /** Whether the cell from `from` to `to` is one of these. */
  has(codes: Uint8Array, from: number, to: number): boolean {
    let hash = 0;
    for (let at = from; at < to; at += 1) hash = step(hash, codes[at] as number);
    const known = this.#byHash.get(hash);
    return known !== undefined && stands(known, codes, from, to);
  }
}

function stands(cell: Uint8Array, codes: Uint8Array, from: number, to: number): boolean {
  if (cell.length !== to - from) return false;
  for (let at = 0; at < cell.length; at += 1) if (cell[at] !== codes[from + at]) return false;
  return true;
}

function step(hash: number, code: number): number {
  return ((hash << 5) - hash + code) | 0;
}

import { Cache } from '../cache.ts';

/** As many as a column remembers. */
export const MOST_CLEAN = 20_000;

/** Cells in which nothing designated was found, looked up by their hash first. */
export class CleanCells {
  readonly #byHash = new Cache<number, Uint8Array>(MOST_CLEAN);

  add(cell: string): void {
    const bytes = Buffer.from(cell, 'utf8');
    this.#byHash.set(hashOf(bytes, 0, bytes.length), bytes);
  }

  clear(): void {
    this.#byHash.clear();
  }

  /** Whether the cell from `from` to `to` of a text in UTF-8 is one of these. */
  has(codes: Uint8Array, from: number, to: number): boolean {
    const known = this.#byHash.get(hashOf(codes, from, to));
    return known !== undefined && stands(known, codes, from, to);
  }
}

function stands(cell: Uint8Array, codes: Uint8Array, from: number, to: number): boolean {
  if (cell.length !== to - from) return false;
  for (let at = 0; at < cell.length; at += 1) if (cell[at] !== codes[from + at]) return false;
  return true;
}

function hashOf(codes: Uint8Array, from: number, to: number): number {
  let hash = 0;
  for (let at = from; at < to; at += 1) hash = ((hash << 5) - hash + (codes[at] as number)) | 0;
  return hash;
}

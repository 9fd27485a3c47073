import { sha256 } from '#runtime';
import { IDENTITY_FIELDS } from './fields.ts';
import type { Finding } from './finding.ts';
import { macsIn } from './mac.ts';
import type { NoValue } from './no-value.ts';
import { foldCell, hasLetterOrDigit } from './text.ts';

/**
 * The key that identifies an asset: its first usable serial, asset tag, hostname (with its site) or MAC, else all its
 * identity cells. A value that equals the model is not usable. The key is made from `asset` of a finding alone, so an
 * earlier result gives the same one. It begins with its kind: a serial never equals a hostname.
 */
export function assetKey(asset: Finding['asset'], noValue: NoValue) {
  for (const kind of ['serial', 'assetTag', 'hostname'] as const) {
    const value = normalise(asset[kind]);
    if (!isUsable(value, noValue) || value === normalise(asset.model)) continue;
    const site = kind === 'hostname' ? normalise(asset.site) : '';
    return { kind, key: site === '' ? `${kind}=${value}` : `${kind}=${value}\nsite=${site}` };
  }
  const mac = firstMac(asset.mac);
  if (mac !== null) return { kind: 'mac' as const, key: `mac=${mac}` };
  const cells = IDENTITY_FIELDS.map((field) => `${field}=${normalise(asset[field])}`);
  return { kind: 'cells' as const, key: cells.join('\n') };
}

/**
 * An id: the first 16 hex digits of the SHA-256 of a text. That of an asset is made from its key; that of a finding
 * from its vendor or category and the key, never from file name or row: sorting or renaming an inventory changes no id.
 */
export function idOf(text: string): string {
  return sha256(text).slice(0, 16);
}

/** The first burnt-in MAC address of a cell, which may hold several; null: it holds none. */
export function firstMac(cell: string | undefined): string | null {
  return macsIn(cell ?? '')[0] ?? null;
}

const normalise = (cell: string | undefined): string => (cell === undefined ? '' : foldCell(cell));

/** Fillers that many assets share: zeros, x's, one digit six times or more. */
const FILLER = /^(?:0+|x+|(\d)\1{5,})$/;

/** Whether a folded value can identify an asset: it is neither a filler nor a word for "no value". */
export function isUsable(value: string, noValue: NoValue): boolean {
  return hasLetterOrDigit(value) && !FILLER.test(value) && !noValue.isEmpty(value);
}

const FOUND = 1;
const FAILING = 2;
/** The bit at which the marks of the caller begin. */
const FIRST_MARK = 2;

/** Counts the assets with a finding, and those that fail, with the quantity with which each first fails. */
export class AssetTable {
  readonly #assets = new IdTable();
  /** Distinct assets with a finding, and those with a finding that fails. */
  found = 0;
  failing = 0;
  /** The sum of their quantities. */
  pieces = 0;

  /** Adds a finding. `assetId`: 16 hex digits; `marks`: bits of the caller. Returns those new to the asset. */
  add(assetId: string, quantity: number, fails: boolean, marks = 0): number {
    const before = this.#assets.addBits(assetId, FOUND | (fails ? FAILING : 0) | (marks << FIRST_MARK));
    if (before === 0) this.found += 1;
    if (fails && (before & FAILING) === 0) {
      this.failing += 1;
      this.pieces += quantity;
    }
    return marks & ~(before >> FIRST_MARK);
  }
}

/** A power of two; the number of places only doubles. */
const FIRST_PLACES = 64;
const PLACE_SIZE = 3;

/** A number other than 0 for each of many ids, by open addressing: 16 to 32 bytes an id; a Map of strings takes 100. */
export class IdTable {
  /** For each place the two halves of an id and its number, 0 where the place is free. */
  #places = new Int32Array(FIRST_PLACES * PLACE_SIZE);
  #used = 0;

  get(id: string): number {
    return this.#places[placeOf(this.#places, bitsAt(id, 0), bitsAt(id, 8)) + 2] as number;
  }

  set(id: string, number: number): void {
    const at = this.#placeFor(id);
    this.#places[at + 2] = number;
  }

  /** Adds bits to the number of an id, and returns what it was. */
  addBits(id: string, bits: number): number {
    const at = this.#placeFor(id);
    const before = this.#places[at + 2] as number;
    this.#places[at + 2] = before | bits;
    return before;
  }

  #placeFor(id: string): number {
    if (this.#used * 4 * PLACE_SIZE > this.#places.length * 3) this.#places = doubled(this.#places);
    const high = bitsAt(id, 0);
    const low = bitsAt(id, 8);
    const at = placeOf(this.#places, high, low);
    if (this.#places[at + 2] !== 0) return at;
    this.#used += 1;
    this.#places[at] = high;
    this.#places[at + 1] = low;
    return at;
  }
}

function doubled(places: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(places.length * 2);
  for (let at = 0; at < places.length; at += PLACE_SIZE) {
    if (places[at + 2] === 0) continue;
    const to = placeOf(more, places[at] as number, places[at + 1] as number);
    for (let part = 0; part < PLACE_SIZE; part += 1) more[to + part] = places[at + part] as number;
  }
  return more;
}

/** Where an id is, or the free place where it goes. The search begins at the place that `high` names. */
function placeOf(places: Int32Array, high: number, low: number): number {
  let at = (high & (places.length / PLACE_SIZE - 1)) * PLACE_SIZE;
  while (places[at + 2] !== 0 && (places[at] !== high || places[at + 1] !== low)) {
    at += PLACE_SIZE;
    if (at === places.length) at = 0;
  }
  return at;
}

/** Eight hex digits as 32 bits. The value of a letter is 9 more than the last four bits of its code. */
function bitsAt(id: string, from: number): number {
  let bits = 0;
  for (let at = from; at < from + 8; at += 1) {
    const code = id.charCodeAt(at);
    bits = (bits << 4) | ((code & 15) + (code >> 6) * 9);
  }
  return bits;
}

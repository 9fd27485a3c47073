import type { Field } from './fields.ts';
import { IDENTITY_FIELDS } from './fields.ts';
import { isBurntIn, macParts } from './mac.ts';
import { foldCell } from './text.ts';
import type { NoValue } from './words/no-value.ts';

/** What an asset key is derived from, from surest to weakest. */
export type AssetKeyKind = 'serial' | 'assetTag' | 'hostname' | 'mac' | 'cells';

export interface AssetKey {
  readonly kind: AssetKeyKind;
  /** Normalised, and prefixed with its kind, so that a serial never equals a hostname. */
  readonly key: string;
}

export type AssetCells = Readonly<Partial<Record<Field, string>>>;

/**
 * The key that tells one asset from another: the first usable of serial, asset tag, hostname, MAC, else all identity
 * cells. Made from `asset` of a finding alone, so that it can be made again from an earlier result.
 */
export function assetKey(asset: AssetCells, noValue: NoValue): AssetKey {
  for (const kind of ['serial', 'assetTag', 'hostname'] as const) {
    const value = normalise(asset[kind]);
    if (isUsable(value, noValue)) return { kind, key: `${kind}=${value}` };
  }
  const mac = firstMac(asset.mac);
  if (mac !== null) return { kind: 'mac', key: `mac=${mac}` };
  const cells = IDENTITY_FIELDS.map((field) => `${field}=${normalise(asset[field])}`);
  return { kind: 'cells', key: cells.join('\n') };
}

/** True when ids of this kind name one asset for sure; ids of other kinds are compared by how many rows have them. */
export function isUnique(kind: AssetKeyKind): boolean {
  return kind === 'serial' || kind === 'assetTag';
}

/** The first burnt-in address of a cell that may hold several. */
export function firstMac(cell: string | undefined): string | null {
  return macParts(cell ?? '').find(isBurntIn) ?? null;
}

/** Printable ASCII without spaces: what nearly every serial, tag and host name is. */
const PLAIN = /^[!-~]+$/;

function normalise(cell: string | undefined): string {
  if (cell === undefined) return '';
  if (PLAIN.test(cell)) return cell.toLowerCase();
  return foldCell(cell);
}

/** Of fillers that many assets share: zeros, x's, dashes, one digit over and over. */
const FILLER = /^(?:0+|x+|[^\p{L}\p{N}]+|(\d)\1{5,})$/u;

/** Not an empty-value word, and not a filler. */
function isUsable(value: string, noValue: NoValue): boolean {
  return value !== '' && !noValue.isEmpty(value) && !FILLER.test(value);
}

import { sha256 } from '#runtime';

/** The id of an asset: 16 hex digits over its own key. */
export function assetId(assetKey: string): string {
  return sha256(assetKey).slice(0, 16);
}

/**
 * The id of a finding: 16 hex digits over the designated thing and the asset's own key, never file name or row, so
 * that sorting or renaming an inventory changes no id.
 */
export function findingId(thing: string, assetKey: string): string {
  return sha256(`${thing}\n${assetKey}`).slice(0, 16);
}

import { createHash } from 'node:crypto';

/** Hex sha256 of a text (UTF-8) or bytes. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * The id of a finding: 16 hex digits over the designated thing and the asset's own key, never file name or row, so
 * that sorting or renaming an inventory changes no id.
 */
export function findingId(thing: string, assetKey: string): string {
  return sha256(`${thing}\n${assetKey}`).slice(0, 16);
}

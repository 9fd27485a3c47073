import { assetKey } from '../core/asset.ts';
import { Cache } from '../core/cache.ts';
import type { Identification } from '../core/finding.ts';
import { assetId } from '../core/fingerprint.ts';
import type { NoValue } from '../core/no-value.ts';
import type { Asset } from './asset.ts';

/** The asset of a finding, with its key and id. */
export interface NamedAsset {
  readonly asset: Asset;
  readonly key: string;
  readonly id: string;
}

/** Addresses that are remembered: an access point beyond these is found again, which is no harm. */
const MOST = 10_000;

/** Whether all that points at the vendor are addresses of devices that the row's own one is attached to. */
export function isOfAttached({ evidence }: Pick<Identification, 'evidence'>): boolean {
  return evidence.every(({ kind, part }) => part === 'other-device' && kind === 'mac');
}

/**
 * Devices that others are attached to, by their addresses. A thousand clients of one access point are one finding of
 * it, in the first row of an input that names it, and its asset is the access point.
 */
export class AttachedDevices {
  readonly #known = new Cache<string, true>(MOST);
  readonly #noValue: NoValue;

  constructor(noValue: NoValue) {
    this.#noValue = noValue;
  }

  /**
   * The attached devices of a row as an asset, as far as no earlier row of the input named them; null: all are known.
   */
  next(source: string, { vendor, evidence }: Pick<Identification, 'vendor' | 'evidence'>): NamedAsset | null {
    const fresh = evidence.map(({ seen }) => seen).filter((mac) => this.#isNew(`${mac} ${vendor?.id ?? ''} ${source}`));
    if (fresh.length === 0) return null;
    const asset = { mac: fresh.join(' ') };
    const { key } = assetKey(asset, this.#noValue);
    return { asset, key, id: assetId(key) };
  }

  #isNew(key: string): boolean {
    if (this.#known.get(key) !== undefined) return false;
    this.#known.set(key, true);
    return true;
  }
}

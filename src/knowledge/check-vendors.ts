import type { Reading } from '../yaml/read.ts';
import type { RawVendor } from './vendor-shape.ts';

export function checkVendors(vendors: readonly RawVendor[], reading: Reading): void {
  void vendors;
  void reading;
}

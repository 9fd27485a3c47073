import type { Reading } from '../yaml/read.ts';
import type { Profile } from './ban-list.ts';
import type { RawList } from './list-shape.ts';
import type { RawVendor } from './vendor-shape.ts';

export function checkLists(lists: readonly RawList[], vendors: readonly RawVendor[], reading: Reading): void {
  void lists;
  void vendors;
  void reading;
}
export function checkProfiles(profiles: readonly Profile[], lists: readonly RawList[], reading: Reading): void {
  void profiles;
  void lists;
  void reading;
}

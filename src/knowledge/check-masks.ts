import { positionsOf, trustedMask } from '../core/mask/mask.ts';
import type { Reading } from '../yaml/read.ts';
import type { RawList } from './list-shape.ts';

/** Positions of all masks of one list, with groups and counts written out: what a run holds and matches. */
const MOST_POSITIONS = 100_000;

interface Masked {
  readonly mask: string;
  readonly except: readonly string[];
}

/** Complains of a list whose masks are too many or too long, at the first that is over the bound. */
export function checkMasks(list: RawList, reading: Reading): void {
  let positions = 0;
  for (const model of masksOf(list)) {
    for (const text of [model.mask, ...model.except]) positions += positionsOf(trustedMask(text).items);
    if (positions <= MOST_POSITIONS) continue;
    const bound = MOST_POSITIONS.toLocaleString('en-US');
    reading.complain(
      reading.at(model),
      `with this mask, those of the list have more than ${bound} characters once groups and counts are written out`,
      'write a range as one mask (S57##*), or make it two lists',
    );
    return;
  }
}

function masksOf({ entries }: RawList): readonly Masked[] {
  return entries.flatMap(({ vendor, models }) => {
    const makers = vendor === null ? [] : [vendor, ...vendor.affiliates];
    return [...makers.flatMap(({ identifiers }) => identifiers.models), ...models];
  });
}

import { diskFiles } from '../app/disk.ts';
import { createLibrary, type Shipped } from './library.ts';
import type { Library } from './types.ts';

export { UserError } from '../core/errors.ts';

/** The library of Node: what it is given may be files of the disk, named by their paths. */
export function createNodeLibrary(shipped: Omit<Shipped, 'disk'>): Library {
  return createLibrary({ ...shipped, disk: diskFiles('.') });
}

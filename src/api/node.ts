import { diskFiles } from '../app/disk.ts';
import { createLibrary, type Shipped } from './library.ts';
import type { Library } from './types.ts';

export { UserError } from '../core/errors.ts';

/** Makes the library for Node, where inputs may also be paths of files on the disk. */
export function createNodeLibrary(shipped: Omit<Shipped, 'disk'>): Library {
  return createLibrary({ ...shipped, disk: diskFiles('.') });
}

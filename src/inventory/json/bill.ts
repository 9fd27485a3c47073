import { IN_DEVICE } from './fields.ts';
import type { FlatCell } from './flatten.ts';
import { KeyPath } from './key-path.ts';
import type { JsonNode } from './tree.ts';

/** A member of a map, undefined where there is none. */
export function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === 'map' ? node.entries.find(([each]) => each === key)?.[1] : undefined;
}

/** The cells of a part of a bill of material under the names that they have here; those without one are left out. */
export function renamed(cells: readonly FlatCell[], names: ReadonlyMap<string, string>): FlatCell[] {
  return cells.flatMap((cell) => {
    const name = names.get(cell.path.name);
    return name === undefined ? [] : [{ ...cell, path: KeyPath.of(name), steps: 0 }];
  });
}

/** The cell that says of a program what kind of thing it is, in the words of categories. */
export const SOFTWARE: FlatCell = { path: KeyPath.of(IN_DEVICE.category), value: 'software', steps: 0 };

import { IN_DEVICE } from './fields.ts';
import type { FlatCell, FlatRecord } from './flatten.ts';
import { KeyPath } from './key-path.ts';
import type { JsonNode } from './tree.ts';

/** The cell that says of a program what kind of thing it is, in the words of categories. */
export const SOFTWARE: FlatCell = { path: KeyPath.of(IN_DEVICE.category), value: 'software' };

/** A member of a map, undefined where there is none. */
export function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === 'map' ? node.entries.find(([each]) => each === key)?.[1] : undefined;
}

/** The cells of a part of a bill of material under the names that they have here; those without one are left out. */
export function renamed(cells: readonly FlatCell[], names: ReadonlyMap<string, string>): readonly FlatCell[] {
  return cells.flatMap(({ path, value }) => {
    const name = names.get(path.name);
    return name === undefined ? [] : [{ path: KeyPath.of(name), value }];
  });
}

/** A part of a bill of material with other cells than its own, each of which stands where it does. */
export function withCells(record: FlatRecord, cells: readonly FlatCell[]): FlatRecord {
  const places = cells.map(({ path }) => ({ path, steps: 0 }));
  return { ...record, places, values: cells.map(({ value }) => value), inside: [] };
}

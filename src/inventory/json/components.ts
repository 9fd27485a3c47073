import { IN_DEVICE } from './fields.ts';
import { cellsOf, flatten, type Context, type FlatCell, type FlatRecord } from './flatten.ts';
import { KeyPath } from './key-path.ts';
import type { JsonMap, JsonNode } from './tree.ts';

/**
 * Component types that are ingredients of software; every other has a maker to judge, also one that no version defines.
 */
const INGREDIENTS = new Set(['library', 'framework', 'file', 'data', 'machine-learning-model', 'cryptographic-asset']);

/** Types of programs (CycloneDX 1.6). */
const PROGRAMS = new Set(['application', 'container', 'platform', 'operating-system', 'firmware', 'device-driver']);

/**
 * What the members of a component are called here. A supplier may be a distributor, so it is read as what the component
 * is, not as its maker (CycloneDX 1.6, `component.supplier`).
 */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['manufacturer.name', 'manufacturer'],
  ['supplier.name', 'platform'],
  ['publisher', 'platform'],
  ['name', 'model'],
  ['description', 'description'],
  ['cpe', 'cpe'],
  ['properties.cdx:device:quantity', 'quantity'],
  ['properties.cdx:device:serialNumber', 'serial'],
  ['swid.name', 'description'],
]);

/** The cell that says of a program what kind of thing it is, in the words of categories. */
const SOFTWARE: FlatCell = { path: KeyPath.of(IN_DEVICE.category), value: 'software' };

/** The components of a parsed bill of material: the product it is about, and everything in it. */
export function* componentsOf(node: JsonNode, pointer: readonly string[], context: Context): Generator<FlatRecord> {
  if (node.kind !== 'map') return;
  const inner = pointer.at(0) === 'components' && pointer.length === 2;
  if (inner) {
    yield* component(node, pointer, context, 'component');
    return;
  }
  const metadata = member(node, 'metadata');
  const product = member(metadata, 'component');
  if (product?.kind === 'map') {
    yield* component(withMakers(product, metadata), [...pointer, 'metadata', 'component'], context, 'device');
  }
  yield* listed(node, pointer, context);
}

/**
 * The product with what its bill says of it elsewhere (CycloneDX 1.2 to 1.5, `metadata.manufacture` and `.supplier`).
 */
function withMakers(product: JsonMap, metadata: JsonNode | undefined): JsonMap {
  const said = [
    ['manufacturer', member(metadata, 'manufacture')],
    ['supplier', member(metadata, 'supplier')],
  ] as const;
  const added = said.flatMap(([key, value]) =>
    value === undefined || member(product, key) !== undefined ? [] : [[key, value] as const],
  );
  return { ...product, entries: [...product.entries, ...added] };
}

function* listed(map: JsonMap, pointer: readonly string[], context: Context): Generator<FlatRecord> {
  const list = member(map, 'components');
  if (list?.kind !== 'list') return;
  for (const [index, item] of list.items.entries()) {
    if (item.kind === 'map') yield* component(item, [...pointer, 'components', String(index)], context, 'component');
  }
}

function* component(
  map: JsonMap,
  pointer: readonly string[],
  context: Context,
  part: FlatRecord['part'],
): Generator<FlatRecord> {
  const type = member(map, 'type');
  if (type?.kind !== 'text' || !INGREDIENTS.has(type.text)) {
    const own = { ...map, entries: map.entries.filter(([key]) => key !== 'components') };
    const flat: FlatRecord = flatten(own, pointer, part, context);
    const cells = renamed([flat, ...flat.inside].flatMap(cellsOf), NAMES);
    yield withCells(flat, isProgram(type, part) ? [...cells, SOFTWARE] : cells);
  }
  yield* listed(map, pointer, context);
}

/** Whether a component is a program; a product of which that is said is one if it runs on whatever device. */
function isProgram(type: JsonNode | undefined, part: FlatRecord['part']): boolean {
  if (type?.kind !== 'text') return false;
  return part === 'device' ? type.text === 'application' : PROGRAMS.has(type.text);
}

/** A member of a map, undefined where there is none. */
function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === 'map' ? node.entries.find(([each]) => each === key)?.[1] : undefined;
}

/** The cells of a part of a bill of material under the names that they have here; those without one are left out. */
function renamed(cells: readonly FlatCell[], names: ReadonlyMap<string, string>): readonly FlatCell[] {
  return cells.flatMap(({ path, value }) => {
    const name = names.get(path.name);
    return name === undefined ? [] : [{ path: KeyPath.of(name), value }];
  });
}

/** A part of a bill of material with other cells than its own, each of which stands where it does. */
function withCells(record: FlatRecord, cells: readonly FlatCell[]): FlatRecord {
  const places = cells.map(({ path }) => ({ path, steps: 0 }));
  return { ...record, places, values: cells.map(({ value }) => value), inside: [] };
}

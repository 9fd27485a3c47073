import { member, renamed, SOFTWARE, withCells } from './bill.ts';
import type { Context, FlatRecord } from './flatten.ts';
import { cellsOf, flatten } from './flatten.ts';
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

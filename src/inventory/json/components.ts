import type { Part } from '../../core/record.ts';
import { IN_DEVICE } from './keys.ts';
import { flatten, JsonRecord, type Context } from './record.ts';
import { JsonList, JsonMap, membersOf, type Json } from './tree.ts';

/**
 * Component types that are ingredients of software: what they name is a mention. Every other has a maker to judge, also
 * one that no version defines.
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
export function* componentsOf(node: Json, pointer: readonly string[], context: Context): Generator<JsonRecord> {
  if (!(node instanceof JsonMap)) return;
  if (pointer.length === 2 && pointer[0] === 'components') {
    yield* component(node, pointer, context, 'component');
    return;
  }
  const metadata = node.get('metadata');
  const product = metadata instanceof JsonMap ? metadata.get('component') : undefined;
  if (metadata instanceof JsonMap && product instanceof JsonMap)
    yield* component(withMakers(product, metadata), [...pointer, 'metadata', 'component'], context, 'device');
  yield* listed(node, pointer, context);
}

/**
 * The product with what its bill says of it elsewhere (CycloneDX 1.2 to 1.5, `metadata.manufacture` and `.supplier`).
 */
function withMakers(product: JsonMap, metadata: JsonMap): JsonMap {
  const made = metadata.filter((key) => key === 'manufacture' || key === 'supplier');
  const keys = made.keys.map((key) => (key === 'manufacture' ? 'manufacturer' : key));
  const missing = new JsonMap(keys, made.values, product.line).filter((key) => product.get(key) === undefined);
  return new JsonMap([...product.keys, ...missing.keys], [...product.values, ...missing.values], product.line);
}

function* listed(map: JsonMap, pointer: readonly string[], context: Context): Generator<JsonRecord> {
  const list = map.get('components');
  if (!(list instanceof JsonList)) return;
  for (const [step, item] of membersOf(list))
    if (item instanceof JsonMap) yield* component(item, [...pointer, 'components', step], context, 'component');
}

function* component(map: JsonMap, pointer: readonly string[], context: Context, part: Part): Generator<JsonRecord> {
  const type = map.get('type');
  const own = flatten(map.filter((key) => key !== 'components'), pointer, part, context); // prettier-ignore
  if (typeof type === 'string' && INGREDIENTS.has(type)) {
    for (const one of [own, ...own.inside]) {
      one.noRow = 'beside';
      yield one;
    }
  } else {
    const named = new JsonRecord(part, pointer, own.line);
    for (const { paths, values } of [own, ...own.inside]) {
      for (const [index, { name }] of paths.entries()) {
        const known = NAMES.get(name);
        if (known !== undefined) named.add(context.keys.root.child(known), values[index] ?? '', 0);
      }
    }
    // In the words of categories.
    if (isProgram(type, part)) named.add(context.keys.root.child(IN_DEVICE.category), 'software', 0);
    yield named;
  }
  yield* listed(map, pointer, context);
}

/** Whether a component is a program; a product of which that is said is one if it runs on whatever device. */
function isProgram(type: Json | undefined, part: Part): boolean {
  if (typeof type !== 'string') return false;
  return part === 'device' ? type === 'application' : PROGRAMS.has(type);
}

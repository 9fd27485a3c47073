import type { Part } from '../../core/record.ts';
import { IN_DEVICE } from './keys.ts';
import { flatten, JsonRecord, type Context } from './record.ts';
import { JsonList, JsonMap, membersOf, type Json } from './tree.ts';

/** The components of a parsed bill of material: the product it is about, and everything in it. */
export function* componentsOf(node: Json, pointer: readonly string[], context: Context): Generator<JsonRecord> {
  if (!(node instanceof JsonMap)) return;
  if (pointer.length === 2 && pointer[0] === 'components') {
    yield* component(node, pointer, context, 'component');
    return;
  }
  const metadata = node.mapAt('metadata');
  const product = metadata?.mapAt('component');
  if (metadata !== undefined && product !== undefined) {
    // What the bill says of it elsewhere (CycloneDX 1.2 to 1.5).
    const { keys, values } = metadata.filter((key) => key === 'manufacture' || key === 'supplier');
    const made = new JsonMap(keys.map((key) => key.replace(/re$/, 'rer')), values, 0); // prettier-ignore
    yield* component(product.with(made), [...pointer, 'metadata', 'component'], context, 'device');
  }
  yield* listed(node, pointer, context);
}

function* listed(map: JsonMap, pointer: readonly string[], context: Context): Generator<JsonRecord> {
  const list = map.get('components');
  if (!(list instanceof JsonList)) return;
  for (const [step, item] of membersOf(list))
    if (item instanceof JsonMap) yield* component(item, [...pointer, 'components', step], context, 'component');
}

function* component(map: JsonMap, pointer: readonly string[], context: Context, part: Part): Generator<JsonRecord> {
  const { ingredients, programs, members } = context.options.words.tables.documents.cyclonedx;
  const [type, { root }] = [map.get('type'), context.keys];
  const isOf = (types: readonly string[]): boolean => typeof type === 'string' && types.includes(type);
  const flat = flatten(map.filter((key) => key !== 'components'), pointer, part, context); // prettier-ignore
  if (isOf(ingredients)) {
    for (const record of [flat, ...flat.inside]) {
      record.noRow = 'beside';
      yield record;
    }
  } else {
    const named = new JsonRecord(part, pointer, flat.line);
    for (const { paths, values } of [flat, ...flat.inside]) {
      for (const [index, { name }] of paths.entries()) {
        const known = members.find(({ paths: called }) => called.includes(name));
        if (known !== undefined) named.add(root.child(known.header), values[index] ?? '', 0);
      }
    }
    // In the words of categories. A product that is a program is one if it runs on whatever device.
    const isProgram = part === 'device' ? type === 'application' : isOf(programs);
    if (isProgram) named.add(root.child(IN_DEVICE.category), 'software', 0);
    yield named;
  }
  yield* listed(map, pointer, context);
}

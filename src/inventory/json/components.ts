import { IN_DEVICE } from './keys.ts';
import { JsonRecord, type Context } from './record.ts';
import { JsonList, JsonMap, membersOf, type Json } from './tree.ts';

/** The components of a bill of material, or of the part of one at `pointer`: its product, and all that is in that. */
export function* componentsOf(node: Json, pointer: readonly string[], context: Context): Generator<JsonRecord> {
  if (!(node instanceof JsonMap)) return;
  const [list, step] = pointer.slice(-2);
  if (list === 'metadata' && step === 'component') yield* recordsOf(node, pointer, true, context);
  else if (list === 'components' && step !== undefined) yield* recordsOf(node, pointer, false, context);
  // The metadata come on their own where the bill is too large for one value.
  const metadata = list === 'metadata' && step === undefined ? node : node.mapAt('metadata');
  const product = metadata?.mapAt('component');
  if (metadata !== undefined && product !== undefined) {
    // The metadata name the makers of the product beside it (CycloneDX 1.2 to 1.5).
    const makers = metadata.filter((key) => key === 'manufacture' || key === 'supplier');
    const metadataPointer = metadata === node ? pointer : [...pointer, 'metadata'];
    yield* componentsOf(product.with(makers), [...metadataPointer, 'component'], context);
  }
  const inside = node.get('components');
  if (inside instanceof JsonList)
    for (const [at, item] of membersOf(inside)) yield* componentsOf(item, [...pointer, 'components', at], context);
}

function* recordsOf(map: JsonMap, pointer: readonly string[], isProduct: boolean, context: Context) {
  const { ingredients, programs, members } = context.options.words.tables.documents.cyclonedx;
  const type = map.get('type');
  const isOfType = (types: readonly string[]): boolean => typeof type === 'string' && types.includes(type);
  const part = isProduct ? 'device' : 'component';
  const own = map.filter((key) => key !== 'components');
  const flat = new JsonRecord(context, pointer, map.line, part).addMap(own);
  const records = [flat, ...flat.inside];
  if (isOfType(ingredients)) {
    for (const record of records) record.noRow = true;
    yield* records;
    return;
  }
  const named = new JsonRecord(context, pointer, flat.line, part);
  for (const { paths, values } of records)
    for (const [index, { name }] of paths.entries()) {
      const member = members.find(({ paths: names }) => names.includes(name));
      if (member !== undefined) named.addBeside(member.header, values[index] ?? '');
    }
  // `software` is a word of categories. Of products, only applications are: firmware stands for its device.
  if (isProduct ? type === 'application' : isOfType(programs)) named.addBeside(IN_DEVICE.category, 'software');
  yield named;
}

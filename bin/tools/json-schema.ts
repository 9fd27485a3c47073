import { listShape } from '../../src/knowledge/list-shape.ts';
import type { JsonSchema, Shape } from '../../src/yaml/shape.ts';

/** A JSON Schema (draft 2020-12) of a shape, for editors; `name` makes its `$id`. Dates and ids by form only. */
export function jsonSchema(shape: Shape<unknown>, title: string, name: string): JsonSchema {
  const named = new Map<string, JsonSchema>();
  const root = schemaOf(shape, named);
  const definitions = Object.fromEntries(Array.from(named).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...schemaHead(name, title), ...root, $defs: definitions };
}

/**
 * What the `$id` of a schema begins and ends with. An owner who has a home page puts data/schema there, and its address
 * here: `https://.../schema/` and `.schema.json`.
 */
const [BEFORE, AFTER] = ['urn:netvet:schema:', ''];

/** What every schema of netvet begins with. */
export function schemaHead(name: string, title: string): JsonSchema {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: BEFORE + name + AFTER, title };
}

type Named = Map<string, JsonSchema>;

/** Named shapes stand once, in `$defs`. */
function schemaOf(shape: Shape<unknown>, named: Named): JsonSchema {
  const { name } = shape;
  const within = (other: Shape<unknown>): JsonSchema => schemaOf(other, named);
  if (name === undefined) return shape.schema(within);
  if (!named.has(name)) {
    named.set(name, {}); // its place, should it hold itself
    named.set(name, shape.schema(within));
  }
  return { $ref: `#/$defs/${name}` };
}

/** What a file of a list may hold: the list in full, its names under `vendors:`, or a sequence of them. */
export function listSchema(): JsonSchema {
  const { $defs, type, required, additionalProperties, properties, ...head } = jsonSchema(
    listShape,
    'netvet ban list',
    'list',
  );
  const { entries, title } = properties as Readonly<Record<string, { readonly anyOf: readonly JsonSchema[] }>>;
  const [inEntries = {}] = entries?.anyOf ?? [];
  const items = { anyOf: [inEntries['items'], { $ref: '#/$defs/vendorInPlace' }] };
  const names = { ...inEntries, items };
  const short = { vendors: { anyOf: [title, names] }, reason: title };
  const list = { type, additionalProperties, properties: { ...(properties as object), ...short } };
  const $ref = '#/$defs/list';
  const forms = [{ type, $ref, required }, { type, $ref, required: ['vendors'] }, names];
  return { ...head, anyOf: forms, $defs: { ...($defs as object), list } };
}

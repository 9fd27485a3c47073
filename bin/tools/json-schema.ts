import { listShape } from '../../src/knowledge/list-shape.ts';
import type { JsonSchema, Key, ObjectShape, Shape } from '../../src/yaml/shape.ts';

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
  if (name === undefined) return bareSchema(shape, named);
  if (!named.has(name)) {
    named.set(name, {}); // its place, should it hold itself
    named.set(name, bareSchema(shape, named));
  }
  return { $ref: `#/$defs/${name}` };
}

function bareSchema(shape: Shape<unknown>, named: Named): JsonSchema {
  switch (shape.kind) {
    case 'scalar':
      return shape.schema;
    case 'list': {
      const min = shape.min > 0 ? { minItems: shape.min } : {};
      return { type: 'array', items: schemaOf(shape.of, named), ...min, maxItems: shape.max };
    }
    case 'map': {
      const of = { anyOf: [schemaOf(shape.of, named), { type: 'null' }] };
      const names = 'enum' in shape.key.schema ? shape.key.schema : { ...shape.key.schema, type: 'string' };
      return { type: 'object', propertyNames: names, additionalProperties: of };
    }
    case 'object':
      return objectSchema(shape, named);
    case 'shorthand': {
      const plain = shape.object.keys[shape.key];
      const short = plain === undefined ? [] : [schemaOf(plain.shape, named)];
      return { anyOf: [...short, objectSchema(shape.object, named)] };
    }
  }
}

function objectSchema({ keys }: ObjectShape, named: Named): JsonSchema {
  const entries = Object.entries(keys);
  const required = entries.filter(([, key]) => key.required).map(([name]) => name);
  return {
    type: 'object',
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
    properties: Object.fromEntries(entries.map(([name, key]) => [name, keySchema(key, named)])),
  };
}

/** A key that need not be given may also stand with nothing after it. */
function keySchema({ shape, required, about }: Key<unknown>, named: Named): JsonSchema {
  const schema = schemaOf(shape, named);
  const description = about === '' ? {} : { description: about };
  return { ...description, ...(required ? schema : { anyOf: [schema, { type: 'null' }] }) };
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

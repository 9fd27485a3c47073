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
  if (name === undefined) return unnamed(shape, named);
  if (!named.has(name)) {
    named.set(name, {}); // its place, should it hold itself
    named.set(name, unnamed(shape, named));
  }
  return { $ref: `#/$defs/${name}` };
}

function unnamed({ form }: Shape<unknown>, named: Named): JsonSchema {
  const of = (shape: Shape<unknown>): JsonSchema => schemaOf(shape, named);
  // What need not be given may also stand with nothing after it.
  const orNothing = (shape: Shape<unknown>): JsonSchema => ({ anyOf: [of(shape), { type: 'null' }] });
  if ('scalar' in form) return form.scalar;
  if ('items' in form) {
    const { items, min, max } = form;
    return { type: 'array', items: of(items), ...(min > 0 ? { minItems: min } : {}), maxItems: max };
  }
  if ('names' in form) {
    const names = unnamed(form.names, named);
    const propertyNames = 'enum' in names ? names : { ...names, type: 'string' };
    return { type: 'object', propertyNames, additionalProperties: orNothing(form.values) };
  }
  const entries = Object.entries(form.keys);
  const needed = entries.flatMap(([key, { required }]) => (required ? [key] : []));
  const properties = entries.map(([key, { shape, required, about }]) => {
    const schema = required ? of(shape) : orNothing(shape);
    return [key, about === '' ? schema : { description: about, ...schema }] as const;
  });
  const required = needed.length > 0 ? { required: needed } : {};
  const all = { type: 'object', ...required, additionalProperties: false, properties: Object.fromEntries(properties) };
  const short = form.short === undefined ? undefined : form.keys[form.short];
  return short === undefined ? all : { anyOf: [of(short.shape), all] };
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
  const list = {
    type,
    additionalProperties,
    properties: { ...(properties as object), vendors: { anyOf: [title, names] } },
  };
  const $ref = '#/$defs/list';
  const forms = [{ type, $ref, required }, { type, $ref, required: ['vendors'] }, names];
  return { ...head, anyOf: forms, $defs: { ...($defs as object), list } };
}

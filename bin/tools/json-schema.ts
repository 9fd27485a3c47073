import { listShape } from '../../src/knowledge/list-shape.ts';
import { inPlaceShape } from '../../src/knowledge/vendor.ts';
import { MOST_ITEMS, type JsonSchema, type Shape } from '../../src/yaml/shape.ts';

/** A JSON Schema (draft 2020-12) of a shape, for editors; `name` makes its `$id`. Dates and ids by form only. */
export function jsonSchema(shape: Shape<unknown>, title: string, name: string): JsonSchema {
  return { ...schemaHead(name, title), ...withDefinitions(schemaOf(shape)) };
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

/** Shorter parts than this, as JSON, stand where they are used. */
const LEAST_DEFINED = 150;

/** The schema with the parts that stand in several places once, in `$defs`, under the key where each stands first. */
function withDefinitions(root: JsonSchema): JsonSchema {
  const uses = new Map<string, number>();
  const count = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const text = JSON.stringify(value);
    uses.set(text, (uses.get(text) ?? 0) + 1);
    // What stands within a part stands there once, however often the part is used.
    if (uses.get(text) === 1) for (const inner of Object.values(value)) count(inner);
  };
  count(root);
  const $defs: Record<string, unknown> = {};
  const names = new Map<string, string>();
  const within = (value: object, key: string): unknown =>
    Array.isArray(value)
      ? value.map((item: unknown) => shared(item, key))
      : Object.fromEntries(
          Object.entries(value).map(([name, inner]) => [name, shared(inner, KEYWORDS.has(name) ? key : name)]),
        );
  const shared = (value: unknown, key: string): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const text = JSON.stringify(value);
    if (Array.isArray(value) || !('type' in value || 'anyOf' in value)) return within(value, key);
    if (text.length < LEAST_DEFINED || (uses.get(text) ?? 0) < 2) return within(value, key);
    let name = names.get(text);
    if (name === undefined) {
      const alike = Object.keys($defs).filter((one) => one.replace(/-\d+$/, '') === key).length;
      names.set(text, (name = alike === 0 ? key : `${key}-${alike + 1}`));
      $defs[name] = {}; // its place, before those within it
      $defs[name] = within(value, key);
    }
    return { $ref: `#/$defs/${name}` };
  };
  const made = within(root, 'root') as JsonSchema;
  return Object.keys($defs).length === 0 ? made : { ...made, $defs };
}

/** Keys of a schema that say nothing of what it is about. */
const KEYWORDS: ReadonlySet<string> = new Set(['anyOf', 'items', 'properties', 'additionalProperties']);

function schemaOf({ form }: Shape<unknown>): JsonSchema {
  // What need not be given may also stand with nothing after it.
  const orNothing = (shape: Shape<unknown>): JsonSchema => ({ anyOf: [schemaOf(shape), { type: 'null' }] });
  if ('scalar' in form) return form.scalar;
  if ('items' in form) {
    const { items, min } = form;
    return { type: 'array', items: schemaOf(items), ...(min > 0 ? { minItems: min } : {}), maxItems: MOST_ITEMS };
  }
  if ('names' in form) {
    const names = schemaOf(form.names);
    const propertyNames = 'enum' in names ? names : { ...names, type: 'string' };
    return { type: 'object', propertyNames, additionalProperties: orNothing(form.values) };
  }
  const entries = Object.entries(form.keys);
  const needed = entries.flatMap(([key, { required }]) => (required ? [key] : []));
  const properties = entries.map(([key, { shape, mayBeBlank, about }]) => {
    const schema = mayBeBlank ? orNothing(shape) : schemaOf(shape);
    return [key, about === '' ? schema : { description: about, ...schema }] as const;
  });
  const required = needed.length > 0 ? { required: needed } : {};
  const all = { type: 'object', ...required, additionalProperties: false, properties: Object.fromEntries(properties) };
  const short = form.short === undefined ? undefined : form.keys[form.short];
  return short === undefined ? all : { anyOf: [schemaOf(short.shape), all] };
}

/** What a file of a list may hold: the list in full, its names under `vendors:`, or a sequence of them. */
export function listSchema(): JsonSchema {
  const { type, required, additionalProperties, properties } = schemaOf(listShape);
  const { entries, title } = properties as Readonly<Record<string, { readonly anyOf: readonly JsonSchema[] }>>;
  const [inEntries = {}] = entries?.anyOf ?? [];
  const names = { ...inEntries, items: { anyOf: [inEntries['items'], schemaOf(inPlaceShape)] } };
  const list = {
    type,
    additionalProperties,
    properties: { ...(properties as object), vendors: { anyOf: [title, names] } },
  };
  const { $defs, ...root } = withDefinitions({ list, names });
  const $ref = '#/$defs/list';
  const forms = [{ type, $ref, required }, { type, $ref, required: ['vendors'] }, root['names']];
  return {
    ...schemaHead('list', 'netvet ban list'),
    anyOf: forms,
    $defs: { ...($defs as object), list: root['list'] },
  };
}

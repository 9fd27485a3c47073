import type { JsonSchema, Key, ObjectShape, Shape } from './shape.ts';

/** A JSON Schema (draft 2020-12) of a shape, for editors. It allows what `read` allows, dates and ids by form only. */
export function jsonSchema(shape: Shape<unknown>, title: string): JsonSchema {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title, ...schemaOf(shape) };
}

function schemaOf(shape: Shape<unknown>): JsonSchema {
  switch (shape.kind) {
    case 'scalar':
      return shape.schema;
    case 'list':
      return {
        type: 'array',
        items: schemaOf(shape.of),
        ...(shape.min > 0 ? { minItems: shape.min } : {}),
        maxItems: shape.max,
      };
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(shape.of) };
    case 'object':
      return objectSchema(shape);
    case 'shorthand': {
      const plain = shape.object.keys[shape.key];
      return { anyOf: [...(plain === undefined ? [] : [schemaOf(plain.shape)]), objectSchema(shape.object)] };
    }
  }
}

function objectSchema({ keys }: ObjectShape): JsonSchema {
  const entries = Object.entries(keys);
  const required = entries.filter(([, key]) => key.required).map(([name]) => name);
  return {
    type: 'object',
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
    properties: Object.fromEntries(entries.map(([name, key]) => [name, keySchema(key)])),
  };
}

/** A key that need not be given may also stand with nothing after it. */
function keySchema({ shape, required, about }: Key<unknown>): JsonSchema {
  const schema = required ? schemaOf(shape) : { anyOf: [schemaOf(shape), { type: 'null' }] };
  return about === '' ? schema : { description: about, ...schema };
}

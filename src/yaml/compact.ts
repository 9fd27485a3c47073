import type { ObjectShape, Shape } from './shape.ts';

/**
 * A value as small JSON: keys at their default are left out, `{key: x}` is `x` where the shape has that short form.
 * Keys stand in the order of the shape, so equal values give equal text.
 */
export function compact<T>(value: T, shape: Shape<T>): unknown {
  return shrink(value, shape);
}

/** The value that `compact` was given. Trusts its input: what the build wrote was checked then. */
export function restore<T>(json: unknown, shape: Shape<T>): T {
  return grow(json, shape) as T;
}

function shrink(value: unknown, shape: Shape<unknown>): unknown {
  switch (shape.kind) {
    case 'scalar':
      return value;
    case 'list':
      return (value as readonly unknown[]).map((item) => shrink(item, shape.of));
    case 'map':
      return Array.from(value as ReadonlyMap<string, unknown>, ([key, item]) => [key, shrink(item, shape.of)]);
    case 'object':
      return shrinkObject(value as Readonly<Record<string, unknown>>, shape);
    case 'shorthand': {
      const made = shrinkObject(value as Readonly<Record<string, unknown>>, shape.object);
      const names = Object.keys(made);
      return names.length === 1 && names[0] === shape.key ? made[shape.key] : made;
    }
  }
}

function shrinkObject(value: Readonly<Record<string, unknown>>, { keys }: ObjectShape): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, key] of Object.entries(keys)) {
    const item = value[name];
    if (item === null || item === key.fallback) continue;
    const small = shrink(item, key.shape);
    if (key.required || JSON.stringify(item) !== JSON.stringify(key.fallback)) made[name] = small;
  }
  return made;
}

function grow(json: unknown, shape: Shape<unknown>): unknown {
  switch (shape.kind) {
    case 'scalar':
      return json;
    case 'list':
      return (json as readonly unknown[]).map((item) => grow(item, shape.of));
    case 'map':
      return new Map(
        (json as readonly (readonly [string, unknown])[]).map(([key, item]) => [key, grow(item, shape.of)]),
      );
    case 'object':
      return growObject(json as Readonly<Record<string, unknown>>, shape);
    case 'shorthand': {
      const spelled = typeof json === 'object' && json !== null ? json : { [shape.key]: json };
      return growObject(spelled as Readonly<Record<string, unknown>>, shape.object);
    }
  }
}

function growObject(json: Readonly<Record<string, unknown>>, { keys }: ObjectShape): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const name in keys) {
    const key = keys[name];
    if (key === undefined) continue;
    const item = json[name];
    made[name] = item === undefined ? key.fallback : grow(item, key.shape);
  }
  return made;
}

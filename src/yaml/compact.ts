import type { ObjectShape, Shape } from './shape.ts';

/**
 * A value as small JSON: keys at their default are left out, `{key: x}` is `x` where the shape has that short form.
 * Keys stand in the order of the shape, so equal values give equal text, and a key that a later version adds does not
 * change the text of files that do not use it. Hashes are over this text.
 */
export function compact<T>(value: T, shape: Shape<T>): unknown {
  return shrink(value, shape);
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
    if (item === undefined || item === null || item === key.fallback) continue;
    const small = shrink(item, key.shape);
    if (key.required || JSON.stringify(item) !== JSON.stringify(key.fallback)) made[name] = small;
  }
  return made;
}

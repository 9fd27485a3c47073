import type { Key, ObjectShape, Shape } from './shape.ts';

/**
 * A value as small JSON: keys at their default are left out, `{key: x}` is `x` where the shape has that short form.
 * Keys stand in the order of the shape, so equal values give equal text, and a key that a later version adds does not
 * change the text of files that do not use it. Hashes are over this text. `reading`: of which
 * the values are, so that only keys that were written are looked at.
 */
export function compact<T>(value: T, shape: Shape<T>, reading: Written | null = null): unknown {
  return shrink(value, shape, reading);
}

/** Which keys of a value can be other than their default; null when it does not know the value. */
export interface Written {
  keysOf(value: object): ReadonlyMap<string, unknown> | null;
}

function shrink(value: unknown, shape: Shape<unknown>, reading: Written | null): unknown {
  switch (shape.kind) {
    case 'scalar':
      return value;
    case 'list':
      return (value as readonly unknown[]).map((item) => shrink(item, shape.of, reading));
    case 'map': {
      const entries = Object.entries(value as Readonly<Record<string, unknown>>);
      return Object.fromEntries(entries.map(([key, item]) => [key, item === null ? null : shrink(item, shape.of, reading)]));
    }
    case 'object':
      return shrinkObject(value as Readonly<Record<string, unknown>>, shape, reading);
    case 'shorthand': {
      const made = shrinkObject(value as Readonly<Record<string, unknown>>, shape.object, reading);
      const names = Object.keys(made);
      return names.length === 1 && names[0] === shape.key ? made[shape.key] : made;
    }
  }
}

/** Keys of a shape with their defaults and the text of these: a list needs them for every entry. */
type Defaults = readonly { readonly name: string; readonly key: Key<unknown>; readonly text: string | undefined }[];

const defaults = new WeakMap<ObjectShape, Defaults>();

function defaultsOf(shape: ObjectShape): Defaults {
  let known = defaults.get(shape);
  if (known === undefined) {
    known = Object.entries(shape.keys).map(([name, key]) => ({ name, key, text: JSON.stringify(key.fallback) }));
    defaults.set(shape, known);
  }
  return known;
}

function shrinkObject(
  value: Readonly<Record<string, unknown>>,
  shape: ObjectShape,
  reading: Written | null,
): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  const written = reading?.keysOf(value) ?? null;
  let left = written?.size ?? Infinity;
  for (const { name, key, text } of defaultsOf(shape)) {
    if (left === 0) break;
    if (written !== null && !written.has(name)) continue;
    left -= 1;
    const item = value[name];
    if (item === undefined || item === null || item === key.fallback) continue;
    const small = shrink(item, key.shape, reading);
    if (key.required || key.fallback === null || JSON.stringify(item) !== text) made[name] = small;
  }
  return made;
}

import { suggest } from '../core/distance.ts';
import type { Complaint, Place } from '../core/errors.ts';
import type { MapNode, Node } from './node.ts';
import { describe, isNothing } from './node.ts';
import type { TextFile } from './parse.ts';
import { parseYaml } from './parse.ts';
import type { Key, ListShape, MapShape, ObjectShape, ScalarShape, Shape } from './shape.ts';

/** What is wrong with a set of files, and where each converted value stood. */
export class Reading {
  readonly #complaints: Complaint[] = [];
  /** Not a WeakMap, which is slow to grow: a reading does not live long. */
  readonly #nodes = new Map<object, Node>();

  complain(place: Place | null, message: string, hint: string | null = null): void {
    this.#complaints.push({ place, message, hint });
  }

  /** In the order of the files, and of their lines. */
  get complaints(): readonly Complaint[] {
    const files = new Map<string, number>();
    for (const { place } of this.#complaints)
      if (place !== null) files.set(place.file, files.get(place.file) ?? files.size);
    const rank = ({ place }: Complaint): readonly number[] =>
      place === null ? [-1, 0, 0] : [files.get(place.file) ?? 0, place.line ?? 0, place.column ?? 0];
    return this.#complaints
      .map((complaint) => ({ complaint, at: rank(complaint) }))
      .sort((a, b) => a.at.map((n, i) => n - (b.at[i] ?? 0)).find((n) => n !== 0) ?? 0)
      .map(({ complaint }) => complaint);
  }

  remember<T extends object>(value: T, node: Node): T {
    this.#nodes.set(value, node);
    return value;
  }

  /** Where a value that this reading made stood, or what is under one of its keys; null when it is not from here. */
  at(value: object, key?: string | number): Place | null {
    const node = this.#nodes.get(value);
    if (node === undefined) return null;
    if (node.kind === 'map' && typeof key === 'string') return node.entries.get(key)?.value.place ?? node.place;
    if (node.kind === 'list' && typeof key === 'number') return node.items[key]?.place ?? node.place;
    return node.place;
  }

  /** The keys that the author wrote; null for a value that is not from here. */
  keysOf(value: object): ReadonlyMap<string, unknown> | null {
    const node = this.#nodes.get(value);
    return node?.kind === 'map' ? node.entries : null;
  }

  /** Whether the author wrote the key, be it with nothing after it. */
  wrote(value: object, key: string): boolean {
    const node = this.#nodes.get(value);
    return node?.kind === 'map' && node.entries.has(key);
  }
}

/**
 * Reads one file into the type of its shape. What is wrong is collected in `reading`; what is right is still
 * returned where it can stand alone (a list without its bad items, an object with the default of a bad optional key),
 * so that one mistake does not hide the next. Undefined when nothing can be made of it.
 */
export function readFile<T>(file: TextFile, shape: Shape<T>, reading: Reading): T | undefined {
  const { root, complaints } = parseYaml(file);
  for (const { place, message, hint } of complaints) reading.complain(place, message, hint);
  return root === null ? undefined : readNode(root, shape, reading);
}

/** Like `readFile`, for what was parsed already, or is no YAML. */
export function readNode<T>(root: Node, shape: Shape<T>, reading: Reading): T | undefined {
  return read(root, shape, reading) as T | undefined;
}

function read(node: Node, shape: Shape<unknown>, reading: Reading): unknown {
  switch (shape.kind) {
    case 'scalar':
      return readScalar(node, shape, reading);
    case 'list':
      return readList(node, shape, reading);
    case 'map':
      return readMap(node, shape, reading);
    case 'object':
      return readObject(node, shape, reading);
    case 'shorthand':
      return readObject(node.kind === 'text' ? spelledOut(node, shape.key) : node, shape.object, reading);
  }
}

function spelledOut(node: Node, key: string): MapNode {
  return { kind: 'map', entries: new Map([[key, { keyPlace: node.place, value: node }]]), place: node.place };
}

function readScalar(node: Node, shape: ScalarShape, reading: Reading): unknown {
  if (node.kind !== 'text' || isNothing(node)) {
    reading.complain(node.place, `expected ${shape.what}, found ${describe(node)}`);
    return undefined;
  }
  const parsed = shape.parse(node.text);
  if ('value' in parsed) return parsed.value;
  reading.complain(node.place, parsed.wrong, parsed.hint);
  return undefined;
}

function readList(node: Node, shape: ListShape, reading: Reading): unknown {
  if (node.kind !== 'list') {
    reading.complain(
      node.place,
      `expected a list, found ${describe(node)}`,
      'write [item, item] or one "- item" a line',
    );
    return undefined;
  }
  const count = node.items.length;
  if (count < shape.min || count > shape.max) {
    const wanted = count < shape.min ? `at least ${shape.min}` : `at most ${shape.max}`;
    reading.complain(node.place, `a list of ${count}; expected ${wanted}`);
    return undefined;
  }
  const items: unknown[] = [];
  for (const item of node.items) {
    if (isNothing(item)) {
      reading.complain(item.place, 'an item with nothing in it', 'quote a name that is "null" or "~"');
      continue;
    }
    const value = read(item, shape.of, reading);
    if (value !== undefined) items.push(value);
  }
  return reading.remember(items, node);
}

function readMap(node: Node, { key, of }: MapShape, reading: Reading): unknown {
  if (node.kind !== 'map') {
    reading.complain(node.place, `expected a mapping, found ${describe(node)}`);
    return undefined;
  }
  const made: [string, unknown][] = [];
  node.entries.forEach(({ keyPlace, value }, name) => {
    const parsed = key.parse(name);
    if (!('value' in parsed)) reading.complain(keyPlace, parsed.wrong, parsed.hint);
    else made.push([name, isNothing(value) ? null : (read(value, of, reading) ?? null)]);
  });
  return reading.remember(Object.fromEntries(made), node);
}

/** What every object of a shape has in common, worked out once: a list has as many objects as entries. */
interface ObjectPlan {
  readonly names: readonly string[];
  readonly keys: readonly { readonly name: string; readonly key: Key<unknown> }[];
  /** Every key at its default, which copies at once; nothing where keys that are not given are not in the value. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** How many keys there are up to the last that must be given. */
  readonly needed: number;
}

const plans = new WeakMap<ObjectShape, ObjectPlan>();

function planOf(shape: ObjectShape): ObjectPlan {
  let plan = plans.get(shape);
  if (plan === undefined) {
    const keys = Object.entries(shape.keys).map(([name, key]) => ({ name, key }));
    const defaults = shape.sparse ? [] : keys.map(({ name, key }) => [name, key.fallback] as const);
    const needed = keys.findLastIndex(({ key }) => key.required) + 1;
    plan = { names: Object.keys(shape.keys), keys, defaults: Object.fromEntries(defaults), needed };
    plans.set(shape, plan);
  }
  return plan;
}

function readObject(node: Node, shape: ObjectShape, reading: Reading): unknown {
  const { names, keys, defaults, needed } = planOf(shape);
  if (node.kind !== 'map') {
    reading.complain(
      node.place,
      `expected a mapping with ${names.slice(0, 4).join(', ')}${names.length > 4 ? ' …' : ''}, found ${describe(node)}`,
    );
    return undefined;
  }
  node.entries.forEach(({ keyPlace }, name) => {
    if (!names.includes(name)) reading.complain(keyPlace, `unknown key ${name}`, suggest(name, names));
  });
  const made: Record<string, unknown> = { ...defaults };
  let complete = true;
  let left = node.entries.size;
  for (let at = 0; at < needed || (left > 0 && at < keys.length); at += 1) {
    const { name, key } = keys[at] as ObjectPlan['keys'][number];
    const given = node.entries.get(name);
    if (given !== undefined) left -= 1;
    if (given === undefined && !key.required) continue;
    const value = given === undefined || isNothing(given.value) ? undefined : read(given.value, key.shape, reading);
    if (value === undefined && key.required) {
      complete &&= key.fallback !== undefined;
      if (given === undefined) reading.complain(node.place, `the key ${name} is missing`);
      else if (isNothing(given.value)) reading.complain(given.keyPlace, `the key ${name} has no value`);
    }
    if (value !== undefined) made[name] = value;
  }
  return complete ? reading.remember(made, node) : undefined;
}

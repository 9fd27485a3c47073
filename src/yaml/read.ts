import { suggest } from '../core/distance.ts';
import type { Complaint, Place } from '../core/errors.ts';
import type { MapNode, Node } from './node.ts';
import { describe, isNothing } from './node.ts';
import type { TextFile } from './parse.ts';
import { parseYaml } from './parse.ts';
import type { ListShape, MapShape, ObjectShape, ScalarShape, Shape } from './shape.ts';

/** What is wrong with a set of files, and where each converted value stood. */
export class Reading {
  readonly #complaints: Complaint[] = [];
  readonly #nodes = new WeakMap<object, Node>();

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

export function readNode<T>(node: Node, shape: Shape<T>, reading: Reading): T | undefined {
  return read(node, shape, reading) as T | undefined;
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
  const items = node.items.flatMap((item) => {
    if (isNothing(item)) {
      reading.complain(item.place, 'an item with nothing in it', 'quote a name that is "null" or "~"');
      return [];
    }
    const value = read(item, shape.of, reading);
    return value === undefined ? [] : [value];
  });
  return reading.remember(items, node);
}

function readMap(node: Node, shape: MapShape, reading: Reading): unknown {
  if (node.kind !== 'map') {
    reading.complain(node.place, `expected a mapping, found ${describe(node)}`);
    return undefined;
  }
  const map = new Map<string, unknown>();
  for (const [key, { value }] of node.entries) {
    const converted = read(value, shape.of, reading);
    if (converted !== undefined) map.set(key, converted);
  }
  return reading.remember(map, node);
}

function readObject(node: Node, { keys, sparse }: ObjectShape, reading: Reading): unknown {
  const names = Object.keys(keys);
  if (node.kind !== 'map') {
    reading.complain(
      node.place,
      `expected a mapping with ${names.slice(0, 4).join(', ')}${names.length > 4 ? ' …' : ''}, found ${describe(node)}`,
    );
    return undefined;
  }
  for (const [name, { keyPlace }] of node.entries) {
    if (!names.includes(name)) reading.complain(keyPlace, `unknown key ${name}`, suggest(name, names));
  }
  const made: Record<string, unknown> = {};
  let complete = true;
  for (const [name, key] of Object.entries(keys)) {
    const given = node.entries.get(name);
    const value = given === undefined || isNothing(given.value) ? undefined : read(given.value, key.shape, reading);
    if (value === undefined && key.required) {
      complete &&= key.fallback !== undefined;
      if (given === undefined) reading.complain(node.place, `the key ${name} is missing`);
      else if (isNothing(given.value)) reading.complain(given.keyPlace, `the key ${name} has no value`);
    }
    if (value !== undefined) made[name] = value;
    else if (!sparse) made[name] = key.fallback;
  }
  return complete ? reading.remember(made, node) : undefined;
}

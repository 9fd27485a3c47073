import { suggest } from '../core/distance.ts';
import type { UserProblem, Place } from '../core/errors.ts';
import { describe, isNothing, mapOf, parseYaml, type Node, type TextFile } from './parse.ts';
import type { Key, ListShape, MapShape, ObjectShape, ScalarShape, Shape } from './shape.ts';

/** What is wrong with a set of files, and where each converted value stood. */
export class Reading {
  readonly #problems: UserProblem[] = [];
  /** Not a WeakMap, which is slow to grow: a reading does not live long. */
  readonly #nodes = new Map<object, Node>();

  addProblem(place: Place | null, message: string, hint: string | null = null): void {
    this.#problems.push({ place, message, hint });
  }

  /** Adds a problem where a value stands that this reading made, or what is under one of its keys (null: all of it). */
  wrong(value: object, key: string | number | null, message: string, hint: string | null = null): void {
    this.addProblem(this.at(value, key), message, hint);
  }

  /** Adds a problem for each text of a list of which something is wrong. */
  texts(list: readonly string[], wrong: (text: string) => string | null): void {
    for (const [index, text] of list.entries()) {
      const message = wrong(text);
      if (message !== null) this.wrong(list, index, message);
    }
  }

  /** Adds a problem for each of some values whose id one before it has. */
  distinct(
    values: readonly { readonly id: string }[],
    is: string,
    hint: (id: string) => string | null = () => null,
  ): void {
    const ids = new Set<string>();
    for (const value of values) {
      if (ids.has(value.id)) this.wrong(value, 'id', `the id ${value.id} is ${is}`, hint(value.id));
      ids.add(value.id);
    }
  }

  /** In the order of the files, and of their lines. */
  get problems(): readonly UserProblem[] {
    const files = [...new Set(this.#problems.map(({ place }) => place?.file))];
    const fileOf = ({ place }: UserProblem): number => (place === null ? -1 : files.indexOf(place.file));
    return this.#problems.toSorted(
      (a, b) =>
        fileOf(a) - fileOf(b) ||
        (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
        (a.place?.column ?? 0) - (b.place?.column ?? 0),
    );
  }

  remember<T extends object>(value: T, node: Node): T {
    this.#nodes.set(value, node);
    return value;
  }

  /** Where a value that this reading made stood, or what is under one of its keys; null when it is not from here. */
  at(value: object, key: string | number | null = null): Place | null {
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
    return this.keysOf(value)?.has(key) === true;
  }
}

/**
 * Reads one file into the type of its shape. What is wrong is collected in `reading`; what is right is still
 * returned where it can stand alone (a list without its bad items, an object with the default of a bad optional key),
 * so that one mistake does not hide the next. Undefined when nothing can be made of it.
 */
export function readFile<T>(file: TextFile, shape: Shape<T>, reading: Reading): T | undefined {
  const root = parseInto(reading, file);
  return root === null ? undefined : readNode(root, shape, reading);
}

/** The root of a file; null where it is no YAML, which `reading` then says. */
export function parseInto(reading: Reading, file: TextFile): Node | null {
  const { root, problems } = parseYaml(file);
  for (const { place, message, hint } of problems) reading.addProblem(place, message, hint);
  return root;
}

/** Like `readFile`, for what was parsed already, or is no YAML. */
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
      return readObject(node.kind === 'text' ? mapOf(node.place, { [shape.key]: node }) : node, shape.object, reading);
  }
}

/** What is made of a node that is wrong. */
function nothing(node: Node, reading: Reading, message: string, hint: string | null = null): unknown {
  reading.addProblem(node.place, message, hint);
  return undefined;
}

function readScalar(node: Node, shape: ScalarShape, reading: Reading): unknown {
  if (node.kind !== 'text' || isNothing(node))
    return nothing(node, reading, `expected ${shape.what}, found ${describe(node)}`);
  const parsed = shape.parse(node.text);
  return 'value' in parsed ? parsed.value : nothing(node, reading, parsed.wrong, parsed.hint);
}

function readList(node: Node, { of, min, max }: ListShape, reading: Reading): unknown {
  const hint = 'write [item, item] or one "- item" a line';
  if (node.kind !== 'list') return nothing(node, reading, `expected a list, found ${describe(node)}`, hint);
  const count = node.items.length;
  if (count < min || count > max) {
    const wanted = count < min ? `at least ${min}` : `at most ${max}`;
    return nothing(node, reading, `a list of ${count}; expected ${wanted}`);
  }
  const items: unknown[] = [];
  for (const item of node.items) {
    if (isNothing(item)) {
      reading.addProblem(item.place, 'an item with nothing in it', 'quote a name that is "null" or "~"');
      continue;
    }
    const value = read(item, of, reading);
    if (value !== undefined) items.push(value);
  }
  return reading.remember(items, node);
}

function readMap(node: Node, { key, of }: MapShape, reading: Reading): unknown {
  if (node.kind !== 'map') return nothing(node, reading, `expected a mapping, found ${describe(node)}`);
  const made: [string, unknown][] = [];
  node.entries.forEach(({ keyPlace, value }, name) => {
    const parsed = key.parse(name);
    if (!('value' in parsed)) reading.addProblem(keyPlace, parsed.wrong, parsed.hint);
    else made.push([name, isNothing(value) ? null : (read(value, of, reading) ?? null)]);
  });
  return reading.remember(Object.fromEntries(made), node);
}

function readObject(node: Node, { keys, defaults }: ObjectShape, reading: Reading): unknown {
  const names = Object.keys(keys);
  if (node.kind !== 'map') {
    const shown = `${names.slice(0, 4).join(', ')}${names.length > 4 ? ' …' : ''}`;
    return nothing(node, reading, `expected a mapping with ${shown}, found ${describe(node)}`);
  }
  node.entries.forEach(({ keyPlace }, name) => {
    if (!names.includes(name)) reading.addProblem(keyPlace, `unknown key ${name}`, suggest(name, names));
  });
  const made: Record<string, unknown> = { ...defaults };
  let complete = true;
  for (const name of names) {
    const { shape, required, fallback } = keys[name] as Key<unknown>;
    const given = node.entries.get(name);
    if (given === undefined && !required) continue;
    const value = given === undefined || isNothing(given.value) ? undefined : read(given.value, shape, reading);
    if (value !== undefined) made[name] = value;
    else if (required) {
      complete &&= fallback !== undefined;
      if (given === undefined) reading.addProblem(node.place, `the key ${name} is missing`);
      else if (isNothing(given.value)) reading.addProblem(given.keyPlace, `the key ${name} has no value`);
    }
  }
  return complete ? reading.remember(made, node) : undefined;
}

/**
 * A value as small JSON: keys at their default are left out, `{key: x}` is `x` where the shape has that short form.
 * Keys stand in the order of the shape, so equal values give equal text, and a key that a later version adds does not
 * change the text of files that do not use it. Hashes are over this text.
 */
export function compact(value: unknown, shape: Shape<unknown>): unknown {
  switch (shape.kind) {
    case 'scalar':
      return value;
    case 'list':
      return (value as readonly unknown[]).map((item) => compact(item, shape.of));
    case 'map': {
      const entries = Object.entries(value as Readonly<Record<string, unknown>>);
      return Object.fromEntries(entries.map(([key, item]) => [key, item === null ? null : compact(item, shape.of)]));
    }
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
  for (const name of Object.keys(keys)) {
    const { shape, required, fallback } = keys[name] as Key<unknown>;
    const item = value[name] ?? null;
    if (item === null || item === fallback) continue;
    if (required || fallback === null || JSON.stringify(item) !== JSON.stringify(fallback))
      made[name] = compact(item, shape);
  }
  return made;
}

import { suggest } from '../core/distance.ts';
import type { UserProblem, Place } from '../core/errors.ts';
import { groupsOf } from '../core/groups.ts';
import { isNothing, type Node } from './node.ts';
import { parseYaml, type TextFile } from './parse.ts';

/** Collects what is wrong with some files, and knows the node of each value that was read from them. */
export class Reading {
  readonly #problems: UserProblem[] = [];
  /** Not a WeakMap, which is slow to grow: a reading does not live long. */
  readonly #nodes = new Map<object, Node>();

  addProblem(place: Place | null, message: string, hint: string | null = null): void {
    this.#problems.push({ place, message, hint });
  }

  /** Adds a problem at a value that was read, or at what is under one of its keys (null: at the value). */
  wrong(value: object, key: string | number | null, message: string, hint: string | null = null): void {
    this.addProblem(this.at(value, key), message, hint);
  }

  /** Adds a problem, with the nearest valid name as its hint, where a name is not one of `all`. */
  known(place: Place | null, name: string, all: readonly string[], message: string): void {
    if (!all.includes(name)) this.addProblem(place, message, suggest(name, all));
  }

  /** `known` for each item of a list; `nms?` counts as `nms`. */
  allKnown(items: readonly string[], all: readonly string[], message: (item: string) => string): void {
    for (const [at, text] of items.entries()) {
      const item = text.replace('?', '');
      this.known(this.at(items, at), item, all, message(item));
    }
  }

  /** Adds a problem for each value whose id an earlier one has; `is` ends its message. */
  distinct(values: readonly { readonly id: string }[], is: string, hint: (id: string) => string | null = () => null) {
    const ids = new Set<string>();
    for (const value of values) {
      if (ids.has(value.id)) this.wrong(value, 'id', `the id ${value.id} is ${is}`, hint(value.id));
      ids.add(value.id);
    }
  }

  /** The problems in the order of the files, and of their lines. */
  get problems(): readonly UserProblem[] {
    const at = ({ place }: UserProblem, key: 'line' | 'column'): number => place?.[key] ?? 0;
    return Array.from(groupsOf(this.#problems, ({ place }) => place?.file).values()).flatMap((ofFile) =>
      ofFile.toSorted((a, b) => at(a, 'line') - at(b, 'line') || at(a, 'column') - at(b, 'column')),
    );
  }

  remember<T extends object>(value: T, node: Node): T {
    this.#nodes.set(value, node);
    return value;
  }

  /** A copy of a value with other values under some keys, at the place of the value. */
  with<T extends object>(value: T, others: Partial<T>): T {
    const made = { ...value, ...others };
    this.#nodes.set(made, this.#nodes.get(value) as Node);
    return made;
  }

  /** Whether the author wrote a plain value in the place of a mapping: `vendor: Huawei`. */
  isShort(value: object): boolean {
    return this.#nodes.get(value)?.kind === 'text';
  }

  /** The place of a value that was read, or of what is under one of its keys; null for a value from elsewhere. */
  at(value: object, key: string | number | null = null): Place | null {
    const node = this.#nodes.get(value);
    if (node === undefined) return null;
    if (node.kind === 'map' && typeof key === 'string') return node.entries.get(key)?.value.place ?? node.place;
    if (node.kind === 'list' && typeof key === 'number') return node.items[key]?.place ?? node.place;
    return node.place;
  }

  /** Whether the author wrote something under the key, valid or not. */
  wrote(value: object, key: string): boolean {
    const node = this.#nodes.get(value);
    const written = node?.kind === 'map' ? node.entries.get(key) : undefined;
    return written !== undefined && !isNothing(written.value);
  }
}

/**
 * Reads one file into the type of its shape. Mistakes are collected in `reading`, and the rest is still returned where
 * it can stand alone (a list without its bad items, an object with the default of a bad optional key), so that one
 * mistake does not hide the next. Undefined when nothing can be made of the file.
 */
export function readFile<T>(
  file: TextFile,
  shape: { readonly read: (node: Node, reading: Reading) => T | undefined },
  reading: Reading,
): T | undefined {
  const root = parseInto(reading, file);
  return root === null ? undefined : shape.read(root, reading);
}

/** The root of a file; null where it is no YAML. Its problems are added to `reading`. */
export function parseInto(reading: Reading, file: TextFile): Node | null {
  const { root, problems } = parseYaml(file);
  for (const { place, message, hint } of problems) reading.addProblem(place, message, hint);
  return root;
}

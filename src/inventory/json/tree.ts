/** A JSON value: a list, a map or a text. Numbers and booleans are texts as written, null is ''. */
export type Json = string | JsonList | JsonMap;

export class JsonList {
  readonly items: readonly Json[];
  /** The line on which the list begins. */
  readonly line: number;

  constructor(items: readonly Json[], line: number) {
    this.items = items;
    this.line = line;
  }
}

/** Keys and values in order, repeated keys included. They are data, not properties: `__proto__` is an ordinary key. */
export class JsonMap {
  readonly keys: readonly string[];
  readonly values: readonly Json[];
  readonly line: number;

  constructor(keys: readonly string[], values: readonly Json[], line: number) {
    this.keys = keys;
    this.values = values;
    this.line = line;
  }

  get(key: string): Json | undefined {
    const index = this.keys.indexOf(key);
    return index < 0 ? undefined : this.values[index];
  }

  mapAt(key: string): JsonMap | undefined {
    const value = this.get(key);
    return value instanceof JsonMap ? value : undefined;
  }

  some(test: (key: string, value: Json) => boolean): boolean {
    return this.keys.some((key, index) => test(key, this.values[index] as Json));
  }

  filter(test: (key: string, value: Json) => boolean): JsonMap {
    const [keys, values]: [string[], Json[]] = [[], []];
    for (const [key, value] of membersOf(this)) if (test(key, value)) values[keys.push(key) - 1] = value;
    return new JsonMap(keys, values, this.line);
  }

  /** A copy of this map with those members of `others` whose keys it does not have. */
  with(others: JsonMap): JsonMap {
    const { keys, values } = others.filter((key) => !this.keys.includes(key));
    return new JsonMap([...this.keys, ...keys], [...this.values, ...values], this.line);
  }

  map(change: (value: Json, key: string) => Json): JsonMap {
    const values = this.values.map((value, index) => change(value, this.keys[index] as string));
    return new JsonMap(this.keys, values, this.line);
  }
}

/** The values of a list or map, each with its step in a pointer: its index or key. */
export function* membersOf(node: JsonList | JsonMap): Generator<readonly [step: string, value: Json]> {
  const [values, keys] = node instanceof JsonList ? [node.items, null] : [node.values, node.keys];
  for (let at = 0; at < values.length; at += 1) yield [keys?.[at] ?? String(at), values[at] as Json];
}

/** Whether a step of a pointer is an index in a list, or may be one. */
export const isIndex = (step: string): boolean => /^\d+$/.test(step);

/** The JSON pointer (RFC 6901) of a path. */
export function pointerOf(path: readonly string[]): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

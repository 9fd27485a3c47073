/** A JSON value: a text, with the digits of numbers as they are written and '' for null, a list or a map. */
export type Json = string | JsonList | JsonMap;

export class JsonList {
  readonly items: readonly Json[];
  /** The line on which it begins. */
  readonly line: number;

  constructor(items: readonly Json[], line: number) {
    this.items = items;
    this.line = line;
  }
}

/** Keys and values in order, repeated keys too. No key reaches a prototype. */
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

  /** With the members of another map under keys that are not there. */
  with(others: JsonMap): JsonMap {
    const { keys, values } = others.filter((key) => !this.keys.includes(key));
    return new JsonMap([...this.keys, ...keys], [...this.values, ...values], this.line);
  }

  map(change: (value: Json, key: string) => Json): JsonMap {
    const values = this.values.map((value, index) => change(value, this.keys[index] as string));
    return new JsonMap(this.keys, values, this.line);
  }
}

/** What a list or map holds, each with its step of a pointer. */
export function* membersOf(node: JsonList | JsonMap): Generator<readonly [step: string, value: Json]> {
  const [values, keys] = node instanceof JsonList ? [node.items, null] : [node.values, node.keys];
  for (let at = 0; at < values.length; at += 1) yield [keys?.[at] ?? String(at), values[at] as Json];
}

/** Whether a step of a pointer is the place of an element in a list, or may be. */
export function isIndex(step: string): boolean {
  return /^\d+$/.test(step);
}

/** RFC 6901. */
export function pointerOf(path: readonly string[]): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A JSON value: a text, with the digits of numbers as they are written and '' for null, a list or a map. */
export type Json = string | JsonList | JsonMap;

export class JsonList {
  readonly items: readonly Json[];
  /** The line that it begins on. */
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

  /** The first value of a key. */
  get(key: string): Json | undefined {
    const index = this.keys.indexOf(key);
    return index < 0 ? undefined : this.values[index];
  }

  /** Whether a test holds for one of the members. */
  some(test: (key: string, value: Json) => boolean): boolean {
    return this.keys.some((key, index) => test(key, this.values[index] as Json));
  }

  /** The members for which a test holds. */
  filter(test: (key: string, value: Json) => boolean): JsonMap {
    const [keys, values]: [string[], Json[]] = [[], []];
    for (const [index, key] of this.keys.entries()) {
      const value = this.values[index] as Json;
      if (test(key, value)) values[keys.push(key) - 1] = value;
    }
    return new JsonMap(keys, values, this.line);
  }
}

/** Each list and map of a value with the steps to its members; a text has none. */
export function membersOf(node: JsonList | JsonMap): readonly (readonly [step: string, value: Json])[] {
  if (node instanceof JsonList) return node.items.map((item, index) => [String(index), item]);
  return node.keys.map((key, index) => [key, node.values[index] as Json]);
}

/** Whether a step of a pointer is the place of an element in a list, or may be. */
export function isIndex(step: string): boolean {
  return /^\d+$/.test(step);
}

/** RFC 6901. */
export function pointerOf(path: readonly string[]): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

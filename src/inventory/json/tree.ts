/** A JSON value: a text, with the digits of numbers as they are written and '' for null, a list or a map. */
export type Json = string | JsonList | JsonMap;

export class JsonList {
  readonly items: readonly Json[];
  /** Its number among the lists and maps of the parsed text, in the order in which they begin; in YAML its line. */
  readonly at: number;

  constructor(items: readonly Json[], at: number) {
    this.items = items;
    this.at = at;
  }
}

/** Keys and values in order, repeated keys too. No key reaches a prototype. */
export class JsonMap {
  readonly keys: readonly string[];
  readonly values: readonly Json[];
  /** As of a list. */
  readonly at: number;

  constructor(keys: readonly string[], values: readonly Json[], at: number) {
    this.keys = keys;
    this.values = values;
    this.at = at;
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
    return new JsonMap(keys, values, this.at);
  }
}

/** Whether a step of a pointer is the place of an element in a list, or may be. */
export function isIndex(step: string): boolean {
  return /^\d+$/.test(step);
}

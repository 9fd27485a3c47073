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

/**
 * A map without what tools wrap around values: Junos puts each into a list (`[{"data": "x"}]`), at any depth; `lldpcli
 * -f json` has a neighbour's name as a key (`chassis: {sw1: {descr: ...}}`), which becomes `chassis: {name, descr}`;
 * Elasticsearch has a document as `_source` beside its `_id`.
 */
export function unwrapped(map: JsonMap): JsonMap {
  const isWrapped = (value: Json): boolean => dataOf(value) !== null;
  const holdsWrapped = (value: Json): boolean =>
    value instanceof JsonList && value.items[0] instanceof JsonMap && value.items[0].values.some(isWrapped);
  if (map.values.some((value) => isWrapped(value) || holdsWrapped(value))) return map.map(withoutWrappers);
  const source = map.mapAt('_source');
  if (source !== undefined) return source.with(map.filter((key) => key !== '_source'));
  if (!map.keys.includes('chassis') || !map.keys.includes('port')) return map;
  return map.map((value, key) => (key === 'chassis' ? chassisWithName(value) : value));
}

function withoutWrappers(node: Json): Json {
  if (node instanceof JsonMap) return node.map(withoutWrappers);
  return dataOf(node) ?? (node instanceof JsonList ? new JsonList(node.items.map(withoutWrappers), node.line) : node);
}

/** The value that Junos writes as a list of one `{data, attributes}`; null for any other node. */
function dataOf(node: Json): string | null {
  const only = node instanceof JsonList && node.items.length === 1 ? node.items[0] : null;
  const data = only instanceof JsonMap ? only.get('data') : null;
  const isWrapper = only instanceof JsonMap && only.keys.every((key) => key === 'data' || key === 'attributes');
  return isWrapper && typeof data === 'string' ? data : null;
}

function chassisWithName(node: Json): Json {
  if (!(node instanceof JsonMap) || node.keys.length !== 1) return node;
  const [[name = ''], [inner]] = [node.keys, node.values];
  // A neighbour without a name has at least an id.
  if (name === 'id' || !(inner instanceof JsonMap)) return node;
  return new JsonMap(['name', ...inner.keys], [name, ...inner.values], inner.line);
}

import type { JsonMap, JsonNode } from './tree.ts';

const CHASSIS_KEYS = new Set(['id', 'name', 'descr', 'mgmt-ip', 'capability', 'mgmt-iface']);

/**
 * What tools wrap around their values is taken off: Junos puts each in a list (`[{"data": "x"}]`);
 * `lldpcli -f json` names a neighbour's chassis by a key (`chassis: {sw1: {descr: ...}}`), `-f json0` puts every value
 * in a list of one; both become `chassis: {name, id, descr}`. Anything else is given back as it is.
 */
export function adapt(node: JsonNode): JsonNode {
  if (node.kind !== 'map') return node;
  const has = (key: string): boolean => node.entries.some(([each]) => each === key);
  if (node.entries.some(([, value]) => dataOf(value) !== null)) return withoutData(node);
  if (!has('chassis') || !has('port')) return node;
  return {
    ...node,
    entries: node.entries.map(([key, value]) => [key, key === 'chassis' ? chassis(single(value)) : single(value)]),
  };
}

/** The value that Junos writes as a list of one `{data, attributes}`. */
function dataOf(node: JsonNode): JsonNode | null {
  const [only, ...others] = node.kind === 'list' ? node.items : [];
  if (only?.kind !== 'map' || others.length > 0) return null;
  const found = only.entries.find(([key]) => key === 'data')?.[1];
  return found?.kind === 'text' && only.entries.every(([key]) => key === 'data' || key === 'attributes') ? found : null;
}

function withoutData(node: JsonMap): JsonMap {
  return { ...node, entries: node.entries.map(([key, value]) => [key, dataOf(value) ?? value]) };
}

function chassis(node: JsonNode): JsonNode {
  const [first, ...others] = node.kind === 'map' ? node.entries : [];
  if (first === undefined || others.length > 0 || CHASSIS_KEYS.has(first[0]) || first[1].kind !== 'map') return node;
  const name: readonly [string, JsonNode] = ['name', { kind: 'text', text: first[0] }];
  return { ...first[1], entries: [name, ...first[1].entries] };
}

/** A list of one element is that element, at every depth. */
function single(node: JsonNode): JsonNode {
  if (node.kind === 'list') {
    const [only, ...others] = node.items;
    return only !== undefined && others.length === 0 ? single(only) : { ...node, items: node.items.map(single) };
  }
  if (node.kind === 'text') return node;
  const value = onlyValue(node);
  return value ?? { ...node, entries: node.entries.map(([key, inner]) => [key, single(inner)]) };
}

/** `{value: 'x'}` of json0 is `x`. */
function onlyValue(map: JsonMap): JsonNode | null {
  const [first, ...others] = map.entries;
  return first?.[0] === 'value' && others.length === 0 ? first[1] : null;
}

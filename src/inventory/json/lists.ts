import type { KeyMeanings } from './fields.ts';
import { KeyPath } from './key-path.ts';
import { isInterfaceTree, isNeighbourTree } from './known-keys.ts';
import type { JsonMap, JsonNode } from './tree.ts';

/** Whether a value under a key is a list of records. */
type IsList = (key: string, value: JsonNode) => boolean;

/** Lists by the keys that are known. */
export function knownListsOf({ known }: KeyMeanings): IsList {
  return (key, value) => known.isList(key) && isListOfMaps(value);
}

/** The same, and lists of things under a key that nobody knows: what stands beside one tells of the answer. */
export function listsOf(keys: KeyMeanings): IsList {
  const isKnown = knownListsOf(keys);
  return (key, value) => isKnown(key, value) || isListOfThings(key, value, keys);
}

/** Whether a map holds such a list, at most so deep. */
export function holdsList(node: JsonNode, depth: number, isList: IsList): boolean {
  if (node.kind !== 'map' || depth === 0) return false;
  return node.entries.some(([key, value]) => isList(key, value) || holdsList(value, depth - 1, isList));
}

/** Elements of a list under a key that nobody knows, by which it is told what the list holds. */
const SAMPLE = 5;

/** Whether a list under a key that nobody knows is one of things, half of which or more tell what they are. */
export function isListOfThings(key: string, node: JsonNode, keys: KeyMeanings): boolean {
  if (node.kind !== 'list' || node.items.length === 0 || isInterfaceTree(key) || isNeighbourTree(key)) return false;
  const sample = node.items.slice(0, SAMPLE);
  const things = sample.filter((item) => {
    // `{node: {...}}`, as GraphQL wraps each.
    const [only, ...others] = item.kind === 'map' ? item.entries : [];
    const thing = others.length === 0 && only?.[1].kind === 'map' ? only[1] : item;
    return thing.kind === 'map' && tellsOfAThing(thing, keys);
  });
  return things.length * 2 >= sample.length;
}

function isListOfMaps(node: JsonNode): boolean {
  if (node.kind === 'list') return node.items.length === 0 || node.items.some((item) => item.kind === 'map');
  return node.kind === 'map' && node.entries.length > 0 && node.entries.every(([, value]) => value.kind === 'map');
}

/** Whether a map says by its own values what it is. */
export function tellsOfAThing(map: JsonMap, keys: KeyMeanings): boolean {
  return map.entries.some(
    ([key, value]) => value.kind === 'text' && keys.isIdentity(KeyPath.of(key), value.text, 'device', false),
  );
}

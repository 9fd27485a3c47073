import type { Place } from '../core/errors.ts';

/** A YAML document as texts, lists and maps with their places; aliases are resolved, and no scalar is interpreted. */
export type Node =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean; readonly place: Place }
  | { readonly kind: 'list'; readonly items: readonly Node[]; readonly place: Place }
  | MapNode;

export interface MapNode {
  readonly kind: 'map';
  /** A Map, so that no key (`__proto__`) can reach a prototype. */
  readonly entries: ReadonlyMap<string, { readonly keyPlace: Place; readonly value: Node }>;
  readonly place: Place;
}

const NOTHING = new Set(['', '~', 'null', 'Null', 'NULL']);

/** True for an empty value, `~` and `null`, unless quoted: "not given". */
export function isNothing(node: Node): boolean {
  return node.kind === 'text' && !node.quoted && NOTHING.has(node.text);
}

/** What a node is, in words. */
export function describe(node: Node): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a mapping';
  return isNothing(node) ? 'nothing' : `"${node.text.length > 40 ? `${node.text.slice(0, 39)}…` : node.text}"`;
}

/** The text under a key; null where it is missing, empty or no text. */
export function textOf(map: MapNode, key: string): string | null {
  const value = map.entries.get(key)?.value;
  return value?.kind === 'text' && value.text !== '' ? value.text : null;
}

/** A quoted text at a place. */
export function quoted(place: Place, text: string): Node {
  return { kind: 'text', text, quoted: true, place };
}

/** A mapping at a place, of the values that are not null. */
export function mapOf(place: Place, values: Readonly<Record<string, Node | null>>): MapNode {
  const given = Object.entries(values).flatMap(([key, value]) =>
    value === null ? [] : [[key, { keyPlace: value.place, value }] as const],
  );
  return { kind: 'map', entries: new Map(given), place };
}

/** A JSON value as a node at a place, without keys that are null. */
export function nodeOf(value: unknown, place: Place): Node {
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => nodeOf(item, place)), place };
  if (typeof value !== 'object' || value === null) return quoted(place, String(value));
  const given = Object.entries(value).filter(([, inner]) => inner !== null);
  return mapOf(place, Object.fromEntries(given.map(([key, inner]) => [key, nodeOf(inner, place)])));
}

/** The mapping with a value under a key; it may have had none there. */
export function withKey(map: MapNode, key: string, value: Node): MapNode {
  const before = map.entries.get(key);
  return { ...map, entries: new Map([...map.entries, [key, { keyPlace: before?.keyPlace ?? value.place, value }]]) };
}

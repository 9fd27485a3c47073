import type { Place } from '../core/errors.ts';

/** A YAML document as text, lists and maps, each with its place; aliases are resolved, no scalar is interpreted. */
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

/** What is under a key, if it is text; null for an empty one. */
export function textOf(map: MapNode, key: string): string | null {
  const value = map.entries.get(key)?.value;
  return value?.kind === 'text' && value.text !== '' ? value.text : null;
}

/** A text that stands somewhere. */
export function quoted(place: Place, text: string): Node {
  return { kind: 'text', text, quoted: true, place };
}

/** A mapping that stands somewhere, of what is not null. */
export function mapOf(place: Place, values: Readonly<Record<string, Node | null>>): MapNode {
  const given = Object.entries(values).flatMap(([key, value]) =>
    value === null ? [] : [[key, { keyPlace: value.place, value }] as const],
  );
  return { kind: 'map', entries: new Map(given), place };
}

/** A value as the YAML that says it; nothing of what is not given. */
export function nodeOf(value: unknown, place: Place): Node {
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => nodeOf(item, place)), place };
  if (typeof value !== 'object' || value === null) return quoted(place, String(value));
  const given = Object.entries(value).filter(([, one]) => one !== null);
  return mapOf(place, Object.fromEntries(given.map(([key, one]) => [key, nodeOf(one, place)])));
}

/** The mapping with another value under a key, which may be new. */
export function withKey(map: MapNode, key: string, value: Node): MapNode {
  const before = map.entries.get(key);
  return { ...map, entries: new Map([...map.entries, [key, { keyPlace: before?.keyPlace ?? value.place, value }]]) };
}

import type { Place } from '../core/errors.ts';

/** A YAML document as text, lists and maps, each with its place; aliases are resolved, no scalar is interpreted. */
export type Node = TextNode | ListNode | MapNode;

export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
  readonly quoted: boolean;
  readonly place: Place;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly place: Place;
}

export interface MapNode {
  readonly kind: 'map';
  /** A Map, so that no key (`__proto__`) can reach a prototype. */
  readonly entries: ReadonlyMap<string, MapEntry>;
  readonly place: Place;
}

export interface MapEntry {
  readonly keyPlace: Place;
  readonly value: Node;
}

const NOTHING = new Set(['', '~', 'null', 'Null', 'NULL']);
const LONGEST_NOTHING = 4;

/** True for an empty value, `~` and `null`, unless quoted: "not given". */
export function isNothing(node: Node): boolean {
  return node.kind === 'text' && !node.quoted && node.text.length <= LONGEST_NOTHING && NOTHING.has(node.text);
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
  const entries = new Map<string, MapEntry>();
  for (const [key, value] of Object.entries(values))
    if (value !== null) entries.set(key, { keyPlace: value.place, value });
  return { kind: 'map', entries, place };
}

/** The mapping with another value under a key, which may be new. */
export function withKey(map: MapNode, key: string, value: Node): MapNode {
  const before = map.entries.get(key);
  return { ...map, entries: new Map([...map.entries, [key, { keyPlace: before?.keyPlace ?? value.place, value }]]) };
}

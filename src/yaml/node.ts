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

import { member, renamed, SOFTWARE, withCells } from './bill.ts';
import type { Context, FlatCell, FlatRecord } from './flatten.ts';
import { cellsOf, flatten } from './flatten.ts';
import { KeyPath } from './key-path.ts';
import type { JsonMap, JsonNode } from './tree.ts';

/** Purposes of packages that are ingredients of software (SPDX 2.3, 7.24); most packages state none. */
const INGREDIENTS = new Set(['LIBRARY', 'FRAMEWORK', 'SOURCE', 'FILE', 'ARCHIVE']);

/**
 * What the members of a package are called here. A supplier may be a distributor, so it is read as what the package is
 * (SPDX 2.3, 7.5); the originator is where it came from at first (7.6).
 */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['originator', 'manufacturer'],
  ['supplier', 'platform'],
  ['name', 'model'],
  ['summary', 'description'],
  ['description', 'description'],
  ['comment', 'description'],
  ['externalRefs.referenceLocator', 'cpe'],
]);

/** `Organization: Example (info@example.com)`, `Person: Jane Doe ()`; nobody where nothing is asserted. */
const AGENT = /^(Organization|Person|Tool): *(.*?) *(?:\([^()]*\))?$/;

/** The packages of a parsed SPDX document, also as GitHub wraps it (`{sbom: {...}}`). */
export function* packagesOf(node: JsonNode, pointer: readonly string[], context: Context): Generator<FlatRecord> {
  if (node.kind !== 'map') return;
  if (pointer.length >= 2 && pointer.at(-2) === 'packages') {
    yield* packageOf(node, pointer, context);
    return;
  }
  const wrapped = member(node, 'sbom');
  const list = member(wrapped ?? node, 'packages');
  const at = [...pointer, ...(wrapped === undefined ? [] : ['sbom']), 'packages'];
  for (const [index, item] of (list?.kind === 'list' ? list.items : []).entries()) {
    if (item.kind === 'map') yield* packageOf(item, [...at, String(index)], context);
  }
}

function* packageOf(map: JsonMap, pointer: readonly string[], context: Context): Generator<FlatRecord> {
  const purpose = member(map, 'primaryPackagePurpose');
  if (purpose?.kind === 'text' && INGREDIENTS.has(purpose.text)) return;
  const flat = flatten(map, pointer, 'component', context);
  const isDevice = purpose?.kind === 'text' && purpose.text === 'DEVICE';
  yield withCells(flat, [...renamed(cellsOf(flat), NAMES).flatMap(agent), ...(isDevice ? [] : [SOFTWARE])]);
}

/** A cell without the kind of agent that it names: a person's name is read as one. */
function agent(cell: FlatCell): FlatCell[] {
  if (cell.value === 'NOASSERTION' || cell.value === 'NONE') return [];
  const [, kind, name] = AGENT.exec(cell.value) ?? [];
  if (kind === undefined || name === undefined) return [cell];
  return [{ ...cell, value: name, ...(kind === 'Person' && { path: KeyPath.of('owner') }) }];
}

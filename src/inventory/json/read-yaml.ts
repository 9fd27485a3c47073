import { UserError } from '../../core/errors.ts';
import type { Node } from '../../yaml/parse.ts';
import { isNothing, MAX_BYTES, parseYaml } from '../../yaml/parse.ts';
import { decode } from '../bytes/decode.ts';
import type { Inventory, ReadOptions } from '../inventory.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import { KeyMeanings } from './fields.ts';
import { noThingsYet, type FlatRecord } from './flatten.ts';
import { ListRows } from './list-rows.ts';
import { openRecords } from './read-json.ts';
import type { JsonNode } from './tree.ts';
import { recordsOf } from './find-records.ts';

/** Opens a YAML document of at most `MAX_BYTES`. Throws UserError, with places, for one that is not valid. */
export async function openYaml(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  const text = await decode(source, options);
  let whole = '';
  for await (const piece of text.pieces) {
    whole += piece;
    if (whole.length > MAX_BYTES) break;
  }
  const { root, complaints } = parseYaml({ path: source.name, text: whole }, 'foreign');
  if (root === null || complaints.length > 0) {
    const [first, ...others] = complaints;
    const more = others.length > 0 ? [`and ${others.length} more`] : [];
    const hint = [first?.hint ?? 'is it YAML?', ...more].join(', ');
    throw new UserError([{ place: first?.place ?? null, message: first?.message ?? 'not valid YAML', hint }]);
  }
  const keys = new KeyMeanings(options.words);
  return openRecords('yaml', source.name, text, records(root, keys, new ListRows(options)), options, keys);
}

// eslint-disable-next-line @typescript-eslint/require-await -- the other formats read as they go
async function* records(root: Node, keys: KeyMeanings, rows: ListRows): AsyncGenerator<Iterable<FlatRecord>> {
  yield recordsOf(toJson(root), [], { lineOf: (node) => node.at, keys, rows, noThings: noThingsYet() });
}

/** The same value as JSON would hold it; `at` is a line. */
function toJson(node: Node): JsonNode {
  if (node.kind === 'text') return { kind: 'text', text: isNothing(node) ? '' : node.text };
  if (node.kind === 'list') return { kind: 'list', items: node.items.map(toJson), at: node.place.line ?? 0 };
  const entries = Array.from(node.entries, ([key, { value }]) => [key, toJson(value)] as const);
  return { kind: 'map', entries, at: node.place.line ?? 0, repeated: null };
}

import { slug } from '../core/text.ts';
import type { Words } from '../words/words.ts';
import { isNothing, mapAt, textAt, textOf, withKey } from '../yaml/parse.ts';
import type { MapNode, Node } from '../yaml/parse.ts';
import type { Reading } from '../yaml/read.ts';
import { withModels } from './models-as-written.ts';
import type { ModelsRead } from './models-as-written.ts';
import type { VendorNames } from './vendor-names.ts';

/** A user's list in which every vendor is an id or described. */
export interface Resolved {
  readonly root: Node;
  /** Names that netvet does not know, which now describe a vendor each. */
  readonly unknown: ReadonlySet<string>;
  readonly models: ModelsRead;
}

/**
 * Turns vendors as a company writes them into ids, or into vendors described by that name, models into masks, and
 * numbers the second and later entries of one vendor. A name near a known one is complained of, unless the entry says
 * `exact: true`.
 */
export function resolveNames(root: Node, names: VendorNames, { tables }: Words, reading: Reading): Resolved {
  const unknown = new Set<string>();
  const models: ModelsRead = { read: new Map(), doubtful: new Map() };
  const list = root.kind === 'map' ? root.entries.get('entries') : undefined;
  if (root.kind !== 'map' || list?.value.kind !== 'list') return { root, unknown, models };
  const items = list.value.items.map((item) => {
    if (item.kind === 'list' || isNothing(item)) return item;
    const entry = item.kind === 'map' ? item : mapAt(item, 'vendor', item);
    return withVendor(withModels(entry, tables.models, models), names, unknown, reading);
  });
  return { root: withKey(root, 'entries', { ...list.value, items: numbered(items) }), unknown, models };
}

/** The vendors that a list describes with an id or a name of their own. */
export function describedIn(root: Node | null): readonly { readonly id: string; readonly name: string }[] {
  const list = root?.kind === 'map' ? root.entries.get('entries')?.value : undefined;
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item) => {
    const vendor = item.kind === 'map' ? item.entries.get('vendor')?.value : undefined;
    const name = vendor?.kind === 'map' ? textOf(vendor, 'name') : null;
    return vendor?.kind !== 'map' || name === null ? [] : [{ id: textOf(vendor, 'id') ?? slug(name), name }];
  });
}

/** `huawei/hisilicon`, which no company is called. */
const REFERENCE = /^[a-z0-9-]+\/[a-z0-9-]+$/;

function withVendor(entry: MapNode, names: VendorNames, unknown: Set<string>, reading: Reading): MapNode {
  const vendor = entry.entries.get('vendor')?.value;
  if (vendor === undefined || isNothing(vendor)) return entry;
  if (vendor.kind === 'map') return withDescribed(entry, vendor, names, reading);
  if (vendor.kind !== 'text' || REFERENCE.test(vendor.text)) return entry;
  const name = vendor.text.trim();
  const known = names.find(name);
  if (known !== null) return withKey(entry, 'vendor', textAt(vendor, known));
  const near = isExact(entry) ? null : names.near(name);
  if (near !== null) {
    const hint = `did you mean ${near}? If it is another company: exact: true`;
    reading.complain(vendor.place, `${name} is not a vendor that netvet knows`, hint);
  } else unknown.add(name);
  return withKey(entry, 'vendor', mapAt(vendor, 'name', textAt(vendor, vendor.text)));
}

/** A vendor that the entry describes: by an id, which may be a name, or as a new one, with a name of its own. */
function withDescribed(entry: MapNode, vendor: MapNode, names: VendorNames, reading: Reading): MapNode {
  const [id, name] = [textOf(vendor, 'id'), textOf(vendor, 'name')];
  if (id !== null) {
    const known = name === null ? names.find(id) : null;
    return known === null ? entry : withKey(entry, 'vendor', withKey(vendor, 'id', textAt(vendor, known)));
  }
  const own = name === null || isExact(entry) ? null : names.findShipped(name);
  if (own !== null && own !== slug(name ?? '')) {
    const means = `vendor: ${own} means that one, {id: ${own}, names: […]} adds names to it`;
    const hint = `${means}; another company: exact: true`;
    reading.complain(
      vendor.entries.get('name')?.value.place ?? vendor.place,
      `${name ?? ''} is a name of ${own}`,
      hint,
    );
  }
  return entry;
}

function isExact(entry: MapNode): boolean {
  const exact = entry.entries.get('exact')?.value;
  return exact?.kind === 'text' && /^(?:true|yes)$/i.test(exact.text);
}

/** Entries without an id of their own whose vendor or category stood before: `huawei`, `huawei-2`. */
function numbered(items: readonly Node[]): readonly Node[] {
  const taken = new Set(items.flatMap((item) => (item.kind === 'map' ? (textOf(item, 'id') ?? []) : [])));
  const counts = new Map<string, number>();
  return items.map((item) => {
    if (item.kind !== 'map' || item.entries.has('id')) return item;
    const usual = usualId(item);
    if (usual === null) return item;
    let id = usual;
    let count = counts.get(usual) ?? 1;
    while (taken.has(id)) id = `${usual}-${String((count += 1))}`;
    counts.set(usual, count);
    taken.add(id);
    return id === usual ? item : withKey(item, 'id', textAt(item, id));
  });
}

function usualId(entry: MapNode): string | null {
  const vendor = entry.entries.get('vendor')?.value;
  if (vendor?.kind === 'text') return vendor.text;
  if (vendor?.kind !== 'map') return textOf(entry, 'category');
  const name = textOf(vendor, 'name');
  return textOf(vendor, 'id') ?? (name === null ? null : slug(name));
}

import { resolve } from 'node:path';

import type { Complaint } from '../core/errors.ts';
import { UserError } from '../core/errors.ts';
import { readTextFile } from '../yaml/file.ts';
import type { TextFile } from '../yaml/parse.ts';
import { parseYaml } from '../yaml/parse.ts';
import { Reading, readFile } from '../yaml/read.ts';
import { checkFamilies, checkVendors } from './check-vendors.ts';
import { checkProfiles, checkShippedLists, isShipped } from './check-lists.ts';
import { checkExemptions } from './exemptions.ts';
import type { Knowledge } from './knowledge.ts';
import type { RawList } from './list-shape.ts';
import { exemptionsShape, profilesShape } from './list-shape.ts';
import { toVendor } from './to-vendor.ts';
import type { ListTable, RunKnowledge } from './user-lists.ts';
import { readUserLists, resolveLists } from './user-lists.ts';
import { VendorIndex } from './vendor-index.ts';
import type { RawVendor } from './vendor-shape.ts';
import { vendorShape } from './vendor-shape.ts';
import { isWordFile, readWords } from './words/read-words.ts';

export type FileKind = 'list' | 'vendor' | 'exemptions' | 'word table' | 'waivers' | 'profiles' | 'data folder';

export interface Validation {
  /** In the order of the paths. `kind` is null when the file could not be read or is of none. */
  readonly files: readonly { readonly path: string; readonly kind: FileKind | null }[];
  readonly complaints: readonly Complaint[];
}

/** What was read of files, for further checks. */
export interface Checked extends Validation {
  readonly reading: Reading;
  readonly vendors: readonly RawVendor[];
  readonly lists: readonly RawList[];
  /** The vendors and lists that there are with these files. */
  readonly known: RunKnowledge;
}

/** Files that can be read, and what is wrong with the others. */
export function readTexts(
  paths: readonly string[],
  cwd: string,
): { readonly files: readonly TextFile[]; readonly complaints: readonly Complaint[] } {
  const complaints: Complaint[] = [];
  const files = paths.flatMap((path): TextFile[] => {
    try {
      return [readTextFile(path, resolve(cwd, path))];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      complaints.push(...error.complaints);
      return [];
    }
  });
  return { files, complaints };
}

/**
 * All mistakes in vendor, list and exemption files, recognised by their keys, and word tables. A file of data/ stands
 * for what is shipped under its name. Never throws for bad files.
 */
export function validateFiles(files: readonly (TextFile | ListTable)[], knowledge: Knowledge): Checked {
  const kinds = files.map((file) => ({ file, kind: 'root' in file ? ('list' as const) : kindOf(file) }));
  const texts = kinds.flatMap(({ file, kind }) => ('root' in file ? [] : [{ file, kind }]));
  const of = (wanted: FileKind): TextFile[] => texts.filter(({ kind }) => kind === wanted).map(({ file }) => file);
  const shipped = <T extends { readonly file: string | null }>(items: readonly T[]): readonly T[] =>
    items.filter((item) => item.file === null || !files.some(({ path }) => stands(path, item.file ?? '')));

  const reading = new Reading();
  const vendors = of('vendor').flatMap((file) => readFile(file, vendorShape, reading) ?? []);
  const others = shipped(knowledge.vendors);
  checkVendors([...others, ...vendors], reading);
  const { categories = knowledge.words.tables.categories } = readWords(of('word table'), reading);
  checkFamilies(vendors, () => categories, reading);
  for (const { file, kind } of texts) if (kind === null || kind === 'waivers') complainOfKind(file, kind, reading);
  const known = [...others, ...vendors.map((vendor) => toVendor(vendor, null))];
  const own = kinds.filter(({ kind }) => kind === 'list').map(({ file }) => file);
  const base = { ...knowledge, vendors: known, lists: shipped(knowledge.lists) };
  const { lists: userLists, raws } = readUserLists(own, base, reading);
  const shippedRaws = raws.filter((_, index) => isShipped(userLists[index]?.list.file ?? ''));
  checkShippedLists(shippedRaws, new VendorIndex(known), reading);
  const exemptions = of('exemptions').flatMap((file) => readFile(file, exemptionsShape, reading) ?? []);
  const chosen = [...knowledge.lists, ...userLists.map(({ list }) => list)];
  checkExemptions(exemptions, chosen, new VendorIndex(known), reading);
  const ids = chosen.map(({ id }) => id);
  for (const file of of('profiles')) checkProfiles(readFile(file, profilesShape, reading) ?? [], ids, reading);
  return {
    files: kinds.map(({ file, kind }) => ({ path: file.path, kind })),
    complaints: reading.complaints,
    reading,
    vendors,
    lists: raws,
    known: resolveLists(base, userLists),
  };
}

/** Keys that only one kind of file has. */
const TELLING: readonly (readonly [FileKind, readonly string[]])[] = [
  ['waivers', ['waivers', 'maxDays']],
  ['exemptions', ['of']],
  ['list', ['entries', 'vendors', 'title', 'jurisdiction', 'kind', 'binds', 'checked', 'expect']],
  ['vendor', ['names', 'brands', 'identifiers', 'makes', 'affiliates', 'relabels', 'lookAlikes']],
];

function kindOf(file: TextFile): FileKind | null {
  if (isWordFile(file.path)) return 'word table';
  const { root } = parseYaml(file);
  if (root?.kind === 'list')
    return root.items.some((item) => item.kind === 'map' && item.entries.has('lists')) ? 'profiles' : 'list';
  if (root?.kind !== 'map') return null;
  return TELLING.find(([, keys]) => keys.some((key) => root.entries.has(key)))?.[0] ?? null;
}

function complainOfKind(file: TextFile, kind: FileKind | null, reading: Reading): void {
  const { root, complaints } = parseYaml(file);
  for (const { place, message, hint } of complaints) reading.complain(place, message, hint);
  if (root === null) return;
  if (kind === 'waivers') reading.complain(root.place, 'is a waiver file', 'netvet waivers validate checks those');
  else
    reading.complain(
      root.place,
      'is neither a list, a vendor nor exemptions',
      'a list has id, title and entries; a vendor id, name and names; exemptions have of',
    );
}

/** Whether a path, however it is written, is a file of a checkout's data/. */
function stands(path: string, shipped: string): boolean {
  return `/${path.replaceAll('\\', '/')}`.endsWith(`/${shipped}`);
}

import { resolve } from 'node:path';

import type { Complaint } from '../core/errors.ts';
import { UserError } from '../core/errors.ts';
import { readTextFile } from '../yaml/file.ts';
import type { TextFile } from '../yaml/parse.ts';
import { parseYaml } from '../yaml/parse.ts';
import { Reading, readFile } from '../yaml/read.ts';
import { checkFamilies, checkVendors } from './check-vendors.ts';
import { checkExemptions } from './exemptions.ts';
import type { Knowledge } from './knowledge.ts';
import { exemptionsShape } from './list-shape.ts';
import { toVendor } from './to-vendor.ts';
import { readUserLists } from './user-lists.ts';
import { VendorIndex } from './vendor-index.ts';
import { vendorShape } from './vendor-shape.ts';
import { isWordFile, readWords } from './words/read-words.ts';

export type FileKind = 'list' | 'vendor' | 'exemptions' | 'word table' | 'waivers' | 'profiles';

export interface Validation {
  /** In the order of the paths. `kind` is null when the file could not be read or is of none. */
  readonly files: readonly { readonly path: string; readonly kind: FileKind | null }[];
  readonly complaints: readonly Complaint[];
}

/** All mistakes in vendor and list files, recognised by their keys, and word tables. Never throws for bad files. */
export function validateLists(paths: readonly string[], knowledge: Knowledge, cwd = '.'): Validation {
  const unread: Complaint[] = [];
  const files = paths.flatMap((path): TextFile[] => {
    try {
      return [readTextFile(path, resolve(cwd, path))];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      unread.push(...error.complaints);
      return [];
    }
  });
  const { complaints, files: checked } = validateFiles(files, knowledge);
  const kinds = new Map(checked.map(({ path, kind }) => [path, kind]));
  return {
    files: paths.map((path) => ({ path, kind: kinds.get(path) ?? null })),
    complaints: [...unread, ...complaints],
  };
}

/** Like `validateLists`, for texts. A file of data/ stands for what is shipped under its name. */
export function validateFiles(files: readonly TextFile[], knowledge: Knowledge): Validation {
  const kinds = files.map((file) => ({ file, kind: kindOf(file) }));
  const of = (wanted: FileKind): TextFile[] => kinds.filter(({ kind }) => kind === wanted).map(({ file }) => file);
  const shipped = <T extends { readonly file: string | null }>(items: readonly T[]): readonly T[] =>
    items.filter((item) => item.file === null || !files.some(({ path }) => stands(path, item.file ?? '')));

  const reading = new Reading();
  const vendors = of('vendor').flatMap((file) => readFile(file, vendorShape, reading) ?? []);
  const others = shipped(knowledge.vendors);
  checkVendors([...others, ...vendors], reading);
  const { categories = knowledge.words.tables.categories } = readWords(of('word table'), reading);
  checkFamilies(vendors, () => categories, reading);
  for (const { file, kind } of kinds) {
    if (kind === null || kind === 'waivers' || kind === 'profiles') complainOfKind(file, kind, reading);
  }
  const known = [...others, ...vendors.map((vendor) => toVendor(vendor, null))];
  const lists = readUserLists(of('list'), { ...knowledge, vendors: known, lists: shipped(knowledge.lists) });
  const exemptions = of('exemptions').flatMap((file) => readFile(file, exemptionsShape, reading) ?? []);
  const chosen = [...knowledge.lists, ...lists.lists.map(({ list }) => list)];
  checkExemptions(exemptions, chosen, new VendorIndex(known), reading);
  return {
    files: kinds.map(({ file, kind }) => ({ path: file.path, kind })),
    complaints: [...reading.complaints, ...lists.complaints],
  };
}

/** Keys that only one kind of file has. */
const TELLING: readonly (readonly [FileKind, readonly string[]])[] = [
  ['waivers', ['waivers', 'maxDays']],
  ['exemptions', ['of']],
  ['list', ['entries', 'title', 'jurisdiction', 'kind', 'binds', 'checked', 'expect']],
  ['vendor', ['names', 'brands', 'identifiers', 'makes', 'affiliates', 'relabels', 'lookAlikes']],
];

function kindOf(file: TextFile): FileKind | null {
  if (isWordFile(file.path)) return 'word table';
  const { root } = parseYaml(file);
  if (root?.kind === 'list') return 'profiles';
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

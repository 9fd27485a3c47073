import { resolve } from 'node:path';
import { UserError } from '../core/errors.ts';
import { checkExemptions, checkProfiles, checkShippedLists } from '../knowledge/check-lists.ts';
import { checkShown, checkVendors, commonWords } from '../knowledge/check-vendors.ts';
import { readDataFolder } from '../knowledge/folder.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { exemptionsShape, profilesShape, type RawList } from '../knowledge/list-shape.ts';
import { isShipped } from '../knowledge/to-list.ts';
import { readUserLists, resolveLists, type ListTable } from '../knowledge/user-lists.ts';
import { VendorNames } from '../knowledge/vendor-names.ts';
import { toVendor, vendorShape } from '../knowledge/vendor.ts';
import type { Node } from '../yaml/node.ts';
import { parseYaml, type TextFile } from '../yaml/parse.ts';
import { parseInto, Reading, readFile } from '../yaml/read.ts';
import { checkData, checkListExamples, checkNotToCome, checkVendorExamples } from './check-data.ts';
import type { Files, Host } from './host.ts';
import { readListFiles } from './list-table.ts';
import { isWordFile, readWords } from '../words/read-words.ts';

type FileKind = 'list' | 'vendor' | 'exemptions' | 'word table' | 'waivers' | 'profiles' | 'data folder';

/**
 * Everything that is wrong with lists, vendors, exemptions, profiles and word tables, and with whole data folders: all
 * that the tests of data/ hold. A folder that is no data folder stands for the files in it. `files`, in the order of
 * the paths, have no kind where they could not be read or are of none; `notes`: what those who keep data/ should know.
 */
export async function validate(paths: readonly string[], sources: readonly string[], host: Host) {
  const folders = paths.filter((path) => isDataFolder(path, host.files));
  const others = paths.filter((path) => !folders.includes(path)).flatMap((path) => filesIn(path, host.files));
  const ofFolders = folders.map((folder) => {
    const files = readDataFolder(folder.replace(/[/\\]+$/, ''), resolve(host.cwd, folder));
    return checkData(files, host.today);
  });
  const knowledge = await host.knowledge();
  const read = await readListFiles(others, sources, knowledge, host.files);
  const { files, reading, vendors, lists, known } = validateFiles(read.files, knowledge);
  if (reading.problems.length === 0) {
    const parts = { ...knowledge, vendors: known.vendors };
    checkShown(vendors, knowledge.words, knowledge.macPrefixes, reading);
    checkNamesOfLists(lists, knowledge, reading);
    if (vendors.length > 0) checkVendorExamples(vendors, parts, reading);
    checkListExamples(lists, known.lists, parts, reading);
    checkNotToCome(lists, host.today, reading);
  }
  const kindOf = (path: string) => files.find((file) => file.path === path)?.kind ?? null;
  return {
    files: [
      ...folders.map((path) => ({ path, kind: 'data folder' as const })),
      ...others.map((path) => ({ path, kind: kindOf(path) })),
    ],
    problems: [...ofFolders.flatMap(({ problems }) => problems), ...read.problems, ...reading.problems],
    notes: ofFolders.flatMap(({ notes }) => notes),
  };
}

/** Vendors that a list describes by a word of inventories: every row that says it would be found. */
function checkNamesOfLists(lists: readonly RawList[], { words, vendors }: Knowledge, reading: Reading): void {
  const commonWord = commonWords(words, vendors);
  for (const { vendor, exact } of lists.flatMap(({ entries }) => entries)) {
    const what = vendor?.name == null || exact ? null : commonWord(vendor.name, true);
    if (vendor === null || what === null) continue;
    const hint = 'every row that says so would be found; if a company is called that: exact: true';
    reading.addProblem(reading.at(vendor, 'name'), `${vendor.name ?? ''} is ${what}, taken for a vendor`, hint);
  }
}

/**
 * All mistakes in vendor, list and exemption files, recognised by their keys, and word tables. A file of data/ stands
 * for what is shipped under its name. Never throws for bad files.
 */
export function validateFiles(files: readonly (TextFile | ListTable)[], knowledge: Knowledge) {
  const kinds = files.map((file) => ({ file, kind: 'root' in file ? ('list' as const) : kindOf(file) }));
  const texts = kinds.flatMap(({ file, kind }) => ('root' in file ? [] : [{ file, kind }]));
  const of = (wanted: FileKind): TextFile[] => texts.filter(({ kind }) => kind === wanted).map(({ file }) => file);
  const shipped = <T extends { readonly file: string | null }>(items: readonly T[]): readonly T[] =>
    items.filter((item) => item.file === null || !files.some(({ path }) => stands(path, item.file ?? '')));

  const reading = new Reading();
  const vendors = of('vendor').flatMap((file) => readFile(file, vendorShape, reading) ?? []);
  const others = shipped(knowledge.vendors);
  const { categories = knowledge.words.tables.categories } = readWords(of('word table'), reading);
  const things = categories.map(({ id }) => id);
  checkVendors([...others, ...vendors], things, reading);
  for (const { file, kind } of texts) if (kind === null || kind === 'waivers') refuseKind(file, kind, reading);
  const known = [...others, ...vendors.map((vendor) => toVendor(vendor, null))];
  const own = kinds.filter(({ kind }) => kind === 'list').map(({ file }) => file);
  const base = { ...knowledge, vendors: known, lists: shipped(knowledge.lists) };
  const { lists: userLists, raws } = readUserLists(own, base, reading);
  const shippedRaws = raws.filter((_, index) => isShipped(userLists[index]?.list.file ?? ''));
  const names = new VendorNames(knowledge.words, known);
  checkShippedLists(shippedRaws, names, reading);
  const exemptions = of('exemptions').flatMap((file) => readFile(file, exemptionsShape, reading) ?? []);
  const chosen = [...knowledge.lists, ...userLists.map(({ list }) => list)];
  checkExemptions(exemptions, chosen, names, reading);
  for (const file of of('profiles')) checkProfiles(readFile(file, profilesShape, reading) ?? [], chosen, reading);
  return {
    files: kinds.map(({ file, kind }) => ({ path: file.path, kind })),
    problems: reading.problems,
    reading,
    vendors,
    lists: raws,
    known: resolveLists(base, userLists),
  };
}

const TELLING: readonly (readonly [FileKind, readonly string[]])[] = [
  ['waivers', ['waivers', 'maxDays']],
  ['exemptions', ['of', 'approvals']],
  ['list', ['entries', 'vendors', 'title', 'jurisdiction', 'binds', 'checked', 'rules', 'adopts']],
  ['vendor', ['names', 'brands', 'identifiers', 'makes', 'affiliates', 'relabels', 'sells', 'lookAlikes']],
];

function kindOf(file: TextFile): FileKind | null {
  if (isWordFile(file.path)) return 'word table';
  const { root } = parseYaml(file);
  if (root?.kind === 'list') return root.items.length > 0 && root.items.every(isProfile) ? 'profiles' : 'list';
  if (root?.kind !== 'map') return null;
  return TELLING.find(([, keys]) => keys.some((key) => root.entries.has(key)))?.[0] ?? null;
}

/** Whether an item of a sequence is neither a vendor's name nor an entry of a list. */
function isProfile(item: Node): boolean {
  return item.kind === 'map' && !item.entries.has('vendor') && !item.entries.has('name');
}

function refuseKind(file: TextFile, kind: FileKind | null, reading: Reading): void {
  const root = parseInto(reading, file);
  if (root === null) return;
  const keys = 'a list has id, title and entries; a vendor id, name and names; exemptions have of';
  if (kind === 'waivers') reading.addProblem(root.place, 'is a waiver file', 'netvet waivers validate checks those');
  else reading.addProblem(root.place, 'is neither a list, a vendor nor exemptions', keys);
}

/** Whether a path, however it is written, is a file of a checkout's data/. */
function stands(path: string, shipped: string): boolean {
  return `/${path.replaceAll('\\', '/')}`.endsWith(`/${shipped}`);
}

function isDataFolder(path: string, files: Files): boolean {
  const names = files.entries(path)?.map(({ name }) => name) ?? [];
  return names.includes('vendors') && names.includes('lists');
}

function filesIn(path: string, files: Files): readonly string[] {
  const names = files.entries(path)?.flatMap(({ name }) => (/\.ya?ml$/i.test(name) ? name : []));
  if (names === undefined) return [path];
  if (names.length === 0) throw new UserError(`${path} holds no YAML file`, 'name a list or vendor file');
  return names.map((name) => `${path.replace(/[/\\]+$/, '')}/${name}`);
}

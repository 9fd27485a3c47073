import type { Complaint } from '../core/errors.ts';
import { UserError } from '../core/errors.ts';
import { fold, words } from '../core/text.ts';
import type { LegalForms } from '../words/words.ts';
import type { Node, TextFile } from '../yaml/parse.ts';
import { parseYaml } from '../yaml/parse.ts';
import { Reading, readNode } from '../yaml/read.ts';
import { withAdopted } from './adopt.ts';
import { describedIn, resolveNames } from './as-written.ts';
import type { ModelsRead } from './models-as-written.ts';
import { checkAdoptions } from './check-adoptions.ts';
import type { BanList } from './ban-list.ts';
import { checkLists, isShipped } from './check-lists.ts';
import { checkMasks } from './check-masks.ts';
import { checkClaims, checkFamilies, checkVendor } from './check-vendors.ts';
import type { InPlace } from './in-place.ts';
import { checkInPlace, claimedInPlace, isReference, newVendor, taught } from './in-place.ts';
import type { Knowledge } from './knowledge.ts';
import type { RawList } from './list-shape.ts';
import { listShape } from './list-shape.ts';
import { listHash, toList, vendorIdOf, vendorOf } from './to-list.ts';
import { VendorIndex } from './vendor-index.ts';
import { VendorNames } from './vendor-names.ts';
import type { Vendor } from './vendor.ts';

/** A user's list, and what it says about vendors: new ones, and names added to known ones. */
export interface UserList {
  readonly list: BanList;
  readonly described: readonly InPlace[];
  /** Names of vendors that netvet does not know: such a vendor is described by its name alone. */
  readonly unknown: readonly string[];
  /** How its models were read. */
  readonly models: ModelsRead;
}

/** A list that is no YAML, as the YAML that would say the same; places are those of its file. */
export interface ListTable {
  readonly path: string;
  readonly root: Node;
}

/** What a run judges by. */
export interface RunKnowledge {
  /** Shipped vendors, with what the user's lists teach; then the vendors that these lists describe. */
  readonly vendors: readonly Vendor[];
  /** Shipped lists, then the user's in the order given. */
  readonly lists: readonly BanList[];
}

/** Reads the lists of a user against what is shipped and each other. Throws UserError with every complaint. */
export function loadUserLists(files: readonly (TextFile | ListTable)[], knowledge: Knowledge): readonly UserList[] {
  const { lists, complaints } = readUserLists(files, knowledge);
  if (complaints.length > 0) throw new UserError(complaints);
  return lists;
}

/** Like `loadUserLists`, for who wants the complaints as they are. */
export function readUserLists(
  files: readonly (TextFile | ListTable)[],
  knowledge: Knowledge,
  reading = new Reading(),
): {
  readonly lists: readonly UserList[];
  readonly raws: readonly RawList[];
  readonly complaints: readonly Complaint[];
} {
  const parsed = files.map((file) => ({ path: file.path, root: rootOf(file, reading) }));
  const names = namesOf(
    knowledge,
    parsed.map(({ root }) => root),
  );
  const raws = parsed.flatMap(({ path, root }) => {
    if (root === null) return [];
    const resolved = resolveNames(root, names, knowledge.words, reading);
    const raw = readNode(resolved.root, listShape, reading);
    return raw === undefined ? [] : [{ raw, path, resolved, inPlace: inPlaceOf(raw) }];
  });
  const lists = raws.map(({ raw }) => raw);
  for (const { raw, path } of raws) {
    checkListId(raw, knowledge, reading);
    if (!isShipped(path)) checkDesignates(raw, reading);
    checkMasks(raw, reading);
  }
  const inPlace = raws.flatMap((list) => list.inPlace);
  const known = checkInPlaceVendors(inPlace, knowledge, reading);
  checkLists(lists, known, reading);
  checkAdoptions(lists, [...knowledge.lists, ...lists], reading);
  const made = raws.map((one) => {
    const list = toList(one.raw, one.path, listHash(one.raw, reading), (ref) => known.nameOf(ref));
    return { ...one, list };
  });
  const all = [...knowledge.lists, ...made.map(({ list }) => list)];
  return {
    lists: made.map(({ list, inPlace: own, resolved: { unknown, models } }) => ({
      list: withAdopted(list, all),
      described: own.filter((vendor) => !isReference(vendor.raw)),
      unknown: [...unknown],
      models,
    })),
    raws: lists,
    complaints: reading.complaints,
  };
}

function rootOf(file: TextFile | ListTable, reading: Reading): Node | null {
  if ('root' in file) return file.root;
  const { root, complaints } = parseYaml(file);
  for (const { place, message, hint } of complaints) reading.complain(place, message, hint);
  return root;
}

/** What the lists can mean: shipped vendors, and those that one of them describes. */
export function namesOf({ vendors, words }: Knowledge, roots: readonly (Node | null)[]): VendorNames {
  const names = new VendorNames(words);
  for (const vendor of vendors) {
    names.add(vendor.id, vendor);
    for (const affiliate of vendor.affiliates) names.add(`${vendor.id}/${affiliate.id}`, affiliate);
    for (const { name } of vendor.lookAlikes) names.addStranger(name);
  }
  for (const root of roots) for (const { id, name } of describedIn(root)) names.addDescribed(id, name);
  return names;
}

/** Puts shipped knowledge and a user's lists together. Changes neither. */
export function resolveLists(knowledge: Knowledge, userLists: readonly UserList[]): RunKnowledge {
  const vendors = new Map(knowledge.vendors.map((vendor) => [vendor.id, vendor]));
  for (const { list, described } of userLists) {
    const by = baseName(list.file ?? list.id);
    for (const inPlace of described) {
      const id = vendorOf(inPlace.id);
      const vendor = vendors.get(id);
      vendors.set(
        id,
        vendor === undefined ? newVendor(inPlace, by, knowledge.words.legalForms) : taught(vendor, inPlace, by),
      );
    }
  }
  const lists = [...knowledge.lists, ...userLists.map(({ list }) => list)];
  return { vendors: withoutStrangers(Array.from(vendors.values()), knowledge.words.legalForms), lists };
}

/** A stranger that a list describes is one no more: it would cover the name that is to be found. */
function withoutStrangers(vendors: readonly Vendor[], legalForms: LegalForms): readonly Vendor[] {
  const keyOf = (name: string): string => legalForms.strip(words(fold(name))).join('');
  const described = vendors.filter(({ file }) => file === null).flatMap(({ names }) => names);
  const meant = new Set(described.map(({ name }) => keyOf(name)));
  if (meant.size === 0) return vendors;
  return vendors.map((vendor) => {
    const lookAlikes = vendor.lookAlikes.filter(({ name }) => !meant.has(keyOf(name)));
    return lookAlikes.length === vendor.lookAlikes.length ? vendor : { ...vendor, lookAlikes };
  });
}

/** Returns what may be referred to: shipped vendors and those that the lists describe. */
function checkInPlaceVendors(inPlace: readonly InPlace[], knowledge: Knowledge, reading: Reading): VendorIndex {
  const shipped = new VendorIndex(knowledge.vendors);
  const known = new VendorIndex(knowledge.vendors);
  for (const { raw, id } of inPlace) {
    if (raw.name !== null && !shipped.has(id)) known.add({ id, name: raw.name, affiliates: raw.affiliates });
  }
  for (const vendor of inPlace) checkInPlace(vendor, shipped, known, reading);
  const claimed = inPlace.map(claimedInPlace);
  for (const vendor of claimed) checkVendor(vendor, reading);
  checkClaims([...knowledge.vendors, ...claimed], reading);
  checkFamilies(claimed, () => knowledge.words.tables.categories, reading);
  return known;
}

function inPlaceOf({ entries }: RawList): readonly InPlace[] {
  const vendors = entries.map(({ vendor }) => vendor).filter((vendor) => vendor !== null);
  return vendors.map((raw) => ({ raw, id: vendorIdOf(raw) }));
}

/** Nothing could ever be found by it: a run would look clean. */
function checkDesignates(list: RawList, reading: Reading): void {
  const isWritten = reading.wrote(list, 'entries') || reading.wrote(list, 'adopts');
  if (list.entries.length + list.adopts.length > 0 || !isWritten) return;
  reading.complain(
    reading.at(list, 'entries'),
    'the list designates nobody',
    'it needs an entry, such as vendor: huawei',
  );
}

/** A list's id is how it is named in results, so it must not be that of a shipped list or profile. */
function checkListId(list: RawList, { lists, profiles }: Knowledge, reading: Reading): void {
  const taken = [...lists, ...profiles].some(({ id }) => id === list.id) || list.id === 'default' || list.id === 'all';
  if (!taken) return;
  const hint = `-l ${list.id} means that one; give this list an id of its own`;
  reading.complain(reading.at(list, 'id'), `the id ${list.id} is one that netvet uses`, hint);
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

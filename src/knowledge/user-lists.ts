import { UserError, type UserProblem } from '../core/errors.ts';
import { fold, words } from '../core/text.ts';
import type { LegalForms } from '../words/words.ts';
import type { Node, TextFile } from '../yaml/parse.ts';
import { compact, parseInto, Reading, readNode } from '../yaml/read.ts';
import { withAdopted, type BanList } from './ban-list.ts';
import { asItIs, describedIn, inFull, resolveNames, type ModelsRead } from './as-written.ts';
import { checkLists, checkMasks, checkRef } from './check-lists.ts';
import { checkClaims, checkVendor } from './check-vendors.ts';
import type { Knowledge } from './knowledge.ts';
import { listShape, type RawList } from './list-shape.ts';
import { isShipped, listHash, toList, vendorIdOf, vendorOf } from './to-list.ts';
import { VendorNames } from './vendor-names.ts';
import { inPlaceShape, toAffiliate, toIdentifiers, toNames, toVendor } from './vendor.ts';
import type { Identifiers, Maker, Name, RawInPlace, Vendor } from './vendor.ts';

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
  /** What is to be said of how it was read. */
  readonly notes: readonly string[];
  /** True for an official file, of which every vendor is an id or described already. */
  readonly isResolved: boolean;
}

/** Reads the lists of a user against what is shipped and each other. Throws UserError with every problem. */
export function loadUserLists(files: readonly (TextFile | ListTable)[], knowledge: Knowledge): readonly UserList[] {
  const { lists, problems } = readUserLists(files, knowledge);
  if (problems.length > 0) throw new UserError(problems);
  return lists;
}

/** Like `loadUserLists`, for who wants the problems as they are. */
export function readUserLists(
  files: readonly (TextFile | ListTable)[],
  knowledge: Knowledge,
  reading = new Reading(),
): {
  readonly lists: readonly UserList[];
  readonly raws: readonly RawList[];
  readonly problems: readonly UserProblem[];
} {
  const parsed = files.map((file) => ({
    ...{ path: file.path, root: rootOf(file, reading) },
    isResolved: 'root' in file && file.isResolved,
  }));
  const written = parsed.filter(({ isResolved }) => !isResolved).map(({ root }) => root);
  const names = new VendorNames(knowledge.words, knowledge.vendors, knowledge.lists);
  for (const root of written) for (const described of describedIn(root)) names.addDescribed(described);
  const raws = parsed.flatMap(({ path, root, isResolved }) => {
    if (root === null) return [];
    const {
      root: own,
      unknown,
      models,
    } = isResolved ? asItIs(root) : resolveNames(root, names, knowledge.words, reading);
    const raw = readNode(own, listShape, reading);
    return raw === undefined ? [] : [{ raw, path, unknown, models, inPlace: inPlaceOf(raw) }];
  });
  const lists = raws.map(({ raw }) => raw);
  for (const { raw, path } of raws) {
    checkListId(raw, knowledge, reading);
    if (!isShipped(path)) checkDesignates(raw, reading);
    checkMasks(raw, reading);
  }
  const inPlace = raws.flatMap((list) => list.inPlace);
  checkInPlaceVendors(inPlace, knowledge, names, reading);
  const kinds = knowledge.words.tables.categories.map(({ id }) => id);
  checkLists(lists, knowledge.lists, { vendors: names, kinds }, reading);
  const made = raws.map((one) => {
    const list = toList(one.raw, one.path, listHash(one.raw), (ref) => names.nameOf(ref));
    return { ...one, list };
  });
  const all = [...knowledge.lists, ...made.map(({ list }) => list)];
  return {
    lists: made.map(({ list, inPlace: own, unknown, models }) => ({
      list: withAdopted(list, all),
      described: own.filter((vendor) => !isReference(vendor.raw)),
      unknown: [...unknown],
      models,
    })),
    raws: lists,
    problems: reading.problems,
  };
}

function rootOf(file: TextFile | ListTable, reading: Reading): Node | null {
  if ('root' in file) return file.root;
  const root = parseInto(reading, file);
  return root === null ? null : inFull(root, file.path, reading);
}

/**
 * What a run judges by: shipped vendors with what the user's lists teach, then those that these describe; shipped
 * lists, then the user's in the order given. Changes neither.
 */
export function resolveLists(
  knowledge: Knowledge,
  userLists: readonly UserList[],
): { readonly vendors: readonly Vendor[]; readonly lists: readonly BanList[] } {
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
  const described = vendors.filter(({ file }) => file === null).flatMap(({ names }) => names);
  const meant = new Set(described.map(({ name }) => legalForms.keyOf(name)));
  if (meant.size === 0) return vendors;
  return vendors.map((vendor) => {
    const lookAlikes = vendor.lookAlikes.filter(({ name }) => !meant.has(legalForms.keyOf(name)));
    return lookAlikes.length === vendor.lookAlikes.length ? vendor : { ...vendor, lookAlikes };
  });
}

function checkInPlaceVendors(
  inPlace: readonly InPlace[],
  knowledge: Knowledge,
  names: VendorNames,
  reading: Reading,
): void {
  for (const { raw, id } of inPlace)
    if (raw.name !== null && !names.isShipped(id)) names.addDescribed({ ...raw, id, name: raw.name });
  for (const vendor of inPlace) checkInPlace(vendor, names, reading);
  const claimed = inPlace.map(({ raw, id }) => ({ ...raw, id: vendorOf(id) }));
  const kinds = knowledge.words.tables.categories.map(({ id }) => id);
  for (const vendor of claimed) checkVendor(vendor, kinds, reading);
  checkClaims([...knowledge.vendors, ...claimed], reading);
}

function inPlaceOf({ entries }: RawList): readonly InPlace[] {
  const vendors = entries.map(({ vendor }) => vendor).filter((vendor) => vendor !== null);
  return vendors.map((raw) => ({ raw, id: vendorIdOf(raw) }));
}

/** Nothing could ever be found by it: a run would look clean. */
function checkDesignates(list: RawList, reading: Reading): void {
  const isWritten = reading.wrote(list, 'entries') || reading.wrote(list, 'adopts');
  if (!isWritten) reading.addProblem(reading.at(list), 'the key entries is missing');
  if (list.entries.length + list.adopts.length > 0 || !isWritten) return;
  reading.addProblem(
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
  reading.addProblem(reading.at(list, 'id'), `the id ${list.id} is one that netvet uses`, hint);
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

/** `vendor:` of an entry and the id that it stands for. */
interface InPlace {
  readonly raw: RawInPlace;
  readonly id: string;
}

/** True for a plain `vendor: huawei`, which says nothing about the vendor. */
function isReference(raw: RawInPlace): boolean {
  return raw.name === null && typeof compact(raw, inPlaceShape) === 'string';
}

/**
 * What is wrong with one `vendor:` of a user's list: a reference that does not exist, a new vendor without a name or
 * with the id of a shipped one, a shipped one that is given what only its own file says.
 */
function checkInPlace({ raw, id }: InPlace, known: VendorNames, reading: Reading): void {
  if (isReference(raw)) {
    checkRef(id, reading.at(raw, 'id'), known, reading);
  } else if (known.isShipped(id)) {
    const refer =
      `vendor: ${id} means that one; {id: ${id}, names: […]} adds names to it; ` + 'else give this one another id';
    if (raw.name !== null && raw.name !== known.nameOf(id)) {
      const at = reading.at(raw, raw.id === null ? 'name' : 'id');
      reading.addProblem(at, `netvet ships a vendor with the id ${id} (${known.nameOf(id) ?? id})`, refer);
    }
    for (const key of id.includes('/') ? [...OWN, ...NOT_OF_AFFILIATE] : OWN) {
      if (reading.wrote(raw, key))
        reading.addProblem(reading.at(raw, key), `${key} of a shipped vendor cannot be changed`);
    }
  } else if (id === '' && reading.wrote(raw, 'id')) {
    return; // what was written is no id, and is a problem
  } else if (raw.name === null) {
    const near = known.nearRef(id);
    const hint =
      near === null ? 'a new vendor needs a name: {name: …}' : `did you mean ${near}? A new vendor needs a name`;
    reading.addProblem(
      reading.at(raw, 'id'),
      id === '' ? 'a vendor without id and name' : `unknown vendor ${id}`,
      hint,
    );
  } else if (id.includes('/')) {
    reading.addProblem(reading.at(raw, 'id'), `${id} is not the id of a vendor`, 'a new one is written without /');
  }
}

const OWN = ['makes', 'country', 'distinctive'];
const NOT_OF_AFFILIATE = ['affiliates', 'relabels', 'sells', 'lookAlikes', 'examples', 'sources'];

/**
 * A vendor that a list describes. Its display name is also one of its names. Of a vendor described by that name alone,
 * a name of one word, which may be any word, is found as a whole vendor cell or as the first word of a cell that says
 * what a thing is, unless the list says that it is distinctive.
 */
function newVendor({ raw, id }: InPlace, by: string, legalForms: LegalForms): Vendor {
  const name = raw.name ?? '';
  const vendor = toVendor({ ...raw, id, name }, null, by);
  if (raw.names.some((given) => given.name === name)) return vendor;
  const others = raw.names.filter((given) => given.distinctive);
  const isAlone = ![others, raw.brands, ...Object.values(raw.identifiers)].some((given) => given.length > 0);
  const distinctive = raw.distinctive ?? (!isAlone || isSeveralWords(legalForms.strip(words(fold(name)))));
  const own: Name = { name, distinctive, ...(distinctive ? {} : { leads: true }), certainty: 'high', by };
  return { ...vendor, names: [own, ...vendor.names] };
}

/** Chinese separates no words, and most of them have two characters: 神州数码. */
const SEVERAL_HAN = /^\p{Script=Han}{4,}$/u;

function isSeveralWords(own: readonly string[]): boolean {
  return own.length > 1 || SEVERAL_HAN.test(own[0] ?? '');
}

/** A vendor with what a list adds to it, or to one of its affiliates. */
function taught(vendor: Vendor, { raw, id }: InPlace, by: string): Vendor {
  const [, affiliateId] = id.split('/');
  if (affiliateId !== undefined) {
    const affiliates = vendor.affiliates.map((one) =>
      one.id === affiliateId ? { ...one, ...added(one, raw, by) } : one,
    );
    return { ...vendor, affiliates };
  }
  return {
    ...vendor,
    ...added(vendor, raw, by),
    affiliates: [...vendor.affiliates, ...raw.affiliates.map((affiliate) => toAffiliate(affiliate, by))],
    relabels: [...vendor.relabels, ...raw.relabels],
    sells: [...vendor.sells, ...raw.sells],
    lookAlikes: [...vendor.lookAlikes, ...raw.lookAlikes],
  };
}

function added(maker: Maker, raw: RawInPlace, by: string): Pick<Maker, 'names' | 'brands' | 'identifiers'> {
  return {
    names: [...maker.names, ...toNames(raw.names, by)],
    brands: [...maker.brands, ...toNames(raw.brands, by)],
    identifiers: joined(maker.identifiers, toIdentifiers(raw.identifiers, by)),
  };
}

function joined(a: Identifiers, b: Identifiers): Identifiers {
  const keys = Object.keys(a) as (keyof Identifiers)[];
  return Object.fromEntries(keys.map((key) => [key, [...a[key], ...b[key]]])) as unknown as Identifiers;
}

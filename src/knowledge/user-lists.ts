import { joined, slug } from '../core/text.ts';
import type { LegalForms } from '../words/words.ts';
import type { Node } from '../yaml/node.ts';
import type { TextFile } from '../yaml/parse.ts';
import { parseInto, Reading } from '../yaml/read.ts';
import { isShipped, toList, withAdopted, type BanList } from './ban-list.ts';
import { expandShorthand, vendorMeant, type ModelsRead } from './as-written.ts';
import { checkExemptions, checkLists, checkMasks, checkShippedList } from './check-lists.ts';
import { checkClaims, checkVendor } from './check-vendors.ts';
import type { Knowledge } from './knowledge.ts';
import { listShape, type ExemptionFile, type RawList } from './list-shape.ts';
import { VendorNames } from './vendor-names.ts';
import { KINDS, taughtBy, vendorIdOf, vendorOf } from './vendor.ts';
import type { Maker, Name, RawInPlace, RawVendor, Vendor } from './vendor.ts';

/** A user's list, and what it says about vendors: new ones, and names added to known ones. */
export type UserList = ReturnType<typeof readLists>['lists'][number];

/** A list from a file that is not YAML, as the YAML that would say the same; places are those of its file. */
export interface ListTable {
  readonly path: string;
  readonly root: Node;
  readonly notes: readonly string[];
}

/**
 * Reads lists, those of data/ too, and checks them against `knowledge` and each other. Returns them with every problem.
 * `exemptions`: files of approvals of these lists.
 */
export function readLists(
  files: readonly (TextFile | ListTable)[],
  knowledge: Pick<Knowledge, 'lists' | 'profiles' | 'words'> & { readonly vendors: readonly RawVendor[] },
  reading = new Reading(),
  exemptions: readonly ExemptionFile[] = [],
) {
  const { words } = knowledge;
  const read = files.flatMap((file) => {
    const models: ModelsRead = { read: new Map(), doubtful: new Map() };
    const root = 'root' in file ? file.root : parseInto(reading, file);
    const raw = root === null ? undefined : listShape.read(expandShorthand(root, words, models), reading);
    return raw === undefined ? [] : [{ path: file.path, raw, models }];
  });
  const names = new VendorNames(words, knowledge.vendors, knowledge.lists);
  // Any list may name what another describes.
  for (const { raw } of read) names.addDescribed(inPlaceIn(raw));
  const raws = read.map(({ raw: written, ...about }) => {
    // Shipped lists name their vendors by id.
    if (isShipped(about.path)) return { ...about, raw: written };
    const entries = written.entries.map((entry) => reading.with(entry, { vendor: vendorMeant(entry, names, reading) }));
    return { ...about, raw: reading.with(written, { entries }) };
  });
  const lists = raws.map(({ raw }) => raw);
  const taken = [{ id: 'default' }, { id: 'all' }, ...knowledge.lists, ...knowledge.profiles];
  reading.distinct([...taken, ...lists], 'taken', (id) => `-l ${id} means another; give this list an id of its own`);
  for (const { raw, path } of raws) {
    checkMasks(raw, reading);
    if (isShipped(path)) checkShippedList(raw, path, reading);
    // Nothing could ever be found by it, and a run would look clean.
    else if (raw.entries.length + raw.adopts.length === 0)
      reading.wrong(raw, 'entries', 'the list designates nobody', 'it needs an entry, such as vendor: huawei');
  }
  const kinds = words.tables.categories.map(({ id }) => id);
  const described = raws.flatMap(({ raw }) => inPlaceIn(raw));
  for (const raw of described) checkInPlace(raw, names, reading);
  const withVendorIds = described.map((raw) => ({ ...raw, id: vendorOf(vendorIdOf(raw)) }));
  for (const vendor of withVendorIds) checkVendor(vendor, kinds, reading);
  checkClaims([...knowledge.vendors, ...withVendorIds], reading);
  const banLists = raws.map(({ raw, path }) => toList(raw, path, exemptions, (ref) => names.nameOf(ref)));
  const adoptable = [...banLists, ...knowledge.lists];
  checkLists(lists, adoptable, { vendors: names, kinds }, reading);
  checkExemptions(exemptions, adoptable, names, reading);
  return {
    lists: raws.map(({ raw, models }, at) => ({
      list: withAdopted(banLists[at] as BanList, adoptable),
      described: inPlaceIn(raw).filter((one) => one.name !== null || !reading.isShort(one)),
      /** Names of vendors that netvet does not know: such a vendor is described by its name alone. */
      unknown: inPlaceIn(raw).flatMap((one) => (reading.isShort(one) && one.name) || []),
      models,
    })),
    raws: lists,
    problems: reading.problems,
  };
}

const inPlaceIn = ({ entries }: RawList): readonly RawInPlace[] => entries.flatMap(({ vendor }) => vendor ?? []);

/** Shipped vendors with what the user's lists teach, then new ones; shipped lists, then the user's. Changes neither. */
export function resolveLists(knowledge: Knowledge, userLists: readonly UserList[]) {
  const { legalForms } = knowledge.words;
  const vendors = new Map(knowledge.vendors.map((vendor) => [vendor.id, vendor]));
  for (const { list, described } of userLists) {
    const by = (list.file ?? list.id).split(/[/\\]/).at(-1) ?? '';
    for (const written of described) {
      const affiliates = written.affiliates.map((one) => taughtBy(by, withOwnName(one, legalForms)));
      const raw = { ...written, affiliates };
      const id = vendorOf(vendorIdOf(raw));
      const vendor = vendors.get(id);
      const made = { ...raw, id, name: raw.name ?? '', file: null };
      vendors.set(id, vendor ? withTaught(vendor, taughtBy(by, raw)) : taughtBy(by, withOwnName(made, legalForms)));
    }
  }
  const lists = [...knowledge.lists, ...userLists.map(({ list }) => list)];
  return { vendors: Array.from(vendors.values()), lists };
}

/** Checks a vendor as an entry writes it: that it exists, and what is said of a shipped one; else that it is new. */
function checkInPlace(raw: RawInPlace, names: VendorNames, reading: Reading): void {
  const id = vendorIdOf(raw);
  const name = names.nameOf(id);
  if (reading.isShort(raw) && raw.name === null ? name !== null : names.isShipped(id)) {
    const refer = `vendor: ${id} means that one; {id: ${id}, names: […]} adds names to it; else give it another id`;
    if (raw.name !== null && raw.name !== name)
      reading.wrong(raw, 'name', `netvet ships a vendor with the id ${id} (${name ?? ''})`, refer);
    for (const key of id.includes('/') ? [...UNCHANGEABLE, ...NOT_OF_AFFILIATE] : UNCHANGEABLE)
      if (reading.wrote(raw, key)) reading.wrong(raw, key, `${key} of a shipped vendor cannot be changed`);
  } else if (raw.name !== null) {
    if (slug(id) !== id)
      reading.wrong(raw, 'id', `${id} is not the id of a vendor`, `a new one has an id such as ${slug(id)}`);
    else if (name !== null && joined(name) !== joined(raw.name))
      reading.wrong(raw, 'id', `the id ${id} is also that of ${name}`, 'names: […] gives a vendor more names');
  } else if (id !== '') reading.wrong(raw, 'id', `unknown vendor ${id}`, names.hintAt(id));
  // An id that was written and cannot be read is a problem already.
  else if (!reading.wrote(raw, 'id'))
    reading.wrong(raw, 'id', 'a vendor without id and name', 'a new vendor needs a name: {name: …}');
}

const UNCHANGEABLE = ['makes', 'country', 'distinctive'];
const NOT_OF_AFFILIATE = ['affiliates', 'relabels', 'sells', 'lookAlikes', 'examples', 'sources'];

/**
 * A vendor or affiliate that a list describes: its display name is also one of its names. Where nothing else describes
 * it, a name of one word may be any word: it is found as the whole vendor cell or as the first word of a cell that says
 * what a thing is, unless the list says that it is distinctive.
 */
function withOwnName<M extends Pick<Maker, 'name' | 'names' | 'brands' | 'identifiers'>>(
  maker: M & { readonly distinctive?: boolean | null },
  legalForms: LegalForms,
): M {
  const { name, names } = maker;
  if (names.some((given) => given.name === name)) return maker;
  const others = names.filter((given) => given.distinctive);
  const isNameAlone = ![others, maker.brands, ...Object.values(maker.identifiers)].some((given) => given.length > 0);
  const nameWords = legalForms.wordsOf(name);
  const isTelling = !isNameAlone || nameWords.length > 1 || SEVERAL_HAN.test(nameWords[0] ?? '');
  const distinctive = maker.distinctive ?? isTelling;
  const shown: Name = { name, distinctive, ...(distinctive ? {} : { leads: true }), certainty: 'high' };
  return { ...maker, names: [shown, ...names] };
}

/** Chinese writes no blanks, and most of its words have two characters: 神州数码 is two words. */
const SEVERAL_HAN = /^\p{Script=Han}{4,}$/u;

function withTaught(vendor: Vendor, raw: RawInPlace): Vendor {
  const [, affiliateId] = vendorIdOf(raw).split('/');
  const addTo = <M extends Pick<Maker, 'names' | 'brands' | 'identifiers'>>(maker: M): M => ({
    ...withMore(maker, raw, ['names', 'brands']),
    identifiers: withMore(maker.identifiers, raw.identifiers, KINDS),
  });
  if (affiliateId === undefined) return withMore(addTo(vendor), raw, ['affiliates', 'relabels', 'sells', 'lookAlikes']);
  return { ...vendor, affiliates: vendor.affiliates.map((one) => (one.id === affiliateId ? addTo(one) : one)) };
}

/** `base` with the items of `more` behind its own, under some keys. */
function withMore<K extends string, T extends { readonly [P in K]: readonly unknown[] }>(
  base: T,
  more: Pick<T, K>,
  keys: readonly K[],
): T {
  return { ...base, ...Object.fromEntries(keys.map((key) => [key, [...base[key], ...more[key]]])) };
}

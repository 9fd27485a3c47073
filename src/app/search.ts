import { UserError } from '../core/errors.ts';
import { IDENTITY_FIELDS } from '../core/fields.ts';
import { groupsOf } from '../core/groups.ts';
import { addressFrom } from '../core/mac.ts';
import { excerpt, fold } from '../core/text.ts';
import { compileIdentifier, type Identifier } from '../identify/compile.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import { identifiersOf, valueOf, vendorOf, type IdentifierItem, type Vendor } from '../knowledge/vendor.ts';
import { firstOnes } from '../report/phrases.ts';
import { rowOf } from './asset.ts';
import type { Host } from './host.ts';
import { designationsOf } from './lists.ts';

/** Where a term stands in what netvet knows, or what it is evidence for. */
export interface SearchHit {
  readonly vendor: string | null;
  readonly name: string;
  /** What it is evidence for (`confirmed as vendor: Huawei`), and where it stands (`grantee code QIS`). */
  readonly matches: readonly string[];
  readonly designations: ReturnType<typeof designationsOf>;
}

const MOST_MATCHES = 8;

/**
 * Finds a name, brand, model, MAC address or number in vendors and lists. For a country, finds its lists too; for one,
 * or if nothing else was found, also the lists whose own text holds the term: a state, an act, a citation. Throws
 * UserError for a term that says nothing.
 */
export async function searchLists(term: string, host: Host): Promise<readonly SearchHit[]> {
  const wanted = fold(term);
  if (wanted.trim() === '') throw new UserError('nothing to search for', 'netvet lists search Hikvision');
  const knowledge = await host.knowledge();
  const { vendors, lists } = knowledge;
  const evidence = evidenceOf(term, compileIdentifier(knowledge));
  const hits = vendors.flatMap((vendor): readonly SearchHit[] => {
    const { id, name } = vendor;
    const words = wordsOf(vendor).flatMap(([kind, text]) => (fold(text).includes(wanted) ? `${kind} ${text}` : []));
    const matches = firstOnes([...(evidence.get(id) ?? []).map(({ text }) => text), ...words], MOST_MATCHES);
    return matches.length === 0 ? [] : [{ vendor: id, name, matches, designations: designationsOf(id, lists) }];
  });
  const found = [...hits, ...entriesNaming(wanted, lists, new Set(hits.map(({ vendor }) => vendor)))];
  const { countries, complete } = knowledge.words.countries().parse(term);
  const code = complete && countries.length === 1 ? (countries[0] ?? null) : null;
  if (found.length > 0 && code === null) return found;
  const isOfCountry = ({ jurisdiction }: BanList): boolean => code !== null && jurisdiction?.slice(0, 2) === code;
  const countryFirst = lists.toSorted((a, b) => Number(isOfCountry(b)) - Number(isOfCountry(a)));
  return [...found, ...countryFirst.flatMap((list) => lawHits(wanted, isOfCountry(list), list))];
}

/** What the term is evidence for under each field, by vendor. Fields with the same evidence share a text. */
function evidenceOf(term: string, identifier: Identifier) {
  const found = [...IDENTITY_FIELDS, 'serial' as const].flatMap((field) => {
    const row = rowOf({ [field]: field === 'mac' ? (addressFrom(term) ?? term) : term });
    return identifier.identify(row).flatMap(({ vendor, confidence, evidence }) => {
      const matched = evidence.map((one) => one.matched).join(' and ');
      return vendor === null ? [] : [{ vendor: vendor.id, field, confidence, matched }];
    });
  });
  const groups = groupsOf(found, ({ vendor, confidence, matched }) => `${vendor} ${confidence} ${matched}`);
  const texts = Array.from(groups.values(), (same) => {
    const [{ vendor, confidence, matched }] = same;
    return { vendor, text: `${confidence} as ${same.map(({ field }) => field).join(', ')}: ${matched}` };
  });
  return groupsOf(texts, ({ vendor }) => vendor);
}

function entriesNaming(wanted: string, lists: readonly BanList[], foundVendors: ReadonlySet<string | null>) {
  const entries = lists.flatMap((list) => list.entries.map((entry) => ({ list: list.id, ...entry })));
  return entries.flatMap(({ list, id, as, also, models, thing, vendor: ref }): readonly SearchHit[] => {
    const vendor = ref === null ? null : vendorOf(ref);
    const texts = [as, ...also, ...models.map(({ mask }) => mask), thing ?? ''];
    const found = texts.filter((text) => fold(text).includes(wanted)).map((text) => `printed on the list: ${text}`);
    if (foundVendors.has(vendor) || found.length === 0) return [];
    return [{ vendor, name: as, matches: found, designations: [{ list, entry: id, as }] }];
  });
}

function wordsOf(vendor: Vendor): readonly (readonly [kind: string, text: string])[] {
  const makers = [vendor, ...vendor.affiliates];
  const named = makers.flatMap((maker, index) => {
    const prefix = index === 0 ? '' : `${maker.name}: `;
    const { id, names, brands } = maker;
    const allNames = [...names, ...brands].map((one) => one.name);
    const texts: readonly (readonly [what: string, texts: readonly string[]])[] = [
      ['name', allNames.some((name) => fold(name) === id) ? allNames : [id, ...allNames]],
      ...identifiersOf(maker).map(({ what, items }) => [what, items.flatMap(textsIn)] as const),
    ];
    return texts.flatMap(([what, all]) => all.map((text) => [prefix + what, text] as const));
  });
  return [...named, ...vendor.lookAlikes.map(({ name }) => ['another company, only alike:', name] as const)];
}

function textsIn(item: IdentifierItem): readonly string[] {
  return 'mask' in item ? [item.family ?? [], item.example ?? []].flat() : [valueOf(item)];
}

/** The hit of a list that is of the country searched for, or whose own text holds the term (`DA 26-635`, `Indiana`). */
function lawHits(wanted: string, isOfCountry: boolean, list: BanList): readonly SearchHit[] {
  const { id, title, jurisdiction, binds, note, sources, adopts } = list;
  const holds = (text: unknown): text is string => typeof text === 'string' && fold(text).includes(wanted);
  const rules = list.rules.filter((rule) => Object.values(rule).some(holds));
  const facts = [title, binds, note, ...sources, ...adopts.map((adoption) => adoption.list)].filter(holds);
  const matching = list.entries.flatMap(({ adoptedFrom, id: entry, as, citation, note: remark, assumes }) => {
    const text = adoptedFrom === null ? [citation, remark, assumes].find(holds) : undefined;
    return text === undefined ? [] : [{ text, named: { list: id, entry, as } }];
  });
  const matches = [
    ...(isOfCountry ? [`where: ${jurisdiction ?? ''}`] : []),
    ...rules.map(({ id: rule, effect, mayNot, from }) => {
      return `rule ${rule} (${effect}): may not ${mayNot}${from === null ? '' : ` from ${from}`}`;
    }),
    ...new Set(facts.map((text) => `the list: ${excerptAround(text, wanted)}`)),
    ...new Set(matching.map(({ text }) => `its entries: ${excerptAround(text, wanted)}`)),
  ];
  if (matches.length === 0) return [];
  const designations = matching.length > 0 ? matching.map(({ named }) => named) : [{ list: id, entry: id, as: title }];
  return [{ vendor: null, name: title, matches, designations }];
}

function excerptAround(text: string, wanted: string): string {
  const at = Math.max(0, fold(text).indexOf(wanted));
  return excerpt(text, at, at + wanted.length, 120);
}

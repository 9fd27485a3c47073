import type { Field } from '../core/fields.ts';
import { IDENTITY_FIELDS } from '../core/fields.ts';
import type { Confidence } from '../core/finding.ts';
import type { InventoryRecord } from '../core/record.ts';
import { fold } from '../core/text.ts';
import { compileIdentifier } from '../identify/compile.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import type { Host } from './host.ts';
import { designationsOf } from './vendors.ts';

/** Where a term stands in what netvet knows, or what it is evidence for. */
export interface SearchHit {
  readonly vendor: string | null;
  readonly name: string;
  /** Where it was met: `name 'Huawei Technologies'`, `model (confirmed)`. */
  readonly met: readonly string[];
  readonly designations: readonly { readonly list: string; readonly entry: string; readonly listedAs: string }[];
}

/** More than this is no answer. */
const MOST_MET = 8;

/** Finds a name, brand, model, MAC address or number in vendors and lists. */
export async function searchLists(term: string, host: Host): Promise<readonly SearchHit[]> {
  const { vendors, lists, macPrefixes, patternLiterals } = await host.knowledge();
  const identifier = compileIdentifier(vendors, macPrefixes, patternLiterals);
  const evidence = new Map<string, Set<string>>();
  for (const field of [...IDENTITY_FIELDS, 'serial'] as const) {
    for (const { vendor, confidence } of identifier.identify(recordOf(term, field))) {
      if (vendor === null) continue;
      const met = evidence.get(vendor.id) ?? new Set();
      evidence.set(vendor.id, met.add(`as ${field}: ${confidence satisfies Confidence}`));
    }
  }
  const wanted = fold(term);
  const hits = vendors.flatMap((vendor): SearchHit[] => {
    const met = [
      ...(evidence.get(vendor.id) ?? []),
      ...wordsOf(vendor)
        .filter(([, text]) => fold(text).includes(wanted))
        .map(([kind, text]) => `${kind} ${text}`),
    ];
    if (met.length === 0) return [];
    const more = met.length - MOST_MET;
    return [
      {
        vendor: vendor.id,
        name: vendor.name,
        met: more > 0 ? [...met.slice(0, MOST_MET), `and ${more} more`] : met,
        designations: designationsOf(vendor.id, lists),
      },
    ];
  });
  return [...hits, ...entriesNaming(wanted, lists, new Set(hits.map(({ vendor }) => vendor)))];
}

/** Entries that hold the term, of vendors that were not met anyway, and of categories. */
function entriesNaming(
  wanted: string,
  lists: readonly BanList[],
  met: ReadonlySet<string | null>,
): readonly SearchHit[] {
  return lists.flatMap(({ id, entries }) =>
    entries.flatMap((entry): SearchHit[] => {
      const vendor = entry.vendor?.split('/')[0] ?? null;
      if (met.has(vendor)) return [];
      const found = [entry.listedAs, ...entry.names, ...entry.models, entry.category ?? ''].filter((text) =>
        fold(text).includes(wanted),
      );
      if (found.length === 0) return [];
      return [
        {
          vendor,
          name: entry.listedAs,
          met: found.map((text) => `printed on the list: ${text}`),
          designations: [{ list: id, entry: entry.id, listedAs: entry.listedAs }],
        },
      ];
    }),
  );
}

type Word = readonly [kind: string, text: string];

function wordsOf(vendor: Vendor): readonly Word[] {
  const makers = [vendor, ...vendor.affiliates];
  return makers.flatMap((maker, index): Word[] => {
    const whose = index === 0 ? '' : `${maker.name}: `;
    const { names, brands, identifiers } = maker;
    return [
      ...[{ name: maker.id }, ...names, ...brands].map(({ name }) => [`${whose}name`, name] as const),
      ...identifiers.macRegistrants.map(({ value }) => [`${whose}MAC registrant`, value] as const),
      ...identifiers.enterpriseNumbers.map(({ number }) => [`${whose}enterprise number`, number] as const),
      ...identifiers.fccGrantees.map(({ value }) => [`${whose}FCC grantee`, value] as const),
      ...identifiers.cpeVendors.map(({ value }) => [`${whose}CPE vendor`, value] as const),
      ...identifiers.gponVendorIds.map(({ value }) => [`${whose}GPON vendor id`, value] as const),
      ...identifiers.models.flatMap(({ family, example }) =>
        [family, example].flatMap((text) => (text === null ? [] : [[`${whose}model`, text] as const])),
      ),
    ];
  });
}

/** A row that holds nothing but one cell of one field. */
export function recordOf(text: string, field: Field): InventoryRecord {
  return {
    source: '-',
    row: 1,
    line: null,
    cell: null,
    columns: [{ name: field, fields: [field], why: 'given', notMaker: false }],
    cells: [text],
    part: 'device',
  };
}

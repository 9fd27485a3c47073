import type { CategoryId } from '../../src/core/fields.ts';
import type { Evidence, Identification } from '../../src/core/finding.ts';
import { Judge } from '../../src/judge/judge.ts';
import type { BanList, ListEntry, Rule } from '../../src/knowledge/ban-list.ts';
import type { Vendor } from '../../src/knowledge/vendor.ts';
import { recordOf } from './cases.ts';
import { listOf } from './lists.ts';
import { words } from '../words.ts';

/** The day of every question that does not say another. */
export const AS_OF = '2026-11-24';
const EMPTY = {
  names: [],
  brands: [],
  identifiers: {
    macRegistrants: [],
    macPrefixes: [],
    enterpriseNumbers: [],
    fccGrantees: [],
    cpeVendors: [],
    tokens: [],
    gponVendorIds: [],
    usbVendorIds: [],
    models: [],
  },
};

function affiliate(id: string, relation: string, from: string | null, until: string | null) {
  const about = { stillSupplies: false, country: null, note: null, certainty: 'high', source: null } as const;
  return { id, name: id.toUpperCase(), ...EMPTY, relation, from, until, ...about };
}

const ACME: Vendor = {
  id: 'acme',
  name: 'Acme',
  ...EMPTY,
  makes: ['equipment'],
  country: 'CN',
  affiliates: [
    affiliate('sub', 'subsidiary', null, null),
    affiliate('line', 'brand', null, null),
    affiliate('ex', 'sold', '2015-01-01', '2020-11-16'),
    affiliate('left', 'subsidiary', null, '2020-11-16'),
    affiliate('late', 'subsidiary', '2015-06-01', null),
    { ...affiliate('still', 'sold', null, '2020-11-16'), stillSupplies: true, country: 'TW' },
  ],
  relabels: [],
  sells: [],
  lookAlikes: [],
  examples: { match: [], noMatch: [] },
  sources: [],
  file: null,
};
const SOFT: Vendor = { ...ACME, id: 'soft', name: 'Soft', makes: ['software'], affiliates: [] };
const CARRIER: Vendor = { ...ACME, id: 'carrier', name: 'Carrier', makes: ['service'], affiliates: [] };
const DRONES: Vendor = { ...ACME, id: 'drones', name: 'Drones', makes: ['drone'], country: null, affiliates: [] };
export const VENDORS: readonly Vendor[] = [ACME, SOFT, CARRIER, DRONES];

/** `acme`, or `acme/sub`, met for sure and without evidence; `part`: by its name, about that part of a device. */
export function met(thing: string, part: Evidence['part'] | null = null): Identification {
  const [id = '', sub] = thing.split('/');
  const relation = ACME.affiliates.find((one) => one.id === sub)?.relation ?? '';
  const via = sub === undefined ? null : { id: sub, name: sub.toUpperCase(), relation };
  return {
    vendor: { id, name: id, affiliate: via },
    category: null,
    confidence: 'confirmed',
    evidence: part === null ? [] : [{ ...NAMED, part }],
    families: [],
    conflict: null,
  };
}

const NAMED = {
  kind: 'name',
  field: 'model',
  column: 'Model',
  seen: 'x',
  matched: 'x',
  confidence: 'probable',
} as const;

/** A thing met by its kind. */
export function kindMet(id: CategoryId): Identification {
  return { ...met('acme'), vendor: null, category: { id, name: id }, confidence: 'probable' };
}

interface Asked {
  readonly entries?: readonly Partial<ListEntry>[];
  readonly rules?: readonly Partial<Rule>[];
  readonly list?: Partial<BanList>;
  readonly thing?: string;
  readonly part?: Evidence['part'];
  readonly fields?: string;
  readonly options?: Partial<ConstructorParameters<typeof Judge>[3]>;
}

/** Asks a list of these entries and rules about a thing and a row. */
export function ask({ entries = [{}], rules, list, thing = 'acme', part, fields = '', options = {} }: Asked) {
  const judge = new Judge([listOf(entries, rules, list)], VENDORS, words, { asOf: AS_OF, ...options });
  const one = thing.startsWith('kind:') ? kindMet(thing.slice(5) as CategoryId) : met(thing, part);
  return judge.judge(one, recordOf(fields), [one]);
}

/** Every designation with its reason, or `none`. */
export function short(asked: Asked): string {
  const judged = ask(asked);
  if (judged === null) return 'none';
  return judged.designations
    .map(({ entry, status, because }) => `${entry} ${status}${because === null ? '' : `: ${because}`}`)
    .join(' | ');
}

/** The strongest status and what is missing. */
export function status(asked: Asked): string {
  const judged = ask(asked);
  return [judged?.status ?? 'none', ...new Set(judged?.designations.flatMap(({ needs }) => needs))].join(', ');
}

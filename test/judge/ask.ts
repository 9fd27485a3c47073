import type { Identification } from '../../src/core/finding.ts';
import type { EvidencePart } from '../../src/core/record.ts';
import { compileJudge } from '../../src/judge/compile.ts';
import type { JudgeOptions } from '../../src/judge/judge.ts';
import type { ListEntry, ListKind } from '../../src/knowledge/ban-list.ts';
import type { Affiliate, Vendor } from '../../src/knowledge/vendor.ts';
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
    models: [],
  },
};

function affiliate(id: string, relation: string, from: string | null, until: string | null): Affiliate {
  return { id, name: id.toUpperCase(), ...EMPTY, relation, from, until, note: null, certainty: 'high', source: null };
}

const ACME: Vendor = {
  id: 'acme',
  name: 'Acme',
  ...EMPTY,
  makes: ['equipment'],
  country: null,
  affiliates: [
    affiliate('sub', 'subsidiary', null, null),
    affiliate('line', 'brand', null, null),
    affiliate('ex', 'sold', '2015-01-01', '2020-11-16'),
  ],
  relabels: [],
  lookAlikes: [],
  examples: { match: [], noMatch: [] },
  sources: [],
  file: null,
};
const SOFT: Vendor = { ...ACME, id: 'soft', name: 'Soft', makes: ['software'], affiliates: [] };

/** `acme`, or `acme/sub`, met for sure and without evidence; `part`: by its name, about that part of a device. */
export function met(thing: string, part: EvidencePart | null = null): Identification {
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

interface Asked {
  readonly entries: readonly Partial<ListEntry>[];
  readonly kind?: ListKind;
  readonly thing?: string;
  readonly part?: EvidencePart;
  readonly fields?: string;
  readonly options?: Partial<JudgeOptions>;
}

/** Asks a list of these entries about a thing and a row. */
export function ask({ entries, kind, thing = 'acme', part, fields = '', options = {} }: Asked) {
  const judge = compileJudge([listOf(entries, kind)], [ACME, SOFT], words, {
    asOf: AS_OF,
    judgeAt: 'as-of',
    ...options,
  });
  return judge.judge(met(thing, part), recordOf(fields), []);
}

/** Every designation with its reason, or `none`. */
export function short(asked: Asked): string {
  const judged = ask(asked);
  if (judged === null) return 'none';
  return judged.designations
    .map(({ entry, status, because }) => `${entry} ${status}${because === null ? '' : `: ${because}`}`)
    .join(' | ');
}

import { readFileSync } from 'node:fs';

import type { CategoryId, Field } from '../../src/core/fields.ts';
import { CATEGORY_NAMES } from '../../src/core/fields.ts';
import type { Identification, VendorRef } from '../../src/core/finding.ts';
import { Layout } from '../../src/core/layout.ts';
import type { InventoryRecord } from '../../src/core/record.ts';
import type { Vendor } from '../../src/knowledge/vendor.ts';

/** One line of dated-cases.csv, by header. */
export type DatedCase = Readonly<Record<string, string>>;

/** Semicolons separate, `#` comments; no cell of these files holds either. */
export function readCases(path: string): DatedCase[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [header = [], ...rows] = lines.map((line) => line.split(';').map((cell) => cell.trim()));
  return rows.map((cells) => {
    if (cells.length !== header.length)
      throw new Error(`${cells.length} cells, expected ${header.length}: ${cells.join(';')}`);
    return Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']));
  });
}

/** A row with one column for each field given as `model=RAX50, country=China`. */
export function recordOf(fields: Readonly<Partial<Record<Field, string>>> | string): InventoryRecord {
  const pairs = typeof fields === 'string' ? pairsOf(fields) : (Object.entries(fields) as [Field, string][]);
  return {
    source: 'site.csv',
    row: 1,
    line: 2,
    cell: null,
    layout: new Layout(pairs.map(([field]) => ({ name: field, fields: [field], why: 'test', traits: [] }))),
    cells: pairs.map(([, cell]) => cell),
    part: 'device',
  };
}

function pairsOf(text: string): [Field, string][] {
  if (text === '') return [];
  return text.split(' | ').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at) as Field, pair.slice(at + 1)];
  });
}

/** `huawei`, `huawei/honor` or `category:drone`, met for sure; relation and names from the vendor files. */
export function identificationOf(thing: string, vendors: readonly Vendor[]): Identification {
  const sure = { confidence: 'confirmed', evidence: [], families: [], conflict: null } as const;
  if (thing.startsWith('category:')) {
    const id = thing.slice('category:'.length) as CategoryId;
    return { vendor: null, category: { id, name: CATEGORY_NAMES[id] }, ...sure };
  }
  return { vendor: vendorRef(thing, vendors), category: null, ...sure };
}

function vendorRef(thing: string, vendors: readonly Vendor[]): VendorRef {
  const [id = '', affiliateId] = thing.split('/');
  const vendor = vendors.find((one) => one.id === id);
  if (vendor === undefined) throw new Error(`no vendor ${id}`);
  if (affiliateId === undefined) return { id, name: vendor.name, affiliate: null };
  const affiliate = vendor.affiliates.find((one) => one.id === affiliateId);
  if (affiliate === undefined) throw new Error(`no affiliate ${thing}`);
  return { id, name: vendor.name, affiliate: { id: affiliateId, name: affiliate.name, relation: affiliate.relation } };
}

import { readFileSync } from 'node:fs';

import type { Finding, Status } from '../../src/core/finding.ts';
import { STATUSES } from '../../src/core/finding.ts';
import { designation } from '../designation.ts';

/** A finding as the fixtures write it: the vendor (and affiliate), what each list says, the asset. */
export interface Short {
  readonly id?: string;
  readonly vendor: string;
  readonly on: Readonly<Record<string, Status>>;
  readonly asset: Finding['asset'];
}

export const readShort = (path: string): Short[] => readLines<Short>(path);

export function readLines<T>(path: string): T[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as T);
}

export function findingOf({ id = 'ffffffffffffffff', vendor, on, asset }: Short, row = 1): Finding {
  const designations = Object.entries(on).map(([list, status]) => designation({ list, status }));
  const [owner = '', affiliate] = vendor.split('/');
  return {
    type: 'finding',
    id,
    assetId: id,
    source: 'site.csv',
    row,
    line: row + 1,
    cell: null,
    vendor: {
      id: owner,
      name: owner.toUpperCase(),
      affiliate: affiliate === undefined ? null : { id: affiliate, name: affiliate, relation: 'subsidiary' },
    },
    category: null,
    confidence: 'confirmed',
    status: STATUSES.find((status) => Object.values(on).includes(status)) ?? 'listed',
    new: null,
    newBecause: null,
    fails: false,
    designations,
    evidence: [],
    conflict: null,
    asset,
    quantity: 1,
  };
}

import { describe, expect, test } from '@jest/globals';

import type { Finding } from '../../src/core/finding.ts';
import { compileMatch } from '../../src/waivers/waiver.ts';
import type { Waiver } from '../../src/waivers/waiver.ts';
import { FINDING_KEYS } from '../../src/waivers/waiver.ts';
import { findingOf } from './findings.ts';

const KEYS = ['serial', 'assetTag', 'hostname', 'model', 'site'] as const;
const VALUES = ['a', 'B', 'c ', '', ' a'];

/** mulberry32: the same rows on every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The rule as it is worded: every key that is given holds. */
function holds({ match }: Waiver, { asset, vendor }: Finding): boolean {
  const same = (a: string | null | undefined, b: string | null | undefined) =>
    a?.trim().toLowerCase() === b?.trim().toLowerCase();
  const vendorHolds = match.vendor === null || same(match.vendor, vendor?.id);
  return vendorHolds && KEYS.every((key) => match[key] === null || same(match[key], asset[key]));
}

describe('the index over waivers', () => {
  test('finds what reading all of them finds', () => {
    const random = seeded(20261124);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const cells = (share: number) =>
      Object.fromEntries(KEYS.flatMap((key) => (random() < share ? [[key, pick(VALUES)]] : [])));
    const waivers = Array.from({ length: 300 }, (_, index): Waiver => {
      const none = Object.fromEntries(FINDING_KEYS.map((key) => [key, null])) as Record<
        (typeof FINDING_KEYS)[number],
        null
      >;
      const given = Object.fromEntries(Object.entries(cells(0.4)).filter(([, value]) => value !== ''));
      const vendor = random() < 0.5 ? pick(['zte', 'DAHUA']) : null;
      const match = { ...none, problem: null, source: null, line: null, vendor, ...given };
      return {
        id: `w${index}`,
        match,
        because: 'accepted',
        reason: 'r',
        owner: 'o',
        approved: null,
        expires: null,
        ticket: null,
      };
    });
    const candidates = compileMatch(waivers);
    let met = 0;
    for (let row = 1; row <= 500; row += 1) {
      const finding = findingOf({ vendor: pick(['zte', 'dahua']), on: { l: 'banned' }, asset: cells(0.7) }, row);
      const expected = waivers.filter((waiver) => holds(waiver, finding)).map(({ id }) => id);
      expect(candidates(finding).map(({ id }) => id)).toEqual(expected);
      met += expected.length;
    }
    expect(met).toBeGreaterThan(1000);
  });
});

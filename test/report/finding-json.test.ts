import { expect, test } from '@jest/globals';
import type { Evidence, Finding } from '../../src/core/finding.ts';
import { jsonText } from '../../src/report/escape.ts';
import { createFindingJson } from '../../src/report/json.ts';
import { runsOf, seeded } from '../seeded.ts';
import { designation } from '../designation.ts';

const TEXTS = [
  '"vendor":0,"designations":0,"evidence":0',
  'Hikvision',
  'a "quote"',
  'back\\slash',
  'line\nbreak',
  '\u202eevil',
  '华为',
  '',
  '\ud800',
  'é',
  '</script>',
];

test('findings are written as JSON.stringify would, shared parts or not', () => {
  const { int, pick } = seeded(3);
  const findingJson = createFindingJson();
  const vendor = { id: 'hikvision', name: 'Hikvision', affiliate: null };
  const designations = [designation({ rules: ['r'] })];
  const evidence = TEXTS.map((seen) => ({
    kind: 'name', field: 'vendor', column: seen, seen, matched: seen, part: 'device', confidence: 'confirmed',
  }) as const); // prettier-ignore
  const address = (): Evidence => ({
    kind: 'mac',
    field: pick(['mac', 'text']),
    column: pick(TEXTS),
    seen: pick(TEXTS),
    matched: pick(TEXTS),
    part: pick(['device', 'component']),
    confidence: pick(['probable', 'possible']),
  });
  const runs = runsOf(2_000);
  for (let run = 0; run < runs; run += 1) {
    const finding: Finding = {
      type: 'finding',
      id: '0123456789abcdef',
      assetId: 'fedcba9876543210',
      source: pick(TEXTS),
      row: int(9),
      line: int(2) === 0 ? null : int(99),
      cell: int(2) === 0 ? null : pick(TEXTS),
      vendor: int(3) === 0 ? null : vendor,
      category: int(3) === 0 ? { id: 'drone', name: 'Drone' } : null,
      confidence: pick(['confirmed', 'probable', 'possible']),
      status: pick(['banned', 'waived']),
      new: pick([null, true, false]),
      newBecause: pick([null, ...TEXTS]),
      fails: pick([true, false]),
      designations:
        int(2) === 0 ? designations : [designation({ rules: ['r'], because: pick(TEXTS), needs: [pick(TEXTS)] })],
      evidence: Array.from({ length: int(4) }, () => (int(2) === 0 ? pick(evidence) : address())),
      conflict: int(3) === 0 ? { field: 'vendor', column: pick(TEXTS), seen: pick(TEXTS), vendor: null } : null,
      asset: int(4) === 0 ? {} : { vendor: pick(TEXTS), model: pick(TEXTS), site: pick(TEXTS) },
      quantity: int(3),
    };
    expect(findingJson(finding)).toBe(jsonText(finding));
  }
});

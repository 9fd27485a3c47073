import type { Outcome } from '../../src/core/events.ts';
import type { Finding } from '../../src/core/finding.ts';
import { OUTCOMES, changed } from '../fixtures/report/outcomes.ts';

/** Rows that each hold the fixture's first finding, changed. */
export function* rows(count: number, change: (row: number) => Partial<Finding> = () => ({})): Generator<Outcome> {
  const first = OUTCOMES.find(({ findings }) => findings.length > 0);
  const [finding] = first?.findings ?? [];
  if (first === undefined || finding === undefined) throw new Error('the fixture has no finding');
  for (let row = 1; row <= count; row += 1) {
    const designations = row === 1 ? first.designations : [];
    const assetId = row.toString(16).padStart(4, '0').repeat(4);
    yield {
      ...first,
      row,
      designations,
      findings: [changed(finding, { row, line: row + 1, assetId, ...change(row) })],
    };
  }
}

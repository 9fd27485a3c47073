import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../src/core/events.ts';
import type { Finding } from '../../src/core/finding.ts';
import { OUTCOMES } from '../fixtures/report/outcomes.ts';
import { report } from './run.ts';

interface SarifResult {
  readonly level: string;
  readonly kind: string;
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
  }[];
}

/** The fixture's first finding, changed. */
function only(change: Partial<Finding>, times = 1): Outcome[] {
  const found = OUTCOMES.find(({ findings }) => findings.length > 0);
  const [finding] = found?.findings ?? [];
  if (found === undefined || finding === undefined) throw new Error('the fixture has no finding');
  return Array.from({ length: times }, () => ({ ...found, findings: [{ ...finding, ...change }] }));
}

async function results(outcomes: readonly Outcome[]): Promise<readonly SarifResult[]> {
  const log = JSON.parse(await report('sarif', {}, { outcomes })) as { runs: { results: SarifResult[] }[] };
  return log.runs[0]?.results ?? [];
}

describe('sarif', () => {
  test.each<[Finding['status'], Finding['confidence'], string, string]>([
    ['banned', 'confirmed', 'error', 'fail'],
    ['banned', 'probable', 'error', 'fail'],
    ['banned', 'possible', 'note', 'fail'],
    ['undetermined', 'probable', 'warning', 'fail'],
    ['upcoming', 'possible', 'note', 'fail'],
    ['waived', 'confirmed', 'warning', 'fail'],
    ['exempt', 'confirmed', 'none', 'informational'],
    ['listed', 'confirmed', 'none', 'informational'],
  ])('%s and %s is level %s, kind %s', async (status, confidence, level, kind) => {
    const [result] = await results(only({ status, confidence }));
    expect([result?.level, result?.kind]).toEqual([level, kind]);
  });

  test('what is in the baseline is no error', async () => {
    const [result] = await results(only({ new: false }));
    expect(result).toMatchObject({ level: 'warning', baselineState: 'unchanged' });
  });

  test.each([
    ['a b/ü#?.csv', 'a%20b/%C3%BC%23%3F.csv'],
    ['./x.csv', 'x.csv'],
    ['/data/x.csv', 'file:///data/x.csv'],
    ['C:/data/x.csv', 'file:///C:/data/x.csv'],
    ['-', 'stdin'],
  ])('names the input %j %j', async (source, uri) => {
    const [result] = await results(only({ source }));
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri);
  });

  test('a format without lines points at the first, and names the place', async () => {
    const [result] = await results(only({ line: null, cell: 'Sheet1!B12' }));
    expect(result?.locations[0]?.physicalLocation.region.startLine).toBe(1);
    expect(result?.locations[0]).toMatchObject({ logicalLocations: [{ fullyQualifiedName: 'Sheet1!B12' }] });
  });

  test('rows of one asset have fingerprints of their own', async () => {
    const same = await results(only({ id: 'feedfeedfeedfeed' }, 3));
    expect(same.map(({ partialFingerprints }) => partialFingerprints['netvetFinding/v1'])).toEqual([
      'feedfeedfeedfeed',
      'feedfeedfeedfeed:2',
      'feedfeedfeedfeed:3',
    ]);
  });
});

test('junit keeps the findings of an input that the summary does not count', async () => {
  const xml = await report('junit', {}, { outcomes: only({ source: 'other.csv' }) });
  expect(xml).toContain('<testsuite name="other.csv" tests="1" failures="1"');
});

test('every row of a Markdown table has the cells of its header, whatever a cell holds', async () => {
  const tables = (await report('markdown')).split(/\n\n+/).filter((block) => block.startsWith('|'));
  expect(tables).toHaveLength(2);
  for (const block of tables) {
    const widths = block.trimEnd().split('\n').map((line) => line.replace(/\\./g, '').split('|').length); // prettier-ignore
    expect(new Set(widths).size).toBe(1);
  }
});

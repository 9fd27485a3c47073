import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../src/core/events.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { Problem } from '../../src/core/problem.ts';
import { EMPTY_SUMMARY, OUTCOMES, PROBLEMS, RUN, changed } from '../fixtures/report/outcomes.ts';
import { report } from './run.ts';

interface SarifResult {
  readonly level: string;
  readonly message: { readonly text: string };
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
  return Array.from({ length: times }, () => ({ ...found, findings: [changed(finding, change)] }));
}

async function results(outcomes: readonly Outcome[]): Promise<readonly SarifResult[]> {
  const log = JSON.parse(await report('sarif', {}, { outcomes })) as { runs: { results: SarifResult[] }[] };
  return log.runs[0]?.results ?? [];
}

describe('sarif', () => {
  test('a text that GitHub would refuse for its length is cut, between two characters and never within an escape', async () => {
    const long = (model: string) => only({ asset: { model } });
    for (const model of ['['.repeat(2000), `${'a'.repeat(990)}${'🎥'.repeat(500)}`]) {
      const [result] = await results(long(model));
      const text = result?.message.text ?? '';
      expect(text.length).toBeLessThanOrEqual(1024);
      expect(text).toMatch(/(?:\\\[|🎥)…$/u);
    }
  });

  test('so is the description of a rule whose list has a long title', async () => {
    const lists = RUN.lists.map((list) => ({ ...list, title: 'x'.repeat(2_000) }));
    const log = JSON.parse(await report('sarif', {}, { run: { ...RUN, lists } })) as {
      runs: { tool: { driver: { rules: { shortDescription: { text: string } }[] } } }[];
    };
    const [rule] = log.runs[0]?.tool.driver.rules ?? [];
    expect(rule?.shortDescription.text).toHaveLength(1_024);
  });

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
  expect(tables).toHaveLength(10);
  for (const block of tables) {
    const widths = block.trimEnd().split('\n').map((line) => line.replace(/\\./g, '').split('|').length); // prettier-ignore
    expect(new Set(widths).size).toBe(1);
  }
});

test.each([
  ['gitlab', '"path":"data/site.csv"'],
  ['github', 'file=data/site.csv,'],
  ['sarif', '"uri":"data/site.csv"'],
] as const)('%s names a file as the checkout does', async (format, says) => {
  expect(await report(format, {}, { outcomes: only({ source: './data/site.csv' }) })).toContain(says);
});

test('gitlab knows a problem again when another is mended; two that are equal are two', async () => {
  const [problem] = PROBLEMS as readonly [Problem];
  const at = (line: number, message: string): Problem => ({ ...problem, line, message });
  const fingerprints = async (...problems: readonly Problem[]) => {
    const outcomes = [{ ...(OUTCOMES[0] as Outcome), findings: [], problems }];
    const issues = JSON.parse(await report('gitlab', {}, { outcomes })) as readonly Record<string, string>[];
    return issues.flatMap(({ check_name: name, fingerprint }) => (name === problem.code ? fingerprint : []));
  };
  const all = await fingerprints(at(2, 'a'), at(3, 'a'), at(3, 'b'), at(3, 'b'));
  expect(new Set(all).size).toBe(4);
  expect(await fingerprints(at(3, 'b'))).toEqual([all[2]]);
  expect(await fingerprints(at(3, 'a'), at(3, 'b'), at(3, 'b'))).toEqual(all.slice(1));
});

describe('github', () => {
  const [problem] = PROBLEMS;
  const problems: Outcome[] = Array.from({ length: 12 }, () => ({
    ...(OUTCOMES[0] as Outcome),
    findings: [],
    problems: problem === undefined ? [] : [{ ...problem, severity: 'error' }],
  }));

  test.each([
    ['failing findings', only({}, 12)],
    ['findings that are notices', only({ confidence: 'possible' }, 12)],
    ['findings that are warnings, and problems', [...only({ status: 'undetermined' }, 12), ...problems]],
    ['problems', problems],
    ['all of them', [...only({}, 4), ...only({ status: 'undetermined' }, 3), ...only({ confidence: 'possible' }, 3), ...problems]], // prettier-ignore
  ])('gives no more than ten commands of a kind, the answer among them: %s', async (_, outcomes) => {
    const lines = (await report('github', {}, { outcomes })).trimEnd().split('\n');
    for (const kind of ['error', 'warning', 'notice']) {
      expect(lines.filter((line) => line.startsWith(`::${kind} `)).length).toBeLessThanOrEqual(10);
    }
    expect(lines.at(-1)).toMatch(/^::(?:error|warning|notice) title=netvet::/);
  });
});

test.each([
  [2, 'junit', /<error type="exit" message="Cannot be trusted: [^"]* \(exit 2\)"\/>/],
  [
    2,
    'gitlab',
    /"description":"Cannot be trusted: [^"]* \(exit 2\); as of [^"]*","check_name":"run".*"severity":"major"/,
  ],
  [3, 'gitlab', /"description":"Incomplete: [^"]* \(exit 3\); as of [^"]*","check_name":"run".*"severity":"major"/],
] as const)('a run that ends with %i and no failing finding does not look clean in %s', async (code, format, says) => {
  const exit = { code, because: ['1 problem of severity error'] };
  const text = await report(format, {}, { outcomes: [], summary: { ...EMPTY_SUMMARY, exit } });
  expect(text).toMatch(says);
});

test('an annotation is one sentence of at most 200 characters, and known findings spend none', async () => {
  const known = only({ new: false }, 12);
  const lines = (await report('github', {}, { outcomes: [...known, ...only({ new: true })] })).trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('12 more findings or problems not annotated');
  for (const line of (await report('github')).trimEnd().split('\n').slice(0, -1))
    expect(
      line
        .replace(/^::\w+ [^:]*::(?=\S)/, '')

        .replaceAll('%25', '%').length,
    ).toBeLessThanOrEqual(200);
});

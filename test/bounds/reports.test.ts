import { expect, test } from '@jest/globals';
import type { FormatName } from '../../src/report/registry.ts';
import { SUMMARY } from '../fixtures/report/outcomes.ts';
import { many, report } from '../report/run.ts';

/** The rows of the table of assets that begin so. */
const assetsOf = (page: string, begins: string): number =>
  (/<section id="assets"([^]*?)<section id="(?:where|law)"/.exec(page)?.[1] ?? '')
    .split('<tbody>')
    .flatMap((part) => part.split('</tbody>')[0]?.split('<tr ').slice(1) ?? [])
    .filter((row) => row.startsWith(begins)).length;

test('html holds the 10,000 strongest, in tables that a browser breaks into pages, and says what is left out', async () => {
  const summary = { ...SUMMARY, assets: { judged: 20_000, found: 10_500, failing: 9_000 } };
  const text = await report('html', {}, { outcomes: many(1_500, 9_000), summary });
  expect(assetsOf(text, 'class="fails"')).toBe(9_000);
  expect(text.match(/<table class="of-assets"/g)).toHaveLength(42);
  const banned = await report('html', {}, { outcomes: many(0, 10_500), summary });
  expect(assetsOf(banned, '')).toBe(10_000);
  expect(banned).toContain('500 of 10,500 lines are left out; --format ndjson has them all');
});

interface Sarif {
  readonly runs: readonly { readonly results: readonly { readonly level: string }[]; readonly invocations: unknown }[];
}

test('sarif: of 6,000 findings it holds the 5,000 strongest, and says so', async () => {
  const [run] = (JSON.parse(await report('sarif', {}, { outcomes: many(5_997, 3) })) as Sarif).runs;
  expect(run?.results).toHaveLength(5_000);
  expect(run?.results.slice(0, 3).map(({ level }) => level)).toEqual(['error', 'error', 'error']);
  expect(JSON.stringify(run?.invocations)).toContain('of 6,000 findings are left out');
});

test.each<FormatName>(['markdown', 'sarif', 'junit', 'gitlab'])('%s keeps its bound', async (format) => {
  const output = await report(format, {}, { outcomes: many(10_497, 3) });
  expect(Buffer.byteLength(output)).toBeLessThan(format === 'markdown' ? 1024 * 1024 : 8 * 1024 * 1024);
  expect(output).toMatch(/ndjson|are left out|\d more (?:row|finding)/);
});

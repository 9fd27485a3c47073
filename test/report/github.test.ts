import { expect, test } from '@jest/globals';
import type { Attention, SummaryEvent } from '../../src/core/events.ts';
import type { Problem } from '../../src/core/problem.ts';
import { OUTCOMES, PROBLEMS, SUMMARY } from '../fixtures/report/outcomes.ts';
import { report } from './run.ts';

const FEW = OUTCOMES.filter(({ findings }) => findings.length > 0).slice(0, 1);
const ended = (code: number): SummaryEvent => ({ ...SUMMARY, exit: { code, because: ['so it is'] } });

test('what the baseline has takes no annotation, and is counted', async () => {
  const outcomes = Array.from({ length: 1_200 }, (_, row) =>
    FEW.map((one) => ({
      ...one,
      row,
      findings: one.findings.map((finding) => ({ ...finding, fails: false, new: false })),
    })),
  ).flat();
  const text = await report('github', {}, { outcomes, summary: ended(0) });
  const [, count] = /; ([\d,]+) more findings or problems not annotated/.exec(text) ?? [];
  expect(count).toBe((1_200 * (FEW[0]?.findings.length ?? 0)).toLocaleString('en-US'));
  expect(text).not.toMatch(/^::error/m);
});

/** GitHub shows ten errors a step: nine findings, and the answer. */
test.each([
  ['fails', FEW, 1, 'error'],
  ['cannot be trusted', FEW, 2, 'error'],
  ['is incomplete', FEW, 3, 'error'],
  ['passes', FEW, 0, 'notice'],
  ['has more findings than annotations', Array.from({ length: 10 }, () => FEW).flat(), 1, 'error'],
])('the answer of a run that %s', async (_, outcomes, code, kind) => {
  const text = await report('github', {}, { outcomes, summary: ended(code) });
  expect(text.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^::${kind} title=netvet::.*exit ${code}`));
});

test('no more than nine of a kind are written before the answer, and what is not is counted', async () => {
  const [problem] = PROBLEMS as readonly [Problem];
  const rows = Array.from({ length: 12 }, (_, row) =>
    FEW.map((one) => ({
      ...{ ...one, row, problems: row === 0 ? Array.from({ length: 15 }, () => problem) : [] },
      findings: one.findings.slice(0, 1).map((finding) => ({ ...finding, fails: false })),
    })),
  ).flat();
  const gate = {
    type: 'attention',
    kind: 'gate',
    asset: null,
    place: '',
    why: 'loose',
    do: '',
    finding: null,
  } as const;
  const written = async (findings: number, attention: readonly Attention[]) => {
    const text = await report('github', {}, { outcomes: rows.slice(0, findings), summary: ended(0), attention });
    const of = (kind: string) =>
      text.split('\n').filter((line) => line.startsWith('::warning ') && line.includes(kind));
    return [of('').length, of(problem.code).length, ...(text.match(/\d+ more findings or problems not/g) ?? [])];
  };
  expect(await written(12, [gate])).toEqual([9, 0, '19 more findings or problems not']);
  expect(await written(12, [])).toEqual([9, 0, '18 more findings or problems not']);
  expect(await written(7, [gate])).toEqual([9, 1, '14 more findings or problems not']);
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import type { Outcome } from '../../src/core/events.ts';
import type { PageData } from '../../src/report/html/page-data.ts';
import { EMPTY_SUMMARY, FINDINGS, INPUT, OUTCOMES, SUMMARY, changed, RUN } from '../fixtures/report/outcomes.ts';
import { HOSTILE } from '../fixtures/report/hostile.ts';
import { report } from './run.ts';

/** The filters work as they are changed: there is nothing to submit. */
const RULES = { 'wcag/h32': 'off' } as const;

const FAILING = FINDINGS.filter(({ fails }) => fails).length;
const page = await report('html');

function dataOf(text: string): PageData {
  const json = /<script type="application\/json" id="data">([^<]*)<\/script>/.exec(text)?.[1];
  return JSON.parse(json ?? '') as PageData;
}

/** What stands outside of script and style. */
function markupOf(text: string): string {
  return text.replace(/<(script|style)\b[^>]*>[^]*?<\/\1>/g, '');
}

/** Outcomes with one finding each: the first `weak` of them listed, the others banned. */
function* many(weak: number, banned: number): Generator<Outcome> {
  const [, outcome] = OUTCOMES;
  const [finding] = FINDINGS;
  if (outcome === undefined || finding === undefined) throw new Error('the fixture is empty');
  for (let row = 1; row <= weak + banned; row += 1) {
    const status = row <= weak ? ('listed' as const) : ('banned' as const);
    yield {
      ...outcome,
      row,
      findings: [changed(finding, { row, line: row + 1, status, assetId: row.toString(16).padStart(16, '0') })],
    };
  }
}

describe('nothing but its own script and style may run', () => {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)?.[1] ?? '';
  const directives = new Map(
    policy
      .replaceAll('&#39;', "'")
      .split('; ')
      .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]),
  );
  const hash = (text: string | undefined) =>
    `'sha256-${createHash('sha256')
      .update(text ?? '')
      .digest('base64')}'`;

  test.each([
    ['script-src', /<script>([^]*?)<\/script>/],
    ['style-src', /<style>([^]*?)<\/style>/],
  ])('%s is the hash of what stands in the page', (directive, element) => {
    expect(directives.get(directive)).toBe(hash(element.exec(page)?.[1]));
  });

  test('everything else is forbidden', () => {
    expect(directives.get('default-src')).toBe("'none'");
    expect([...directives.keys()].sort()).toEqual([
      'base-uri',
      'default-src',
      'form-action',
      'require-trusted-types-for',
      'script-src',
      'style-src',
    ]);
    expect(markupOf(page)).not.toMatch(/<[a-z][^>]*\s(?:style|on\w+|src|srcset|action|background)=/);
  });
});

describe('cells stay text', () => {
  test('one data block, one script, and no tag that a cell brought', () => {
    expect(page.match(/<script\b/g)).toHaveLength(2);
    expect(page).not.toMatch(/<script>alert|<img|<b>(?!\d|\w+<\/b>)/);
  });

  test.each(Object.entries(HOSTILE))('%s', (_, cell) => {
    const shown = dataOf(page).rows.flatMap(({ asset }) => asset.map(([, value]) => value));
    const unseen = /[\p{Cc}\p{Cf}\p{Cs}\u2028]/u;
    if (!unseen.test(cell)) expect(shown).toContain(cell);
    expect(shown.filter((value) => unseen.test(value.replace('👩‍🔧', '')))).toEqual([]);
  });

  test('an address that is not of the web is no link', async () => {
    const lists = RUN.lists.map((list) => ({ ...list, url: 'javascript:alert(1)' }));
    const text = await report('html', {}, { run: { ...RUN, lists } });
    expect(text).not.toContain('javascript:');
    expect(dataOf(text).laws.map(({ url }) => url)).toEqual(dataOf(page).laws.map(() => null));
  });
});

describe('what the page says', () => {
  const body = markupOf(page);

  test.each([
    ['the answer', `${FAILING} assets fail in 33 rows; 1 row rejected</p>`],
    ['tool and day', 'netvet 1.0.0, result schema 1'],
    ['the knowledge', 'a'.repeat(64)],
    ['a list by version', 'b'.repeat(64)],
    ['an input by content', 'f'.repeat(64)],
    ['the waivers by content', 'e'.repeat(64)],
    ['the options', '--list default'],
    ['a problem of reading', 'two columns are called Model'],
    ['that it clears nothing', 'This report clears no equipment.'],
    ['a day to come', 'from this day it may not stay on a sensitive site'],
    ['a rule to come', 'from this day it may not be imported'],
  ])('%s', (_, text) => {
    expect(body).toContain(text);
  });

  test('legal text once for all entries that share it, each with an anchor', () => {
    expect(body.split('public safety, government sites or critical infrastructure')).toHaveLength(2);
    const anchors = [...body.matchAll(/<h4 id="(law-\d+)">/g)].map(([, anchor]) => anchor);
    expect(anchors.toSorted()).toEqual(
      dataOf(page)
        .laws.map(({ anchor }) => anchor)
        .toSorted(),
    );
    expect(body.match(/<article class="law"/g)?.length).toBeLessThan(anchors.length);
  });

  test('what was not read, what was set aside, and guesses that did not hold', async () => {
    const [count] = SUMMARY.inputs;
    const guessed = [{ what: 'columns', assumed: 'vendor in Serial', held: false, lines: [40, 41] }] as const;
    const summary = {
      ...SUMMARY,
      inputs: count === undefined ? [] : [{ ...count, guessed }],
      setAside: { ...EMPTY_SUMMARY.setAside, negated: 1_200 },
      unclear: { 'consumer-router': 2 },
    };
    const inputs = [{ ...INPUT, unread: [{ column: 'Password <1>', why: 'secret' }] }];
    const text = markupOf(await report('html', {}, { summary, inputs }));
    for (const says of [
      'Password &lt;1&gt;</td><td data-label="Note">secret',
      'data-label="Line">40, 41</td><td data-label="Why">columns was taken for vendor in Serial, which does not hold',
      '1,200 names of listed vendors read and set aside</th>',
      'data-label="Why">negated or replaced',
      '2 rows say only &quot;router&quot;: consumer routers are listed, so state which kind',
      '<li>1 column of secrets</li>',
      '<li>1 guess about the inputs that did not hold</li>',
      '<li>1,200 names of listed vendors read and set aside</li>',
    ])
      expect(text).toContain(says);
  });

  test('all findings, the failing first, each with its evidence, lists and waiver', () => {
    const { rows, laws } = dataOf(page);
    expect(rows).toHaveLength(FINDINGS.length);
    const failing = rows.map((row) => row.fails);
    expect(failing).toEqual(failing.toSorted((a, b) => Number(b) - Number(a)));
    const waived = rows.find(({ status }) => status === 'waived');
    expect(waived?.says.map(({ waiver }) => waiver)).toEqual([
      'lobby: replacing, until 2027-03-31',
      'lobby: replacing',
    ]);
    const second = rows.find(({ who }) => who.startsWith('EZVIZ'));
    expect(second).toMatchObject({
      who: 'EZVIZ, subsidiary of Hikvision',
      vendor: 'Hikvision',
      site: 'Garage',
      quantity: 3,
      evidence: [{ column: 'Manufacturer', seen: 'EZVIZ', confidence: 'confirmed' }, { column: 'MAC' }],
    });
    expect(second?.says.map(({ law }) => laws[law]?.list)).toEqual(['example-ban', 'example-order']);
  });

  test('a secret of the row is nowhere', () => {
    expect(page).not.toContain('hunter2');
  });

  test('an exit code of 0 does not look calm beside a ban', async () => {
    const exit = { code: 0, because: [] };
    expect(await report('html', {}, { summary: { ...SUMMARY, exit } })).toContain('class="answer conflict"');
    expect(await report('html', {}, { outcomes: [], summary: EMPTY_SUMMARY })).toContain('class="answer passes"');
  });

  test('without a finding: no table, no filters, and still no clearance', async () => {
    const text = await report('html', {}, { outcomes: [], summary: EMPTY_SUMMARY });
    expect(text).toContain('This does not clear the equipment');
    expect(text).toContain('2 rows with nothing to judge');
    expect(text).not.toContain('id="filter-vendor"');
  });
});

test.each([
  ['findings', {}],
  ['nothing', { outcomes: [], summary: EMPTY_SUMMARY }],
])('the page with %s is valid HTML', async (_, events) => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended', 'html-validate:document'],
    rules: RULES,
  });
  const { results } = await validator.validateString(await report('html', {}, events));
  expect(
    results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => [ruleId, message, line])),
  ).toEqual([]);
});

test('the same events give the same bytes', async () => {
  expect(await report('html')).toBe(page);
});

test('holds the 10,000 strongest, says what is left out, and counts all', async () => {
  const summary = { ...SUMMARY, findings: { ...SUMMARY.findings, status: { banned: 9_000, listed: 5_000 } } };
  const text = await report('html', {}, { outcomes: many(5_000, 9_000), summary });
  const { rows } = dataOf(text);
  expect(rows.filter(({ status }) => status === 'banned')).toHaveLength(9_000);
  expect(rows.filter(({ status }) => status === 'listed')).toHaveLength(1_000);
  expect(text).toContain(
    '4,000 of 14,000 findings are left out: this format holds the 10,000 strongest; --format ndjson has them all.',
  );
  expect(text).toMatch(/Hikvision<\/span><b>14,000<\/b>/);
  expect(text).toContain('in one row with its strongest evidence');
});

test('many sites are counted, the largest shown', async () => {
  const outcomes = [...many(0, 3_000)].map((outcome, index) => ({
    ...outcome,
    findings: outcome.findings.map((finding) => ({ ...finding, asset: { site: `site ${index % 2_000}` } })),
  }));
  const text = await report('html', {}, { outcomes });
  expect(text).toContain('<span>other</span><b>1,000</b>');
  expect(text).toContain('994 others');
});

test('the built page is that of its sources: npm run build', async () => {
  const build: string = '../../bin/page.mjs';
  const { pageAssets } = (await import(build)) as { pageAssets: () => string };
  expect(readFileSync('src/report/html/assets.ts', 'utf8')).toBe(pageAssets());
});

import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import { EMPTY_SUMMARY, FINDINGS, INPUT, SUMMARY, RUN } from '../fixtures/report/outcomes.ts';
import { HOSTILE } from '../fixtures/report/hostile.ts';
import { report } from './run.ts';

/** The filters work as they are changed: there is nothing to submit. */
const FAILING = FINDINGS.filter(({ fails }) => fails).length;
const page = await report('html');

/** The text of each row of the table of assets. */
function assetsOf(text: string): string[] {
  const [, section = ''] = /<section id="assets"([^]*?)<section id="(?:where|law)"/.exec(text) ?? [];
  const rows = section.split('<tbody>').flatMap((part) => part.split('</tbody>')[0]?.split('<tr ').slice(1) ?? []);
  return rows.map((row) => row.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'));
} // prettier-ignore

/** What stands outside of script and style. */
function markupOf(text: string): string {
  return text.replace(/<(script|style)\b[^>]*>[^]*?<\/\1>/g, '');
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
  test('one script, and no tag that a cell brought', () => {
    expect(page.match(/<script\b/g)).toHaveLength(1);
    expect(page).not.toMatch(/<script>alert|<img|<b>/);
  });

  test.each(Object.entries(HOSTILE))('%s', (_, cell) => {
    const shown = assetsOf(page).join(' ');
    if (!/[\p{Cc}\p{Cf}\p{Cs}\u2028]/u.test(cell)) expect(shown).toContain(cell);
    expect(shown.replaceAll('👩‍🔧', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028]/u);
  });

  test('an address that is not of the web is no link', async () => {
    const lists = RUN.lists.map((list) => ({ ...list, url: 'javascript:alert(1)' }));
    expect(await report('html', {}, { run: { ...RUN, lists } })).not.toContain('javascript:');
  });
});

describe('what the page says', () => {
  const body = markupOf(page);

  test.each([
    ['the answer', `${FAILING} of 31 assets (${FAILING + 2} pieces) fail; 1 row rejected (exit 1)</p>`],
    ['tool and day', 'netvet 1.0.0, result schema 1'],
    ['the knowledge', 'a'.repeat(64)],
    ['a list by version', 'b'.repeat(64)],
    ['an input by content', 'f'.repeat(64)],
    ['the waivers by content', 'e'.repeat(64)],
    ['the options', '--list default'],
    ['a problem of reading', 'two columns are called Model'],
    ['that it clears nothing', 'This report clears no equipment.'],
    ['a rule to come', 'may not be imported, also older equipment from 2027-06-30'],
  ])('%s', (_, text) => {
    expect(body).toContain(text);
  });

  test('each rule once for all whom it names', () => {
    const [, law = ''] = /<section id="law"([^]*?)<section id="checked"/.exec(body) ?? [];
    expect(law.split('be used by a company that contracts with a federal agency since 2021-05-11')).toHaveLength(2);
  });

  test('a column that was not read, and a guess that did not hold', async () => {
    const [count] = SUMMARY.inputs;
    const guessed = [{ what: 'columns', assumed: 'vendor in Serial', held: false, lines: [40, 41] }] as const;
    const summary = { ...SUMMARY, inputs: count === undefined ? [] : [{ ...count, guessed }] };
    const inputs = [{ ...INPUT, unread: [{ column: 'Password <1>', why: 'secret' }] }];
    const text = markupOf(await report('html', {}, { summary, inputs }));
    expect(text).toContain('data-label="Not read">Password &lt;1&gt; (secret)');
    expect(text).toContain('columns was taken for vendor in Serial, which does not hold');
    expect(text).toContain('<li>mention ignored (3)</li>');
  });

  test('all assets, the failing first, each with its evidence, lists and waiver', () => {
    const rows = assetsOf(page);
    expect(rows).toHaveLength(FINDINGS.length);
    const failing = rows.map((row) => row.startsWith('class="fails"'));
    expect(failing.lastIndexOf(true)).toBe(failing.indexOf(false) - 1);
    expect(rows.find((row) => row.startsWith('class="waived"'))).toContain('waiver lobby (replacing) until 2027-03-31');
    const second = rows.find((row) => row.includes('EZVIZ'));
    for (const says of ['Hikvision (EZVIZ)', 'Garage', '3 pieces', 'Manufacturer: EZVIZ', 'banned by example-ban, example-order'])
      expect(second).toContain(says);
  }); // prettier-ignore

  test('a secret of the row is nowhere', () => {
    expect(page).not.toContain('hunter2');
  });

  test('an exit code of 0 does not look calm beside a ban', async () => {
    const exit = { code: 0, because: [] };
    expect(await report('html', {}, { summary: { ...SUMMARY, exit } })).toContain('class="headline open"');
    expect(await report('html', {}, { outcomes: [], summary: EMPTY_SUMMARY })).toContain('class="headline calm"');
  });

  test('without a finding: no table, no filters, and still no clearance', async () => {
    const text = await report('html', {}, { outcomes: [], summary: EMPTY_SUMMARY });
    expect(text).toContain('This does not clear the equipment');
    expect(text).toContain('>rows with nothing to judge</th>');
    expect(text).not.toContain('class="of-assets"');
    expect(text).toMatch(/<form class="filters"[^>]* hidden>/);
  });
});

test.each([
  ['findings', {}],
  ['nothing', { outcomes: [], summary: EMPTY_SUMMARY }],
])('the page with %s is valid HTML', async (_, events) => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended', 'html-validate:document'],
    rules: { 'wcag/h32': 'off', 'doctype-style': ['error', { style: 'lowercase' }] },
  });
  const { results } = await validator.validateString(await report('html', {}, events));
  expect(
    results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => [ruleId, message, line])),
  ).toEqual([]);
});

test('the same events give the same bytes', async () => {
  expect(await report('html')).toBe(page);
});

test('files and sites have a line each', () => {
  expect(markupOf(page)).toContain('<th scope="row">Garage</th><td data-label="Assets failing" class="count">1</td>');
});

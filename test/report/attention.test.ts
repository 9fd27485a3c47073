import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { attentionList, MOST_ATTENTION } from '../../src/app/attention.ts';
import { ATTENTION_KINDS, ATTENTION_LABELS, type Attention } from '../../src/core/events.ts';
import { placesText } from '../../src/report/answer.ts';
import { ATTENTION, RUN, SUMMARY } from '../fixtures/report/outcomes.ts';
import { report } from './run.ts';

const LABELS = ATTENTION_KINDS.map((kind) => ATTENTION_LABELS[kind]);
/** `label place`, of a line of which both can be read; a kind without a place stands alone. */
const EXPECTED = new Set(ATTENTION.map(({ kind, place }) => `${ATTENTION_LABELS[kind]} ${place ?? ''}`.trim()));

function readBack(lines: readonly string[], labelOf: (line: string) => string | undefined): Set<string> {
  return new Set(
    lines.flatMap((given) => {
      const line = given.replace('--waivers waivers.yaml', '');
      const label = labelOf(line);
      if (label === undefined) return [];
      const places = [...line.matchAll(/(sites\/branch\.csv):(\d+(?:, \d+)*)/g)].flatMap(([, file, numbers = '']) =>
        numbers.split(', ').map((number) => `${label} ${String(file)}:${number}`),
      );
      for (const place of ['waivers.yaml', '.netvet.yaml:2:10'])
        if (line.includes(place)) places.push(`${label} ${place}`);
      return places.length === 0 ? [label] : places;
    }),
  );
}

const starting = (line: string): string | undefined => LABELS.find((label) => line.startsWith(label));

describe('what is to be looked at, read back with its places from', () => {
  test.each([null, 200])('the text (%s columns)', async (width) => {
    const text = await report('text', { width });
    const [, gate = '', section = ''] = /^([^]*?)\n\n[^]*To look at\n([^]*?)\n\n/.exec(text) ?? [];
    expect(gate).toMatch(/^▲ looser than the default: /);
    const lines = `${gate.replace('▲ ', '')}\n${section}`.replace(/\n {2}(?=\S)/g, '\n').replace(/\n {4}/g, ' ').split('\n').map((line) => line.trim()); // prettier-ignore
    expect(readBack(lines, starting)).toEqual(EXPECTED);
  });

  test('Markdown', async () => {
    const text = await report('markdown');
    expect(text).toMatch(/^### Looser than the default/);
    const [, section = ''] = /### To look at\n([^]*?)\n### /.exec(text) ?? [];
    const lines = `${text.slice(0, text.indexOf('## netvet'))}${section}`
      .split('\n')
      .map((line) => line.replace(/^\| /, '').replaceAll('\\', ''));
    expect(readBack(lines, starting)).toEqual(EXPECTED);
  });

  test('the page', async () => {
    const [, section = ''] = /<section id="gate"([^]*?)<section id="assets"/.exec(await report('html')) ?? [];
    const lines = section.split('<tr>').map((line) => line.replace(/^<th scope="row">/, ''));
    expect(readBack(lines, starting)).toEqual(EXPECTED);
  });

  test('the workbook', async () => {
    const sheets = (await report('xlsx')).split('<worksheet ').slice(2, 4);
    const lines = sheets
      .join('')
      .split('<row ')
      .map((line) => line.replace(/^.*?xml:space="preserve">/, ''));
    expect(readBack(lines, starting)).toEqual(EXPECTED);
  });

  test('SARIF', async () => {
    const log = JSON.parse(await report('sarif')) as {
      runs: {
        invocations: { toolExecutionNotifications: { descriptor?: { id: string }; message: { text: string } }[] }[];
      }[];
    };
    const lines = log.runs[0]?.invocations[0]?.toolExecutionNotifications ?? [];
    const ours = lines.filter(({ descriptor }) => descriptor?.id.startsWith('to-look-at/'));
    expect(readBack(ours.map(({ message }) => message.text), starting)).toEqual(EXPECTED); // prettier-ignore
  });

  test('JUnit', async () => {
    const cases = (await report('junit')).split('<testcase ').filter((one) => one.includes('name="to look at: '));
    const labelOf = (one: string) => /name="to look at: ([^"]*)"/.exec(one)?.[1];
    expect(readBack(cases, labelOf)).toEqual(EXPECTED);
  });
});

/** `conflict (1), assumed (3)` after the words by which a format says what it leaves out. */
function leftOut(text: string): Record<string, number> {
  const [, list = ''] = /to look at besides: ([^;]*); text and Markdown say where/.exec(text) ?? [];
  return Object.fromEntries(list.split(/, (?=[a-z ]+ \()/).map((part) => [part.replace(/ \(.*/, ''), Number(/\((\d+)\)/.exec(part)?.[1])]));
} // prettier-ignore

function counted(items: readonly Attention[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of items) counts[ATTENTION_LABELS[kind]] = (counts[ATTENTION_LABELS[kind]] ?? 0) + 1;
  return counts;
}

test.each([
  ['github', /^::warning title=netvet::looser than the default: --fail-on never: /],
  ['gitlab', /^\[{"description":"looser than the default: --fail-on never: /],
  ['far-889', /^[^\n]*\n"?note: looser than the default: --fail-on never: /],
  [
    'sarif',
    /"toolExecutionNotifications":\[{[^{]*{[^}]*},"level":"note","message":{"text":"looser than the default: --fail-on never: /,
  ],
  ['junit', /^[^]{0,300}<properties>\n *<property name="gate" value="looser than the default: --fail-on never: /],
] as const)('%s says first what lets less fail', async (format, first) => {
  const gate = { type: 'attention', kind: 'gate', asset: null, why: '--fail-on never: nothing fails', place: '', do: '', finding: null } as const; // prettier-ignore
  const attention = [gate, ...ATTENTION.filter(({ kind }) => kind !== 'gate')];
  const text = await report(format, {}, { run: { ...RUN, gate: [gate] }, attention });
  expect(text).toMatch(first);
});

describe('formats of findings alone say which kinds they leave out, and where they are', () => {
  test.each(['github', 'gitlab', 'far-889'] as const)('%s', async (format) => {
    expect(leftOut(await report(format))).toEqual(counted(ATTENTION));
  });

  test('a draft marks what is said of a finding in its row too', async () => {
    const text = await report('far-889');
    const rows = parse<Record<string, string>>(text, { columns: true, bom: true });
    const marks = new Map(rows.map((row) => [row['netvet: finding id'], row['netvet: to confirm'] ?? '']));
    const isMarked = ({ finding }: Attention) => finding !== null && marks.has(finding);
    const marked = ATTENTION.filter(isMarked);
    expect(marked.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['conflict', 'undetermined', 'assumed']));
    for (const { kind, finding } of marked)
      if (kind !== 'list-change') expect(marks.get(finding ?? '')).toContain(`${ATTENTION_LABELS[kind]}: `);
  });
});

test('items beyond those that are held are counted in the text, the page, the workbook and Markdown', async () => {
  const summary = { ...SUMMARY, attention: { ...SUMMARY.attention, assumed: 12_003 } };
  for (const format of ['text', 'html', 'xlsx', 'markdown'] as const)
    expect(await report(format, {}, { summary, attention: ATTENTION })).toMatch(
      /counted, but not held: assumed \\?\(12,000\\?\)/,
    );
});

describe('the list of what is to be looked at', () => {
  const says = { asset: null, place: null, why: 'so', do: null, finding: null };

  test('is in the order of the kinds, of each kind first what findings and problems say', () => {
    const list = attentionList();
    list.add('waiver', false, () => says);
    list.add('not-judged', false, () => ({ ...says, why: 'a row' }));
    list.add('not-judged', true, () => ({ ...says, why: 'a problem' }));
    list.add('conflict', true, () => says);
    expect(list.items().map(({ kind, why }) => [kind, why])).toEqual([
      ['conflict', 'so'],
      ['not-judged', 'a problem'],
      ['not-judged', 'a row'],
      ['waiver', 'so'],
    ]);
  });

  test('has a bound, at which the kind with the most gives way, and counts all', () => {
    const list = attentionList();
    for (let count = 0; count < MOST_ATTENTION + 5_000; count += 1) list.add('possible', true, () => says);
    for (let count = 0; count < 100; count += 1) list.add('waiver', false, () => says);
    expect(list.items()).toHaveLength(MOST_ATTENTION);
    expect(list.items().filter(({ kind }) => kind === 'waiver')).toHaveLength(100);
    expect(list.counts()).toEqual({ possible: MOST_ATTENTION + 5_000, waiver: 100 });
  });
});

test('places of one file stand together, and are counted where they are many', () => {
  expect(placesText(['a.csv:1', 'a.csv:2', 'b.csv:3', 'a.csv:4', 'c.xlsx:S!2'])).toBe('a.csv:1, 2, b.csv:3, a.csv:4, c.xlsx:S!2');
  expect(placesText(['a.csv:1', 'a.csv:2', 'a.csv:3'], 2)).toBe('a.csv:1, 2, and 1 more');
}); // prettier-ignore

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Attention } from '../../src/core/events.ts';
import type { Finding } from '../../src/core/finding.ts';
import { EMPTY_SUMMARY, RUN, changed } from '../fixtures/report/outcomes.ts';
import { report } from './run.ts';
import { emptyFolder, netvet } from '../cli/run.ts';
import { rows } from './text-rows.ts';
import { designation } from '../designation.ts';

describe('many findings', () => {
  test('a group shows its 20 strongest and counts the rest exactly', async () => {
    const strong = (row: number): Partial<Finding> => (row > 2_990 ? {} : { confidence: 'probable' });
    const text = await report('text', {}, { outcomes: rows(3_000, strong) });
    expect(text).toContain('Hikvision (3,000)');
    expect(text).toContain('and 2,980 more; -v lists them');
    expect(text.match(/^\S+:\d+ +cam-1\b/gm)).toHaveLength(20);
    expect(text).toMatch(/^\S+:2992 .*confirmed/m);
    expect(text.length).toBeLessThan(10_000);
  });

  test('few need no titles', async () => {
    expect(await report('text', {}, { outcomes: rows(3) })).not.toMatch(/^Hikvision \(/m);
  });

  test('beyond 1,000 sites the others are counted together', async () => {
    const site = (row: number): Partial<Finding> => ({ asset: { site: `Site ${row}` } });
    const text = await report('text', { groupBy: 'site' }, { outcomes: rows(1_200, site) });
    expect(text).toContain('other (200)');
  });

  test('twenty sites are named without -v', async () => {
    const file = join(emptyFolder(), 'sites.csv');
    const row = (_: unknown, at: number): string => `Site ${at},sw${at},${at < 7 ? 'Huawei,S5720' : ','}\n`;
    const lines = (count: number): string =>
      `Site,Hostname,Vendor,Model\n${Array.from({ length: count }, row).join('')}`;
    const named = async (...options: string[]): Promise<number | undefined> =>
      (await netvet(['check', file, ...options])).stdout.match(/^ +Site \d+: /gm)?.length;
    writeFileSync(file, lines(30));
    expect(await named()).toBe(20);
    expect(await named('-v')).toBe(30);
  });

  test('what is possible is among what is to be looked at; -v lists all in the table too', async () => {
    const weak = (): Partial<Finding> => ({ confidence: 'possible' });
    const text = await report('text', {}, { outcomes: rows(17, weak) });
    expect(text).not.toMatch(/^\S+:\d+ +cam-1\b/m);
    const verbose = await report('text', { verbose: true }, { outcomes: rows(17, weak) });
    expect(verbose).toContain('17 possible: check the device');
    expect(verbose.match(/^\S+:\d+ +cam-1\b/gm)).toHaveLength(17);
  });

  test('things to look at that say the same are one line, five of a kind without -v', async () => {
    const item = (why: string, line: number): Attention => ({
      ...{ type: 'attention', kind: 'possible', asset: null, place: `a.csv:${line}`, why, do: null, finding: null },
    });
    const attention = Array.from({ length: 40 }, (_, at) => item(`reason ${at % 8}`, at + 1));
    const summary = { ...EMPTY_SUMMARY, attention: { possible: 40 } };
    const text = await report('text', {}, { summary, outcomes: [], attention });
    expect(text).toContain('  possible: a.csv:1, 9, 17, 25, 33; reason 0\n');
    expect(text).not.toContain('reason 5');
    expect(text).toContain('  possible: 3 more; -v lists them\n');
    expect(await report('text', { verbose: true }, { summary, outcomes: [], attention })).toContain('reason 7');
  });
});

test('what loosens the gate is said in full, however much there is of it', async () => {
  const item = (why: string): Attention => ({
    ...{ type: 'attention', kind: 'gate', asset: null, place: 'command line', why, do: null, finding: null },
  });
  const attention = Array.from({ length: 12 }, (_, at) => item(`--option-${at}: something passes`));
  const summary = { ...EMPTY_SUMMARY, attention: { gate: 12 } };
  const text = await report('text', { width: null }, { summary, outcomes: [], attention });
  expect(text.match(/^▲ looser than the default: command line; --option-\d+: something passes/gm)).toHaveLength(12);
});

test('an asset is one line, whatever was found in it and in however many rows', async () => {
  const [first] = rows(1);
  const [finding] = first?.findings ?? [];
  if (first === undefined || finding === undefined) throw new Error('no finding');
  const zte = { ...finding, id: 'b', vendor: { id: 'zte', name: 'ZTE', affiliate: null } };
  const router = changed(
    { ...finding, id: 'c' },
    { vendor: null, category: { id: 'consumer-router', name: 'Consumer router' }, status: 'listed' },
  );
  const row = { ...first, findings: [router, finding, zte] };
  const text = await report(
    'text',
    { width: null },
    { outcomes: [row, { ...row, row: 2, line: 3, designations: [] }] },
  );
  expect(text.match(/^.*cam-1\b.*$/gm)).toEqual([
    expect.stringMatching(/^\S+:2 +cam-1\b.* Hikvision, ZTE .* confirmed/),
  ]);
  expect(text).toContain('1 more row is of the same assets');
  expect(text).not.toContain('listed without');
  const verbose = await report('text', { verbose: true }, { outcomes: [row] });
  expect(verbose).toContain('Consumer router, cam-1, DS-2CD2143G2-I, SN 001: confirmed; listed by');
});

test('the command that says more judges as the run did', async () => {
  const options = { list: ['csl.csv'], 'list-source': ['Entity List'], data: 'new.tgz', 'fail-on': 'possible' };
  const text = await report('text', {}, { run: { ...RUN, options }, outcomes: rows(1) });
  expect(text).toMatch(/^Details: netvet explain --list csl.csv --list-source "Entity List" --data new.tgz \S+:2$/m);
  const hostile = { columns: ['vendor=Make;id'], delimiter: ';' };
  expect(await report('text', {}, { run: { ...RUN, options: hostile }, outcomes: rows(1) })).toMatch(
    /^Details: netvet explain --columns "vendor=Make;id" --delimiter ";" \S+:2$/m,
  );
  // What standard input is called names no file.
  const named = await report('text', {}, { run: { ...RUN, options: { 'input-name': 'x.csv' } }, outcomes: rows(1) });
  expect(named).not.toContain('Details:');
});

test('with a baseline the new ones are shown and the known ones counted', async () => {
  const known = (row: number): Partial<Finding> => ({ new: row > 5 });
  const baseline = { path: 'last.ndjson', sha256: 'a'.repeat(64) };
  const events = { run: { ...RUN, baseline }, outcomes: [...rows(7, known)] };
  const text = await report('text', { width: 120 }, events);
  expect(text).toContain('\n5 known: in the baseline\n');
  expect(text.match(/^\S+:\d+ +cam-1\b/gm)).toHaveLength(2);
  for (const said of ['baseline: last.ndjson', 'baseline findings that are gone: 1'])
    expect(text).toContain(`\n${said}\n`);
  const verbose = await report('text', { verbose: true }, events);
  expect(verbose.match(/^\S+:\d+ +cam-1\b/gm)).toHaveLength(7);
});

test.each([
  ['undetermined', { needs: ['country'] }, 'needs country', 'netvet cannot tell'],
  [
    'upcoming',
    { because: 'forbids use from 2027-01-01', daysLeft: 38 },
    'in 38 days, forbids use from 2027-01-01',
    'before the day',
  ],
  [
    'waived',
    { waiver: { id: 'lobby', because: 'replacing', expires: '2027-03-31', covers: 'banned' } },
    'waiver lobby (replacing) until 2027-03-31',
    'accepted until',
  ],
  ['exempt', { exemption: { citation: 'EX 1', until: null } }, 'EX 1', 'allowed until'],
  ['listed', { because: 'another part' }, 'another part', 'on a list, but not forbidden today'],
] as const)('what is %s says why, and what to do', async (status, says, why, what) => {
  const said = designation({ list: 'example-ban', entry: 'hikvision', status, ...says });
  const outcomes = rows(2, () => ({ status, designations: [said] }));
  const text = await report(
    'text',
    { verbose: true, width: null },
    { outcomes, summary: { ...EMPTY_SUMMARY, exit: { code: 0, because: [] } } },
  );
  expect(text).toMatch(new RegExp(`^2 ${status}: .*${what}`, 'm'));
  expect(text).toContain(why);
});

test('an asset that another vendor is found in further down has one line, with both', async () => {
  const [first] = rows(1);
  const [finding] = first?.findings ?? [];
  if (first === undefined || finding === undefined) throw new Error('no finding');
  const zte = { ...finding, id: 'b', vendor: { id: 'zte', name: 'ZTE', affiliate: null } };
  const below = (row: number, of: Finding) => ({
    ...first,
    row,
    line: row + 1,
    designations: [],
    findings: [{ ...of, row, line: row + 1 }],
  });
  const text = await report('text', { width: null }, { outcomes: [first, below(2, zte), below(3, zte)] });
  expect(text.match(/^.*:2 +cam-1, .*\bHikvision, ZTE /gm)).toHaveLength(1);
  expect(text).toContain('2 more rows are of the same assets');
});

test('more rows of the same assets are those of all states that stand above', async () => {
  const listed = (row: number): Partial<Finding> =>
    row === 1 ? {} : { assetId: '0002'.repeat(4), status: 'listed', fails: false };
  const text = await report('text', { width: null }, { outcomes: rows(3, listed) });
  expect(text).toMatch(/^1 listed: .*\n {2}1 more row is of the same assets; -f csv has each row$/m);
});

test('an asset in which two vendors are found is counted once where its group is not one of a vendor', async () => {
  const [first] = rows(1);
  const [finding] = first?.findings ?? [];
  if (first === undefined || finding === undefined) throw new Error('no finding');
  const zte = { ...finding, id: 'b', vendor: { id: 'zte', name: 'ZTE', affiliate: null } };
  const outcomes = [first, { ...first, row: 2, line: 3, designations: [], findings: [zte] }];
  expect(await report('text', { groupBy: 'site' }, { outcomes })).toContain('Lobby (1)');
  expect(await report('text', { groupBy: 'list' }, { outcomes })).toContain('Example ban list (1)');
});

test('a group of which every row is of an asset that stands in another is none', async () => {
  const site = (row: number): Partial<Finding> => ({
    ...(row > 30 ? { assetId: '0001'.repeat(4) } : {}),
    asset: { site: `Site ${row > 30 ? 'B' : 'A'}` },
  });
  const text = await report('text', { groupBy: 'site' }, { outcomes: rows(32, site) });
  expect(text).toContain('Site A (30)');
  expect(text).not.toContain('Site B');
  expect(text).toContain('2 more rows are of the same assets');
});

test('ungrouped, assets stand in the order of the inventory, with model and serial', async () => {
  const mixed = (row: number): Partial<Finding> => ({ confidence: row % 2 === 0 ? 'confirmed' : 'probable' });
  const text = await report('text', { width: 140, groupBy: 'none' }, { outcomes: rows(4, mixed) });
  expect(Array.from(text.matchAll(/:(\d+) +cam-1\b/g), ([, line]) => line)).toEqual(['2', '3', '4', '5']);
  expect(text).toContain(' cam-1, DS-2CD2143G2-I, SN 001, Lobby  Hikvision');
});

test('with a baseline the law is printed for what is new', async () => {
  const outcomes = rows(2, () => ({ new: false }));
  expect(await report('text', {}, { outcomes })).not.toContain('What the lists say');
  expect(await report('text', {}, { outcomes: rows(2) })).toContain('What the lists say');
});

test('nothing is cut and no line broken where it is no terminal', async () => {
  const long = 'x'.repeat(300);
  const text = await report('text', { width: null }, { outcomes: rows(1, () => ({ asset: { hostname: long, model: long } })) });
  expect(text.split(long)).toHaveLength(3);
  expect(text).not.toContain('…');
}); // prettier-ignore

test.each([
  ['undetermined', { undetermined: 1 }],
  ['a list that names nobody', { 'list-empty': 1 }],
])('no green tick beside %s', async (_, attention) => {
  const text = await report('text', {}, { outcomes: [], summary: { ...EMPTY_SUMMARY, attention }, attention: [] });
  expect(text).toContain('▲ No findings');
  expect(text).not.toContain('✓');
});

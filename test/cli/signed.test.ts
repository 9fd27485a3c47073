import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';

import { readAll } from '../inventory/read.ts';
import { emptyFolder, events, netvet } from './run.ts';

/** What a person signs: every format of one run says the same of the law, and none calls in order what nobody knows. */

const ROWS = [
  'Hostname,Manufacturer,Model,Serial,Purchase date',
  'cam-1,Hikvision,DS-2CD2143G2-I,HK1,',
  'cam-2,Lorex,LNB8005,LX1,2021-06-01',
  'cam-3,Lorex,LNB8005,LX2,',
  'cam-4,Lorex,LNB8005,LX3,',
  'drone-1,DJI,Mavic 3,DJ1,',
];
const WAIVERS = `waivers:
  - {id: lab, match: {serial: LX3}, because: accepted, reason: lab, owner: ops, approved: 2026-10-01, expires: 2027-01-31}
`;
const FILES = { text: 'r.txt', html: 'r.html', markdown: 'r.md', xlsx: 'r.xlsx', 'far-889': 'r.csv', json: 'r.json' };
const PEOPLE = ['text', 'html', 'markdown', 'xlsx', 'far-889'] as const;
type ForPeople = (typeof PEOPLE)[number];

let folder = '';

/** What a report says, as one line of words. */
async function wordsOf(format: ForPeople, from = folder): Promise<string> {
  const path = join(from, FILES[format]);
  if (format !== 'xlsx') return plain(format, readFileSync(path, 'utf8'));
  const bytes = readFileSync(path);
  const rows: string[] = [];
  for (const sheet of await sheetsOf(bytes))
    rows.push(...(await readAll(bytes, { sheet }, 'r.xlsx')).records.map(({ cells }) => cells.join(' ; ')));
  return rows.join('\n').replace(/\s+/g, ' ');
}

/** The names of the sheets of a workbook. */
async function sheetsOf(bytes: Buffer): Promise<readonly string[]> {
  const said = await readAll(bytes, { sheet: '?' }, 'r.xlsx').then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );
  return (/expected one of: ([^)]*)/.exec(said)?.[1] ?? '').split(', ');
}

function plain(format: ForPeople, text: string): string {
  if (format === 'html') return text.replace(/<style>.*?<\/style>|<[^>]*>/gs, ' ').replace(/\s+/g, ' ');
  return (format === 'markdown' ? text.replaceAll('\\', '') : text).replace(/\s+/g, ' ');
}

async function runIn(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const cwd = emptyFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  const outputs = Object.entries(FILES).flatMap(([format, path]) => ['-o', `${format}=${path}`]);
  const ran = await netvet(['check', 'site.csv', '-q', ...outputs, ...args], { cwd });
  return { cwd, ...ran };
}

beforeAll(async () => {
  const files = { 'site.csv': `${ROWS.join('\n')}\n`, 'waivers.yaml': WAIVERS };
  const ran = await runIn(files, '--waivers', 'waivers.yaml', '--as-of', '2026-11-28');
  folder = ran.cwd;
  expect(ran.code).toBe(1);
});

interface Rule {
  readonly id: string;
  readonly mayNot: string;
  readonly from: string | null;
  readonly binds: string | null;
  readonly effect: string;
}

interface Result {
  readonly findings: readonly {
    readonly asset: { readonly serial: string };
    readonly status: string;
    readonly designations: readonly { readonly list: string; readonly entry: string; readonly rules: string[] }[];
  }[];
  readonly designations: readonly {
    readonly list: string;
    readonly entry: string;
    readonly rules: readonly Rule[];
    readonly knownOn: string;
  }[];
  readonly summary: { readonly undated: number };
}

const result = (): Result => JSON.parse(readFileSync(join(folder, FILES.json), 'utf8')) as Result;

describe.each(PEOPLE)('%s', (format) => {
  test('says of each finding what it may not, since when, whom that binds, what is assumed, as known on which day', async () => {
    const said = await wordsOf(format);
    const { findings, designations } = result();
    const only = format === 'far-889' ? ['us-ndaa-889'] : ['us-ndaa-889', 'us-fcc-covered'];
    const used = findings.flatMap((finding) => finding.designations).filter(({ list }) => only.includes(list));
    expect(used.length).toBeGreaterThan(3);
    for (const { list, entry, rules } of used) {
      const law = designations.find((one) => one.list === list && one.entry === entry);
      for (const { mayNot, from, binds } of law?.rules.filter(({ id }) => rules.includes(id)) ?? []) {
        expect(said).toContain(mayNot);
        expect(said).toContain(from);
        expect(said).toContain(binds);
      }
      expect(said).toContain(law?.knownOn);
    }
    expect(said).toContain('public safety, government sites, critical infrastructure or national security');
  });

  test('has the Lorex of 2021 as banned, and that of no day as undetermined, with the fact that is missing', async () => {
    const { findings } = result();
    const statuses = ['LX1', 'LX2', 'LX3'].map(
      (serial) => findings.find(({ asset }) => asset.serial === serial)?.status,
    );
    expect(statuses).toEqual(['banned', 'undetermined', 'waived']);
    const said = await wordsOf(format);
    expect(said).toMatch(/LX1|cam-2/);
    expect(said).toContain('day of purchase');
  });

  test('never heads what is undetermined, waived or not, as nothing to do', async () => {
    expect((await wordsOf(format)).toLowerCase()).not.toContain('nothing to do');
  });
});

test('one finding takes at most 14 lines, with what is to be looked at', async () => {
  writeFileSync(
    join(folder, 'one-camera.csv'),
    'Vendor,Model,Serial,MAC\nSwann,DS-2CD2143G2-I,OC1,24:52:6a:00:00:01\n',
  );
  const { stdout } = await netvet(['check', 'one-camera.csv'], { cwd: folder });
  expect(stdout).toMatch(/^To look at: conflict: /m);
  expect(stdout).toMatch(/^To look at: assumed: /m);
  expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(14);
});

test('what all findings without a day of purchase have in common is one thing to look at, and report says the same', async () => {
  const rows = Array.from({ length: 30 }, (_, row) => `Huawei,S5720-28X,UD${row}`);
  writeFileSync(join(folder, 'undated.csv'), `Vendor,Model,Serial\n${rows.join('\n')}\n`);
  const { stdout } = await netvet(['check', 'undated.csv', '-l', 'us-fcc-covered', '-f', 'ndjson'], { cwd: folder });
  const items = events(stdout).filter(({ type, kind }) => type === 'attention' && kind === 'missing-fact');
  const why = '30 findings fail only because no day of purchase is given, the first of them here';
  expect(items).toEqual([expect.objectContaining({ place: 'undated.csv:2', asset: null, why })]);
  expect(events(stdout).at(-1)).toMatchObject({ undated: 30, attention: { 'missing-fact': 1 } });
  writeFileSync(join(folder, 'undated.ndjson'), stdout);
  const again = events((await netvet(['report', 'undated.ndjson', '-f', 'ndjson'], { cwd: folder })).stdout);
  expect(again.filter(({ type }) => type === 'attention')).toEqual(
    events(stdout).filter(({ type }) => type === 'attention'),
  );
});

test('the answer says how many fail only because no day of purchase is given', async () => {
  expect(result().summary.undated).toBe(1);
  for (const format of ['text', 'html', 'markdown', 'xlsx'] as const)
    expect(await wordsOf(format)).toContain('1 finding only because no day of purchase is given');
  writeFileSync(join(folder, 'one.csv'), 'Vendor,Model\nHuawei,S5720-28X\n');
  const { stdout } = await netvet(['check', 'one.csv', '-l', 'us-fcc-covered'], { cwd: folder });
  expect(stdout).toContain('1 of 1 asset fails; 1 finding only because no day of purchase is given (exit 1)');
});

test('the draft marks what is to be confirmed: a missing fact, also where it is waived, and what the law assumes', () => {
  const rows: Record<string, string>[] = parse(readFileSync(join(folder, FILES['far-889'])), {
    columns: true,
    bom: true,
  });
  const confirm = new Map(rows.map((row) => [row['netvet: serial'], row['netvet: to confirm']]));
  expect(confirm.get('LX1')).toMatch(/^assumed: it is used for public safety/);
  expect(confirm.get('LX2')).toMatch(/^netvet cannot tell: it depends on day of purchase; assumed: it is used for/);
  expect(confirm.get('LX3')).toMatch(/^netvet cannot tell: it depends on day of purchase; assumed: it is used for/);
});

describe('what a run rests on', () => {
  test.each(PEOPLE)(
    '%s says that a list is older than three times its pace, and where newer data is',
    async (format) => {
      const { cwd } = await runIn(
        { 'site.csv': 'Manufacturer,Model\nHikvision,DS-2CD2143G2-I\n' },
        '--as-of',
        '2029-11-28',
      );
      const said = await wordsOf(format, cwd);
      expect(said).toMatch(/us-[a-z-]*\d* may be out of date on 2029-11-28: as known on \d{4}-\d\d-\d\d/);
      expect(said).toContain('docs/data.md');
    },
  );

  test.each(PEOPLE)('%s names the lists that were not asked, where nothing was found', async (format) => {
    const { cwd, code } = await runIn(
      { 'site.csv': 'Manufacturer,Model\nQuectel,RM500Q\nCisco,C9300\n' },
      '--as-of',
      '2026-11-28',
    );
    expect(code).toBe(0);
    expect(await wordsOf(format, cwd)).toContain('named by lists that were not asked: DoD 1260H (Quectel, 1 row)');
  });

  test('a list that is young, a vendor that a chosen list names, a finding: none of these is said', async () => {
    const { cwd } = await runIn(
      { 'site.csv': 'Manufacturer,Model\nQuectel,RM500Q\nHikvision,DS-2CD2143G2-I\n' },
      '--as-of',
      '2026-11-28',
    );
    const said = await wordsOf('text', cwd);
    expect(said).not.toContain('that were not asked');
    expect(said).not.toContain('may be out of date');
  });
});

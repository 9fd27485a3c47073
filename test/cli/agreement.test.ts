import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { emptyFolder, events, netvet } from './run.ts';

/** Each kind of result: what check is told, and the code it ends with. */
const KINDS: readonly (readonly [kind: string, args: readonly string[], code: number])[] = [
  ['nothing found', ['clean.csv'], 0],
  ['banned', ['site.csv'], 1],
  ['only possible', ['note.csv'], 0],
  ['possible, and that fails', ['note.csv', '--fail-on', 'possible'], 1],
  ['only confirmed fails', ['misspelled.csv', '--fail-on', 'confirmed'], 0],
  ['confirmed fails, probable does not', ['site.csv', 'misspelled.csv', '--fail-on', 'confirmed'], 1],
  ['another status alone fails', ['site.csv', '--fail-on-status', 'upcoming'], 0],
  ['upcoming and near', ['one.csv', '-l', 'us-fcc-covered', '--as-of', '2021-05-01', '--deadline-within', '30'], 1],
  ['upcoming, not near', ['one.csv', '-l', 'us-fcc-covered', '--as-of', '2021-05-01', '--deadline-within', '5'], 0],
  ['a status that fails', ['router.csv', '--fail-on-status', 'undetermined'], 1],
  ['waived', ['one.csv', '--waivers', 'waivers.yaml'], 0],
  ['waived in part', ['site.csv', '--waivers', 'waivers.yaml'], 1],
  ['in the baseline', ['site.csv', '--baseline', 'site.ndjson'], 0],
  ['new beside a baseline', ['more.csv', '--baseline', 'site.ndjson'], 1],
  ['a problem and nothing that fails', ['broken.csv'], 3],
  ['a waived problem', ['broken.csv', '--waivers', 'problems.yaml'], 0],
  ['a problem and a finding', ['broken.csv', 'site.csv'], 1],
  ['too few rows with identity', ['hollow.csv'], 3],
  ['fewer required', ['hollow.csv', '--require-identity', '10'], 0],
  ['an input that cannot be read', ['site.csv', 'absent.csv'], 2],
  ['an unused waiver, strictly', ['clean.csv', '--waivers', 'waivers.yaml', '--strict-waivers'], 2],
  ['a list that is too old', ['clean.csv', '--max-list-age', '1'], 3],
  ['rows of text', ['arp.txt'], 1],
];

/** What report takes too. */
const OF_REPORT = ['--fail-on', '--fail-on-status', '--require-identity', '--baseline'];

const FILES: Readonly<Record<string, string>> = {
  'clean.csv': 'Manufacturer,Model,Serial\nCisco,C9300,C1\nAruba,6300M,A1\n',
  'site.csv': 'Manufacturer,Model,Serial\nHikvision,DS-2CD2143G2-I,HK1\nCisco,C9300,C1\nZTE,MF286D,Z1\n',
  'one.csv': 'Manufacturer,Model,Serial\nHikvision,DS-2CD2143G2-I,HK1\nCisco,C9300,C1\n',
  'more.csv': 'Manufacturer,Model,Serial\nHikvision,DS-2CD2143G2-I,HK1\nDahua,NVR4216,D9\n',
  'note.csv': 'Manufacturer,Model,Notes\nAcme,X9300,next to the Huawei\n',
  'misspelled.csv': 'Manufacturer,Model,Serial\nHikvison,Camera,HK2\n',
  'router.csv': 'Manufacturer,Model,Category,Serial\nLinksys,MR7350,Wi-Fi router,L1\n',
  'broken.csv': 'Manufacturer,Model\nCisco,"C9300\nAruba,6300M\n',
  'hollow.csv': 'Manufacturer,Model,Serial\nCisco,C9300,C1\n,,S2\n,,S3\n',
  'arp.txt': 'Internet 10.0.0.1 5 001e.10aa.bb01 ARPA Vlan10\nInternet 10.0.0.2 7 001e.10aa.bb02 ARPA Vlan10\n',
  'problems.yaml':
    'waivers:\n  - id: inch\n    match: {problem: stray-quote, source: broken.csv}\n    because: accepted\n    reason: inch mark\n    owner: ops\n    approved: 2026-01-01\n    expires: 2027-01-01\n',
  'waivers.yaml':
    'waivers:\n  - id: one\n    match: {serial: HK1}\n    because: accepted\n    reason: lab\n    owner: ops\n    approved: 2026-01-01\n    expires: 2027-01-01\n',
};

let cwd = '';
const run = (...args: string[]) => netvet(args, { cwd });

beforeAll(async () => {
  cwd = emptyFolder();
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(cwd, name), text);
  await run('check', 'site.csv', '-q', '-o', 'ndjson=site.ndjson');
});

const FORMATS = ['sarif', 'junit', 'github', 'ndjson', 'markdown'];

/** What each format says of every finding, in the order it says it: one run writes them all. */
async function levels(...args: string[]) {
  const { code } = await run(...args, '-q', ...FORMATS.flatMap((format) => ['-o', `${format}=said.${format}`]));
  const [sarif = '', junit = '', github = '', ndjson = '', markdown = ''] = FORMATS.map((format) => readFileSync(join(cwd, `said.${format}`), 'utf8'));
  const log = JSON.parse(sarif) as { runs: { results: { level: string }[] }[] };
  const findings = events(ndjson).filter(({ type }) => type === 'finding');
  const summary = events(ndjson).at(-1);
  return {
    code,
    sarif: log.runs[0]?.results.map(({ level }) => level),
    junit: [...junit.matchAll(/<testcase [^>]*>(?:<(failure|skipped|error))?/g)].map(([, kind]) => kind),
    github: [...github.matchAll(/^::(\w+)/gm)].map(([, kind]) => kind),
    failing: markdown.match(/^\| fails \|/gm)?.length ?? 0,
    fails: findings.map(({ id, fails }) => [id, fails]),
    summary: { ...summary, type: null },
  };
} // prettier-ignore

describe('report of a result is check of its inputs', () => {
  test.each(KINDS)('%s: the same code in every format', async (_, args, code) => {
    for (const format of FORMATS) expect((await run('check', ...args, '-f', format)).code).toBe(code);
  });

  test.each(KINDS)('%s', async (kind, args, code) => {
    const name = `${kind.replaceAll(/\W+/g, '-')}.ndjson`;
    const checked = await levels('check', ...args);
    expect(checked).toMatchObject({ code, summary: { assets: { failing: checked.failing } } });
    for (const format of ['ndjson', 'json']) {
      await run('check', ...args, '-q', '-o', `${format}=${name}`);
      expect(await levels('report', name)).toEqual(checked);
    }
  });

  test.each(KINDS.filter(([, [, option = '']]) => OF_REPORT.includes(option)))(
    '%s, decided by report alone',
    async (kind, [input = '', ...args], code) => {
      const name = `${kind.replaceAll(/\W+/g, '-')}-alone.ndjson`;
      await run('check', input, '-q', '--fail-on', 'never', '-o', `ndjson=${name}`);
      const checked = await levels('check', input, ...args);
      expect(await levels('report', name, ...args)).toEqual(checked);
      expect(checked).toMatchObject({ code });
    },
  );
});

describe('what report decides again', () => {
  test('never is not taken over, and it says so', async () => {
    await run('check', 'site.csv', '-q', '--fail-on', 'never', '-o', 'ndjson=never.ndjson');
    const told = await run('report', 'never.ndjson', '-f', 'ndjson');
    expect(told.code).toBe(1);
    expect(told.stderr).toContain('never.ndjson: made with --fail-on never, which report does not take over');
    expect(events(told.stdout)[0]).toMatchObject({ options: {}, results: ['never.ndjson'] });
    expect(await run('report', 'never.ndjson', '-q', '--fail-on', 'never')).toMatchObject({ code: 0, stderr: '' });
  });

  test('waivers that are given hold instead of those of the result', async () => {
    await run('check', 'one.csv', '-q', '--waivers', 'waivers.yaml', '-o', 'ndjson=waived.ndjson');
    expect((await run('report', 'waived.ndjson', '-q')).code).toBe(0);
    writeFileSync(join(cwd, 'none.yaml'), 'waivers: []\n');
    const told = await run('report', 'waived.ndjson', '--waivers', 'none.yaml', '-f', 'ndjson');
    expect(told.code).toBe(1);
    const finding = events(told.stdout).find(({ type }) => type === 'finding');
    expect(finding).toMatchObject({ status: 'banned', fails: true });
  });

  test('what is told of a file that all results share is told of the whole', async () => {
    for (const [name, inventory] of [
      ['a', 'one.csv'],
      ['b', 'clean.csv'],
    ] as const)
      await run('check', inventory, '-q', '--waivers', 'waivers.yaml', '--baseline', 'site.ndjson', '-o', `ndjson=${name}.ndjson`); // prettier-ignore
    const whole = events((await run('report', 'a.ndjson', 'b.ndjson', '-f', 'ndjson')).stdout).at(-1);
    const alone = events((await run('report', 'b.ndjson', '-f', 'ndjson')).stdout).at(-1);
    expect(alone).toMatchObject({ waivers: { unused: ['one'] } });
    expect(whole).toMatchObject({ waivers: { unused: [] } });
    const unseen = (summary: typeof whole) => [summary?.['resolved'], summary?.['notRead']].flat().length;
    expect(unseen(whole)).toBe(unseen(alone) - 1);
  });

  test('assets are counted once over all results', async () => {
    await run('check', 'one.csv', '-q', '-o', 'ndjson=one.ndjson');
    const { stdout } = await run('report', 'site.ndjson', 'one.ndjson', '-f', 'ndjson');
    const found = new Set(events(stdout).filter(({ type }) => type === 'finding').map(({ assetId }) => assetId)); // prettier-ignore
    const { assets } = events(stdout).at(-1) as { assets: { judged: number; found: number; failing: number } };
    expect(assets).toMatchObject({ found: found.size, failing: 2, judged: found.size + 2 });
  });
});

test('a device of a text that is exchanged for another is new', async () => {
  await run('check', 'arp.txt', '-q', '-o', 'ndjson=arp.ndjson');
  const ids = events(readFileSync(join(cwd, 'arp.ndjson'), 'utf8')).filter(({ type }) => type === 'finding');
  expect(new Set(ids.map(({ id }) => id)).size).toBe(2);
  const later = (FILES['arp.txt'] ?? '').replace(' 5 ', ' 12 ').split('\n').reverse().join('\n');
  writeFileSync(join(cwd, 'same.txt'), later.trimStart());
  expect((await run('check', 'same.txt', '-q', '--baseline', 'arp.ndjson')).code).toBe(0);
  writeFileSync(join(cwd, 'other.txt'), later.replace('bb02', 'bb99').trimStart());
  expect((await run('check', 'other.txt', '-q', '--baseline', 'arp.ndjson')).code).toBe(1);
});

test('a line of a text that names a maker and no address is known by the line', async () => {
  const text = (port: number) => `interface 1 uplink to Huawei S5720 in rack 4\ninterface ${port} Huawei S5735 spare\n`;
  writeFileSync(join(cwd, 'lines.txt'), text(2));
  await run('check', 'lines.txt', '-q', '-o', 'ndjson=lines.ndjson');
  expect((await run('check', 'lines.txt', '-q', '--baseline', 'lines.ndjson')).code).toBe(0);
  writeFileSync(join(cwd, 'lines.txt'), text(3));
  expect((await run('check', 'lines.txt', '-q', '--baseline', 'lines.ndjson')).code).toBe(1);
});

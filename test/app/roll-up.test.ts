import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { emptyFolder, events, netvet } from '../cli/run.ts';

const SITES = {
  clean: ['Manufacturer,Model\nCisco,C9300\n', 0],
  banned: ['Manufacturer,Model\nHikvision,DS-2CD2143G2-I\n', 1],
  unread: [null, 2],
  hollow: ['Manufacturer,Model\n', 3],
} as const;
type Site = keyof typeof SITES;

let cwd = '';

beforeAll(async () => {
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'also.csv'), SITES.clean[0]);
  for (const [name, [text, code]] of Object.entries(SITES)) {
    if (text !== null) writeFileSync(join(cwd, `${name}.csv`), text);
    const inputs = text === null ? ['also.csv', 'absent.csv'] : [`${name}.csv`];
    const ran = await netvet(['check', ...inputs, '-q', '-o', `ndjson=${name}.ndjson`], { cwd });
    expect(ran.code).toBe(code);
  }
});

/** In whatever order they are named: what cannot be trusted, then what fails, then what is incomplete. */
const TOGETHER: readonly (readonly [sites: readonly Site[], code: number])[] = [
  [['clean'], 0],
  [['clean', 'hollow'], 3],
  [['hollow', 'banned'], 1],
  [['clean', 'banned'], 1],
  [['banned', 'unread'], 2],
  [['hollow', 'unread'], 2],
  [['unread', 'banned', 'hollow', 'clean'], 2],
];

describe('several results end with the first of their codes in the order 2, 1, 3, 0', () => {
  test.each(TOGETHER)('%j: %i', async (sites, code) => {
    for (const order of [sites, sites.toReversed()]) {
      const results = order.map((site) => `${site}.ndjson`);
      const ran = await netvet(['report', ...results, '-f', 'ndjson'], { cwd });
      expect(ran.code).toBe(code);
      expect(events(ran.stdout).at(-1)).toMatchObject({ type: 'summary', exit: { code } });
    }
  });
});

test('what let less fail in each of several results is said once, and each row that was not judged', async () => {
  const made = ['also', 'banned', 'gaps'];
  writeFileSync(join(cwd, 'gaps.csv'), 'Manufacturer,Model\nCisco,C9300\n,\nDell,R640\nn/a,\nHP,DL380\n');
  for (const name of made)
    await netvet(['check', `${name}.csv`, '-q', '--baseline', 'clean.ndjson', '-o', `ndjson=${name}.held`], { cwd });
  const { stdout } = await netvet(['report', ...made.map((name) => `${name}.held`), '-f', 'ndjson'], { cwd });
  const looked = events(stdout).flatMap(({ type, kind, place }) => (type === 'attention' ? [[kind, place]] : []));
  expect(looked.filter(([kind]) => kind === 'gate' || kind === 'not-judged')).toEqual([
    ['gate', 'command line'],
    ['not-judged', 'gaps.csv:5'],
  ]);
});

test('what is said of a run stands once, what is said of rows of one name as often as it was', async () => {
  writeFileSync(join(cwd, 'own.yaml'), 'id: own\ntitle: Own\nentries:\n  - {vendor: huawei, until: 2020-01-01}\n');
  for (const site of ['north', 'south']) {
    const stdin = 'Manufacturer,Model\nCisco,C9300\n,\nn/a,-\n';
    const args = ['check', '-', '-l', 'own.yaml', '-q', '-o', `ndjson=${site}.ndjson`];
    await netvet(args, { cwd, stdin });
  }
  const { stdout } = await netvet(['report', 'north.ndjson', 'south.ndjson', '-f', 'ndjson'], { cwd });
  const looked = events(stdout).flatMap(({ type, kind, place }) => (type === 'attention' ? [[kind, place]] : []));
  expect(looked).toEqual([
    ['not-judged', '-:4'],
    ['not-judged', '-:4'],
    ['list-empty', null],
  ]);
});

test('waivers are held to be needed where one of the results was to hold them so', async () => {
  const waiver =
    'match: {serial: F9}, because: accepted, reason: r, owner: o, approved: 2026-10-01, expires: 2027-03-31';
  writeFileSync(join(cwd, 'w.yaml'), `waivers:\n  - {id: one, ${waiver}}\n`);
  for (const [name, more] of [
    ['usual', []],
    ['again', []],
    ['strict', ['--strict-waivers']],
  ] as const)
    await netvet(['check', 'also.csv', '--waivers', 'w.yaml', ...more, '-q', '-o', `ndjson=${name}.ndjson`], { cwd });
  const codeOf = async (...names: readonly string[]) =>
    (await netvet(['report', ...names.map((name) => `${name}.ndjson`), '--mixed', '-q'], { cwd })).code;
  expect(await codeOf('usual', 'again')).toBe(0);
  expect(await codeOf('usual', 'strict')).toBe(2);
  expect(await codeOf('strict', 'usual')).toBe(2);
});

test('both vendors of a row are of one asset, wherever the pieces end in which the result is read', async () => {
  const row = (at: number) => `Huawei,S5720-28X,44:19:b6:00:${String(10 + (at >> 6))}:${String(10 + (at & 63))},S${at}`;
  writeFileSync(
    join(cwd, 'two.csv'),
    `Manufacturer,Model,MAC,Serial\n${Array.from({ length: 1000 }, (_, at) => row(at)).join('\n')}\n`,
  );
  const checked = await netvet(['check', 'two.csv', '-o', 'ndjson=two.ndjson'], { cwd });
  const reported = await netvet(['report', 'two.ndjson'], { cwd });
  expect(reported.stdout).toBe(checked.stdout.replace(/^Details: .*\n/m, ''));
});

test.each([
  ['assets that nothing names are as many as the rows of all results', ['', ''], '2 of 4 assets fail'],
  ['assets that are named are counted once in all results', ['S1', 'S2'], '1 of 3 assets fails'],
])('%s', async (_, [first, second], answer) => {
  for (const site of ['ulm', 'bonn']) {
    const rows = `Huawei,S5720,${first},${site}\nCisco,C9300,${second},${site}\n`;
    writeFileSync(join(cwd, `${site}.csv`), `Manufacturer,Model,Serial,Location\n${rows}`);
    await netvet(['check', `${site}.csv`, '-q', '-o', `ndjson=${site}.ndjson`], { cwd });
  }
  const answerOf = async (...args: readonly string[]) => (await netvet(args, { cwd })).stdout.trim().split('\n').at(-1);
  expect(await answerOf('report', 'ulm.ndjson', 'bonn.ndjson')).toBe(`${answer} (exit 1)`);
  expect(await answerOf('check', 'ulm.csv', 'bonn.csv')).toBe(`${answer} (exit 1)`);
});

test('a place to look at that several results name is said once', async () => {
  writeFileSync(join(cwd, 'vague.csv'), 'Manufacturer,Model,Category\nJuniper,SRX345,Router\n');
  for (const name of ['first', 'second'])
    await netvet(['check', 'vague.csv', '-q', '-o', `ndjson=${name}.ndjson`], { cwd });
  const { stdout } = await netvet(['report', 'first.ndjson', 'second.ndjson'], { cwd });
  expect(stdout).toContain('missing fact: vague.csv:2; says only "router"');
});

test('what is to be looked at is counted in full, although a result holds no more than some of it', async () => {
  writeFileSync(join(cwd, 'blank.csv'), `Hostname,Vendor\nsw,Cisco\n${'ap,\n'.repeat(10_001)}`);
  await netvet(['check', 'blank.csv', '-q', '-o', 'ndjson=blank.ndjson'], { cwd });
  const { stdout } = await netvet(['report', 'blank.ndjson', '-f', 'ndjson'], { cwd });
  expect(events(stdout).at(-1)).toMatchObject({ attention: { 'not-judged': 10_001 } });
});

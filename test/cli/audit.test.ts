import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FORMAT_NAMES } from '../../src/report/registry.ts';
import { emptyFolder, events, netvet } from './run.ts';

/** A run that uses everything an audit record must name. */
const FILES = {
  'site.csv':
    'Hostname,Manufacturer,Model,Serial,Category,Country of Origin\nsw-1,Huawei,S5720,H1,Switch,\ncam-1,Hikvision,,K1,Camera,\n' +
    'home-1,Acme,,A1,Wi-Fi router,\ncore-1,Cisco,,C1,Router,\nrb-1,RouterBOARD,,R1,,\nno-maker,,,,,\ncam-2,"Dahua,,D1,,\nend,HP,,E1,,\n',
  'mine.yaml': 'id: mine\ntitle: Mine\nentries:\n  - vendor: {name: MikroTik, names: [RouterBOARD]}\n',
  'waivers.yaml':
    'waivers:\n  - {id: lab, match: {serial: H1}, because: accepted, reason: lab, owner: ops, approved: 2026-01-01, expires: 2026-12-01}\n' +
    '  - {id: gone, match: {serial: XY9}, because: accepted, reason: lab, owner: ops, approved: 2026-01-01, expires: 2026-12-01}\n',
  '.netvet.yaml': 'list: [default, us-fascsa, mine.yaml]\nfail-on: possible\n',
};

const CHECK = 'check site.csv --waivers waivers.yaml --baseline earlier.json --deadline-within 30'.split(' ');

let cwd = '';
let earlier = '';
let result = '';

const run = (...args: string[]) => netvet(args, { cwd });
const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
const write = (name: string, text: string) => {
  writeFileSync(join(cwd, name), text);
};

beforeAll(async () => {
  cwd = emptyFolder();
  for (const [name, text] of Object.entries(FILES)) write(name, text);
  earlier = (await run('check', 'site.csv', '--list', 'us-ndaa-889', '-f', 'json')).stdout;
  write('earlier.json', earlier);
  result = (await run(...CHECK, '-f', 'ndjson')).stdout;
});

beforeEach(() => {
  for (const [name, text] of Object.entries({ ...FILES, 'earlier.json': earlier, 'result.ndjson': result })) {
    write(name, text);
  }
});

test('the record names every file with its hash, the options, and all that was not judged', () => {
  const [start, ...rest] = events(result);
  const file = (path: string) => ({ path, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
  expect(start).toMatchObject({
    netvet: '1.2.3',
    asOf: '2026-11-24',
    options: { 'deadline-within': 30, 'fail-on': 'possible', list: ['default', 'us-fascsa', 'mine.yaml'] },
    config: file('.netvet.yaml'),
    waivers: file('waivers.yaml'),
    baseline: file('earlier.json'),
  });
  expect(rest.at(-1)).toMatchObject({
    inputs: [{ source: 'site.csv', rows: 8, judged: 7, notJudged: 1, rejected: 0 }],
    waivers: { unused: ['gone'], expired: [], expiring: ['lab', 'gone'] },
    attention: { 'missing-fact': 1 },
  });
});

describe('two runs give the same bytes', () => {
  test.each(FORMAT_NAMES)('%s', async (format) => {
    const outputs: string[] = [];
    for (const [name, LANG] of [
      ['one', 'C.UTF-8'],
      ['two', 'C'],
    ] as const) {
      const { code } = await netvet([...CHECK, '-q', '-o', `${format}=${name}`], { cwd, env: { LANG } });
      expect(code).toBe(1);
      outputs.push(read(name));
    }
    expect(outputs[0]?.length).toBeGreaterThan(100);
    expect(outputs[1]).toBe(outputs[0]);
  });
});

type Change = readonly [what: string, file: string, from: string, to: string, says: readonly string[]];

const CHANGES: readonly Change[] = [
  ['a cell', 'site.csv', 'K1', 'K2', ['the input site.csv', 'differs: finding events']],
  ['a cell that no finding uses', 'site.csv', 'Cisco', 'Arista', ['the input site.csv']],
  ['a line of a list', 'mine.yaml', '[RouterBOARD]', '[RouterBOARD, SwOS]', ['the list mine']],
  [
    'a waiver',
    'waivers.yaml',
    'serial: H1',
    'serial: H2',
    ['was judged with the waivers waivers.yaml (', 'differs: summary events'],
  ],
  ['a malformed waiver', 'waivers.yaml', '2026-12-01', '2026-12-32', ['waivers.yaml:2:', 'is not a valid date']],
  ['the baseline', 'earlier.json', '"row":1', '"row":2', ['was judged with the baseline earlier.json (']],
  ['a comment in the config', '.netvet.yaml', 'list:', '# lists\nlist:', ['was judged with the config .netvet.yaml (']],
  [
    'an option in the config',
    '.netvet.yaml',
    'fail-on: possible',
    'fail-on: confirmed',
    ['was judged with the config .netvet.yaml ('],
  ],
  [
    'the tool',
    'result.ndjson',
    '"netvet":"1.2.3"',
    '"netvet":"1.2.2"',
    ['judged by netvet 1.2.2, this run by netvet 1.2.3'],
  ],
  ['a vendor', 'result.ndjson', '"knowledge":"', '"knowledge":"0', ['was judged with knowledge of vendors ']],
  ['a count of the result', 'result.ndjson', '"undated":', '"undated":1', ['differs: summary events']],
  [
    'the exit code of the result',
    'result.ndjson',
    '"exit":{"code":1',
    '"exit":{"code":0',
    ['exit code: 0 then, 1 now'],
  ],
  ['a status of the result', 'result.ndjson', '"banned"', '"listed"', ['differs: finding events']],
];

test('a pipe gets the same bytes wherever the run is; a terminal that shows no more than ASCII gets ASCII', async () => {
  const text = async (LANG: string, columns?: number) =>
    (await netvet(['check', 'site.csv'], { cwd, env: { LANG }, ...(columns !== undefined && { columns }) })).stdout;
  expect(await text('C')).toBe(await text('C.UTF-8'));
  expect(await text('C.UTF-8', 80)).toContain('·');
  expect(await text('C', 80)).not.toContain('·');
});

describe('verify', () => {
  test('reproduces', async () => {
    expect(await run('verify', 'result.ndjson')).toMatchObject({ code: 0, stderr: '' });
  });

  test.each(CHANGES)('names %s', async (_, file, from, to, says) => {
    const text = read(file);
    expect(text).toContain(from);
    write(file, text.replace(from, to));
    const { code, stdout } = await run('verify', 'result.ndjson');
    expect(code).toBe(2);
    expect(stdout).toContain('result.ndjson: not reproduced');
    for (const one of says) expect(stdout).toContain(one);
  });

  test.each(['site.csv', 'mine.yaml', 'waivers.yaml', 'earlier.json', '.netvet.yaml'])(
    'names %s, which is gone',
    async (name) => {
      renameSync(join(cwd, name), join(cwd, 'elsewhere'));
      const { code, stdout } = await run('verify', 'result.ndjson');
      expect(code).toBe(2);
      expect(stdout).toMatch(new RegExp(`changed: .*${name.replace('.', '\\.')}`));
    },
  );

  test('refuses an input that was standard input, and says why', async () => {
    const { stdout } = await netvet(['check', '-', '-f', 'ndjson'], { cwd, stdin: FILES['site.csv'] });
    write('piped.ndjson', stdout);
    const { code, stderr } = await run('verify', 'piped.ndjson');
    expect(code).toBe(2);
    expect(stderr).toContain('an input was standard input, which cannot be read again');
  });

  test('runs what report put together as one run', async () => {
    for (const [name, maker] of [
      ['one', 'Huawei'],
      ['two', 'ZTE'],
    ] as const) {
      write(`${name}.csv`, `Manufacturer\n${maker}\n`);
      await run('check', `${name}.csv`, '-q', '-o', `ndjson=${name}.ndjson`);
    }
    await run('report', 'one.ndjson', 'two.ndjson', '-q', '-o', 'ndjson=both.ndjson');
    expect(await run('verify', 'both.ndjson')).toMatchObject({ code: 0 });
    await run('check', 'two.csv', '-q', '--fail-on', 'possible', '-o', 'ndjson=two.ndjson');
    await run('report', '--mixed', 'one.ndjson', 'two.ndjson', '-q', '-o', 'ndjson=mixed.ndjson');
    const { code, stderr } = await run('verify', 'mixed.ndjson');
    expect(code).toBe(2);
    expect(stderr).toContain('no one run gives this result: --mixed (verify each: one.ndjson, two.ndjson)');
  });
});

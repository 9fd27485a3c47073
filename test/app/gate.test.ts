import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Attention } from '../../src/core/events.ts';
import { emptyFolder, events, netvet } from '../cli/run.ts';
import { words } from '../words.ts';

const INVENTORY = 'Manufacturer,Model,Site\nHUAWEI,S5720,Berlin\nCisco,C9300,Bonn\n';

/** The gate of a run over one inventory, with options of the command line and settings. */
async function gate(options: readonly string[], settings = ''): Promise<readonly Attention[]> {
  const { stdout, stderr } = await run(options, settings, 'ndjson');
  const [first] = events(stdout);
  if (first === undefined) throw new Error(stderr);
  return first['gate'] as readonly Attention[];
}

/** A folder with an inventory, waivers, a list and the result of an earlier run. */
const before = emptyFolder();
beforeAll(async () => {
  writeFileSync(join(before, 'inventory.csv'), INVENTORY);
  writeFileSync(join(before, 'waivers.yaml'), 'waivers: []\n');
  writeFileSync(join(before, 'own.yaml'), 'id: own\ntitle: Own\nentries: [{vendor: zte}]\n');
  const made = await netvet(['check', 'inventory.csv', '-q', '-o', 'ndjson=then.ndjson'], { cwd: before });
  expect(made.stderr).not.toContain('error');
});

async function run(options: readonly string[], settings: string, format: string) {
  const cwd = emptyFolder();
  cpSync(before, cwd, { recursive: true });
  if (settings !== '') writeFileSync(join(cwd, '.netvet.yaml'), settings);
  return netvet(['check', 'inventory.csv', ...options, '-f', format], { cwd });
}

const LOOSER: readonly (readonly [given: string, says: RegExp])[] = [
  ['fail-on=confirmed', /probable findings pass/],
  ['fail-on=never', /nothing fails/],
  ['fail-on-status=upcoming', /banned equipment passes/],
  ['require-identity=79', /21 % of the rows/],
  ['waivers=waivers.yaml', /what this file waives passes/],
  ['baseline=then.ndjson', /what this result holds passes/],
  ['skip-lines=1', /the first line is not checked/],
  ['columns=site=Manufacturer', /not read as vendor/],
  ['columns=mac=Manufacturer', /not read as vendor/],
  ['columns=text=#1', /whatever it holds/],
];

const STRICTER = [
  'fail-on=possible',
  'fail-on=probable',
  'fail-on-status=banned,upcoming',
  'require-identity=80',
  'require-identity=100',
  'deadline-within=365',
  'max-list-age=9999',
  'list=all',
  'list=default',
  'columns=vendor=Manufacturer',
  'columns=purpose=Site',
  'skip-lines=0',
];

function yaml(option: string): string {
  const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(option) ?? [];
  return name === 'columns' ? `columns: ['${value}']\n` : `${name}: ${value.includes(',') ? `[${value}]` : value}\n`;
}

describe('what lets a run fail less than the defaults is said with where it was set', () => {
  test.each(LOOSER)('%s', async (option, says) => {
    const [item, ...more] = await gate([`--${option}`]);
    expect(more).toEqual([]);
    expect(item).toMatchObject({ kind: 'gate', asset: null, finding: null, place: 'command line' });
    expect(item?.why).toMatch(says);
    const [set] = await gate([], `# settings\n${yaml(option)}`);
    expect(set?.why).toMatch(says);
    expect(set?.place).toMatch(/^\.netvet\.yaml:2:\d+$/);
  });

  test.each([
    ['as-of: 2026-11-20\n', ['--as-of 2026-11-20: judged as of that day, whenever the run is']],
    ['list: own.yaml\n', ['--list own.yaml: not judged by us-fcc-covered and us-ndaa-889, which a run without settings is']],
    ['list: [us-ndaa-889, own.yaml]\n', ['--list us-ndaa-889 --list own.yaml: not judged by us-fcc-covered, which a run without settings is']],
    ['profile: uk-telecom\n', ['--profile uk-telecom: not judged by us-fcc-covered and us-ndaa-889, which a run without settings is']],
    ['list: own.yaml\nprofile: uk-telecom\n', ['--list own.yaml: not judged by us-fcc-covered and us-ndaa-889, which a run without settings is']],
    ['list: default\nprofile: uk-telecom\n', []],
    ['list: us-fcc-covered\nprofile: us-federal-agency\n', ['--list us-fcc-covered: not judged by all rules of us-ndaa-889, which a run without settings is']],
    ['list: us-ndaa-889\nprofile: [us-federal-agency, us-usf-recipient]\n', []],
  ])('only in settings: %j', async (settings, why) => {
    expect((await gate([], settings)).map((item) => item.why)).toEqual(why);
  }); // prettier-ignore

  test.each([
    ['the same on the command line', ['--as-of', '2026-11-20', '--list', 'own.yaml'], ''],
    ['a profile on the command line', ['--profile', 'uk-telecom'], ''],
    ['settings that the command line overrules', ['--fail-on', 'probable', '-l', 'default'], 'fail-on: never\nlist: own.yaml\n'],
    ['a list of the settings beside a profile that was given', ['--profile', 'uk-telecom'], 'list: own.yaml\n'],
    ['settings that are not read', ['--no-config'], 'fail-on: never\nas-of: 2020-01-01\n'],
    ['how a run is written down', ['-v', '--group-by', 'site'], 'output: html=x.html\n'],
    ...STRICTER.map((option) => [option, [`--${option}`], ''] as const),
    ...STRICTER.map((option) => [`${option} in settings`, [], yaml(option)] as const),
  ])('no looser: %s', async (_, options, settings) => {
    expect(await gate(options, settings)).toEqual([]);
  }); // prettier-ignore

  test('the text begins with it', async () => {
    const { stdout, code } = await run([], 'list: default\nfail-on: never\n', 'text');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\S+ looser than the default: \.netvet\.yaml:2:10; --fail-on never: nothing fails; .*\n\n/);
  });

  test('a sheet and other data', async () => {
    const wrong = await netvet(['check', 'x', '--sheet', 'A', '--data', 'no-such.tgz']);
    expect(wrong.code).toBe(2);
    const { gateOf } = await import('../../src/app/gate.ts');
    const run = { options: { sheet: 'A', data: 'd.tgz' }, asOf: '2026-11-24', lists: [] };
    expect(gateOf(run, { origins: new Map(), given: '' }, words.headers).map(({ why }) => why)).toEqual([
      '--data d.tgz: judged by this data, not by what is shipped',
      '--sheet A: other sheets are not read',
    ]);
  });
});

describe('results that are put together', () => {
  async function reported(made: readonly string[], given: readonly string[]): Promise<readonly string[]> {
    const { stdout } = await run(made, '', 'ndjson');
    const cwd = emptyFolder();
    const { stdout: all } = await netvet(['report', '-', ...given, '-f', 'ndjson'], { cwd, stdin: stdout });
    return (events(all)[0]?.['gate'] as readonly Attention[]).map(({ why }) => why.replace(/:.*/, ''));
  }

  test('have what loosened each, and not what is decided anew', async () => {
    const both = ['--fail-on', 'confirmed', '--skip-lines', '1'];
    expect(await reported(both, [])).toEqual(['--fail-on confirmed', '--skip-lines 1']);
    expect(await reported(both, ['--fail-on', 'possible'])).toEqual(['--skip-lines 1']);
    expect(await reported(both, ['--fail-on', 'never'])).toEqual(['--fail-on never', '--skip-lines 1']);
    expect(await reported(['--fail-on', 'never'], [])).toEqual([]);
  });
});

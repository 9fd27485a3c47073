import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { parse } from 'yaml';
import { newFolder, ROOT } from './binary.ts';
import { posixTest as test } from '../posix.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

interface Step {
  readonly id?: string;
  readonly shell: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
}

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;

interface Job {
  readonly code: number | null;
  readonly log: string;
  readonly summary: string;
  readonly output: string;
  readonly folder: string;
}

/** Runs the steps of the action as a runner does: values of expressions in the environment, files for what it gives back. */
function run(given: Readonly<Record<string, string>>, { actionFolder = ROOT, folder = newFolder() } = {}): Job {
  cpSync(join(ROOT, 'test/docs/folder'), folder, { recursive: true });
  const temp = join(folder, 'runner');
  mkdirSync(temp, { recursive: true });
  const files = { GITHUB_OUTPUT: join(temp, 'output'), GITHUB_STEP_SUMMARY: join(temp, 'summary') };
  for (const path of Object.values(files)) writeFileSync(path, '');
  const inputs = new Map(Object.entries(action.inputs).map(([name, input]) => [name, given[name] ?? input.default ?? '']));
  const contexts = new Map([
    ['github.action_path', actionFolder],
    ['github.action_repository', 'OWNER/netvet'],
    ['github.server_url', 'https://forge.example'],
  ]);
  const evaluate = (text: string): string =>
    text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
      const known = contexts.get(expression);
      if (known !== undefined) return known;
      const value = inputs.get(expression.replace(/^inputs\./, ''));
      if (value === undefined) throw new Error(`no runner knows ${expression}`);
      return value;
    });
  const read = (path: string): string => readFileSync(path, 'utf8');
  let log = '';
  let code: number | null = 0;
  for (const { id, shell, run: script, env = {} } of action.runs.steps) {
    expect(shell).toBe('bash');
    // An input within a script would be run.
    expect(script).not.toContain('${{');
    const step = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...{ PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`, HOME: temp, RUNNER_TEMP: temp, GITHUB_ACTIONS: 'true', ...files },
        ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, evaluate(value)])),
      },
    });
    log += step.stdout + step.stderr;
    code = step.status;
    for (const [, name = '', value = ''] of read(files.GITHUB_OUTPUT).matchAll(/^([\w-]+)=(.*)$/gm))
      contexts.set(`steps.${id ?? ''}.outputs.${name}`, value);
    if (code !== 0) break;
  }
  const output = read(files.GITHUB_OUTPUT).replace(/^folder=.*\n/m, '');
  return { code, log, summary: read(files.GITHUB_STEP_SUMMARY), output, folder };
} // prettier-ignore

const DAY = { 'as-of': '2026-11-24' };

test('a finding: annotations, a job summary, SARIF, a result for the next baseline, exit 1', () => {
  const { code, log, summary, output, folder } = run({ ...DAY, files: 'inventory.csv\nsite-b.csv\n', sarif: 'n.sarif' });
  expect(code).toBe(1);
  expect(output).toBe('exit-code=1\n');
  expect(log).toMatch(/^::error .*file=inventory\.csv,.*line=2/m);
  expect(log).toMatch(/^::error .*file=site-b\.csv,/m);
  expect(summary).toContain('Huawei');
  expect(JSON.parse(readFileSync(join(folder, 'n.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  expect(readFileSync(join(folder, 'netvet.ndjson'), 'utf8')).toContain('"type":"summary"');
}); // prettier-ignore

test('nothing fails: exit 0; incomplete: 3; no such file: 2', () => {
  const clean = run({ ...DAY, files: 'exports/wlc.csv' });
  expect(clean).toMatchObject({ code: 0, output: 'exit-code=0\n' });
  expect(clean.log).not.toContain('::error');
  writeFileSync(join(clean.folder, 'empty.csv'), 'Manufacturer,Model\n');
  expect(run({ ...DAY, files: join(clean.folder, 'empty.csv') })).toMatchObject({ code: 3, output: 'exit-code=3\n' });
  expect(run({ ...DAY, files: 'no-such-file.csv' })).toMatchObject({ code: 2, output: 'exit-code=2\n' });
});

test('what fails is as the settings say, where the job does not', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'note.csv'), 'Manufacturer,Model,Location\nAcme,X1,Huawei room\n');
  writeFileSync(join(folder, 'strict.yaml'), 'fail-on: possible\n');
  const given = { ...DAY, files: 'note.csv', config: 'strict.yaml' };
  expect(run(given, { folder })).toMatchObject({ code: 1 });
  expect(run({ ...given, 'fail-on': 'probable' }, { folder })).toMatchObject({ code: 0 });
});

test('every input is an option: a baseline, a list of its own, a threshold', () => {
  const first = run({ ...DAY, files: 'inventory.csv', 'fail-on': 'never' });
  expect(first.code).toBe(0);
  const baseline = join(first.folder, 'netvet.ndjson');
  expect(run({ ...DAY, files: 'inventory.csv', baseline }).code).toBe(0);
  writeFileSync(join(first.folder, 'acme.yaml'), 'id: acme\ntitle: ACME\nentries:\n  - vendor: {name: Aruba}\n');
  const list = `default\n${join(first.folder, 'acme.yaml')}`;
  expect(run({ ...DAY, files: 'exports/wlc.csv', list }).code).toBe(1);
  expect(run({ ...DAY, files: 'inventory.csv', profile: 'no-such-profile' }).code).toBe(2);
  const used = action.runs.steps
    .flatMap(({ env = {} }) => Object.values(env))
    .map((value) => /inputs\.([\w-]+)/.exec(value)?.[1]);
  expect(used.filter((name) => name !== undefined).sort()).toEqual(Object.keys(action.inputs).sort());
});

test('one summary a run, also of one that did not start, and never that of another run', () => {
  const folder = newFolder();
  const first = run({ ...DAY, files: 'inventory.csv' }, { folder });
  expect(first.summary.match(/^## netvet: /gm)).toHaveLength(1);
  const second = run({ ...DAY, files: 'no-such-`file`.csv' }, { folder });
  expect(second.code).toBe(2);
  expect(second.log).toContain('error: no-such-`file`.csv');
  expect(second.summary).toMatch(/^## netvet: exit 2\n\n {4}error: no-such-`file`\.csv.*\n$/);
});

test('settings are those of the folder, others, or none', () => {
  const folder = newFolder();
  writeFileSync(join(folder, '.netvet.yaml'), 'require-identity: 0\nlist: us-fcc-usf\n');
  writeFileSync(join(folder, 'other.yaml'), 'list: default\n');
  const files = 'inventory.csv';
  const of = (config: string): unknown =>
    JSON.parse(
      readFileSync(join(run({ ...DAY, files, config }, { folder }).folder, 'netvet.ndjson'), 'utf8').split('\n')[0] ??
        '',
    );
  expect(of('')).toMatchObject({ config: { path: '.netvet.yaml' }, gate: [{ place: '.netvet.yaml:1:19' }, {}] });
  expect(of('other.yaml')).toMatchObject({ config: { path: 'other.yaml' }, gate: [] });
  expect(of('none')).toMatchObject({ config: null, gate: [] });
});

test('without a built copy the package of the release is installed, never one of that name', () => {
  const folder = newFolder();
  const checkout = join(folder, 'checkout');
  mkdirSync(join(folder, 'bin'), { recursive: true });
  mkdirSync(checkout);
  cpSync(join(ROOT, 'package.json'), join(checkout, 'package.json'));
  const npm = `#!/bin/sh\necho "npm $*"\nmkdir -p "$3/node_modules" && ln -sfn '${ROOT}' "$3/node_modules/netvet"\n`;
  writeFileSync(join(folder, 'bin/npm'), npm, { mode: 0o755 });
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const job = run({ ...DAY, files: 'inventory.csv' }, { folder, actionFolder: checkout });
  expect(job).toMatchObject({ code: 1, output: 'exit-code=1\n' });
  expect(job.log).toMatch(new RegExp(`^npm install .* -- https://forge.example/OWNER/netvet/releases/download/v${version}/netvet-${version}.tgz$`, 'm'));
  const given = run({ ...DAY, files: 'inventory.csv', package: './netvet.tgz' }, { folder });
  expect(given.log).toMatch(/^npm install .* -- \.\/netvet\.tgz$/m);
}); // prettier-ignore

test('what an input holds is never run, and a file is no option', () => {
  const { code, folder } = run({ ...DAY, files: '$(touch ran)\n--fail-on=never', list: '`touch ran`', result: '"; touch ran; "' });
  expect(code).toBe(2);
  expect(existsSync(join(folder, 'ran'))).toBe(false);
}); // prettier-ignore

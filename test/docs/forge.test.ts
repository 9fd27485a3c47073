import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

// By its URL: a bundle of this file, as `mutate` makes, stands in another folder.
const { planFor } = (await import(new URL('../../bin/binary-plan.mjs', import.meta.url).href)) as {
  planFor: (platform: string, arch: string) => Readonly<Record<'target' | 'before' | 'inject' | 'after', unknown>>;
};
const read = (path: string): string => readFileSync(path, 'utf8');
const workflows = readdirSync('.github/workflows').map((name) => `.github/workflows/${name}`);

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string; readonly uses?: string }[] }>>;
} // prettier-ignore

interface Job {
  readonly needs?: string;
  readonly strategy?: { readonly matrix: { readonly os: readonly string[] } };
  readonly steps: readonly { readonly run?: string; readonly uses?: string; readonly with?: Readonly<Record<string, string>> }[];
} // prettier-ignore

test.each(workflows)('%s: actions are pinned, scripts hold no expression, nothing may write by default', (path) => {
  const { permissions, jobs } = parse(read(path)) as Workflow;
  expect(permissions).toEqual({ contents: 'read' });
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
  for (const { run = '', uses } of Object.values(jobs).flatMap(({ steps }) => steps)) {
    if (uses !== undefined) expect(read(path)).toMatch(new RegExp(`${uses} # v\\d`));
    if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/);
    expect(run).not.toContain('${{');
    for (const [, name = ''] of run.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(name);
  }
});

test('the release has an executable of each system, made and tried where it runs', () => {
  const { jobs } = parse(read('.github/workflows/release.yml')) as {
    jobs: Readonly<Record<'executable' | 'release', Job>>;
  };
  const runners = { 'ubuntu-latest': ['linux', 'x64'], 'macos-latest': ['darwin', 'arm64'], 'windows-latest': ['win32', 'x64'] } as const; // prettier-ignore
  expect(jobs.executable.strategy?.matrix.os).toEqual(Object.keys(runners));
  expect(Object.values(runners).map(([system, processor]) => planFor(system, processor).target)).toEqual([
    'release/netvet-linux-x64',
    'release/netvet-macos-arm64',
    'release/netvet-windows-x64.exe',
  ]);
  const made = jobs.executable.steps
    .map(({ run, uses, with: given }) => run ?? `${uses} ${given?.['path']}`)
    .join('\n');
  expect(made).toMatch(/npm run build:binary[^]*release\/netvet-\* check [^]*upload-artifact@\S+ release\/netvet-\*/);
  expect(jobs.release.needs).toBe('executable');
  const released = jobs.release.steps
    .map(({ run, uses, with: given }) => run ?? `${uses} ${given?.['path']}`)
    .join('\n');
  expect(released).toMatch(/download-artifact@\S+ release\n[^]*release:check[^]*gh release create/);
});

test('an executable of macOS is signed anew, and none is made for what there is no plan for', () => {
  const { before, inject, after } = planFor('darwin', 'x64');
  expect([before, inject, after]).toEqual([
    [['codesign', '--remove-signature']],
    { machoSegmentName: 'NODE_SEA' },
    [['codesign', '--sign', '-']],
  ]);
  expect(planFor('win32', 'arm64')).toMatchObject({
    target: 'release/netvet-windows-arm64.exe',
    before: [],
    after: [],
  });
  for (const [system, processor] of [
    ['aix', 'ppc64'],
    ['linux', 'ia32'],
  ] as const)
    // prettier-ignore
    expect(() => planFor(system, processor)).toThrow(`no single executable is made on ${system} ${processor}`);
  expect(read('bin/build-binary.mjs')).toMatch(/planFor\(process\.platform, process\.arch\)/);
});

test('what only an owner can fill in is marked as release:check looks for it', () => {
  expect(read('CODE_OF_CONDUCT.md')).toContain('[An owner fills in');
  expect(read('CODE_OF_CONDUCT.md')).toContain('contributor-covenant.org/version/2/1/code_of_conduct');
  for (const name of readdirSync('data/schema')) {
    const { $id } = JSON.parse(read(`data/schema/${name}`)) as { $id: string };
    expect($id).toBe(`urn:netvet:schema:${name.replace('.schema.json', '')}`);
  }
  for (const mark of ['An owner fills in', "startsWith('urn:')"]) expect(read('bin/release-check.mjs')).toContain(mark);
});

test('what a forge reads is YAML', () => {
  const templates = readdirSync('.github/ISSUE_TEMPLATE').map((name) => `.github/ISSUE_TEMPLATE/${name}`);
  for (const path of [...templates, '.github/dependabot.yml', '.pre-commit-hooks.yaml', 'action.yml'])
    expect(parse(read(path))).toBeTruthy();
});

test('the action is documented with all its inputs', () => {
  const { inputs } = parse(read('action.yml')) as { inputs: Readonly<Record<string, unknown>> };
  for (const name of Object.keys(inputs)) expect(read('docs/ci.md')).toMatch(new RegExp(`^\\|.*\`${name}\`.*\\|`, 'm'));
});

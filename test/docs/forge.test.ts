import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

const read = (path: string): string => readFileSync(path, 'utf8');
const workflows = readdirSync('.github/workflows').map((name) => `.github/workflows/${name}`);

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string; readonly uses?: string }[] }>>;
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

test('what a forge reads is YAML', () => {
  const templates = readdirSync('.github/ISSUE_TEMPLATE').map((name) => `.github/ISSUE_TEMPLATE/${name}`);
  for (const path of [...templates, '.github/dependabot.yml', '.pre-commit-hooks.yaml', 'action.yml'])
    expect(parse(read(path))).toBeTruthy();
});

test('the action is documented with all its inputs', () => {
  const { inputs } = parse(read('action.yml')) as { inputs: Readonly<Record<string, unknown>> };
  for (const name of Object.keys(inputs)) expect(read('docs/ci.md')).toMatch(new RegExp(`^\\|.*\`${name}\`.*\\|`, 'm'));
});

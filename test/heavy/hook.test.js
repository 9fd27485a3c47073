// The hook, by pre-commit, which installs netvet from git as it does for anybody.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { needs, newFolder, ROOT, run } from './run.js';

test('a commit with a banned asset does not pass', () => {
  needs('pre-commit', 'git');
  const home = newFolder();
  const repository = join(home, 'repository');
  const inventories = join(repository, 'inventories');
  const { NPM_CONFIG_USERCONFIG = join(homedir(), '.npmrc') } = process.env;
  const env = { ...process.env, HOME: home, NPM_CONFIG_USERCONFIG };
  const git = (...args) => run('git', args, { cwd: repository, env });
  const hook = () => {
    git('add', '-A');
    return run('pre-commit', ['run'], { cwd: repository, env });
  };
  mkdirSync(inventories, { recursive: true });
  git('init', '-q');
  const commit = run('git', ['rev-parse', 'HEAD']).stdout.trim();
  const settings = `{id: netvet, files: ^inventories/, args: [--as-of, '2026-11-24', --]}`;
  writeFileSync(
    join(repository, '.pre-commit-config.yaml'),
    `repos:\n  - {repo: 'file://${ROOT}', rev: ${commit}, hooks: [${settings}]}\n`,
  );
  cpSync(join(ROOT, 'test/docs/folder/exports/wlc.csv'), join(inventories, 'wlc.csv'));
  const clean = hook();
  assert.equal(clean.code, 0, clean.stdout + clean.stderr);
  cpSync(join(ROOT, 'test/docs/folder/inventory.csv'), join(inventories, 'inventory.csv'));
  const failing = hook();
  assert.equal(failing.code, 1);
  assert.match(failing.stdout, /exit code: 1[^]*Huawei/);
});

// Completion in the shells themselves; test/e2e/completion.test.ts runs the function of bash.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { EXAMPLE, needs, newFolder, ROOT, run } from './run.js';

const cwd = newFolder();
const env = { PATH: `${cwd}/bin:${process.env.PATH}`, HOME: cwd, TERM: 'dumb', LANG: 'C.UTF-8' };

before(() => {
  mkdirSync(join(cwd, 'bin'));
  symlinkSync(join(ROOT, 'bin/netvet.js'), join(cwd, 'bin/netvet'));
  copyFileSync(EXAMPLE, join(cwd, 'two words.csv'));
});

const LINES = [
  ['netvet ch', 'check'],
  ['netvet lists show us-ndaa-8', 'us-ndaa-889'],
  ['netvet check --format=sar', '--format=sarif'],
  ['netvet check -o ht', 'html='],
  ['netvet check tw', 'two'],
  ['netvet check two\\ words.csv --columns ven', 'vendor='],
];

test('fish', () => {
  needs('fish');
  for (const [line, expected] of LINES) {
    const script = `netvet completion fish | source; complete -C '${line}'`;
    assert.match(run('fish', ['--no-config', '-c', script], { cwd, env }).stdout, new RegExp(`^${expected}`), line);
  }
});

test('zsh', () => {
  needs('zsh');
  for (const [line, expected] of LINES) {
    // A terminal of its own in which the line is typed; the shell then prints what stands on it.
    const script = `zmodload zsh/zpty
zpty z 'zsh -f -i'
zpty -w z 'PS1=; autoload -Uz compinit; compinit -u; source <(netvet completion zsh); show() { print -r -- "<$BUFFER>"; zle kill-buffer }; zle -N show; bindkey "^X" show; print ready'
zpty -r z out '*ready*ready*'
zpty -n -w z ${JSON.stringify(line)}$'\\t\\x18'
zpty -r z out '*<*>*'
print -r -- "$out"`;
    const { stdout } = run('zsh', ['-f', '-c', script], { cwd, env, timeout: 30_000 });
    assert.ok(stdout.includes(`${line.split(' ').slice(0, -1).join(' ')} ${expected}`), `${line}: ${stdout}`);
  }
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { bash, newFolder } from './binary.ts';
import { posixTest as test } from '../posix.ts';

/** What bash puts on the line, from what readline would tell the function. */
async function completed(line: string, words: readonly string[]): Promise<readonly string[]> {
  const cwd = newFolder();
  writeFileSync(join(cwd, 'two words.csv'), 'Asset Tag,Hersteller\n1,Huawei\n');
  const quoted = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const { stdout, stderr } = await bash(
    // `command netvet` leaves functions out: in the script it is the real binary.
    `command() { shift; netvet "$@"; }; compopt() { :; }; source <(netvet completion bash)
COMP_WORDS=(netvet ${quoted}); COMP_CWORD=${words.length}; COMP_LINE='${line.replaceAll("'", "'\\''")}'; COMP_POINT=\${#COMP_LINE}
_netvet; printf '%s\\n' "\${COMPREPLY[@]}"`,
    cwd,
  );
  expect(stderr).toBe('');
  return stdout.split('\n').filter((value) => value !== '');
}

test.each([
  ['netvet ch', ['ch'], ['check']],
  // Readline cuts words at `=`.
  ['netvet check -o ht', ['check', '-o', 'ht'], ['html=']],
  ['netvet check -o flagged=', ['check', '-o', 'flagged', '='], []],
  ['netvet check --columns ven', ['check', '--columns', 'ven'], ['vendor=']],
  ['netvet check --format=sa', ['check', '--format', '=', 'sa'], ['sarif']],
  // What is typed is never run.
  ['netvet check $(touch ran) --fail-on=n', ['check', '$(touch ran)', '--fail-on', '=', 'n'], ['never']],
])('%s', async (line, words, expected) => {
  expect(await completed(line, words)).toEqual(expected);
}); // prettier-ignore

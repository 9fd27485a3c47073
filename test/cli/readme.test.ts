import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { netvet } from './run.ts';

/** `console` blocks of the README: a command, and what it prints. A line `...` stands for any lines. */
const readme = readFileSync('README.md', 'utf8');
const blocks = Array.from(
  readme.matchAll(/^```console\n\$ netvet (.*)\n([^]*?)^```$/gm),
  ([, command = '', output = '']) => ({
    command,
    output,
  }),
);
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const wordsOf = (command: string): readonly string[] =>
  Array.from(command.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, plain]) => quoted ?? plain ?? '');
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const pattern = (output: string): RegExp =>
  new RegExp(
    `^${output
      .split(/^\.\.\.\n/m)
      .map(escaped)
      .join('[^]*')}$`,
  );

describe('what the README shows is what netvet prints', () => {
  test('there is something to run', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(2);
  });

  test.each(blocks)('netvet $command', async ({ command, output }) => {
    const { stdout } = await netvet(wordsOf(command));
    expect(stdout.replace('netvet 1.2.3', `netvet ${version}`)).toMatch(pattern(output));
  });
});

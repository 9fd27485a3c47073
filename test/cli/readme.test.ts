import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { FORMAT_NAMES } from '../../src/report/registry.ts';
import { emptyFolder, netvet } from './run.ts';

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

/** The YAML block that begins so. */
const yaml = (start: string): string =>
  Array.from(readme.matchAll(/^```yaml\n([^]*?)^```$/gm), ([, text = '']) => text).find((text) =>
    text.startsWith(start),
  ) ?? `no block ${start}`;

/** Lines of shell that run netvet and nothing else. */
const commands = Array.from(
  readme.matchAll(/^(?:- run: npx )?netvet ([a-z][^|\n]*?)(?: +#.*)?$/gm),
  ([, command = '']) => command,
);

describe('what the README says to write and to type is right', () => {
  let cwd = '';
  const run = (command: string) => netvet(wordsOf(command), { cwd });

  beforeAll(async () => {
    cwd = emptyFolder();
    writeFileSync(
      join(cwd, 'inventory.csv'),
      'Hersteller,Model,Purchase Date\nHuawei,S5720,2021-01-01\nCisco,C9300,2020-01-01\n',
    );
    writeFileSync(join(cwd, 'acme.yaml'), yaml('id: acme'));
    writeFileSync(join(cwd, 'our-list.yaml'), yaml('id: acme'));
    writeFileSync(join(cwd, 'waivers.yaml'), yaml('waivers:'));
    await run('check inventory.csv -q -o ndjson=accepted.ndjson');
  });

  test('the list, the waivers and the settings', async () => {
    expect(await run('lists validate acme.yaml')).toMatchObject({ code: 0, stdout: 'acme.yaml: a valid list\n' });
    expect(await run('waivers validate waivers.yaml')).toMatchObject({
      code: 0,
      stdout: 'waivers.yaml: 2 valid waivers\n',
    });
    writeFileSync(join(cwd, 'settings.yaml'), yaml('list:'));
    expect(await run('check inventory.csv -q --config settings.yaml')).toMatchObject({ code: 1, stderr: '' });
  });

  test('there are commands', () => {
    expect(commands.length).toBeGreaterThan(5);
  });

  test.each(commands)('netvet %s', async (command) => {
    const { code, stderr } = await run(command);
    expect(stderr).toBe('');
    expect([0, 1]).toContain(code);
  });

  test('every option that it names is one', async () => {
    const help = await Promise.all(['check', 'report', 'explain'].map((name) => run(`${name} --help`)));
    const known = help.map(({ stdout }) => stdout).join('');
    for (const [, option = ''] of readme.matchAll(/`(--[a-z-]+)/g)) expect(known).toContain(`${option} `);
  });

  test('every format has a line in the table of reports', () => {
    for (const name of FORMAT_NAMES) expect(readme).toMatch(new RegExp(`^\\|.*\`${name}\`.*\\|`, 'm'));
  });
});

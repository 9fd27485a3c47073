import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { FORMAT_NAMES } from '../../src/report/registry.ts';
import { emptyFolder, netvet } from './run.ts';

/** What `completion next` offers, values only; `:paths` stands for paths. */
async function offered(words: readonly string[], cwd = emptyFolder()): Promise<readonly string[]> {
  const { code, stdout, stderr } = await netvet(['completion', 'next', '--', ...words], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n').slice(0, -1).map((line) => line.split('\t')[0] ?? '');
} // prettier-ignore

describe('what can be typed next', () => {
  test.each([
    [['ch'], ['check']],
    [['lists', 'sh'], ['show']],
    [
      ['lists', 'show', 'uk-d'],
      ['uk-designated-vendors', ':paths'],
    ],
    [['vendors', 'show', 'hikv'], ['hikvision']],
    [['check', '--fail-on', 'pro'], ['probable']],
    [['check', '--fail-on=pro'], ['--fail-on=probable']],
    [['check', '--fail-on-status', 'banned,w'], ['banned,waived']],
    [['check', '-f', 'sa'], ['sarif']],
    [['check', '-f', 'flag'], []],
    [
      ['lists', '-f', ''],
      ['text', 'json'],
    ],
    [['check', '-o', 'flag'], ['flagged=']],
    [['check', '-o', 'flagged='], [':paths']],
    [['check', '--output=html='], [':paths']],
    [
      ['check', '-l', 'de-5'],
      ['de-5g', ':paths'],
    ],
    [['check', '--profile', 'uk-t'], ['uk-telecom']],
    [['check', '--waivers', ''], [':paths']],
    [['check', '--as-of', ''], []],
    [['check', '--columns', 'ven'], ['vendor=']],
    [['check', '--as-of', '2026-11-24', ''], [':paths']],
    [['check', '--', '--x'], []],
    [['explain', ''], [':paths']],
    [['report', ''], [':paths']],
    [['completion', 'z'], ['zsh']],
    [['schema', 'wai'], ['waivers']],
    [['lists', 'search', ''], []],
    [['no-such-command', 'ch'], []],
  ])('%j: %j', async (words, expected) => {
    expect(await offered(words)).toEqual(expected);
  });

  test('options, and every format', async () => {
    expect(await offered(['check', '--no'])).toEqual(['--no-header', '--no-color', '--no-config']);
    expect(await offered(['report', '--'])).toContain('--mixed');
    expect(await offered(['check', '-o', ''])).toEqual(FORMAT_NAMES.map((name) => `${name}=`));
  });
});

test.each(['bash', 'zsh', 'fish'])('there is a script for %s', async (shell) => {
  const { code, stdout } = await netvet(['completion', shell]);
  expect(code).toBe(0);
  expect(stdout).toContain('completion next --');
});

test('of another shell the known ones are named', async () => {
  expect(await netvet(['completion', 'tcsh'])).toMatchObject({ code: 2, stdout: '' });
});

test('the schemas are those of the package, which has none of words', async () => {
  const files = readdirSync('data/schema').filter((name) => !name.startsWith('words-'));
  const { stdout } = await netvet(['schema']);
  expect(stdout.split('\n')).toEqual([...files.map((name) => name.replace('.schema.json', '')).sort(), '']);
});

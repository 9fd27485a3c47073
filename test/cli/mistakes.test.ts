import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { INPUT_FORMATS } from '../../src/inventory/formats.ts';
import { FORMATS } from '../../src/report/registry.ts';
import { emptyFolder, netvet } from './run.ts';

let cwd = '';

beforeAll(() => {
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'site.csv'), 'Manufacturer,Model\nCisco,C9300\n');
  writeFileSync(join(cwd, 'empty.csv'), '');
});

/** What was typed, a word a word, and all that stderr then says. */
const MISTAKES: readonly (readonly [typed: string, says: string])[] = [
  ['chek site.csv', "unknown command 'chek' (did you mean check?)"],
  ['inspect', "unknown command 'inspect' (see netvet --help)"],
  ['site.csv', "unknown command 'site.csv' (did you mean: netvet check site.csv)"],
  ['check', "missing required argument 'FILE' (see netvet check --help)"],
  ['check site.csv --fail-om possible', "unknown option '--fail-om' (did you mean --fail-on?)"],
  ['check site.csv -x', "unknown option '-x' (see netvet check --help)"],
  ['check site.csv --fail-on probabel', "--fail-on: 'probabel' is not valid (did you mean probable?)"],
  ['check site.csv --input-format cvs', "--input-format: 'cvs' is not valid (did you mean csv?)"],
  ['check site.csv -f jsn', "--format: 'jsn' is not valid (did you mean json?)"],
  ['check site.csv -f flagged', "--format: 'flagged' is not valid (write it to a file: -o flagged=PATH)"],
  ['check site.csv -o', '--output needs a value (see netvet check --help)'],
  ['check site.csv -o json', "--output: 'json' is not valid (expected FORMAT=PATH, such as json=result.json)"],
  ['check site.csv -o jsn=x', "--output: 'jsn=x' is not valid (jsn is not a format: did you mean json?)"],
  ['check site.csv -f csv -o json=-', "--output: 'json=-' is not valid (to standard output: -f json)"],
  [
    'check site.csv --as-of 24.11.2026',
    "--as-of: '24.11.2026' is not valid (expected a valid date, such as 2026-11-24)",
  ],
  ['check site.csv --columns vendr=X', "--columns: 'vendr=X' is not valid (unknown field vendr: did you mean vendor?)"],
  ['check site.csv --columns vendor=Mk', "site.csv: no column 'Mk' (expected one of: Manufacturer, Model)"],
  ['check - --baseline -', 'standard input cannot be read twice (use - once, and name a file)'],
  ['check site.csv -l us-fcc-coverd', "unknown list 'us-fcc-coverd' (did you mean us-fcc-covered?)"],
  ['check site.csv -l 889', "unknown list '889' (did you mean us-ndaa-889?)"],
  ['check site.csv --profile uk-telekom', "unknown profile 'uk-telekom' (did you mean uk-telecom?)"],
  ['explain site.csv', 'site.csv is a file (to explain a row: FILE:LINE, or FILE#/POINTER)'],
  ['schema lst', "NAME: 'lst' is not valid (did you mean list?)"],
  ['check site.csv -l uk-telecom', "unknown list 'uk-telecom' (uk-telecom is a profile: --profile uk-telecom)"],
  ['lists show huawei', "unknown list 'huawei' (huawei is a vendor: netvet vendors show huawei)"],
  ['vendors show us-ndaa-889', "unknown vendor 'us-ndaa-889' (us-ndaa-889 is a list: --list us-ndaa-889)"],
  [
    'check site.csv --require-identity 101%',
    "--require-identity: '101%' is not valid (expected a whole number from 0 to 100)",
  ],
  [
    'check site.csv --max-list-age 99999',
    "--max-list-age: '99999' is not valid (expected a whole number from 0 to 36500)",
  ],
  ['lists us-ndaa-889', "unknown command 'lists us-ndaa-889' (did you mean: netvet lists show us-ndaa-889)"],
  ['lists shwo us-ndaa-889', "unknown command 'lists shwo' (did you mean show?)"],
  ['lists import site.csv', "unknown command 'lists import' (expected one of: show, search, validate, diff)"],
  ['completion tcsh', "SHELL: 'tcsh' is not valid (expected one of: bash, zsh, fish)"],
  ['completion bsh', "SHELL: 'bsh' is not valid (did you mean bash?)"],
  ['lists show', "missing required argument 'ID|FILE' (see netvet lists show --help)"],
  ['vendors huawei', "unknown command 'vendors huawei' (did you mean: netvet vendors show huawei)"],
  ['waivers add 1', "required option '--from <RESULT>' not specified (see netvet waivers add --help)"],
  ['waivers check w.yaml', "unknown command 'waivers check' (expected one of: validate, prune, add)"],
  ['explain Huawei S5720', "too many arguments for 'explain': expected 1, found 2 (quote what holds spaces)"],
  [
    'report site.csv',
    'site.csv: is not a result of netvet (expected what netvet check --format ndjson (or json) wrote)',
  ],
];

describe('a mistake is named in one line, with what to do about it', () => {
  test.each(MISTAKES)('netvet %s', async (typed, says) => {
    expect(await netvet(typed.split(' '), { cwd })).toEqual({ code: 2, stdout: '', stderr: `error: ${says}\n` });
  });
});

describe('an empty argument, such as a variable of the shell that is not set, is never taken for the current folder', () => {
  test.each([
    [['check', ''], 'argument 2'],
    [['check', 'site.csv', '--waivers', ''], 'argument 4'],
    [['check', 'site.csv', '--baseline='], '--baseline'],
    [['check', '--', ''], 'argument 3'],
  ])('%j', async (args, what) => {
    const stderr = `error: ${what} is empty (is a variable of the shell not set?)\n`;
    expect(await netvet(args, { cwd })).toEqual({ code: 2, stdout: '', stderr });
  });
});

describe('help', () => {
  test('names every format', async () => {
    const { stdout } = await netvet(['check', '--help']);
    const words = new Set(stdout.split(/[\s,:]+/));
    for (const name of [...Object.keys(FORMATS), ...INPUT_FORMATS.map((format) => format.name)])
      expect(words).toContain(name);
  });

  test('names no default of what report takes over from the results', async () => {
    const defaultsOf = async (command: string) => {
      const [, failing = ''] = /\nFailing.*\n([^]*?)\n\n/.exec((await netvet([command, '--help'])).stdout) ?? [];
      return Array.from(failing.matchAll(/\(default: (\w+)\)/g), ([, usual]) => usual);
    };
    expect([await defaultsOf('check'), await defaultsOf('report')]).toEqual([['probable', 'banned', '80'], []]);
  });

  test.each(['', 'check ', 'explain ', 'lists diff ', 'waivers add '])('netvet %s--help ends with 0', async (words) => {
    const { code, stdout, stderr } = await netvet(`${words}--help`.split(' '));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Usage: netvet ${words}[options] `);
  });
});

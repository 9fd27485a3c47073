import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { FORMAT_NAMES } from '../../src/report/registry.ts';
import { emptyFolder, events, netvet } from '../cli/run.ts';
import { someOf } from '../seeded.ts';

const FOLDER = join('test', 'cases');
/** What report may be given instead of the run that it reports. */
const DECIDING = [
  '--fail-on',
  '--fail-on-status',
  '--deadline-within',
  '--require-identity',
  '--waivers',
  '--baseline',
];
/** Of reports, which say the same whatever their format. */
const REPORTING = ['-f', '--format', '-o', '--output', '--group-by', '--color'];

interface Case {
  readonly name: string;
  readonly stdin: string;
  /** Which inputs are read, and how they are judged. */
  readonly judging: readonly string[];
  readonly deciding: readonly string[];
}

/** The runs of test/cases that check something, without what they write. */
const ALL = readdirSync(FOLDER).flatMap((name): readonly Case[] => {
  const [verb, ...args] = readFileSync(join(FOLDER, name, 'args'), 'utf8')
    .split('\n')
    .filter((arg) => arg !== '' && arg !== '-q');
  if (verb !== 'check' || args.includes('--print-config')) return [];
  const [judging, deciding]: [string[], string[]] = [[], []];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const to = DECIDING.includes(arg) ? deciding : REPORTING.includes(arg) ? [] : judging;
    to.push(arg);
    if (to !== judging) to.push(args[(at += 1)] ?? '');
  }
  const stdin = join(FOLDER, name, 'stdin');
  return [{ name, stdin: existsSync(stdin) ? readFileSync(stdin, 'utf8') : '', judging, deciding }];
});

const CASES = someOf(ALL);

/** Formats that can be made from a result: the flagged copy needs the inventory, the draft a list of its form. */
const FORMATS = FORMAT_NAMES.filter((name) => !['flagged', 'far-889', 'ndjson'].includes(name));

/** What only one of the two commands can know: that a result was put together, and the command that explains a row. */
function alike(format: string, text: string): string {
  const known = text.replace(/^Details: .*\n/m, '');
  return format === 'json' ? known.replace(/"results":\[[^\]]*\]/, '"results":[]') : known;
}

describe('check and report add up a run alike, and write the same in every format', () => {
  test.each(CASES)('$name', async ({ name, stdin, judging, deciding }) => {
    const cwd = join(FOLDER, name);
    const folder = emptyFolder();
    const pathOf = (kind: string, format: string) => join(folder, `${kind}.${format}`);
    const outputs = (kind: string) =>
      [...FORMATS, 'ndjson'].flatMap((format) => ['-o', `${format}=${pathOf(kind, format)}`]);
    const checked = await netvet(['check', ...judging, ...deciding, '-q', ...outputs('check')], { cwd, stdin });
    const path = pathOf('check', 'ndjson');
    // The check did not start.
    if (!existsSync(path)) return;
    const result = readFileSync(path, 'utf8');
    const [run, ...expected] = events(result);
    // A report does not take over `never`. Where only the settings say it, the two may differ.
    const isNever = JSON.stringify(run?.['options']).includes('"fail-on":"never"');
    if (isNever && !deciding.includes('never')) return;
    const never = [...(isNever ? ['--fail-on', 'never'] : []), ...judging.filter((word) => word === '-v')];
    const same = await netvet(['report', path, '-q', ...never, ...outputs('report')], { cwd });
    const reported = events(readFileSync(pathOf('report', 'ndjson'), 'utf8'));
    expect({ code: same.code, events: reported.slice(1) }).toEqual({ code: checked.code, events: expected });
    for (const format of FORMATS) {
      const [one, other] = ['check', 'report'].map((kind) => readFileSync(pathOf(kind, format)));
      if (format === 'xlsx') expect(one?.equals(other as Buffer)).toBe(true);
      else expect(alike(format, String(other))).toBe(alike(format, String(one)));
    }
    if (deciding.length === 0) return;
    const plain = await netvet(['check', ...judging, '-f', 'ndjson'], { cwd, stdin });
    for (const given of [plain.stdout, result]) {
      const decided = await netvet(['report', '-', '-f', 'ndjson', ...deciding], { cwd, stdin: given });
      expect(decided.code).toBe(checked.code);
      expect(events(decided.stdout).slice(1)).toEqual(expected);
    }
  });
});

test('sites and vendors stand by how much was found of them, and by name where that is alike', async () => {
  const cwd = emptyFolder();
  const rows = ['ZTE,C', 'Hikvision,B', 'Dahua,A', 'ZTE,B'].map((row, at) => `H${at},${row}\n`);
  writeFileSync(join(cwd, 'a.csv'), `Serial,Vendor,Site\n${rows.join('')}`);
  const { stdout } = await netvet(['check', 'a.csv', '-f', 'json'], { cwd });
  const { summary } = JSON.parse(stdout) as { summary: { sites: object; findings: { vendor: object } } };
  expect(Object.keys(summary.sites)).toEqual(['B', 'A', 'C']);
  expect(Object.keys(summary.findings.vendor)).toEqual(['zte', 'dahua', 'hikvision']);
});

test('two sites put together are one run over both, in every format', async () => {
  const cwd = emptyFolder();
  writeFileSync(
    join(cwd, 'a.csv'),
    'Vendor,Model,Serial,Site,Type\nHikvision,DS-2CD2143G2-I,H1,North,\n,,,North,router\n',
  );
  writeFileSync(
    join(cwd, 'b.csv'),
    'Vendor,Model,Serial,Site,Type\nSwann,NVR4216,S1,South,\nZTE,MF286D,Z1,North,router\n,,,,\n',
  );
  const outputs = (kind: string) => FORMATS.flatMap((format) => ['-o', `${format}=${kind}.${format}`]);
  await netvet(['check', 'a.csv', '-q', '-o', 'ndjson=a.ndjson'], { cwd });
  await netvet(['check', 'b.csv', '-q', '-o', 'ndjson=b.ndjson'], { cwd });
  await netvet(['check', 'a.csv', 'b.csv', '-q', ...outputs('one')], { cwd });
  await netvet(['report', 'a.ndjson', 'b.ndjson', '-q', ...outputs('two')], { cwd });
  for (const format of FORMATS.filter((name) => name !== 'xlsx')) {
    const [one = '', two = ''] = ['one', 'two'].map((kind) => readFileSync(join(cwd, `${kind}.${format}`), 'utf8'));
    expect(alike(format, two)).toBe(alike(format, one));
  }
});

test('rows without a usable MAC are told alike of a table and of the same table as a command prints it', async () => {
  const cwd = emptyFolder();
  const [mac, other] = ['0a1b.2c3d.4e5f', '1a2b.3c4d.5e6f'];
  writeFileSync(join(cwd, 'arp.csv'), `IP,MAC\n10.0.0.1,${mac}\n10.0.0.2,${other}\n`);
  writeFileSync(
    join(cwd, 'arp.txt'),
    `sw1#show ip arp
Protocol  Address          Age (min)  Hardware Addr   Type   Interface
Internet  10.0.0.1                -   ${mac}  ARPA   Vlan1
Internet  10.0.0.2                4   ${other}  ARPA   Vlan1
`,
  );
  const told = async (name: string) => {
    const { code, stdout } = await netvet(['check', name, '-f', 'ndjson'], { cwd });
    const items = events(stdout).filter(({ kind }) => kind === 'not-judged');
    return { code, said: items.map(({ why, do: advice }) => [why, advice]) };
  };
  const said = ['no usable vendor, model or MAC', 'fill them in'];
  expect(await told('arp.csv')).toEqual({ code: 3, said: [said, said] });
  expect(await told('arp.txt')).toEqual(await told('arp.csv'));
});

test.each([
  ['Total,2,', 2],
  ['Total,10.0.0.9,', 3],
])('what stands below addresses is a sum where it is no address: %s', async (line, rows) => {
  const stdin = `Name,IP,Vendor\nsw1,10.0.0.1,Cisco\nsw2,10.0.0.2,Cisco\n${line}\n`;
  const { stdout } = await netvet(['check', '-', '-f', 'ndjson'], { stdin });
  expect((events(stdout).at(-1)?.['inputs'] as { rows: number }[])[0]?.rows).toBe(rows);
});

test('a copy of the inventory as a report beside it changes nothing of what is said: sums and terms are no rows', async () => {
  const cwd = emptyFolder();
  const rows = 'Vendor,Model,Serial\nCisco,C9300-24P,FCW1\nJuniper,EX2300-24T,JW02\nTotal,2,\n';
  writeFileSync(join(cwd, 'a.csv'), rows);
  const run = async (...more: string[]) => netvet(['check', 'a.csv', '-f', 'ndjson', ...more], { cwd });
  const { code, stdout } = await run();
  expect(code).toBe(0);
  expect(events(stdout).filter(({ kind }) => kind === 'not-judged')).toEqual([]);
  expect((await run('-o', 'flagged=b.csv')).stdout).toBe(stdout);
});

test.each([
  ['', 'no data rows: nothing was checked'],
  ['Nothing to see here.\n', 'no line is a row that names a vendor, model or MAC'],
  [
    'The recorder at the gate, a Hikvision DS-7732NI-K4, does not answer.\n',
    'no line is a row that names a vendor, model or MAC',
  ],
])('a text without rows says so once, and what was found in it all the same: %j', async (text, message) => {
  const { stdout } = await netvet(['check', '-', '--input-format', 'text', '-f', 'ndjson'], { stdin: text });
  const none = events(stdout).filter(({ code }) => code === 'no-rows');
  expect(none.map((problem) => problem['message'])).toEqual([message]);
});

test.each([
  ['--sheet', 'S1', '--sheet was not used: no input is a workbook'],
  ['--delimiter', ';', ''],
  ['--input-format', 'text', ''],
])('an option of a form that no input has is said not to be used: %s', async (option, value, said) => {
  const run = await netvet(['check', '-', '-f', 'csv', option, value], { stdin: 'Vendor;Model\nCisco;C9300-24P\n' });
  expect(run.stderr).toBe(said === '' ? '' : `warning: ${said}\n`);
});

import { Option } from 'commander';
import { DEFAULT_FAILING } from '../app/options.ts';
import type { CheckOptions, FailingOptions, JudgingOptions, ReadingOptions } from '../app/options.ts';
import type { Field } from '../core/fields.ts';
import type { Confidence, Status } from '../core/finding.ts';
import { CONFIDENCES, STATUSES } from '../core/finding.ts';
import { INPUT_FORMATS } from '../inventory/formats.ts';
import { FORMAT_NAMES, formatEntry } from '../report/registry.ts';
import type { FormatName } from '../report/registry.ts';
import type { ReportOptions } from '../report/reporter.ts';
import type { ColourFlag } from './output/colour.ts';
import * as parse from './parsers.ts';

/** Options as the user gave them, by the name commander gives them. */
export interface ReadingFlags {
  columns?: readonly string[];
  delimiter?: string;
  encoding?: string;
  skipLines: number;
  header: boolean;
  inputFormat?: string;
  sheet?: string;
}

export interface JudgingFlags {
  list?: readonly string[];
  profile?: readonly string[];
  asOf?: string;
  judgeAt: JudgingOptions['judgeAt'];
  data?: string;
}

export interface FailingFlags {
  failOn: Confidence | 'never';
  failOnStatus?: readonly Status[];
  requireIdentity: number;
  deadlineWithin?: number;
  maxListAge?: number;
  strictWaivers?: true;
  waivers?: string;
  baseline?: string;
}

export interface ReportingFlags {
  format?: FormatName;
  output?: readonly string[];
  quiet?: true;
  verbose?: true;
  color?: ColourFlag;
  groupBy: ReportOptions['groupBy'];
}

export interface PartFlags {
  part?: string;
  inputName?: string;
}

export type CheckFlags = ReadingFlags & JudgingFlags & FailingFlags & ReportingFlags & PartFlags & { config?: string };

export const readingOptions = (): Option[] => [
  new Option(
    '--columns <FIELD=HEADER>',
    'what a column holds, such as vendor=Hersteller; #3 is the third (repeatable)',
  ).argParser(parse.each(parse.columnOverride)),
  new Option(
    '-d, --delimiter <CHARACTER>',
    "what separates cells, also 'tab', 'comma', 'semicolon', 'pipe' or 'space'",
  ).argParser(parse.delimiter),
  new Option('-e, --encoding <NAME>', 'how the file is encoded, such as windows-1252'),
  new Option('--skip-lines <COUNT>', 'lines above the header').argParser(parse.wholeNumber(0, 1_000_000)).default(0),
  new Option('--no-header', 'the first line is data'),
  new Option(
    '--input-format <NAME>',
    `what the input is, whatever it looks like: ${INPUT_FORMATS.map(({ name }) => name).join(', ')}`,
  ),
  new Option('--sheet <NAME>', 'the sheet of a workbook'),
];

export const judgingOptions = (): Option[] => [
  new Option('-l, --list <ID|FILE>', "a list, a list file of yours, 'default' or 'all' (repeatable)").argParser(
    parse.each(),
  ),
  new Option(
    '--profile <NAME>',
    'the lists that bind a kind of organisation, such as uk-telecom (repeatable)',
  ).argParser(parse.each()),
  new Option('--as-of <DAY>', 'judge as of this day (default: today in UTC)').argParser(parse.day),
  new Option('--judge-at <WHEN>', 'as-of, or acquired: each row on its own acquisition date')
    .argParser(parse.oneOf(['as-of', 'acquired']))
    .default('as-of', 'as-of'),
  dataOption(),
];

/** Newer knowledge than what is shipped. */
export const dataOption = (): Option =>
  new Option('--data <DIR>', 'vendors, lists and words of this folder instead of those that are shipped');

export const failingOptions = (): Option[] => [
  new Option('--fail-on <CONFIDENCE>', 'the weakest confidence that fails: confirmed, probable, possible or never')
    .argParser(parse.oneOf([...CONFIDENCES, 'never']))
    .default(DEFAULT_FAILING.fail.confidence, 'probable'),
  new Option(
    '--fail-on-status <STATUS,...>',
    `the statuses that fail: ${STATUSES.join(', ')} (default: banned)`,
  ).argParser(parse.someOf(STATUSES)),
  new Option('--require-identity <PERCENT>', 'the share of rows that must have something to judge')
    .argParser(parse.percent)
    .default(DEFAULT_FAILING.requireIdentity),
  new Option('--deadline-within <DAYS>', 'fail also on a deadline or an upcoming rule this near').argParser(
    parse.wholeNumber(0, 36_500),
  ),
  new Option('--max-list-age <DAYS>', 'a list checked longer ago makes the run incomplete').argParser(
    parse.wholeNumber(0, 36_500),
  ),
  new Option('--waivers <FILE>', 'reasoned, dated decisions not to fail (YAML)'),
  new Option('--strict-waivers', 'waivers that are unused or expired are an error'),
  new Option('--baseline <RESULT>', 'fail only on what this earlier result (json or ndjson) does not have'),
];

const OF_REPORT = [
  '--fail-on',
  '--fail-on-status',
  '--require-identity',
  '--deadline-within',
  '--waivers',
  '--baseline',
];

/** Those that netvet report takes as check does; what is not given is as the results were made. */
export const redecidingOptions = (): Option[] =>
  failingOptions()
    .filter(({ long }) => OF_REPORT.includes(long ?? ''))
    .map((option) => option.default(undefined));

const ON_STDOUT = FORMAT_NAMES.filter((name) => formatEntry(name).fileOnly !== true);

export const reportingOptions = (): Option[] => [
  new Option('-f, --format <NAME>', `what stdout gets: ${ON_STDOUT.join(', ')} (default: text)`).argParser(
    parse.format,
  ),
  new Option(
    '-o, --output <FORMAT=PATH>',
    'a report to a file (repeatable); also xlsx: a workbook, and flagged: your own file with the findings added',
  ).argParser(parse.each(parse.output)),
  new Option('-q, --quiet', 'nothing on stdout; -o is still written'),
  new Option('-v, --verbose', 'every finding, problem and row that was not judged'),
  new Option('--group-by <KEY>', 'how text groups findings: vendor, site, list or none')
    .argParser(parse.oneOf(['vendor', 'site', 'list', 'none']))
    .default('vendor', 'vendor'),
  new Option('--color <WHEN>', 'auto, always or never (default: auto)').argParser(
    parse.oneOf(['auto', 'always', 'never']),
  ),
  new Option('--no-color', 'the same as --color never'),
];

export const partOptions = (): Option[] => [
  new Option(
    '--part <I/N>',
    'judge only the I-th of N parts of the file; netvet report puts the results together',
  ).argParser(parse.part),
  new Option('--input-name <NAME>', 'what standard input is called in results'),
];

export const configOption = (): Option =>
  new Option('--config <FILE>', 'settings (default: .netvet.yaml when it is there)');

/** Reading options; their parsers have checked them. */
export function toReading(flags: ReadingFlags): ReadingOptions {
  return {
    columns: (flags.columns ?? []).map((text) => {
      const at = text.indexOf('=');
      return { field: text.slice(0, at) as Field, header: text.slice(at + 1) };
    }),
    delimiter: flags.delimiter === undefined ? null : parse.delimiterOf(flags.delimiter),
    encoding: flags.encoding ?? null,
    skipLines: flags.skipLines,
    noHeader: !flags.header,
    inputFormat: flags.inputFormat ?? null,
    sheet: flags.sheet ?? null,
  };
}

/** Judging options; without `--as-of` as of today. */
export function toJudging(flags: JudgingFlags, today: string): JudgingOptions {
  return {
    lists: flags.list ?? [],
    profiles: flags.profile ?? [],
    asOf: flags.asOf ?? today,
    judgeAt: flags.judgeAt,
  };
}

function toFailing(flags: FailingFlags): FailingOptions {
  return {
    fail: {
      confidence: flags.failOn,
      statuses: flags.failOnStatus ?? DEFAULT_FAILING.fail.statuses,
      deadlineWithin: flags.deadlineWithin ?? null,
    },
    requireIdentity: flags.requireIdentity,
    maxListAge: flags.maxListAge ?? null,
    strictWaivers: flags.strictWaivers === true,
  };
}

export type RunSettings = Pick<CheckOptions, 'config' | 'effective'>;

/** All options of a run; `effective` is what a result records of them. */
export function toCheckOptions(
  inputs: readonly string[],
  flags: CheckFlags,
  today: string,
  { config, effective }: RunSettings,
): Omit<CheckOptions, 'everyRow'> {
  return {
    inputs,
    inputName: flags.inputName ?? null,
    part: flags.part === undefined ? null : parse.partOf(flags.part),
    reading: toReading(flags),
    judging: toJudging(flags, today),
    failing: toFailing(flags),
    waivers: flags.waivers ?? null,
    baseline: flags.baseline ?? null,
    config,
    effective,
  };
}

import { Option } from 'commander';
import type { Command } from 'commander';
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
  listSource?: readonly string[];
  profile?: readonly string[];
  asOf?: string;
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

export type CheckFlags = ReadingFlags & JudgingFlags & FailingFlags & ReportingFlags & { inputName?: string };

export const readingOptions = (): Option[] => [
  new Option('--columns <FIELD=HEADER>', 'what a column holds: vendor=Hersteller, or vendor=#3 (repeatable)').argParser(
    parse.each(parse.columnOverride),
  ),
  new Option(
    '-d, --delimiter <CHARACTER>',
    'between cells: a character, or tab, comma, semicolon, pipe, space',
  ).argParser(parse.delimiter),
  new Option('-e, --encoding <NAME>', 'how the file is encoded, such as windows-1252'),
  new Option('--skip-lines <COUNT>', 'lines above the header').argParser(parse.wholeNumber(0, 1_000_000)).default(0),
  new Option('--no-header', 'the first line is data'),
  new Option('--input-format <NAME>', `force the input format: ${INPUT_FORMATS.map(({ name }) => name).join(', ')}`),
  new Option('--sheet <NAME>', 'the sheet of a workbook'),
];

export const judgingOptions = (): Option[] => [
  new Option('-l, --list <ID|FILE>', 'a list, your own list file, default or all (repeatable)').argParser(parse.each()),
  listSourceOption(),
  new Option('--profile <NAME>', 'lists that bind an organisation, such as uk-telecom (repeatable)').argParser(
    parse.each(),
  ),
  new Option('--as-of <DAY>', 'judge as of this day (default: today in UTC)').argParser(parse.day),
  dataOption(),
];

/** Which part of an official file is meant. */
export const listSourceOption = (): Option =>
  new Option('--list-source <NAME>', 'of official files, only what this source lists (repeatable)').argParser(
    parse.each(),
  );

/** Newer knowledge than what is shipped. */
export const dataOption = (): Option =>
  new Option('--data <DIR|FILE.tgz>', 'vendors, lists and words of this data package, not the shipped ones');

export const failingOptions = (): Option[] => [
  new Option('--fail-on <CONFIDENCE>', 'fail at confirmed, probable, possible or never')
    .argParser(parse.oneOf([...CONFIDENCES, 'never']))
    .default(DEFAULT_FAILING.fail.confidence, 'probable'),
  new Option(
    '--fail-on-status <STATUS,...>',
    `the statuses that fail: ${STATUSES.join(', ')} (default: banned)`,
  ).argParser(parse.someOf(STATUSES)),
  new Option('--require-identity <PERCENT>', 'exit 3 if fewer rows name a vendor, model or MAC')
    .argParser(parse.percent)
    .default(DEFAULT_FAILING.requireIdentity),
  new Option('--deadline-within <DAYS>', 'also fail if a deadline or an upcoming rule is within DAYS').argParser(
    parse.wholeNumber(0, 36_500),
  ),
  new Option('--max-list-age <DAYS>', 'exit 3 if a list was last checked more than DAYS ago').argParser(
    parse.wholeNumber(0, 36_500),
  ),
  new Option('--waivers <FILE>', 'reasoned, dated decisions not to fail (YAML)'),
  new Option('--strict-waivers', 'waivers that are unused or expired are an error'),
  new Option('--baseline <RESULT>', 'fail only on what is not in this earlier result (json or ndjson)'),
];

/** The same for netvet report: what is not given is as the results were made. */
export const redecidingOptions = (): Option[] => failingOptions().map((option) => option.default(undefined));

const ON_STDOUT = FORMAT_NAMES.filter((name) => formatEntry(name).fileOnly !== true);

export const reportingOptions = (): Option[] => [
  new Option('-f, --format <NAME>', `to stdout: ${ON_STDOUT.join(', ')} (default: text)`).argParser(parse.format),
  new Option(
    '-o, --output <FORMAT=PATH>',
    'a report to a file (repeatable); also xlsx, and flagged: your file',
  ).argParser(parse.each(parse.output)),
  new Option('-q, --quiet', 'nothing on stdout; -o is still written'),
  new Option('-v, --verbose', 'all evidence, the law in full, rows not judged, names set aside'),
  new Option('--group-by <KEY>', 'group the text by vendor, site, list or none')
    .argParser(parse.oneOf(['vendor', 'site', 'list', 'none']))
    .default('vendor', 'vendor'),
  new Option('--color <WHEN>', 'auto, always or never (default: auto)').argParser(
    parse.oneOf(['auto', 'always', 'never']),
  ),
  new Option('--no-color', 'the same as --color never'),
];

export const inputNameOption = (): Option =>
  new Option('--input-name <NAME>', 'what standard input is called in results');

export const configOptions = (): Option[] => [
  new Option('--config <FILE>', 'settings (default: .netvet.yaml, if there is one)'),
  new Option('--no-config', 'no settings, also where there is a .netvet.yaml'),
];

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
    listSources: flags.listSource ?? [],
    asOf: flags.asOf ?? today,
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

export type RunSettings = Pick<CheckOptions, 'config' | 'effective' | 'origins'>;

/** All options of a run; `effective` is what a result records of them. */
export function toCheckOptions(
  flags: CheckFlags,
  today: string,
  { config, effective, origins }: RunSettings,
): Omit<CheckOptions, 'everyRow'> {
  return {
    reading: toReading(flags),
    judging: toJudging(flags, today),
    failing: toFailing(flags),
    waivers: flags.waivers ?? null,
    baseline: flags.baseline ?? null,
    config,
    effective,
    origins,
  };
}

/** Adds options under a heading of the help. */
export function withOptions(command: Command, heading: string, options: readonly Option[]): void {
  command.optionsGroup(heading);
  for (const option of options) command.addOption(option);
}

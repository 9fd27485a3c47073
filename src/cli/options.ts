import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { OPTIONS, OPTION_NAMES, oneOf as readOneOf } from '../app/options.ts';
import type { OptionName, OptionSpec, ReadValue } from '../app/options.ts';
import { nearest, suggest } from '../core/distance.ts';
import { UserError } from '../core/errors.ts';
import { FORMAT_NAMES, FORMATS, isFormatName, type FormatName } from '../report/registry.ts';
import { GROUPS, type ReportOptions } from '../report/reporter.ts';

/** Options that commands read themselves, by the name commander gives them. */
export interface ReportingFlags {
  format?: FormatName;
  output?: readonly string[];
  quiet?: boolean;
  verbose?: true;
  /** `--no-color`: false. */
  color?: 'auto' | 'always' | 'never' | false;
  groupBy: ReportOptions['groupBy'];
}

/** Makes the parser of an option: it checks a value, and keeps it as typed or as a number, as a result records it. */
export function parserOf(read: ReadValue<unknown>, many?: OptionSpec['many']) {
  function checked(text: string): string | number {
    try {
      const value = read(text);
      return typeof value === 'number' ? value : text;
    } catch (error) {
      throw error instanceof UserError ? new InvalidArgumentError(error.message) : error;
    }
  }
  return (text: string, previous: unknown): unknown => {
    if (many === undefined) return checked(text);
    const texts = many === 'listed' ? text.split(',').map((word) => word.trim()) : [text];
    return [...((previous ?? []) as readonly unknown[]), ...texts.map(checked)];
  };
}

/** An option or argument that takes one of a few words; completion offers them. */
export function oneOf<T extends Option | Argument>(slot: T, words: readonly string[]): T {
  slot.argParser(parserOf(readOneOf(words)));
  slot.argChoices = [...words];
  return slot;
}

/** One of `OPTIONS` as commander takes it; `about` where a command means something else by it. */
export function optionNamed(name: OptionName, about?: string): Option {
  const spec: OptionSpec = OPTIONS[name];
  const option = new Option(spec.flags, about ?? spec.about);
  if (option.required) option.argParser(parserOf(spec.read, spec.many));
  if (spec.words !== undefined) option.argChoices = [...spec.words];
  return option.default(spec.many === undefined ? spec.usual : undefined, spec.usual?.toString());
}

/** The options of one group of `app/options.ts`, under its heading in the help. */
export function optionsOfGroup(group: OptionSpec['group']): Option[] {
  const heading = `${group.charAt(0).toUpperCase()}${group.slice(1)}:`;
  const names = OPTION_NAMES.filter((name) => OPTIONS[name].group === group);
  return names.map((name) => optionNamed(name).helpGroup(heading));
}

const ON_STDOUT = FORMAT_NAMES.filter((name) => FORMATS[name].fileOnly !== true);

function formatToStdout(text: string): FormatName {
  const isFileOnly = isFormatName(text) && FORMATS[text].fileOnly === true;
  if (isFileOnly) throw new UserError(`write it to a file: -o ${text}=PATH`);
  return readOneOf(ON_STDOUT)(text);
}

/** The options for how a run is shown: a new one is a line here. */
export function reportingOptions(): Option[] {
  const options = [
    oneOf(new Option('-f, --format <NAME>', `to stdout: ${ON_STDOUT.join(', ')} (default: text)`), ON_STDOUT) //
      .argParser(parserOf(formatToStdout)),
    new Option('-o, --output <FORMAT=PATH>', 'a report to a file (repeatable); also xlsx, and flagged: your file') //
      .argParser(parserOf(outputOf, 'repeated')),
    new Option('-q, --quiet', 'nothing on stdout; -o is still written'),
    new Option('-v, --verbose', 'all evidence, the law in full, rows not judged, names set aside'),
    oneOf(new Option('--group-by <KEY>', 'group the text by vendor, site, list or none'), GROUPS).default('vendor'),
    oneOf(new Option('--color <WHEN>', 'auto, always or never (default: auto)'), ['auto', 'always', 'never']),
    new Option('--no-color', 'the same as --color never'),
  ];
  return options.map((option) => option.helpGroup('Reporting:'));
}

/** The options of `check` that a file of settings may set. */
export function knownOptions(): readonly Option[] {
  return [...(['reading', 'judging', 'failing'] as const).flatMap(optionsOfGroup), ...reportingOptions()];
}

/** `json=result.json`: a report as `--output` names it. Throws UserError. */
export function outputOf(text: string): { readonly format: FormatName; readonly path: string } {
  const [, name = '', path = ''] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (path === '') throw new UserError('expected FORMAT=PATH, such as json=result.json');
  if (!isFormatName(name)) throw new UserError(`${name} is not a format: ${suggest(name, FORMAT_NAMES)}`);
  if (path === '-') throw new UserError(`to standard output: -f ${name}`);
  return { format: name, path };
}

/** The options that say which lists and vendors a command knows. */
export const listOptions = (): Option[] =>
  (['list', 'list-source', 'profile', 'data'] as const).map((name) => optionNamed(name));

/** The options that name the settings file, or none. */
export const configOptions = (): Option[] => [
  new Option('--config <FILE>', 'settings (default: .netvet.yaml, if there is one)'),
  new Option('--no-config', 'no settings, also where there is a .netvet.yaml'),
];

/** Adds options, in the order of the help. */
export function withOptions(command: Command, options: readonly Option[]): Command {
  for (const option of options) command.addOption(option);
  return command;
}

/** Adds a command that has subcommands: any other word after it is refused. */
export function commandOfVerbs(program: Command, name: string, about: string): Command {
  const command = program.command(name).description(about).usage('[options] [command]');
  const verb = new Argument('[COMMAND]').argParser((word) => {
    const known = command.commands.map((sub) => sub.name());
    // A single word may be the id of something to show.
    const isThing = known.includes('show') && command.args.length === 1 && nearest(word, known) === null;
    const hint = isThing ? `did you mean: netvet ${name} show ${word}` : suggest(word, known);
    throw new UserError(`unknown command '${name} ${word}'`, hint);
  });
  return command.addArgument(verb).allowExcessArguments();
}

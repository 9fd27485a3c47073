import type { Command } from 'commander';
import { MEANINGS } from '../../src/core/errors.ts';
import { groupsOf } from '../../src/core/groups.ts';
import type { Context } from '../../src/cli/context.ts';
import { COMMANDS, newProgram } from '../../src/cli/program.ts';

/** All commands with their options, to be looked at and not to be run. */
export async function describeProgram(version: string): Promise<Command> {
  const program = newProgram(version);
  for (const load of COMMANDS.values()) (await load())(program, {} as Context);
  return program;
}

/** The manual page of netvet in roff, made from what its commands say in their help. */
export async function manPage(version: string): Promise<string> {
  const program = await describeProgram(version);
  const [short = '', long = ''] = program.description().split(/:\s*(.*)/s);
  const commands = program.commands.filter(isShown);
  return `${[
    '.\\" Made by the build from the help of the commands.',
    `.TH NETVET 1 "" "netvet ${version}" "User Commands"`,
    '.SH NAME',
    `netvet \\- ${escaped(short.charAt(0).toLowerCase() + short.slice(1))}`,
    '.SH SYNOPSIS',
    ...commands.flatMap((command, index) => [
      ...(index === 0 ? [] : ['.br']),
      bold(`netvet ${command.name()}`, command.usage()),
    ]),
    '.SH DESCRIPTION',
    text(`${short}: ${long}`),
    text('An asset without a finding is not thereby cleared. This is not legal advice.'),
    '.SH COMMANDS',
    ...commands.flatMap((command) => commandLines(command, `netvet ${command.name()}`)),
    '.SH EXIT STATUS',
    ...Array.from(MEANINGS).flatMap(([code, meaning]) => entry(String(code), meaning)),
    '.SH FILES',
    ...entry('.netvet.yaml', 'in the current folder: options of check by their long names'),
  ].join('\n')}\n`;
} // prettier-ignore

function commandLines(command: Command, name: string): readonly string[] {
  const help = command.createHelp();
  const options = help.visibleOptions(command).filter(({ long }) => long !== '--help');
  const groups = groupsOf(options, ({ helpGroupHeading }) => helpGroupHeading ?? 'Options:');
  return [
    `.SS ${escaped(name)} ${escaped(command.usage())}`,
    text(command.description()),
    ...help
      .visibleArguments(command)
      .filter(({ description }) => description !== '')
      .flatMap((argument) => entry(help.argumentTerm(argument), help.argumentDescription(argument))),
    ...[...groups].flatMap(([heading, group]) => [
      '.PP',
      `.I ${escaped(heading)}`,
      ...group.flatMap((option) => entry(help.optionTerm(option), help.optionDescription(option))),
    ]),
    ...command.commands.filter(isShown).flatMap((below) => commandLines(below, `${name} ${below.name()}`)),
  ];
}

const isShown = (command: Command): boolean =>
  command.parent?.createHelp().visibleCommands(command.parent).includes(command) === true;
const bold = (name: string, rest: string): string => `.B ${escaped(name)}\n${text(rest)}`;
const entry = (term: string, about: string): readonly string[] => ['.TP', `.B ${escaped(term)}`, text(about)];
/** A line of text: one that begins with a dot or a quote would be a command of roff. */
const text = (line: string): string => escaped(line).replace(/^[.']/, '\\&$&');
const escaped = (line: string): string => line.replaceAll('\\', '\\e').replaceAll('-', '\\-');

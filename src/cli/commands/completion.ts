import { join } from 'node:path';
import { Argument } from 'commander';
import type { Command, Option } from 'commander';
import { UserError } from '../../core/errors.ts';
import { FIELDS } from '../../core/fields.ts';
import { FORMAT_NAMES } from '../../report/registry.ts';
import { optionsOf } from '../../app/options.ts';
import { choicesOf, oneOf } from '../options.ts';
import type { Context } from '../context.ts';

const AFTER = `
Examples:
  source <(netvet completion bash)           in ~/.bashrc
  source <(netvet completion zsh)            in ~/.zshrc, after compinit
  netvet completion fish | source            in ~/.config/fish/config.fish`;

/** `netvet completion`: a script for a shell; and for that script `next`, which says what can be typed next. */
export function addCompletion(program: Command, context: Context): void {
  const command = program
    .command('completion')
    .description('print the completion script of a shell')
    .addArgument(new Argument('<SHELL>', 'bash, zsh or fish').argParser(oneOf(['bash', 'zsh', 'fish'])))
    .usage('[options] <SHELL>')
    .addHelpText('after', AFTER);
  command.action(async (shell: string) => {
    const { dataFolder, readShipped } = context.io;
    await context.stdout.write(readShipped(join(dataFolder, `completion/netvet.${shell}`), 'utf8'));
  });
  const next = command.command('next', { hidden: true }).argument('[WORD...]');
  next.action(async (words: readonly string[]) => {
    const lines = (await complete(program, words, context)).map(({ value, about = '' }) =>
      about === '' ? value : `${value}\t${about}`,
    );
    await context.stdout.write(lines.map((line) => `${line}\n`).join(''));
  });
}

/** What may be typed, and a few words about it. */
interface Candidate {
  readonly value: string;
  readonly about?: string;
}

/** Has the shell offer paths too. */
const PATHS: Candidate = { value: ':paths' };

/** Completes the last of the words that follow `netvet`. */
async function complete(program: Command, words: readonly string[], context: Context): Promise<readonly Candidate[]> {
  const current = words.at(-1) ?? '';
  const { command, option, operands } = readLine(program, words.slice(0, -1));
  if (option !== null) return valuesOf(option, current, operands, context);
  const [, long = '', value] = /^(--[\w-]+)=(.*)$/s.exec(current) ?? [];
  const named = command.options.find((one) => one.long === long);
  if (named !== undefined && value !== undefined) {
    const values = await valuesOf(named, value, operands, context);
    return values.map((one) => (one === PATHS ? one : { ...one, value: `${long}=${one.value}` }));
  }
  const help = command.createHelp();
  if (current.startsWith('-') && current !== '-') {
    const options = help.visibleOptions(command);
    return only(
      options.map(({ long: name, short, description }) => ({ value: name ?? short ?? '', about: description })),
      current,
    );
  }
  const below = operands.length > 0 ? [] : help.visibleCommands(command);
  const commands = below.map((one) => ({ value: one.name(), about: one.description() }));
  return [...only(commands, current), ...(await operandsOf(command, operands, current, context))];
}

/** The command, the option that waits for its value and the operands before the word that is being typed. */
function readLine(program: Command, words: readonly string[]) {
  let command = program;
  let option: Option | null = null;
  const operands: string[] = [];
  for (const [at, word] of words.entries()) {
    if (option !== null) {
      option = null;
    } else if (word === '--') {
      operands.push(...words.slice(at + 1));
      break;
    } else if (word.startsWith('-') && word !== '-') {
      const known = command.options.find(({ long, short }) => long === word || short === word);
      if (known?.required === true) option = known;
    } else {
      const sub = operands.length > 0 ? undefined : command.commands.find((one) => one.name() === word);
      if (sub === undefined) operands.push(word);
      else command = sub;
    }
  }
  return { command, option, operands };
}

/** The values of an option. What its help calls them says whether they are paths. */
async function valuesOf(
  option: Option,
  current: string,
  operands: readonly string[],
  context: Context,
): Promise<readonly Candidate[]> {
  const paths = /<[^>]*(?:FILE|RESULT|PATH|DIR)/.test(option.flags) ? [PATHS] : [];
  const [before] = /^[^=]*=/.exec(current) ?? [];
  switch (option.long) {
    case '--list':
      return [...only([...(await listNames(context)), ...words(['default', 'all'])], current), ...paths];
    case '--profile':
      return only(await profileNames(context), current);
    case '--output':
      return before === undefined ? only(words(FORMAT_NAMES.map((name) => `${name}=`)), current) : paths;
    case '--columns': {
      const headers = before === undefined ? [] : await headersIn(operands, context);
      const named = before === undefined ? FIELDS.map((field) => `${field}=`) : headers.map((name) => before + name);
      return only(words(named), current);
    }
    default: {
      const listed = /^.*,/.exec(current)?.[0] ?? '';
      return [...only(words(choicesOf(option.parseArg).map((word) => listed + word)), current), ...paths];
    }
  }
}

const words = (values: readonly string[]): readonly Candidate[] => values.map((value) => ({ value }));

/** What may stand here that is no option. */
async function operandsOf(
  command: Command,
  operands: readonly string[],
  current: string,
  context: Context,
): Promise<readonly Candidate[]> {
  const args = command.registeredArguments;
  const last = args.at(-1);
  const argument: Argument | undefined = args[operands.length] ?? (last?.variadic === true ? last : undefined);
  if (argument === undefined) return [];
  const found = [...words(choicesOf(argument.parseArg))];
  const of = `${command.parent?.name() ?? ''} ${command.name()}`;
  if (of === 'lists show' || of === 'lists diff') found.push(...(await listNames(context)));
  if (of === 'lists show') found.push(...(await profileNames(context)));
  if (of === 'vendors show')
    found.push(...(await context.host.knowledge()).vendors.map(({ id, name }) => ({ value: id, about: name })));
  if (of === 'netvet schema') {
    const names = context.io.listShipped(join(context.io.dataFolder, 'schema'));
    found.push(...words(names.map((name) => name.replace(/\.schema\.json$/, ''))));
  }
  const takesPaths = /FILE|RESULT|PATH|DIR/.test(argument.name()) || argument.description.includes('file');
  return [...only(found, current), ...(takesPaths ? [PATHS] : [])];
}

async function listNames({ host }: Context): Promise<readonly Candidate[]> {
  return (await host.knowledge()).lists.map(({ id, title }) => ({ value: id, about: title }));
}

async function profileNames({ host }: Context): Promise<readonly Candidate[]> {
  return (await host.knowledge()).profiles.map((profile) => ({ value: profile.id, about: profile.for }));
}

/** The headers of the inventories that stand on the line. */
async function headersIn(files: readonly string[], { host }: Context): Promise<readonly string[]> {
  const { columnNames } = await import('../../app/columns.ts');
  const { findInputs } = await import('../../app/inputs.ts');
  // Standard input is the terminal at which somebody types.
  const { refs } = await findInputs(
    files.filter((file) => file !== '-'),
    host,
  );
  const found = new Set<string>();
  for (const ref of refs) {
    try {
      for (const name of await columnNames(ref, optionsOf({}, host.today).reading, host)) found.add(name);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return [...found];
}

/** Those that begin with what has been typed. A line of output cannot hold all characters. */
function only(candidates: readonly Candidate[], current: string): readonly Candidate[] {
  return candidates.filter(({ value }) => value.startsWith(current) && !/[\p{C}\t\n]/u.test(value));
}

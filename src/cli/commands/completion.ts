import { Argument, Option, type Command } from 'commander';
import { FIELDS } from '../../core/fields.ts';
import { FORMAT_NAMES } from '../../report/registry.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Context } from '../context.ts';
import { oneOf } from '../options.ts';

const AFTER = `
Examples:
  source <(netvet completion bash)           in ~/.bashrc
  source <(netvet completion zsh)            in ~/.zshrc, after compinit
  netvet completion fish | source            in ~/.config/fish/config.fish`;

/** `netvet completion`: the script for a shell; the script runs `next` to get what can be typed next. */
export function addCompletion(program: Command, context: Context): void {
  const command = program
    .command('completion')
    .description('print the completion script of a shell')
    .addArgument(oneOf(new Argument('<SHELL>', 'bash, zsh or fish'), ['bash', 'zsh', 'fish']))
    .usage('[options] <SHELL>')
    .addHelpText('after', AFTER);
  command.action(async (shell: string) => {
    await context.stdout.write(context.readData(`completion/netvet.${shell}`));
  });
  const next = command.command('next', { hidden: true }).argument('[WORD...]');
  next.action(async (words: readonly string[]) => {
    const candidates = await complete(program, words, context);
    await context.stdout.write(candidates.map((one) => `${one}\n`).join(''));
  });
}

const PATHS = ':paths';

const listNames = ({ lists }: Knowledge) => lists.map(({ id, title }) => `${id}\t${title}`);
const profileNames = ({ profiles }: Knowledge) => profiles.map((profile) => `${profile.id}\t${profile.for}`);

/** By option or command: values other than fixed words, as `VALUE\tabout it`. */
const VALUES: Readonly<Record<string, (knowledge: Knowledge) => readonly string[]>> = {
  '--list': (known) => [...listNames(known), 'default', 'all'],
  '--profile': profileNames,
  '--output': () => FORMAT_NAMES.map((name) => `${name}=`),
  '--columns': () => FIELDS.map((field) => `${field}=`),
  'lists show': (known) => [...listNames(known), ...profileNames(known)],
  'lists diff': listNames,
  'vendors show': ({ vendors }) => vendors.map(({ id, name }) => `${id}\t${name}`),
};

async function complete(program: Command, words: readonly string[], context: Context): Promise<readonly string[]> {
  const current = words.at(-1) ?? '';
  let command = program;
  let option: Option | undefined;
  let operands = 0;
  let isLiteral = false;
  for (const word of words.slice(0, -1)) {
    const isFlag = !isLiteral && word.startsWith('-') && word !== '-';
    const sub = isLiteral || operands > 0 ? undefined : command.commands.find((one) => one.name() === word);
    if (option !== undefined) option = undefined;
    else if (isFlag) option = command.options.find((one) => one.required && [one.long, one.short].includes(word));
    else if (sub === undefined) operands += 1;
    else command = sub;
    isLiteral ||= word === '--';
  }
  if (option !== undefined) return valuesOf(option, current, option.long ?? '', context);
  const [, long = '', value] = /^(--[\w-]+)=(.*)$/s.exec(current) ?? [];
  if (value !== undefined) {
    const values = await complete(program, [...words.slice(0, -1), long, value], context);
    return values.map((one) => (one === PATHS ? one : `${long}=${one}`));
  }
  const help = command.createHelp();
  if (current.startsWith('-') && current !== '-') {
    const options = help.visibleOptions(command).map((one) => `${one.long ?? one.short ?? ''}\t${one.description}`);
    return startingWith(options, current);
  }
  const subcommands = operands > 0 ? [] : help.visibleCommands(command);
  const commands = subcommands.map((one) => `${one.name()}\t${one.description()}`);
  const args = command.registeredArguments;
  const argument = args[operands] ?? args.findLast(({ variadic }) => variadic);
  const commandName = `${command.parent?.name() ?? ''} ${command.name()}`;
  const values = argument === undefined ? [] : await valuesOf(argument, current, commandName, context);
  return [...startingWith(commands, current), ...values];
}

async function valuesOf(slot: Option | Argument, current: string, key: string, context: Context) {
  const name = slot instanceof Option ? slot.flags : `${slot.name()} ${slot.description}`;
  const paths = /\b(?:FILE|RESULT|PATH|DIR)\b|list file/.test(name) ? [PATHS] : [];
  const valuesFor = VALUES[key];
  if (valuesFor !== undefined && current.includes('=')) return paths;
  const listed = /^.*,/.exec(current)?.[0] ?? '';
  const fixed = slot.argChoices?.map((word) => listed + word) ?? [];
  const values = valuesFor?.(await context.host.knowledge()) ?? [];
  // `--output` takes a format first, then its path.
  return [...startingWith([...values, ...fixed], current), ...(key === '--output' ? [] : paths)];
}

/** The candidates that begin with what has been typed. Control characters cannot stand in a line of output. */
function startingWith(candidates: readonly string[], current: string): readonly string[] {
  return candidates.filter((one) => one.startsWith(current) && !/[\p{C}\n]/u.test(one.replace('\t', '')));
}

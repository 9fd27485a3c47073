import type { Argument, Command, Option } from 'commander';
import { FIELDS } from '../core/fields.ts';
import { INPUT_FORMATS } from '../inventory/formats.ts';
import { FORMAT_NAMES } from '../report/registry.ts';
import { choicesOf, NAMED_DELIMITERS } from './parsers.ts';

/** What may be typed, and a few words about it. */
export interface Candidate {
  readonly value: string;
  readonly about?: string;
}

/** What can be typed next: these, and a path where `paths` is true. */
export interface Completions {
  readonly candidates: readonly Candidate[];
  readonly paths: boolean;
}

/** Names that stand in data or in an input. Each is looked up only when it is needed. */
export interface Names {
  lists(): Promise<readonly Candidate[]>;
  profiles(): Promise<readonly Candidate[]>;
  vendors(): Promise<readonly Candidate[]>;
  schemas(): readonly Candidate[];
  /** The columns of the inventories that stand on the line. */
  columns(files: readonly string[]): Promise<readonly Candidate[]>;
}

/** What stands before the word that is being typed. */
interface Line {
  readonly command: Command;
  /** The option that waits for its value. */
  readonly option: Option | null;
  readonly operands: readonly string[];
}

/** Completes the last of the words that follow `netvet`. */
export async function complete(program: Command, words: readonly string[], names: Names): Promise<Completions> {
  const current = words.at(-1) ?? '';
  const line = readLine(program, words.slice(0, -1));
  if (line.option !== null) return valuesOf(line.option, current, line, names);
  const [, long = '', value] = /^(--[\w-]+)=(.*)$/s.exec(current) ?? [];
  const option = line.command.options.find((one) => one.long === long);
  if (option !== undefined && value !== undefined) {
    const { candidates, paths } = await valuesOf(option, value, line, names);
    return { candidates: candidates.map((one) => ({ ...one, value: `${long}=${one.value}` })), paths };
  }
  if (current.startsWith('-') && current !== '-') return only(optionsOf(line.command), current);
  const below = line.operands.length > 0 ? [] : line.command.createHelp().visibleCommands(line.command);
  const commands = below.map((one) => ({ value: one.name(), about: one.description() }));
  const rest = await operandsOf(line, current, names);
  return { candidates: [...only(commands, current).candidates, ...rest.candidates], paths: rest.paths };
}

function readLine(program: Command, words: readonly string[]): Line {
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

const optionsOf = (command: Command): readonly Candidate[] =>
  command
    .createHelp()
    .visibleOptions(command)
    .map(({ long, short, description }) => ({ value: long ?? short ?? '', about: description }));

/** The values of an option. What its help calls them says whether they are paths. */
async function valuesOf(option: Option, current: string, line: Line, names: Names): Promise<Completions> {
  const paths = /<[^>]*(?:FILE|RESULT|PATH|DIR)/.test(option.flags);
  switch (option.long) {
    case '--list':
      return { ...only([...(await names.lists()), ...[{ value: 'default' }, { value: 'all' }]], current), paths };
    case '--profile':
      return only(await names.profiles(), current);
    case '--input-format':
      return only(INPUT_FORMATS.map(({ name }) => ({ value: name })), current);
    case '--delimiter':
      return only([...NAMED_DELIMITERS.keys()].filter((value) => value !== '\\t').map((value) => ({ value })), current);
    case '--output':
      return current.includes('=')
        ? { candidates: [], paths }
        : only(FORMAT_NAMES.map((name) => ({ value: `${name}=` })), current);
    case '--columns':
      return columnsOf(current, line, names);
    default:
  }
  const choices = choicesOf(option.parseArg);
  const before = /^.*,/.exec(current)?.[0] ?? '';
  return { ...only(choices.map((word) => ({ value: before + word })), current), paths };
} // prettier-ignore

/** `FIELD=`, then the headers of the inventories on the line. */
async function columnsOf(current: string, { operands }: Line, names: Names): Promise<Completions> {
  const at = current.indexOf('=');
  if (at < 0) return only(FIELDS.map((field) => ({ value: `${field}=` })), current);
  const columns = await names.columns(operands);
  const field = current.slice(0, at + 1);
  return only(columns.map(({ value, about = '' }) => ({ value: `${field}${value}`, about })), current);
} // prettier-ignore

/** What may stand here that is no option. */
async function operandsOf({ command, operands }: Line, current: string, names: Names): Promise<Completions> {
  const args = command.registeredArguments;
  const last = args.at(-1);
  const argument: Argument | undefined = args[operands.length] ?? (last?.variadic === true ? last : undefined);
  if (argument === undefined) return { candidates: [], paths: false };
  const paths = /FILE|RESULT|PATH|DIR/.test(argument.name()) || argument.description.includes('file');
  const found: Candidate[] = choicesOf(argument.parseArg).map((value) => ({ value }));
  const of = `${command.parent?.name() ?? ''} ${command.name()}`;
  if (of === 'lists show' || of === 'lists diff') found.push(...(await names.lists()));
  if (of === 'lists show') found.push(...(await names.profiles()));
  if (of === 'netvet schema') found.push(...names.schemas());
  if (of === 'vendors show') found.push(...(await names.vendors()));
  return { ...only(found, current), paths };
}

/** Those that begin with what has been typed. A line of output cannot hold all characters. */
function only(candidates: readonly Candidate[], current: string): Completions {
  const fitting = candidates.filter(({ value }) => value.startsWith(current) && !/[\p{C}\t\n]/u.test(value));
  return { candidates: fitting, paths: false };
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { nearest, suggest } from '../core/distance.ts';
import { UserError } from '../core/errors.ts';

/** What commander says of a wrong command line, as all errors are said: `error: what is wrong (what to do)`. */
export function usageError(message: string, program: Command, argv: readonly string[], cwd: string): string {
  const text = message
    .trim()
    .replace(
      /^error: option '[^']*?(--[\w-]+)[^']*' argument '(.*)' is invalid\. (.*)$/s,
      "error: $1: '$2' is not valid ($3)",
    )
    .replace(
      /^error: command-argument value '(.*)' is invalid for argument '([^']*)'\. (.*)$/s,
      "error: $2: '$1' is not valid ($3)",
    )
    .replace(/^error: option '[^']*?(--[\w-]+)[^']*' argument missing$/, 'error: $1 needs a value')
    .replace(
      /^(error: too many arguments.*)\. Expected (\d+) arguments? but got (\d+)\.$/,
      '$1: expected $2, found $3 (quote what holds spaces)',
    )
    .replace(/\s+\(Did you mean (.*)\?\)$/, ' (did you mean $1?)');
  if (text.endsWith(')')) return text;
  const [word] = argv.filter((arg) => !arg.startsWith('-'));
  if (text.startsWith('error: unknown command') && word !== undefined && isPath(word, cwd))
    return `${text} (did you mean: netvet check ${word})`;
  return `${text} (see ${commandOf(program, argv)} --help)`;
}

/** A file where a command should stand. */
function isPath(word: string, cwd: string): boolean {
  return /[./\\]/.test(word) || existsSync(resolve(cwd, word));
}

/** The command that was called: `netvet lists show`. */
function commandOf(program: Command, argv: readonly string[]): string {
  const path = [program.name()];
  let command: Command | undefined = program;
  for (const word of argv) {
    command = command.commands.find((sub) => sub.name() === word);
    if (command === undefined) break;
    path.push(word);
  }
  return path.join(' ');
}

/** A single word after a command: a subcommand was meant. */
export function refuseUnknownVerb(command: Command, verb: string | undefined): void {
  if (verb === undefined) return;
  const known = command.commands.map((sub) => sub.name());
  // What stands alone may be a thing to show.
  const isThing = known.includes('show') && command.args.length === 1 && nearest(verb, known) === null;
  const hint = isThing ? `did you mean: netvet ${command.name()} show ${verb}` : suggest(verb, known);
  throw new UserError(`unknown command '${command.name()} ${verb}'`, hint);
}

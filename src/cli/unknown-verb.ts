import type { Command } from 'commander';
import { nearest, suggest } from '../core/distance.ts';
import { UserError } from '../core/errors.ts';

/** A single word after a command: a subcommand was meant. */
export function refuseUnknownVerb(command: Command, verb: string | undefined): void {
  if (verb === undefined) return;
  const known = command.commands.map((sub) => sub.name());
  // What stands alone may be a thing to show.
  const isThing = known.includes('show') && command.args.length === 1 && nearest(verb, known) === null;
  const hint = isThing ? `did you mean: netvet ${command.name()} show ${verb}` : suggest(verb, known);
  throw new UserError(`unknown command '${command.name()} ${verb}'`, hint);
}

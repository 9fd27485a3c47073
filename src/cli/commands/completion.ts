import { join } from 'node:path';
import { Argument } from 'commander';
import type { Command } from 'commander';
import { UserError } from '../../core/errors.ts';
import { oneOf } from '../parsers.ts';
import type { Candidate, Names } from '../complete.ts';
import type { Context } from '../context.ts';
import { toReading } from '../options.ts';

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
    const { complete } = await import('../complete.ts');
    const { candidates, paths } = await complete(program, words, namesOf(context));
    const lines = candidates.map(({ value, about = '' }) => (about === '' ? value : `${value}\t${about}`));
    await context.stdout.write([...lines, ...(paths ? [':paths'] : [])].map((line) => `${line}\n`).join(''));
  });
}

function namesOf({ host, io }: Context): Names {
  return {
    lists: async () => (await host.knowledge()).lists.map(({ id, title }) => ({ value: id, about: title })),
    profiles: async () =>
      (await host.knowledge()).profiles.map((profile) => ({ value: profile.id, about: profile.for })),
    vendors: async () => (await host.knowledge()).vendors.map(({ id, name }) => ({ value: id, about: name })),
    schemas: () =>
      io.listShipped(join(io.dataFolder, 'schema')).map((name) => ({ value: name.replace(/\.schema\.json$/, '') })),
    columns: async (files) => {
      const { columnNames } = await import('../../app/columns.ts');
      const { findInputs } = await import('../../app/inputs.ts');
      // Standard input is the terminal at which somebody types.
      const { refs } = await findInputs(
        files.filter((file) => file !== '-'),
        io.cwd,
      );
      const found = new Map<string, Candidate>();
      for (const ref of refs) {
        try {
          for (const name of await columnNames(ref, toReading({ skipLines: 0, header: true }), host))
            found.set(name, { value: name });
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }
      return [...found.values()];
    },
  };
}

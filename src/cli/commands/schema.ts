import { join } from 'node:path';
import type { Command } from 'commander';
import { suggest } from '../../core/distance.ts';
import { UserError, fileError } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import { printLines } from '../output/print.ts';

const ENDING = '.schema.json';

/** `netvet schema`: the JSON Schema of a kind of file, for editors. A test holds each to the shape that checks it. */
export function addSchema(program: Command, context: Context): void {
  program
    .command('schema')
    .description('print the JSON Schema of lists, vendors, waivers, settings, results ... for editors')
    .argument('[NAME]', 'without it: which there are')
    .action(async (name: string | undefined) => {
      const { dataFolder, listShipped, readShipped } = context.io;
      const folder = join(dataFolder, 'schema');
      try {
        const names = listShipped(folder)
          .flatMap((file) => (file.endsWith(ENDING) ? file.slice(0, -ENDING.length) : []))
          .sort();
        if (name === undefined) await printLines(context, names);
        else if (!names.includes(name)) throw new UserError(`no schema '${name}'`, suggest(name, names));
        else await context.stdout.write(readShipped(join(folder, `${name}${ENDING}`), 'utf8'));
      } catch (error) {
        throw fileError(error, folder, 'read');
      }
    });
}

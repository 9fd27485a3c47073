import { join } from 'node:path';
import type { Command } from 'commander';
import { suggest } from '../../core/distance.ts';
import { UserError, onPath } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import { printLines } from '../output/print.ts';
import { withData } from '../settings.ts';

const ENDING = '.schema.json';

/** `netvet schema`: the JSON Schema of a kind of file, for editors. A test holds each to the shape that checks it. */
export function addSchema(program: Command, context: Context): void {
  program
    .command('schema')
    .description('print the JSON Schema of lists, vendors, waivers, settings, results ... for editors')
    .argument('[NAME]', 'omit to list the names')
    .action(async (name: string | undefined) => {
      const { dataFolder, readShipped } = context.io;
      const folder = join(dataFolder, 'schema');
      const names = onPath(folder, 'read', () => schemaNames(context.io));
      if (name === undefined) return printLines(context, names);
      if (!names.includes(name)) throw new UserError(`no schema '${name}'`, suggest(name, names));
      await context.stdout.write(onPath(folder, 'read', () => readShipped(join(folder, name + ENDING), 'utf8')));
    });
}

/** The names of the schemas. Throws errors of the system. */
export function schemaNames({ dataFolder, listShipped }: Context['io']): readonly string[] {
  const files = listShipped(join(dataFolder, 'schema'));
  return files.flatMap((file) => (file.endsWith(ENDING) ? file.slice(0, -ENDING.length) : [])).sort();
}

/** `netvet version`: the version, that of Node, and the data that a run here would use. */
export function addVersion(program: Command, context: Context): void {
  const command = program.command('version').description('the versions of netvet, Node and the data');
  withData(command, context).action(async () => {
    const { data, lists, vendors } = await context.host.knowledge();
    await printLines(context, [
      `netvet ${context.io.version}`,
      `node ${process.version}`,
      `data of ${data.day}, ${data.path ?? 'as shipped'}: ${vendors.length} vendors, ${lists.length} lists`,
    ]);
  });
}

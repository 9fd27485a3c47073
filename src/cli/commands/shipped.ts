import { Argument, type Command } from 'commander';
import type { Context } from '../context.ts';
import { oneOf } from '../options.ts';
import { printLines } from '../output/print.ts';
import { withData } from '../settings.ts';

/** The kinds of files with a schema. A test compares this with the files, and each schema with the shape behind it. */
const SCHEMAS = ['config', 'exemptions', 'list', 'profiles', 'result', 'vendor', 'waivers'];

/** `netvet schema`: the JSON Schema of a kind of file, for editors. */
export function addSchema(program: Command, context: Context): void {
  program
    .command('schema')
    .description('print the JSON Schema of lists, vendors, waivers, settings, results ... for editors')
    .addArgument(oneOf(new Argument('[NAME]', 'omit to list the names'), SCHEMAS))
    .action(async (name: string | undefined) => {
      if (name === undefined) return printLines(context, SCHEMAS);
      await context.stdout.write(context.readData(`schema/${name}.schema.json`));
    });
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

import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { printLines } from '../output/print.ts';
import { withData } from '../settings.ts';

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

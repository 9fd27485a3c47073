import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { answer, formatOption } from '../output/print.ts';
import { withData } from '../settings.ts';
import { addValidate } from './validate.ts';
import { refuseUnknownVerb } from '../unknown-verb.ts';
import { vendorLines, vendorTable } from '../views/vendor-lines.ts';

/** `netvet vendors`: who is known, and how a vendor is recognised. */
export function addVendors(program: Command, context: Context): void {
  const command = program
    .command('vendors')
    .description('the vendors that netvet knows')
    .usage('[options] [command]')
    .argument('[COMMAND]')
    .allowExcessArguments();
  withData(command, context)
    .addOption(formatOption())
    .action(async (verb: string | undefined) => {
      refuseUnknownVerb(command, verb);
      const { listVendors } = await import('../../app/vendors.ts');
      await answer(command, context, await listVendors(context.host), vendorTable);
    });
  const show = command
    .command('show')
    .description('how a vendor is recognised, and which lists name it')
    .argument('<ID>');
  withData(show, context)
    .addOption(formatOption())
    .action(async (id: string) => {
      const { showVendor } = await import('../../app/vendors.ts');
      await answer(show, context, await showVendor(id, context.host), vendorLines);
    });
  addValidate(command, context);
}

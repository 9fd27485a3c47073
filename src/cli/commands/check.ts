import { Option, type Command } from 'commander';
import { UserError } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import { configOptions, knownOptions, optionNamed, withOptions, type ReportingFlags } from '../options.ts';
import { printLines, table } from '../output/print.ts';
import { applySettings, settingsInForce } from '../settings.ts';

const AFTER = `
Examples:
  netvet check exports/ --profile uk-telecom -o html=report.html
  netvet check inventory.csv -l default -l our-list.yaml --fail-on confirmed
  netvet check - -f github --baseline accepted.ndjson < inventory.csv

Exit codes: see netvet --help`;

/** Wide enough for any value, as a program may read the settings. */
const WIDE = 1_000;

/** `netvet check`: the main job. */
export function addCheck(program: Command, context: Context): void {
  const command = program
    .command('check')
    .description('check inventories against lists of banned vendors')
    .argument('[FILE...]', 'inventories, folders of inventories, or - for standard input')
    .addHelpText('after', AFTER);
  const printConfig = new Option('--print-config', 'print the settings and where they are from; check nothing');
  withOptions(command, [...knownOptions(), optionNamed('input-name'), ...configOptions(), printConfig]);
  command.action(async (files: readonly string[]) => {
    const options = await applySettings(command, context);
    const flags = command.opts<ReportingFlags & { printConfig?: true }>();
    if (flags.printConfig === true) return printLines(context, table(settingsInForce(command, options.config), WIDE));
    if (files.length === 0) throw new UserError("missing required argument 'FILE'", 'see netvet check --help');
    if (options.inputName !== null && !files.includes('-'))
      throw new UserError('--input-name names standard input, and no FILE is -');
    const { check } = await import('../../app/check.ts');
    const { findInputs } = await import('../../app/inputs.ts');
    const { earlierReports, openReports } = await import('../output/reports.ts');
    const used = [...options.alsoRead, ...earlierReports(flags, context.host.files)];
    const inputs = await findInputs(files, context.host, options.inputName, used);
    const named = inputs.refs.flatMap(({ name, path }) => (path === null ? [] : name));
    const reports = await openReports(flags, [...options.alsoRead, ...files, ...named], context);
    context.code = await reports.write(check(inputs, { ...options, everyRow: reports.everyRow }, context.host));
  });
}

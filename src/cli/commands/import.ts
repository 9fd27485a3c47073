import type { Command } from 'commander';
import { Option } from 'commander';
import type { ImportFrom, Imported } from '../../app/import-list.ts';
import { plural } from '../../report/phrases.ts';
import type { Context } from '../context.ts';
import { answer, formatOption } from '../output/print.ts';
import { refuseClashes } from '../output/reports.ts';
import { oneOf } from '../parsers.ts';
import { withData } from '../settings.ts';

interface ImportFlags {
  from: ImportFrom;
  as?: string;
  source?: string;
  everyone?: true;
  output: string;
}

/** `netvet lists import`: a list of a user's from an official publication. */
export function addImport(lists: Command, context: Context): void {
  const command = lists
    .command('import')
    .description(
      'make a list of a publication that was downloaded: the US Consolidated Screening List, OpenSanctions, a CSV',
    )
    .argument('<FILE>', 'CSV or JSON')
    .addOption(
      new Option('--from <NAME>', 'csl, opensanctions or csv')
        .argParser(oneOf(['csl', 'opensanctions', 'csv']))
        .makeOptionMandatory(),
    )
    .option('--as <ID>', 'a shipped list: the new one forbids what that one does (default: it only informs)')
    .option('--source <TEXT>', 'only what this source or programme lists, such as "Entity List"')
    .option('--everyone', 'people, ships and aircraft too')
    .requiredOption('-o, --output <FILE>', 'the list to write (YAML)');
  withData(command, context)
    .addOption(formatOption())
    .action(async (file: string) => {
      const { importList } = await import('../../app/import-list.ts');
      const { from, as = null, source = null, everyone = false, output } = command.opts<ImportFlags>();
      await refuseClashes([{ path: output }], [file], [], context.io.cwd);
      const imported = await importList(file, { from, as, source, everyone, output }, context.host);
      await answer(command, context, imported, importedLines);
    });
}

/** Near names that are shown. */
const SHOWN = 10;

function importedLines({ file, id, entries, known, fresh, skipped, near }: Imported): readonly string[] {
  return [
    `${file}: the list ${id} with ${plural(entries, 'entry', 'entries')}: ` +
      `${known} of vendors that netvet knows, ${fresh} by name alone`,
    ...Object.entries(skipped).map(([why, count]) => `left out: ${count} ${why}`),
    ...near.slice(0, SHOWN).map((name) => `near a known name, and taken for another company: ${name}`),
    ...(near.length > SHOWN ? [`and ${near.length - SHOWN} more near a known name`] : []),
    `netvet lists validate ${file}; netvet check INVENTORY -l ${file}`,
  ];
}

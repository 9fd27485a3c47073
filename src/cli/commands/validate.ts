import type { Command } from 'commander';
import { formatComplaint } from '../../core/errors.ts';
import { EXIT } from '../../core/exit-codes.ts';
import { plural } from '../../report/phrases.ts';
import type { Context } from '../context.ts';
import type { JudgingFlags } from '../options.ts';
import { listSourceOption } from '../options.ts';
import { answer, formatOption } from '../output/print.ts';
import { withData } from '../settings.ts';

/** `netvet lists validate` and `netvet vendors validate`, which are one. */
export function addValidate(parent: Command, context: Context): void {
  const validate = parent
    .command('validate')
    .description('everything that is wrong with list, vendor and word files, or a whole data folder')
    .argument('<PATH...>')
    .addOption(listSourceOption());
  withData(validate, context)
    .addOption(formatOption())
    .action(async (paths: readonly string[]) => {
      const { validate: validatePaths } = await import('../../app/validate.ts');
      const { listSource = [] } = validate.opts<Pick<JudgingFlags, 'listSource'>>();
      const result = await validatePaths(paths, listSource, context.host);
      await answer(validate, context, result, ({ files, complaints }) => [
        ...complaints.map(formatComplaint),
        ...(complaints.length > 0
          ? [`${plural(complaints.length, 'mistake')} in ${plural(files.length, 'file')}`]
          : files.map(({ path, kind }) => `${path}: a valid ${kind ?? 'file'}`)),
      ]);
      if (result.complaints.length > 0) context.code = EXIT.UNTRUSTED;
    });
}

import type { Command } from 'commander';
import type { ListLine } from '../../app/lists.ts';
import { formatComplaint } from '../../core/errors.ts';
import type { Profile } from '../../knowledge/ban-list.ts';
import type { Context } from '../context.ts';
import { diffLines, searchLines, showLines } from '../list-lines.ts';
import { answer, formatOption, table } from '../print.ts';
import { refuseUnknownVerb } from '../unknown-verb.ts';

/** `netvet lists`: what is shipped, what a list says, and whether a list of one's own is right. */
export function addLists(program: Command, context: Context): void {
  const command = program
    .command('lists')
    .description('the ban lists and profiles that are shipped')
    .argument('[COMMAND]');
  command.addOption(formatOption()).action(async (verb: string | undefined) => {
    refuseUnknownVerb(command, verb);
    const { listLists } = await import('../../app/lists.ts');
    await answer(command, context, await listLists(context.host), overview);
  });
  addShow(command, context);
  addSearch(command, context);
  addValidate(command, context);
  addDiff(command, context);
}

function addShow(lists: Command, context: Context): void {
  const show = lists.command('show').description('what a list or profile says').argument('<ID|FILE>');
  show.addOption(formatOption()).action(async (name: string) => {
    const { showList } = await import('../../app/lists.ts');
    await answer(show, context, await showList(name, context.host), showLines);
  });
}

function addSearch(lists: Command, context: Context): void {
  const search = lists
    .command('search')
    .description('where a name, brand, model, MAC or number stands')
    .argument('<TERM>');
  search.addOption(formatOption()).action(async (term: string) => {
    const { searchLists } = await import('../../app/search.ts');
    await answer(search, context, await searchLists(term, context.host), searchLines);
  });
}

function addValidate(lists: Command, context: Context): void {
  const validate = lists
    .command('validate')
    .description('everything that is wrong with list and vendor files')
    .argument('<PATH...>');
  validate.addOption(formatOption()).action(async (paths: readonly string[]) => {
    const { validateListFiles } = await import('../../app/lists.ts');
    const result = await validateListFiles(paths, context.host);
    await answer(validate, context, result, ({ files, complaints }) => [
      ...complaints.map(formatComplaint),
      complaints.length > 0
        ? `${complaints.length} wrong in ${files.map(({ path }) => path).join(', ')}`
        : files.map(({ path, kind }) => `${path}: a valid ${kind ?? 'file'}`).join('\n'),
    ]);
    if (result.complaints.length > 0) context.code = 2;
  });
}

function addDiff(lists: Command, context: Context): void {
  const diff = lists
    .command('diff')
    .description('what changes from one list to another')
    .argument('<A>', 'a list or list file')
    .argument('<B>', 'a list or list file')
    .option('--against <RESULT>', 'and for the findings of this earlier result');
  diff.addOption(formatOption()).action(async (a: string, b: string) => {
    const { diffLists } = await import('../../app/diff.ts');
    const { against } = diff.opts<{ against?: string }>();
    await answer(diff, context, await diffLists(a, b, against ?? null, context.host), diffLines);
  });
}

function overview(
  { lists, profiles }: { lists: readonly ListLine[]; profiles: readonly Profile[] },
  width: number,
): readonly string[] {
  const rows = lists.map(({ id, jurisdiction, kind, entries, checked, age, title, default: isDefault }) => [
    isDefault ? `${id} *` : id,
    jurisdiction ?? '',
    kind,
    String(entries),
    checked === null ? '' : `${checked} (${String(age)} d)`,
    title,
  ]);
  return [
    ...table([['list', 'where', 'kind', 'entries', 'checked', 'title'], ...rows], width),
    '* used when no list is named',
    '',
    ...table(
      [['profile', 'for', 'lists'], ...profiles.map(({ id, for: whom, lists: ids }) => [id, whom, ids.join(', ')])],
      width,
    ),
  ];
}

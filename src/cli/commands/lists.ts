import type { Command } from 'commander';
import type { listLists } from '../../app/lists.ts';
import type { Context } from '../context.ts';
import { diffLines, searchLines, showLines } from '../views/list-lines.ts';
import { optionNamed, refuseUnknownVerb } from '../options.ts';
import { plural } from '../../report/phrases.ts';
import { answering, table } from '../output/print.ts';
import { addValidate } from './vendors.ts';

/** `netvet lists`: what is shipped, what a list says, and whether a list of one's own is right. */
export function addLists(program: Command, context: Context): void {
  const command = program
    .command('lists')
    .description('the ban lists and profiles that are shipped')
    .usage('[options] [command]')
    .argument('[COMMAND]')
    .allowExcessArguments();
  const ask = async (verb: string | undefined) => {
    refuseUnknownVerb(command, verb);
    const { listLists } = await import('../../app/lists.ts');
    return listLists(context.host);
  };
  answering(command, context, ask, overview);
  addShow(command, context);
  addSearch(command, context);
  addValidate(command, context);
  addDiff(command, context);
}

function addShow(lists: Command, context: Context): void {
  const show = lists.command('show').description('what a list or profile says').argument('<ID|FILE>');
  show.addOption(optionNamed('as-of', 'as the list stood on this day'));
  show.option('--sources', 'only its address and sources, a line each');
  show.addOption(optionNamed('list-source'));
  const ask = async (name: string) => {
    const { showList, sourcesOf } = await import('../../app/lists.ts');
    const flags = show.opts<{ asOf?: string; listSource?: readonly string[]; sources?: true }>();
    const shown = await showList(name, flags.asOf ?? null, flags.listSource ?? [], context.host);
    return flags.sources === true ? sourcesOf(shown) : shown;
  };
  answering(show, context, ask, (shown, width) => ('length' in shown ? shown : showLines(shown, width)));
}

function addSearch(lists: Command, context: Context): void {
  const search = lists
    .command('search')
    .description('find a name, brand, model, MAC, number, country, rule or citation in lists and vendors')
    .argument('<TERM>');
  const ask = async (term: string) => (await import('../../app/search.ts')).searchLists(term, context.host);
  answering(search, context, ask, searchLines);
}

function addDiff(lists: Command, context: Context): void {
  const diff = lists
    .command('diff')
    .description('what changes from one list to another')
    .argument('<A>', 'a list or list file')
    .argument('<B>', 'a list or list file')
    .option('--against <RESULT>', 'and for the findings of this earlier result')
    .addOption(optionNamed('list-source'));
  const ask = async (a: string, b: string) => {
    const { diffLists } = await import('../../app/diff.ts');
    const { against = null, listSource = [] } = diff.opts<{ listSource?: readonly string[]; against?: string }>();
    return diffLists(a, b, { against, listSources: listSource }, context.host);
  };
  answering(diff, context, ask, diffLines);
}

type Overview = Awaited<ReturnType<typeof listLists>>;

function overview({ lists, profiles }: Overview, width: number): readonly string[] {
  return [
    ...listTable(lists, width),
    '* used when no list is named',
    ...(lists.some(({ old }) => old) ? ['! older than three times its pace, or its approvals are'] : []),
    '',
    ...table(
      [
        ['profile', 'for whom, and its lists'],
        ...profiles.flatMap(({ id, for: whom, lists: ids }) => [
          [id, whom],
          ['', Object.keys(ids).join(', ')],
        ]),
      ],
      width,
    ),
  ];
}

/** A list in two lines: its title, and what there is of it. */
function listTable(lists: Overview['lists'], width: number): readonly string[] {
  return table(
    lists.flatMap((list) => [
      [nameOf(list), list.title],
      [
        '',
        [
          list.jurisdiction ?? '',
          plural(list.rules, 'rule'),
          plural(list.entries, 'entry', 'entries'),
          `as known on ${checkedOn(list)}`,
        ]
          .join(', ')
          .trim(),
      ],
    ]),
    width,
  );
}

function nameOf({ id, default: isDefault, old }: Overview['lists'][number]): string {
  return `${id}${isDefault ? ' *' : ''}${old ? ' !' : ''}`;
}

function checkedOn({ checked, pace }: Overview['lists'][number]): string {
  if (checked === null) return 'no day';
  return `${checked}${pace === null ? '' : `, changes every ${pace} days`}`;
}

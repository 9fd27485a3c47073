import type { Command } from 'commander';
import type { DiffFlags, ListDiff } from '../../app/diff.ts';
import type { listLists, Shown } from '../../app/lists.ts';
import type { SearchHit } from '../../app/search.ts';
import type { BanList, ListEntry, Rule, Scope } from '../../knowledge/ban-list.ts';
import type { Adoption, Approval } from '../../knowledge/list-shape.ts';
import { placeName, plural } from '../../report/phrases.ts';
import type { Context } from '../context.ts';
import { commandOfVerbs, optionNamed } from '../options.ts';
import { answering, facts, indented, section, table, tableBelow } from '../output/print.ts';
import { addValidate, designationRows } from './vendors.ts';

/** `netvet lists`: what is shipped, what a list says, whether a user's list is valid, and what differs. */
export function addLists(program: Command, context: Context): void {
  const { host } = context;
  const lists = commandOfVerbs(program, 'lists', 'the ban lists and profiles that are shipped');
  answering(lists, context, async () => (await import('../../app/lists.ts')).listLists(host), overview);

  const show = lists.command('show <ID|FILE>').description('what a list or profile says');
  show.addOption(optionNamed('as-of', 'as the list stood on this day'));
  show.option('--sources', 'only its address and sources, a line each');
  show.addOption(optionNamed('list-source'));
  type ShowFlags = { readonly asOf?: string; readonly listSource?: readonly string[]; readonly sources?: true };
  const readShown = async (name: string, { asOf, listSource = [], sources }: ShowFlags) => {
    const { showList, sourcesOf } = await import('../../app/lists.ts');
    const shown = await showList(name, asOf ?? null, listSource, host);
    return sources === true ? sourcesOf(shown) : shown;
  };
  answering(show, context, readShown, (shown, width) => ('length' in shown ? shown : showLines(shown, width)));

  const search = lists.command('search <TERM>');
  search.description('find a name, brand, model, MAC, number, country, rule or citation in lists and vendors');
  const runSearch = async (term: string) => (await import('../../app/search.ts')).searchLists(term, host);
  answering(search, context, runSearch, searchLines);

  addValidate(lists, context);

  const diff = lists.command('diff').description('what changes from one list to another');
  diff.argument('<A>', 'a list or list file').argument('<B>', 'a list or list file');
  diff.option('--against <RESULT>', 'and for the findings of this earlier result');
  diff.addOption(optionNamed('list-source'));
  const runDiff = async (a: string, b: string, flags: DiffFlags) =>
    (await import('../../app/diff.ts')).diffLists(a, b, flags, host);
  answering(diff, context, runDiff, diffLines);
}

function overview({ lists, profiles }: Awaited<ReturnType<typeof listLists>>, width: number): readonly string[] {
  const rows = lists.flatMap(({ id, title, jurisdiction, rules, entries, checked, pace, ...list }) => {
    const changes = pace === null ? '' : `, changes every ${pace} days`;
    const known = `as known on ${checked === null ? 'no day' : `${checked}${changes}`}`;
    const counts = [plural(rules, 'rule'), plural(entries, 'entry', 'entries')];
    return [
      [`${id}${list.default ? ' *' : ''}${list.old ? ' !' : ''}`, title],
      ['', [jurisdiction ?? '', ...counts, known].join(', ')],
    ];
  });
  const ofProfiles = profiles.flatMap(({ id, for: whom, lists: ids }) => [
    [id, whom],
    ['', Object.keys(ids).join(', ')],
  ]);
  return [
    ...table(rows, width),
    '* used when no list is named',
    ...(lists.some(({ old }) => old) ? ['! older than three times its pace, or its approvals are'] : []),
    '',
    ...table([['profile', 'for whom, and its lists'], ...ofProfiles], width),
  ];
}

function showLines(shown: Shown, width: number): readonly string[] {
  if ('profile' in shown) {
    const { id, for: whom, lists } = shown.profile;
    const rows = Object.entries(lists).map(([list, rules]) => [list, rules?.join(', ') ?? 'all its rules']);
    return [`Profile ${id}`, ...facts([['for', whom]], width), '', ...table(rows, width)];
  }
  const { list, asOf } = shown;
  const ownEntries = list.entries.filter(({ adoptedFrom }) => adoptedFrom === null);
  const rules = list.rules.map((rule) => [rule.id, ruleText(rule, list.binds)]);
  const entries = ownEntries.map((entry) => [entry.id, entryText(entry)]);
  const about = [
    ['as of', asOf],
    ['publisher', list.publisher],
    ['where', list.jurisdiction],
    ['binds', list.binds],
    ['short', list.short],
    ['as known on', list.checked],
    ['changes', list.pace === null ? null : `about every ${list.pace} days`],
    ...list.approvals.map(({ id, checked, pace }) => {
      return ['approvals', `${id}, as known on ${checked}, changes about every ${pace} days`] as const;
    }),
    ['url', list.url],
    ['note', list.note],
    ...list.sources.map((source) => ['source', source] as const),
  ] as const;
  return [
    `${list.title} (${list.id})`,
    ...facts(about, width),
    ...['', list.rules.length === 0 ? 'It forbids nothing.' : 'It may not'],
    ...tableBelow(rules, width),
    ...['', ownEntries.length + list.adopts.length === 0 ? 'It names nobody.' : 'Named'],
    ...tableBelow(entries, width),
    ...list.adopts.flatMap((adoption) => adoptionLines(adoption, list, width)),
    ...list.approvals.flatMap((file) => approvalLines(file, width)),
  ];
}

function adoptionLines(adoption: Adoption, { entries }: BanList, width: number): readonly string[] {
  const taken = entries.filter(({ adoptedFrom }) => adoptedFrom === adoption.list);
  const names = taken.map(({ id, as, since }) => [id.slice(adoption.list.length + 1), `${as}${listed(since, null)}`]);
  return ['', ...indented([`from ${adoptionText(adoption)}:`, ...indented(table(names, width - 4))])];
}

/** The words before each fact of a rule, an entry, an approval or an adoption, in the order in which they are shown. */
const FACTS: Readonly<Record<string, string>> = {
  ...{ effect: '', binds: 'binds ', also: 'also ', makerFrom: 'every vendor from ', madeIn: 'made in ' },
  ...{ madeOutside: 'made outside ', models: 'models ', which: '', only: 'only ', affiliates: 'affiliates ', day: '' },
  ...{ announced: 'announced ', until: 'until ', things: 'only ', except: 'all but ', rules: 'rules ' },
  ...{ assumes: 'assumed: ', cannotTell: 'a row cannot tell: ', reason: 'reason: ', citation: '', note: '' },
};

/** `first`, then the facts that are filled; several values of a fact have commas between them. */
function factsText(first: string, facts: Readonly<Record<string, unknown>> & Partial<Scope>): string {
  const isNarrow = (facts.things ?? []).length > 0;
  const { verified, ...all } = isNarrow ? { ...facts, except: null } : facts;
  const texts = Object.entries(FACTS).flatMap(([key, words]) => {
    const values = [(all[key] ?? []) as string | readonly string[]].flat();
    return values.length === 0 ? [] : words + values.join(', ');
  });
  return [first, ...texts, ...(verified === false ? ['not verified'] : [])].join('; ');
}

/** `us-dod-1260h, as it stood on 2024-01-31; rules fly`. */
export function adoptionText({ list, asOf, only, affiliates, rules }: Adoption): string {
  return factsText(`${list}, ${asOf === null ? 'as amended' : `as it stood on ${asOf}`}`, { only, affiliates, rules });
}

/** `be bought by an agency, from 2019-08-13; no-new; binds ...`: a rule in one text. */
export function ruleText(rule: Rule, listBinds: string | null): string {
  const { mayNot, day, announced, from, binds } = rule;
  const first = from?.startsWith('+') === true ? `${from.slice(1, -1)} days after the listing` : from;
  return factsText(first === null ? mayNot : `${mayNot}, from ${first}`, {
    ...rule,
    binds: binds === listBinds ? null : binds,
    day: day === null ? null : 'by the day on which the model was authorised',
    announced: announced === from ? null : announced,
  });
}

/** `Huawei Technologies Company, listed 2021-03-12; DA 21-309`: an entry in one text. */
export function entryText(entry: ListEntry): string {
  const { as, affiliates, which, since, until, announced, models, scopes } = entry;
  return factsText(as + listed(since, until), {
    ...entry,
    models: models.map(({ mask }) => mask),
    which: which && `listed: ${which.listed.join(', ')}; not listed: ${which.notListed.join(', ')}`,
    affiliates: affiliates === 'included' ? null : affiliates,
    announced: announced === since ? null : announced,
    until: null,
    things: scopes.flatMap(({ things }) => things ?? []),
    except: scopes.flatMap(({ except }) => except ?? []),
  });
}

function listed(since: string | null, until: string | null): string {
  return `${since === null ? '' : `, listed ${since}`}${until === null ? '' : ` until ${until}`}`;
}

function approvalLines({ title, approvals }: BanList['approvals'][number], width: number): readonly string[] {
  return Object.entries(approvals).flatMap(([thing, held]) => {
    const rows = (held ?? []).map((one) => [one.holder ?? one.vendor ?? '', approvalText(one)]);
    return section(`${title}: ${thing}`, table(rows, width - 2));
  });
}

/** `RAX#{2,3}*; 2026-04-14 to 2027-10-01; DA 26-351`. */
export function approvalText({ models, from, until, citation, note, verified }: Approval): string {
  const masks = models.map(({ mask }) => mask).join(', ') || 'every model';
  const period = `${from ?? 'always'}${until === null ? '' : ` to ${until}`}`;
  return factsText(`${masks}; ${period}`, { citation, note, verified });
}

function searchLines(hits: readonly SearchHit[], width: number): readonly string[] {
  if (hits.length === 0) return ['Nothing matches in lists or vendors. This does not clear the equipment.'];
  return hits.flatMap(({ vendor, name, matches, designations }, index) => {
    const matchRows = matches.map((text, at) => [at === 0 ? 'matches' : '', text]);
    return [
      ...(index === 0 ? [] : ['']),
      vendor === null ? name : `${name} (${vendor})`,
      ...tableBelow(matchRows, width),
      ...(designations.length === 0 ? ['  on no list'] : tableBelow(designationRows(designations, vendor), width)),
    ];
  });
}

const MARKS = { added: '+', removed: '-', ended: '-', renamed: '~', changed: '~', dropped: '-', altered: '~' };

const CHECK_AGAIN = 'An earlier result holds what its own lists looked for: check again for the entries added.';

function diffLines({ from, to, facts, entries, findings }: ListDiff, width: number): readonly string[] {
  const hasAdded = entries.some(({ change }) => change === 'added');
  return [
    `${from} -> ${to}`,
    ...indented(factLines(facts, width - 2)),
    ...entries.flatMap((change) => [
      `${MARKS[change.change]} ${entryLine(change)}`,
      ...indented(indented(factLines(change.facts, width - 4))),
    ]),
    ...(facts.length + entries.length === 0 ? ['nothing differs'] : []),
    ...(findings === null ? [] : ['', ...findingLines(findings, width), ...(hasAdded ? [CHECK_AGAIN] : [])]),
  ];
}

function entryLine({ entry, as, change, before }: ListDiff['entries'][number]): string {
  const how =
    change === 'ended' ? ', ended' : change === 'renamed' ? `, renamed${before === null ? '' : ` from ${before}`}` : '';
  return `${entry}${entry === as ? '' : `: ${as}`}${how}`;
}

function findingLines(findings: NonNullable<ListDiff['findings']>, width: number): readonly string[] {
  const rows = findings.map(({ change, name, from, to, ...at }) => {
    return [MARKS[change], placeName(at), name, `${from ?? 'no finding'} -> ${to ?? 'no finding'}`];
  });
  const many = plural(findings.length, 'finding of the result changes', 'findings of the result change');
  return [findings.length === 0 ? 'no finding of the result changes' : many, ...table(rows, width)];
}

function factLines(changes: ListDiff['facts'], width: number): readonly string[] {
  return table(
    changes.flatMap(({ key, from, to }) => {
      const [old, now] = [itemTexts(key, from), itemTexts(key, to)];
      const rows = [
        ...old.filter((text) => !now.includes(text)).map((text) => ['-', text]),
        ...now.filter((text) => !old.includes(text)).map((text) => ['+', text]),
      ];
      return rows.map((row, index) => [index === 0 ? key : '', ...row]);
    }),
    width,
  );
}

function itemTexts(key: string, value: unknown): readonly string[] {
  if (value === null) return [];
  if (key.startsWith('rule ')) return [ruleText(value as Rule, null)];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    if (typeof item === 'string') return item;
    return key === 'models' ? (item as ListEntry['models'][number]).mask : JSON.stringify(item);
  });
}

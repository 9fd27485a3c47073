import { firstOf, plural } from '../report/phrases.ts';
import { meantBy, suggest } from '../core/distance.ts';
import { UserError, wrongFile, type UserProblem } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { RuleChoice } from '../judge/entry.ts';
import { ruleChosen, type BanList } from '../knowledge/ban-list.ts';
import type { Profile } from '../knowledge/list-shape.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { withRegistered } from '../knowledge/registered.ts';
import type { UserList } from '../knowledge/user-lists.ts';
import type { Files, Host } from './host.ts';
import type { Options } from './options.ts';
import { newSha256 } from '#runtime';
import { CATEGORY_NAMES } from '../core/fields.ts';
import { Baseline } from '../waivers/baseline.ts';
import type { Referable } from '../waivers/waiver-file.ts';
import { failRule, gradeOf } from './exit.ts';

/** The lists of a run that names none. */
export const DEFAULT_LISTS = ['us-fcc-covered', 'us-ndaa-889'] as const;

type ListOptions = Pick<Options, 'list' | 'profile' | 'listSource'>;

/**
 * What is known, with the lists that `--list` and `--profile` name, in their order, and all vendors, also those of the
 * user's lists. `rules`: those that profiles choose, by list; `notes`: for people, what netvet does not know in the
 * user's lists, and how it read them; `others`: shipped lists that were not named. Throws UserError.
 */
export async function chooseLists(options: ListOptions, host: Pick<Host, 'files' | 'knowledge'>) {
  const { listSource: listSources } = options;
  const knowledge = await host.knowledge();
  const wanted = expandNames(options.list, options.profile, knowledge, host.files);
  const hasUserLists = wanted.files.size + listSources.length > 0;
  const data = hasUserLists
    ? await readUserLists([...wanted.files], listSources, knowledge, host.files)
    : { ...knowledge, notes: [] };
  const lists = wanted.names.flatMap((name) => data.lists.findLast(({ id, file }) => [id, file].includes(name)) ?? []);
  const vendors = withRegistered(data.vendors, lists, knowledge.words.tables);
  const others = knowledge.lists.filter(({ id }) => !lists.some((list) => list.id === id));
  return { ...knowledge, lists, vendors, rules: wanted.rules, notes: data.notes, others };
}

async function readUserLists(paths: readonly string[], sources: readonly string[], knowledge: Knowledge, disk: Files) {
  // YAML is read by a large library that a run with shipped lists alone does not need.
  const { readLists, resolveLists } = await import('../knowledge/user-lists.ts');
  const { readListFiles } = await import('./list-table.ts');
  const { files, problems: unread } = await readListFiles(paths, sources, knowledge, disk);
  if (unread.length > 0) throw new UserError(unread);
  const { lists: userLists, problems } = readLists(files, knowledge);
  if (problems.length > 0) throw new UserError(problems);
  const fileNotes = files.flatMap((file) => ('notes' in file ? file.notes.map((note) => `${file.path}: ${note}`) : []));
  return { ...resolveLists(knowledge, userLists), notes: [...fileNotes, ...userLists.flatMap(notesOf)] };
}

function notesOf({ list, unknown, models: { read, doubtful } }: UserList): readonly string[] {
  const masks = (models: typeof read): readonly string[] => Array.from(models, ([text, mask]) => `${text} (${mask})`);
  const notes = [
    [`${plural(unknown.length, 'vendor')} that netvet does not know, searched for by name alone`, unknown],
    ['models read as masks', masks(read)],
    ['models taken as they are written, although x may mean any letter or digit', masks(doubtful)],
  ] as const;
  const filled = notes.filter(([, texts]) => texts.length > 0);
  return filled.map(([label, texts]) => `${list.file ?? list.id}: ${label}: ${firstOf(texts)}`);
}

/** Ids of shipped lists and paths of files, in the order they were named, without repeats. */
function expandNames(names: readonly string[], profiles: readonly string[], knowledge: Knowledge, disk: Files) {
  const problems: UserProblem[] = [];
  const files = new Set<string>();
  const ids = knowledge.lists.map(({ id }) => id);
  const wantedNames = names.length === 0 && profiles.length === 0 ? ['default'] : names;
  const expanded = wantedNames.flatMap((name) => (name === 'default' ? DEFAULT_LISTS : name));
  const found = expanded.flatMap((name): readonly string[] => {
    if (name === 'all') return knowledge.lists.flatMap(({ id, entries }) => (entries.length === 0 ? [] : id));
    if (ids.includes(name)) return [name];
    if (/[/\\]|\.(?:ya?ml|json|csv|tsv|txt|xlsx|xlsm)$/i.test(name) || typeof disk.sizeOf(name) === 'number') {
      files.add(name);
      return [name];
    }
    problems.push(unknownName('list', name, knowledge));
    return [];
  });
  const chosen = profiles.flatMap((name): Profile | [] => {
    const profile = knowledge.profiles.find(({ id }) => id === name);
    if (profile === undefined) problems.push(unknownName('profile', name, knowledge));
    return profile ?? [];
  });
  if (problems.length > 0) throw new UserError(problems);
  const rules = rulesOfProfiles(chosen, knowledge.lists, found);
  return { names: [...new Set([...found, ...chosen.flatMap(({ lists }) => Object.keys(lists))])], files, rules };
}

/** The rules that profiles choose, by list: those of any profile; all of a list that was named as well (`besides`). */
export function rulesOfProfiles(
  profiles: readonly Profile[],
  lists: readonly BanList[],
  besides: readonly string[] = [],
): ReadonlyMap<string, RuleChoice> {
  const choices = new Map<string, RuleChoice>();
  for (const [id, texts] of profiles.flatMap((profile) => Object.entries(profile.lists))) {
    const allRules = lists.find((list) => list.id === id)?.rules.map((rule) => rule.id) ?? [];
    const chosen = (texts ?? allRules).map(ruleChosen).filter(({ is }) => is !== 'refused');
    const before = choices.get(id);
    const named = new Set([...(before?.named ?? []), ...chosen.map((rule) => rule.id)]);
    const sure = chosen.flatMap((rule) => (rule.is === 'sure' ? rule.id : []));
    const only = besides.includes(id) || named.size === allRules.length ? null : named;
    choices.set(id, { only, named, holds: new Set([...(before?.holds ?? []), ...sure]) });
  }
  return choices;
}

/** What takes a name of each kind, and what shows the names that there are: profiles are few enough to be named. */
const KINDS = {
  list: ['--list', 'netvet lists shows them, a file of your own is named by its path'],
  profile: ['--profile', null],
  vendor: ['netvet vendors show', 'netvet vendors shows them'],
} as const;

/** The problem of a name that nothing of this kind has, with what it may mean. */
export function unknownName(kind: keyof typeof KINDS, name: string, known: Knowledge): UserProblem {
  const idsOf = (all: readonly { readonly id: string }[]): readonly string[] => all.map(({ id }) => id);
  const vendors = known.vendors.flatMap((vendor) => idsOf([vendor, ...vendor.affiliates]));
  const ids = { list: [...idsOf(known.lists), 'default', 'all'], profile: idsOf(known.profiles), vendor: vendors };
  const other = (['list', 'profile', 'vendor'] as const).find((one) => ids[one].includes(name));
  const isUnlikeAny = meantBy(name, ids[kind]).length === 0;
  const usual = (isUnlikeAny ? KINDS[kind][1] : null) ?? suggest(name, ids[kind]);
  const hint = other === undefined ? usual : `${name} is a ${other}: ${KINDS[other][0]} ${name}`;
  return { place: null, message: `unknown ${kind} '${name}'`, hint };
}

type Chosen = Pick<Awaited<ReturnType<typeof chooseLists>>, 'lists' | 'vendors' | 'others'>;

/** Ids and names that a waiver of a run can name. `complete`: no other run could know more. */
export function referableIn({ lists, vendors, others }: Chosen, complete: boolean): Referable {
  const names = vendors.flatMap((vendor) => [
    ...[vendor.id, vendor.name],
    ...vendor.affiliates.flatMap(({ id, name }) => [id, name, `${vendor.id}/${id}`]),
  ]);
  const categories = Object.entries(CATEGORY_NAMES).flat();
  return { lists: [...others, ...lists].map(({ id }) => id), vendors: [...names, ...categories], complete };
}

/** Reads the waivers of a run. Misspelt names of its lists and vendors are errors. Throws UserError with all errors. */
export async function loadWaivers(path: string, asOf: string, host: Host, named: Chosen | null = null) {
  const { parseWaivers } = await import('../waivers/waiver-file.ts');
  const { createWaiverRun } = await import('../waivers/waiver.ts');
  const { words } = await host.knowledge();
  const names = named === null ? null : referableIn(named, false);
  const file = parseWaivers(host.files.text(path), words.noValue, names);
  return { run: createWaiverRun(file, asOf), ref: { path, sha256: file.sha256 } };
}

/** Reads the earlier result that a run is compared with. Throws UserError when it is not a result, or damaged. */
export async function loadBaseline(path: string, options: Options, host: Host) {
  const { readResult } = await import('./result.ts');
  if (path !== '-' && host.files.sizeOf(path) === undefined) {
    const hint = `make one from what is accepted today: netvet check FILE -q -o ndjson=${path}`;
    throw wrongFile(path, 'no such file: nothing was recorded yet', hint);
  }
  const { words } = await host.knowledge();
  const wouldFail = (finding: Finding): boolean => rule.wouldFail(finding) || rule.isUndecided(finding);
  const baseline = new Baseline({ wouldFail, failOn: gradeOf(options), noValue: () => words.noValue });
  const rule = failRule(options, baseline.law);
  const hash = newSha256();
  for await (const event of readResult(path, host, (chunk) => hash.update(chunk))) baseline.add(event);
  return { run: baseline, ref: { path, sha256: hash.digest('hex') } };
}

import { daysBetween } from '../core/dates.ts';
import { suggest } from '../core/distance.ts';
import { UserError } from '../core/errors.ts';
import type { BanList, Profile } from '../knowledge/ban-list.ts';
import { chooseLists, DEFAULT_LISTS } from './choose-lists.ts';
import type { Host } from './host.ts';

export interface ListLine {
  readonly id: string;
  readonly title: string;
  readonly jurisdiction: string | null;
  readonly kind: string;
  readonly entries: number;
  readonly checked: string | null;
  /** Days since it was checked. */
  readonly age: number | null;
  /** True when `check` uses it by default. */
  readonly default: boolean;
}

/** What is shipped: lists and profiles, by id. */
export async function listLists(host: Host): Promise<{ lists: readonly ListLine[]; profiles: readonly Profile[] }> {
  const { lists, profiles } = await host.knowledge();
  return {
    profiles,
    lists: lists.map(({ id, title, jurisdiction, kind, entries, checked }) => ({
      id,
      title,
      jurisdiction,
      kind,
      entries: entries.length,
      checked,
      age: checked === null ? null : daysBetween(checked, host.today),
      default: DEFAULT_LISTS.some((name) => name === id),
    })),
  };
}

/** A list by its id or file. Throws UserError when there is none. */
export async function findList(name: string, host: Host): Promise<BanList> {
  const { lists } = await chooseLists([name], [], await host.knowledge(), host);
  const [list, second] = lists;
  if (list === undefined || second !== undefined) throw new UserError(`'${name}' is more than one list`, 'name one');
  return list;
}

/** A list or a profile. Throws UserError when there is none of that name. */
export async function showList(name: string, host: Host): Promise<{ list: BanList } | { profile: Profile }> {
  const { lists, profiles } = await host.knowledge();
  const profile = profiles.find(({ id }) => id === name);
  if (profile !== undefined) return { profile };
  if (!/[./\\]/.test(name) && !lists.some(({ id }) => id === name)) {
    const known = [...lists, ...profiles].map(({ id }) => id);
    throw new UserError(`no list or profile '${name}'`, suggest(name, known));
  }
  return { list: await findList(name, host) };
}

import type { GateItem, RunEvent } from '../core/events.ts';
import { IDENTITY_FIELDS, isIdentity } from '../core/fields.ts';
import type { Headers } from '../words/headers.ts';
import { optionText } from '../report/phrases.ts';
import { DEFAULT_LISTS } from './choose-lists.ts';
import { OPTIONS, type CheckOptions } from './options.ts';

const USUAL = OPTIONS['require-identity'].usual;

/** In the order in which it is said. `lets`: what a value lets pass; `leftOut`: default lists that are left out. */
const LOOSENINGS: readonly {
  readonly option: string;
  readonly lets: (
    value: unknown,
    facts: Pick<CheckOptions, 'origins'> & { readonly words: Headers | null; readonly leftOut: readonly string[] },
  ) => string | null;
  readonly do: string;
}[] = [
  {
    option: 'fail-on',
    lets: (value) => (value === 'never' ? 'nothing fails' : value === 'confirmed' ? 'probable findings pass' : null),
    do: 'leave fail-on out, or set it to probable',
  },
  {
    option: 'fail-on-status',
    lets: (value) => ([value].flat().includes('banned') ? null : 'banned equipment passes'),
    do: 'add banned to fail-on-status',
  },
  {
    option: 'as-of',
    lets: (_, { origins }) => (origins.has('as-of') ? 'judged as of that day, whenever the run is' : null),
    do: 'take as-of out of the settings: it is for single runs',
  },
  {
    option: 'require-identity',
    lets: (value) =>
      Number(value) < USUAL ? `${100 - Number(value)} % of the rows may name no vendor, model or MAC` : null,
    do: `leave require-identity out, or set it to ${USUAL}`,
  },
  { option: 'waivers', lets: () => 'what this file waives passes', do: 'review the waivers' },
  { option: 'baseline', lets: () => 'what this result holds passes', do: 'review what the baseline accepts' },
  { option: 'list', lets: notJudgedBy, do: 'add default to list' },
  { option: 'profile', lets: notJudgedBy, do: 'add list: default to the settings' },
  { option: 'data', lets: () => 'judged by this data, not by what is shipped', do: 'make sure where the data is from' },
  { option: 'sheet', lets: () => 'other sheets are not read', do: 'leave sheet out to read all' },
  {
    option: 'skip-lines',
    lets: (value) => `${value === 1 ? 'the first line is' : `the first ${Number(value)} lines are`} not checked`,
    do: 'leave skip-lines out: netvet finds the header below title lines',
  },
  { option: 'columns', lets: mappedAway, do: 'leave the mapping out' },
];

function notJudgedBy(_: unknown, { leftOut }: { readonly leftOut: readonly string[] }): string | null {
  return leftOut.length === 0 ? null : `not judged by ${leftOut.join(' and ')}, which a run without settings is`;
}

function mappedAway(value: unknown, { words }: { readonly words: Headers | null }): string | null {
  const [, field = '', header = ''] = /^([^=]*)=(.*)$/s.exec(String(value)) ?? [];
  if (IDENTITY_FIELDS.some((one) => one === field) || words === null) return null;
  const fields = words.read(header.trim())?.fields.filter(isIdentity) ?? [];
  if (fields.length > 0) return `the column is not read as ${fields.join(' or ')}`;
  return /^\s*#\d+\s*$/.test(header) ? 'no vendor or model is read in the column, whatever it holds' : null;
}

/**
 * What lets a run fail less than the defaults on the same inputs would, each with where it was set. Stricter options,
 * and a day, lists or a profile that were given for this run, are facts of it.
 */
export function gateOf(
  { options, asOf, lists }: Pick<RunEvent, 'options' | 'asOf' | 'lists'>,
  { origins, given }: Pick<CheckOptions, 'origins' | 'given'>,
  words: Headers | null = null,
): readonly GateItem[] {
  const choosing = ['list', 'profile'].filter((name) => name in options);
  const isOfSettings = choosing.every((name) => origins.has(name));
  const leftOut = isOfSettings ? DEFAULT_LISTS.filter((id) => !lists.some((list) => list.id === id)) : [];
  const effective = new Map(Object.entries({ ...options, 'as-of': asOf }));
  if (choosing.length > 1) effective.delete('profile');
  return LOOSENINGS.flatMap(({ option, lets, do: advice }) => {
    const value = effective.get(option);
    const values: readonly unknown[] = value === undefined ? [] : option === 'columns' ? [value].flat() : [value];
    return values.flatMap((one, at): readonly GateItem[] => {
      const passes = lets(one, { origins, words, leftOut });
      if (passes === null) return [];
      const place = origins.get(option)?.[at] ?? given;
      const why = `${optionText(option, one)}: ${passes}`;
      return [{ kind: 'gate', asset: null, place, why, do: advice, finding: null }];
    });
  });
}

/**
 * The same of results that are put together: what is given now is instead of what they were made with. That nothing
 * fails is never taken over.
 */
export function gateOfAll(
  gates: readonly (readonly GateItem[])[],
  given: Pick<RunEvent, 'options' | 'asOf' | 'lists'>,
): readonly GateItem[] {
  const beginnings = [...Object.keys(given.options).map((name) => `--${name} `), '--fail-on never:'];
  const kept = gates.flat().filter(({ why }) => !beginnings.some((beginning) => why.startsWith(beginning)));
  const now = gateOf(given, { origins: new Map(), given: 'command line' });
  const items = new Map([...kept, ...now].map((item) => [`${item.place} ${item.why}`, item]));
  const rank = ({ why }: GateItem): number => LOOSENINGS.findIndex(({ option }) => why.startsWith(`--${option} `));
  return [...items.values()].sort((a, b) => rank(a) - rank(b));
}

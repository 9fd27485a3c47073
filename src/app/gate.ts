import type { Attention, RunEvent } from '../core/events.ts';
import type { RuleChoice } from '../judge/entry.ts';
import type { Headers } from '../words/headers.ts';
import { optionText } from '../report/phrases.ts';
import { itemAt } from './attention.ts';
import { DEFAULT_LISTS } from './choose-lists.ts';
import { OPTION_NAMES, OPTIONS, type CheckOptions, type OptionSpec } from './options.ts';

/** `rules`: those that profiles choose, by list. */
type Decided = Pick<RunEvent, 'options' | 'asOf' | 'lists'> & { readonly rules?: ReadonlyMap<string, RuleChoice> };

/**
 * The options that let a run fail less than the defaults would on the same inputs, each with the place where it was
 * set. Stricter options, and a day, lists or a profile given for this run alone, make no item.
 */
export function gateOf(decided: Decided, { origins, given }: Pick<CheckOptions, 'origins' | 'given'>, words: Headers) {
  const { options, asOf, lists, rules } = decided;
  const choosing = ['list', 'profile'].filter((name) => name in options);
  const expected = choosing.every((name) => origins.has(name)) ? DEFAULT_LISTS : [];
  const leftOut = expected.flatMap((id) => {
    if (!lists.some((list) => list.id === id)) return id;
    return rules?.get(id)?.only == null ? [] : `all rules of ${id}`;
  });
  const effective = new Map(Object.entries({ ...options, 'as-of': asOf }));
  if (choosing.length > 1) effective.delete('profile');
  return OPTION_NAMES.flatMap((name) => {
    const { lets, instead = '' }: OptionSpec = OPTIONS[name];
    const value = effective.get(name);
    const values: readonly unknown[] = value === undefined ? [] : name === 'columns' ? [value].flat() : [value];
    return values.flatMap((one, at): readonly Attention[] => {
      const passes = lets?.(one, { origins, words, leftOut }) ?? null;
      if (passes === null) return [];
      const place = origins.get(name)?.[at] ?? given;
      return [{ type: 'attention', kind: 'gate', ...itemAt(place, `${optionText(name, one)}: ${passes}`, instead) }];
    });
  });
}

/**
 * The same for results put together: options given now come first and replace theirs, and `--fail-on never` is not
 * taken over.
 */
export function gateOfAll(gates: readonly Attention[], given: Decided, words: Headers): readonly Attention[] {
  const beginnings = [...Object.keys(given.options).map((name) => `--${name} `), '--fail-on never:'];
  const kept = gates.filter(({ why }) => !beginnings.some((beginning) => why.startsWith(beginning)));
  const now = gateOf(given, { origins: new Map(), given: 'command line' }, words);
  return [...new Map([...now, ...kept].map((item) => [`${item.place} ${item.why}`, item])).values()];
}

import type { DesignationEvent } from '../../core/events.ts';
import type { Collected } from './page-content.ts';

/** One day on the time line: what is due or forbidden from then, by which list, for whom. */
export interface Due {
  readonly day: string;
  readonly what: string;
  readonly list: string;
  readonly names: readonly string[];
}

/** The days on which rules begin that findings rest on: those to come, each once a list. */
export function dueDays({ laws, run }: Collected): readonly Due[] {
  const asOf = run?.asOf ?? '';
  const found = new Map<string, { day: string; what: string; list: string; names: string[] }>();
  for (const law of laws) {
    if (!('type' in law)) continue;
    for (const [day, what] of daysOf(law, asOf)) {
      const key = JSON.stringify([day, law.list, what]);
      const known = found.get(key);
      if (known === undefined) found.set(key, { day, what, list: law.list, names: [law.as] });
      else if (!known.names.includes(law.as)) known.names.push(law.as);
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, due]) => due);
}

function daysOf({ rules }: DesignationEvent, asOf: string): readonly (readonly [string, string])[] {
  return rules.flatMap(({ from, mayNot }) =>
    from === null || from <= asOf ? [] : [[from, `from this day it may not ${mayNot}`] as const],
  );
}

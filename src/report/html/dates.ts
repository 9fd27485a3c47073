import type { DesignationEvent } from '../../core/events.ts';
import type { Collected } from './page-content.ts';

/** One day on the time line: what is due or forbidden from then, by which list, for whom. */
export interface Due {
  readonly day: string;
  readonly what: string;
  readonly list: string;
  readonly names: readonly string[];
}

/** Deadlines of the designations that findings use, and rules that start after the as-of date; each once a list. */
export function dueDays({ laws, run }: Collected): readonly Due[] {
  const asOf = run?.asOf ?? '';
  const found = new Map<string, { day: string; what: string; list: string; names: string[] }>();
  for (const law of laws) {
    if (!('type' in law)) continue;
    for (const [day, what] of daysOf(law, asOf)) {
      const key = JSON.stringify([day, law.list, what]);
      const known = found.get(key);
      if (known === undefined) found.set(key, { day, what, list: law.list, names: [law.listedAs] });
      else if (!known.names.includes(law.listedAs)) known.names.push(law.listedAs);
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, due]) => due);
}

function daysOf({ deadlines, prohibits }: DesignationEvent, asOf: string): readonly (readonly [string, string])[] {
  const starts = new Map<string, Set<string>>();
  for (const { act, from } of prohibits) {
    if (from !== null && from > asOf) starts.set(from, (starts.get(from) ?? new Set()).add(act));
  }
  return [
    ...deadlines.map(({ what, by }) => [by, `deadline: ${what}`] as const),
    ...[...starts].map(([day, acts]) => [day, `forbidden from this day: ${[...acts].join(', ')}`] as const),
  ];
}

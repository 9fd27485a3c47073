import type { DesignationEvent } from '../../core/events.ts';
import type { Held } from '../at-the-end.ts';
import { type Cell, dayCell, type Sheet } from './book.ts';

const COLUMNS: Sheet['columns'] = [
  ['List', 18],
  ['Listed as', 34],
  ['Listed', 12],
  ['Listed until', 12],
  ['It may not', 50],
  ['Since', 12],
  ['Binds', 40],
  ['Assumed', 40],
  ['netvet cannot tell', 40],
  ['Citation', 26],
  ['Citation of the listing', 26],
  ['As known on', 12],
  ['Address', 40],
  ['Verified', 9],
];

/** A row each rule of an entry; an entry that forbids nothing has a row of its own. */
export function lawSheet({ designations, run }: Held): Sheet {
  const urls = new Map(run.lists.map((list) => [list.id, list.url]));
  const rows = designations.flatMap((event) =>
    rulesOf(event).map((rule): Cell[] => [
      event.list,
      event.as,
      dayCell(event.since),
      dayCell(event.until),
      ...rule.slice(0, -1),
      event.citation,
      dayCell(event.knownOn),
      urls.get(event.list) ?? null,
      rule.at(-1) ?? null,
    ]),
  );
  return { name: 'Law', columns: COLUMNS, rows };
}

/** What, since when, whom it binds, what is assumed, what a row cannot tell, by which citation, whether that is verified. */
function rulesOf({ rules, verified }: DesignationEvent): readonly (readonly Cell[])[] {
  const yes = (sure: boolean) => (verified && sure ? 'yes' : 'no');
  if (rules.length === 0) return [['nothing: it forbids nothing', null, null, null, null, null, yes(true)]];
  return rules.map(({ mayNot, from, binds, assumes, cannotTell, citation, verified: sure }) => [
    mayNot,
    dayCell(from),
    ...[binds, assumes, cannotTell, citation],
    yes(sure),
  ]);
}

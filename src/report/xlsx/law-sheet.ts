import type { DesignationEvent } from '../../core/events.ts';
import type { Held } from '../at-the-end.ts';
import { actText } from '../../knowledge/ban-list.ts';
import { type Cell, dayCell, type Sheet } from './book.ts';

const COLUMNS: Sheet['columns'] = [
  ['List', 18],
  ['Listed as', 34],
  ['Listed', 12],
  ['Listed until', 12],
  ['Forbids', 30],
  ['From', 12],
  ['What exactly', 50],
  ['Citation', 26],
  ['Condition', 50],
  ['Still allowed', 40],
  ['Binds', 40],
  ['Citation of the listing', 26],
  ['Address', 40],
  ['Verified', 9],
];

/** A row each thing that an entry forbids or sets a deadline for; an entry without one has a row of its own. */
export function lawSheet({ designations, run }: Held): Sheet {
  const binds = new Map(run.lists.map((list) => [list.id, list.binds]));
  const rows = designations.flatMap((event) =>
    rulesOf(event).map((rule): Cell[] => [
      event.list,
      event.listedAs,
      dayCell(event.since),
      dayCell(event.until),
      ...rule.slice(0, 4),
      event.condition,
      event.continuedUse,
      binds.get(event.list) ?? null,
      event.citation,
      event.url,
      rule[4] ?? null,
    ]),
  );
  return { name: 'Law', columns: COLUMNS, rows };
}

/** What, from when, what exactly, by which citation, whether that was verified. */
function rulesOf({ prohibits, deadlines, verified }: DesignationEvent): readonly (readonly Cell[])[] {
  const yes = (sure: boolean) => (verified && sure ? 'yes' : 'no');
  const rules = [
    ...prohibits.map((rule) => [actText(rule.act), dayCell(rule.from), rule.note, rule.citation, yes(rule.verified)]),
    ...deadlines.map(({ what, by }) => ['deadline', dayCell(by), what, null, yes(true)]),
  ];
  return rules.length === 0 ? [[null, null, null, null, yes(true)]] : rules;
}

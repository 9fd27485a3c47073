import { isOpen } from '../../core/problem.ts';
import { gapsOf } from '../answer.ts';
import { grouped, plural } from '../phrases.ts';
import { fit, pad, padLeft } from '../width.ts';
import type { TextCollected } from './collect.ts';
import type { Page } from './page.ts';
import type { Group, Kind, Section } from './section.ts';
import type { Table } from './asset-lines.ts';

/** With more lines than this the groups have titles, and a table of them stands above. */
const UNTITLED = 20;
/** Groups in that table; below it all of them are there. */
const MOST_GROUPS = 30;

/** The table of what is banned, in its groups. */
export function bannedLines(page: Page, collected: TextCollected, table: Table): string[] {
  const section = collected.sections.get('banned');
  if (section === undefined) return [];
  const { groups } = section;
  const titled = page.options.groupBy !== 'none' && (section.count > UNTITLED || page.options.groupBy !== 'vendor');
  const lines = groups.flatMap((group) => [
    ...(titled
      ? [page.chalk.bold(fit(page.show(`${group.title} (${grouped(group.total)})`), page.width, page.marks.more))]
      : []),
    ...group.strongest.items.flatMap((asset) => table.lines(asset)),
    ...moreLine(page, group, null),
  ]);
  const { again } = section;
  const of = `${plural(again, 'more row')} ${again === 1 ? 'is' : 'are'} of the same assets; -f csv has each row`;
  return [
    ...(titled && section.count > UNTITLED ? overview(page, groups) : []),
    table.header(),
    ...lines,
    ...(again === 0 ? [] : page.paragraph(of, 2, page.chalk.dim)),
  ];
}

/** How many assets each group has, where there is more than one page to read. */
function overview(page: Page, groups: readonly Group[]): string[] {
  const name = Math.min(page.width - 32, Math.max(...groups.map(({ title }) => title.length), 8));
  const row = (title: string, ...counts: readonly string[]) =>
    `${pad(fit(page.show(title), name, page.marks.more), name)}${counts.map((count) => padLeft(count, 10)).join('')}`;
  const counted = ({ title, total, confidences }: Group) =>
    row(title, ...[total, confidences.get('confirmed') ?? 0, confidences.get('probable') ?? 0].map(grouped));
  const more = groups.length - MOST_GROUPS;
  return [
    page.chalk.bold(row(page.options.groupBy.toUpperCase(), 'ASSETS', 'CONFIRMED', 'PROBABLE')),
    ...groups.slice(0, MOST_GROUPS).map(counted),
    ...(more > 0 ? [page.chalk.dim(`${page.marks.more} and ${plural(more, 'more group')}`)] : []),
    '',
  ];
}

/** `… and 40 more: 30 Huawei, 10 ZTE; ...`. */
function moreLine(page: Page, { strongest: { more, total } }: Group, section: Section | null): string[] {
  if (more === 0) return [];
  const things =
    section === null || section.things.size < 2 ? [] : [...section.things].toSorted(([, a], [, b]) => b - a);
  const of = things.slice(0, 5).map(([thing, count]) => `${grouped(count)} ${thing}`);
  const all = of.length === 0 ? '' : ` (of all ${grouped(total)}: ${of.join(', ')}${things.length > 5 ? ' ...' : ''})`;
  const how = page.options.verbose || total > 1_000 ? '-f csv lists all' : '-v lists them';
  return page.paragraph(page.show(`${page.marks.more} and ${grouped(more)} more${all}; ${how}`), 2, page.chalk.dim);
}

/** What a person does about each kind. */
const TO_CHECK: readonly (readonly [Kind, string])[] = [
  ['possible', 'check the device, then fix the row or add a waiver'],
  ['undetermined', 'add what is missing to the inventory, since it decides'],
  ['upcoming', 'replace, or add a waiver, before the day it is forbidden'],
];
const UNTOLD: readonly (readonly [Kind, string])[] = [
  ['waived?', 'waived, and it may be banned'],
  ['known?', 'in the baseline, and it may be banned'],
];
const NO_ACTION: readonly (readonly [Kind, string])[] = [
  ['waived', 'accepted until the waiver ends'],
  ['exempt', 'allowed until the exemption ends'],
  ['listed', 'on a list, but not forbidden today'],
];

/** What is left to do, a line on how for each kind, and what the run could not read. */
export function toCheckLines(page: Page, collected: TextCollected, table: Table): string[] {
  const errors = collected.problems.lines(isOpen, page.options.verbose);
  const lines = [
    ...kindLines(page, collected, table, TO_CHECK),
    ...page.paragraph(page.show(incomplete(collected, errors)), 0, page.chalk.yellow),
    ...errors.flatMap((text) => page.paragraph(page.show(text), 2)),
  ];
  return lines.length === 0 ? [] : [page.chalk.bold('To check'), ...lines];
}

/** What to do about a run that is incomplete; empty when it is not. */
function incomplete({ inputs, summary }: TextCollected, errors: readonly string[]): string {
  if (errors.length > 0) return 'Incomplete: fix this and run again, or waive it';
  const unnamed = gapsOf(summary).some((reason) => reason.includes('vendor, model or MAC'));
  const file = inputs.length === 1 ? (inputs[0]?.source ?? 'FILE') : 'FILE';
  return unnamed ? `Incomplete: netvet columns ${file} says how its columns were understood, and how to name them` : '';
}

/** What a waiver or the baseline covers although nobody knows whether it is banned, with the reason. */
export function untoldLines(page: Page, collected: TextCollected, table: Table): string[] {
  const lines = kindLines(page, collected, table, UNTOLD);
  return lines.length === 0 ? [] : [page.chalk.bold('netvet cannot tell'), ...lines];
}

/** What was found and needs nothing now; what the baseline has only with `-v`. */
export function noActionLines(page: Page, collected: TextCollected, table: Table): string[] {
  const known: readonly (readonly [Kind, string])[] = page.options.verbose ? [['known', 'in the baseline']] : [];
  const lines = kindLines(page, collected, table, [...NO_ACTION, ...known]);
  return lines.length === 0 ? [] : [page.chalk.bold('Accepted or allowed'), ...lines];
}

function kindLines(
  page: Page,
  { sections }: TextCollected,
  table: Table,
  kinds: readonly (readonly [Kind, string])[],
): string[] {
  return kinds.flatMap(([kind, what]) => {
    const section = sections.get(kind);
    const [group] = section?.groups ?? [];
    if (section === undefined || group === undefined) return [];
    return [
      ...page.paragraph(
        `${grouped(section.count)} ${kind.endsWith('?') ? 'undetermined' : kind}: ${what}`,
        0,
        page.chalk.yellow,
      ),
      ...group.strongest.items.flatMap((asset) => table.lines(asset)),
      ...moreLine(page, group, section),
    ];
  });
}

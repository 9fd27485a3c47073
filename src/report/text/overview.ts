import { grouped, plural } from '../phrases.ts';
import { displayWidth, fit, pad, padLeft } from '../width.ts';
import type { Collected } from './collect.ts';
import { inOrder, SHOWN, type Group } from './group.ts';
import type { Page } from './page.ts';

/** Lines of the table; the groups below it are all there. */
const MOST_LINES = 30;

/** Columns before the lists, the name's aside. */
const LISTS_AT = 38;

/** A table of the groups, above them when there is more than one page to read. */
export function overviewLines(page: Page, collected: Collected): string[] {
  const groups = inOrder(collected.groups);
  const total = groups.reduce((all, group) => all + group.total, 0);
  if (total <= SHOWN || page.options.groupBy === 'none') return [];
  const shown = groups.slice(0, MOST_LINES);
  const name = Math.min(28, Math.max(...shown.map(({ title }) => title.length), 8));
  const columns = (title: string, fail: string, all: string, confirmed: string, probable: string, lists: string) =>
    page.narrow
      ? [pad(title, page.width - 20), padLeft(fail, 8), padLeft(all, 10)]
      : [
          pad(title, name),
          padLeft(fail, 8),
          padLeft(all, 9),
          padLeft(confirmed, 10),
          padLeft(probable, 9),
          `  ${lists}`,
        ];
  const line = (group: Group): string => {
    const title = fit(page.show(group.title), page.narrow ? page.width - 22 : name, page.marks.more);
    const grade = (key: 'confirmed' | 'probable') => grouped(group.confidences.get(key) ?? 0);
    const lists = listsOf(page, group, page.width - name - LISTS_AT);
    const cells = columns(
      title,
      grouped(group.failing),
      grouped(group.total),
      grade('confirmed'),
      grade('probable'),
      lists,
    );
    return fit(cells.join(''), page.width, page.marks.more).trimEnd();
  };
  const header = columns(
    page.options.groupBy,
    'failing',
    'findings',
    'confirmed',
    'probable',
    page.options.groupBy === 'list' ? '' : 'lists',
  )
    .join('')
    .trimEnd();
  const more = groups.length - shown.length;
  return [
    page.chalk.bold(fit(header, page.width, page.marks.more)),
    ...shown.map(line),
    ...(more > 0 ? [page.chalk.dim(`${page.marks.more} and ${grouped(more)} more groups`)] : []),
  ];
}

function listsOf(page: Page, { lists }: Group, room: number): string {
  if (page.options.groupBy === 'list') return '';
  const named = page.show([...lists].join(', '));
  return displayWidth(named) <= room ? named : plural(lists.size, 'list');
}

import type { PageLaw } from '../page-data.ts';
import { badge, detail } from './detail.ts';
import { icon, make } from './dom.ts';
import type { Entry } from './select.ts';

const COLUMNS = 7;
/** Lists named in a row; the detail names all. */
const LISTS_SHOWN = 2;

/** One finding as a row group: the row, and the row of its detail, made when it is first opened. */
export function rowGroup(entry: Entry, laws: readonly PageLaw[], open: boolean): HTMLTableSectionElement {
  const { row, index } = entry;
  const id = `finding-${index}`;
  const group = make('tbody', { class: row.fails ? 'fails' : '' });
  const button = make(
    'button',
    { type: 'button', class: 'opener', 'aria-expanded': 'false', 'aria-controls': id },
    icon('chevron'),
    badge(row.status),
    make('span', { class: 'unseen' }, `, details of ${row.who} ${row.name}, ${row.place}`),
  );
  const under = make('td', { colspan: String(COLUMNS) });
  const details = make('tr', { class: 'under', id, hidden: true }, under);
  const show = (shown: boolean) => {
    if (shown && under.firstChild === null) under.append(detail(row, laws));
    details.hidden = !shown;
    button.setAttribute('aria-expanded', String(shown));
  };
  const line = make(
    'tr',
    { class: 'line' },
    make('td', {}, button),
    make('th', { scope: 'row' }, row.who),
    make('td', {}, ...assetCell(entry)),
    make('td', {}, row.site),
    make('td', {}, ...listsCell(entry)),
    make('td', {}, make('span', { class: 'confidence' }, icon(row.confidence), row.confidence)),
    make('td', { class: 'place' }, row.place),
  );
  line.addEventListener('click', (event) => {
    const onOther = event.target instanceof Element && event.target.closest('a, button:not(.opener)') !== null;
    const selecting = getSelection()?.isCollapsed === false;
    if (!onOther && !selecting) show(Boolean(details.hidden));
  });
  group.append(line, details);
  show(open);
  return group;
}

function assetCell({ row }: Entry): (Node | string)[] {
  const serial = row.serial === '' ? '' : `SN ${row.serial}`;
  const rest = [row.model, serial].filter(Boolean).join(' · ');
  if (row.name === '') return [rest];
  return rest === '' ? [row.name] : [row.name, make('span', { class: 'minor' }, rest)];
}

/** The first lists on a line each, and how many more there are. */
function listsCell({ lists }: Entry): Node[] {
  const more = lists.length - LISTS_SHOWN;
  return lists
    .slice(0, LISTS_SHOWN)
    .map((list, index) => make('div', {}, index === LISTS_SHOWN - 1 && more > 0 ? `${list} +${more}` : list));
}

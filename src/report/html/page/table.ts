import type { PageLaw } from '../page-data.ts';
import { badge, detail } from './detail.ts';
import { icon, make } from './dom.ts';
import type { Entry } from './select.ts';

const COLUMNS = 7;
/** Lists named in a row; the detail names all. */
const LISTS_SHOWN = 2;

/** On paper a finding stands under an id of its own, with its details or, in brief, with its strongest evidence. */
export type Shown = 'closed' | 'open' | 'paper' | 'brief';

/** One finding as a row group: the row, and the row of its detail, made when it is first opened. */
export function rowGroup(entry: Entry, laws: readonly PageLaw[], shown: Shown): HTMLTableSectionElement {
  const { row, index } = entry;
  const id = `${shown === 'closed' || shown === 'open' ? 'finding' : 'paper'}-${index}`;
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
  const show = (wanted: boolean) => {
    if (wanted && under.firstChild === null) under.append(detail(row, laws));
    details.hidden = !wanted;
    button.setAttribute('aria-expanded', String(wanted));
  };
  const line = make(
    'tr',
    { class: 'line' },
    make('td', {}, button),
    make('th', { scope: 'row' }, row.who),
    make('td', {}, ...assetCell(entry), shown === 'brief' ? evidence(entry) : null),
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
  show(shown === 'open' || shown === 'paper');
  return group;
}

function assetCell({ row }: Entry): (Node | string)[] {
  const serial = row.serial === '' ? '' : `SN ${row.serial}`;
  const rest = [row.model, serial].filter(Boolean).join(' · ');
  if (row.name === '') return [rest];
  return rest === '' ? [row.name] : [row.name, make('span', { class: 'minor' }, rest)];
}

function evidence({ row }: Entry): HTMLElement | null {
  const [first] = row.evidence;
  return first === undefined
    ? null
    : make('span', { class: 'minor' }, `${first.column}: ${first.seen}, ${first.meaning}`);
}

/** The first lists on a line each, and how many more there are. */
function listsCell({ lists }: Entry): Node[] {
  const more = lists.length - LISTS_SHOWN;
  return lists
    .slice(0, LISTS_SHOWN)
    .map((list, index) => make('div', {}, index === LISTS_SHOWN - 1 && more > 0 ? `${list} +${more}` : list));
}

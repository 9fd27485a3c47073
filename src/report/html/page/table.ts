import type { PageLaw, PageRow, PageSaying } from '../page-data.ts';
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

/** All that is known of a finding: evidence, conflict, what each list says with citation and waiver, the asset. */
function detail(row: PageRow, laws: readonly PageLaw[]): HTMLElement {
  return make(
    'div',
    { class: 'detail' },
    make('section', {}, make('h4', {}, 'Evidence'), evidenceList(row), conflict(row)),
    make(
      'section',
      {},
      make('h4', {}, 'What the lists say'),
      make('ul', { class: 'says' }, ...row.says.map((saying) => said(saying, laws))),
    ),
    make('section', { class: 'asset' }, make('h4', {}, 'Asset'), asset(row)),
  );
}

function evidenceList({ evidence: items }: PageRow): HTMLElement {
  return make(
    'ul',
    { class: 'evidence' },
    ...items.map(({ column, seen, meaning, confidence }) =>
      make('li', {}, `${column}: `, make('q', {}, seen), ` ${meaning} `, make('span', { class: 'grade' }, confidence)),
    ),
  );
}

function conflict(row: PageRow): HTMLElement | null {
  if (row.conflict === null) return null;
  return make(
    'p',
    { class: 'conflict' },
    icon('conflict'),
    `Conflict: ${row.conflict}. It may be a relabelled product.`,
  );
}

function said({ law: index, status, remark, waiver }: PageSaying, laws: readonly PageLaw[]): HTMLElement {
  const law = laws[index];
  if (law === undefined) return make('li', {}, status);
  const citation = law.citation ?? 'no citation given';
  return make(
    'li',
    {},
    make('p', {}, badge(status), ' ', make('b', {}, law.title), ` as ${law.listedAs}`),
    remark === null ? null : make('p', {}, remark),
    waiver === null ? null : make('p', { class: 'waiver' }, icon('waived'), `Waiver ${waiver}`),
    make(
      'p',
      { class: 'source' },
      law.url === null
        ? citation
        : make('a', { href: law.url, rel: 'noopener noreferrer', target: '_blank' }, law.citation ?? 'source'),
      law.verified ? null : ' (not verified)',
      make('span', { class: 'to-law' }, ' · ', make('a', { href: `#${law.anchor}` }, 'full text')),
    ),
  );
}

/** A print leaves out what the row above says already. */
function asset({ asset: cells, name, model, serial, site, place, id, quantity, baseline }: PageRow): HTMLElement {
  const inRow = [name, model, serial, site, place];
  const facts: readonly (readonly [string, string])[] = [
    ...cells,
    ['Where', place],
    ...(quantity === 1 ? [] : [['Pieces', String(quantity)] as const]),
    ...(baseline === null ? [] : [['Baseline', baseline] as const]),
    ['Finding', id],
  ];
  return make(
    'dl',
    {},
    ...facts.map(([label, value]) =>
      make('div', inRow.includes(value) ? { class: 'again' } : {}, make('dt', {}, label), make('dd', {}, value)),
    ),
  );
}

/** A status as shape and word. */
function badge(status: string): HTMLElement {
  return make('span', { class: `badge ${status}` }, icon(status), status);
}

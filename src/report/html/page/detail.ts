import type { PageLaw, PageRow, PageSaying } from '../page-data.ts';
import { icon, make } from './dom.ts';

/** All that is known of a finding: evidence, conflict, what each list says with citation and waiver, the asset. */
export function detail(row: PageRow, laws: readonly PageLaw[]): HTMLElement {
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
function asset({ asset: cells, name, model, serial, site, place, id, quantity, isNew }: PageRow): HTMLElement {
  const inRow = [name, model, serial, site, place];
  const facts: readonly (readonly [string, string])[] = [
    ...cells,
    ['Where', place],
    ...(quantity === 1 ? [] : [['Pieces', String(quantity)] as const]),
    ...(isNew === null ? [] : [['Baseline', isNew ? 'new' : 'known'] as const]),
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
export function badge(status: string): HTMLElement {
  return make('span', { class: `badge ${status}` }, icon(status), status);
}

import type { PageData } from '../page-data.ts';
import { byId, counted, make } from './dom.ts';
import type { Filters, FilterName, Sort, SortKey } from './select.ts';
import { entriesOf, FILTER_NAMES, filtered, sorted, valuesOf } from './select.ts';
import { rowGroup } from './table.ts';

/** Rows in the document at a time: 10,000 at once take seconds to lay out, a page of them none. */
const PAGE_SIZE = 50;
/** Findings of one table on paper: Chromium's time to break a table into pages grows with the square of its rows. */
const PAPER_SIZE = 250;
/** Choices of one filter; the search finds the others. */
const MOST_CHOICES = 1_000;

const data = JSON.parse(byId('data', HTMLScriptElement).text) as PageData;
const entries = entriesOf(data);
const table = byId('findings', HTMLTableElement);
const search = byId('search', HTMLInputElement);
const selects = FILTER_NAMES.map((name) => ({ name, select: byId(`filter-${name}`, HTMLSelectElement) }));
const openAll = byId('open-all', HTMLButtonElement);

let sort: Sort = { key: 'rank', descending: false };
let chosen = entries;
let page = 0;
let allOpen = false;

function choose(): void {
  const value = (name: FilterName) => selects.find((choice) => choice.name === name)?.select.value ?? '';
  const filters: Filters = {
    text: search.value,
    vendor: value('vendor'),
    site: value('site'),
    list: value('list'),
    confidence: value('confidence'),
    status: value('status'),
  };
  chosen = sorted(filtered(entries, filters), sort);
  page = 0;
  show();
}

function show(): void {
  const first = page * PAGE_SIZE;
  const rows = chosen.slice(first, first + PAGE_SIZE);
  for (const body of [...table.tBodies]) body.remove();
  table.append(...rows.map((entry) => rowGroup(entry, data.laws, allOpen ? 'open' : 'closed')));
  const all = counted(entries.length);
  const assets = new Set(chosen.map(({ row }) => row.assetId)).size;
  const shown =
    chosen.length === entries.length ? `All ${all} findings` : `${counted(chosen.length)} of ${all} findings`;
  const some = `${shown} on ${counted(assets)} ${assets === 1 ? 'asset' : 'assets'}`;
  const pages = Math.max(1, Math.ceil(chosen.length / PAGE_SIZE));
  byId('count', HTMLElement).textContent = pages > 1 ? `${some}, page ${page + 1} of ${counted(pages)}` : some;
  byId('pager', HTMLElement).hidden = pages === 1;
  byId('previous', HTMLButtonElement).disabled = page === 0;
  byId('next', HTMLButtonElement).disabled = page === pages - 1;
  byId('nothing', HTMLElement).hidden = chosen.length > 0;
}

function offer(name: FilterName, select: HTMLSelectElement): void {
  const counts = new Map<string, number>();
  for (const entry of entries)
    for (const value of valuesOf(entry, name)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const byCount = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const options = byCount
    .slice(0, MOST_CHOICES)
    .map(([value, count]) => make('option', { value }, `${value} (${counted(count)})`));
  const more = byCount.length - options.length;
  select.append(...options);
  if (more > 0) select.append(make('option', { disabled: true }, `${counted(more)} more: use the search`));
}

function sortBy(key: SortKey, header: HTMLElement): void {
  const descending = sort.key === key && !sort.descending;
  const again = sort.key === key && sort.descending;
  sort = again ? { key: 'rank', descending: false } : { key, descending };
  for (const other of table.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort');
  if (!again) header.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
  choose();
}

function turn(by: number): void {
  page += by;
  show();
  byId('findings-title', HTMLElement).scrollIntoView();
}

for (const { name, select } of selects) {
  offer(name, select);
  select.addEventListener('change', choose);
}
search.addEventListener('input', choose);
for (const header of table.querySelectorAll<HTMLElement>('th[data-sort]')) {
  header.querySelector('button')?.addEventListener('click', () => {
    sortBy(header.dataset['sort'] as SortKey, header);
  });
}
byId('reset', HTMLButtonElement).addEventListener('click', () => {
  search.value = '';
  for (const { select } of selects) select.value = '';
  choose();
});
openAll.addEventListener('click', () => {
  allOpen = !allOpen;
  openAll.textContent = allOpen ? 'Close details' : 'Open details';
  show();
});
byId('previous', HTMLButtonElement).addEventListener('click', () => {
  turn(-1);
});
byId('next', HTMLButtonElement).addEventListener('click', () => {
  turn(1);
});
byId('print', HTMLButtonElement).addEventListener('click', () => {
  print();
});
const dark = byId('dark', HTMLButtonElement);
dark.setAttribute('aria-pressed', String(matchMedia('(prefers-color-scheme: dark)').matches));
dark.addEventListener('click', () => {
  const pressed = dark.getAttribute('aria-pressed') !== 'true';
  dark.setAttribute('aria-pressed', String(pressed));
  document.documentElement.dataset['theme'] = pressed ? 'dark' : 'light';
});

/**
 * A page that is signed holds every finding of the file, whatever the filters show. These rows are
 * for paper only: laid out on the screen as well, 10,000 of them would stop the page for half a minute.
 */
addEventListener('beforeprint', () => {
  const all = sorted(entries, sort);
  const shown = data.detailsOnPaper ? 'paper' : 'brief';
  for (let first = 0; first < all.length; first += PAPER_SIZE) {
    const rows = all.slice(first, first + PAPER_SIZE);
    const part = make('table', { class: 'findings paper' }, ...rows.map((entry) => rowGroup(entry, data.laws, shown)));
    if (table.tHead !== null) part.prepend(table.tHead.cloneNode(true));
    table.parentElement?.append(part);
  }
});
addEventListener('afterprint', () => {
  for (const part of document.querySelectorAll('.paper')) part.remove();
});
choose();

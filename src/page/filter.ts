/** Most rows that are shown at once: 10,000 take seconds to lay out. A print has all of them. */
const MOST_SHOWN = 500;

/** The element with an id. The page is written together with this script: a missing one is a bug. */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`the page has no ${id}`);
  return element;
}

type Row = ReturnType<typeof rowsOf>[number];

/** The rows with what filtering and sorting need of them, worked out once. */
function rowsOf(bodies: readonly HTMLTableSectionElement[]) {
  const elements = bodies.flatMap((body) => [...body.rows]);
  return elements.map((element) => {
    const cells = Array.from(element.cells, ({ textContent }) => textContent);
    return { element, cells, words: cells.join('\n').toLowerCase() };
  });
}

function offerChoices(select: HTMLSelectElement, values: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const byCount = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  select.append(...byCount.map(([value, count]) => new Option(`${value} (${numeral(count)})`, value)));
}

export const elementOf = (tag: 'button' | 'li' | 'p', textContent: string): HTMLElement =>
  Object.assign(document.createElement(tag), { textContent });

const numeral = (count: number): string => count.toLocaleString('en-US');

const { compare } = new Intl.Collator('en', { numeric: true });

function sortedBy(header: HTMLTableCellElement, rows: readonly Row[]): readonly Row[] {
  const was = header.ariaSort;
  for (const other of document.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort');
  if (was === 'descending') return rows;
  const sign = was === 'ascending' ? -1 : 1;
  header.ariaSort = sign === 1 ? 'ascending' : 'descending';
  const text = ({ cells }: Row) => cells[header.cellIndex] ?? '';
  return rows.toSorted((a, b) => Number(text(a) === '') - Number(text(b) === '') || sign * compare(text(a), text(b)));
}

function filterAssets(form: HTMLFormElement, tables: readonly HTMLTableElement[]): void {
  const bodies = tables.flatMap(({ tBodies }) => [...tBodies]);
  const sizes = bodies.map((body) => body.rows.length);
  const rows = rowsOf(bodies);
  const search = byId('search', HTMLInputElement);
  const all = byId('all', HTMLButtonElement);
  /** The filters, each with its column, whose index is the name of the element. */
  const selects = Array.from(form.querySelectorAll('select'), (select) => ({ column: Number(select.name), select }));
  let inOrder: readonly Row[] = rows;
  let most = MOST_SHOWN;

  function show(): void {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = selects.filter(({ select }) => select.value !== '');
    let count = 0;
    for (const { element, cells, words: text } of inOrder) {
      const isChosen =
        chosen.every(({ column, select }) => cells[column] === select.value) &&
        words.every((word) => text.includes(word));
      if (isChosen) count += 1;
      element.hidden = !isChosen || count > most;
    }
    all.hidden = count <= most;
    const of = count === rows.length ? `All ${numeral(count)}` : `${numeral(count)} of ${numeral(rows.length)}`;
    byId('count', HTMLElement).textContent = `${of} assets${count > most ? `, the first ${most} shown` : ''}`;
  }

  /** Puts the sorted rows into the tables in order, as many into each table as it had. */
  function sortBy(header: HTMLTableCellElement): void {
    inOrder = sortedBy(header, rows);
    const elements = inOrder.map(({ element }) => element);
    bodies.forEach((body, at) => {
      body.append(...elements.splice(0, sizes[at]));
    });
    show();
  }

  for (const { column, select } of selects) {
    const values = rows.map(({ cells }) => cells[column] ?? '');
    offerChoices(select, values);
    select.addEventListener('change', show);
  }
  search.addEventListener('input', show);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  all.addEventListener('click', () => {
    most = Infinity;
    show();
  });
  for (const header of tables[0]?.tHead?.rows[0]?.cells ?? []) {
    header.addEventListener('click', () => {
      sortBy(header);
    });
    header.replaceChildren(elementOf('button', header.textContent));
  }
  document.querySelector('#assets h2')?.after(form);
  form.hidden = false;
  show();
}

/** Makes the assets of the document, if it has any, filterable and sortable, and shows the form for it. */
export function begin(): void {
  const form = document.querySelector<HTMLFormElement>('form.filters');
  const tables = [...document.querySelectorAll<HTMLTableElement>('table.of-assets')];
  if (form !== null && tables.length > 0) filterAssets(form, tables);
}

begin();

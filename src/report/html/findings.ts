import { leftOut } from '../collected.ts';
import type { PageCollected } from './page-content.ts';
import { icon } from './icons.ts';
import { type Markup, markup } from './markup.ts';

const COLUMNS = [
  ['status', 'Status'],
  ['vendor', 'Vendor'],
  ['asset', 'Asset'],
  ['site', 'Site'],
  ['lists', 'Lists'],
  ['confidence', 'Confidence'],
  ['place', 'Where'],
] as const;
const FILTERS = [
  ['status', 'Status'],
  ['confidence', 'Confidence'],
  ['vendor', 'Vendor'],
  ['site', 'Site'],
  ['list', 'List'],
] as const;

/** The table's frame; the script of the page fills it from the data beside it. */
export function findingsSection(held: PageCollected): Markup {
  const { findings, detailsOnPaper } = held;
  const missing = leftOut(held);
  if (findings.total === 0) {
    return markup`
      <section id="all" aria-labelledby="findings-title">
        <h2 id="findings-title">Findings</h2>
        <p>No row of these inputs names a vendor or category of the lists below. This does not clear the equipment: see
           what was not checked.</p>
      </section>`;
  }
  const shown = detailsOnPaper
    ? 'with its details'
    : 'in one row with its strongest evidence; the details are in the file';
  return markup`
    <section id="all" aria-labelledby="findings-title">
      <h2 id="findings-title" tabindex="-1">Findings</h2>
      ${missing !== null && markup`<p class="warning">${missing}. The totals above count all of them.</p>`}
      <noscript><p class="warning">The script of this file fills this table, and your viewer has turned it off. Open the
        file in a browser, or use the csv format of netvet.</p></noscript>
      <form class="filters" role="search" aria-label="Filter findings">
        <label class="wide">Search
          <input type="search" id="search" autocomplete="off" spellcheck="false"
            placeholder="host, serial, model, evidence, citation">
        </label>
        ${FILTERS.map(filter)}
      </form>
      <div class="counted">
        <p id="count" role="status"></p>
        <button type="button" id="reset">Clear filters</button>
        <button type="button" id="open-all">Open details</button>
      </div>
      <section class="scroll" aria-label="Table of findings" tabindex="0">
        <table id="findings" class="findings"><thead><tr>${COLUMNS.map(column)}</tr></thead></table>
      </section>
      <p id="nothing" hidden>No finding in this file matches.</p>
      <nav id="pager" aria-label="Pages of findings" hidden>
        <button type="button" id="previous">Previous page</button>
        <button type="button" id="next">Next page</button>
      </nav>
      <p class="minor">A print holds every finding of this file, whatever the filters show, ${shown}.</p>
    </section>`;
}

function filter([name, label]: (typeof FILTERS)[number]): Markup {
  return markup`<label>${label}<select id="filter-${name}"><option value="">any</option></select></label>`;
}

function column([key, label]: (typeof COLUMNS)[number]): Markup {
  return markup`
    <th scope="col" data-sort="${key}" class="column-${key}">
      <button type="button">${label}${icon('chevron')}</button>
    </th>`;
}

import { cellText, checkedTables, closing, openCounts, type Column, type Table } from '../document.ts';
import type { Collected } from '../collected.ts';
import { plural } from '../phrases.ts';
import { markup, type Markup } from './markup.ts';

/** Rows of a table that are shown. */
const MOST_ROWS = 200;

/** What was checked with what, and what was not: enough to run it again and to know what the answer leaves open. */
export function checkedSection(held: Collected): Markup {
  return markup`
    <section id="checked" aria-labelledby="checked-title">
      <h2 id="checked-title">What was checked, and what was not</h2>
      ${checkedTables(held).map(factsTable)}
      <p>${closing(held.summary)} What another authority, a contract or a later version of these lists forbids is not in
        this report.</p>
    </section>`;
}

/**
 * A table of facts: the first cell of a row names it. It scrolls by itself, also by keyboard, where it is wider than
 * the window; in a narrow one each row stands as a list with the columns' names.
 */
function factsTable({ title, columns, rows }: Table): Markup {
  const more = rows.length - MOST_ROWS;
  const cell = (content: Table['rows'][number][number], index: number) => {
    const { label, kind } = columns[index] ?? { label: '' };
    const text =
      kind === 'hash' && content !== null ? markup`<code class="hash">${cellText(content)}</code>` : cellText(content);
    if (index === 0) return markup`<th scope="row">${text}</th>`;
    const sort = (kind === 'count' || kind === 'day') && markup` class="${kind}"`;
    return markup`<td data-label="${label}"${sort}>${text}</td>`;
  };
  const head = ({ label, kind }: Column) =>
    markup`<th scope="col"${kind === 'count' && markup` class="count"`}>${label}</th>`;
  return markup`
    <h3>${title}</h3>
    <section class="scroll" aria-label="${title}" tabindex="0">
      <table class="facts">
        <thead><tr>${columns.map(head)}</tr></thead>
        <tbody>${rows.slice(0, MOST_ROWS).map((cells) => markup`<tr>${cells.map(cell)}</tr>`)}</tbody>
      </table>
    </section>
    ${more > 0 && markup`<p>${plural(more, 'more row')}: <code>--format ndjson</code> has them all.</p>`}`;
}

const SIGNERS = ['Reviewed by', 'Approved by'] as const;
const LINES = ['Name', 'Role', 'Date'] as const;

/** Lines to sign, under a statement of what the signature does not cover. */
export function signOffSection(held: Collected): Markup {
  const { asOf } = held.run;
  const open = [
    ...openCounts(held),
    'equipment that is in none of these inventories',
    'parts from listed vendors inside other vendors’ products, unless a cell names them',
    'lists, contracts and rules other than those named here',
    `what was published after the day on which each list was last checked, or applies after ${asOf}`,
  ];
  return markup`
    <section id="sign-off" aria-labelledby="sign-off-title">
      <h2 id="sign-off-title">Sign-off</h2>
      <p class="statement"><strong>This report clears no equipment.</strong> It says which vendors the cells of the
        inventories above name, and what the lists above say of these as of ${asOf}. Not checked:</p>
      <ul class="statement">${open.map((item) => markup`<li>${item}</li>`)}</ul>
      <div class="signers">${SIGNERS.map(signer)}</div>
    </section>`;
}

function signer(name: string): Markup {
  return markup`
    <fieldset><legend>${name}</legend>
      ${LINES.map((line) => markup`<label>${line}<input type="text" autocomplete="off"></label>`)}
      <p class="signature">Signature</p>
    </fieldset>`;
}

import type { SummaryEvent } from '../core/events.ts';
import { isCalm, kindCounts, rowsOf } from './answer.ts';
import { atTheEnd, type Collected } from './collected.ts';
import { cellText, documentOf, sourceName, type Cell, type Column, type Section, type Table } from './document.ts';
import { FRAME } from './assets.ts';
import { plural } from './phrases.ts';
import { escapeHtml } from './escape.ts';

/** HTML that is safe to write: made by `markup` alone, so that no cell gets past the escaping. */
class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text is escaped, nothing is shown for null and false. */
type Content = string | Markup | null | false | readonly Content[];

/** Escapes every value. A line break and the blanks after it become one blank between words, nothing beside a tag. */
function markup(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const texts = parts.map((part) => part.replace(/(?<=^|>)\n\s*|\n\s*(?=<|$)/g, '').replace(/\n\s*/g, ' '));
  return new Markup(texts.map((text, at) => htmlOf(values[at - 1] ?? null) + text).join(''));
}

function htmlOf(content: Content): string {
  if (content === null || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'string') return escapeHtml(content);
  return content.map(htmlOf).join('');
}

const MOST_ASSETS = 10_000;
/** Rows of one table: Chromium's time to break a table into pages grows with the square of its rows. */
const MOST_ROWS = 250;

/** A page to read, print and sign: one file that loads nothing. Its script only filters and sorts the assets. */
export const html = atTheEnd({ assets: MOST_ASSETS }, documentText);

function documentText(held: Collected): string {
  const { run, summary } = held;
  const { inputs, attention } = summary;
  const sections = documentOf(held);
  const howMany = plural(inputs.length, 'inventory', 'inventories');
  const values: Readonly<Record<string, Content>> = {
    ...{ VERSION: run.netvet, DAY: run.asOf, LISTS: plural(run.lists.length, 'list') },
    ROWS: plural(rowsOf(summary, 'rows'), 'row'),
    INPUTS: inputs.length === 1 ? sourceName(inputs[0]?.source ?? '') : howMany,
    CONTENTS: sections.map(({ id, title }) => id !== 'answer' && markup`<a href="#${id}">${title}</a>`),
    SECTIONS: sections.map((section) => sectionMarkup(section, summary)),
    // What a signature does not cover: the counts of things to look at.
    OPEN: kindCounts(attention).map((item) => markup`<li>${item}</li>`),
  };
  return FRAME.replace(/%([A-Z]+)%/g, (_, name: string) => htmlOf(values[name] ?? null));
}

function sectionMarkup({ id, title, notes, tables }: Section, summary: SummaryEvent): Markup {
  const isAnswer = id === 'answer';
  const tone = isCalm(summary) ? 'calm' : summary.exit.code === 1 ? 'fails' : 'open';
  const lookOf = (at: number): string => (isAnswer && at === 0 ? `headline ${tone}` : 'remark');
  return markup`
    <section id="${id}" aria-labelledby="${id}-title">
      <h2 id="${id}-title"${isAnswer && markup` class="unseen"`} tabindex="-1">${title}</h2>
      ${notes.map((note, at) => markup`<p class="${lookOf(at)}">${note}</p>`)}
      ${tables.map((table) => tableMarkup(table, tables.length > 1, id))}
    </section>`;
}

/** A table that scrolls by itself, also by keyboard, where it is too wide; in a narrow window its rows are lists. */
function tableMarkup({ title, columns, rows }: Table, isTitled: boolean, section: string): Markup {
  const isShown = (_: unknown, at: number) => columns[at]?.kind !== 'sheet';
  const shown = columns.filter(isShown);
  const headings = shown.map(
    ({ label, kind }) => markup`<th scope="col"${kind === 'count' && markup` class="count"`}>${label}</th>`,
  );
  const partAt = (_: unknown, at: number) => rows.slice(at * MOST_ROWS, (at + 1) * MOST_ROWS);
  const parts = Array.from({ length: Math.ceil(rows.length / MOST_ROWS) }, partAt);
  const rowMarkup = (cells: readonly Cell[]) => {
    const state = section === 'assets' && markup` class="${cellText(cells[0] ?? null)}"`;
    return markup`<tr${state}>${cells.filter(isShown).map((cell, at) => cellMarkup(cell, shown[at], at === 0))}</tr>`;
  };
  const partMarkup = (partRows: Table['rows'], at: number) => markup`
    <table class="of-${section}">
      <thead${at > 0 && markup` class="again"`}><tr>${headings}</tr></thead>
      <tbody>${partRows.map(rowMarkup)}</tbody>
    </table>`;
  return markup`
    ${isTitled && markup`<h3>${title}</h3>`}
    <section class="scroll" aria-label="${`Table: ${title}`}" tabindex="0">${parts.map(partMarkup)}</section>`;
}

function cellMarkup(cell: Cell, column: Column | undefined, isFirst: boolean): Markup {
  const { label, kind } = column ?? { label: '' };
  const shown = cellText(cell);
  const isLink = kind === 'link' && shown !== '';
  const link = isLink && markup`<a href="${shown}" rel="noopener noreferrer" target="_blank">${shown}</a>`;
  const text = kind === 'hash' ? markup`<code>${shown}</code>` : link || shown;
  if (isFirst) return markup`<th scope="row">${text}</th>`;
  const ofKind = (kind === 'count' || kind === 'day') && markup` class="${kind}"`;
  return markup`<td data-label="${label}"${ofKind}>${text}</td>`;
}

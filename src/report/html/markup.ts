import { escapeHtml } from '../escape.ts';

/** HTML that is safe to write: made by `markup` alone, so that no cell gets past the escaping. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text and numbers are escaped, nothing is shown for null and false. */
export type Content = string | number | Markup | null | false | readonly Content[];

/**
 * A template of HTML in which every value is escaped as text or as a quoted attribute value. A line break of the
 * template and the blanks after it are one blank between words, and nothing beside a tag or a value.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(parts.reduce((text, part, index) => text + written(values[index - 1] ?? null) + joined(part), ''));
}

function joined(part: string): string {
  return part.replace(/(?<=^|>)\n\s*|\n\s*(?=<|$)/g, '').replace(/\n\s*/g, ' ');
}

function written(content: Content): string {
  if (content === null || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'string') return escapeHtml(content);
  if (typeof content === 'number') return String(content);
  return content.map(written).join('');
}

export interface Column {
  readonly label: string;
  /** `count`: numbers, to the right; `day`: not broken. */
  readonly kind?: 'count' | 'day';
}

/**
 * A table of facts: the first cell of a row names it. It scrolls by itself, also by keyboard, where it is wider than
 * the window; in a narrow one each row stands as a list with the columns' names.
 */
export function factsTable(name: string, columns: readonly Column[], rows: readonly (readonly Content[])[]): Markup {
  const cell = (content: Content, index: number) => {
    const { label, kind } = columns[index] ?? { label: '' };
    if (index === 0) return markup`<th scope="row">${content}</th>`;
    return markup`<td data-label="${label}"${kind !== undefined && markup` class="${kind}"`}>${content}</td>`;
  };
  return markup`
    <section class="scroll" aria-label="${name}" tabindex="0">
      <table class="facts">
        <thead><tr>${columns.map(({ label, kind }) => headCell(label, kind === 'count'))}</tr></thead>
        <tbody>${rows.map((cells) => markup`<tr>${cells.map(cell)}</tr>`)}</tbody>
      </table>
    </section>`;
}

function headCell(label: string, isCount: boolean): Markup {
  return markup`<th scope="col"${isCount && markup` class="count"`}>${label}</th>`;
}

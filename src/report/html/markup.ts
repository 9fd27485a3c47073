import { escapeHtml } from '../escape.ts';

/** HTML that is safe to write: made by `markup` alone, so that no cell gets past the escaping. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text and numbers are escaped, nothing is shown for null and false. */
type Content = string | number | Markup | null | false | readonly Content[];

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

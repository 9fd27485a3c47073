import type { XmlEvent } from '../xml.ts';

/** Collects the text of `<si>` and `<is>`: runs, without the reading aids (`rPh`) of Japanese. */
export class RichText {
  text = '';
  #inText = false;
  #phonetic = 0;

  take(event: XmlEvent): void {
    if (event.kind === 'text') {
      if (this.#inText && this.#phonetic === 0) this.text += event.text;
    } else if (event.name === 't') this.#inText = event.kind === 'open';
    else if (event.name === 'rPh') this.#phonetic += event.kind === 'open' ? 1 : -1;
  }
}

/** `_x000D_` stands for a character that XML does not allow or would change. */
export function unescape(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}

/** Column (0-based) and row (1-based) of `B12`, null for anything else. */
export function parseReference(reference: string): { readonly column: number; readonly row: number } | null {
  const found = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference);
  if (found === null) return null;
  let column = 0;
  for (const letter of found[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column > 16_384 ? null : { column: column - 1, row: Number(found[2]) };
}

/** `B` for 1. */
export function columnName(column: number): string {
  let name = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  }
  return name;
}

/** `Sheet1!B12`, quoted as a spreadsheet does where the name is no plain word. */
export function placeOf(sheet: string, column: number, row: number): string {
  const name = /^[\p{L}\p{N}_.]+$/u.test(sheet) && !/^\d/.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`;
  return `${name}!${columnName(column)}${row}`;
}

import { atTheEnd } from './collected.ts';
import { cellText, documentOf, type Section, type Table } from './document.ts';
import { cutTo, escapeMarkdown as md } from './escape.ts';
import { plural } from './phrases.ts';

/** GitHub drops any job summary of more than 1 MiB. The tables of a section share what is left of this bound. */
const MOST_BYTES = 800 * 1024;
const MOST_ASSETS = 2_000;
const MOST_CELL = 2_000;

/** A summary for a job page or a merge request. */
export const markdown = atTheEnd({ assets: MOST_ASSETS }, (held) => {
  let left = MOST_BYTES;
  const parts = documentOf(held).map((section) => {
    const text = sectionText(section, left);
    left -= new TextEncoder().encode(text).length;
    return text;
  });
  return parts.join('\n');
});

function sectionText({ id, title, notes, tables }: Section, room: number): string {
  const [first = '', ...others] = notes.map((note) => `${md(note)}\n`);
  const head = id === 'answer' ? `## netvet: ${first}` : `### ${title}\n${first === '' ? '' : `\n${first}`}`;
  return [head, ...others, ...tables.map((one) => tableText(one, tables.length > 1, room / tables.length))].join('\n');
}

function tableText({ title, columns, rows }: Table, isTitled: boolean, room: number): string {
  // Hashes and sheet columns are of no use on a page that scrolls sideways; other formats have them.
  const isShown = (_: unknown, at: number) => columns[at]?.kind !== 'hash' && columns[at]?.kind !== 'sheet';
  const lines: string[] = [];
  let bytes = 0;
  for (const cells of rows) {
    const texts = cells.filter(isShown).map((cell) => md(cutTo(cellText(cell), MOST_CELL)));
    const line = `| ${texts.join(' | ')} |\n`;
    bytes += new TextEncoder().encode(line).length;
    if (bytes > room) break;
    lines.push(line);
  }
  const rest = rows.length - lines.length;
  const left = rest === 0 ? '' : `\n${md(`${plural(rest, 'more row')}: --format ndjson has them`)}\n`;
  const labels = columns.filter(isShown).map(({ label }) => label);
  const head = `| ${labels.join(' | ')} |\n|${labels.map(() => ' --- |').join('')}\n`;
  return `${isTitled ? `#### ${title}\n\n` : ''}${head}${lines.join('')}${left}`;
}

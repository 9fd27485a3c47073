import type { HeaderWords } from '../../words/header-words.ts';
import { isBinary } from '../bytes/binary.ts';
import { DELIMITERS } from './dialect.ts';
import { openCsv } from './open-csv.ts';
import { splitQuotedLine } from './split.ts';
import type { InputFormat } from '../input-format.ts';
import { isKnownHeader, readHeader } from '../headers/read-header.ts';
import { headLines } from '../bytes/sniff.ts';

const NAMED = /\.(?:csv|tsv|tab|psv)$/i;
/** Lines among which a header is looked for: titles may stand above it. */
const LINES = 10;

/** Delimited text: comma, semicolon, tab or `|`, in any usual encoding. */
export const csv: InputFormat = {
  name: 'csv',
  extensions: ['csv', 'tsv', 'tab', 'psv'],
  sniff: (head, name, words) => !isBinary(head) && (NAMED.test(name) || looksDelimited(head, words.headers)),
  open: (source, options) => openCsv(source, options),
};

/** `PID: X , VID: V01 , SN: 1`: a line that names each of its values, as commands print them. */
const PAIRS = /^\s*[A-Za-z]\w*: [^,;|]*[,;|]\s*[A-Za-z]\w*: /;

/** `Serial number : 1`, `Model...... X`: below a heading these are no cells of one column. */
const LABELLED = /^\s*[A-Za-z][^,;|\t:=]{1,40}?(?:\s*[:=]|\.{3,})(?:\s|$|[A-Z\d])/;

/**
 * A line of known headers, a known header alone in the first line (a secret alone is a line of a configuration), or
 * lines that all have as many delimiters.
 */
function looksDelimited(head: Uint8Array, words: HeaderWords): boolean {
  const lines = headLines(head)
    .slice(0, -1)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES);
  const [first = '', second = ''] = lines;
  if (lines.some((line) => PAIRS.test(line))) return false;
  const labelled = lines.slice(1).filter((line) => LABELLED.test(line)).length;
  if (labelled > 0 && labelled * 2 >= lines.length - 1) return false;
  const isSecret = readHeader(first, words)?.fields.includes('withheld') === true;
  const isAlone = isKnownHeader(first, words) && !DELIMITERS.some((delimiter) => first.includes(delimiter));
  if (isAlone && !isSecret && !/^\s/.test(second)) return true;
  return DELIMITERS.some((delimiter) => {
    const rows = lines.map((line) => splitQuotedLine(line, delimiter) ?? line.split(delimiter));
    const known = rows.some(
      (cells) => !/^\s*\w+:\s/.test(cells[0] ?? '') && cells.filter((cell) => isKnownHeader(cell, words)).length >= 2,
    );
    return known || (rows.length >= 3 && rows.every((cells) => cells.length >= 3 && cells.length === rows[0]?.length));
  });
}

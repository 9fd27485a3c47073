import { isBinary } from './binary.ts';
import type { InputFormat } from './formats.ts';

/** Delimited text: comma, semicolon, tab or `|`, in any usual encoding. Plain text that nobody else claims is read so. */
export const csv: InputFormat = {
  name: 'csv',
  extensions: ['csv', 'tsv', 'tab', 'psv', 'txt'],
  sniff: (head, name) => /\.(?:csv|tsv|tab|psv)$/i.test(name) && !isBinary(head),
  open: async (source, options) => (await import('./csv/open-csv.ts')).openCsv(source, options),
};

import type { InputFormat } from './formats.ts';
import { headLines } from './sniff.ts';

const VALUE = /^\s*\{.*\},?\s*$/;

/** One JSON value a line. */
export const ndjson: InputFormat = {
  name: 'ndjson',
  extensions: ['ndjson', 'jsonl'],
  sniff: (head) => {
    const [first = '', second = ''] = headLines(head).filter((line) => line.trim() !== '');
    return VALUE.test(first) && VALUE.test(second);
  },
  open: async (source, options) => (await import('./json/read.ts')).openNdjson(source, options),
};

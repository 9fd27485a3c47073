import type { InputFormat } from '../input-format.ts';
import { headLines } from '../bytes/sniff.ts';

const VALUE = /^\s*\{.*\},?\s*$/;
const BEGUN = /^\s*\{/;
const NAMED = /\.(?:ndjson|jsonl)$/i;

/** One JSON value a line. */
export const ndjson: InputFormat = {
  name: 'ndjson',
  extensions: ['ndjson', 'jsonl'],
  sniff: (head, name) => {
    const [first = '', second = ''] = headLines(head).filter((line) => line.trim() !== '');
    // A first line longer than what is looked at says too little: there the name counts.
    return second === ''
      ? NAMED.test(name) && BEGUN.test(first)
      : VALUE.test(first) && VALUE.test(second) && !isOpen(first);
  },
  open: async (source, options) => (await import('./read-json.ts')).openNdjson(source, options),
};

/** Whether a line begins more than it ends: a document that has one record a line is no record a line. */
function isOpen(line: string): boolean {
  const signs = line.replace(/"(?:[^"\\]|\\.)*"/g, '');
  return (signs.match(/[[{]/g)?.length ?? 0) > (signs.match(/[\]}]/g)?.length ?? 0);
}

import type { InputFormat } from '../input-format.ts';
import { headText } from '../bytes/sniff.ts';

/** JSON documents: lists of records, API replies, facts, neighbours; see json/find-records.ts for what is a record. */
export const json: InputFormat = {
  name: 'json',
  extensions: ['json'],
  sniff: (head) => /^\s*(?:\[\s*(?:[[{"\]]|$)|\{\s*(?:"|\}|$))/.test(headText(head)),
  open: async (source, options) => (await import('./read-json.ts')).openJson(source, options),
};

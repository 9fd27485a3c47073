import type { InputFormat } from '../formats.ts';
import { headText } from '../bytes/sniff.ts';

/** JSON documents: lists of records, API replies, facts, neighbours; see json/walk.ts for what is a record. */
export const json: InputFormat = {
  name: 'json',
  extensions: ['json'],
  sniff: (head) => /^\s*(?:\[\s*(?:[[{"\]]|$)|\{\s*(?:"|\}|$))/.test(headText(head)),
  open: async (source, options) => (await import('./read.ts')).openJson(source, options),
};

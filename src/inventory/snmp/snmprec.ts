import type { InputFormat } from '../input-format.ts';
import { headLines } from '../bytes/sniff.ts';
import { looksLikeRecord } from './snmpsim.ts';

/** Walks as snmpsim records them: `OID|type|value`. */
export const snmprec: InputFormat = {
  name: 'snmprec',
  extensions: ['snmprec'],
  sniff: (head) => looksLikeRecord(headLines(head)),
  open: async (source, options) => {
    const { openWalk } = await import('./read-walk.ts');
    const { readRecords } = await import('./snmpsim.ts');
    return openWalk('snmprec', readRecords, source, options);
  },
};

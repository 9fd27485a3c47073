import type { InputFormat } from '../input-format.ts';
import { headLines } from '../bytes/sniff.ts';
import { looksLikeWalk } from './walk.ts';

/** What `snmpwalk`, `snmpbulkwalk` and `snmpget` print, best with `-On`. */
export const snmpwalk: InputFormat = {
  name: 'snmpwalk',
  extensions: ['walk', 'snmpwalk'],
  sniff: (head) => looksLikeWalk(headLines(head)),
  open: async (source, options) => {
    const { openWalk } = await import('./read-walk.ts');
    const { readWalk } = await import('./walk.ts');
    return openWalk('snmpwalk', readWalk, source, options);
  },
};

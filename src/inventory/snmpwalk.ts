import type { InputFormat } from './formats.ts';
import { headLines } from './sniff.ts';
import { looksLikeWalk } from './snmp/walk.ts';

/** What `snmpwalk`, `snmpbulkwalk` and `snmpget` print, best with `-On`. */
export const snmpwalk: InputFormat = {
  name: 'snmpwalk',
  extensions: ['walk', 'snmpwalk'],
  sniff: (head) => looksLikeWalk(headLines(head)),
  open: async (source, options) => {
    const { openWalk } = await import('./snmp/read.ts');
    const { readWalk } = await import('./snmp/walk.ts');
    return openWalk('snmpwalk', readWalk, source, options);
  },
};

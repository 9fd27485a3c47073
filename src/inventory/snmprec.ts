import type { InputFormat } from './formats.ts';
import { headLines } from './sniff.ts';
import { looksLikeRecord } from './snmp/snmprec.ts';

/** Walks as snmpsim records them: `OID|type|value`. */
export const snmprec: InputFormat = {
  name: 'snmprec',
  extensions: ['snmprec'],
  sniff: (head) => looksLikeRecord(headLines(head)),
  open: async (source, options) => {
    const { openWalk } = await import('./snmp/read.ts');
    const { readRecords } = await import('./snmp/snmprec.ts');
    return openWalk('snmprec', readRecords, source, options);
  },
};

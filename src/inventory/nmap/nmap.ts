import type { InputFormat } from '../input-format.ts';
import { headText } from '../bytes/sniff.ts';

/** Scans as `nmap -oX` writes them. */
export const nmap: InputFormat = {
  name: 'nmap',
  extensions: ['xml'],
  sniff: (head) =>
    /^\s*<(?:\?xml|!DOCTYPE nmaprun|nmaprun)/.test(headText(head)) &&
    /<!DOCTYPE nmaprun|<nmaprun\b/.test(headText(head)),
  open: async (source, options) => (await import('./read-scan.ts')).openNmap(source, options),
};

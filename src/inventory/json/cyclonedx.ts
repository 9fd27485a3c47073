import type { InputFormat } from '../input-format.ts';
import { headText } from '../bytes/sniff.ts';

/** Bills of material in CycloneDX JSON: devices, firmware and applications, with what is in them. */
export const cyclonedx: InputFormat = {
  name: 'cyclonedx',
  extensions: ['cdx'],
  sniff: (head) => /^\s*\{/.test(headText(head)) && /"bomFormat"\s*:\s*"CycloneDX"/.test(headText(head)),
  open: async (source, options) => {
    const { openJson } = await import('./read-json.ts');
    const { componentsOf } = await import('./components.ts');
    return openJson(source, options, componentsOf, 'cyclonedx');
  },
};

import type { InputFormat } from '../input-format.ts';
import { headText } from '../bytes/sniff.ts';

/** Bills of material in SPDX 2 JSON: the packages of a product, with who supplied them. */
export const spdx: InputFormat = {
  name: 'spdx',
  extensions: [],
  sniff: (head) => /^\s*\{/.test(headText(head)) && /"spdxVersion"\s*:\s*"SPDX-2/.test(headText(head)),
  open: async (source, options) => {
    const { openJson } = await import('./read-json.ts');
    const { packagesOf } = await import('./packages.ts');
    return openJson(source, options, packagesOf, 'spdx');
  },
};

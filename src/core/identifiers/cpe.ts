import type { IdentifierKind } from './identifier.ts';

/** CPE 2.3 formatted strings and 2.2 URIs: `cpe:2.3:o:huawei:...`, `cpe:/h:zte:...`. */
const CPE_NAME = /(?<![a-z0-9])cpe:(?:2\.3:|\/)[aho]:((?:[^:\s\\]|\\.){1,80})(?::((?:[^:\s\\]|\\.){1,120}))?/gi;

/** The vendor part of a CPE name, exactly, in whatever column; in a note or a place it may be about something else. */
export const CPE = {
  kind: 'cpe',
  key: 'cpeVendors',
  what: 'CPE vendor',
  called: 'CPE vendor',
  form: {
    is: 'a CPE vendor',
    pattern: /^[a-z0-9._~%\\!+&-]+$/,
    expected: 'the vendor part of a CPE name, such as huawei or tp-link',
  },
  shownBy: ['cpe'],
  fields: ['cpe'],
  cell: 'CPE name',
  ofDevice: null,
  notIn: [],
  written: () => [],
  announcedBy: 'cpe',
  in: (text) =>
    Array.from(text.matchAll(CPE_NAME), ([seen, vendor = '']) => ({
      id: vendor.replaceAll('\\', '').toLowerCase(),
      sign: 'cpe' as const,
      seen: seen.slice(0, 200),
      isSure: true,
    })),
} as const satisfies IdentifierKind;

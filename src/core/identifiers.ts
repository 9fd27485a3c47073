import type { Field } from './fields.ts';

/** An identifier found in a text, of any vendor. */
interface IdentifierSeen {
  /** As vendor files write it; more may follow where `isPrefix`. Empty: nobody can own it. */
  readonly id: string;
  /** Its line in the table of strengths. */
  readonly sign:
    | ('answer' | 'answerInText' | 'gpon' | 'gponAsVendor' | 'usbId' | 'cpe')
    | ('ownFccId' | 'fccIdInText' | 'contained');
  /** Its place in the text. */
  readonly at: number;
}

/** A kind of identifier in vendor files, as evidence: its words, form and fields, and how a text holds it. */
export interface IdentifierKind<Kind = string, Key = string> {
  readonly kind: Kind;
  /** Its key among the identifiers of a vendor file. */
  readonly key: Key;
  /** What an item of that key is called. */
  readonly what: string;
  /** How vendor files write one; `before`: what may stand before it there. */
  readonly form: { readonly pattern: RegExp; readonly expected: string; readonly before?: RegExp };
  /** Its own field, then other fields whose cells may hold one; empty: it has no field of its own. */
  readonly fields: readonly Field[];
  /** What people call a cell of its own field. */
  readonly cell: string;
  /** What people call it if only a device has one; null: other things have one too. */
  readonly ofDevice: string | null;
  /** The ways in which an id may begin; `isOwn`: in a column of its own field. None: only `announcedBy` leads to it. */
  readonly written: (id: string, isOwn: boolean) => readonly string[];
  /** Letters and digits that stand before an identifier, one of them before each. */
  readonly announcedBy: readonly string[];
  /** Whether an id in a vendor file stands for all that begin with it, up to a dot; of two the longer counts. */
  readonly isPrefix?: true;
  /** The identifiers in a cell of a column that feeds `fields`. */
  readonly in: (text: string, fields: readonly Field[]) => readonly IdentifierSeen[];
}

/** The word alone is also in names of companies, before a year or a day: Smith Enterprises.2011, .2011.05.03. */
const ENTERPRISES = String.raw`enterprises(?:(?<=(?:^\W*|[.:])enterprises)|(?=\.\d+\.(?!0\d)\d))`;
const BELOW_ENTERPRISES = new RegExp(
  String.raw`(?:(?:1|iso)\.3\.6\.1\.4\.1|${ENTERPRISES})\.(\d+(?:\.\d+){0,20})`,
  'gi',
);
/** The whole cell: a number without what stands before it, else an object id that is below no enterprise. */
const WHOLE_OID = /^\.?(?:(\d{2,10}(?:\.\d+){0,20})|(\d(?:\.\d+){4,127}))$/;

/**
 * A sysObjectID below an enterprise number that devices of a vendor answer with. The registry and devices disagree
 * (squatted numbers, agents of chip makers), so vendor files hold what devices answer.
 */
const ENTERPRISE_NUMBER = {
  kind: 'enterprise-number',
  key: 'enterpriseNumbers',
  what: 'enterprise number',
  form: {
    pattern: /^(?:\.?1\.3\.6\.1\.4\.1\.)?\d{1,10}(?:\.\d{1,10}){0,20}$/,
    before: /^\.?1\.3\.6\.1\.4\.1\./,
    expected: 'digits and dots below 1.3.6.1.4.1, such as 2011 or 25506.1',
  },
  fields: ['sysObjectId'],
  cell: 'object id',
  ofDevice: 'sysObjectID',
  written: (id, isOwn) => (isOwn ? [id] : []),
  announcedBy: ['136141', 'enterprises', 'iso3614'],
  isPrefix: true,
  in(text, fields) {
    const isOwn = fields.includes('sysObjectId');
    const sign: IdentifierSeen['sign'] = isOwn ? 'answer' : 'answerInText';
    const found = Array.from(text.matchAll(BELOW_ENTERPRISES), ({ 1: id = '', index: at }) => ({ id, at, sign }));
    if (found.length > 0 || !isOwn) return found;
    const [, number, other] = WHOLE_OID.exec(text.trim()) ?? [];
    if (number === undefined && other === undefined) return [];
    return [{ id: number ?? '', at: 0, sign }];
  },
} as const satisfies IdentifierKind;

/** A grantee code is three characters, or five when it begins with a digit (47 CFR 2.926). */
const ID = '(?:[a-z][a-z0-9]{2}|[2-9][a-z0-9]{4})-?[a-z0-9-]{1,14}';
const WHOLE_ID = new RegExp(`^(?:https?://\\S{1,60}/)?(${ID})$`, 'i');
const LABELLED = new RegExp(
  `(?<![a-z0-9])(contains\\s{1,4}(?:tx\\s{1,4})?)?fcc[\\s-]{0,2}id[\\s:#.]{1,6}(${ID})(?![a-z0-9])`,
  'gi',
);

const codeOf = (id: string): string => id.slice(0, /^\d/.test(id) ? 5 : 3).toUpperCase();
/** A code of five characters is recognised without the words "FCC ID"; three letters may begin anything. */
const isLong = (code: string): boolean => code.length === 5;

/**
 * The grantee code of an FCC ID: after the words "FCC ID"; else in a column of FCC IDs, or as a whole cell that begins
 * with a long code. The device's own code is confirmed; "Contains FCC ID: XMR..." is a component, the usual trace of a
 * module inside another vendor's device.
 */
const FCC_ID = {
  kind: 'fcc-id',
  key: 'fccGrantees',
  what: 'grantee code',
  form: {
    pattern: /^(?:[A-Z][A-Z0-9]{2}|[2-9][A-Z0-9]{4})$/,
    expected: 'three characters, or five of which the first is a digit, in capitals',
  },
  fields: ['fccId'],
  cell: 'FCC ID',
  ofDevice: 'FCC ID',
  written: (id, isOwn) => (isOwn || isLong(id) ? [id] : []),
  announcedBy: ['fccid'],
  in(text, fields) {
    const isOwn = fields.includes('fccId');
    const sign: IdentifierSeen['sign'] = isOwn ? 'ownFccId' : 'fccIdInText';
    const all = /fcc/i.test(text) ? text.matchAll(LABELLED) : [];
    const labelled = Array.from(all, ({ 1: contains, 2: id = '', index: at }): IdentifierSeen => {
      return { id: codeOf(id), at, sign: contains === undefined ? sign : 'contained' };
    });
    if (labelled.length > 0) return labelled;
    const parts = isOwn ? text.split(/[\s,;|]+/) : [text.trim()];
    const whole = parts.flatMap((part) => WHOLE_ID.exec(part)?.[1] ?? []);
    const found = whole.map((id): IdentifierSeen => ({ id: codeOf(id), at: text.indexOf(id), sign }));
    return found.filter(({ id }) => isOwn || isLong(id));
  },
} as const satisfies IdentifierKind;

/** CPE 2.3 formatted strings and 2.2 URIs: `cpe:2.3:o:huawei:...`, `cpe:/h:zte:...`. */
const CPE_NAME = /(?<![a-z0-9])cpe:(?:2\.3:|\/)[aho]:((?:[^:\s\\]|\\.){1,80})(?::((?:[^:\s\\]|\\.){1,120}))?/gi;

/** The vendor part of a CPE name, exactly, in any column; in a note or a place it may be about something else. */
const CPE = {
  kind: 'cpe',
  key: 'cpeVendors',
  what: 'CPE vendor',
  form: {
    pattern: /^[a-z0-9._~%\\!+&-]+$/,
    expected: 'the vendor part of a CPE name, such as huawei or tp-link',
  },
  fields: ['cpe'],
  cell: 'CPE name',
  ofDevice: null,
  written: () => [],
  announcedBy: ['cpe'],
  in: (text) =>
    Array.from(/cpe:/i.test(text) ? text.matchAll(CPE_NAME) : [], ({ 1: vendor = '', index: at }) => {
      return { id: vendor.replaceAll('\\', '').toLowerCase(), at, sign: 'cpe' } as const;
    }),
} as const satisfies IdentifierKind;

/** Four letters of the vendor and eight hex digits, perhaps after a TR-069 id `OUI-Class-`; ISAM: `HWTC:F8A1B2C3`. */
const GPON_SERIAL = /(?<![0-9a-z])([a-z]{4})[-: ]?[0-9a-f]{8}(?![0-9a-z])/gi;
const GPON_HEX = /(?<![0-9a-z])((?:4[1-9a-f]|5[0-9a]){4})[- ]?[0-9a-f]{8}(?![0-9a-z])/gi;
const GPON_ID = /^[a-z0-9]{4}$/i;

/** The prefix of a GPON serial number (ITU-T G.984.3). At best probable: cheap ONUs carry HWTC and ZTEG on purpose. */
const GPON = {
  kind: 'gpon',
  key: 'gponVendorIds',
  what: 'GPON vendor id',
  form: { pattern: /^[A-Z0-9]{4}$/, expected: 'four capitals or digits, such as HWTC' },
  fields: ['gponSerial', 'serial'],
  cell: 'GPON serial number',
  ofDevice: 'GPON serial',
  written: (id) => [id, Array.from(id, (letter) => letter.charCodeAt(0).toString(16)).join('')],
  announcedBy: [],
  in(text, fields) {
    const id = text.trim();
    if (fields.includes('vendor') && GPON_ID.test(id)) return [{ id: id.toUpperCase(), at: 0, sign: 'gponAsVendor' }];
    if (text.length < 12) return [];
    return [...text.matchAll(GPON_SERIAL), ...text.matchAll(GPON_HEX)].map(({ 1: prefix = '', index: at }) => {
      const ofHex = prefix.replace(/../g, (octet) => String.fromCharCode(parseInt(octet, 16)));
      return { id: prefix.length === 4 ? prefix.toUpperCase() : ofHex, at, sign: 'gpon' };
    });
  },
} as const satisfies IdentifierKind;

/** `USB\VID_12D1&PID_1506`, `VID=12d1`, `idVendor: 0x12d1`, `ID_VENDOR_ID=12d1`, `usb:v12D1p1506`. */
const USB_NAMED = /(?<![a-z])(?:usb:v|vid|id_?vendor(?:_id)?)[ _:="-]*(?:0x)?([0-9a-f]{4})(?![0-9a-f])/gi;
/** `12d1:1506` as lsusb prints it: a word by itself. */
const USB_PAIR = /(?<![\w.:-])([0-9a-f]{4}):[0-9a-f]{4}(?![\w.:-])/gi;
/** A pair of digits alone is an id only where it is the whole text, or follows `ID`. */
const ONLY_USB_PAIR = /^\s*(?:usb[\s:]*)?[0-9a-f]{4}:[0-9a-f]{4}\s*$|\bID [0-9a-f]{4}:[0-9a-f]{4}\b/i;

/** The vendor id of a USB device (USB Implementers Forum, 16 bits), in any column but those of addresses. */
const USB_ID = {
  kind: 'usb-id',
  key: 'usbVendorIds',
  what: 'USB vendor id',
  form: { pattern: /^[0-9a-f]{4}$/, expected: 'four hex digits in small letters, such as 12d1' },
  fields: [],
  cell: 'USB id',
  ofDevice: null,
  written: (id) => [id, `v${id}`, `0x${id}`],
  announcedBy: [],
  in(text, fields) {
    if (fields.includes('ip') || fields.includes('mac')) return [];
    const isOnly = ONLY_USB_PAIR.test(text);
    const pairs = [...text.matchAll(USB_PAIR)].filter(([pair]) => isOnly || /[a-f]/i.test(pair));
    const found = [...text.matchAll(USB_NAMED), ...pairs];
    return found.map(({ 1: id = '', index: at }) => ({ id: id.toLowerCase(), at, sign: 'usbId' }));
  },
} as const satisfies IdentifierKind;

/** The kinds of identifiers that are looked up as they are written, in the order in which they are reported. */
export const IDENTIFIERS = [ENTERPRISE_NUMBER, FCC_ID, CPE, GPON, USB_ID] as const;

/** The key in a vendor file under which identifiers of one kind stand. */
export type IdentifierKey = (typeof IDENTIFIERS)[number]['key'];

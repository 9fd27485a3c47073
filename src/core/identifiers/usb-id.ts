import type { IdentifierKind } from './identifier.ts';

/** `USB\VID_12D1&PID_1506`, `VID=12d1`, `idVendor: 0x12d1`, `ID_VENDOR_ID=12d1`, `usb:v12D1p1506`. */
const NAMED = /(?<![a-z])(?:usb:v|vid|id_?vendor(?:_id)?)[ _:="-]*(?:0x)?([0-9a-f]{4})(?![0-9a-f])/gi;
/** `12d1:1506` as lsusb prints it: a word by itself. */
const PAIR = /(?<![\w.:-])([0-9a-f]{4}):[0-9a-f]{4}(?![\w.:-])/gi;
/** Figures alone are an id where they are all that is said, or behind the word. */
const ONLY_PAIR = /^\s*(?:usb[\s:]*)?[0-9a-f]{4}:[0-9a-f]{4}\s*$|\bID [0-9a-f]{4}:[0-9a-f]{4}\b/i;

/** The vendor id of a USB device (USB Implementers Forum, 16 bits), in whatever column but those of addresses. */
export const USB_ID = {
  kind: 'usb-id',
  key: 'usbVendorIds',
  what: 'USB vendor id',
  called: 'USB vendor id',
  form: {
    is: 'a USB vendor id',
    pattern: /^[0-9a-f]{4}$/,
    expected: 'four hex digits in small letters, such as 12d1',
  },
  shownBy: ['text', 'model'],
  fields: [],
  cell: 'USB id',
  ofDevice: null,
  notIn: ['ip', 'mac'],
  written: (id) => [id, `v${id}`, `0x${id}`],
  announcedBy: null,
  in(text) {
    const seen = (id: string, isSure: boolean) => ({ id: id.toLowerCase(), sign: 'usbId', isSure }) as const;
    const named = Array.from(text.matchAll(NAMED), ([, id = '']) => seen(id, true));
    const isOnly = ONLY_PAIR.test(text);
    const pairs = [...text.matchAll(PAIR)].filter(([pair]) => isOnly || /[a-f]/i.test(pair));
    return [...named, ...pairs.map(([, id = '']) => seen(id, false))];
  },
} as const satisfies IdentifierKind;

import { excerpt } from '../../core/text.ts';
import type { Cell } from '../cell.ts';
import { ownersOf, type MakerEntry } from '../names/makers.ts';
import { hit, type Finder, type Hit } from './finder.ts';

/** `USB\VID_12D1&PID_1506`, `VID=12d1`, `idVendor: 0x12d1`, `ID_VENDOR_ID=12d1`, `usb:v12D1p1506`. */
const NAMED = /(?<![a-z])(?:usb:v|vid|id_?vendor(?:_id)?)[ _:="-]*(?:0x)?([0-9a-f]{4})(?![0-9a-f])/gi;
/** `12d1:1506` as lsusb prints it: a word by itself. */
const PAIR = /(?<![\w.:-])([0-9a-f]{4}):[0-9a-f]{4}(?![\w.:-])/gi;
/** Figures alone are an id where they are all that is said, or behind the word. */
const ONLY_PAIR = /^\s*(?:usb[\s:]*)?[0-9a-f]{4}:[0-9a-f]{4}\s*$|\bID [0-9a-f]{4}:[0-9a-f]{4}\b/i;

/** The vendor ids of USB in a text, in small letters. */
function usbVendorIds(text: string): readonly string[] {
  const named = Array.from(text.matchAll(NAMED), ([, id = '']) => id);
  const isOnly = ONLY_PAIR.test(text);
  const pairs = Array.from(text.matchAll(PAIR), ([pair, id = '']) => (isOnly || /[a-f]/i.test(pair) ? id : ''));
  return [...named, ...pairs].map((id) => id.toLowerCase());
}

/** The vendor id of a USB device (USB Implementers Forum), in whatever column but those of addresses. */
export function compileUsbId({ makers }: { readonly makers: readonly MakerEntry[] }): Finder {
  const ids = ownersOf(makers, 'usbVendorIds');
  const written = () =>
    Array.from(ids, ([id, { maker }]) =>
      [id, `v${id}`, `0x${id}`].map((text) => ({ text, wanted: maker.wanted })),
    ).flat();
  return {
    kinds: ['usb-id'],
    looksAt: (_role, fields) => ids.size > 0 && !fields.includes('ip') && !fields.includes('mac'),
    patterns: () => [written],
    find(cell: Cell, hits: Hit[]): void {
      const id = usbVendorIds(cell.text).find((one) => ids.has(one));
      const found = id === undefined ? undefined : ids.get(id);
      if (id === undefined || found === undefined) return;
      hits.push(
        hit({
          kind: 'usb-id',
          maker: found.maker,
          field: cell.field,
          seen: excerpt(cell.text.trim()),
          matched: `USB vendor id ${id}`,
          sign: 'usbId',
          certainty: found.certainty,
        }),
      );
    },
  };
}

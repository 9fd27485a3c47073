import type { Column, Layout } from '../core/layout.ts';
import type { Field } from '../core/fields.ts';
import { fold, words as wordsIn } from '../core/text.ts';

/** The devices that the columns of a row are about. */
export interface Groups {
  /** By index of a column: which device it is about; 0 is that of the row. */
  readonly of: readonly number[];
  /** By index: whether the header is a kind of device and nothing else, so that its cells name or describe one. */
  readonly areDevices: readonly boolean[];
}

const NAMES_IT: readonly Field[] = ['vendor', 'model', 'partNumber'];
/** A number behind a word that tells one column from another: Switch 2, Vendor_1, model.3. */
const NUMBER = /^\d{1,2}$/;

/**
 * Which columns belong together: those whose headers begin with the same kind of device (`Camera vendor`, `NVR`,
 * `Switch 2`), and, from a vendor or model column on whose header comes again, those of the next device. What has no
 * kind is the row's own, if that has a vendor or a model; a second vendor or model column belongs to the nearest kind.
 */
export function deviceGroups({ columns, wholeLines }: Layout, isKind: (word: string) => boolean): Groups {
  const kinds = new Map<string, number>();
  /** By group, the headers of its vendor and model columns. */
  const headers: Set<string>[] = [new Set()];
  const areDevices: boolean[] = [];
  let repeated = 0;
  let kind = 0;
  const begin = (): number => headers.push(new Set()) - 1;
  const of = columns.map((column) => {
    const said = wordsOf(column);
    const [first = ''] = said;
    const isOfKind = !wholeLines && isKind(first);
    areDevices.push(isOfKind && said.slice(1).every((word) => NUMBER.test(word)));
    const rest = said.slice(isOfKind ? 1 : 0);
    const header = rest.filter((word) => !NUMBER.test(word)).join(' ');
    let group = repeated;
    if (isOfKind) {
      const name = [first, ...rest.filter((word) => NUMBER.test(word))].join(' ');
      group = kind = kinds.get(name) ?? begin();
      kinds.set(name, group);
    } else if (headers[repeated]?.size === 0) group = kind;
    if (!namesIt(column)) return group;
    if (!isOfKind && headers[group]?.has(header) === true) {
      const isOfNearest = kind > group && headers[kind]?.has(header) === false;
      group = isOfNearest ? kind : (repeated = begin());
    }
    headers[group]?.add(header);
    return group;
  });
  return { of, areDevices };
}

function namesIt({ fields }: Column): boolean {
  return fields.some((field) => NAMES_IT.includes(field));
}

/** The words of a header, a key of JSON, or joined ones (cameraVendor). */
function wordsOf({ name }: Column): readonly string[] {
  return wordsIn(fold(name.replace(/(\p{Ll})(?=\p{Lu})|(\p{L})(?=\d)/gu, '$1$2 ')));
}

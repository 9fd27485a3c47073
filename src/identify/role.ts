import { DEVICE_FIELDS, type Field } from '../core/fields.ts';
import { feedsAny, oncePerLayout, type Column, type Layout } from '../core/layout.ts';
import type { NoValue } from '../core/no-value.ts';
import type { InventoryRecord } from '../core/record.ts';
import { fold, words as wordsIn } from '../core/text.ts';
import { setOf } from '../words/look-up.ts';
import type { Words } from '../words/words.ts';

/**
 * How to read the cells of a column for names: `maker` the cell says who made the device; `product` it says what the
 * device is, often with the maker's name in it; `free-text` nothing is known about the column; `naming` it is what
 * people call the device, so the cell decides whether it is a host name or a description; `device` the same under a
 * header that is a kind of device; `mention` it is about something else, so a name in it is a mention; `line` a whole
 * line of text, which may hold anything; `person` it is about a person, so a name is a person's; `none` an address, a
 * serial number, a day or the like, in which a name is a mention.
 */
export type Role = 'maker' | 'product' | 'free-text' | 'naming' | 'device' | 'mention' | 'line' | 'person' | 'none';

const PRODUCT: readonly Field[] = ['model', 'partNumber', 'platform', 'sysDescr'];
const PLACE_OR_PURPOSE: readonly Field[] = ['site', 'purpose'];
const NAMING: readonly Field[] = ['hostname', 'assetTag'];
const NAMING_OR_TEXT: readonly Field[] = [...NAMING, 'text'];
const VENDOR_OR_MODEL: readonly Field[] = ['vendor', 'model', 'partNumber'];

/** The columns whose cells say what the row's device is: its vendor, model, address, serial number ... */
const columnsOfDevice = oncePerLayout((layout) => {
  const isOwn = (index: number): boolean => layout.columns[index]?.traits.includes('other-device') !== true;
  return DEVICE_FIELDS.flatMap((field) => layout.feeding(field)).filter(isOwn);
});

/** Whether a row says what its device is. If so, the cells under the header of another device are not about it. */
export function saysDevice({ layout, cells }: InventoryRecord, noValue: NoValue): boolean {
  return columnsOfDevice(layout).some((index) => !noValue.isEmpty(cells[index]));
}

/** The role of a column; the most telling of its fields decides. `isDevice`: its header is a kind of device. */
export function roleOf(column: Column, wholeLine: boolean, isDevice = false): Role {
  const { fields, traits } = column;
  const isMention = traits.includes('mention');
  if (isDevice && !isMention && fields.every((field) => NAMING_OR_TEXT.includes(field))) return 'device';
  if (fields.includes('withheld')) return traits.includes('person') ? 'person' : 'mention';
  if (fields.includes('vendor')) return 'maker';
  if (feedsAny(column, NAMING)) return 'naming';
  if (traits.includes('port')) return 'none';
  if (fields.includes('text')) return isMention ? 'mention' : wholeLine ? 'line' : 'free-text';
  if (feedsAny(column, PRODUCT)) return 'product';
  if (feedsAny(column, PLACE_OR_PURPOSE)) return 'mention';
  return fields.includes('category') ? 'naming' : 'none';
}

/**
 * Whether a cell is about something other than the device, such as a note, a place or a person: an identifier in it may
 * belong to any other device.
 */
export function isAboutOther(role: Role): boolean {
  return role === 'mention' || role === 'person';
}

/** A number after a word that tells one column from another: Switch 2, Vendor_1, model.3. */
const NUMBER = /^\d{1,2}$/;

/**
 * By column, the device that it is about (0: the row's own), and whether its header is nothing but a kind of device.
 * Columns whose headers begin with the same kind (`Camera vendor`, `NVR`, `Switch 2`) are about one device; a vendor or
 * model column whose header comes again begins the next one. A column without a kind is about the row's own device if
 * that has a vendor or model, else the nearest kind, as is a second vendor or model column.
 */
export function deviceGroups({ columns, wholeLines }: Layout, { noName, tables }: Words) {
  const isKind = noName.isKindOfDevice;
  const kinds = new Map<string, number>();
  /** By group, the headers of its vendor and model columns. */
  const headers: Set<string>[] = [new Set()];
  const areKindHeaders: boolean[] = [];
  let currentGroup = 0;
  let nearestKind = 0;
  const addGroup = (): number => headers.push(new Set()) - 1;
  /** Whether a header is a word for software and nothing else: antivirus. */
  const isOfProgram = ({ fields }: Column, nameWords: readonly string[]): boolean =>
    fields.every((field) => field === 'text' || field === 'vendor') &&
    setOf(tables.services.software.words).has(nameWords.join(' '));
  const groups = columns.map((column) => {
    const nameWords = wordsOf(column.name, isKind);
    const [first = ''] = nameWords;
    const isOfKind = !wholeLines && (isKind(first) || isOfProgram(column, nameWords));
    const rest = nameWords.slice(isOfKind ? 1 : 0);
    const restWords = rest.filter((word) => !NUMBER.test(word)).join(' ');
    areKindHeaders.push(isOfKind && restWords === '');
    // manufacturer.name and product.name are not one header that comes again.
    const header = column.name.includes('.') ? `${restWords} ${column.fields.join()}` : restWords;
    let group = currentGroup;
    if (isOfKind) {
      const name = [first, ...rest.filter((word) => NUMBER.test(word))].join(' ');
      group = nearestKind = kinds.get(name) ?? addGroup();
      kinds.set(name, group);
    } else if (headers[currentGroup]?.size === 0) group = nearestKind;
    if (!feedsAny(column, VENDOR_OR_MODEL)) return group;
    if (!isOfKind && headers[group]?.has(header) === true) {
      const isOfNearest = nearestKind > group && headers[nearestKind]?.has(header) === false;
      group = isOfNearest ? nearestKind : (currentGroup = addGroup());
    }
    headers[group]?.add(header);
    return group;
  });
  return { groups, areKindHeaders };
}

/** The words of a header, or of the last key of a JSON path (fields.Camera, cameraVendor) that begins with no kind. */
function wordsOf(name: string, isKind: (word: string) => boolean): readonly string[] {
  const nameWords = wordsIn(fold(name.replace(/(\p{Ll})(?=\p{Lu})|(\p{L})(?=\d)/gu, '$1$2 ')));
  const [, key] = /\.(\S[^.]*)$/.exec(name) ?? [];
  return key === undefined || isKind(nameWords[0] ?? '') ? nameWords : wordsOf(key, isKind);
}

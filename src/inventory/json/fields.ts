import type { Field } from '../../core/fields.ts';
import { IDENTITY_FIELDS } from '../../core/fields.ts';
import { isSecret, MENTION, NO_TRAITS, type Meaning } from '../../core/layout.ts';
import { isBurntIn, parseMac } from '../../core/mac.ts';
import type { Part } from '../../core/record.ts';
import { excerpt } from '../../core/text.ts';
import type { Words } from '../../words/words.ts';
import { PERSON, readHeader, SECRET } from '../headers/read-header.ts';
import { says } from '../rows.ts';
import type { KeyPath } from './key-path.ts';
import { isInterfaceTree, isNeighbourTree, KnownKeys } from './known-keys.ts';

/** What a dotted path says its values are about. */
interface KeyMeaning extends Meaning {
  /** False when only the words of the path were looked at, so that cells and other columns may say more. */
  readonly sure: boolean;
}

const ASIDE: KeyMeaning = { fields: ['text'], why: 'not about the vendor', traits: MENTION, sure: true };
/** What a device is attached to, in its own record. */
const OF_OTHER: KeyMeaning = { ...ASIDE, traits: ['mention', 'other-device'] };
const UNKNOWN: KeyMeaning = { fields: ['text'], why: 'key not known', traits: NO_TRAITS, sure: false };

/** Fields that a part of a device, or a neighbour, can have of its own by an ordinary key. */
const OF_A_PART = new Set<Field>([...IDENTITY_FIELDS, 'serial', 'assetTag', 'quantity', 'withheld', 'text']);

/** What a thing inside a device carries of the device, and one of a bill of material of the bill. */
export const IN_DEVICE = { hostname: 'in device', site: 'at site', category: 'in bill' } as const;

/** Joined words that end in a secret (`authpass`, `cryptopass` of LibreNMS), beside what every header withholds. */
const SECRET_KEY = /(?:pass|passwd|pwd|psk|secret|authname)$/i;
/** A picture that an NMS chose by the maker it took the device for. */
const ICON = /icon$/i;
/** How a device answers SNMP: what has no known name in there may be a community. */
const SNMP = /^snmp$/i;
/** Keys that number the thing itself; another `*_id` inside numbers something else (`vlan_id`, `rack.id`). */
const ASSET_KEY = /^(?:asset|device|inventory)[ _-]?(?:tag|id|number|no)$/i;
/** Keys that describe another key's value (`chassis_type`, `system_desc_len`). */
const ABOUT_A_VALUE = /(?:type|type_txt|len|count|id)$/i;

/** Identity that makes an element of a list a thing of its own, not a property of what holds it. */
const OWN_IDENTITY = new Set<Field>([
  'vendor',
  'model',
  'partNumber',
  'sysDescr',
  'sysObjectId',
  'fccId',
  'gponSerial',
]);
const IDENTITY = new Set<Field>([...IDENTITY_FIELDS, 'serial']);

/** What keys of a document mean, by the words of a run. A path is read once. */
export class KeyMeanings {
  readonly known: KnownKeys;
  readonly #words: Words;
  readonly #remembered: Readonly<Record<Part, WeakMap<KeyPath, KeyMeaning>>> = {
    device: new WeakMap(),
    component: new WeakMap(),
    neighbour: new WeakMap(),
  };

  constructor(words: Words) {
    this.#words = words;
    this.known = new KnownKeys(words.tables['json-keys']);
  }

  /** What the values under a path are about, in a row about `part`. A secret or a person anywhere in it wins. */
  of(path: KeyPath, part: Part): KeyMeaning {
    let meaning = this.#remembered[part].get(path);
    if (meaning === undefined) {
      meaning = this.#read(path.keys, part);
      this.#remembered[part].set(path, meaning);
    }
    return meaning;
  }

  /** Whether a value tells what a thing is; with `own`, so well that it is a thing of its own. */
  isIdentity(path: KeyPath, value: string, part: Part, own: boolean): boolean {
    const { fields } = this.of(path, part);
    if (!this.says(value) || !fields.some((field) => (own ? OWN_IDENTITY : IDENTITY).has(field))) return false;
    const mac = fields.length === 1 && fields[0] === 'mac' ? parseMac(value) : null;
    return mac === null || isBurntIn(mac);
  }

  says(value: string): boolean {
    return says(value, this.#words.noValue);
  }

  /** A text as a message shows it: its beginning, without secrets. */
  shown(text: string): string {
    return excerpt(this.#words.secrets.without(text.trim()));
  }

  #read(path: readonly string[], part: Part): KeyMeaning {
    for (const field of ['hostname', 'site', 'category'] as const) {
      if (path[0] === IN_DEVICE[field]) return { fields: [field], why: 'format', traits: NO_TRAITS, sure: true };
    }
    const trees = path.slice(0, -1);
    const last = path.at(-1) ?? '';
    const withheld = [this.#withheld(last), ...trees.map((key) => this.#withheldTree(key))].filter(
      (one) => one !== null,
    );
    const unknownToSnmp = trees.some((key) => SNMP.test(key)) && this.#header(last) === null;
    const secret = unknownToSnmp ? SECRET : withheld.find(isSecret);
    if (secret !== undefined || withheld[0] !== undefined) return { ...(secret ?? withheld[0] ?? SECRET), sure: true };
    if (part === 'device' && trees.some((key) => this.#isOfOther(key))) return OF_OTHER;
    if (trees.some((key) => this.#isAside(key, part)) || ICON.test(last)) return ASIDE;
    const fixed = this.known.fieldsOf(path, part === 'neighbour');
    const mayBe =
      part !== 'component' || path[0] === 'device' || fixed?.every((field) => OF_A_PART.has(field)) === true;
    if (fixed !== null && mayBe && isOfTree(path, fixed)) {
      return { fields: fixed, why: 'format', traits: NO_TRAITS, sure: true };
    }
    if (part === 'neighbour') return this.#neighbourMeaning(path);
    const meaning = this.#byWords(path);
    return part === 'component' && !meaning.fields.every((field) => OF_A_PART.has(field)) ? ASIDE : meaning;
  }

  #header(key: string): Meaning | null {
    return readHeader(key, this.#words.headers);
  }

  #withheld(key: string): Meaning | null {
    if (SECRET_KEY.test(key)) return SECRET;
    const reading = this.#header(key);
    return reading?.fields.includes('withheld') === true ? reading : null;
  }

  #withheldTree(key: string): Meaning | null {
    if (this.known.isSecretTree(key)) return SECRET;
    if (this.known.isPersonTree(key)) return PERSON;
    return SNMP.test(key) ? null : this.#withheld(key);
  }

  #isOfOther(key: string): boolean {
    return isNeighbourTree(key) || (this.known.isOtherTree(key) && this.#words.headers.otherDeviceIn(key) !== null);
  }

  #isAside(key: string, part: Part): boolean {
    return this.known.isOtherTree(key) || (part !== 'neighbour' && isNeighbourTree(key));
  }

  /** By the last word that says something: `manufacturer.name` is a manufacturer, `site.region.name` a region. */
  #byWords(path: readonly string[]): KeyMeaning {
    const last = (path.at(-1) ?? '').toLowerCase();
    if (path.length > 1 && this.known.isId(last)) return ASIDE;
    const named = path.length > 1 && this.known.isName(last);
    const reading = this.#header((named ? path.at(-2) : path.at(-1)) ?? '');
    if (reading === null) return UNKNOWN;
    const isKey = path.length > 1 && reading.fields.includes('assetTag') && !ASSET_KEY.test(last);
    const isOtherOid = reading.fields.includes('sysObjectId') && !/sys|snmp/i.test(last);
    if (isKey || isOtherOid || !isOfTree(path, reading.fields)) return ASIDE;
    return { ...reading, sure: named };
  }

  /** What stands beside a neighbour in its record is mostly about the port it was seen on. */
  #neighbourMeaning(path: readonly string[]): KeyMeaning {
    const last = (path.at(-1) ?? '').replace(/^(?:neighbou?r|remote|peer|lldp|cdp)[ _-]?/i, '');
    const reading = ABOUT_A_VALUE.test(last) ? null : this.#header(last);
    const own =
      reading?.fields.every((field) => OF_A_PART.has(field) && field !== 'text' && field !== 'sysObjectId') === true;
    return reading !== null && own && !/^local/i.test(last) ? { ...reading, sure: true } : ASIDE;
  }
}

/** Of the device's interfaces only the addresses are about the device. */
function isOfTree(path: readonly string[], fields: readonly Field[]): boolean {
  const ofInterface = path.slice(0, -1).some(isInterfaceTree);
  return !ofInterface || fields.some((field) => field === 'mac' || field === 'ip' || field === 'withheld');
}

import { oncePer, remembering } from '../../core/cache.ts';
import { DEVICE_FIELDS, FIELDS, type Field } from '../../core/fields.ts';
import { isSecret, MENTION, NO_TRAITS, type Meaning } from '../../core/layout.ts';
import { isBurntIn, parseMac } from '../../core/mac.ts';
import type { Part } from '../../core/finding.ts';
import { keysByWord } from '../../words/look-up.ts';
import type { WordTables } from '../../words/tables.ts';
import type { Words } from '../../words/words.ts';
import { PERSON, SECRET } from '../../words/headers.ts';
import type { Json, JsonMap } from './tree.ts';

interface KeyMeaning extends Meaning {
  /** False if only the words of the path decided, so that cells and other columns may decide otherwise. */
  readonly sure: boolean;
}

const NOT_ABOUT_VENDOR: KeyMeaning = { fields: ['text'], why: 'not about the vendor', traits: MENTION, sure: true };
const OF_OTHER: KeyMeaning = { ...NOT_ABOUT_VENDOR, traits: ['mention', 'other-device'] };
const UNKNOWN: KeyMeaning = { fields: ['text'], why: 'key not known', traits: NO_TRAITS, sure: false };

function fixedMeaning(field: Field): KeyMeaning {
  return { fields: [field], why: 'format', traits: NO_TRAITS, sure: true };
}

/** Fields that a part or a neighbour of a device can have of its own under an ordinary key. */
const OF_A_PART = new Set<Field>([...DEVICE_FIELDS, 'assetTag', 'quantity', 'withheld', 'text']);
/** Fields that make an element of a list a thing of its own, not a property of the record that holds it. */
const STRONG = new Set<Field>(['vendor', 'model', 'partNumber', 'sysDescr', 'sysObjectId', 'fccId', 'gponSerial']);
const IDENTITY: ReadonlySet<Field> = new Set(DEVICE_FIELDS);

/** Keys that netvet adds to things inside a device: its name and site; and to components of a bill: their category. */
export const IN_DEVICE = { hostname: 'in device', site: 'at site', category: 'in bill' } as const;

/** Most keys and paths that are remembered: a document may have ever new keys. */
const MOST_KEPT = 50_000;

const compact = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The keys from a record down to a value. The same keys are one object, so that their meaning is worked out once. */
export class KeyPath {
  readonly keys: readonly string[];
  /** `device_type.manufacturer.name` */
  readonly name: string;
  /** How many of the keys stand in the document, where others are added below a list; null: all of them do. */
  readonly steps: number | null;
  readonly meanings: Partial<Record<Part, KeyMeaning>> = {};
  readonly #shared: { count: number };
  readonly #children = new Map<string, KeyPath>();
  #inList: KeyPath | undefined;

  constructor(keys: readonly string[], shared = { count: 0 }, steps: number | null = null) {
    this.keys = keys;
    this.name = keys.join('.');
    this.steps = steps;
    this.#shared = shared;
  }

  /** The path of what a list at this path holds: its values share a cell, whose place is that of the list. */
  get inList(): KeyPath {
    return this.steps === null ? (this.#inList ??= new KeyPath(this.keys, this.#shared, this.keys.length)) : this;
  }

  child(key: string): KeyPath {
    let child = this.#children.get(key);
    if (child === undefined) {
      child = new KeyPath([...this.keys, key], this.#shared, this.steps);
      if (this.#shared.count < MOST_KEPT) this.#children.set(key, child);
      this.#shared.count += 1;
    }
    return child;
  }
}

type Table = WordTables['json-keys'];
type Kind = Exclude<keyof Table, 'device' | 'neighbour' | 'trees'>;

/** What keys of documents mean, by the words of a run (data/words/json-keys.yaml, headers.yaml). */
export class Keys {
  readonly root = new KeyPath([]);
  /** The path of what is added to a record and stands elsewhere in the document, or nowhere. */
  readonly beside = this.root.inList;
  /** Tests whether a text is of a kind of data/words/json-keys.yaml, which says what each is about, in any case. */
  readonly is: Readonly<Record<Kind | keyof Table['trees'], (key: string) => boolean>>;
  readonly #words: Words;
  readonly #device: ReadonlyMap<string, Field>;
  readonly #neighbour: ReadonlyMap<string, Field>;

  constructor(words: Words) {
    const { device, neighbour, trees, ...kinds } = words.tables['json-keys'];
    this.#words = words;
    this.#device = fieldsByPath(device);
    this.#neighbour = fieldsByPath(neighbour);
    const compacted = (all: readonly string[]) => matching(all.join('|').replaceAll('_', ''), compact);
    const tests = [
      ...Object.entries(kinds).map(([kind, all]) => [kind, compacted(all)] as const),
      ...Object.entries(trees).map(([kind, all]) => [kind, matching(all.join('|'), (key) => key)] as const),
    ];
    this.is = Object.fromEntries(tests) as typeof this.is;
  }

  /**
   * Whether a record's keys say that it is about a neighbour or an address that was seen. One with a name and without
   * a key for where it was seen (`local_interface`) is a device with a note of its neighbour.
   */
  isNeighbourRecord(keys: readonly string[]): boolean {
    const has = (...kinds: readonly Kind[]): boolean => kinds.every((kind) => keys.some(this.is[kind]));
    if (has('name') && !has('seenFrom')) return false;
    if (has('saysNeighbour') || has('chassis', 'port') || has('chassisId', 'local')) return true;
    return has('mac', 'interface', 'table') && !has('own');
  }

  /** What the values under a path are about, in a row about `part`. A secret or a person anywhere in the path wins. */
  meaningOf(path: KeyPath, part: Part): KeyMeaning {
    return (path.meanings[part] ??= this.#read(path.keys, part));
  }

  /** What a top-level key of a device is about. */
  meaningOfKey(key: string): KeyMeaning {
    return this.meaningOf(this.root.child(key), 'device');
  }

  feeds(key: string, field: Field): boolean {
    return this.meaningOfKey(key).fields.includes(field);
  }

  /** Whether a value identifies a thing; `surely`: as a thing of its own, which no number does (`oui: 9528`). */
  isIdentity(path: KeyPath, value: Json, part: Part, surely: boolean): boolean {
    if (typeof value !== 'string') return false;
    const { fields } = this.meaningOf(path, part);
    if (!fields.some((field) => (surely ? STRONG : IDENTITY).has(field)) || !this.hasContent(value)) return false;
    if (surely && /^\d+$/.test(value)) return false;
    const mac = fields.length === 1 && fields[0] === 'mac' ? parseMac(value) : null;
    return mac === null || isBurntIn(mac);
  }

  /** Whether a map with this key describes a thing: a name, a serial number, an identity. A list may have a `name`. */
  describesThing(key: string): boolean {
    const { fields } = this.meaningOfKey(key);
    if (fields.includes('hostname')) return key.toLowerCase() !== 'name';
    return fields.some((field) => IDENTITY.has(field));
  }

  /** Whether a map identifies a thing by its own values; `surely`: by its vendor, its model or the like. */
  isIdentified(map: JsonMap, surely: boolean): boolean {
    return map.some((key, value) => this.isIdentity(this.root.child(key), value, 'device', surely));
  }

  /** Whether a map identifies a thing, or has the name of one and an IP address. */
  isThing(map: JsonMap): boolean {
    const isHost = map.keys.some((key) => this.feeds(key, 'ip')) && map.keys.some((key) => this.describesThing(key));
    return isHost || this.isIdentified(map, false);
  }

  /** Whether an API fixes the meaning of a path: `device_type.model`. */
  isFixed(path: string): boolean {
    return this.#device.has(path.toLowerCase());
  }

  /** Whether a key is about an answer, not about a record: an envelope, a message, an outcome. */
  isOfAnswer(key: string): boolean {
    return this.is.envelopes(key) || this.is.messages(key) || this.is.outcomes(key);
  }

  /** `success: false`, `status: error`, `code: 401`; under the name of a device, that it was not reached. */
  saysFailed(key: string, value: string): boolean {
    if (this.#words.lines.errorOf(value) === 'unreached') return true;
    return this.is.outcomes(key) && (this.is.failures(value) || /^[45]\d\d$/.test(value));
  }

  hasContent(value: string): boolean {
    return !this.#words.noValue.isEmpty(value);
  }

  #read(path: readonly string[], part: Part): KeyMeaning {
    for (const field of ['hostname', 'site', 'category'] as const)
      if (path[0] === IN_DEVICE[field]) return fixedMeaning(field);
    const fixed = this.#fixed(path, part === 'neighbour' ? this.#neighbour : this.#device);
    // What an API fixes counts as it does, whatever its own keys are called: `status.nodeInfo.osImage`.
    const trees = path.slice(0, -(fixed?.size ?? 1));
    const last = path.at(-1) ?? '';
    const withheld = this.#withheld(path);
    if (withheld !== undefined) return { ...withheld, sure: true };
    const isOfOther = (key: string): boolean =>
      this.is.neighbours(key) || (this.is.otherTrees(key) && this.#words.headers.signs(key).otherDevice !== null);
    if (part === 'device' && trees.some(isOfOther)) return OF_OTHER;
    const isIdentity = this.#words.headers.read(last)?.fields.some((field) => IDENTITY.has(field)) === true;
    const isKnownIdentity = isIdentity && this.#words.headers.isKnown(last);
    const isOther = (key: string): boolean => this.is.otherTrees(key) && !(this.is.tags(key) && isKnownIdentity);
    const isOtherTree = trees.some((key) => isOther(key) || (part !== 'neighbour' && this.is.neighbours(key)));
    if (isOtherTree || this.is.icons(last)) return NOT_ABOUT_VENDOR;
    const isAllowed = part !== 'component' || path[0] === 'device' || (fixed !== null && OF_A_PART.has(fixed.field));
    if (fixed !== null && isAllowed && this.#isOfDevice(path, [fixed.field])) return fixedMeaning(fixed.field);
    if (part === 'neighbour') return this.#neighbourMeaning(last);
    const meaning = this.#byWords(path);
    return part === 'component' && !meaning.fields.every((field) => OF_A_PART.has(field)) ? NOT_ABOUT_VENDOR : meaning;
  }

  /** The field of a path whose meaning is fixed, by how many of its last keys: four or fewer. */
  #fixed(path: readonly string[], table: ReadonlyMap<string, Field>) {
    for (let size = Math.min(4, path.length); size > 0; size -= 1) {
      const field = table.get(path.slice(-size).join('.').toLowerCase());
      if (field !== undefined) return { field, size };
    }
    return null;
  }

  /** Whether these fields are about the device: of those under its interfaces, only addresses are. */
  #isOfDevice(path: readonly string[], fields: readonly Field[]): boolean {
    const ofInterface = path.slice(0, -1).some(this.is.interfaces);
    return !ofInterface || fields.some((field) => field === 'mac' || field === 'ip' || field === 'withheld');
  }

  /** The secret or person in a path that keeps its values from being read; undefined: none. */
  #withheld(path: readonly string[]): Meaning | undefined {
    const { is } = this;
    const withheld = path.flatMap((key, at): Meaning | readonly [] => {
      const [isSubtree, reading] = [at < path.length - 1, this.#words.headers.read(key)];
      if (is.secrets(key) || (isSubtree && is.secretTrees(key))) return SECRET;
      if (isSubtree && is.personTrees(key)) return PERSON;
      if (!isSubtree && reading === null && path.slice(0, at).some(is.snmp)) return SECRET;
      return reading?.fields.includes('withheld') === true && !(isSubtree && is.snmp(key)) ? reading : [];
    });
    return withheld.find(isSecret) ?? withheld[0];
  }

  /** The meaning by the last telling word: `manufacturer.name` is a manufacturer, `site.region.name` a region. */
  #byWords(path: readonly string[]): KeyMeaning {
    const last = (path.at(-1) ?? '').toLowerCase();
    if (path.length > 1 && this.is.ids(last)) return NOT_ABOUT_VENDOR;
    const isNameOfParent = path.length > 1 && this.is.names(last);
    const reading = this.#words.headers.read((isNameOfParent ? path.at(-2) : path.at(-1)) ?? '');
    // The service on a TCP port is the device itself (masscan: `ports: [{service: {banner: ...}}]`).
    const isOfService = (key: string, at: number): boolean =>
      this.is.serviceTrees(key) && at > 0 && this.is.interfaces(path[at - 1] ?? '');
    if (reading === null || path.some(isOfService)) return UNKNOWN;
    const isDatabaseKey = path.length > 1 && reading.fields.includes('assetTag') && !this.is.assetIds(last);
    const isOtherOid = reading.fields.includes('sysObjectId') && !/sys|snmp/i.test(last);
    if (isDatabaseKey || isOtherOid || !this.#isOfDevice(path, reading.fields)) return NOT_ABOUT_VENDOR;
    // A whole path with the same meaning is a header as in any table: cells and other columns may decide otherwise.
    const sure = isNameOfParent && this.#words.headers.read(path.join('.'))?.fields.join() !== reading.fields.join();
    return { ...reading, sure };
  }

  /** The meaning of a key in the record of a neighbour: most of them are about the port that saw it. */
  #neighbourMeaning(key: string): KeyMeaning {
    const last = key.replace(/^(?:neighbou?r|remote|peer|lldp|cdp)[ _-]?/i, '');
    const reading = this.is.ofValues(last) ? null : this.#words.headers.read(last);
    const isOfNeighbour =
      reading?.fields.every((field) => OF_A_PART.has(field) && field !== 'text' && field !== 'sysObjectId') === true;
    return reading !== null && isOfNeighbour && !/^local/i.test(last) ? { ...reading, sure: true } : NOT_ABOUT_VENDOR;
  }
}

/** The keys of a run: their meanings are worked out once for all inputs. */
export const keysOf = oncePer((words: Words) => new Keys(words));

function fieldsByPath(sources: Table['device']): ReadonlyMap<string, Field> {
  return new Map(sources.flatMap((source) => [...keysByWord(source.fields, FIELDS)]));
}

function matching(source: string, formOf: (key: string) => string): (key: string) => boolean {
  const pattern = new RegExp(`^(?:${source})$`, 'i');
  return remembering((key) => pattern.test(formOf(key)), MOST_KEPT);
}

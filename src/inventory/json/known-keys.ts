import { FIELDS } from '../../core/fields.ts';
import type { Field } from '../../core/fields.ts';
import { keysByWord, setOf } from '../../words/look-up.ts';
import type { WordTables } from '../../words/tables.ts';

/** Keys of JSON documents that are known (data/words/json-keys.yaml). */
export class KnownKeys {
  readonly #table: WordTables['json-keys'];
  /** By dotted path in lower case. */
  readonly #device: ReadonlyMap<string, readonly Field[]>;
  readonly #neighbour: ReadonlyMap<string, readonly Field[]>;

  constructor(table: WordTables['json-keys']) {
    this.#table = table;
    this.#device = fieldsByPath(table.device);
    this.#neighbour = fieldsByPath(table.neighbour);
  }

  /**
   * The fields of a path whose meaning is fixed, by its last three segments, then fewer down to `least`; null for any
   * other.
   */
  fieldsOf(path: readonly string[], ofNeighbour: boolean, least = 1): readonly Field[] | null {
    const table = ofNeighbour ? this.#neighbour : this.#device;
    for (let size = Math.min(3, path.length); size >= least; size -= 1) {
      const fields = table.get(path.slice(-size).join('.').toLowerCase());
      if (fields !== undefined) return fields;
    }
    return null;
  }

  /** Whether a subtree holds secrets whatever its members are called. */
  isSecretTree(key: string): boolean {
    return setOf(this.#table.secretTrees).has(key.toLowerCase());
  }

  /** Whether a subtree is about a person whatever its members are called. */
  isPersonTree(key: string): boolean {
    return setOf(this.#table.personTrees).has(key.toLowerCase());
  }

  /** Whether a subtree is about something else than what the row is: a name in there is a mention. */
  isOtherTree(key: string): boolean {
    return setOf(this.#table.otherTrees).has(key.toLowerCase());
  }

  /** Whether a last segment, in lower case, names its parent (`manufacturer.name`). */
  isName(key: string): boolean {
    return setOf(this.#table.names).has(key);
  }

  /** Whether a last segment, in lower case, is a key of a database or the web, not of a thing. */
  isId(key: string): boolean {
    return setOf(this.#table.ids).has(key);
  }

  /** Whether an API or an export lists its records under a key. */
  isList(key: string): boolean {
    return setOf(this.#table.lists).has(plain(key));
  }

  /** Whether a value beside a list of records tells of the answer, not of a thing. */
  isEnvelope(key: string): boolean {
    return setOf(this.#table.envelopes).has(plain(key));
  }

  /** Whether an answer says under a key what went wrong. */
  isError(key: string): boolean {
    return setOf(this.#table.errors).has(plain(key));
  }

  /** Whether it says in words what happened. */
  isMessage(key: string): boolean {
    return setOf(this.#table.messages).has(plain(key));
  }

  /** Whether a value tells of an answer alone: its envelope, what it says, how it went. */
  isOfAnswer(key: string): boolean {
    return this.isEnvelope(key) || this.isMessage(key) || setOf(this.#table.outcomes).has(plain(key));
  }

  /** `success: false`, `status: error`, `code: 401`. */
  saysFailed(key: string, value: string): boolean {
    return (
      setOf(this.#table.outcomes).has(plain(key)) &&
      (setOf(this.#table.failures).has(value.toLowerCase()) || /^[45]\d\d$/.test(value))
    );
  }
}

function fieldsByPath(sources: WordTables['json-keys']['device']): ReadonlyMap<string, readonly Field[]> {
  const fields = sources.flatMap((source) => [...keysByWord(source.fields, FIELDS)]);
  return new Map(fields.map(([path, field]) => [path, [field]]));
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, '');
}

const NEIGHBOUR_TREE = either(
  /neighbo|nbor|lldp|^cdp|_cdp|arp|^fdb|mac_?(?:address_?)?table|address_?table/,
  /^links$|link_peers|connected_(?:devices|clients)|^peers$/,
);

/** One expression for several, in any case. */
function either(...parts: readonly RegExp[]): RegExp {
  return new RegExp(parts.map(({ source }) => source).join('|'), 'i');
}

/** Whether what stands under a key is about other devices. */
export function isNeighbourTree(key: string): boolean {
  return NEIGHBOUR_TREE.test(key);
}

/** Whether what stands under a key are the device's own interfaces: their addresses are the device's. */
export function isInterfaceTree(key: string): boolean {
  return /^(?:interfaces?|ports?|nics?|network_?(?:interfaces?|adapters?)|ethernet|radios?|mac_?addresses)$/i.test(key);
}

/** A key of a record about a neighbour, in lower case without separators. */
const NEIGHBOUR_MARKS = either(
  /^neighbou?r(?:name|interface|description|id|port)?$/,
  /^remote(?:chassisid|systemname|port|portid|hostname|device|systemdescription)$/,
  /^(?:destination(?:address|host)|chassisdata)$/,
);
const TABLE_MARKS = /^(?:age|vlan|vlanid|type|static|active|moves|destinationport|ports?)$/;
const OWN_NAMES = /^(?:hostname|name|sysname|caption)$/;
/** `via` is how lldpcli learned of a neighbour. */
const SEEN_FROM = /^(?:local.*|via|parentinterface)$/;
const OWN_MARKS = /^(?:hostname|name|sysname|model|serial|serialnumber|vendor|manufacturer|networkid|caption)$/;

/**
 * Whether a record's own keys say that it is about a neighbour or an address that was seen. A record that has a name of
 * its own and does not say where it saw the other (`local_interface`) is a device with a note of its neighbour.
 */
export function isNeighbourRecord(keys: readonly string[]): boolean {
  const names = keys.map(plain);
  const has = (key: string): boolean => names.includes(key);
  const isDevice = names.some((key) => OWN_NAMES.test(key)) && !names.some((key) => SEEN_FROM.test(key));
  if (isDevice) return false;
  if (names.some((key) => NEIGHBOUR_MARKS.test(key))) return true;
  if (has('chassis') && has('port')) return true;
  if (has('chassisid') && names.some((key) => key.startsWith('local'))) return true;
  const hasMac = has('mac') || has('macaddress') || has('hardwareaddress');
  const isTable = has('interface') || has('interfaces') || has('destinationport');
  return hasMac && isTable && names.some((key) => TABLE_MARKS.test(key)) && !names.some((key) => OWN_MARKS.test(key));
}

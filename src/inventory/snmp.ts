import { isUtf8 } from '#runtime';
import { oncePer } from '../core/cache.ts';
import { groupsOf } from '../core/groups.ts';
import { Layout, layoutOf, MENTION, NO_TRAITS, type Column } from '../core/layout.ts';
import { colonForm, isBurntIn, parseMac } from '../core/mac.ts';
import type { Part } from '../core/finding.ts';
import { LINE_LIMIT } from '../core/text.ts';
import { hex, ofHex } from '../runtime/bytes.ts';
import type { WordTables } from '../words/tables.ts';
import type { Words } from '../words/words.ts';
import { decode } from './bytes/decode.ts';
import { decodeAs } from './bytes/encoding.ts';
import { linesOf, type Line } from './bytes/lines.ts';
import type { PeekedSource } from './bytes/peek.ts';
import type { Inventory, ReadOptions } from './inventory.ts';
import { distinctColumns, fixedColumn, foundProblem, inventoryOf, rowOf } from './rows.ts';
import { WALKED_OBJECT } from './roots.ts';
import type { FoundProblem, Item, Row } from './rows.ts';

/** Columns that are not objects: a sysObjectID by name, OIDs of enterprises. */
const [OBJECT_ID_NAME, OBJECTS] = ['sysObjectID by name', 'objects'];

/** The SNMP objects that are known (data/words/walks.yaml), and the layouts of the rows that are read from walks. */
const walksOf = oncePer(({ objects, roots }: WordTables['walks']) => {
  const byOid = new Map(objects.map((object) => [object.oid, { ...object, column: object.column ?? object.mib }]));
  const instance = new RegExp(`^(${[...byOid.keys()].join('|').replaceAll('.', '\\.')})\\.(.*)$`);
  const oids = new Map([...objects.map(({ mib, oid }) => [mib, oid] as const), ...Object.entries(roots)]);
  const columnsOf = (table: (typeof objects)[number]['of']): readonly Column[] => {
    const all = Array.from(byOid.values(), ({ of, column, field }) =>
      of !== table || field === null ? [] : fixedColumn(column, field, field === 'text' ? MENTION : NO_TRAITS),
    );
    return distinctColumns(all.flat());
  };
  const [entity, site] = [columnsOf('entity'), fixedColumn('sysLocation', 'site')];
  /** A chassis is the device itself: all but its name in the table is read. */
  const ofChassis = entity.filter(({ fields }) => !fields.includes('text'));
  return {
    device: [...columnsOf('device'), ...columnsOf('interface'), ...ofChassis, fixedColumn(OBJECT_ID_NAME, 'platform')],
    component: new Layout([...entity, fixedColumn('sysName', 'hostname'), site]),
    /** Another device, which the walked one has seen. */
    sighting: new Layout([...columnsOf('neighbour'), ...columnsOf('arp'), fixedColumn('ip', 'ip'), site]),
    /** An OID in digits without leading dot from any form that net-snmp prints; null for any other name. */
    toNumbers: (printed: string): string | null => {
      const bare = printed.replace(/^\.|^[\w-]+::/, '').replace(/^(?:[A-Za-z][\w-]*\.)+(?=[A-Za-z])/, '');
      const numbers = bare.replace(/^[^\d.][^.]*/, (name) => oids.get(name) ?? name);
      return /^\d/.test(numbers) ? numbers : null;
    },
    /** The known object that an OID is an instance of, with its index (`0`, `0.70.10`); null for an unknown OID. */
    lookUp: (oid: string) => {
      const [, object = '', index = ''] = instance.exec(oid) ?? [];
      const known = byOid.get(object);
      return known === undefined ? null : { ...known, index };
    },
  };
});
type Walks = ReturnType<typeof walksOf>;
type KnownObject = NonNullable<ReturnType<Walks['lookUp']>>;

/** The column of a text of an object without a meaning here: its name says whether it is a secret or a person. */
function textColumn(name: string, { headers }: Words): Column {
  const reading = headers.read(name);
  return reading?.fields[0] === 'withheld' ? { name, ...reading } : fixedColumn(name, 'text', MENTION);
}

/** Opens what `snmpwalk`, `snmpbulkwalk` and `snmpget` print, best with `-On`. */
export async function openWalk(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  const text = await decode(source, options);
  // `netvet columns` shows the columns of every kind of row.
  const walks = walksOf(options.words.tables.walks);
  const columns = distinctColumns([...walks.device, ...walks.component.columns, ...walks.sighting.columns]);
  async function* items(): AsyncGenerator<Item> {
    let device = new WalkedDevice(1);
    for await (const found of readWalk(linesOf(text.pieces, LINE_LIMIT), walks)) {
      if ('kind' in found) yield found;
      else {
        const next = device.deviceOf(found);
        if (next !== device) yield* device.rows(walks, options.words);
        device = next;
        device.add(found);
      }
    }
    yield* device.rows(walks, options.words);
  }
  return inventoryOf({ ...text, format: 'snmpwalk', columns, items: items() }, options);
}

/** What a walk says of one thing: `values` by the names of columns, `line` of the first value. */
interface Thing {
  /** `address`: one that the device has seen; `seen`: an address or a serial number in an unknown table. */
  readonly about: 'device' | 'entity' | 'neighbour' | 'address' | 'interface' | 'seen' | 'text' | 'enterprise';
  /** An address, a serial number, the index in the table, a text, or the number of an enterprise. */
  readonly key: string;
  readonly line: number;
  readonly values: Record<string, string>;
}

/** Most things kept of one device; a walk is as large as its tables. */
const MAX_KEPT = 200_000;
/** Most texts of the maker's own MIB, and most enterprises whose objects show who made a device, that are read. */
const [MAX_SCALARS, MAX_ENTERPRISES] = [32, 20];
const ENTERPRISE_SCALAR = /^1\.3\.6\.1\.4\.1\.\d+\.[\d.]+\.0$/;
const ENTERPRISE_OID = /^1\.3\.6\.1\.4\.1\.(\d+)\./;
/** The IPv4 address at the end of an ARP index: `7.10.0.0.1`, `7.1.4.10.0.0.1`. */
const ARP_ADDRESS = /(?:^|\.)(\d{1,3}(?:\.\d{1,3}){3})$/;
/** Objects of LLDP about the device itself. */
const LLDP_LOCAL = /^1\.(?:0\.8802\.1\.1\.2|3\.111\.2\.802\.1\.1\.13)\.1\.3\./;

/** The things that a binding is about, and what it says of each. */
function* thingsIn(binding: Binding): Generator<Omit<Thing, 'line'>> {
  const { oid, name, text, object } = binding;
  if (object !== null && object.of !== 'text') {
    const { of, column, field, index } = object;
    const mac = field === 'mac' ? macOf(binding, of === 'fdb' ? index : '') : null;
    const about = of === 'arp' || of === 'fdb' ? 'address' : of;
    const key = about === 'device' ? '' : about === 'neighbour' || about === 'entity' ? index : mac;
    const ip = of === 'arp' ? ARP_ADDRESS.exec(index)?.[1] : undefined;
    const named = column === 'sysObjectID' && !/^\d/.test(text) ? text : '';
    // The chassis id of a neighbour need not be an address.
    const value = field === 'mac' && about === 'device' ? (mac ?? '') : (mac ?? text);
    if (key !== null) yield { about, key, values: { [column]: value, [OBJECT_ID_NAME]: named, ip: ip ?? '' } };
    return;
  }
  const scalar = ENTERPRISE_SCALAR.test(oid) ? oid : '';
  const enterprise = ENTERPRISE_OID.exec(oid)?.[1];
  if (enterprise !== undefined) yield { about: 'enterprise', key: enterprise, values: { oid } };
  const seen = LLDP_LOCAL.test(oid) ? null : seenIn(binding);
  // An address in a scalar is the agent's own.
  const about = seen?.column === 'mac' && scalar !== '' ? 'interface' : 'seen';
  if (seen !== null) yield { about, key: seen.value, values: { [seen.column]: seen.value } };
  else if (isWord(binding)) yield { about: 'text', key: `${scalar || name} ${text}`, values: { name, text, scalar } };
}

/** What a walk says of one device: the device itself, its parts, and the devices that it sees. */
class WalkedDevice {
  readonly #self: Thing;
  readonly #things = new Map<string, Thing>();
  #dropped = 0;
  /** Values of objects of which a device has one, by OID; and the bindings that repeated such a value. */
  readonly #texts = new Map<string, string>();
  readonly #repeated = new Map<string, Binding>();

  constructor(line: number) {
    this.#self = { about: 'device', key: '', line, values: {} };
    this.#things.set('device ', this.#self);
  }

  /**
   * The device that a binding belongs to: another one where an object of which a device has one changes its value. To
   * that belong bindings that were repeated right before, too, unless this object is among them (a walk repeated).
   */
  deviceOf({ oid, text, line }: Binding): WalkedDevice {
    if (['', text].includes(this.#texts.get(oid) ?? text)) return this;
    const repeated = this.#repeated.has(oid) ? [] : [...this.#repeated.values()];
    const device = new WalkedDevice(repeated[0]?.line ?? line);
    for (const binding of repeated) device.add(binding);
    return device;
  }

  add(binding: Binding): void {
    const { oid, text, line, object } = binding;
    if (object !== null && isSingle(object)) {
      if (!this.#texts.has(oid) || this.#repeated.has(oid)) this.#repeated.clear();
      if (this.#texts.has(oid)) this.#repeated.set(oid, binding);
      if (this.#texts.size < MAX_KEPT) this.#texts.set(oid, text);
    }
    for (const { about, key, values } of thingsIn(binding)) {
      const id = `${about} ${key}`;
      const thing = this.#things.get(id) ?? { about, key, line, values: {} };
      for (const [column, value] of Object.entries(values)) thing.values[column] ||= value;
      if (this.#things.size < MAX_KEPT) this.#things.set(id, thing);
      else if (!this.#things.has(id)) this.#dropped += 1;
    }
  }

  /** The device itself, its parts, its neighbours, the addresses it saw. */
  *rows(layouts: Walks, words: Words): Generator<Item> {
    const { values } = this.#self;
    const things = groupsOf(this.#things.values(), ({ about }) => about);
    const about = (kind: Thing['about']): readonly Thing[] => things.get(kind) ?? [];
    const texts = about('text').filter(({ values: { text = '' } }) => words.secrets.without(text) === text);
    const ofMaker = texts.flatMap(({ values: { scalar, text = '' } }) => (scalar ? [[scalar, text] as const] : []));
    const scalars = new Map(ofMaker.slice(0, MAX_SCALARS));
    const objects = values['sysObjectID'] === undefined ? about('enterprise').slice(0, MAX_ENTERPRISES) : [];
    const device = layoutOf([
      ...layouts.device,
      ...(objects.length > 0 ? [fixedColumn(OBJECTS, 'text', MENTION)] : []),
      ...Array.from(scalars.keys(), (oid) => fixedColumn(oid, 'text')),
    ]);
    // A single chassis is the device itself; several are a stack.
    const [chassis, ...others] = about('entity').filter((entity) => classOf(entity) === 3);
    const ownChassis = others.length > 0 ? undefined : chassis;
    // The longest prefixes of the registry have 36 bits, nine digits: one address of each says whose they are.
    const blocks = groupsOf(about('interface'), ({ key }) => key.slice(0, 13));
    yield rowOfWalk(device, this.#self, 'device', {
      ...ownChassis?.values,
      ...Object.fromEntries(scalars),
      [OBJECTS]: objects.map((object) => object.values['oid']).join('\n'),
      ifPhysAddress: Array.from(blocks.values(), ([{ key }]) => key).join(' '),
    });
    for (const part of about('entity').filter((entity) => entity !== ownChassis))
      yield { ...rowOfWalk(layouts.component, part, 'component', values), noRow: !isPart(part, words) };
    // What an administrator wrote of a port, or software: a name in it is a mention.
    for (const { line, values: of } of texts)
      if (scalars.get(of['scalar'] ?? '') !== of['text'])
        yield rowOf(layoutOf([textColumn(of['name'] ?? '', words)]), [of['text'] ?? ''], line, false);
    const deviceMacs = new Set([...about('interface').map(({ key }) => key), values['dot1dBaseBridgeAddress'] ?? '']);
    const addresses = about('address').filter(({ key }) => !deviceMacs.has(key));
    // A value in an unknown table is searched, but not a row; an address with a prefix of the device's is its own.
    const prefixes = new Set([...deviceMacs].map((mac) => mac.slice(0, 8)));
    const isOther = (key: string): boolean => !prefixes.has(key.slice(0, 8)) && !this.#things.has(`address ${key}`);
    const seen = about('seen').filter(({ key }) => isOther(key));
    for (const sighting of [...about('neighbour'), ...addresses, ...seen])
      yield { ...rowOfWalk(layouts.sighting, sighting, 'neighbour', values), noRow: sighting.about === 'seen' };
    const dropped = `${this.#dropped} table entries beyond the first ${MAX_KEPT} were not read`;
    if (this.#dropped > 0) yield foundProblem('too-large', dropped, { hint: 'walk fewer devices into one file' });
  }
}

/** Whether a device, part or neighbour has one value of an object: addresses are many, sites and notes may change. */
function isSingle({ of, field }: KnownObject): boolean {
  return ['device', 'entity', 'neighbour'].includes(of) && field !== null && field !== 'site' && field !== 'text';
}

function rowOfWalk(layout: Layout, { line, values }: Thing, part: Part, more: Thing['values'] = {}): Row {
  const cells = layout.columns.map(({ name }) => values[name] ?? more[name] ?? '');
  return { ...rowOf(layout, cells, line), part };
}

/** entPhysicalClass as a number: 1 other, 2 unknown, 3 chassis, 9 module, 11 stack (ENTITY-MIB). */
const classOf = ({ values }: Thing): number => Number(/\d+/.exec(values['entPhysicalClass'] ?? '')?.[0] ?? '0');

/** Whether an entity is a thing with a maker, not a slot, a sensor or a port without details. */
function isPart(entity: Thing, { noValue }: Words): boolean {
  const { entPhysicalMfgName, entPhysicalModelName, entPhysicalSerialNum, entPhysicalDescr } = entity.values;
  const maker = [entPhysicalMfgName, entPhysicalModelName, entPhysicalSerialNum];
  if (maker.some((text) => !noValue.isEmpty(text))) return true;
  return [3, 9, 11].includes(classOf(entity)) && !noValue.isEmpty(entPhysicalDescr);
}

/** Whether a value is a text: neither figures nor an address. */
function isWord({ text, octets }: Binding): boolean {
  return text !== octets && /\p{L}{2}/u.test(text) && parseMac(text) === null;
}

/** The address that a value is, else the last six arcs of an `index` are, as in forwarding tables; null for none. */
function macOf({ octets, text }: Binding, index = ''): string | null {
  const arcs = /(?:^|\.)((?:\d{1,3}\.){5}\d{1,3})$/.exec(index)?.[1]?.split('.').map(Number) ?? [];
  const ofIndex = arcs.length > 0 && arcs.every((arc) => arc < 256) ? hex(Uint8Array.from(arcs)) : null;
  const digits = octets?.length === 12 ? octets : (parseMac(text) ?? ofIndex);
  return digits === null || digits === '000000000000' ? null : colonForm(digits);
}

/** Octets that are more frequent in a list of ports than in an address. */
const FILL = /^(?:00|ff)$/;
/** The serial number of an ONU: four letters for its maker, and four octets. */
const ONU = /^[A-Z]{4}[0-9A-F]{8}$/i;

/** The burnt-in address or the serial number of an ONU that the value of an unknown object is; else null. */
function seenIn(binding: Binding): { readonly column: 'mac' | 'serial number'; readonly value: string } | null {
  const { octets, text } = binding;
  const maker = String.fromCharCode(...ofHex(octets?.slice(0, 8) ?? ''));
  const serial = octets === null ? text : maker + octets.slice(8).toUpperCase();
  if (ONU.test(serial)) return { column: 'serial number', value: serial };
  const mac = octets !== null || /[:.-]/.test(text) ? macOf(binding) : null;
  const isList = mac !== null && mac.split(':').filter((octet) => FILL.test(octet)).length > 3;
  return mac !== null && !isList && isBurntIn(mac.replaceAll(':', '')) ? { column: 'mac', value: mac } : null;
}

interface Binding {
  /** The name of the object without its instance, `ifAlias`; `text` for one that is not known by its digits. */
  readonly name: string;
  /** In digits, without leading dot; '' for an object that is printed with a name that is not known. */
  readonly oid: string;
  /** The value as text; the hex digits of octets that are not text. */
  readonly text: string;
  /** Lower-case hex digits when the walk printed octets. */
  readonly octets: string | null;
  readonly line: number;
  readonly object: KnownObject | null;
}

/** `OID = TYPE: value`, and `OID value` as `snmpwalk -Oq` prints it. */
const START = new RegExp(String.raw`^(${WALKED_OBJECT})(?:\s+=\s?|\s+(?=\S))(.*)$`, 's');
const TYPED = /^([A-Z][A-Za-z0-9-]*(?: [A-Z][a-z]+)?):(?: |$)(.*)$/s;
const NO_VALUE = /^(?:No Such (?:Object|Instance)|No more variables|NULL$)/;
/** A shell prompt with the next command, or net-snmp's last line. */
const NOT_VALUE = /^(?:End of MIB|(?:\S*[#$>]\s*)?snmp(?:bulk)?(?:walk|get|getnext)\s)/;
/** What net-snmp says of an agent that did not answer to the end, or at all. */
const ENDED_EARLY = /^(?:Timeout: No Response|snmp\w*: [A-Z]|Error in packet)/;
/** An object that begins within a value: the line end before it was lost. */
const LATER_OBJECT = /(?:(?:\.\d+){4,}|::[\w-]+(?:\.[^\s=]+)?)\s+=\s(?:[A-Z][A-Za-z0-9-]*(?: [A-Z][a-z]+)?:|"|No Such)/;
/** A line that may be the beginning of an object that was cut. */
const CUT_OBJECT = /^(?:\.?\d+(?:\.\d*)*|is?|iso[.\d]*|[A-Z][\w-]*MIB:{0,2}|[A-Za-z][\w-]*::[\w.-]*)$/;
const HEX = /^Hex-STRING:/;
const HEX_DIGITS = /^[\s\da-f]*$/i;
/** A value whose quote is not closed. */
const UNCLOSED_QUOTE = /^(?:STRING: )?"(?:[^"\\]|\\.)*\\?$/s;
const TOO_LONG = `value longer than ${LINE_LIMIT} characters: not read to its end`;

/** Reads `snmpwalk` output; a value may go on over several lines. */
async function* readWalk(lines: AsyncIterable<Line>, walks: Walks): AsyncGenerator<Binding | FoundProblem> {
  /** The object whose value may go on. */
  let open: (Pick<Binding, 'name' | 'line'> & { text: string }) | null = null;
  let last: Line = { number: 0, text: '', cut: false };
  const hint = 'is the file complete?';
  for await (const line of lines) {
    const { text, number } = line;
    if (text.trim() !== '') last = line;
    if (ENDED_EARLY.test(text)) {
      yield foundProblem('truncated', `the walk ended early: ${text}`, { line: number });
      continue;
    }
    const [, name = '', value = text] = START.exec(text) ?? [];
    const isTooLong: boolean = name === '' && open !== null && open.text.length >= LINE_LIMIT;
    const holdsLater = LATER_OBJECT.test(value);
    // What follows an object that was not read belongs to it, and not to the value before it.
    const isEnd: boolean = name !== '' || isTooLong || holdsLater || NOT_VALUE.test(text);
    const isNoOctet: boolean = !isEnd && open !== null && HEX.test(open.text) && !HEX_DIGITS.test(text);
    const isRead: boolean = !(line.cut || isTooLong || holdsLater || isNoOctet);
    if (line.cut || isTooLong) yield foundProblem('too-large', TOO_LONG, { line: number });
    else if (!isRead) yield foundProblem('malformed', 'not an object of a walk: line not read', { line: number, hint });
    if (isEnd) {
      yield* bindingOf(open, walks);
      open = name === '' || !isRead ? null : { name, line: number, text: value };
    } else if (isRead && open !== null) open.text += `\n${text}`;
  }
  yield* bindingOf(open, walks);
  // Octets go on over several lines, the last of which may be digits alone, like the beginning of an OID.
  const isOctets = open !== null && HEX.test(open.text) && HEX_DIGITS.test(last.text);
  const isCut = !isOctets && CUT_OBJECT.test(last.text.trim());
  const within = UNCLOSED_QUOTE.test(open?.text ?? '') ? 'a quoted value' : isCut ? 'an object' : null;
  if (within !== null) yield foundProblem('truncated', `the walk ends within ${within}`, { line: last.number, hint });
}

/** The binding of an object that is complete; none where no object was open or it has no value. */
function bindingOf(open: Pick<Binding, 'name' | 'line' | 'text'> | null, walks: Walks): readonly Binding[] {
  if (open === null || NO_VALUE.test(open.text)) return [];
  const { name, line, text } = open;
  const oid = walks.toNumbers(name) ?? '';
  const [, type = '', inner = text] = TYPED.exec(text) ?? [];
  const value = inner.trim();
  // A value printed as hex digits is text when it is text, otherwise the digits.
  const octets = type === 'Hex-STRING' ? value.replace(/[^0-9a-f]/gi, '').toLowerCase() : null;
  const isOid = type === 'OID' || (type === '' && /^(?:\.1\.3\.|iso\.)[\d.]+$/.test(value));
  const shown = octets !== null ? textOfOctets(octets) : isOid ? (walks.toNumbers(value) ?? value) : unquote(value);
  const object = walks.lookUp(oid);
  const [printed = 'text'] = /[a-z][\w-]*(?=$|\.\d)/i.exec(name.replace(/^.*::/, '')) ?? [];
  return [{ oid, name: object?.mib ?? printed, line, octets, text: shown, object }];
}

/** The text between the quotes; what follows a closing quote (prompts between two commands) is dropped. */
function unquote(value: string): string {
  if (!value.startsWith('"')) return value;
  const closed = /^"((?:[^"\\]|\\.)*)"/s.exec(value);
  return (closed?.[1] ?? value.slice(1)).replace(/\\(["\\])/g, '$1').trim();
}

/** Six octets of control characters and letters are an address, not a word. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function textOfOctets(octets: string): string {
  const bytes = ofHex(octets);
  const nul = bytes.indexOf(0);
  const shown = bytes.subarray(0, nul < 0 ? bytes.length : nul);
  // A few octets that are not UTF-8 are an address rather than a word in an old encoding.
  const label = isUtf8(shown) ? 'utf-8' : shown.length > 8 ? 'windows-1252' : null;
  const text = label === null ? null : decodeAs(label, shown);
  const isAddress = bytes.length >= 4 && bytes.length <= 8 && (nul >= 0 || text === null || CONTROL.test(text));
  return isAddress ? octets : (text ?? '').trim();
}

import { groupsOf } from '../../core/groups.ts';
import { Layout, MENTION, type Column } from '../../core/layout.ts';
import { parseMac } from '../../core/mac.ts';
import type { NoValue } from '../../core/no-value.ts';
import { LINE_LIMIT } from '../../core/text.ts';
import type { Words } from '../../words/words.ts';
import { decode } from '../bytes/decode.ts';
import { linesOf } from '../bytes/lines.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import type { Inventory, ReadOptions } from '../inventory.ts';
import { distinctColumns, fixedColumn, inventoryOf, says, foundProblem, type Item, type Row } from '../rows.ts';
import { columnsOf, lookUp, type KnownObject } from './oids.ts';
import { readWalk, type Binding } from './walk.ts';

/** Opens what `snmpwalk`, `snmpbulkwalk` and `snmpget` print, best with `-On`. */
export async function openWalk(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  const text = await decode(source, options);
  async function* items(): AsyncGenerator<Item> {
    let device = new WalkedDevice(1);
    for await (const binding of readWalk(linesOf(text.pieces, LINE_LIMIT))) {
      if ('kind' in binding) {
        yield binding;
        continue;
      }
      if (!device.accepts(binding)) {
        yield* device.rows(options.words);
        device = new WalkedDevice(binding.line);
      }
      device.add(binding);
    }
    yield* device.rows(options.words);
  }
  return inventoryOf({ ...text, format: 'snmpwalk', columns: COLUMNS, items: items() }, options);
}

/** What a walk says of one thing, by the names of columns, and the line of the first. */
interface Facts {
  readonly line: number;
  readonly values: Record<string, string>;
}

const [ENTITY, SITE] = [columnsOf('entity'), fixedColumn('seen from site', 'site')];
/** Of a chassis, which is the device itself, no more than who made it, its model and its serial number. */
const OF_CHASSIS = ENTITY.filter(({ fields: [field = 'text'] }) => ['vendor', 'model', 'serial'].includes(field));
const DEVICE: readonly Column[] = [...columnsOf('device', 'interface'), ...OF_CHASSIS];
const COMPONENT = new Layout([...ENTITY, fixedColumn('sysName', 'hostname'), fixedColumn('sysLocation', 'site')]);
const NEIGHBOUR = new Layout([...columnsOf('lldp', 'cdp'), SITE]);
const ADDRESS = new Layout([...columnsOf('arp'), fixedColumn('ip', 'ip'), SITE]);

/** The columns of every kind of row of a walk, for `netvet columns`. */
const COLUMNS = distinctColumns([DEVICE, COMPONENT.columns, NEIGHBOUR.columns, ADDRESS.columns].flat());

/** Most entities, neighbours and addresses kept of one device; a walk is as large as its tables. */
const MAX_KEPT = 200_000;
/** String values of the maker's own MIB that are kept: their names are not known, so they are text. */
const MAX_OWN = 32;
const SYS_DESCR = '1.3.6.1.2.1.1.1.0';
const OWN_SCALAR = /^1\.3\.6\.1\.4\.1\.\d+\.[\d.]+\.0$/;
const OF_ENTERPRISE = /^1\.3\.6\.1\.4\.1\.(\d+)\./;
/** The column of objects by which a device without a sysObjectID is told, and how many enterprises it names. */
const OBJECTS = 'objects';
const MAX_ENTERPRISES = 20;

/** What a walk tells of one device: itself, its parts, and who it sees. */
class WalkedDevice {
  readonly #self: Facts;
  /** String values of the maker's own MIB, by their OID. */
  readonly #own = new Map<string, string>();
  /** An object below each enterprise. */
  readonly #objects = new Map<string, string>();
  readonly #entities = new Map<string, Facts>();
  readonly #neighbours = new Map<string, Facts>();
  /** Addresses that the device has seen, and those of its own interfaces. */
  readonly #addresses = new Map<string, Facts>();
  readonly #interfaces = new Map<string, Facts>();
  #dropped = 0;

  constructor(line: number) {
    this.#self = { line, values: {} };
  }

  /** False when the binding begins another device: one device has one sysDescr, though it may be walked again. */
  accepts({ oid, text }: Binding): boolean {
    return oid !== SYS_DESCR || (this.#self.values['sysDescr'] ?? text) === text;
  }

  add(binding: Binding): void {
    const { oid, text } = binding;
    const known = lookUp(oid);
    if (known !== null) {
      this.#addKnown(known.object, known.index, binding);
      return;
    }
    const enterprise = OF_ENTERPRISE.exec(oid)?.[1];
    if (enterprise !== undefined && this.#objects.size < MAX_ENTERPRISES && !this.#objects.has(enterprise))
      this.#objects.set(enterprise, oid);
    if (OWN_SCALAR.test(oid) && this.#own.size < MAX_OWN && isWord(binding)) this.#own.set(oid, text);
  }

  #addKnown({ table, column }: KnownObject, index: string, binding: Binding): void {
    const { text, line } = binding;
    switch (table) {
      case 'device':
        this.#self.values[column] = column === 'dot1dBaseBridgeAddress' ? (macOf(binding) ?? '') : text;
        return;
      case 'interface':
        this.#factsOf(this.#interfaces, macOf(binding), line);
        return;
      case 'entity':
      case 'lldp':
      case 'cdp': {
        const all = table === 'entity' ? this.#entities : this.#neighbours;
        const facts = this.#factsOf(all, `${table} ${index}`, line);
        if (facts !== null) facts.values[column] = column === 'chassis id' ? (macOf(binding) ?? text) : text;
        return;
      }
      default: {
        const mac = table === 'fdb-index' ? macFromIndex(index) : macOf(binding);
        const facts = this.#factsOf(this.#addresses, mac, line);
        if (facts !== null) facts.values['ip'] ??= table === 'arp' ? ipOf(index) : '';
      }
    }
  }

  /** The facts of a key, made when it is new; null for no key and beyond the bound. */
  #factsOf(all: Map<string, Facts>, key: string | null, line: number): Facts | null {
    if (key === null) return null;
    let facts = all.get(key);
    if (facts !== undefined) return facts;
    if (all.size >= MAX_KEPT) {
      this.#dropped += 1;
      return null;
    }
    all.set(key, (facts = { line, values: {} }));
    return facts;
  }

  /** The device itself, its parts, its neighbours, the addresses it saw. */
  *rows({ noValue, secrets }: Words): Generator<Item> {
    const { line, values } = this.#self;
    const site = { 'seen from site': values['sysLocation'] ?? '' };
    const chassis = this.#chassis();
    const own = Array.from(this.#own).filter(([, text]) => secrets.without(text) === text);
    const objects = values['sysObjectID'] === undefined ? [...this.#objects.values()] : [];
    const layout = new Layout([
      ...DEVICE,
      ...(objects.length > 0 ? [fixedColumn(OBJECTS, 'text', MENTION)] : []),
      ...own.map(([oid]) => fixedColumn(oid, 'text')),
    ]);
    const ifPhysAddress = oneOfEachBlock(this.#interfaces.keys());
    const more = { [OBJECTS]: objects.join('\n'), ifPhysAddress, ...chassis?.values, ...Object.fromEntries(own) };
    yield rowOf(layout, { line, values: { ...values, ...more } }, 'device');
    for (const entity of this.#entities.values()) {
      if (entity !== chassis && isPart(entity, noValue))
        yield rowOf(COMPONENT, { ...entity, values: { ...values, ...entity.values } }, 'component');
    }
    for (const neighbour of this.#neighbours.values())
      yield rowOf(NEIGHBOUR, { ...neighbour, values: { ...site, ...neighbour.values } }, 'neighbour');
    for (const [mac, { line: seen, values: sighting }] of this.#addresses) {
      if (this.#interfaces.has(mac) || mac === values['dot1dBaseBridgeAddress']) continue;
      yield rowOf(ADDRESS, { line: seen, values: { mac, ...sighting, ...site } }, 'neighbour');
    }
    const message = `${this.#dropped} table entries beyond the first ${MAX_KEPT} were not read`;
    const hint = 'walk fewer devices or fewer tables into one file';
    if (this.#dropped > 0) yield foundProblem('too-large', message, { hint });
  }

  /** The only entity of class chassis: it is the device itself. Undefined when there is none or a stack of them. */
  #chassis(): Facts | undefined {
    const found = Array.from(this.#entities.values()).filter((entity) => classOf(entity) === 3);
    return found.length === 1 ? found[0] : undefined;
  }
}

function rowOf(layout: Layout, { line, values }: Facts, part: Row['part']): Row {
  return { kind: 'row', layout, cells: layout.columns.map(({ name }) => values[name] ?? ''), line, cell: null, part };
}

/** A registry block has at most 2^36 addresses; one address of each tells all there is to tell. */
function oneOfEachBlock(macs: Iterable<string>): string {
  return Array.from(groupsOf(macs, (mac) => mac.slice(0, 13)).values(), ([first]) => first).join(' ');
}

/** entPhysicalClass as a number: 1 other, 2 unknown, 3 chassis, 9 module, 11 stack (ENTITY-MIB). */
function classOf({ values }: Facts): number {
  return Number(/\d+/.exec(values['entPhysicalClass'] ?? '')?.[0] ?? '0');
}

/** Whether an entity is a thing with a maker: not a slot, a sensor or a port that nothing is said about. */
function isPart(entity: Facts, noValue: NoValue): boolean {
  const { entPhysicalMfgName, entPhysicalModelName, entPhysicalSerialNum, entPhysicalDescr } = entity.values;
  if ([entPhysicalMfgName, entPhysicalModelName, entPhysicalSerialNum].some((text) => says(text, noValue))) return true;
  return [3, 9, 11].includes(classOf(entity)) && says(entPhysicalDescr, noValue);
}

/** Text that could name a product: has a letter, is short, is no address. */
function isWord({ text, octets }: Binding): boolean {
  return octets === null && text.length <= 200 && /\p{L}{2}/u.test(text) && parseMac(text) === null;
}

/** The IPv4 address at the end of an ARP index (`7.10.0.0.1`, `7.1.4.10.0.0.1`), '' for another. */
function ipOf(index: string): string {
  return /(?:^|\.)(\d{1,3}(?:\.\d{1,3}){3})$/.exec(index)?.[1] ?? '';
}

/** A binding's value as a MAC address `00:1a:2b:3c:4d:5e`, null when it is not one. */
function macOf({ octets, text }: Binding): string | null {
  const digits = octets?.length === 12 ? octets : parseMac(text);
  return digits === null || digits === '000000000000' ? null : (digits.match(/../g) ?? []).join(':');
}

/** The MAC address in the last six arcs of an index, as forwarding tables have it. */
function macFromIndex(index: string): string | null {
  const arcs = index.split('.').slice(-6).map(Number);
  if (arcs.length < 6 || arcs.some((arc) => !Number.isInteger(arc) || arc < 0 || arc > 255)) return null;
  return arcs.map((arc) => arc.toString(16).padStart(2, '0')).join(':');
}

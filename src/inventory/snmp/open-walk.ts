import { Layout, MENTION, type Column } from '../../core/layout.ts';
import { decode } from '../bytes/decode.ts';
import { linesOf } from '../bytes/lines.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import type { Inventory, ReadOptions } from '../inventory.ts';
import { fixedColumn, inventoryOf, says, trouble, type Item, type Row } from '../rows.ts';
import { MAX_KEPT, WalkedDevice, type Facts } from './device.ts';
import { readWalk } from './walk.ts';
import { LINE_LIMIT } from '../../core/text.ts';
import type { NoValue } from '../../core/no-value.ts';
import type { Words } from '../../words/words.ts';

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
        yield* rowsOf(device, options.words);
        device = new WalkedDevice(binding.line);
      }
      device.add(binding);
    }
    yield* rowsOf(device, options.words);
    yield* text.troubles();
  }
  const { encoding, guesses } = text;
  return inventoryOf(
    { source: source.name, format: 'snmpwalk', encoding, columns: COLUMNS, items: items(), guesses },
    options.columns,
  );
}

const DEVICE: readonly Column[] = [
  fixedColumn('sysDescr', 'sysDescr'),
  fixedColumn('sysObjectID', 'sysObjectId'),
  fixedColumn('sysName', 'hostname'),
  fixedColumn('sysLocation', 'site'),
  fixedColumn('upsIdentManufacturer', 'vendor'),
  fixedColumn('upsIdentModel', 'model'),
  fixedColumn('dot1dBaseBridgeAddress', 'mac'),
  fixedColumn('ifPhysAddress', 'mac'),
  fixedColumn('entPhysicalMfgName', 'vendor'),
  fixedColumn('entPhysicalModelName', 'model'),
  fixedColumn('entPhysicalSerialNum', 'serial'),
];
const COMPONENT = new Layout([
  fixedColumn('entPhysicalMfgName', 'vendor'),
  fixedColumn('entPhysicalModelName', 'model'),
  fixedColumn('entPhysicalDescr', 'platform'),
  fixedColumn('entPhysicalSerialNum', 'serial'),
  fixedColumn('entPhysicalName', 'text', MENTION),
  fixedColumn('sysName', 'hostname'),
  fixedColumn('sysLocation', 'site'),
]);
/** A port description is what an administrator wrote; it often names the other end of the cable. */
const NEIGHBOUR = new Layout([
  fixedColumn('system description', 'sysDescr'),
  fixedColumn('platform', 'platform'),
  fixedColumn('system name', 'hostname'),
  fixedColumn('chassis id', 'mac'),
  fixedColumn('manufacturer', 'vendor'),
  fixedColumn('model', 'model'),
  fixedColumn('serial number', 'serial'),
  fixedColumn('port description', 'text', MENTION),
  fixedColumn('seen from site', 'site'),
]);
const ADDRESS = new Layout([fixedColumn('mac', 'mac'), fixedColumn('ip', 'ip'), fixedColumn('seen from site', 'site')]);

/** The columns of every kind of row of a walk, for `netvet columns`. */
const COLUMNS: readonly Column[] = [DEVICE, ...[COMPONENT, NEIGHBOUR, ADDRESS].map(({ columns }) => columns)]
  .flat()
  .filter((each, index, all) => all.findIndex(({ name }) => name === each.name) === index);

/** The rows of one walked device: itself, its parts, its neighbours, the addresses it saw. */
function* rowsOf(device: WalkedDevice, words: Words): Generator<Item> {
  const get = (name: string): string => device.self.values.get(name) ?? '';
  const chassis = theChassis(device);
  const self = deviceRow(device, chassis === null ? null : (device.entities.get(chassis) ?? null), words);
  if (self.cells.some((cell) => cell !== '')) yield self;
  for (const [index, entity] of device.entities) {
    if (index !== chassis && isPart(entity, words.noValue))
      yield componentRow(entity, get('sysName'), get('sysLocation'));
  }
  for (const facts of device.neighbours.values()) yield neighbourRow(facts, get('sysLocation'));
  for (const [mac, { ip, line }] of device.addresses) {
    if (device.interfaces.has(mac) || mac === get('dot1dBaseBridgeAddress')) continue;
    yield row(ADDRESS, [mac, ip, get('sysLocation')], line, 'neighbour');
  }
  if (device.dropped > 0) {
    yield trouble('too-large', `${device.dropped} table entries beyond the first ${MAX_KEPT} were not read`, {
      hint: 'walk fewer devices or fewer tables into one file',
    });
  }
}

function deviceRow(device: WalkedDevice, chassis: Facts | null, { secrets }: Words): Row {
  const self = DEVICE.slice(0, 7).map(({ name }) => device.self.values.get(name) ?? '');
  const own = Array.from(device.own).filter(([, text]) => secrets.without(text) === text);
  const cells = [
    ...self,
    oneOfEachBlock(device.interfaces.keys()),
    ...['maker', 'model', 'serial'].map((name) => chassis?.values.get(name) ?? ''),
    ...own.map(([, text]) => text),
  ];
  return row(new Layout([...DEVICE, ...own.map(([oid]) => fixedColumn(oid, 'text'))]), cells, device.line, 'device');
}

/** A registry block has at most 2^36 addresses; one address of each tells all there is to tell. */
function oneOfEachBlock(macs: Iterable<string>): string {
  const blocks = new Map<string, string>();
  for (const mac of macs) {
    const block = mac.slice(0, 13);
    if (!blocks.has(block)) blocks.set(block, mac);
  }
  return [...blocks.values()].join(' ');
}

/** The only entity of class chassis: it is the device itself. Null when there is none or a stack of them. */
function theChassis(device: WalkedDevice): string | null {
  const found = Array.from(device.entities).filter(([, entity]) => classOf(entity) === 3);
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}

/** entPhysicalClass as a number: 1 other, 2 unknown, 3 chassis, 9 module, 11 stack (ENTITY-MIB). */
function classOf(entity: Facts): number {
  return Number(/\d+/.exec(entity.values.get('class') ?? '')?.[0] ?? '0');
}

/** Whether an entity is a thing with a maker: not a slot, a sensor or a port that nothing is said about. */
function isPart(entity: Facts, noValue: NoValue): boolean {
  if (['maker', 'model', 'serial'].some((name) => says(entity.values.get(name), noValue))) return true;
  return [3, 9, 11].includes(classOf(entity)) && says(entity.values.get('descr'), noValue);
}

function componentRow(entity: Facts, hostname: string, site: string): Row {
  const cells = ['maker', 'model', 'descr', 'serial', 'name'].map((name) => entity.values.get(name) ?? '');
  return row(COMPONENT, [...cells, hostname, site], entity.line, 'component');
}

function neighbourRow({ values, line }: Facts, site: string): Row {
  const names = ['descr', 'platform', 'name', 'chassis', 'maker', 'model', 'serial', 'port'];
  return row(NEIGHBOUR, [...names.map((name) => values.get(name) ?? ''), site], line, 'neighbour');
}

function row(layout: Layout, cells: readonly string[], line: number, part: Row['part']): Row {
  return { kind: 'row', layout, cells, line, cell: null, part };
}

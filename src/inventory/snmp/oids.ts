/**
 * The objects that say what a device, its parts and its neighbours are, by their OID without leading dot and without
 * instance. Sources: SNMPv2-MIB, IF-MIB, IP-MIB, BRIDGE-MIB, Q-BRIDGE-MIB, UPS-MIB, ENTITY-MIB (IETF), LLDP-MIB,
 * LLDP-EXT-MED-MIB, LLDP-V2-MIB (IEEE, TIA), CISCO-CDP-MIB.
 */
const LLDP = '1.0.8802.1.1.2.1.4.1.1';
const LLDP_V2 = '1.3.111.2.802.1.1.13.1.4.1.1';
const LLDP_MED = '1.0.8802.1.1.2.1.5.4795.1.3.3.1';
const CDP = '1.3.6.1.4.1.9.9.23.1.2.1.1';
const ENTITY = '1.3.6.1.2.1.47.1.1.1.1';

/** What a table row is about. Scalars of the walked device itself are `device`. */
export type Table = 'device' | 'interface' | 'entity' | 'lldp' | 'cdp' | 'arp' | 'fdb' | 'fdb-index';

export interface KnownObject {
  readonly table: Table;
  /** The object's name without the prefix that all objects of its table share, or its usual name. */
  readonly name: string;
  /** Its name in its MIB, as `snmpwalk` without `-On` prints it. */
  readonly mib: string;
}

function knownObject(table: Table, name: string, mib: string): KnownObject {
  return { table, name, mib };
}

const OBJECTS: ReadonlyMap<string, KnownObject> = new Map([
  ['1.3.6.1.2.1.1.1', knownObject('device', 'sysDescr', 'sysDescr')],
  ['1.3.6.1.2.1.1.2', knownObject('device', 'sysObjectID', 'sysObjectID')],
  ['1.3.6.1.2.1.1.5', knownObject('device', 'sysName', 'sysName')],
  ['1.3.6.1.2.1.1.6', knownObject('device', 'sysLocation', 'sysLocation')],
  ['1.3.6.1.2.1.33.1.1.1', knownObject('device', 'upsIdentManufacturer', 'upsIdentManufacturer')],
  ['1.3.6.1.2.1.33.1.1.2', knownObject('device', 'upsIdentModel', 'upsIdentModel')],
  ['1.3.6.1.2.1.17.1.1', knownObject('device', 'dot1dBaseBridgeAddress', 'dot1dBaseBridgeAddress')],
  ['1.3.6.1.2.1.2.2.1.6', knownObject('interface', 'mac', 'ifPhysAddress')],
  [`${ENTITY}.2`, knownObject('entity', 'descr', 'entPhysicalDescr')],
  [`${ENTITY}.5`, knownObject('entity', 'class', 'entPhysicalClass')],
  [`${ENTITY}.7`, knownObject('entity', 'name', 'entPhysicalName')],
  [`${ENTITY}.11`, knownObject('entity', 'serial', 'entPhysicalSerialNum')],
  [`${ENTITY}.12`, knownObject('entity', 'maker', 'entPhysicalMfgName')],
  [`${ENTITY}.13`, knownObject('entity', 'model', 'entPhysicalModelName')],
  [`${LLDP}.5`, knownObject('lldp', 'chassis', 'lldpRemChassisId')],
  [`${LLDP}.8`, knownObject('lldp', 'port', 'lldpRemPortDesc')],
  [`${LLDP}.9`, knownObject('lldp', 'name', 'lldpRemSysName')],
  [`${LLDP}.10`, knownObject('lldp', 'descr', 'lldpRemSysDesc')],
  [`${LLDP_V2}.6`, knownObject('lldp', 'chassis', 'lldpV2RemChassisId')],
  [`${LLDP_V2}.9`, knownObject('lldp', 'port', 'lldpV2RemPortDesc')],
  [`${LLDP_V2}.10`, knownObject('lldp', 'name', 'lldpV2RemSysName')],
  [`${LLDP_V2}.11`, knownObject('lldp', 'descr', 'lldpV2RemSysDesc')],
  [`${LLDP_MED}.4`, knownObject('lldp', 'serial', 'lldpXMedRemSerialNum')],
  [`${LLDP_MED}.5`, knownObject('lldp', 'maker', 'lldpXMedRemMfgName')],
  [`${LLDP_MED}.6`, knownObject('lldp', 'model', 'lldpXMedRemModelName')],
  [`${CDP}.5`, knownObject('cdp', 'descr', 'cdpCacheVersion')],
  [`${CDP}.6`, knownObject('cdp', 'name', 'cdpCacheDeviceId')],
  [`${CDP}.8`, knownObject('cdp', 'platform', 'cdpCachePlatform')],
  ['1.3.6.1.2.1.4.22.1.2', knownObject('arp', 'mac', 'ipNetToMediaPhysAddress')],
  ['1.3.6.1.2.1.4.35.1.4', knownObject('arp', 'mac', 'ipNetToPhysicalPhysAddress')],
  ['1.3.6.1.2.1.17.4.3.1.1', knownObject('fdb', 'mac', 'dot1dTpFdbAddress')],
  ['1.3.6.1.2.1.17.7.1.2.2.1.2', knownObject('fdb-index', 'mac', 'dot1qTpFdbPort')],
]);

const BY_NAME = new Map(Array.from(OBJECTS, ([oid, object]) => [object.mib, oid]));
const ROOTS = new Map([
  ['iso', '1'],
  ['enterprises', '1.3.6.1.4.1'],
  ['mib-2', '1.3.6.1.2.1'],
  ['internet', '1.3.6.1'],
  ['org', '1.3'],
]);

/**
 * An OID in figures without leading dot from any form that net-snmp prints (`.1.3.6`, `iso.3.6`,
 * `SNMPv2-SMI::enterprises.2011`, `SNMPv2-MIB::sysDescr.0`), or null for a name that is not one of ours.
 */
export function toNumbers(printed: string): string | null {
  const bare = printed.replace(/^\.|^[\w-]+::/, '');
  if (/^\d/.test(bare)) return bare;
  const dot = bare.indexOf('.');
  const name = dot < 0 ? bare : bare.slice(0, dot);
  const root = ROOTS.get(name) ?? BY_NAME.get(name);
  return root === undefined ? null : dot < 0 ? root : root + bare.slice(dot);
}

/** Longest object identifier above, in arcs. */
const LONGEST = Math.max(...Array.from(OBJECTS.keys(), (oid) => oid.split('.').length));
/** Shortest, in characters; nothing shorter can be looked up. */
const SHORTEST = Math.min(...Array.from(OBJECTS.keys(), (oid) => oid.length));

/** The object an OID is an instance of, with its index (`0`, `0.70.10`), or null. */
export function lookUp(oid: string): { readonly object: KnownObject; readonly index: string } | null {
  let end = -1;
  for (let arcs = 0; arcs < LONGEST; arcs += 1) {
    end = oid.indexOf('.', end + 1);
    if (end < 0) return null;
    if (end < SHORTEST) continue;
    const object = OBJECTS.get(oid.slice(0, end));
    if (object !== undefined) return { object, index: oid.slice(end + 1) };
  }
  return null;
}

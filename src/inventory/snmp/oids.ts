/** What the row of a table is about. Scalars of the walked device itself are `device`. */
type Table = 'device' | 'interface' | 'entity' | 'lldp' | 'cdp' | 'arp' | 'fdb' | 'fdb-index';

/** An object that is looked up, and the column of a row that it fills. */
export interface KnownObject {
  readonly table: Table;
  readonly column: string;
}

const LLDP = '1.0.8802.1.1.2.1.4.1.1';
const LLDP_V2 = '1.3.111.2.802.1.1.13.1.4.1.1';
const LLDP_MED = '1.0.8802.1.1.2.1.5.4795.1.3.3.1';
const CDP = '1.3.6.1.4.1.9.9.23.1.2.1.1';
const ENTITY = '1.3.6.1.2.1.47.1.1.1.1';

/**
 * The objects that say what a device, its parts and its neighbours are: OID without leading dot and without instance,
 * table, name in its MIB (as `snmpwalk` without `-On` prints it), and the column where it is not that name. Sources:
 * SNMPv2-MIB, IF-MIB, IP-MIB, BRIDGE-MIB, Q-BRIDGE-MIB, UPS-MIB, ENTITY-MIB (IETF), LLDP-MIB, LLDP-EXT-MED-MIB,
 * LLDP-V2-MIB (IEEE, TIA), CISCO-CDP-MIB.
 */
const KNOWN: readonly (readonly [oid: string, table: Table, mib: string, column?: string])[] = [
  ['1.3.6.1.2.1.1.1', 'device', 'sysDescr'],
  ['1.3.6.1.2.1.1.2', 'device', 'sysObjectID'],
  ['1.3.6.1.2.1.1.5', 'device', 'sysName'],
  ['1.3.6.1.2.1.1.6', 'device', 'sysLocation'],
  ['1.3.6.1.2.1.33.1.1.1', 'device', 'upsIdentManufacturer'],
  ['1.3.6.1.2.1.33.1.1.2', 'device', 'upsIdentModel'],
  ['1.3.6.1.2.1.17.1.1', 'device', 'dot1dBaseBridgeAddress'],
  ['1.3.6.1.2.1.2.2.1.6', 'interface', 'ifPhysAddress'],
  [`${ENTITY}.2`, 'entity', 'entPhysicalDescr'],
  [`${ENTITY}.5`, 'entity', 'entPhysicalClass'],
  [`${ENTITY}.7`, 'entity', 'entPhysicalName'],
  [`${ENTITY}.11`, 'entity', 'entPhysicalSerialNum'],
  [`${ENTITY}.12`, 'entity', 'entPhysicalMfgName'],
  [`${ENTITY}.13`, 'entity', 'entPhysicalModelName'],
  [`${LLDP}.5`, 'lldp', 'lldpRemChassisId', 'chassis id'],
  [`${LLDP}.8`, 'lldp', 'lldpRemPortDesc', 'port description'],
  [`${LLDP}.9`, 'lldp', 'lldpRemSysName', 'system name'],
  [`${LLDP}.10`, 'lldp', 'lldpRemSysDesc', 'system description'],
  [`${LLDP_V2}.6`, 'lldp', 'lldpV2RemChassisId', 'chassis id'],
  [`${LLDP_V2}.9`, 'lldp', 'lldpV2RemPortDesc', 'port description'],
  [`${LLDP_V2}.10`, 'lldp', 'lldpV2RemSysName', 'system name'],
  [`${LLDP_V2}.11`, 'lldp', 'lldpV2RemSysDesc', 'system description'],
  [`${LLDP_MED}.4`, 'lldp', 'lldpXMedRemSerialNum', 'serial number'],
  [`${LLDP_MED}.5`, 'lldp', 'lldpXMedRemMfgName', 'manufacturer'],
  [`${LLDP_MED}.6`, 'lldp', 'lldpXMedRemModelName', 'model'],
  [`${CDP}.5`, 'cdp', 'cdpCacheVersion', 'system description'],
  [`${CDP}.6`, 'cdp', 'cdpCacheDeviceId', 'system name'],
  [`${CDP}.8`, 'cdp', 'cdpCachePlatform', 'platform'],
  ['1.3.6.1.2.1.4.22.1.2', 'arp', 'ipNetToMediaPhysAddress'],
  ['1.3.6.1.2.1.4.35.1.4', 'arp', 'ipNetToPhysicalPhysAddress'],
  ['1.3.6.1.2.1.17.4.3.1.1', 'fdb', 'dot1dTpFdbAddress'],
  ['1.3.6.1.2.1.17.7.1.2.2.1.2', 'fdb-index', 'dot1qTpFdbPort'],
];
const OBJECTS = new Map<string, KnownObject>(
  KNOWN.map(([oid, table, mib, column = mib]) => [oid, { table, column }] as const),
);

/** The names that net-snmp prints in the place of figures. */
const ROOTS = new Map([
  ...KNOWN.map(([oid, , mib]) => [mib, oid] as const),
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
  const [name = ''] = bare.split('.', 1);
  const root = ROOTS.get(name);
  return root === undefined ? null : root + bare.slice(name.length);
}

/** Longest object identifier above, in arcs. */
const LONGEST = Math.max(...KNOWN.map(([oid]) => oid.split('.').length));
/** Shortest, in characters; nothing shorter can be looked up. */
const SHORTEST = Math.min(...KNOWN.map(([oid]) => oid.length));

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

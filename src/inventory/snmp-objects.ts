import type { Field } from '../core/fields.ts';

/** What the row of a table is about. Scalars of the walked device itself are `device`. */
export type Table = 'device' | 'interface' | 'entity' | 'lldp' | 'cdp' | 'arp' | 'fdb' | 'fdb-index';

const LLDP = '1.0.8802.1.1.2.1.4.1.1';
const LLDP_V2 = '1.3.111.2.802.1.1.13.1.4.1.1';
const LLDP_MED = '1.0.8802.1.1.2.1.5.4795.1.3.3.1';
const CDP = '1.3.6.1.4.1.9.9.23.1.2.1.1';
const ENTITY = '1.3.6.1.2.1.47.1.1.1.1';

/**
 * The objects that say what a device, its parts and its neighbours are, in the order of their columns: OID without
 * leading dot and without instance, table, field, name in its MIB (as `snmpwalk` without `-On` prints it), and the
 * column where it is not that name. Sources: SNMPv2-MIB, IF-MIB, IP-MIB, BRIDGE-MIB, Q-BRIDGE-MIB, UPS-MIB, ENTITY-MIB
 * (IETF), LLDP-MIB, LLDP-EXT-MED-MIB, LLDP-V2-MIB (IEEE, TIA), CISCO-CDP-MIB.
 */
const KNOWN: readonly (readonly [oid: string, table: Table, field: Field | null, mib: string, column?: string])[] = [
  ['1.3.6.1.2.1.1.1', 'device', 'sysDescr', 'sysDescr'],
  ['1.3.6.1.2.1.1.2', 'device', 'sysObjectId', 'sysObjectID'],
  ['1.3.6.1.2.1.1.5', 'device', 'hostname', 'sysName'],
  ['1.3.6.1.2.1.1.6', 'device', 'site', 'sysLocation'],
  ['1.3.6.1.2.1.33.1.1.1', 'device', 'vendor', 'upsIdentManufacturer'],
  ['1.3.6.1.2.1.33.1.1.2', 'device', 'model', 'upsIdentModel'],
  ['1.3.6.1.2.1.17.1.1', 'device', 'mac', 'dot1dBaseBridgeAddress'],
  ['1.3.6.1.2.1.2.2.1.6', 'interface', 'mac', 'ifPhysAddress'],
  [`${ENTITY}.12`, 'entity', 'vendor', 'entPhysicalMfgName'],
  [`${ENTITY}.13`, 'entity', 'model', 'entPhysicalModelName'],
  [`${ENTITY}.2`, 'entity', 'platform', 'entPhysicalDescr'],
  [`${ENTITY}.11`, 'entity', 'serial', 'entPhysicalSerialNum'],
  [`${ENTITY}.7`, 'entity', 'text', 'entPhysicalName'],
  [`${ENTITY}.5`, 'entity', null, 'entPhysicalClass'],
  [`${LLDP}.10`, 'lldp', 'sysDescr', 'lldpRemSysDesc', 'system description'],
  [`${LLDP_V2}.11`, 'lldp', 'sysDescr', 'lldpV2RemSysDesc', 'system description'],
  [`${CDP}.5`, 'cdp', 'sysDescr', 'cdpCacheVersion', 'system description'],
  [`${CDP}.8`, 'cdp', 'platform', 'cdpCachePlatform', 'platform'],
  [`${LLDP}.9`, 'lldp', 'hostname', 'lldpRemSysName', 'system name'],
  [`${LLDP_V2}.10`, 'lldp', 'hostname', 'lldpV2RemSysName', 'system name'],
  [`${CDP}.6`, 'cdp', 'hostname', 'cdpCacheDeviceId', 'system name'],
  [`${LLDP}.5`, 'lldp', 'mac', 'lldpRemChassisId', 'chassis id'],
  [`${LLDP_V2}.6`, 'lldp', 'mac', 'lldpV2RemChassisId', 'chassis id'],
  [`${LLDP_MED}.5`, 'lldp', 'vendor', 'lldpXMedRemMfgName', 'manufacturer'],
  [`${LLDP_MED}.6`, 'lldp', 'model', 'lldpXMedRemModelName', 'model'],
  [`${LLDP_MED}.4`, 'lldp', 'serial', 'lldpXMedRemSerialNum', 'serial number'],
  // What an administrator wrote; it often names the other end of the cable.
  [`${LLDP}.8`, 'lldp', 'text', 'lldpRemPortDesc', 'port description'],
  [`${LLDP_V2}.9`, 'lldp', 'text', 'lldpV2RemPortDesc', 'port description'],
  ['1.3.6.1.2.1.4.22.1.2', 'arp', 'mac', 'ipNetToMediaPhysAddress', 'mac'],
  ['1.3.6.1.2.1.4.35.1.4', 'arp', 'mac', 'ipNetToPhysicalPhysAddress', 'mac'],
  ['1.3.6.1.2.1.17.4.3.1.1', 'fdb', 'mac', 'dot1dTpFdbAddress', 'mac'],
  ['1.3.6.1.2.1.17.7.1.2.2.1.2', 'fdb-index', 'mac', 'dot1qTpFdbPort', 'mac'],
];
/** The same by their OID. */
export const OBJECTS = new Map(
  KNOWN.map(([oid, table, field, mib, column = mib]) => [oid, { table, column, field }] as const),
);
/** Arcs of the longest of them. */
const LONGEST = Math.max(...KNOWN.map(([oid]) => oid.split('.').length));

/** The names that net-snmp prints in the place of figures. */
const ROOTS = new Map([
  ...KNOWN.map(([oid, , , mib]) => [mib, oid] as const),
  ['iso', '1'],
  ['enterprises', '1.3.6.1.4.1'],
  ['mib-2', '1.3.6.1.2.1'],
  ['internet', '1.3.6.1'],
  ['org', '1.3'],
]);

/**
 * An OID in figures without leading dot from any form that net-snmp prints (`.1.3.6`, `iso.3.6`, `.iso.org.dod`,
 * `SNMPv2-SMI::enterprises.2011`, `SNMPv2-MIB::sysDescr.0`, `sysDescr.0`), or null for a name that is not one of ours.
 */
export function toNumbers(printed: string): string | null {
  const bare = printed.replace(/^\.|^[\w-]+::/, '').replace(/^(?:[A-Za-z][\w-]*\.)+(?=[A-Za-z])/, '');
  if (/^\d/.test(bare)) return bare;
  const [name = ''] = bare.split('.', 1);
  const root = ROOTS.get(name);
  return root === undefined ? null : root + bare.slice(name.length);
}

/** The object an OID is an instance of, and its index (`0`, `0.70.10`); null for one that is not known. */
export function lookUp(oid: string) {
  let end = oid.indexOf('.');
  for (let arcs = 1; arcs <= LONGEST && end > 0; arcs += 1) {
    const object = OBJECTS.get(oid.slice(0, end));
    if (object !== undefined) return { ...object, index: oid.slice(end + 1) };
    end = oid.indexOf('.', end + 1);
  }
  return null;
}

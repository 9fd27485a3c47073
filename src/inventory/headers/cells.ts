import type { Field } from '../../core/fields.ts';
import { isEmptyValue } from '../../core/empty.ts';
import { parseMac } from '../../core/mac.ts';

/** Rows that are looked at to understand a column. */
export const SAMPLE_ROWS = 200;

const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?$/;
/** Eight groups, or fewer around `::`; `12:30:45` is a time. */
const IPV6 = /^(?=(?:[^:]*:){7}|.*::)[0-9a-f:]{2,39}(?:%\w+)?(?:\/\d{1,3})?$/i;
const OBJECT_ID = /^(?:\.?1\.3\.6\.1\.|(?:SNMPv2-SMI::|\.?iso\.3\.6\.1\.4\.1\.)|enterprises\.)[\d.]/i;
const CPE = /^cpe:(?:2\.3:[aoh*]|\/[aoh])/i;
const GPON = /^(?:[A-Z]{4}-?[0-9A-F]{8})$/;
const EMAIL = /^[^\s@<>]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;
const HASH = /^(?:\$(?:1|2[abxy]?|5|6|y|argon2\w*)\$|\{S?SHA\}|pbkdf2)/i;

/** What one cell can be by its form alone. */
export type CellForm =
  'mac' | 'ip' | 'sysObjectId' | 'cpe' | 'gponSerial' | 'email' | 'hash' | 'number' | 'date' | 'none';

/** The first form that a cell has; `none` for words. */
export function formOf(cell: string): CellForm {
  const text = cell.trim();
  if (text.length > 128) return CPE.test(text) ? 'cpe' : 'none';
  if (OBJECT_ID.test(text)) return 'sysObjectId';
  if (/^[-+]?[\d.,\s]+%?$/.test(text) && !IPV4.test(text)) return 'number';
  if (parseMac(text) !== null) return 'mac';
  if (IPV4.test(text) || IPV6.test(text)) return 'ip';
  if (CPE.test(text)) return 'cpe';
  if (GPON.test(text)) return 'gponSerial';
  if (EMAIL.test(text)) return 'email';
  if (HASH.test(text)) return 'hash';
  return /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]\d|$)/.test(text) ? 'date' : 'none';
}

/** The cells of one column that hold a value. */
export function valuesOf(rows: readonly (readonly string[])[], column: number): string[] {
  return rows.slice(0, SAMPLE_ROWS).flatMap((row) => {
    const cell = row[column];
    return cell === undefined || isEmptyValue(cell) ? [] : [cell];
  });
}

/** Share of values for which something holds; 0 without values. */
export function share(values: readonly string[], holds: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(holds).length / values.length;
}

export interface CellGuess {
  readonly field: Field;
  readonly why: string;
}

const FORM_FIELDS: readonly (readonly [CellForm, Field, string])[] = [
  ['mac', 'mac', 'MAC addresses'],
  ['ip', 'ip', 'IP addresses'],
  ['sysObjectId', 'sysObjectId', 'SNMP object ids'],
  ['cpe', 'cpe', 'CPE names'],
  ['gponSerial', 'gponSerial', 'GPON serial numbers'],
  ['email', 'withheld', 'e-mail addresses: never read'],
  ['hash', 'withheld', 'password hashes: never read'],
];

/** Understands a column by its cells: half of them of one form, or a third, or several in ten, that are nothing but a maker's name. */
export function guessByCells(values: readonly string[], isMakerName: (cell: string) => boolean): CellGuess | null {
  if (values.length === 0) return null;
  for (const [form, field, what] of FORM_FIELDS) {
    const least = field === 'withheld' ? 0.2 : 0.5;
    if (share(values, (value) => formOf(value) === form) >= least) return { field, why: `cells: ${what}` };
  }
  const makers = values.filter(isMakerName).length;
  if (makers * 3 >= values.length || (makers >= 2 && makers * 10 >= values.length)) {
    return { field: 'vendor', why: 'cells: names of makers' };
  }
  if (share(values, isPlatform) >= 0.5) return { field: 'platform', why: 'cells: names of network systems' };
  return null;
}

const PLATFORMS = new Set(
  `ios ios-xe ios-xr iosxe iosxr nxos nx-os asa eos junos vrp vrpv8 comware comware5 comware7 routeros fortios panos pan-os arubaos aoscx procurve zxros edgeos vyos sros timos exos voss dnos aos ironware fastiron onyx
  cisco_ios cisco_xe cisco_xr cisco_nxos cisco_asa cisco_wlc cisco_s300 cisco_ftd juniper_junos arista_eos huawei_vrp huawei_vrpv8 huawei_smartax huawei_olt hp_comware hp_procurve aruba_os aruba_osswitch aruba_aoscx mikrotik_routeros fortinet paloalto_panos nokia_sros nokia_srl
  zte_zxros zte_zxan dell_os6 dell_os9 dell_os10 extreme extreme_exos ubiquiti_edge ubiquiti_edgeswitch h3c_comware hw_vrp ruijie_os tplink_jetstream linux`.split(
    /\s+/,
  ),
);

/** A network system as automation tools name it (netmiko, NAPALM, Ansible). */
export function isPlatform(value: string): boolean {
  const text = value.trim().toLowerCase();
  return PLATFORMS.has(text) || (PLATFORMS.has(text.replace(/_(?:telnet|ssh|serial)$/, '')) && text.includes('_'));
}

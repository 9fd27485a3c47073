import { oncePer } from '../core/cache.ts';
import { Layout, MENTION, NO_TRAITS, type Column } from '../core/layout.ts';
import type { WordTables } from '../words/tables.ts';
import { distinctColumns, fixedColumn } from './rows.ts';

/** What walks of SNMP say (data/words/walks.yaml), and the layouts of what is read of them. */
export const walksOf = oncePer(({ objects, roots }: WordTables['walks']) => {
  const byOid = new Map(objects.map((object) => [object.oid, { ...object, column: object.column ?? object.mib }]));
  /** Arcs of the longest of them. */
  const longest = Math.max(...objects.map(({ oid }) => oid.split('.').length));
  const names = new Map([...objects.map(({ mib, oid }) => [mib, oid] as const), ...Object.entries(roots)]);
  /** The columns of what a row of these tables is about, each once. */
  const columnsOf = (...tables: readonly (typeof objects)[number]['of'][]): readonly Column[] => {
    const all = [...byOid.values()].flatMap(({ of, column, field }) =>
      field === null || !tables.includes(of)
        ? []
        : [fixedColumn(column, field, field === 'text' ? MENTION : NO_TRAITS)],
    );
    return distinctColumns(all);
  };
  const [entity, site] = [columnsOf('entity'), fixedColumn(SITE, 'site')];
  /** Of a chassis, which is the device itself, no more than who made it, its model and its serial number. */
  const ofChassis = entity.filter(({ fields: [field = 'text'] }) => ['vendor', 'model', 'serial'].includes(field));
  return {
    device: [...columnsOf('device', 'interface'), ...ofChassis, fixedColumn(NAMED, 'platform')],
    component: new Layout([...entity, fixedColumn('sysName', 'hostname'), fixedColumn('sysLocation', 'site')]),
    neighbour: new Layout([...columnsOf('lldp', 'cdp'), site]),
    address: new Layout([...columnsOf('arp'), fixedColumn('ip', 'ip'), site]),
    /** What stands in tables that are not known: an address, or the serial number of an ONU. */
    seen: new Layout([fixedColumn('mac', 'mac'), fixedColumn('serial', 'serial'), site]),
    /**
     * An OID in figures without leading dot from any form that net-snmp prints (`.1.3.6`, `iso.3.6`, `.iso.org.dod`,
     * `SNMPv2-SMI::enterprises.2011`, `SNMPv2-MIB::sysDescr.0`, `sysDescr.0`); null for any other name.
     */
    toNumbers: (printed: string): string | null => {
      const bare = printed.replace(/^\.|^[\w-]+::/, '').replace(/^(?:[A-Za-z][\w-]*\.)+(?=[A-Za-z])/, '');
      if (/^\d/.test(bare)) return bare;
      const [name = ''] = bare.split('.', 1);
      const root = names.get(name) ?? null;
      return root === null ? null : root + bare.slice(name.length);
    },
    /** The object an OID is an instance of, and its index (`0`, `0.70.10`); null for one that is not known. */
    lookUp: (oid: string) => {
      let end = oid.indexOf('.');
      for (let arcs = 1; arcs <= longest && end > 0; arcs += 1) {
        const object = byOid.get(oid.slice(0, end));
        if (object !== undefined) return { ...object, index: oid.slice(end + 1) };
        end = oid.indexOf('.', end + 1);
      }
      return null;
    },
  };
});
export type Walks = ReturnType<typeof walksOf>;

/** Columns of what the device says of its rows: where it stands, and what its maker calls it by a sysObjectID. */
export const [SITE, NAMED] = ['seen from site', 'sysObjectID by name'];

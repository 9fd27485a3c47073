import type { EvidenceKind, FamilySays, Identification } from '../core/finding.ts';
import type { Vendor } from '../knowledge/vendor.ts';

/** What the evidence of a row says the thing is, whatever a category cell says. */
export interface Said {
  /** Every piece of evidence for this vendor is about something that the device holds. */
  readonly isComponent: boolean;
  /** The identifier that only equipment has, as a person reads it; null: there is none. */
  readonly equipmentBy: string | null;
  /** What the families of its models say, of all makers of equipment. */
  readonly families: readonly FamilySays[];
}

/** Identifiers that only a device has. What a model says depends on its family. */
const DEVICE_ONLY: Partial<Record<EvidenceKind, string>> = {
  mac: 'MAC address',
  'enterprise-number': 'sysObjectID',
  'fcc-id': 'FCC ID',
  gpon: 'GPON serial',
};

const NONE: readonly FamilySays[] = Object.freeze([]);

/** Reads the evidence of one identification, and of all others in its row. */
export function saidBy(
  met: Identification,
  all: readonly Identification[],
  vendors: ReadonlyMap<string, Vendor>,
): Said {
  let equipmentBy: string | null = null;
  let families = NONE;
  for (const one of all) {
    if (!mayBeEquipment(one, vendors)) continue;
    equipmentBy ??= identifierOf(one);
    const own = familiesOf(one, one === met);
    families = families.length === 0 ? own : [...families, ...own];
  }
  return { isComponent: isOfComponent(met), equipmentBy, families };
}

function mayBeEquipment({ vendor }: Identification, vendors: ReadonlyMap<string, Vendor>): boolean {
  return vendor !== null && vendors.get(vendor.id)?.makes.includes('equipment') !== false;
}

function isOfComponent({ evidence }: Identification): boolean {
  return evidence.length > 0 && evidence.every(({ part }) => part === 'component');
}

/** A model of another maker can only contradict: the row may be either's. */
function familiesOf({ families }: Identification, isOwn: boolean): readonly FamilySays[] {
  return isOwn ? families : families.map(({ is }) => ({ is, sure: false }));
}

function identifierOf({ evidence }: Identification): string | null {
  for (const { kind, part } of evidence) {
    const name = part === 'device' ? DEVICE_ONLY[kind] : undefined;
    if (name !== undefined) return name;
  }
  return null;
}

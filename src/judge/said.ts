import type { EvidenceKind, Identification } from '../core/finding.ts';
import type { Vendor } from '../knowledge/vendor.ts';

/** What the evidence of a row says the thing is, whatever a category cell says. */
export interface Said {
  /** Every piece of evidence for this vendor is about something that the device holds. */
  readonly isComponent: boolean;
  /** The identifier that only equipment has, as a person reads it; null: there is none. */
  readonly equipmentBy: string | null;
}

/** Identifiers that only a device has. A model says so where its vendor makes equipment. */
const DEVICE_ONLY: Partial<Record<EvidenceKind, string>> = {
  mac: 'MAC address',
  'enterprise-number': 'sysObjectID',
  'fcc-id': 'FCC ID',
  gpon: 'GPON serial',
  model: 'model',
};

/** Reads the evidence of one identification, and of all others in its row. */
export function saidBy(
  { evidence }: Identification,
  all: readonly Identification[],
  vendors: ReadonlyMap<string, Vendor>,
): Said {
  return {
    isComponent: evidence.length > 0 && evidence.every(({ part }) => part === 'component'),
    equipmentBy: all.map((one) => equipmentBy(one, vendors)).find((text) => text !== null) ?? null,
  };
}

function equipmentBy({ vendor, evidence }: Identification, vendors: ReadonlyMap<string, Vendor>): string | null {
  if (vendor === null || vendors.get(vendor.id)?.makes.includes('equipment') === false) return null;
  for (const { kind, part } of evidence) {
    const name = part === 'device' ? DEVICE_ONLY[kind] : undefined;
    if (name !== undefined) return name;
  }
  return null;
}

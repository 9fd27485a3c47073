import type { Makes, Vendor } from '../../knowledge/vendor.ts';
import type { Row } from '../row.ts';
import type { Answer, Case } from './question.ts';
import { listed } from './question.ts';

/**
 * What a row is: software when its maker makes no equipment, software or a service when its category says so and
 * nothing else, equipment otherwise.
 */
export function kindOfRow(row: Row, vendor: Vendor | undefined): Makes {
  const kinds = row.cells('category').map((cell) => row.words.kinds.of(cell));
  if (kinds.includes('service')) return 'service';
  if (kinds.includes('software')) return 'software';
  return vendor?.makes.includes('software') === true && !vendor.makes.includes('equipment') ? 'software' : 'equipment';
}

/** An entry reaches only the kinds of things it covers. */
export function scopeQuestion({ prepared: { entry }, row, identification, vendors }: Case): Answer {
  if (entry.covers.length === 3) return null;
  const vendor = identification.vendor === null ? undefined : vendors.get(identification.vendor.id);
  const kind = kindOfRow(row, vendor);
  if (entry.covers.includes(kind)) return null;
  return listed(`covers ${entry.covers.join(' and ')} only, and the row is ${kind === 'service' ? 'a service' : kind}`);
}

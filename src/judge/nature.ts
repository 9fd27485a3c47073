import type { NetworkPart } from '../core/network.ts';
import type { Covered } from '../knowledge/ban-list.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import type { Row } from './row.ts';
import type { Said } from './said.ts';

/** What a row is, as far as its category cells and its evidence agree. */
export interface Nature {
  readonly kind: Covered;
  /** Its part of a network; null: unknown, or the cells say several. */
  readonly part: NetworkPart | null;
  /** What a category cell says that the evidence contradicts, in a few words; null: they agree. */
  readonly conflict: string | null;
}

const EQUIPMENT: Nature = { kind: 'equipment', part: null, conflict: null };
const COMPONENT: Nature = { kind: 'component', part: null, conflict: null };

/** Where an entry covers everything and no rule is limited: no cell is looked at. */
export function plainNature({ isComponent }: Said): Nature {
  return isComponent ? COMPONENT : EQUIPMENT;
}

/**
 * What a row is: a component where all evidence is about something that the device holds; software when its vendor
 * makes no equipment; software or a service when its category says so and nothing else, and no identifier says that it
 * is a device; equipment otherwise.
 */
export function natureOf(row: Row, said: Said, vendor: Vendor | undefined): Nature {
  const categories = row.cells('category').map((cell) => cell.slice(0, 200));
  const part = partOf(categories, row);
  if (said.isComponent) return { kind: 'component', part, conflict: null };
  const claimed = kindIn(categories, row);
  const isSoftwareMaker = vendor?.makes.includes('software') === true && !vendor.makes.includes('equipment');
  if (isSoftwareMaker) return { kind: claimed?.kind ?? 'software', part, conflict: null };
  if (claimed === null) return { kind: 'equipment', part, conflict: null };
  if (said.equipmentBy === null) return { kind: claimed.kind, part, conflict: null };
  return { kind: 'equipment', part, conflict: `"${claimed.cell}" beside its ${said.equipmentBy} clears nothing` };
}

function kindIn(
  categories: readonly string[],
  { words }: Row,
): { readonly kind: Covered; readonly cell: string } | null {
  const kinds = categories.map((cell) => words.kinds.of(cell));
  const [kind = null] = kinds;
  if (kind === null || kinds.some((other) => other !== kind)) return null;
  return { kind, cell: (categories[0] ?? '').slice(0, 40) };
}

/** The one part that all of every category cell means; null where something in them is not known, or two are meant. */
function partOf(categories: readonly string[], { words }: Row): NetworkPart | null {
  const found = new Set(categories.flatMap((cell) => words.parts.of(cell)));
  const [part = null] = found;
  return found.size === 1 ? part : null;
}

import type { NetworkPart, Covered } from '../core/network.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import type { Row } from './row.ts';
import type { Said } from './said.ts';

/** What a row is, as far as its category cells and its evidence agree. */
export interface Nature {
  readonly kind: Covered;
  /**
   * Whether equipment may be software: its columns are those of a list of software, and nothing says what it is; or a
   * component is, as its category says.
   */
  readonly maybeSoftware: boolean;
  /** Its part of a network; null: unknown, or what is said of it does not agree. */
  readonly part: NetworkPart | null;
  /** What a category cell says that the evidence contradicts, in a few words; null: they agree. */
  readonly conflict: string | null;
  /** The same of its part of a network. */
  readonly partConflict: string | null;
}

const EQUIPMENT: Nature = { kind: 'equipment', maybeSoftware: false, part: null, conflict: null, partConflict: null };
const COMPONENT: Nature = { ...EQUIPMENT, kind: 'component' };

/** Where an entry covers everything and no rule is limited: no cell is looked at. */
export function plainNature({ isComponent }: Said): Nature {
  return isComponent ? COMPONENT : EQUIPMENT;
}

/**
 * What a row is: software when its vendor makes no equipment; a component where all evidence is about something that
 * the device holds; software or a service when its category says so and nothing else, and neither an identifier nor
 * the family of its model says that it is a device; equipment otherwise. A header clears nothing: what it says is
 * software is equipment as well where no cell says more.
 */
export function natureOf(row: Row, said: Said, vendor: Vendor | undefined): Nature {
  const categories = row.cells('category').map((cell) => cell.slice(0, 200));
  const { part, conflict } = row.words.parts.of(categories, said.families);
  const partConflict =
    conflict === null ? null : `"${conflict.cell}" beside a model of ${conflict.family} says no part of a network`;
  const known = { part, maybeSoftware: false, conflict: null, partConflict };
  const claimed = kindIn(categories, row);
  const isSoftwareMaker = vendor?.makes.includes('software') === true && !vendor.makes.includes('equipment');
  if (isSoftwareMaker) return { ...known, kind: claimed?.kind ?? 'software' };
  if (said.isComponent) return { ...known, kind: 'component', maybeSoftware: claimed?.kind === 'software' };
  const isDevice = said.families.some((family) => row.words.parts.isEquipment(family));
  const by = said.equipmentBy ?? (isDevice ? 'model' : null);
  if (claimed === null) {
    const maybeSoftware = row.isOfSoftware && categories.length === 0 && by === null;
    return { ...known, kind: 'equipment', maybeSoftware };
  }
  if (by === null) return { ...known, kind: claimed.kind };
  return { ...known, kind: 'equipment', conflict: `"${claimed.cell}" beside its ${by} clears nothing` };
}

/** What may be software is, to an entry that reaches software and no equipment. */
export function natureTo(covered: ReadonlySet<Covered>, nature: Nature): Nature {
  const isSoftware = nature.maybeSoftware && covered.has('software') && !covered.has('equipment');
  return isSoftware ? { ...nature, kind: 'software' } : nature;
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

import type { Field } from '../../core/fields.ts';
import type { PreparedEntry } from '../prepare.ts';

const NAMES_PRODUCTS: readonly Field[] = ['model', 'partNumber'];

/**
 * The fields whose cells the questions may ask for when they judge by an entry; null: any cell. Rows alike in these,
 * and in who was met, are judged alike; a row refuses to tell a cell of any other field.
 */
export function fieldsAsked({
  entry,
  asksKind,
  models,
  companies,
  exemptions,
}: PreparedEntry): readonly Field[] | null {
  if (companies !== null) return null;
  const asked: Field[] = [];
  if (models.size > 0) asked.push(...NAMES_PRODUCTS);
  if (entry.producedOutside !== null || entry.producedIn !== null) asked.push('country');
  if (asksKind) asked.push('category');
  if (entry.category !== null) asked.push('acquired');
  if (exemptions.length > 0) asked.push(...NAMES_PRODUCTS, 'category');
  if (exemptions.some(({ makers }) => makers !== null)) asked.push('vendor');
  return asked;
}

import { anyMatches } from '../cells/cells.ts';
import type { Answer, Case } from './question.ts';
import { needs, SILENT } from './question.ts';

/** An entry that names products speaks of those only. */
export function modelsQuestion({ prepared: { entry, models }, row }: Case): Answer {
  if (models.size === 0) return null;
  if (anyMatches(models, [...row.products, ...row.descriptions])) return null;
  if (row.products.length > 0) return SILENT;
  return needs('model', `only some products are listed (${entry.listedAs}), and the row has no model`);
}

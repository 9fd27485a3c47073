import type { InventoryRecord } from '../core/record.ts';
import { anyMet, cellsOf } from './cells.ts';
import type { Answer, Case } from './question.ts';
import { needs, SILENT } from './question.ts';

/** The cells that name a product: what `models` of an entry or exemption is compared with. */
export function productCells(record: InventoryRecord): string[] {
  return [...cellsOf(record, 'model'), ...cellsOf(record, 'partNumber')];
}

/** An entry that names products speaks of those only. */
export function modelsQuestion({ entry, models, record }: Case): Answer {
  if (models.length === 0) return null;
  const products = productCells(record);
  if (products.length === 0)
    return needs('model', `only some products are listed (${entry.listedAs}), and the row has no model`);
  return anyMet(models, products) ? null : SILENT;
}

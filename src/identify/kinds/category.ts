import type { CategoryId } from '../../core/fields.ts';
import { CATEGORIES } from '../../core/fields.ts';
import type { InventoryRecord } from '../../core/record.ts';
import { excerpt, fold } from '../../core/text.ts';
import { Phrases } from '../../words/look-up.ts';
import type { WordTables } from '../../words/tables.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type Hit } from './finder.ts';

/** A category that lists can name. */
interface Named {
  readonly id: CategoryId;
  readonly phrases: Phrases;
  readonly not: Phrases;
  readonly notWhole: Phrases;
}

/** Longer cells say more than "router". */
const ROUTER_LENGTH = 24;

/** Understands cells of category columns by the words of data/words/categories.yaml. */
export class CategoryCells {
  readonly #named: readonly Named[];
  readonly #unclear: Phrases | null;

  constructor(table: WordTables['categories']) {
    this.#named = CATEGORIES.flatMap((id) => {
      const words = table.find((one) => one.id === id);
      if (words === undefined) return [];
      return [
        {
          id,
          phrases: new Phrases(words.words.anywhere),
          not: new Phrases(words.not),
          notWhole: new Phrases(words.notWhole),
        },
      ];
    });
    const router = table.find(({ id }) => id === 'consumer-router');
    this.#unclear = router === undefined ? null : new Phrases(router.unclear);
  }

  /** The categories that lists can name which a folded cell says, each with the words that say it. */
  in(folded: string): readonly (readonly [CategoryId, matched: string])[] {
    return this.#named.flatMap(({ id, phrases, not, notWhole }) => {
      const found = phrases.in(folded);
      return found === null || not.areIn(folded) || notWhole.areIn(folded) ? [] : [[id, found] as const];
    });
  }

  /** True for a row whose category says "router" without saying whether it is a consumer router. */
  isUnclearRouterRow({ layout, cells }: InventoryRecord): boolean {
    for (const index of layout.feeding('category')) if (this.isUnclearRouter(cells[index] ?? '')) return true;
    return false;
  }

  /** True for a cell of a category column that says "router", in one of the usual languages, and nothing more. */
  isUnclearRouter(text: string): boolean {
    if (text === '' || text.length > ROUTER_LENGTH) return false;
    return this.#unclear?.areIn(fold(text).trim()) === true;
  }
}

/** A device category said by the category column. Probable once the row also says where it was produced. */
export function compileCategory({ categories }: { readonly categories: CategoryCells }): Finder {
  return {
    kinds: ['category'],
    looksAt: (_role, fields) => fields.includes('category'),
    patterns: null,
    find(cell: Cell, hits: Hit[]): void {
      for (const [category, matched] of categories.in(cell.folded)) {
        hits.push(
          hit({
            kind: 'category',
            category,
            field: 'category',
            seen: excerpt(cell.text.trim()),
            matched,
            sign: 'category',
          }),
        );
      }
    },
    nearMisses: ({ folded }) =>
      categories.isUnclearRouter(folded)
        ? [{ kind: 'category', text: 'a router, but nothing says whether it is consumer-grade' }]
        : [],
  };
}

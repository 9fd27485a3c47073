import { CATEGORIES, type CategoryId } from '../../core/fields.ts';
import type { InventoryRecord } from '../../core/record.ts';
import { excerpt, fold } from '../../core/text.ts';
import { Phrases } from '../../words/look-up.ts';
import type { WordTables } from '../../words/tables.ts';
import { hit, type Finder, type FinderInput } from './finder.ts';

/** Longer cells say more than "router". */
const ROUTER_LENGTH = 24;

/** Understands cells of category columns by the words of data/words/categories.yaml. */
export class CategoryCells {
  readonly #named;
  readonly #unclear: Phrases | undefined;

  constructor(table: WordTables['categories']) {
    const withId = (id: CategoryId) => table.filter((one) => one.id === id);
    this.#named = CATEGORIES.flatMap((id) =>
      withId(id).map(({ words, not, notWhole }) => ({
        id,
        says: new Phrases(words.anywhere),
        denies: [new Phrases(not), new Phrases(notWhole)],
      })),
    );
    [this.#unclear] = withId('consumer-router').map(({ unclear }) => new Phrases(unclear));
  }

  /** The categories that lists can name which a folded cell says, each with the words that say it. */
  in(folded: string): readonly (readonly [CategoryId, matched: string])[] {
    return this.#named.flatMap(({ id, says, denies }) => {
      const found = says.in(folded);
      return found === null || denies.some((not) => not.areIn(folded)) ? [] : [[id, found] as const];
    });
  }

  /** True for a row whose category says "router" without saying whether it is a consumer router. */
  isUnclearRouterRow({ layout, cells }: InventoryRecord): boolean {
    for (const index of layout.feeding('category')) if (this.isUnclearRouter(cells[index] ?? '')) return true;
    return false;
  }

  /** True for a cell of a category column that says "router", in one of the usual languages, and nothing more. */
  isUnclearRouter(text: string): boolean {
    return text !== '' && text.length <= ROUTER_LENGTH && this.#unclear?.areIn(fold(text).trim()) === true;
  }
}

/** A device category said by the category column. Probable once the row also says where it was produced. */
export function compileCategory({ categories }: FinderInput): Finder {
  const [kind, field] = ['category', 'category'] as const;
  return {
    kinds: [kind],
    looksAt: (_role, fields) => fields.includes(field),
    patterns: () => null,
    find({ text, folded }, hits): void {
      const seen = excerpt(text.trim());
      for (const [category, matched] of categories.in(folded))
        hits.push(hit({ kind, category, field, seen, matched, sign: 'category' }));
    },
    nearMisses: ({ folded }) =>
      categories.isUnclearRouter(folded)
        ? [{ kind, text: 'a router, but nothing says whether it is consumer-grade' }]
        : [],
  };
}

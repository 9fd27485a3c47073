import { CATEGORIES, type CategoryId } from '../core/fields.ts';
import { fold } from '../core/text.ts';
import { Phrases } from '../words/look-up.ts';
import type { WordTables } from '../words/tables.ts';

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

  /** True for a cell of a category column that says "router", in one of the usual languages, and nothing more. */
  isUnclearRouter(text: string): boolean {
    return text !== '' && text.length <= ROUTER_LENGTH && this.#unclear?.areIn(fold(text).trim()) === true;
  }
}

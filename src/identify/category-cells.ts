import { CATEGORIES, type CategoryId } from '../core/fields.ts';
import { fold } from '../core/text.ts';
import { Phrases } from '../words/look-up.ts';
import type { WordTables } from '../words/tables.ts';

/** Longer cells say more than "router". */
const ROUTER_LENGTH = 24;

/** Understands cells of category columns by the words of data/words/categories.yaml. */
export function categoryCells(table: WordTables['categories']) {
  const withId = (id: CategoryId) => table.filter((one) => one.id === id);
  const named = CATEGORIES.flatMap((id) =>
    withId(id).map(({ words, not, notWhole }) => ({
      id,
      says: new Phrases(words.anywhere),
      denies: [new Phrases(not), new Phrases(notWhole)],
    })),
  );
  const [unclear] = withId('consumer-router').map((one) => new Phrases(one.unclear));
  return {
    /** The categories that lists can name which a folded cell says, each with the words that say it. */
    in: (folded: string) =>
      named.flatMap(({ id, says, denies }) => {
        const matched = says.in(folded);
        return matched === null || denies.some((not) => not.areIn(folded)) ? [] : [{ category: id, matched }];
      }),
    /** True for a cell of a category column that says "router", in one of the usual languages, and nothing more. */
    isUnclearRouter: (text: string): boolean =>
      text !== '' && text.length <= ROUTER_LENGTH && unclear?.areIn(fold(text).trim()) === true,
  };
}

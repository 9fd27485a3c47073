import { CATEGORIES, type CategoryId } from '../../core/fields.ts';
import { excerpt, fold } from '../../core/text.ts';
import { phrasesOf } from '../../words/look-up.ts';
import type { WordTables } from '../../words/tables.ts';
import { hit, type Finder, type FinderInput } from './finder.ts';

/** Longer cells say more than "router". */
const ROUTER_LENGTH = 24;

/** Understands cells of category columns by the words of data/words/categories.yaml. */
export function categoryCells(table: WordTables['categories']) {
  const withId = (id: CategoryId) => table.filter((one) => one.id === id);
  const named = CATEGORIES.flatMap((id) =>
    withId(id).map(({ words, not, notWhole }) => ({
      id,
      says: phrasesOf(words.anywhere),
      denies: [phrasesOf(not), phrasesOf(notWhole)],
    })),
  );
  const [unclear] = withId('consumer-router').map((one) => phrasesOf(one.unclear));
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

/** A device category said by the category column. Probable once the row also says where it was produced. */
export function compileCategory({ words }: FinderInput): Finder {
  const categories = categoryCells(words.tables.categories);
  const [kind, field] = ['category', 'category'] as const;
  return {
    kinds: [kind],
    seeks: (_role, fields) => (fields.includes(field) ? 'all' : null),
    find({ text, folded }, hits): void {
      const seen = excerpt(text.trim());
      for (const found of categories.in(folded)) hits.push(hit({ ...found, kind, field, seen, sign: 'category' }));
    },
    nearMisses: ({ folded }) =>
      categories.isUnclearRouter(folded)
        ? [{ kind, text: 'a router, but nothing says whether it is consumer-grade' }]
        : [],
  };
}

import { remembering } from '../../core/cache.ts';
import { CATEGORIES, type CategoryId } from '../../core/fields.ts';
import { excerpt, foldCell } from '../../core/text.ts';
import type { KindOfThing } from '../../words/look-up.ts';
import { hit, type Finder } from './finder.ts';

/** Understands cells of category columns by the words of data/words/categories.yaml. */
export function categoryCells(kinds: readonly KindOfThing[]) {
  const withId = (wanted: CategoryId) => kinds.filter(({ id }) => id === wanted);
  const named = CATEGORIES.flatMap((category) => withId(category).map((kind) => ({ category, ...kind })));
  const [router] = withId('consumer-router');
  return {
    /** The categories that a folded cell says and lists can name, each with the words that say it. */
    in: (folded: string) =>
      named.flatMap(({ category, anywhere, not, notWhole }) => {
        const matched = anywhere.in(folded);
        return matched === null || not.areIn(folded) || notWhole.areIn(folded) ? [] : [{ category, matched }];
      }),
    /** True for a cell of a category column that says "router", in one of the usual languages, and nothing more. */
    isUnclearRouter: remembering((text) => router?.unclear.areIn(foldCell(text)) === true),
  };
}

/** A device category that a category column says; whether a country must be known too is for the judge. */
export function compileCategory(categories: ReturnType<typeof categoryCells>): Finder {
  return {
    kinds: ['category'],
    seeks: (_role, fields) => (fields.includes('category') ? 'all' : null),
    find({ text, folded }, hits): void {
      for (const one of categories.in(folded))
        hits.push(hit('high', { ...one, kind: 'category', field: 'category', seen: excerpt(text), sign: 'category' }));
    },
    nearMisses: ({ folded }) =>
      categories.isUnclearRouter(folded) ? ['a router, but nothing says whether it is consumer-grade'] : [],
  };
}

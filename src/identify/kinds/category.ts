import { excerpt } from '../../core/text.ts';
import { hit, type Finder, type FinderInput } from './finder.ts';

/** A device category said by the category column. Probable once the row also says where it was produced. */
export function compileCategory({ categories }: FinderInput): Finder {
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

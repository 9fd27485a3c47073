import { excerpt } from '../../core/text.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type FinderInput, type Hit } from './finder.ts';

/** A device category said by the category column. Probable once the row also says where it was produced. */
export function compileCategory({ categories }: FinderInput): Finder {
  return {
    kinds: ['category'],
    looksAt: (_role, fields) => fields.includes('category'),
    patterns: () => null,
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

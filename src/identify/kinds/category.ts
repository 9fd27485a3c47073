import type { CategoryId } from '../../core/fields.ts';
import { CATEGORIES } from '../../core/fields.ts';
import type { InventoryRecord } from '../../core/record.ts';
import { excerpt, fold } from '../../core/text.ts';
import type { CategoryWords } from '../../core/words/tables.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type Hit } from './finder.ts';

/** A category that lists can name, with its expressions compiled. */
interface Compiled {
  readonly id: CategoryId;
  readonly phrases: RegExp;
  readonly not: RegExp;
  readonly notWhole: RegExp;
}

const NEVER = /(?!)/;
/** Longer cells say more than "router". */
const ROUTER_LENGTH = 24;

/** Understands cells of category columns by the words of data/words/categories.yaml. */
export class CategoryCells {
  readonly #table: readonly CategoryWords[];
  #compiled: readonly Compiled[] | null = null;
  #unclear: RegExp | null = null;

  constructor(table: readonly CategoryWords[]) {
    this.#table = table;
  }

  /** The categories that lists can name which a folded cell says, each with the words that say it. */
  in(folded: string): readonly (readonly [CategoryId, matched: string])[] {
    this.#compiled ??= this.#table.flatMap(({ id, phrases, not, notWhole }) => {
      const named = CATEGORIES.find((category) => category === id);
      if (named === undefined) return [];
      const [all, other, whole] = [phrases, not, notWhole].map(expression);
      return [{ id: named, phrases: all ?? NEVER, not: other ?? NEVER, notWhole: whole ?? NEVER }];
    });
    return this.#compiled.flatMap(({ id, phrases, not, notWhole }) => {
      const found = phrases.exec(folded);
      return found === null || not.test(folded) || notWhole.test(folded) ? [] : [[id, found[0]] as const];
    });
  }

  /** True for a row whose category says "router" without saying whether it is a consumer router. */
  isUnclearRouterRow({ layout, cells }: InventoryRecord): boolean {
    return layout.feeding('category').some((index) => this.isUnclearRouter(cells[index] ?? ''));
  }

  /** True for a cell of a category column that says "router", in one of the usual languages, and nothing more. */
  isUnclearRouter(text: string): boolean {
    if (text === '' || text.length > ROUTER_LENGTH) return false;
    this.#unclear ??= expression(this.#table.find(({ id }) => id === 'consumer-router')?.unclear ?? '');
    return this.#unclear.test(fold(text).trim());
  }
}

function expression(source: string): RegExp {
  return source === '' ? NEVER : new RegExp(source);
}

/** A device category said by the category column. Probable once the row also says where it was produced. */
export function compileCategory(categories: CategoryCells): Finder {
  return {
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
            confidence: 'probable',
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

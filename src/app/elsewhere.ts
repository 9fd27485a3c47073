import { within, type Day } from '../core/dates.ts';
import type { SummaryEvent } from '../core/events.ts';
import { MOST_ELSEWHERE, type Identification } from '../core/finding.ts';
import type { BanList } from '../knowledge/ban-list.ts';

const MOST_LISTS = 3;
const MOST = 20;

/**
 * Counts the rows of vendors that no chosen list names: where a run finds nothing, it says which other lists name them.
 * Ends with the first finding.
 */
export class Elsewhere {
  readonly #rows = new Map<string, number>();
  #isOver = false;

  /** Whether a row of this vendor still counts. */
  isWanted(vendor: string): boolean {
    return !this.#isOver && (this.#rows.get(vendor) ?? 0) < MOST_ELSEWHERE;
  }

  /** A row in which something was found makes the line superfluous. */
  end(): void {
    this.#isOver = true;
  }

  /** What was identified in a row, and is named by no chosen list. */
  add({ vendor, confidence }: Identification): void {
    if (vendor === null || confidence === 'possible' || !this.isWanted(vendor.id)) return;
    this.#rows.set(vendor.id, (this.#rows.get(vendor.id) ?? 0) + 1);
  }

  /** The lists that name these vendors on a day by entries of their own, those with the most rows first. */
  lines(lists: readonly BanList[], nameOf: (vendor: string) => string, asOf: Day): SummaryEvent['elsewhere'] {
    if (this.#isOver || this.#rows.size === 0) return [];
    const namedBy = ({ entries }: BanList): ReadonlySet<string | null> =>
      new Set(
        entries.flatMap(({ vendor, adoptedFrom, since, until }) =>
          adoptedFrom === null && within(asOf, since, until) ? vendor : [],
        ),
      );
    const named = lists.map((list) => ({ list: list.short ?? list.id, vendors: namedBy(list) }));
    const lines = Array.from(new Set(named.flatMap(({ vendors }) => [...vendors])), (vendor) => {
      const rows = vendor === null ? undefined : this.#rows.get(vendor);
      if (vendor === null || rows === undefined) return [];
      const naming = named.filter(({ vendors }) => vendors.has(vendor)).slice(0, MOST_LISTS);
      return naming.map(({ list }) => ({ list, vendor: nameOf(vendor), rows }));
    });
    return mostRows(lines.flat());
  }
}

/** The lines with the most rows. */
export function mostRows(lines: SummaryEvent['elsewhere']): SummaryEvent['elsewhere'] {
  return lines.toSorted((a, b) => b.rows - a.rows).slice(0, MOST);
}

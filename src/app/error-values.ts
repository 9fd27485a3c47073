import { IDENTITY_FIELDS } from '../core/fields.ts';
import { oncePerLayout } from '../core/layout.ts';
import { problem } from '../core/problem.ts';
import type { Outcome } from '../core/events.ts';
import type { InventoryRecord } from '../core/record.ts';
import { excerpt, isDamaged } from '../core/text.ts';
import { isErrorValue } from '../core/no-value.ts';
import { CellTally } from '../inventory/bytes/cell-tally.ts';
import { problemOutcome } from './rows.ts';

/** Columns that are told one by one; those that come later are told together. */
const MOST_COLUMNS = 100;
const KNOWN = 'once you know what they are, the problem can be waived';
const HINT = `mend the formulas, or export the values; ${KNOWN}`;
const TWICE = `export them anew, as UTF-8; ${KNOWN}`;

interface Found {
  readonly places: CellTally;
  readonly value: string;
  readonly cell: string | null;
}

/**
 * Error values (`#REF!`) in the identity columns of one input, and texts of which bytes were lost when they were
 * decoded twice: the name of a vendor may have stood there.
 */
export class ErrorValues {
  readonly #source: string;
  readonly #columns = new Map<string, Found>();
  readonly #identity = oncePerLayout((layout) => [
    ...new Set(IDENTITY_FIELDS.flatMap((field) => [...layout.feeding(field)])),
  ]);

  constructor(source: string) {
    this.#source = source;
  }

  add(records: readonly InventoryRecord[]): void {
    for (const record of records) {
      for (const index of this.#identity(record.layout)) {
        const cell = record.cells[index];
        if (cell !== undefined && ((cell.includes('#') && isErrorValue(cell)) || isDamaged(cell)))
          this.#found(record, index, cell);
      }
    }
  }

  #found({ layout, line, cell, cellAt }: InventoryRecord, index: number, value: string): void {
    const column = layout.columns[index]?.name ?? '';
    const key = this.#columns.size < MOST_COLUMNS ? column : '';
    let found = this.#columns.get(column) ?? this.#columns.get(key);
    if (found === undefined) {
      found = { places: new CellTally(), value: excerpt(value.trim()), cell: cellAt?.(index) ?? cell };
      this.#columns.set(key, found);
    }
    found.places.add(line, column);
  }

  /** One problem a column. */
  *end(): Generator<Outcome> {
    for (const { places, value, cell } of this.#columns.values()) {
      const [code, what, hint] = isDamaged(value)
        ? (['encoding-unsure', 'decoded twice, and not whole', TWICE] as const)
        : (['error-value', 'left without a value by a spreadsheet program', HINT] as const);
      const message = `${places.subject('are')} ${what}: ${value}`;
      const where = { line: places.first, cell };
      const found = problem(this.#source, code, 'error', message, hint, where);
      yield problemOutcome(found, [found]);
    }
  }
}

/** Columns that are named; those after them are only said to be there. */
const MOST_COLUMNS = 5;

/** Where something was met: how often, the first line, the columns. */
export class CellTally {
  count = 0;
  first: number | null = null;
  readonly #columns = new Set<string>();
  readonly #unit: string;

  /** `unit`: what is counted from the beginning, `row` in sheets. */
  constructor(unit: 'line' | 'row' = 'line') {
    this.#unit = unit;
  }

  add(line: number | null, column: string | null): void {
    this.count += 1;
    this.first ??= line;
    if (column !== null && this.#columns.size <= MOST_COLUMNS) this.#columns.add(column);
  }

  /** The subject and verb of a sentence: `3 cells in Site, Vendor (first on line 12) are`. `verb` in the plural. */
  subject(verb: 'are' | 'name' | 'make'): string {
    const names = [...this.#columns];
    const more = names.length > MOST_COLUMNS ? ', ...' : '';
    const columns = names.length === 0 ? '' : ` in ${names.slice(0, MOST_COLUMNS).join(', ')}${more}`;
    const first = this.first === null ? '' : ` (${this.count === 1 ? '' : 'first on '}${this.#unit} ${this.first})`;
    return this.count === 1
      ? `1 cell${columns}${first} ${verb === 'are' ? 'is' : `${verb}s`}`
      : `${this.count} cells${columns}${first} ${verb}`;
  }
}

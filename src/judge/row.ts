import type { Field } from '../core/fields.ts';
import type { Column } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { padded } from './cells/cells.ts';
import type { Countries } from './cells/country.ts';
import type { JudgeWords } from './cells/judge-words.ts';

const NONE: readonly string[] = Object.freeze([]);

/** One row while it is judged: what several entries need of it is computed once, when first needed. */
export class Row {
  readonly words: JudgeWords;
  readonly #record: InventoryRecord;
  readonly #asked: readonly Field[] | null;
  readonly #known = new Map<string, unknown>();

  /**
   * `asked`: the fields whose cells may be asked for, null: all. What is judged is remembered for rows alike in these.
   */
  constructor(record: InventoryRecord, asked: readonly Field[] | null, words: JudgeWords) {
    this.words = words;
    this.#record = record;
    this.#asked = asked;
  }

  /** The usable cells that feed a field, trimmed, in column order. Throws for a field that was not declared. */
  cells(field: Field): readonly string[] {
    if (this.#asked?.includes(field) === false) throw new Error(`${field} cells are not among the declared fields`);
    const columns = this.#record.layout.feeding(field);
    if (columns.length === 0) return NONE;
    return this.#once(field, () =>
      columns
        .map((index) => this.#record.cells[index] ?? '')
        .flatMap((cell) => (this.words.noValue.isEmpty(cell) ? [] : [cell.trim()])),
    );
  }

  /** The cells of purchase, order, invoice and delivery days; other days are shown, and clear nothing. */
  get purchaseDays(): readonly string[] {
    return this.#once('purchaseDays', () => this.#cellsOf('acquired', ({ otherDay }) => otherDay !== true));
  }

  /** The cells that name a product: what `models` of an entry or exemption is compared with. */
  get products(): readonly string[] {
    return this.#once('products', () => [
      ...this.#cellsOf('model', ({ describes }) => describes !== true),
      ...this.cells('partNumber'),
    ]);
  }

  /** The cells that say what the thing is: compared too, but one that holds no listed model may leave its model out. */
  get descriptions(): readonly string[] {
    return this.#once('descriptions', () => this.#cellsOf('model', ({ describes }) => describes === true));
  }

  /** The maker cells, as words. */
  get makers(): readonly string[] {
    return this.#once('makers', () => this.cells('vendor').map(padded));
  }

  /** Every cell that may be read (withheld ones may not), as words. */
  get readable(): readonly string[] {
    if (this.#asked !== null) throw new Error('not all cells are among the declared fields');
    return this.#once('readable', () => {
      const { cells, layout } = this.#record;
      return cells.filter((cell, index) => !layout.withholds(index) && !this.words.noValue.isEmpty(cell)).map(padded);
    });
  }

  /** What the country cells say; null when they are empty. */
  get origin(): (Countries & { readonly said: string }) | null {
    return this.#once('origin', () => {
      const said = this.cells('country').join('; ');
      return said === '' ? null : { ...this.words.countries.parse(said), said: said.slice(0, 80) };
    });
  }

  /** Whether the columns of its table are those of software. */
  get isOfSoftware(): boolean {
    return this.#record.layout.isOfSoftware;
  }

  #cellsOf(field: Field, holds: (column: Column) => boolean): readonly string[] {
    if (this.cells(field).length === 0) return NONE;
    const { layout, cells } = this.#record;
    return layout
      .feeding(field)
      .filter((index) => holds(layout.columns[index] as Column))
      .map((index) => (cells[index] ?? '').trim())
      .filter((cell) => !this.words.noValue.isEmpty(cell));
  }

  #once<T>(name: string, find: () => T): T {
    if (!this.#known.has(name)) this.#known.set(name, find());
    return this.#known.get(name) as T;
  }
}

import type { Day } from '../core/dates.ts';
import type { Field } from '../core/fields.ts';
import type { Column } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { padded } from './cells/cells.ts';
import type { Countries } from './cells/country.ts';
import type { Days } from './days.ts';
import { daysIn } from './days.ts';
import type { JudgeWords } from './cells/judge-words.ts';

const NONE: readonly string[] = Object.freeze([]);

/** One row while it is judged: what several entries need of it is computed once, when first needed. */
export class Row {
  readonly words: JudgeWords;
  /** The day of the run. */
  readonly asOf: Day;
  readonly #record: InventoryRecord;
  readonly #asked: readonly Field[] | null;
  readonly #known = new Map<string, unknown>();

  /**
   * `asked`: the fields whose cells may be asked for, null: all. What is judged is remembered for rows alike in these.
   */
  constructor(record: InventoryRecord, asked: readonly Field[] | null, words: JudgeWords, asOf: Day) {
    this.words = words;
    this.asOf = asOf;
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

  /** The days of purchase, order, invoice and delivery; other days are shown, and clear nothing. */
  get bought(): Days {
    return this.#once('bought', () =>
      daysIn(
        this.#cellsOf('acquired', ({ traits }) => !traits.includes('other-day')),
        this.asOf,
      ),
    );
  }

  /** When its model was authorised. */
  get authorised(): Days {
    return this.#once('authorised', () => daysIn(this.cells('authorised'), this.asOf));
  }

  /** When it was made; the day of purchase stands for it. */
  get made(): Days {
    const made = this.#once('made', () => daysIn(this.cells('made'), this.asOf));
    return made.spans.length > 0 ? made : this.bought;
  }

  /** The cells that name a product: what `models` of an entry or exemption is compared with. */
  get products(): readonly string[] {
    return this.#once('products', () => [
      ...this.#cellsOf('model', ({ traits }) => !traits.includes('describes')),
      ...this.cells('partNumber'),
    ]);
  }

  /** The cells that say what the thing is: compared too, but one that holds no listed model may leave its model out. */
  get descriptions(): readonly string[] {
    return this.#once('descriptions', () => this.#cellsOf('model', ({ traits }) => traits.includes('describes')));
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

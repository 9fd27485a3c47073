import type { Day } from '../core/dates.ts';
import type { Field } from '../core/fields.ts';
import type { Column } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { lazily, padded } from '../core/text.ts';
import type { Words } from '../words/words.ts';
import { allBefore, daysIn, type Days } from './days.ts';

interface Reading {
  /** The day of the run, which may be past. */
  readonly asOf: Day;
  /** The last day that a cell may mean. */
  readonly farthest: Day;
  readonly words: Words;
  /** Indexes of the day columns of the judged vendor or category; null: all. */
  readonly days: readonly number[] | null;
}

/** One row while it is judged. What several entries need of it is computed once, when first needed. */
export class Row {
  readonly #reading: Reading;
  readonly #record: InventoryRecord;
  readonly #neededFields: Set<Field>;
  readonly isOfSoftware: boolean;
  /** Whether no free text was needed: then the answer holds for every row with equal cells in the needed fields. */
  isCacheable = true;

  /** `neededFields`: the fields whose cells are needed are added to it. */
  constructor(record: InventoryRecord, neededFields: Set<Field>, reading: Reading) {
    this.#reading = reading;
    this.#record = record;
    this.#neededFields = neededFields;
    this.isOfSoftware = record.layout.isOfSoftware;
  }

  /** The usable cells of the columns that feed a field and pass `accepts`; trimmed, in column order. */
  cells(field: Field, accepts?: (column: Column, index: number) => boolean): readonly string[] {
    this.#neededFields.add(field);
    return this.#usable(field, accepts);
  }

  /**
   * The days of purchase, order, invoice and delivery; other days are shown, and clear nothing. A day before the thing
   * was made, or before its model was authorised, does not count.
   */
  readonly bought = lazily((): Days => {
    const bought = this.#purchase();
    const isSooner = isBefore(bought, this.authorised()) || isBefore(bought, this.#production());
    return isSooner ? { ...bought, spans: [] } : bought;
  });

  readonly #purchase = lazily(() => this.#daysIn('acquired'));
  readonly #production = lazily(() => this.#daysIn('made'));

  readonly authorised = lazily(() => this.#daysIn('authorised'));

  /** The day of production; without a usable one, the day of purchase. */
  readonly made = lazily(() => {
    const made = this.#production();
    return made.spans.length > 0 && !isBefore(this.#purchase(), made) ? made : this.bought();
  });

  /** The cells that name a product; `models` of an entry or exemption is compared with them. */
  readonly products = lazily(() => [
    ...this.cells('model', ({ traits }) => !traits.includes('describes')),
    ...this.cells('partNumber'),
  ]);

  /** The cells that describe the thing; compared too, but a cell without a listed model may leave the model out. */
  readonly descriptions = lazily(() => this.cells('model', ({ traits }) => traits.includes('describes')));

  /** Every cell that may say in words what the thing is: model cells, and text that is not about something else. */
  readonly allDescriptions = lazily(() => {
    this.isCacheable = false;
    return [...this.#usable('model'), ...this.#usable('text', ({ traits }) => !traits.includes('mention'))];
  });

  readonly vendorCells = lazily(() => this.cells('vendor').map(padded));

  /** Every cell that may be read (withheld ones may not), as words. */
  readonly readable = lazily(() => {
    this.isCacheable = false;
    const { cells, layout } = this.#record;
    return cells
      .filter((cell, index) => !layout.withholds(index) && !this.#reading.words.noValue.isEmpty(cell))
      .map(padded);
  });

  /** What the country cells say; null when they are empty. */
  readonly origin = lazily(() => {
    const written = this.cells('country').join('; ');
    if (written === '') return null;
    const countries = this.#reading.words.countries();
    const stages = this.cells('country', ({ name }) => countries.isStage(name));
    const origins = this.cells('country', ({ traits }) => !traits.includes('other-origin'));
    const { complete, ...rest } = countries.parse(written);
    return { ...rest, complete: complete && stages.length === 0 && origins.length > 0, text: written.slice(0, 80) };
  });

  get describedOrigins(): readonly string[] {
    return this.allDescriptions().flatMap((cell) => this.#reading.words.countries().madeIn(cell));
  }

  #daysIn(field: Field): Days {
    const { asOf, farthest, days, words } = this.#reading;
    const isCounted = ({ traits }: Column, index: number): boolean =>
      !traits.includes('other-day') && days?.includes(index) !== false;
    return daysIn(this.cells(field, isCounted), asOf, farthest, words.tables.days);
  }

  #usable(field: Field, accepts: (column: Column, index: number) => boolean = () => true): readonly string[] {
    const { layout, cells } = this.#record;
    return layout
      .feeding(field)
      .filter((index) => accepts(layout.columns[index] as Column, index))
      .map((index) => (cells[index] ?? '').trim())
      .filter((cell) => !this.#reading.words.noValue.isEmpty(cell));
  }
}

function isBefore(bought: Days, { spans }: Days): boolean {
  return spans.some(({ first }) => allBefore(bought, first));
}

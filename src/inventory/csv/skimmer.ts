import type { Table } from '../headers/table.ts';
import type { ScreenRows } from '../screen.ts';
import { LineScreen, skimLines } from './line-screen.ts';
import type { LineForm } from './line-screen.ts';
import type { Stretch } from './stretches.ts';

/**
 * Records before the first line is skimmed: the header is over, what cells repeat is known, and a small inventory is
 * done.
 */
const READ_FIRST = 400;
/**
 * Lines that pass for each that is read, at least. Measured in CPU seconds of 300,000 rows: where 80 % of the lines
 * pass, skimming saves 4 %, where 60 % pass it costs 9 %, and 50 % where all cells are addresses.
 */
const LEAST_PASSED = 3;
/** Stretches that are read without skimming when fewer lines of one passed, or when there is no screen yet. */
const PAUSE = 8;

/** Finds lines that can become no finding, of which no records need be made: as long as most lines are such. */
export class Skimmer {
  readonly #form: LineForm;
  readonly #makeScreen: ScreenRows;
  readonly #readFirst: number;
  #table: Table | null = null;
  #lines: LineScreen | null = null;
  #records = 0;
  #pause = 0;

  /** `readFirst`: one at least. */
  constructor(form: LineForm, makeScreen: ScreenRows, readFirst = READ_FIRST) {
    this.#form = form;
    this.#makeScreen = makeScreen;
    this.#readFirst = readFirst;
  }

  /** Counts what became of the lines of a stretch, and whether it was skimmed. */
  count(passed: number, read: number, skimmed: boolean): void {
    this.#records += passed + read;
    if (skimmed && passed < LEAST_PASSED * read) this.#pause = PAUSE;
  }

  /** The runs of lines of a stretch that pass as rows of a table (see skimLines); null: all is to be read. */
  skim({ bytes, wholeLines }: Stretch, table: Table): Int32Array | null {
    const screen = wholeLines ? this.#ready(table) : null;
    return screen === null ? null : skimLines(screen, bytes);
  }

  #ready(table: Table): LineScreen | null {
    if (this.#records < this.#readFirst || table.layout.columns.length < 2) return null;
    if (this.#pause > 0) {
      this.#pause -= 1;
      return null;
    }
    if (this.#lines !== null && this.#table === table) return this.#lines;
    const screen = this.#makeScreen(table.layout);
    this.#table = table;
    this.#lines = screen === null ? null : new LineScreen(this.#form, screen, table.misplaced);
    if (screen === null) this.#pause = PAUSE;
    return this.#lines;
  }
}

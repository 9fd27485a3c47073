import type { LineForm, SharedScreen, SkimTask, SkimThread, StartSkimThread } from '../screen.ts';
import { LineScreen, skimLines } from './line-screen.ts';
import type { Stretch } from './stretches.ts';

/** When skimming is worth it. */
export interface Worth {
  /**
   * Records before the first line is skimmed, one at least: the header is over, what cells repeat is known, and a small
   * inventory is done.
   */
  readonly records: number;
  /** Lines passed before a second thread is started: what it costs is made good after as many. */
  readonly passed: number;
}

const WORTH: Worth = { records: 400, passed: 500 };
/** Stretches that are read without skimming when fewer than half of the lines of one passed. */
const PAUSE = 8;

/** A stretch of an input, and how those of its lines are found that pass. */
export class Skimming {
  readonly stretch: Stretch;
  readonly #screen: LineScreen | null;
  readonly #task: SkimTask | null;
  #runs: Int32Array | null = null;

  /** `screen` null: all is to be read. `task` null: no other thread has it. */
  constructor(stretch: Stretch, screen: LineScreen | null = null, task: SkimTask | null = null) {
    this.stretch = stretch;
    this.#screen = screen;
    this.#task = task;
  }

  /** False when its runs have to be waited for. */
  get ready(): boolean {
    return this.#task === null || this.#runs !== null || this.#task.answered;
  }

  /** Does the work in this thread; false when it is done, or the other has begun. */
  here(): boolean {
    if (this.#screen === null || this.#runs !== null || this.#task?.takeBack() === false) return false;
    this.#runs = skimLines(this.#screen, this.stretch.bytes);
    return true;
  }

  /** The runs of lines that pass (see SkimTask); null: all is to be read. */
  async runs(): Promise<Int32Array | null> {
    if (this.#screen === null || this.#runs !== null || this.here()) return this.#runs;
    return (await this.#task?.answer()) ?? skimLines(this.#screen, this.stretch.bytes);
  }
}

/**
 * Finds lines that hold no evidence, of which no records need be made: as long as most lines are such, and with a second
 * thread where there is one.
 */
export class Skimmer {
  readonly #form: LineForm;
  readonly #makeScreen: () => SharedScreen | null;
  readonly #startThread: StartSkimThread | undefined;
  readonly #worth: Worth;
  #screen: SharedScreen | null = null;
  #lines: LineScreen | null = null;
  #thread: SkimThread | null = null;
  #records = 0;
  #passed = 0;
  #pause = 0;

  constructor(
    form: LineForm,
    makeScreen: () => SharedScreen | null,
    startThread: StartSkimThread | undefined,
    worth: Worth = WORTH,
  ) {
    this.#form = form;
    this.#makeScreen = makeScreen;
    this.#startThread = startThread;
    this.#worth = worth;
  }

  /** True when stretches are to be given some time before their runs are asked for. */
  get ahead(): boolean {
    return this.#thread !== null;
  }

  /** Counts what became of the lines of a stretch, and whether it was skimmed. */
  count(passed: number, read: number, skimmed: boolean): void {
    this.#records += passed + read;
    if (skimmed && passed < read) this.#pause = PAUSE;
    else this.#passed += passed;
  }

  /** Begins to skim a stretch, if it is worth it now. */
  async skim(stretch: Stretch): Promise<Skimming> {
    const screen = stretch.wholeLines ? this.#ready() : null;
    if (screen === null) return new Skimming(stretch);
    if (this.#thread === null && this.#screen !== null && this.#passed > this.#worth.passed) {
      this.#thread = (await this.#startThread?.(this.#screen, this.#form)) ?? null;
    }
    return new Skimming(stretch, screen, this.#thread?.skim(stretch.bytes) ?? null);
  }

  close(): void {
    this.#thread?.close();
  }

  #ready(): LineScreen | null {
    if (this.#records < this.#worth.records) return null;
    if (this.#pause > 0) {
      this.#pause -= 1;
      return null;
    }
    if (this.#lines !== null) return this.#lines;
    this.#screen = this.#makeScreen();
    if (this.#screen === null) this.#pause = Infinity;
    else this.#lines = new LineScreen(this.#form, this.#screen);
    return this.#lines;
  }
}

import { Worker } from 'node:worker_threads';
import type { ScreenParts } from '../identify/screen.ts';
import { AHEAD } from '../inventory/screen.ts';
import type { LineForm, SharedScreen, SkimTask, SkimThread } from '../inventory/screen.ts';
import { take } from './skim-work.ts';
import type { SkimMessage, SkimWork } from './skim-work.ts';

/** Tasks at hand, at most: those ahead, the one just given and the one being read. */
const PLACES = AHEAD + 2;
/** Bytes of a copy: what a pipe gives at once, and the beginning of a line. */
const COPY = 80 * 1024;
/** Megabytes. All that the thread makes is short-lived. */
const LIMITS = { maxYoungGenerationSizeMb: 2 };

/**
 * Starts a thread, of the module `file` (see skim-thread.ts), that skims lines. A thread that fails costs time and nothing
 * else: its lines are then read here.
 */
export function startSkimThread(file: string, screen: SharedScreen, form: LineForm): SkimThread {
  return new Ahead(file, screen, form);
}

class Ahead implements SkimThread {
  readonly #screen: SharedScreen;
  /** By place: memory for lines that are not in shared memory, used again and again. */
  readonly #copies: Uint8Array[] = [];
  readonly #worker: Worker;
  readonly #states = new Int32Array(new SharedArrayBuffer(PLACES * Int32Array.BYTES_PER_ELEMENT));
  /** What the thread made of the tasks it took, in their order, and who waits for the next. */
  readonly #answers: Int32Array[] = [];
  #waiting: ((runs: Int32Array | null) => void) | null = null;
  #ready = false;
  #tasks = 0;

  constructor(file: string, screen: SharedScreen, form: LineForm) {
    this.#screen = screen;
    const work: SkimWork = {
      parts: screen.parts as ScreenParts,
      form,
      states: this.#states.buffer,
    };
    this.#worker = new Worker(file, { workerData: work, resourceLimits: LIMITS });
    this.#worker.on('message', (runs: Int32Array | null) => {
      if (runs === null) this.#ready = true;
      else this.#answer(runs);
    });
    this.#worker.on('error', () => {
      this.#end();
    });
    this.#worker.on('exit', () => {
      this.#end();
    });
  }

  skim(lines: Uint8Array): SkimTask | null {
    if (!this.#ready) return null;
    const task = this.#tasks;
    const place = task % PLACES;
    this.#tasks += 1;
    Atomics.store(this.#states, place, task);
    const message: SkimMessage = {
      task,
      place,
      lines: this.#shared(lines, place),
      news: this.#screen.news() as SkimMessage['news'],
    };
    this.#worker.postMessage(message);
    const answers = this.#answers;
    return {
      takeBack: () => take(this.#states, place, task),
      get answered() {
        return answers.length > 0;
      },
      answer: () => this.#next(),
    };
  }

  close(): void {
    void this.#worker.terminate();
  }

  /** The same bytes in shared memory. What the place held before has been answered or taken back. */
  #shared(bytes: Uint8Array, place: number): Uint8Array {
    if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
    let copy = this.#copies[place];
    if (copy === undefined || copy.length < bytes.length) {
      copy = new Uint8Array(new SharedArrayBuffer(Math.max(COPY, bytes.length)));
      this.#copies[place] = copy;
    }
    copy.set(bytes);
    return copy.subarray(0, bytes.length);
  }

  #next(): Promise<Int32Array | null> {
    const answer = this.#answers.shift();
    if (answer !== undefined || !this.#ready) return Promise.resolve(answer ?? null);
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  #answer(runs: Int32Array): void {
    if (this.#waiting === null) this.#answers.push(runs);
    else this.#waiting(runs);
    this.#waiting = null;
  }

  #end(): void {
    this.#ready = false;
    this.#waiting?.(null);
    this.#waiting = null;
  }
}

import type { Writable } from 'node:stream';

/** A stream that may be a terminal. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** All that the command line touches of its process, so that it can run inside a test. */
export interface Io {
  /** Asked for only when a command reads it: opening it has effects of its own. */
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  /** The descriptor of standard output where that is a regular file, else null. */
  readonly stdoutFile: number | null;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: () => Date;
  readonly version: string;
  /** Where the build put what netvet knows. */
  readonly knowledgeFile: string;
  /** Of a checkout its data/, from which that file is made again when it is newer; null where there is none. */
  readonly sources: string | null;
  /** Where a package with newer data would be: beside netvet in its node_modules. Null: netvet lies in none. */
  readonly dataPackage: string | null;
  /** What is shipped beside it and read only when it is needed. */
  readonly dataFolder: string;
  /** Reads what is shipped; throws errors of the system. In the single executable there are no files to read. */
  readonly readShipped: (path: string, encoding: 'utf8' | 'latin1') => string;
  /** Aborted with an exit code when the process gets a signal while signals are caught. */
  readonly signal: AbortSignal;
  /** From now on a signal aborts `signal`, when JavaScript next yields, and does not end the process at once. */
  catchSignals(): void;
}

/** Ends a run without a word: told to stop (130, 143), or the reader of stdout went away (141). */
export class Stopped extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`stopped with ${code}`);
    this.code = code;
  }
}

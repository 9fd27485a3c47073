import type { Writable } from 'node:stream';

/** A stream that may be a terminal. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** All that the command line touches of its process, so that it can run inside a test. */
export interface Io {
  /** Accessed only when a command reads it: opening it has side effects. */
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  /** The descriptor of standard output where that is a regular file, else null. */
  readonly stdoutFile: number | null;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: () => Date;
  readonly version: string;
  /** The compiled knowledge that the build wrote. */
  readonly knowledgeFile: string;
  /** The data/ of a checkout: when it is newer, that file is made again from it. Null where there is none. */
  readonly sources: string | null;
  /** Where a package with newer data would be: beside netvet in node_modules. Null if netvet is not in one. */
  readonly dataPackage: string | null;
  /** The folder of other shipped files, which are read only when they are needed. */
  readonly dataFolder: string;
  /** Reads a shipped file; throws errors of the system. In the single executable there are no files to read. */
  readonly readShipped: (path: string, encoding: 'utf8' | 'latin1') => string;
  /** Aborted with an exit code when the process gets a signal while signals are caught. */
  readonly signal: AbortSignal;
  /** After this a signal aborts `signal`, when JavaScript next yields, instead of ending the process at once. */
  catchSignals(): void;
}

/** Ends a run without a message: a signal stopped it (130, 143), or the reader of stdout went away (141). */
export class Stopped extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`stopped with ${code}`);
    this.code = code;
  }
}

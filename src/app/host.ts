import type { Day } from '../core/dates.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { TextFile } from '../yaml/parse.ts';

/** Files that a run is given by their paths: those of the disk, or what a program passes. */
export interface Files {
  /** In bytes; null for what is no regular file. Undefined: nothing is there. Throws UserError. */
  sizeOf(path: string): number | null | undefined;
  /** A whole file as text. Throws UserError. */
  text(path: string): TextFile;
  /** Opened when the first bytes are asked for. Throws errors of the system. */
  bytes(path: string): AsyncIterable<Uint8Array>;
}

/** What a use case may know of the world besides the files that it is given. */
export interface Host {
  /** Relative paths start here. */
  readonly cwd: string;
  /** Today in UTC. */
  readonly today: Day;
  /** The version of netvet. */
  readonly version: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly files: Files;
  /** The shipped vendors, lists and prefixes. */
  readonly knowledge: () => Promise<Knowledge>;
}

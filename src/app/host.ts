import type { Day } from '../core/dates.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { TextFile } from '../yaml/parse.ts';

/** Files that a run is given by their paths: those of the disk, what a program passes, what was dropped on the page. */
export interface Files {
  /** In bytes; null for what is no regular file. Undefined: nothing is there. Throws UserError. */
  sizeOf(path: string): number | null | undefined;
  /** A whole file as text. Throws UserError. */
  text(path: string): TextFile;
  /** Opened when the first bytes are asked for. Throws errors of the system. */
  bytes(path: string): AsyncIterable<Uint8Array>;
  /** The beginning of a file as text; of one that cannot be read nothing: whoever opens it says what is wrong. */
  head(path: string, size: number): string;
  /** What a folder holds, sorted; null for what is none. Throws UserError. */
  entries(path: string): readonly Entry[] | null;
  /** The paths that an argument means, with `/`: if it is a pattern and no file, those that match it. */
  meant(argument: string): readonly string[];
  /** A path from the root on. */
  absolute(path: string): string;
  /** The same text for one file or folder, whichever links or spellings lead to it, with `/`. Throws errors. */
  real(path: string): string;
  /** The same text for one file, also under several names of its own. */
  identity(path: string): string;
}

/** What a folder holds under a name. */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** What a use case may know of the world besides the files that it is given. */
export interface Host {
  /** Today in UTC. */
  readonly today: Day;
  readonly version: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly files: Files;
  readonly knowledge: () => Promise<Knowledge>;
}

import type { Day } from '../core/dates.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { TextFile } from '../yaml/parse.ts';

/** Files that a run reads by path: of the disk, passed by a program, or dropped on the page. */
export interface Files {
  /** Bytes; null for anything but a regular file. Undefined: nothing is there. Throws UserError. */
  sizeOf(path: string): number | null | undefined;
  /** A whole file as text. Throws UserError. */
  text(path: string): TextFile;
  /** Opens the file when its first bytes are read. `size`: that of a regular file. Throws errors of the system. */
  bytes(path: string, size?: number | null): AsyncIterable<Uint8Array>;
  /** The first `size` bytes of a file as text; empty if it cannot be read: opening it then says what is wrong. */
  head(path: string, size: number): string;
  /** What a folder holds, sorted; null for anything but a folder. Throws UserError. */
  entries(path: string): readonly Entry[] | null;
  /** The paths that an argument stands for, with `/`: those that match, for a pattern that is no file; else itself. */
  meant(argument: string): readonly string[];
  absolute(path: string): string;
  /** One path for a file or folder, whichever links or spellings lead to it, with `/`. Throws errors. */
  real(path: string): string;
  /** One text for a file, even if it has several names (hard links). */
  identity(path: string): string;
}

/** A name in a folder, and what it is. */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** All that a use case may know of the world around it. */
export interface Host {
  /** Today in UTC. */
  readonly today: Day;
  readonly version: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly files: Files;
  readonly knowledge: () => Promise<Knowledge>;
}

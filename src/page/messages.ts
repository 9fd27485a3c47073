import type { CheckRequest, ListLine, Located } from '../api/types.ts';
import type { Profile } from '../knowledge/list-shape.ts';

/** What a file is for a run. */
export type Role = 'inventory' | 'list' | 'waivers' | 'baseline';

/** A file or folder as it was dropped: the files in it by their paths, the first part of which is its own name. */
export interface Dropped {
  readonly name: string;
  readonly files: readonly (readonly [path: string, file: File])[];
}

/** What the page asks of its worker. */
export type Order =
  | { readonly kind: 'begin'; readonly version: string; readonly knowledge: string; readonly asOf: string }
  | { readonly kind: 'add'; readonly dropped: Dropped }
  | { readonly kind: 'remove'; readonly name: string }
  | { readonly kind: 'check'; readonly request: Omit<CheckRequest, 'inputs'> & { inputs: readonly Located[] } }
  | { readonly kind: 'save'; readonly format: 'xlsx' | 'ndjson' };

/** What the worker answers. */
export type Answer =
  | { readonly kind: 'ready'; readonly profiles: readonly Profile[]; readonly lists: readonly ListLine[] }
  | { readonly kind: 'added'; readonly name: string; readonly role: Role }
  | { readonly kind: 'progress'; readonly read: number; readonly of: number; readonly findings: number }
  | { readonly kind: 'done'; readonly report: string; readonly code: number; readonly warnings: readonly string[] }
  | { readonly kind: 'saved'; readonly format: 'xlsx' | 'ndjson'; readonly content: Blob }
  | { readonly kind: 'wrong'; readonly messages: readonly string[]; readonly isBug: boolean };

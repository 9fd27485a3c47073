import type { ResultEvent } from '../core/events.ts';

/** Bytes as they come, or text of UTF-8. */
export type Stream = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** An inventory: what results call it, and its content. */
export type Input =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly stream: Stream }
  | { readonly name?: string; readonly path: string };

/** A list, or waivers, as the files of them are written: see the JSON Schemas `list` and `waivers`. */
export type Written = Readonly<Record<string, unknown>>;

/** The day as of which is judged: one of them is needed, since the library asks no clock. */
export interface OnDay {
  /** `YYYY-MM-DD`. */
  readonly asOf?: string | undefined;
  /** Judged as of its day in UTC. */
  readonly now?: Date | undefined;
}

/** By what is judged. */
export interface Judged extends OnDay {
  /** Ids, `default`, `all`, or lists of your own as objects; default: `us-fcc-covered` and `us-ndaa-889`. */
  readonly lists?: readonly (string | Written)[] | undefined;
  readonly profile?: string | readonly string[] | undefined;
}

/** How inputs are read; default: as their content shows. */
export interface Reading {
  /** Headers by the field that their column holds: `{vendor: 'Hersteller'}`; `#3` is the third column. */
  readonly columns?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly delimiter?: string | undefined;
  readonly encoding?: string | undefined;
  readonly skipLines?: number | undefined;
  /** False: the first line is data. */
  readonly header?: boolean | undefined;
  readonly inputFormat?: string | undefined;
  readonly sheet?: string | undefined;
}

/** What fails, and what makes a run incomplete: the defaults of the command line. */
export interface Failing {
  /** `confirmed`, `probable` (default), `possible` or `never`. */
  readonly failOn?: string | undefined;
  /** Default: `banned`. */
  readonly failOnStatus?: readonly string[] | undefined;
  readonly deadlineWithin?: number | undefined;
  /** Percent; default 80. */
  readonly requireIdentity?: number | undefined;
  readonly maxListAge?: number | undefined;
  readonly strictWaivers?: boolean | undefined;
  readonly waivers?: Written | undefined;
  /** The events of an earlier run. */
  readonly baseline?: AsyncIterable<ResultEvent> | Iterable<ResultEvent> | undefined;
}

export interface CheckRequest extends Judged, Reading, Failing {
  readonly inputs: readonly Input[];
}
